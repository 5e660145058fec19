/** Comorbidities from claims, by a worked example. */
import { expect, test } from 'vitest';
import { computeExample } from '../../testing.ts';
import { comorbidity } from './method.ts';

const [charlson] = comorbidity;

test('scores people by the diagnoses of their claims in the window; the graver form counts alone', async () => {
  if (!charlson) throw new Error('no method');
  const claim = (person_id: string, day: string, ...codes: string[]) => ({
    claim_id: `${person_id}${day}`,
    claim_line_number: 1,
    person_id,
    claim_start_date: day,
    claim_end_date: day,
    ...Object.fromEntries(codes.map((code, i) => [`diagnosis_code_${i + 1}`, code])),
  });
  const enrolled = (person_id: string) => ({ person_id, enrollment_start_date: '2020-01-01' });
  const { rows, lines, diagnostics } = await computeExample(charlson, {
    period: { from: '2023-01-01', to: '2024-01-01' },
    tables: {
      eligibility: ['a', 'b', 'c'].map(enrolled),
      medical_claim: [
        claim('a', '2023-03-01', 'I50.9', 'e11.9'),
        claim('a', '2023-04-01', 'E112'),
        claim('a', '2023-05-01', 'Z00.0'),
        // Before the period: not counted.
        claim('b', '2022-12-31', 'I509'),
        claim('b', '2023-01-01', 'J44.1'),
      ],
    },
  });
  expect(diagnostics).toEqual([]);
  expect(
    rows.map(({ person_id, chf, cpd, diab, diabwc, charlson: score }) => [
      person_id,
      chf,
      cpd,
      diab,
      diabwc,
      score,
    ]),
  ).toEqual([
    ['a', true, false, false, true, 3],
    ['b', false, true, false, false, 1],
    ['c', false, false, false, false, 0],
  ]);
  expect(lines.map(({ key, claim_id, counted, reason }) => [key, claim_id, counted, reason])).toEqual([
    ['a', 'a2023-03-01', true, null],
    ['a', 'a2023-04-01', true, null],
    ['a', 'a2023-05-01', false, 'diagnosis-not-mapped'],
    ['b', 'b2023-01-01', true, null],
  ]);
});

test('says at the contract’s line which codes are no ICD-10: they belong to no category', async () => {
  if (!charlson) throw new Error('no method');
  const codes = ['I50.9', '250.00', '410.01', 'E11.900x001'];
  const { diagnostics, rows } = await computeExample(charlson, {
    period: { from: '2023-01-01', to: '2024-01-01' },
    tables: {
      eligibility: [{ person_id: 'a', enrollment_start_date: '2020-01-01' }],
      medical_claim: codes.map((code, i) => ({
        claim_id: `c${i}`,
        claim_line_number: 1,
        person_id: 'a',
        claim_start_date: '2023-03-01',
        diagnosis_code_1: code,
      })),
    },
  });
  expect(rows[0]?.['charlson']).toBe(2);
  expect(diagnostics).toMatchObject([
    {
      code: 'codes-malformed',
      severity: 'warning',
      data: { count: 2, all: 4, code: '25000' },
      at: expect.anything() as unknown,
    },
  ]);
});
