import { describe, expect, it } from 'vitest';
import type { Example, Given } from '../testing.ts';
import { computeExample } from '../testing.ts';
import { yearEnd } from './year-end.ts';

const day = (month: number, on = 15) =>
  `${2020 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-${String(on).padStart(2, '0')}`;

let claims = 0;
const line = (month: number, lag: number | null, paid: number | null, extra: Given = {}): Given => ({
  claim_id: `c${(claims += 1)}`,
  claim_line_number: 1,
  person_id: 'ann',
  claim_line_start_date: day(month),
  paid_date: lag === null ? null : day(month + lag),
  paid_amount: paid,
  ...extra,
});

/** A month of service of which 60 % is paid at once, 30 % a month later and 10 % after two. */
const month = (at: number, amount: number, extra: Given = {}) =>
  [0.6, 0.3, 0.1].map((share, lag) => line(at, lag, Math.round(amount * share * 100) / 100, extra));

/** Months of 2020 to 2022 of 1,000 each, twice that in December; months of 2023 of 1,200 (months count from January 2020). */
const history = (level = 1200, extra: Given = {}) => [
  ...Array.from({ length: 36 }, (_, i) => month(i, i % 12 === 11 ? 2000 : 1000, extra)).flat(),
  ...Array.from({ length: 6 }, (_, i) => month(36 + i, level, extra)).flat(),
];

const run = async (lines: readonly Given[], options: Record<string, string> = {}, rest: Example = {}) =>
  computeExample(yearEnd, {
    period: { from: '2023-01-01', to: '2024-01-01' },
    asOf: '2023-07-01',
    ...rest,
    tables: { medical_claim: lines, ...rest.tables },
    options: { lags: '6', ...options },
  });

describe('a year half over', () => {
  it('is completed for what is not yet paid, and projected at its own level in the season of earlier years', async () => {
    const { rows, diagnostics } = await run(history());
    expect(rows).toEqual([
      {
        group: 'total',
        months_past: 6,
        months_left: 6,
        // 6 × 1,200, less 40 % of June and 10 % of May
        incurred: '6600',
        to_come: '600',
        completed: '7200',
        // 7,200 × (5 × 1,000 + 2,000) / 6,000
        projected_rest: '8400',
        projected: '15600',
        standard_error: '0',
        low: '15600',
        high: '15600',
        earlier_years: 3,
        basis: 'season',
        range_of: 'lag-and-season',
        reason: null,
      },
    ]);
    // Paid in July or later: the triangle ends in June.
    expect(diagnostics.map((d) => [d.code, d.data['count'], d.data['amount']])).toEqual([
      ['lines-later', 3, '600.0000'],
    ]);
  });

  it('with a trend grows last year’s months instead', async () => {
    const { rows } = await run(history(), { trend: '0.05' });
    expect(rows).toMatchObject([
      { projected_rest: '7350', projected: '14550', basis: 'trend', range_of: 'lag' },
    ]);
  });

  it('without earlier years goes on evenly', async () => {
    const { rows } = await run(history(), { earlier_years: '0' });
    expect(rows).toMatchObject([
      { projected_rest: '7200', basis: 'even', earlier_years: 0, range_of: 'lag' },
    ]);
  });

  it('has a range where lags and seasons vary', async () => {
    const noise = [line(3, 1, 400), line(15, 0, 300), line(20, 2, 500), line(30, 1, 250)];
    const { rows } = await run([...history(), ...noise]);
    const row = rows[0] as Record<string, string>;
    expect(Number(row['standard_error'])).toBeGreaterThan(0);
    expect(Number(row['high']) - Number(row['projected'])).toBeCloseTo(
      Number(row['standard_error']) * 1.96,
      1,
    );
    expect(Number(row['projected']) - Number(row['low'])).toBeCloseTo(
      Number(row['standard_error']) * 1.96,
      1,
    );
  });
});

describe('other times', () => {
  it('over, all is known but the last lags', async () => {
    const { rows } = await run(
      [...history(), ...Array.from({ length: 6 }, (_, i) => month(42 + i, 1200)).flat()],
      {},
      { asOf: '2024-01-01' },
    );
    expect(rows).toMatchObject([
      {
        months_left: 0,
        incurred: '13800',
        completed: '14400',
        projected: '14400',
        basis: 'over',
        range_of: 'lag',
      },
    ]);
  });

  it('before its first month is over, nothing can be said without a trend', async () => {
    const none = await run(history(), {}, { asOf: '2023-01-01' });
    expect(none.rows).toMatchObject([{ projected: null, reason: 'no-month-yet', completed: '0' }]);
    const { rows } = await run(history(), { trend: '0' }, { asOf: '2023-01-01' });
    expect(rows).toMatchObject([{ projected: '13000' }]);
  });

  it('with no claims at all is unknown, not zero', async () => {
    const { rows } = await run([]);
    expect(rows).toMatchObject([
      { group: 'total', incurred: '0', reason: 'no-claims', completed: null, low: null },
    ]);
  });
});

