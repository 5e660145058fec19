/** Months that look wrong: the lag of payment, gaps, prices and distributions that move. */
import { beforeAll, describe, expect, it } from 'vitest';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import { canonicalTable } from '../canonical/index.ts';
import { ratioText } from './figures.ts';
import type { Cell } from './month.ts';
import type { Months } from './months.ts';
import { findMonths } from './months.ts';
import { TYPES } from './testing.ts';
import { stability } from './shifts.ts';
import { makeTriangle } from './triangle.ts';

const month = (year: number, of: number) => year * 12 + of - 1;
const cell = (of: number, lag: number, amount: number): Cell => ({
  month: of,
  lag,
  rows: 1n,
  amount: BigInt(amount) * 10_000n,
  known: 1n,
});

describe('the lag triangle', () => {
  // Half is paid at once, the rest a month later. Valued at the end of March, March is half done.
  const first = month(2023, 1);
  const cells = [
    cell(first, 0, 50),
    cell(first, 1, 50),
    cell(first + 1, 0, 60),
    cell(first + 1, 1, 60),
    cell(first + 2, 0, 40),
  ];

  it('adds up by lag, and says how much of each month is paid', () => {
    expect(makeTriangle(cells)).toEqual({
      valuation: '2023-03',
      basis: 'amount',
      lags: 3,
      rows: [
        { month: '2023-01', paid: ['50.00', '100.00', '100.00'], complete: '100.0' },
        { month: '2023-02', paid: ['60.00', '120.00', null], complete: '100.0' },
        { month: '2023-03', paid: ['40.00', null, null], complete: '50.0' },
      ],
    });
  });

  it('counts rows where amounts are taken back', () => {
    expect(makeTriangle([...cells, cell(first, 2, -100)])?.basis).toBe('rows');
  });

  it('says nothing where all was paid in one month, or nobody knows when', () => {
    expect(makeTriangle([cell(first, 0, 50)])).toBeUndefined();
    expect(makeTriangle(cells.map((one) => ({ ...one, lag: undefined })))).toBeUndefined();
  });
});

describe('the stability index', () => {
  const of = (given: Record<string, number>) => new Map(Object.entries(given));
  it('is the sum of (a − b) ln(a ÷ b)', () => {
    // 0.5 and 0.5 against 0.2 and 0.8: 0.3 ln 2.5 + 0.3 ln 1.6.
    expect(stability(of({ a: 5000, b: 5000 }), of({ a: 2000, b: 8000 }))).toBeCloseTo(
      0.3 * Math.log(2.5) + 0.3 * Math.log(1.6),
      12,
    );
  });
  it('is none for the same, and nothing of few rows', () => {
    expect(stability(of({ a: 500, b: 500 }), of({ a: 5000, b: 5000 }))).toBe(0);
    expect(stability(of({ a: 5 }), of({ b: 5 }))).toBeUndefined();
  });
});

describe('ratios', () => {
  it.each([
    [1n, 8n, 2, '0.12'],
    [3n, 8n, 2, '0.38'],
    [-1n, 3n, 3, '-0.333'],
    [-1n, 1000n, 2, '0.00'],
    [2n, 1n, 0, '2'],
  ])('%s ÷ %s', (a, b, digits, text) => expect(ratioText(a, b, digits)).toBe(text));
});

describe('months of claims', () => {
  let months: Months | undefined;
  beforeAll(async () => {
    const warehouse = await openDuckdb({ threads: 2 });
    const { columns } = canonicalTable('medical_claim');
    await warehouse.run(
      `create table claims (${columns.map(({ name, type }) => `"${name}" ${TYPES[type]}`).join(', ')}, _source integer, _file integer, _line bigint)`,
    );
    // Two years, 1,200 lines a month of 50.00 each. In March 2023 none; in June three times as many; from October at twice the price;
    // from November all at another place. Paid in the month of service.
    await warehouse.run(`
      insert into claims by name
      select 'c' || i || '-' || m as claim_id, 1 as claim_line_number, 'p' as person_id,
             date '2022-01-01' + to_months(m)::interval as claim_line_start_date, date '2022-01-01' + to_months(m)::interval as paid_date,
             case when m >= 21 then 100 else 50 end as paid_amount, case when m >= 22 then '22' else '11' end as place_of_service_code,
             0 as _source, 0 as _file, i as _line
      from range(3600) a(i), range(24) b(m)
      where i < case m when 14 then 0 when 17 then 3600 else 1200 end`);
    months = await findMonths(
      { warehouse, tables: new Map([['medical_claim', 'claims']]), fileOf: () => ({}) },
      'medical_claim',
    );
    warehouse.close();
  });

  it('counts and adds exactly', () => {
    expect(months?.report.months).toHaveLength(23);
    expect(months?.report.months[0]).toEqual({
      month: '2022-01',
      rows: '1200',
      amount: '60000.00',
      mean: '50.0000',
    });
  });

  it('finds the month that is missing, the one that is there thrice, the price and the place that changed', () => {
    const found = months?.findings.map(({ code, column, examples }) => [
      code,
      column,
      examples.map(({ key, text }) => `${key} ${text ?? ''}`.trim()),
    ]);
    expect(found).toEqual([
      ['month-empty', undefined, ['2023-03']],
      ['month-unlike', undefined, ['2023-06 3600 / 1200']],
      [
        'mean-shift',
        undefined,
        ['2023-10 100.00 / 50.00', '2023-11 100.00 / 53.85', '2023-12 100.00 / 57.69'],
      ],
      ['distribution-shift', 'place_of_service_code', ['2023-11 18.128', '2023-12 9.475']],
      ['distribution-shift', 'paid_amount', expect.any(Array)],
    ]);
  });
});
