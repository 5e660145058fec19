/** Published scores on a few people: each factor with its points, and where it was read. */
import { describe, expect, it } from 'vitest';
import { checkDocument, readDocument } from '../../shared/document.ts';
import { findDocument, shippedDocuments } from '../../shipped.ts';
import { computeExample } from '../../testing.ts';
import type { Given } from '../../testing.ts';
import { misfits, riskScore } from './document.ts';
import { factors, RISKS, stratify } from './stratify.ts';

const person = (person_id: string, birth_date: string | null, gender: string | null = 'female'): Given => ({
  person_id,
  gender,
  birth_date,
  enrollment_start_date: '2020-01-01',
});
let claims = 0;
const claim = (person_id: string, day: string, more: Given): Given => ({
  claim_id: `C${(claims += 1)}`,
  claim_line_number: 1,
  claim_type: 'professional',
  person_id,
  claim_start_date: day,
  claim_line_start_date: day,
  data_source: 'test',
  ...more,
});
const stay = (person_id: string, from: string, to: string, kind: string | null, more: Given = {}): Given =>
  claim(person_id, from, {
    claim_type: 'institutional',
    bill_type_code: '111',
    claim_line_start_date: null,
    claim_end_date: to,
    admission_date: from,
    discharge_date: to,
    admit_type_code: kind,
    ...more,
  });

describe('LACE', () => {
  const tables = {
    eligibility: ['grave', 'easy', 'unclear', 'dead'].map((one) => person(one, '1950-01-01')),
    medical_claim: [
      // 6 days: 4. Urgent: 3. Heart failure 2, complicated diabetes 2 (the plain one does not count beside it): 4, read as 5. Two visits: 2. Together 14.
      stay('grave', '2023-03-01', '2023-03-07', '1', {
        diagnosis_code_1: 'I50.9',
        diagnosis_code_2: 'E11.9',
      }),
      claim('grave', '2022-09-15', { diagnosis_code_1: 'E11.22' }),
      claim('grave', '2022-10-15', { diagnosis_code_1: 'E11.22' }),
      claim('grave', '2022-12-01', { place_of_service_code: '23' }),
      claim('grave', '2023-01-05', { hcpcs_code: '99284' }),
      claim('grave', '2023-01-05', { revenue_center_code: '0450' }),
      // More than six months before, and the visit that led to the stay.
      claim('grave', '2022-08-01', { place_of_service_code: '23' }),
      claim('grave', '2023-03-01', { place_of_service_code: '23' }),
      // One day, elective, nothing else.
      stay('easy', '2023-05-01', '2023-05-02', '3', { diagnosis_code_1: 'M17.1' }),
      stay('unclear', '2023-05-01', '2023-05-15', null, { diagnosis_code_1: 'C78.0' }),
      stay('dead', '2023-05-01', '2023-05-15', '1', { discharge_disposition_code: '20' }),
    ],
  };

  it('adds up as the published table has it; what is not known leaves the least it can be', async () => {
    const { rows, diagnostics } = await computeExample(stratify, { tables, options: { score: 'lace' } });
    expect(rows).toEqual([
      {
        person_id: 'easy',
        scored_on: '2023-05-02',
        score: '1',
        least: '1',
        band: 'low',
        factors: 1,
        unknown: null,
        reason: null,
      },
      {
        person_id: 'grave',
        scored_on: '2023-03-07',
        score: '14',
        least: '14',
        band: 'high',
        factors: 5,
        unknown: null,
        reason: null,
      },
      // 14 days 7, metastatic cancer 6 read as 5; how it was admitted nobody says.
      {
        person_id: 'unclear',
        scored_on: '2023-05-15',
        score: null,
        least: '12',
        band: null,
        factors: 2,
        unknown: 'acute',
        reason: 'factor-unknown',
      },
    ]);
    expect(diagnostics.map(({ code, data }) => [code, data?.['factor'], data?.['count']])).toEqual([
      ['risk-factor-unknown', 'acute', 1],
    ]);
  });

  it('each factor with its points, which add up to the score', async () => {
    const { rows } = await computeExample(factors, { tables, options: { score: 'lace' } });
    const own = rows.filter((row) => row['person_id'] === 'grave');
    expect(own.map((row) => [row['factor'], row['value'], row['points'], row['outcome']])).toEqual([
      ['acute', '1', '3', 'counted'],
      ['comorbidity', '4', '1', 'grouped'],
      ['diabetes', '1', '0', 'superseded'],
      ['diabetes-complicated', '1', '2', 'counted'],
      ['emergency', '2', '2', 'counted'],
      ['heart-failure', '1', '2', 'counted'],
      ['length-of-stay', '6', '4', 'counted'],
    ]);
  });

  it('lines: the rows a factor was read from; the counted ones add up to the score', async () => {
    const { lines, rows } = await computeExample(stratify, { tables, options: { score: 'lace' } });
    for (const row of rows) {
      const key = `${row['person_id']},${row['scored_on']}`;
      const counted = lines.filter((line) => line['key'] === key && line['counted']);
      const sum = counted.reduce((all, line) => all + Number(line['amount']), 0);
      expect(sum, key).toBe(Number(row['least']));
    }
    const diabetes = lines.filter(
      (line) => line['reason'] === 'diabetes-complicated' || line['reason'] === 'same-factor',
    );
    expect(diabetes.find((line) => line['reason'] === 'diabetes-complicated')).toMatchObject({
      service_date: '2022-09-15',
      amount: '2',
    });
    expect(lines.some((line) => line['reason'] === 'superseded' && line['counted'] === false)).toBe(true);
  });

  it('where the data knows no emergency visit at all, that somebody has none is not known', async () => {
    const calm = tables.medical_claim.filter((one) => one['person_id'] === 'easy');
    const { rows } = await computeExample(stratify, {
      tables: { ...tables, medical_claim: calm },
      options: { score: 'lace' },
    });
    expect(rows).toMatchObject([{ person_id: 'easy', score: null, least: '1', unknown: 'emergency' }]);
  });

  it('inpatient cases of a settlement list are stays; how they were admitted is not known there', async () => {
    const { rows } = await computeExample(stratify, {
      tables: {
        eligibility: [person('p', '1950-01-01')],
        inpatient_case: [
          {
            case_id: 'K1',
            person_id: 'p',
            hospital_id: 'H',
            admission_date: '2023-02-01',
            discharge_date: '2023-02-09',
            principal_diagnosis: 'J44.900',
          },
        ],
      },
      options: { score: 'lace' },
    });
    expect(rows).toMatchObject([
      { scored_on: '2023-02-09', score: null, least: '7', unknown: 'acute, emergency' },
    ]);
  });
});

