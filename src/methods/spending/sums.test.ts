/** Sums by month or year in place of lines: the same figures, whichever of them a question is answered from. */
import { describe, expect, it } from 'vitest';
import type { Method } from '../method.ts';
import type { Given } from '../testing.ts';
import { computeExample } from '../testing.ts';
import { enrolmentYear } from './enrolment-year.ts';
import { personMonth } from './person-month.ts';
import { personYear } from './person-year.ts';
import { strata } from './strata.ts';
import { hospital, line, person } from './testing.ts';
import { trend } from './trend.ts';

// No code is excluded, but the lines must be looked at to know.
const BY_LINES = { exclude_codes: 'NONE' };
const medical_claim: Given[] = [
  line('A', '2022-03-02', '100.10'),
  line('A', '2022-03-30', '-20.05', { claim_line_number: 2 }),
  line('A', '2023-12-31', '7', hospital('111')),
  line('B', '2022-01-01', null),
  line('B', '2022-07-15', '55', { claim_line_start_date: null, claim_start_date: '2022-07-14' }),
  // Not covered any more, of no year asked for, without a day.
  line('B', '2022-09-01', '1000'),
  line('D', '2022-03-01', '40'),
  line('D', '2022-11-01', '2'),
  line('D', '2023-02-01', '60'),
  line('E', '2022-09-01', '11'),
  line('E', '2023-09-01', '12'),
  line('F', '2022-01-01', '13'),
  line('F', '2023-01-01', '14'),
  line('A', '2021-12-31', '3000'),
  // So far from the years asked for that its place would be another person's.
  line('A', '2038-01-01', '70000'),
  line('D', '2006-01-01', '90000'),
  line('A', '2022-05-05', '5000', { claim_line_start_date: null }),
];
const tables = {
  eligibility: [
    person('A'),
    person('B', { enrollment_end_date: '2022-08-31' }),
    // One year whole, of another a month with a line that is not covered.
    person('D', { enrollment_end_date: '2022-06-30' }),
    person('D', { enrollment_start_date: '2023-01-01' }),
    // The first year whole, of the second a month with a line that is not covered; a line in a year without any month; no line at all.
    person('E', { enrollment_end_date: '2023-06-30' }),
    person('F', { enrollment_end_date: '2022-12-31' }),
    person('G'),
  ],
  medical_claim,
  pharmacy_claim: [
    {
      claim_id: 'R',
      claim_line_number: 1,
      person_id: 'A',
      dispensing_date: '2022-11-11',
      paid_amount: '9.99',
    },
  ],
};
const cases = [
  {
    case_id: 'C',
    person_id: 'A',
    hospital_id: 'H',
    admission_date: '2022-02-01',
    discharge_date: '2022-02-09',
    total_fee: '800',
    fund_payment: '600.60',
  },
];

async function expectSame(method: Method, options: object, more: object): Promise<void> {
  const of = (lines: object) =>
    computeExample(method, {
      tables: { ...tables, ...more },
      options: { years: '2022,2023', ...options, ...lines },
    });
  const [sums, lines] = [await of({}), await of(BY_LINES)];
  expect(sums).toEqual({ ...lines, lines: sums.lines });
  expect(sums.rows.length).toBeGreaterThan(0);
}

describe('spending of lines, and of months and years of lines', () => {
  const drugs = { categories: 'inpatient,outpatient,professional,snf,hha,hospice,dme,drug,other' };
  it.each([
    ['as it stands', {}, {}],
    ['whether covered or not', { covered_only: 'false' }, {}],
    ['with drugs', drugs, {}],
    ['with cases of a settlement list', {}, { inpatient_case: cases }],
    ['of some kinds', { categories: 'inpatient,professional' }, {}],
  ])('is the same %s', async (_, options, more) => {
    for (const method of [personYear, personMonth, strata, enrolmentYear, trend])
      await expectSame(method, options, more);
  });

  // Years as a whole, but for those of B and D in 2022, of which a month with a line is not covered.
  it.each([
    ['of covered months', {}],
    ['of all months', { covered_only: 'false' }],
    ['of some kinds', { categories: 'inpatient' }],
    ['of ten years', { years: '2014..2023' }],
  ])('is the same without kinds, %s', async (_, options) => {
    for (const more of [{}, { inpatient_case: cases }])
      await expectSame(personYear, { by_category: 'false', ...options }, more);
  });

  it('is the same where sums need more digits than a line', async () => {
    const large = [
      line('A', '2022-01-01', '99999999999999.9999'),
      line('A', '2022-01-02', '99999999999999.9999'),
      line('A', '2023-01-02', '-99999999999999.9999'),
    ];
    await expectSame(personYear, { by_category: 'false' }, { medical_claim: [...medical_claim, ...large] });
  });

  it('is told of a case whose fee less what was paid oneself has a digit more than either', async () => {
    const large = { ...cases[0], total_fee: '99999999999999.9999', self_paid: '-0.01' };
    for (const amount of ['allowed_amount', 'paid_amount'])
      await expectSame(strata, { amount }, { inpatient_case: [large] });
  });
});
