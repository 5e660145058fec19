/** Auxiliary directories by worked examples: what fits, which wins, what cannot be judged. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDuckdb } from '../../../warehouse/duckdb/driver.ts';
import type { Warehouse } from '../../../warehouse/warehouse.ts';
import { dipResult } from './method.ts';
import type { DipRules } from './scheme.ts';
import { NATIONAL } from './scheme.ts';
import type { GivenCase } from './testing.ts';
import { caseTables } from './testing.ts';

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openDuckdb({ threads: 1 });
});
afterAll(() => warehouse.close());

const rules: DipRules = {
  ...NATIONAL,
  lists: { grave: ['R57', 'J96'], moderate: ['I50'], tumour: ['C'] },
  auxiliary: [
    {
      name: 'age',
      entries: [
        { name: 'newborn', when: { days: [0, 29] }, factor: '1.25' },
        { name: '80+', when: { age: [80, null] }, factor: '1.2' },
        { name: '65-79', when: { age: [65, 80] }, factor: '1.05' },
      ],
    },
    {
      name: 'severity',
      entries: [
        { name: 'died-early', when: { died: true, stay: [null, 3] }, factor: '0.6' },
        { name: 'died', when: { died: true }, factor: '1.5' },
        { name: 'severe', when: { other: 'grave', stay: [3, null] }, factor: '1.3' },
        { name: 'moderate', when: { other: 'moderate', stay: [3, null] } },
      ],
    },
    { name: 'comorbidity', entries: [{ name: '3+', when: { charlson: [3, null] }, factor: '1.2' }] },
    {
      name: 'tumour',
      entries: [{ name: 'costly', when: { principal: 'tumour', ratio: [3, null] }, factor: '1.4' }],
    },
  ],
  factors: [{ group: 'J18.9B', directory: 'severity', entry: 'moderate', factor: '1.15' }],
};
const groups = [
  { code: 'J18.9B', diagnosis: 'J18.9', kind: 'conservative', procedures: [], mean: '5000' },
  { code: 'C34.1B', diagnosis: 'C34.1', kind: 'conservative', procedures: [], mean: '10000' },
  { code: 'I21.9B', diagnosis: 'I21.9', kind: 'conservative', procedures: [] },
] as const;

async function factors(...given: GivenCase[]) {
  const tables = await caseTables(warehouse, given);
  const notes = await dipResult(warehouse, { groups, rules }, { ...tables, into: 'made' });
  const rows = await warehouse.values(
    'select case_id, auxiliary, auxiliary_entry, auxiliary_factor::varchar, auxiliary_all from made order by case_id',
  );
  return { rows, notes };
}

const whole = { fee: 5000, age: 40, stay: 5, icu: 0, died: false };

test('the highest factor wins, and all that fitted are told', async () => {
  const { rows, notes } = await factors(
    { id: 'a none', dx: 'J18.900', ...whole },
    { id: 'b old', dx: 'J18.900', ...whole, age: 70 },
    { id: 'c older', dx: 'J18.900', ...whole, age: 80 },
    { id: 'd old and grave', dx: 'J18.900|J96.000', ...whole, age: 80 },
    { id: 'e grave for two days', dx: 'J18.900|J96.000', ...whole, stay: 2 },
    { id: 'f died', dx: 'J18.900|R57.000', ...whole, died: true },
    { id: 'g died at once', dx: 'J18.900', ...whole, stay: 1, died: true },
    { id: 'h newborn', dx: 'J18.900', ...whole, age: 0, days: 28 },
    { id: 'i 29 days', dx: 'J18.900', ...whole, age: 0, days: 29 },
  );
  expect(rows).toEqual([
    ['a none', null, null, '1.000000', null],
    ['b old', 'age', '65-79', '1.050000', 'age/65-79 1.05'],
    ['c older', 'age', '80+', '1.200000', 'age/80+ 1.2'],
    ['d old and grave', 'severity', 'severe', '1.300000', 'age/80+ 1.2; severity/severe 1.3'],
    ['e grave for two days', null, null, '1.000000', null],
    ['f died', 'severity', 'died', '1.500000', 'severity/died 1.5'],
    // Below one where no other directory has more.
    ['g died at once', 'severity', 'died-early', '0.600000', 'severity/died-early 0.6'],
    ['h newborn', 'age', 'newborn', '1.250000', 'age/newborn 1.25'],
    ['i 29 days', null, null, '1.000000', null],
  ]);
  expect(notes).toEqual([]);
});

test('a factor may hold for a group alone; comorbidity leaves the principal diagnosis out', async () => {
  const { rows } = await factors(
    { id: 'a', dx: 'J18.900|I50.900', ...whole },
    { id: 'b', dx: 'I21.900|I50.900', ...whole },
    // Heart failure 1, diabetes with complications 2; then a metastasis as principal diagnosis, which does not count.
    { id: 'c', dx: 'I21.900|I50.900|E11.200', ...whole },
    { id: 'd', dx: 'I21.900', ...whole },
  );
  expect(rows.map(([id, , entry, factor]) => [id, entry, factor])).toEqual([
    ['a', 'moderate', '1.150000'],
    ['b', null, '1.000000'],
    ['c', '3+', '1.200000'],
    ['d', null, '1.000000'],
  ]);
});

test('the fee over the mean of the group, at the bound', async () => {
  const { rows } = await factors(
    { id: 'a', dx: 'C34.100', ...whole, fee: 30000 },
    { id: 'b', dx: 'C34.100', ...whole, fee: 29999.9999 },
    { id: 'c', dx: 'J18.900', ...whole, fee: 90000 },
  );
  expect(rows.map(([id, , entry]) => [id, entry])).toEqual([
    ['a', 'costly'],
    ['b', null],
    ['c', null],
  ]);
});

test('what is not known is not met, and said', async () => {
  const { rows, notes } = await factors({ id: 'a', dx: 'I21.900|J96.000' }, { id: 'b', dx: 'Z99.000' });
  expect(rows).toEqual([
    ['a', null, null, '1.000000', null],
    // Without a group there is nothing to correct.
    ['b', null, null, null, null],
  ]);
  expect(notes.map(({ data }) => [data['directory'], data['what'], data['count']])).toEqual([
    ['age', 'the age in years', 1],
    ['age', 'the age in days', 1],
    ['severity', 'the days of stay', 1],
    ['severity', 'the way of discharge', 1],
    ['tumour', 'the fee and the mean of the group', 1],
  ]);
});
