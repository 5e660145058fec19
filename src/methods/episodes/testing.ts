/** Joint replacements for worked examples of episodes: people, stays, visits, and the method run on them. */
import { expect } from 'vitest';
import type { Example, Given, Got } from '../testing.ts';
import { computeExample } from '../testing.ts';
import { trigger } from './trigger.ts';

export const person = (id: string, extra: object = {}) => ({
  person_id: id,
  enrollment_start_date: '2020-01-01',
  birth_date: '1950-01-01',
  ...extra,
});

/** An inpatient claim of one line. */
export const stay = (claim: string, from: string, to: string, paid: number, extra: object = {}) => ({
  claim_id: claim,
  claim_line_number: 1,
  claim_type: 'institutional',
  bill_type_code: '111',
  person_id: 'ann',
  facility_npi: 'H1',
  admission_date: from,
  discharge_date: to,
  claim_start_date: from,
  claim_end_date: to,
  paid_amount: paid,
  drg_code: '470',
  ...extra,
});

export const visit = (claim: string, day: string, paid: number, extra: object = {}) => ({
  claim_id: claim,
  claim_line_number: 1,
  claim_type: 'professional',
  person_id: 'ann',
  claim_start_date: day,
  claim_line_start_date: day,
  claim_line_end_date: day,
  paid_amount: paid,
  ...extra,
});

export const run = (lines: readonly Given[], options: Record<string, string> = {}, rest: Example = {}) =>
  computeExample(trigger, {
    ...rest,
    tables: { medical_claim: lines, eligibility: [person('ann'), person('bob')], ...rest.tables },
    asOf: '2024-12-31',
    options: { episode: 'LEJR', trigger_drgs: '469, 470', days_after: '90', ...options },
    ...(rest.asOf && { asOf: rest.asOf }),
  });

export const one = async (...given: Parameters<typeof run>) => {
  const got = await run(...given);
  expect(got.rows).toHaveLength(1);
  return { ...got, row: got.rows[0] as Got };
};
