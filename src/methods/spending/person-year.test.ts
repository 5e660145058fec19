/** A person's year worked on a few lines: kinds, months, truncation, cut-offs; every line counted or with a reason. */
import { describe, expect, it } from 'vitest';
import type { Example } from '../testing.ts';
import { computeExample } from '../testing.ts';
import { personYear } from './person-year.ts';
import { hospital, line, person, pick } from './testing.ts';

describe('a person’s year', () => {
  it('sorts lines by kind, and pays months in and out of coverage', async () => {
    const example: Example = {
      tables: {
        eligibility: [person('ann', { enrollment_start_date: '2023-03-15' })],
        medical_claim: [
          line('ann', '2023-04-01', '1000.10', hospital('0111')),
          line('ann', '2023-04-02', 200, hospital('131')),
          line('ann', '2023-04-03', 30, hospital('0211')),
          line('ann', '2023-04-04', 4, hospital('329')),
          line('ann', '2023-04-05', 5, hospital('0813')),
          line('ann', '2023-04-06', 6, { hcpcs_code: 'E0601' }),
          line('ann', '2023-04-07', 7, { hcpcs_code: '99213' }),
          line('ann', '2023-04-08', 8, { claim_type: 'dental' }),
          line('ann', '2023-03-20', 9),
          line('ann', '2022-12-31', 10),
          line('ann', '2023-05-01', null),
          line('ann', '2023-05-02', 11, { claim_line_start_date: null }),
          line('zoe', '2023-05-02', 12),
        ],
        pharmacy_claim: [
          {
            claim_id: 'rx',
            claim_line_number: 1,
            person_id: 'ann',
            dispensing_date: '2023-06-01',
            paid_amount: '20.25',
            paid_date: '2023-06-01',
          },
        ],
      },
      options: { categories: 'inpatient,outpatient,professional,snf,hha,hospice,dme,drug' },
    };
    const { rows, lines } = await computeExample(personYear, example);
    // Covered from 15 March: the first of nine months is April.
    expect(rows).toEqual([
      {
        person_id: 'ann',
        year: 2023,
        provider: null,
        enrolment: 'aged-nondual',
        months: 9,
        amount: '1272.35',
        inpatient: '1000.1',
        outpatient: '200',
        professional: '7',
        snf: '30',
        hha: '4',
        hospice: '5',
        dme: '6',
        drug: '20.25',
        other: '0',
        // 1272.35 × 12 / 9 = 1696.46666…
        annual: '1696.4667',
        cap: null,
        truncated_annual: '1696.4667',
        truncated: '1272.35',
      },
    ]);
    const alone = await computeExample(personYear, { ...example, explain: ['ann', '2023'] });
    const reasons = Object.fromEntries(alone.lines.map((one) => [String(one['claim_id']), one['reason']]));
    expect(reasons).toEqual({
      'ann-2023-03-20': 'not-covered',
      'ann-2023-04-01': null,
      'ann-2023-04-02': null,
      'ann-2023-04-03': null,
      'ann-2023-04-04': null,
      'ann-2023-04-05': null,
      'ann-2023-04-06': null,
      'ann-2023-04-07': null,
      'ann-2023-04-08': 'excluded-category',
      'ann-2023-05-01': 'no-amount',
      'ann-2023-05-02': 'no-date',
      rx: null,
    });
    // Made with the result, they are the same, but for those without a day, which are of no year.
    expect(lines.filter(({ counted }) => counted)).toEqual(alone.lines.filter(({ counted }) => counted));
  });

  it('cuts at the nearest rank of annualised spending within year and type, and folds back by months', async () => {
    const people = ['a', 'b', 'c', 'd'];
    const { rows } = await computeExample(personYear, {
      tables: {
        eligibility: [
          ...people.map((id) => person(id)),
          person('e', { enrollment_start_date: '2023-07-01' }),
          person('f', { medicare_status_code: '31' }),
        ],
        medical_claim: [
          line('a', '2023-02-01', 100),
          line('b', '2023-02-01', 200),
          line('c', '2023-02-01', 300),
          line('d', '2023-02-01', 4000),
          line('e', '2023-08-01', 900),
          line('f', '2023-08-01', 99999),
        ],
      },
      options: { truncate: '0.6' },
    });
    // Of five (100, 200, 300, 1800, 4000): rank ⌈0.6 × 5⌉ = 3. ESRD is a stratum of its own.
    expect(
      rows.map((row) => pick(row, 'person_id', 'enrolment', 'months', 'annual', 'cap', 'truncated')),
    ).toEqual([
      ['a', 'aged-nondual', 12, '100', '300', '100'],
      ['b', 'aged-nondual', 12, '200', '300', '200'],
      ['c', 'aged-nondual', 12, '300', '300', '300'],
      ['d', 'aged-nondual', 12, '4000', '300', '300'],
      ['e', 'aged-nondual', 6, '1800', '300', '150'],
      ['f', 'esrd', 12, '99999', '99999', '99999'],
    ]);
  });

  it.each([
    ['0.1', '10'],
    ['0.3', '30'],
    ['0.995', '100'],
    ['0.001', '1'],
    ['0.29', '29'],
    ['0.57', '57'],
    ['1', '100'],
  ])('cuts at the nearest rank, with no double in between: %s of 1 to 100 is %s', async (truncate, cap) => {
    const people = Array.from({ length: 100 }, (_, i) => String(i + 1));
    const { rows } = await computeExample(personYear, {
      tables: {
        eligibility: people.map((id) => person(id)),
        medical_claim: people.map((id) => line(id, '2023-02-01', Number(id))),
      },
      options: { truncate },
    });
    expect(new Set(rows.map((row) => row['cap']))).toEqual(new Set([cap]));
  });

  it('tells enrolment types by the span in force last in the year', async () => {
    const { rows } = await computeExample(personYear, {
      tables: {
        eligibility: [
          person('a', { medicare_status_code: '20', enrollment_end_date: '2023-06-30' }),
          person('a', {
            medicare_status_code: '10',
            dual_status_code: '02',
            enrollment_start_date: '2023-07-01',
          }),
          person('b', { medicare_status_code: null, original_reason_entitlement_code: '1' }),
          person('c', { medicare_status_code: null, birth_date: '1958-01-01' }),
          person('d', { medicare_status_code: null, birth_date: '1958-01-02' }),
        ],
      },
      options: { years: '2023' },
    });
    expect(rows.map((row) => pick(row, 'person_id', 'enrolment', 'months'))).toEqual([
      ['a', 'aged-dual', 12],
      ['b', 'disabled', 12],
      ['c', 'aged-nondual', 12],
      ['d', 'other', 12],
    ]);
  });

  it('counts only what was paid in time', async () => {
    const { rows, lines, diagnostics } = await computeExample(personYear, {
      tables: {
        eligibility: [person('ann')],
        medical_claim: [
          line('ann', '2023-12-01', 1, { paid_date: '2024-03-31' }),
          line('ann', '2023-12-02', 2, { paid_date: '2024-04-01' }),
          line('ann', '2023-12-03', 4, { paid_date: null }),
        ],
      },
      options: { run_out: 'P3M' },
    });
    expect(rows.map((row) => row['amount'])).toEqual(['1']);
    expect(lines.map(({ reason }) => reason)).toEqual([null, 'paid-late', 'no-paid-date']);
    expect(diagnostics.map(({ code, data }) => [code, data['count'], data['amount']])).toEqual([
      ['no-paid-date', 1, '4.0000'],
    ]);
  });

  it('leaves out the lines of named providers, stays in the settlement list too, and says whose provider is not known', async () => {
    const example: Example = {
      tables: {
        eligibility: [person('ann')],
        medical_claim: [
          line('ann', '2023-04-01', 100, { facility_npi: 'county' }),
          line('ann', '2023-04-02', 20, { facility_npi: 'city' }),
          line('ann', '2023-04-03', 3, { billing_npi: 'county' }),
          line('ann', '2023-04-04', 4),
        ],
        inpatient_case: [
          {
            case_id: 'a',
            person_id: 'ann',
            hospital_id: 'county',
            admission_date: '2023-05-01',
            discharge_date: '2023-05-03',
            fund_payment: 5000,
          },
          {
            case_id: 'b',
            person_id: 'ann',
            hospital_id: 'city',
            admission_date: '2023-06-01',
            discharge_date: '2023-06-03',
            fund_payment: 600,
          },
        ],
        pharmacy_claim: [
          {
            claim_id: 'p',
            claim_line_number: 1,
            person_id: 'ann',
            dispensing_provider_npi: 'shop',
            dispensing_date: '2023-07-01',
            paid_amount: 7,
          },
        ],
      },
      files: { 'members.csv': 'id,name\ncounty,County hospital\n' },
      options: { years: '2023', categories: 'inpatient,professional,drug', except_providers: 'members.csv' },
    };
    const { rows, lines, diagnostics } = await computeExample(personYear, example);
    expect(pick(rows[0]!, 'amount', 'inpatient', 'drug')).toEqual(['627', '600', '7']);
    expect(
      lines
        .map((l) => l['reason'])
        .filter((r) => r !== null)
        .sort(),
    ).toEqual(['excluded-provider', 'excluded-provider', 'excluded-provider', 'no-provider']);
    expect(diagnostics.map(({ code, data }) => [code, data['count'], data['amount']])).toEqual([
      ['no-provider', 1, '4.0000'],
    ]);
  });

  it('takes deductions off the first line of a claim, and converts by the rate of the day', async () => {
    const { rows, lines } = await computeExample(personYear, {
      tables: {
        eligibility: [person('ann')],
        medical_claim: [
          line('ann', '2023-02-01', 100, { claim_id: 'x', claim_line_number: 2 }),
          line('ann', '2023-02-01', 50, { claim_id: 'x', claim_line_number: 1 }),
          line('ann', '2023-08-01', 10, { claim_id: 'y' }),
        ],
      },
      options: { deductions: 'ime.csv', rates: 'eur.csv' },
      files: {
        'ime.csv': 'claim,amount\nx,20.5\nx,1\n',
        'eur.csv': 'from,rate\n2023-01-01,0.9\n2023-07-01,0.95\n',
      },
    });
    // (100 + 50 − 21.5) × 0.9 + 10 × 0.95
    expect(rows.map((row) => row['amount'])).toEqual(['125.15']);
    expect(
      lines.map(({ claim_id, claim_line_number, amount, reason }) => [
        claim_id,
        claim_line_number,
        amount,
        reason,
      ]),
    ).toEqual([
      ['x', 2, '90', null],
      ['x', 1, '25.65', 'deducted'],
      ['y', 1, '9.5', null],
    ]);
    const large = await computeExample(personYear, {
      tables: {
        eligibility: [person('ann')],
        medical_claim: [line('ann', '2023-08-01', '99999999999999.9999')],
      },
      options: { rates: 'eur.csv' },
      files: { 'eur.csv': 'from,rate\n2023-01-01,0.5\n' },
    });
    // Halves of the fourth digit are rounded to even.
    expect(large.rows[0]?.['amount']).toBe('50000000000000');
    const { diagnostics } = await computeExample(personYear, {
      tables: { eligibility: [person('ann')], medical_claim: [line('ann', '2023-02-01', 100)] },
      options: { rates: 'eur.csv' },
      files: { 'eur.csv': 'from,rate\n2023-07-01,0.95\n' },
    });
    expect(diagnostics.map(({ code, data }) => [code, data['day']])).toEqual([['no-rate', '2023-02-01']]);
  });

  it('is of those attributed, in the months they are', async () => {
    const rows = [
      { person_id: 'ann', provider: 'P1', assigned: true, from: '2023-01-01', to: '2023-07-01' },
      { person_id: 'ann', provider: 'P2', assigned: true, from: '2023-07-01', to: '2023-10-01' },
      { person_id: 'bob', provider: 'P1', assigned: false, from: '2023-01-01', to: '2024-01-01' },
    ];
    const example: Example = {
      tables: {
        eligibility: [person('ann'), person('bob')],
        medical_claim: [
          line('ann', '2023-02-01', 1),
          line('ann', '2023-11-01', 2),
          line('bob', '2023-02-01', 4),
        ],
      },
      results: { panel: { rows, types: { assigned: 'boolean', from: 'date', to: 'date' } } },
      options: { people: 'panel', attributed_months: 'true' },
    };
    const made = await computeExample(personYear, example);
    expect(made.rows.map((row) => pick(row, 'person_id', 'provider', 'months', 'amount'))).toEqual([
      ['ann', 'P2', 9, '1'],
    ]);
    expect(made.lines.map(({ claim_id, reason }) => [claim_id, reason])).toEqual([
      ['ann-2023-02-01', null],
      ['ann-2023-11-01', 'not-covered'],
    ]);
    const bob = await computeExample(personYear, { ...example, options: { people: 'panel' } });
    expect(bob.rows.map((row) => pick(row, 'person_id', 'months', 'amount'))).toEqual([['ann', 12, '3']]);
  });

  it('refuses what cannot be meant', async () => {
    const codes = async (options: Record<string, string>) =>
      (await computeExample(personYear, { options })).diagnostics.map(({ code }) => code);
    expect(await codes({ years: '2021,2023' })).toEqual(['years-not']);
    expect(await codes({ years: 'last' })).toEqual(['years-not']);
    expect(await codes({ truncate: '99' })).toEqual(['truncate-not-share']);
    expect(await codes({ truncate: '0.0' })).toEqual(['truncate-not-share']);
    expect(await codes({ truncate: '1.0' })).toEqual([]);
    expect(await codes({ truncate: '0.99', truncate_at: '100000' })).toEqual(['truncate-two']);
  });
});
