/** DIP groups by worked examples, and by a second grouper that looks at one case after the other. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDuckdb } from '../../../warehouse/duckdb/driver.ts';
import type { Warehouse } from '../../../warehouse/warehouse.ts';
import { proceduresOf, readCatalogue } from './catalogue.ts';
import { groupDip } from './group.ts';
import type { DipGroup, DipRules } from './scheme.ts';
import { NATIONAL } from './scheme.ts';
import type { GivenCase } from './testing.ts';
import { caseTables } from './testing.ts';

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openDuckdb({ threads: 1 });
});
afterAll(() => warehouse.close());

async function group(groups: readonly DipGroup[], rules: Partial<DipRules>, given: readonly GivenCase[]) {
  const tables = await caseTables(warehouse, given);
  await groupDip(warehouse, { groups, rules: { ...NATIONAL, ...rules } }, { ...tables, into: 'made' });
  return warehouse.values('select case_id, code, rule, decided, reason from made order by case_id');
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
      await group(catalogue, {}, [
        { id: 'a', dx: 'K63.500', px: ['45.4300x009'] },
        { id: 'b', dx: 'K63.501', px: ['45.4300x009', '45.2302'] },
        { id: 'c', dx: 'K63.500', px: ['44.1400x003'] },
        { id: 'd', dx: 'K63.500' },
        { id: 'e', dx: 'K63.500', px: ['99.9900'] },
        { id: 'f', dx: 'Z99.900' },
        { id: 'g', dx: '' },
      ]),
    ).toEqual([
      ['a', 'K63.5A1', 'procedures', null, null],
      ['b', 'K63.5A2', 'procedures', 'parts', null],
      ['c', 'K63.5A3', 'procedures', null, null],
      ['d', 'K63.5B', 'no-procedure', null, null],
      ['e', 'K63.5B', 'procedures-unlisted', null, null],
      ['f', null, null, null, 'not-in-catalogue'],
      ['g', null, null, null, 'no-principal-diagnosis'],
    ]);
  });

  test('of groups that fit alike, to the one whose mean fee is nearest', async () => {
    const two: DipGroup[] = [
      { code: 'X1', diagnosis: 'K63.5', kind: 'core', procedures: [['45.43']], mean: '5000' },
      { code: 'X2', diagnosis: 'K63.5', kind: 'core', procedures: [['44.14']], mean: '9000' },
    ];
    const px = ['45.4300x009', '44.1400'];
    expect(
      await group(two, {}, [
        { id: 'a', dx: 'K63.500', px, fee: 6000 },
        { id: 'b', dx: 'K63.500', px, fee: 8000 },
        { id: 'c', dx: 'K63.500', px },
        { id: 'd', dx: 'K63.500', px, fee: 7000 },
      ]),
    ).toEqual([
      ['a', 'X1', 'procedures', 'fee', null],
      ['b', 'X2', 'procedures', 'fee', null],
      // Without a fee, or as far from the one as from the other, by code.
      ['c', 'X1', 'procedures', 'code', null],
      ['d', 'X1', 'procedures', 'code', null],
    ]);
  });

  test('to the group that names the very code, not to one that names its beginning, whatever it costs', async () => {
    const two: DipGroup[] = [
      { code: 'A2', diagnosis: 'A15.2', kind: 'core', procedures: [['32.4100']], mean: '9000' },
      { code: 'A3', diagnosis: 'A15.2', kind: 'core', procedures: [['32.4100x002']], mean: '20000' },
      { code: 'A4', diagnosis: 'A15.2', kind: 'core', procedures: [['99'], ['32.41']] },
    ];
    const given = [
      { id: 'a', dx: 'A15.200', px: ['32.4100x002'], fee: 9000 },
      { id: 'b', dx: 'A15.200', px: ['32.4100x001'], fee: 9000 },
      { id: 'c', dx: 'A15.200', px: ['32.4100x002', '99.0100'], fee: 9000 },
    ];
    const expected = [
      ['a', 'A3', 'procedures', 'exact', null],
      ['b', 'A2', 'procedures', null, null],
      ['c', 'A4', 'procedures', 'parts', null],
    ];
    expect(await group(two, {}, given)).toEqual(expected);
    expect(await group(two, { prefer: ['exact'] }, given)).toEqual([
      expected[0],
      expected[1],
      // Two characters and five, against eleven.
      ['c', 'A3', 'procedures', 'exact', null],
    ]);
  });

  test('where the city prefers it, to the group that has the main procedure', async () => {
    const two: DipGroup[] = [
      { code: 'X1', diagnosis: 'K63.5', kind: 'core', procedures: [['45.43']] },
      { code: 'X2', diagnosis: 'K63.5', kind: 'core', procedures: [['44.14'], ['44.15']] },
    ];
    const given = [{ id: 'a', dx: 'K63.500', px: ['45.4300', '44.1400', '44.1500'] }];
    expect(await group(two, {}, given)).toEqual([['a', 'X2', 'procedures', 'parts', null]]);
    expect(await group(two, { prefer: ['main', 'parts'] }, given)).toEqual([
      ['a', 'X1', 'procedures', 'main', null],
    ]);
  });

  test('to a comprehensive group by the manner of treatment, the nearest category, then a range', async () => {
    const wide: DipGroup[] = [
      { code: 'core', diagnosis: 'K63.5', kind: 'conservative', procedures: [] },
      {
        code: 'range',
        diagnosis: 'K00-K93',
        kind: 'comprehensive',
        procedures: [],
        treatment: 'conservative',
      },
      {
        code: 'K63 plain',
        diagnosis: 'K63',
        kind: 'comprehensive',
        procedures: [],
        treatment: 'conservative',
      },
      { code: 'K63 any', diagnosis: 'K63', kind: 'comprehensive', procedures: [], treatment: 'procedure' },
      { code: 'K63 surgery', diagnosis: 'K63', kind: 'comprehensive', procedures: [], treatment: 'surgery' },
    ];
    const given = [
      { id: 'a', dx: 'K63.900' },
      { id: 'b', dx: 'K63.900', px: ['88.0100'] },
      { id: 'c', dx: 'K63.900', px: ['88.0100', '45.7300'] },
      { id: 'd', dx: 'K20.900' },
      { id: 'e', dx: 'K93.800' },
      { id: 'f', dx: 'L00.900' },
      { id: 'g', dx: 'K63.500', px: ['45.7300'] },
    ];
    const treatments = { surgery: ['45.7'] };
    const found = await group(wide, { treatments }, given);
    expect(found.map(([id, code]) => [id, code])).toEqual([
      ['a', 'K63 plain'],
      ['b', 'K63 any'],
      ['c', 'K63 surgery'],
      ['d', 'range'],
      ['e', 'range'],
      ['f', null],
      ['g', 'core'],
    ]);
    const strict = await group(wide, { treatments, conservative: 'without-procedures' }, given.slice(-1));
    expect(strict).toEqual([['g', 'K63 surgery', 'category', null, null]]);
  });

  test('as it should however its codes were typed, and no code of many is too many', async () => {
    const many = Array.from({ length: 500 }, (_, i) => `Z${String(i).padStart(2, '0')}.${i}`).join('|');
    const found = await group(catalogue, {}, [
      { id: 'full width', dx: 'Ｋ６３．５００', px: ['４５．４３００ｘ００９'] },
      { id: 'lower case', dx: 'k63.500', px: ['45.4300X009 '] },
      { id: 'many', dx: `K63.500|${many}`, px: Array.from({ length: 300 }, () => '45.4300x009') },
      { id: 'negative', dx: 'K63.500', px: ['45.4300x009'], fee: -3 },
      { id: 'nonsense', dx: `'; drop table cases; --`, px: [`"`] },
    ]);
    expect(found.map(([id, code, , , reason]) => [id, code, reason])).toEqual([
      ['full width', 'K63.5A1', null],
      ['lower case', 'K63.5A1', null],
      ['many', 'K63.5A1', null],
      ['negative', 'K63.5A1', null],
      ['nonsense', null, 'diagnosis-malformed'],
    ]);
  });
});

test('an empty catalogue, and no case', async () => {
  expect(await group([], {}, [{ id: 'a', dx: 'K63.500' }])).toEqual([
    ['a', null, null, null, 'not-in-catalogue'],
  ]);
  expect(await group(catalogue, {}, [])).toEqual([]);
});

/** One case after the other, by the words of the rule. */
function second(groups: readonly DipGroup[], { dx, px = [], fee }: GivenCase): string | null {
  const begins = (code: string, part: string) => code.startsWith(part);
  const own = groups.filter(({ diagnosis }) => begins(dx, diagnosis));
  const fitting = own
    .filter(({ kind }) => kind === 'core')
    .filter(({ procedures }) =>
      procedures.every((any) => any.some((part) => px.some((one) => begins(one, part)))),
    )
    .map((one) => ({
      ...one,
      exact: one.procedures
        .map((any) =>
          Math.max(...any.filter((part) => px.some((code) => begins(code, part))).map((part) => part.length)),
        )
        .reduce((sum, length) => sum + length, 0),
      met: new Set(px.filter((code) => one.procedures.flat().some((part) => begins(code, part)))).size,
      far: fee === undefined || one.mean === undefined ? Infinity : Math.abs(fee - Number(one.mean)),
    }))
    .sort(
      (a, b) =>
        b.procedures.length - a.procedures.length ||
        b.met - a.met ||
        b.exact - a.exact ||
        (a.far === b.far ? 0 : a.far - b.far) ||
        (a.code < b.code ? -1 : 1),
    );
  const plain = own.filter(({ kind }) => kind === 'conservative');
  const wide = own.filter(
    ({ kind, treatment }) => kind === 'comprehensive' && (treatment === 'conservative') === (px.length === 0),
  );
  return (fitting[0] ?? plain[0] ?? wide[0])?.code ?? null;
}