describe('groups', () => {
  const lines = [
    ...history(1200, { facility_npi: 'H1' }),
    ...history(600, { facility_npi: 'H2', person_id: 'bob' }),
    line(40, 0, 50, { person_id: 'carl' }),
  ];

  it('add up, being completed by the same factors', async () => {
    const { rows } = await run(lines, { group_by: 'facility' });
    expect(rows.map((row) => [row['group'], row['incurred']])).toEqual([
      ['H1', '6600'],
      ['H2', '3300'],
      ['without-group', '50'],
    ]);
    const total = await run(lines);
    expect(total.rows).toMatchObject([{ incurred: '9950' }]);
  });

  it('may be those people belong to', async () => {
    const results = {
      assigned: {
        rows: [
          { person_id: 'ann', provider: 'P1' },
          { person_id: 'bob', provider: 'P2' },
        ],
      },
    };
    const { rows } = await run(lines, { group_by: 'people', people: 'assigned' }, { results });
    expect(rows.map((row) => [row['group'], row['incurred']])).toEqual([
      ['P1', '6600'],
      ['P2', '3300'],
      ['without-group', '50'],
    ]);
  });

  it('explain one of themselves', async () => {
    const few = [line(36, 0, 10, { facility_npi: 'H1' }), line(36, 0, 20, { facility_npi: 'H2' })];
    const { lines: listed } = await run(few, { group_by: 'facility' }, { explain: ['H2'] });
    expect(listed.map((one) => [one['key'], one['amount']])).toEqual([['H2', '20']]);
  });

  it('name the lines they count, and why others not', async () => {
    const { lines: listed } = await run([
      line(36, 0, 10),
      line(41, 3, 20),
      line(43, 0, 30),
      line(37, 0, null),
    ]);
    expect(listed.map((one) => [one['amount'], one['counted'], one['reason']])).toEqual(
      expect.arrayContaining([
        ['10', true, null],
        ['20', false, 'paid-later'],
        ['30', false, 'month-not-over'],
        [null, false, 'amount-unknown'],
      ]),
    );
  });
});

describe('bad input', () => {
  it('is told', async () => {
    const codes = async (...given: Parameters<typeof run>) =>
      (await run(...given)).diagnostics.map((d) => d.code);
    expect(await codes([], { group_by: 'people' })).toEqual(['people-missing']);
    expect(await codes([], { lags: '1' })).toEqual(['number-outside']);
    expect(await codes([], {}, { period: { from: '2023-01-15', to: '2024-01-01' } })).toEqual([
      'period-not-months',
    ]);
    const results = { assigned: { rows: [{ person_id: 'ann', practice: 'P1' }] } };
    expect(await codes([], { group_by: 'people', people: 'assigned' }, { results })).toEqual([
      'people-column-missing',
    ]);
    const lines = [line(36, null, 7), line(36, 0, 3, { claim_line_start_date: null })];
    expect(await codes(lines)).toEqual(['lines-undated', 'payment-undated']);
    expect((await run(lines)).rows).toMatchObject([{ incurred: '7' }]);
  });
});

describe('inpatient cases', () => {
  const stay = { person_id: 'ann', hospital_id: 'H1', insurance_type: '310' };
  const cases: Given[] = [
    {
      ...stay,
      case_id: 'k1',
      admission_date: '2023-02-01',
      discharge_date: '2023-02-05',
      total_fee: 9000,
      self_paid: 1000,
      fund_payment: 5000,
    },
    // In the claims too: counts there.
    {
      ...stay,
      case_id: 'k2',
      admission_date: '2023-03-01',
      discharge_date: '2023-03-04',
      total_fee: 800,
      self_paid: 0,
      fund_payment: 700,
    },
  ];
  const claimed = line(38, 0, 650, {
    claim_type: 'institutional',
    facility_npi: 'H1',
    claim_line_start_date: '2023-03-01',
    admission_date: '2023-03-01',
    discharge_date: '2023-03-04',
  });
  const tables = { inpatient_case: cases };

  it('count as known, once where the stay is in the claims too', async () => {
    const { rows, lines, diagnostics } = await run([claimed], {}, { tables });
    expect(rows).toMatchObject([{ incurred: '5650', months_past: 6 }]);
    expect(lines.map(({ table, claim_id, counted, amount }) => [table, claim_id, counted, amount])).toEqual([
      ['inpatient_case', 'k1', true, '5000'],
      ['medical_claim', claimed['claim_id'], true, '650'],
    ]);
    expect(diagnostics.map(({ code, data }) => [code, data?.['count']])).toEqual([
      ['cases-claimed', 1],
      ['payment-undated', 1],
    ]);
  });

  it('are in the group of their hospital, and explain it', async () => {
    const asked = { tables, explain: ['H1'] };
    const { lines } = await run([], { group_by: 'facility', amount: 'allowed' }, asked);
    expect(lines.map(({ claim_id, amount }) => [claim_id, amount])).toEqual([
      ['k1', '8000'],
      ['k2', '800'],
    ]);
  });
});

describe('the as-of date', () => {
  it('ends the month whose last day it is, and no other', async () => {
    const past = async (asOf: string) => (await run(history(), {}, { asOf })).rows[0]?.['months_past'];
    expect([await past('2023-07-30'), await past('2023-07-31'), await past('2023-12-31')]).toEqual([
      6, 7, 12,
    ]);
  });
});
