/** CMS-HCC from claims, with tables as small as can be. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { computeExample } from '../../testing.ts';
import { cmsHcc } from './method.ts';
import type { HccTables } from './tables.ts';

const folder = mkdtempSync(join(tmpdir(), 'openvbp-hcc-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const V28: HccTables = {
  mapping: { 226: 'I509', 38: 'E119', 37: 'E1140' },
  coefficients: {
    CNA_F70_74: '0.386',
    CNA_HCC226: '0.360',
    CNA_HCC37: '0.166',
    CNA_HCC38: '0.166',
    CNA_DIABETES_HF_V28: '0.112',
    CNA_D2: '0',
    CND_M55_59: '0.3',
  },
  hierarchies: { 37: '38' },
  labels: {},
  edits: [],
};
const V24: HccTables = {
  mapping: { 85: 'I509' },
  coefficients: { CNA_F70_74: '0.400', CNA_HCC85: '0.331', CND_M55_59: '0.25' },
  hierarchies: {},
  labels: {},
  edits: [],
};
const reference = (name: string, version: string) => {
  const file = join(folder, name);
  const content = { models: { V24, V28 } };
  writeFileSync(file, JSON.stringify({ reference: 'cms-hcc', version, files: [], counts: {}, content }));
  return file;
};
const tables = reference('2024.json', '2024');

const claim = (person_id: string, ...codes: string[]) => ({
  claim_id: `c-${person_id}-${codes[0]}`,
  claim_line_number: 1,
  person_id,
  claim_start_date: '2023-03-01',
  ...Object.fromEntries(codes.map((code, i) => [`diagnosis_code_${i + 1}`, code])),
});
const people = {
  eligibility: [
    { person_id: 'a', enrollment_start_date: '2020-01-01', birth_date: '1952-02-01', gender: 'female' },
    {
      person_id: 'b',
      enrollment_start_date: '2020-01-01',
      birth_date: '1964-02-02',
      gender: 'male',
      original_reason_entitlement_code: '1',
    },
    { person_id: 'c', enrollment_start_date: '2020-01-01', gender: 'male' },
  ],
  medical_claim: [claim('a', 'I50.9', 'E11.9'), claim('a', 'E11.40'), claim('c', 'I50.9')],
};
/** Of people the examples say no more than they need. */
const said = <T extends { code: string }>(diagnostics: readonly T[]) =>
  diagnostics.filter(({ code }) => !code.startsWith('hcc-assumed'));
const period = { from: '2023-01-01', to: '2024-01-01' };

test('heart failure and diabetes together: demographics, categories after hierarchies, interaction', async () => {
  const { rows, diagnostics } = await computeExample(cmsHcc, {
    period,
    options: { tables, age_on: '2024-02-01', normalization: '1.015', coding: '0.059' },
    tables: people,
  });
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
      reason: null,
    },
    {
      person_id: 'b',
      segment: 'CND',
      age: 59,
      raw_score: '0.3',
      score: '0.279',
      categories: '',
      contributions: 'M55_59 0.300',
      reason: null,
    },
    // An unknown age is not zero: no score.
    {
      person_id: 'c',
      segment: null,
      age: null,
      raw_score: null,
      score: null,
      categories: '226',
      contributions: null,
      reason: 'age-unknown',
    },
  ]);
  expect(said(diagnostics).map(({ code, message }) => [code, message.zh])).toEqual([
    ['hcc-without-score', '1 人没有得分：年龄不详。'],
  ]);
});

test('payment year 2024: two thirds by V24, one third by V28, each with its own factors', async () => {
  const { rows, diagnostics } = await computeExample(cmsHcc, {
    period,
    options: { tables: folder, year: '2024' },
    tables: people,
  });
  // V24: 0.731 ÷ 1.146 = 0.638, × 0.941 = 0.600. V28: 0.949, as above. 0.67 × 0.600 + 0.33 × 0.949 = 0.71517.
  expect(rows.map(({ person_id, age, raw_score, score }) => [person_id, age, raw_score, score])).toEqual([
    ['a', 72, null, '0.715'],
    // V24: 0.25 ÷ 1.146 = 0.218, × 0.941 = 0.205. V28: 0.279. 0.67 × 0.205 + 0.33 × 0.279 = 0.22942.
    ['b', 59, null, '0.229'],
    ['c', null, null, null],
  ]);
  expect(rows[0]?.['contributions']).toBe(
    'V24 F70_74 0.400; V24 HCC85 0.331; V28 D2 0.000; V28 DIABETES_HF_V28 0.112; V28 F70_74 0.386; V28 HCC226 0.360; V28 HCC37 0.166',
  );
  expect(said(diagnostics).map(({ code }) => code)).toEqual(['hcc-factor-unverified', 'hcc-without-score']);
});

test.each([
  ['no tables of the year', { year: '2025' }, 'scheme-choose'],
  ['a year of which nothing is known', { year: '1999' }, 'hcc-year-unknown'],
  ['a year and a model', { year: '2024', model: 'V24' }, 'hcc-year-and-model'],
  ['a model the tables lack', { model: 'V22' }, 'hcc-model-absent'],
] as const)('%s is said', async (_, options, code) => {
  const { diagnostics } = await computeExample(cmsHcc, {
    options: { tables: folder, ...options },
    tables: { eligibility: [], medical_claim: [] },
  });
  expect(said(diagnostics).map((one) => one.code)).toEqual([code]);
});