test('agrees with the second grouper on 3,000 cases of a made-up catalogue', async () => {
  let seed = 7;
  const below = (n: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * n);
  };
  const codes = Array.from({ length: 40 }, (_, i) => `${30 + (i % 20)}.${i % 7}${i % 10}00`);
  const some = (n: number) => Array.from({ length: n }, () => codes[below(codes.length)] ?? '');
  const dx = () => `${'KIJ'[below(3)]}${20 + below(6)}.${below(4)}00`;
  const groups: DipGroup[] = Array.from({ length: 600 }, (_, i) => ({
    code: `G${String(i).padStart(3, '0')}`,
    diagnosis: dx().slice(0, 5),
    kind: 'core',
    procedures: Array.from({ length: 1 + below(3) }, () =>
      some(1 + below(2)).map((code) => code.slice(0, 4 + below(4))),
    ),
    ...(below(3) > 0 ? { mean: String(1000 + below(50) * 100) } : {}),
  }));
  for (const at of new Set(groups.map(({ diagnosis }) => diagnosis))) {
    if (below(2) === 0) groups.push({ code: `${at}B`, diagnosis: at, kind: 'conservative', procedures: [] });
  }
  for (const treatment of ['conservative', 'procedure'] as const)
    groups.push({
      code: `K2 ${treatment}`,
      diagnosis: 'K2',
      kind: 'comprehensive',
      procedures: [],
      treatment,
    });
  const given = Array.from({ length: 3000 }, (_, i) => ({
    id: `c${String(i).padStart(4, '0')}`,
    dx: dx(),
    px: some(below(6)),
    ...(below(4) > 0 ? { fee: 1000 + below(60) * 100 } : {}),
  }));
  const found = await group(groups, {}, given);
  const expected = given.map((one) => [one.id, second(groups, one)]);
  expect(found.map(([id, code]) => [id, code])).toEqual(expected);
  // The figures that make this worth something.
  const of = (name: unknown) => found.filter((row) => row.includes(name as never)).length;
  for (const name of [
    'parts',
    'matched',
    'exact',
    'fee',
    'code',
    'category',
    'no-procedure',
    'procedures-unlisted',
    'not-in-catalogue',
  ])
    expect(of(name), name).toBeGreaterThan(0);
});