describe('CHA₂DS₂-VASc', () => {
  const tables = {
    eligibility: [
      person('old', '1945-03-01'),
      person('man', '1957-12-31', 'male'),
      person('sound', '1940-01-01'),
      person('ageless', null),
    ],
    medical_claim: [
      ...['old', 'man', 'ageless'].map((one) => claim(one, '2022-02-02', { diagnosis_code_1: 'I48.91' })),
      claim('old', '2022-05-01', { diagnosis_code_1: 'I10', diagnosis_code_2: 'E11.9' }),
      claim('old', '2022-06-01', { diagnosis_code_1: 'I63.9' }),
      // After the day of the score.
      claim('man', '2024-02-01', { diagnosis_code_1: 'I50.9' }),
    ],
  };

  it('points of Lip 2010: a woman of 78 with hypertension, diabetes and a stroke has 2 + 1 + 1 + 1 + 2', async () => {
    const { rows } = await computeExample(stratify, {
      tables,
      options: { score: 'cha2ds2-vasc' },
      asOf: '2024-06-01',
    });
    expect(rows).toMatchObject([
      { person_id: 'ageless', score: null, least: '1', unknown: 'age', reason: 'factor-unknown' },
      // 66 on the first of January 2024.
      { person_id: 'man', scored_on: '2024-01-01', score: '1', band: 'intermediate', factors: 1 },
      { person_id: 'old', score: '7', band: 'high', factors: 5 },
    ]);
  });

  it('the points of age were read from the row of coverage', async () => {
    const { lines } = await computeExample(stratify, {
      tables,
      options: { score: 'cha2ds2-vasc' },
      asOf: '2024-06-01',
    });
    expect(lines.filter((line) => line['key'] === 'man,2024-01-01')).toMatchObject([
      { table: 'eligibility', amount: '1', reason: 'age', counted: true },
    ]);
  });

  it('of the people a result names, on a day of one’s own', async () => {
    const { rows } = await computeExample(stratify, {
      tables,
      options: { score: 'cha2ds2-vasc', people: 'chosen', on: '2022-03-01' },
      results: { chosen: { rows: [{ person_id: 'old' }] } },
      asOf: '2024-06-01',
    });
    // 77, a woman; the rest came later.
    expect(rows).toMatchObject([{ person_id: 'old', scored_on: '2022-03-01', score: '3' }]);
  });
});

describe('documents', () => {
  it.each(shippedDocuments(RISKS))('%s fits together, and its reasons have words', (name) => {
    const { value, diagnostics } = readDocument(findDocument(name, '/', RISKS) ?? '', riskScore);
    expect(diagnostics).toEqual([]);
    expect(value?.risk).toBe(name);
    expect(misfits(value!)).toEqual([]);
    for (const { factor } of value!.factors) expect(stratify.reasons?.[factor]?.zh).toMatch(/\S/);
  });

  it('a document that does not is told', async () => {
    const text = `
risk: own
version: '1'
title: { en: Own, zh: 自有 }
source: made up
of: person
factors:
  - { kind: urgent, factor: a, title: { en: A, zh: 甲 }, points: '1' }
  - { kind: diagnoses, factor: a, title: { en: A, zh: 甲 }, points: '1', codes: [I10], group: none, unless: [b] }
  - { kind: age, factor: c, title: { en: C, zh: 丙 }, bands: [{ from: '5', points: '1' }, { from: '4', points: '1' }] }
`;
    const { value } = checkDocument(text, 'own.yaml', riskScore);
    expect(misfits(value!).map(({ where }) => where)).toEqual([
      'factors.0.kind',
      'factors.1.factor',
      'factors.1.group',
      'factors.1.unless',
      'factors.2.bands',
    ]);
    const { diagnostics } = await computeExample(stratify, {
      options: { score: 'own.yaml' },
      files: { 'own.yaml': text },
    });
    expect(diagnostics.map(({ code }) => code)).toEqual(Array(5).fill('risk-misfit'));
    const missing = await computeExample(stratify, { options: { score: 'nowhere' } });
    expect(JSON.stringify(missing.diagnostics[0])).toContain('lace');
  });
});
