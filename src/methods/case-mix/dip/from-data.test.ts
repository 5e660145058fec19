/** A catalogue from a city's own cases, by worked examples. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDuckdb } from '../../../warehouse/duckdb/driver.ts';
import type { Warehouse } from '../../../warehouse/warehouse.ts';
import { dipFromData } from './from-data.ts';
import { groupDip } from './group.ts';
import type { DipRules } from './scheme.ts';
import { NATIONAL } from './scheme.ts';
import type { GivenCase } from './testing.ts';
import { caseTables } from './testing.ts';

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openDuckdb({ threads: 1 });
});
afterAll(() => warehouse.close());

async function made(rules: Partial<DipRules>, years: number[], ...given: GivenCase[]) {
  const { cases, diagnoses, procedures } = await caseTables(warehouse, given);
  const tables = { cases, diagnoses, procedures, into: 'catalogue', factors: 'measured' };
  const result = await dipFromData(warehouse, { ...tables, rules: { ...NATIONAL, ...rules }, years });
  const rows = await warehouse.values(
    'select code, kind, treatment, cases, mean_fee::varchar, weight::varchar from catalogue order by code',
  );
  return { ...result, rows };
}

test('at least so many cases make a core group, the rest is gathered; weights are mean over mean', async () => {
  const { rows, aside, empty } = await made(
    { least: 3, years: ['1'] },
    [2022],
    ...[100, 200, 300].map((fee, i) => ({ id: `a${i}`, dx: 'I25.100', px: ['36.0701'], fee, year: 2022 })),
    { id: 'b', dx: 'I25.200', px: ['36.0601'], fee: 1000, year: 2022 },
    { id: 'c', dx: 'I25.900', fee: 400, year: 2022 },
    // No part of it: another year, no principal diagnosis, no fee, a reversed case.
    { id: 'd', dx: 'I25.100', fee: 9999, year: 2021 },
    { id: 'e', dx: '', fee: 9999, year: 2022 },
    { id: 'f', dx: 'I25.100', year: 2022 },
    { id: 'g', dx: 'I25.100', fee: -5, year: 2022 },
    // Three of them would make a core group.
    ...['h', 'i', 'j'].map((id) => ({ id, dx: 'QQQ', px: ['36.0701'], fee: 7777, year: 2022 })),
    { id: 'k', dx: 'I25.100', fee: 0, year: 2022 },
  );
  // The mean of all five is 400.
  expect(rows).toEqual([
    ['I25.1:36.0701', 'core', 'procedure', 3n, '200.0000', '0.500000'],
    ['I25:~', 'comprehensive', 'procedure', 1n, '1000.0000', '2.500000'],
    ['I25:~.', 'comprehensive', 'conservative', 1n, '400.0000', '1.000000'],
  ]);
  expect(aside).toEqual([
    { reason: 'diagnosis-malformed', count: 3, first: 'h' },
    { reason: 'negative-fee', count: 1, first: 'g' },
    { reason: 'no-fee', count: 2, first: 'f' },
    { reason: 'no-principal-diagnosis', count: 1, first: 'e' },
  ]);
  expect(empty).toEqual([]);
});

test('three years count 1 : 2 : 7; a year without a case of the group is left out of its mean', async () => {
  const { rows } = await made(
    { least: 2 },
    [2020, 2021, 2022],
    { id: 'a', dx: 'A00.000', fee: 1000, year: 2020 },
    { id: 'b', dx: 'A00.000', fee: 2000, year: 2021 },
    { id: 'c', dx: 'A00.000', fee: 3000, year: 2022 },
    { id: 'd', dx: 'B00.000', fee: 500, year: 2021 },
    { id: 'e', dx: 'B00.000', fee: 700, year: 2022 },
    { id: 'f', dx: 'B00.000', fee: 800, year: 2022 },
  );
  // A: (1·1000 + 2·2000 + 7·3000) / 10 = 2600. B: (2·500 + 7·750) / 9 = 694.4444.
  // All: (1·1000 + 2·1250 + 7·1500) / 10 = 1400; 2600/1400 = 1.857143, 694.44/1400 = 0.496032.
  expect(rows).toEqual([
    ['A00.0:.', 'conservative', 'conservative', 3n, '2600.0000', '1.857143'],
    ['B00.0:.', 'conservative', 'conservative', 3n, '694.4444', '0.496032'],
  ]);
});

test('a year of which there is no case at all is said', async () => {
  const { empty, rows } = await made({}, [2020, 2021, 2022], {
    id: 'a',
    dx: 'A00.000',
    fee: 100,
    year: 2022,
  });
  expect(empty).toEqual([2020, 2021]);
  expect(rows).toEqual([['A00:~.', 'comprehensive', 'conservative', 1n, '100.0000', '1.000000']]);
});

test('the manner of treatment gathers what is left, where the city says which procedures are surgery', async () => {
  const { rows } = await made(
    { years: ['1'], treatments: { surgery: ['36.1'], diagnostic: ['88'] } },
    [2022],
    { id: 'a', dx: 'I25.100', px: ['88.5500', '36.1000'], fee: 900, year: 2022 },
    { id: 'b', dx: 'I25.200', px: ['88.5500'], fee: 300, year: 2022 },
    { id: 'c', dx: 'I25.300', px: ['99.1000'], fee: 600, year: 2022 },
  );
  expect(rows.map(([code, , treatment]) => [code, treatment])).toEqual([
    ['I25:~', 'procedure'],
    ['I25:~diagnostic', 'diagnostic'],
    ['I25:~surgery', 'surgery'],
  ]);
});

test('factors of auxiliary entries are measured: mean of the entry over mean of the group, with cases enough', async () => {
  const auxiliary = [
    { name: 'age', entries: [{ name: 'old', when: { age: [65, null] as const } }] },
    { name: 'severity', entries: [{ name: 'died', when: { died: true } }] },
  ];
  const stays = [1000, 2000, 3000, 6000].map((fee, i) => ({
    id: `c${i}`,
    dx: 'J18.900',
    fee,
    year: 2022,
    age: i < 2 ? 40 : 70,
    died: i === 3,
  }));
  const { factors, rows } = await made({ least: 2, years: ['1'], auxiliary }, [2022], ...stays);
  // Mean of the group 3,000; of the old 4,500; one death is too few.
  expect(rows).toEqual([['J18.9:.', 'conservative', 'conservative', 4n, '3000.0000', '1.000000']]);
  expect(factors).toEqual([{ group: 'J18.9:.', directory: 'age', entry: 'old', factor: '1.5' }]);
});

test('grouping the same cases gives the counts the catalogue was made with', async () => {
  const given = Array.from({ length: 300 }, (_, i) => ({
    id: `c${i}`,
    dx: ['I25.100', 'I25.200', 'J18.900', 'K35.800x001'][i % 4] ?? '',
    px: [[], ['36.0701'], ['36.0701', '88.5500'], ['47.0100'], ['99.0000', '47.0100']][i % 5] ?? [],
    fee: 100 + ((i * 7919) % 5000),
    year: 2020 + (i % 3),
  }));
  const { groups } = await made({ least: 15 }, [2020, 2021, 2022], ...given);
  const tables = await caseTables(warehouse, given);
  await groupDip(warehouse, { groups, rules: NATIONAL }, { ...tables, into: 'made' });
  const again = await warehouse.values('select code, count(*) from made group by 1 order by 1');
  expect(again.map(([code, n]) => [code, Number(n)])).toEqual(groups.map(({ code, cases }) => [code, cases]));
});
