/** DIP groups by worked examples. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDuckdb } from '../../../warehouse/duckdb/driver.ts';
import type { Warehouse } from '../../../warehouse/warehouse.ts';
import { quoteLiteral } from '../../../warehouse/warehouse.ts';
import { proceduresOf, readCatalogue } from './catalogue.ts';
import { groupDip } from './group.ts';
import type { DipGroup } from './scheme.ts';
import { NATIONAL } from './scheme.ts';

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openDuckdb();
});
afterAll(() => warehouse.close());

interface Given {
  id: string;
  dx: string;
  px?: string[];
  fee?: number;
}

async function tables(given: readonly Given[]) {
  const text = (value: string | undefined) => (value === undefined ? 'null' : quoteLiteral(value));
  const values = (rows: string[], columns: string) =>
    rows.length > 0
      ? `select * from (values ${rows.join(', ')}) t(${columns})`
      : `select null as case_id, 1 as position, null as code where false`;
  await warehouse.run(
    `create or replace table cases as ${values(
      given.map(({ id, fee }) => `(${text(id)}, ${fee ?? 'null'}::decimal(18, 4))`),
      'case_id, fee',
    )};
     create or replace table diagnoses as ${values(
       given.filter(({ dx }) => dx !== '').map(({ id, dx }) => `(${text(id)}, 1, ${text(dx)})`),
       'case_id, position, code',
     )};
     create or replace table procedures as ${values(
       given.flatMap(({ id, px = [] }) => px.map((code, i) => `(${text(id)}, ${i + 1}, ${text(code)})`)),
       'case_id, position, code',
     )};
     drop table if exists made`,
  );
  return { cases: 'cases', diagnoses: 'diagnoses', procedures: 'procedures', into: 'made' };
}

async function grouped(catalogue: DipGroup[], ...given: Given[]): Promise<unknown[][]> {
  await groupDip(warehouse, { groups: catalogue, rules: NATIONAL }, await tables(given));
  return warehouse.values('select case_id, code, kind, reason from made order by case_id');
}

const catalogue = readCatalogue([
  { dx: 'K63.5', code: 'K63.5A1', proc: '45.4300x009' },
  { dx: 'K63.5', code: 'K63.5A2', proc: '45.4300x009+45.2' },
  { dx: 'K63.5', code: 'K63.5A3', proc: '44.1401/44.1400x003' },
  { dx: 'K63.5', code: 'K63.5B', proc: '.' },
]);

test('patterns: + all, / any, . none', () => {
  expect(proceduresOf('44.1401+45.2')).toEqual([['44.1401'], ['45.2']]);
  expect(proceduresOf('44.1401/45.2')).toEqual([['44.1401', '45.2']]);
  expect(proceduresOf('.')).toEqual([]);
});

describe('a case goes', () => {
  test('to the group with most procedures; a part stands for the codes that begin with it', async () => {
    expect(
      await grouped(
        catalogue,
        { id: 'a', dx: 'K63.500', px: ['45.4300x009'] },
        { id: 'b', dx: 'K63.501', px: ['45.4300x009', '45.2302'] },
        { id: 'c', dx: 'K63.500', px: ['44.1400x003'] },
        { id: 'd', dx: 'K63.500' },
        { id: 'e', dx: 'K63.500', px: ['99.9900'] },
        { id: 'f', dx: 'Z99.900' },
        { id: 'g', dx: '' },
      ),
    ).toEqual([
      ['a', 'K63.5A1', 'core', null],
      ['b', 'K63.5A2', 'core', null],
      ['c', 'K63.5A3', 'core', null],
      ['d', 'K63.5B', 'conservative', null],
      ['e', 'K63.5B', 'conservative', null],
      ['f', null, null, 'not-in-catalogue'],
      ['g', null, null, 'no-principal-diagnosis'],
    ]);
  });

  test('of groups that fit alike, to the one whose mean fee is nearest', async () => {
    const two: DipGroup[] = [
      { code: 'X1', diagnosis: 'K63.5', kind: 'core', procedures: [['45.43']], mean: '5000' },
      { code: 'X2', diagnosis: 'K63.5', kind: 'core', procedures: [['45.4300']], mean: '9000' },
    ];
    const px = ['45.4300x009'];
    expect(
      await grouped(
        two,
        { id: 'a', dx: 'K63.500', px, fee: 6000 },
        { id: 'b', dx: 'K63.500', px, fee: 8000 },
        { id: 'c', dx: 'K63.500', px },
      ),
    ).toEqual([
      ['a', 'X1', 'core', null],
      ['b', 'X2', 'core', null],
      ['c', 'X1', 'core', null],
    ]);
  });
});
