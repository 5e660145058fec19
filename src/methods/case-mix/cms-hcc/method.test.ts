/** CMS-HCC from claims, with a model as small as can be. */
import { expect, test } from 'vitest';
import { computeExample } from '../../testing.ts';
import { cmsHcc } from './method.ts';

const files = {
  'mapping.csv':
    'diagnosis_code,cc,model_name\nI509,226,CMS-HCC Model V28\nE119,38,CMS-HCC Model V28\nE1140,37,CMS-HCC Model V28\n',
  'coefficients.csv':
    'coefficient,value,model_version\nCNA_F70_74,0.386,C28\nCNA_HCC226,0.360,C28\nCNA_HCC37,0.166,C28\nCNA_HCC38,0.166,C28\nCNA_DIABETES_HF_V28,0.112,C28\nCNA_D2,0,C28\nCND_M55_59,0.3,C28\n',
  'hierarchies.csv': 'cc_parent,cc_child,model_domain,model_version\n37,38,CMS-HCC,V28\n',
  'edits.csv':
    'icd10,sex,age_min,age_max,action,cc_override,model_name\nX00,,,1,invalid,,CMS-HCC Model V28\n',
};
const options = {
  mapping: 'mapping.csv',
  coefficients: 'coefficients.csv',
  hierarchies: 'hierarchies.csv',
  edits: 'edits.csv',
};

const claim = (person_id: string, ...codes: string[]) => ({
  claim_id: `c-${person_id}-${codes[0]}`,
  claim_line_number: 1,
  person_id,
  claim_start_date: '2023-03-01',
  ...Object.fromEntries(codes.map((code, i) => [`diagnosis_code_${i + 1}`, code])),
});

test('heart failure and diabetes together: demographics, categories after hierarchies, interaction', async () => {
  const { rows, diagnostics } = await computeExample(cmsHcc, {
    period: { from: '2023-01-01', to: '2024-01-01' },
    files,
    options: { ...options, age_on: '2024-02-01', normalization: '1.015', coding: '0.059' },
    tables: {
      eligibility: [
        { person_id: 'a', enrollment_start_date: '2020-01-01', birth_date: '1952-02-01', gender: 'female' },
        {
          person_id: 'b',
          enrollment_start_date: '2020-01-01',
          birth_date: '1964-02-02',
          gender: 'male',
          original_reason_entitlement_code: '1',
        },
      ],
      medical_claim: [claim('a', 'I50.9', 'E11.9'), claim('a', 'E11.40')],
    },
  });
  expect(diagnostics).toEqual([]);
  // 0.386 + 0.360 + 0.166 + 0.112 = 1.024; 1.024 ÷ 1.015 = 1.009; 1.009 × 0.941 = 0.949.
  expect(rows).toEqual([
    {
      person_id: 'a',
      segment: 'CNA',
      age: 72,
      raw_score: '1.024',
      score: '0.949',
      categories: '37|226',
      contributions: 'D2 0.000; DIABETES_HF_V28 0.112; F70_74 0.386; HCC226 0.360; HCC37 0.166',
    },
    {
      person_id: 'b',
      segment: 'CND',
      age: 59,
      raw_score: '0.3',
      score: '0.279',
      categories: '',
      contributions: 'M55_59 0.300',
    },
  ]);
});

test('a file that lacks columns is named', async () => {
  const { diagnostics } = await computeExample(cmsHcc, {
    files: { ...files, 'mapping.csv': 'code,cc\nI509,226\n' },
    options,
    tables: { eligibility: [], medical_claim: [] },
  });
  expect(diagnostics.map(({ code }) => code)).toEqual(['cases-columns']);
});
