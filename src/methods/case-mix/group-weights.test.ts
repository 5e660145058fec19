/** Weights: the table in force first, then earlier cases, and what has too few of them. */
import { expect, test } from 'vitest';
import { csv } from '../shared/testing.ts';
import { computeExample } from '../testing.ts';
import { groupWeights } from './group-weights.ts';

const earlier = [
  ['a', 'X1', 100],
  ['b', 'X1', 200],
  ['c', 'X2', 1200.55],
  ['d', 'X3', null],
  ['e', 'X1', 0],
  ['f', null, 9999],
  ['g', 'T1', 50],
] as const;
const TABLE = [
  { code: 'T1', weight: '1.5', kind: 'primary' },
  { code: 'T2', weight: '0.333333', kind: '' },
];
const now = ['X1', 'X1', 'X2', 'X3', 'X4', 'T1', null];

const run = (options: Record<string, string>, table: string | undefined) =>
  computeExample(groupWeights, {
    tables: {
      inpatient_case: earlier.map(([case_id, , total_fee]) => ({
        case_id,
        person_id: `p${case_id}`,
        discharge_date: '2022-03-01',
        total_fee,
      })),
    },
    results: {
      grouped: { rows: now.map((drg, i) => ({ case_id: `n${i}`, drg })) },
      past: {
        rows: earlier.map(([case_id, drg, total_fee]) => ({ case_id, drg, total_fee })),
        types: { total_fee: 'decimal(38,4)' },
      },
    },
    files: table === undefined ? {} : { 'weights.csv': table },
    options: {
      groups: 'grouped',
      past: 'past',
      least: '2',
      ...(table !== undefined && { weights: 'weights.csv' }),
      ...options,
    },
  });

test('the table holds; what it lacks is the mean of earlier cases over the mean of all, half to even', async () => {
  const { rows, lines, diagnostics } = await run({}, csv(TABLE));
  // All earlier cases with a group and a fee: 100, 200, 1200.55, 50: mean 387.6375.
  expect(rows.map((row) => Object.values(row))).toEqual([
    ['T1', '1.5', 'primary', 'table', 1, '50'],
    ['T2', '0.333333', 'standard', 'table', 0, null],
    // 150 / 387.6375 = 0.38696…
    ['X1', '0.387', 'standard', 'cases', 2, '150'],
    // 1200.55 / 387.6375 = 3.09709…
    ['X2', '3.0971', 'unstable', 'few-cases', 1, '1200.55'],
    ['X3', null, 'unstable', 'no-cases', 0, null],
    ['X4', null, 'unstable', 'no-cases', 0, null],
  ]);
  expect(lines.map(({ key, claim_id, counted, reason }) => [key, claim_id, counted, reason])).toEqual([
    ['T1', 'g', true, null],
    ['X1', 'a', true, null],
    ['X1', 'b', true, null],
    ['X1', 'e', false, 'fee-not-positive'],
    ['X2', 'c', true, null],
    ['X3', 'd', false, 'no-fee'],
  ]);
  expect(
    diagnostics.map(({ code, severity, data }) => [severity, code, data['count'], data['cases']]),
  ).toEqual([
    ['note', 'weights-of-cases', 1, 2],
    ['warning', 'weights-few', 1, 1],
    ['warning', 'weights-none', 2, 2],
  ]);
});

test.each([
  ['a weight that is none', csv([{ code: 'T1', weight: 'high' }]), {}, 'file-row-refused'],
  ['a group twice', csv([TABLE[0]!, TABLE[0]!]), {}, 'file-row-repeated'],
  ['no such column', csv(TABLE), { column: 'code' }, 'weights-column'],
])('%s is refused at the contract’s line', async (_, table, options, code) => {
  const { diagnostics } = await run(options, table);
  expect(diagnostics[0]).toMatchObject({ code, severity: 'error', at: expect.anything() as unknown });
});

test('without a table all weights are of earlier cases, and average to one over them', async () => {
  const { rows } = await run({}, undefined);
  const of = rows.filter(({ past_cases }) => Number(past_cases) > 0);
  expect(of.map(({ code }) => code)).toEqual(['T1', 'X1', 'X2']);
  const sum = of.reduce((total, row) => total + Number(row['weight']) * Number(row['past_cases']), 0);
  expect(sum / 4).toBeCloseTo(1, 3);
});
