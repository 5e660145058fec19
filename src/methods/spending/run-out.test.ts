/** What is still to come: the triangle of months and lags, and how it completes them. */
import { describe, expect, it } from 'vitest';
import { computeExample } from '../testing.ts';
import { completion, completionByAge } from './completion.ts';
import { lagTriangle } from './lag-triangle.ts';
import { line, pick } from './testing.ts';

describe('run-out', () => {
  const paid = (day: string, paid_date: string, amount: number) =>
    line('ann', day, amount, { paid_date, claim_id: `${day} ${paid_date}` });
  const tables = {
    medical_claim: [
      paid('2023-01-10', '2023-01-20', 60),
      paid('2023-01-10', '2023-02-20', 30),
      paid('2023-01-10', '2023-03-20', 10),
      paid('2023-02-10', '2023-02-20', 40),
      paid('2023-02-10', '2023-03-20', 40),
      paid('2023-03-10', '2023-03-20', 50),
      paid('2023-03-10', '2023-04-02', 999),
    ],
  };
  const asOf = { period: { from: '2023-01-01', to: '2024-01-01' }, asOf: '2023-03-31' };

  it('is a triangle of what is known as of the run', async () => {
    const { rows } = await computeExample(lagTriangle, { tables, ...asOf });
    expect(rows.map((row) => pick(row, 'month', 'lag', 'amount', 'cumulative'))).toEqual([
      ['2023-01-01', 0, '60', '60'],
      ['2023-01-01', 1, '30', '90'],
      ['2023-01-01', 2, '10', '100'],
      ['2023-02-01', 0, '40', '40'],
      ['2023-02-01', 1, '40', '80'],
      ['2023-03-01', 0, '50', '50'],
    ]);
  });

  it('completes months by chain ladder', async () => {
    const { rows } = await computeExample(completion, { tables, ...asOf });
    // Age 1: 90/100. Age 0: that times (60 + 40)/(90 + 80).
    expect(
      rows.map((row) => pick(row, 'month', 'age', 'paid', 'completed', 'ultimate', 'outstanding')),
    ).toEqual([
      ['2023-01-01', 2, '100', '1', '100', '0'],
      ['2023-02-01', 1, '80', '0.9', '88.8889', '8.8889'],
      ['2023-03-01', 0, '50', '0.529411764706', '94.4444', '44.4444'],
    ]);
  });

  it('knows no completion where nothing was paid before', () => {
    expect(completionByAge([[0n, 10n], [5n]])).toEqual([undefined, 1_000_000_000_000n]);
    expect(completionByAge([])).toEqual([]);
  });
});
