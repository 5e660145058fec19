import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import { codesOfCell, normalized, plainCodes } from './codes.ts';

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openDuckdb();
});
afterAll(() => warehouse.close());

test.each([
  ['a37.100', 'A37.100'],
  [' Ａ３７．１００ ', 'A37.100'],
  ['C90.000X037', 'C90.000x037'],
  ['d67.X01', 'D67.x01'],
  ['33.6X00', '33.6x00'],
  // A pair of dagger and asterisk, however it was written.
  ['A18.000x063+M90.0*', 'A18.000x063+M90.0*'],
  ['A18.000x063†M90.0*', 'A18.000x063+M90.0*'],
  ['A18.000x063＋M90.0', 'A18.000x063+M90.0*'],
  ['M90.0*A18.000x063+', 'A18.000x063+M90.0*'],
  ['M90.0*+A18.000x063', 'A18.000x063+M90.0*'],
  ['A17.000†/G01*', 'A17.000+G01*'],
  ['A17.000 G01*', 'A17.000+G01*'],
  ['A17.000　Ｇ０１＊', 'A17.000+G01*'],
  ['A17.000(G01*)', 'A17.000+G01*'],
  ['A17.000+（G01*）', 'A17.000+G01*'],
  ['G01*/A17.000†', 'A17.000+G01*'],
  // What is no code stays what it is.
  ['心梗', '心梗'],
])('%s is %s', async (given, expected) => {
  expect(await warehouse.values(`select ${normalized(quoteLiteral(given))}`)).toEqual([[expected]]);
});

test.each([
  ['C79.5†M90.7*', ['C795', 'M907']],
  ['M90.7*C79.5†', ['C795', 'M907']],
  ['Ｉ２１．９００', ['I21900']],
  ['c79.5+', ['C795']],
  ['S72.21XA', ['S7221XA']],
  ['垃圾', ['垃圾']],
])('%s holds %j for a model that knows each code by itself', async (given, expected) => {
  expect(await warehouse.values(`select ${plainCodes(quoteLiteral(given))}`)).toEqual([[expected]]);
});

test('a pair whose halves are separated like other codes is one code', async () => {
  const cell = quoteLiteral('A17.000+|G01*|I10.x00|C79.5+|I21.900');
  expect(await warehouse.values(`select ${codesOfCell(cell)}`)).toEqual([
    [['A17.000+G01*', 'I10.x00', 'C79.5+', 'I21.900']],
  ]);
});

test.each(['I50.9|J44.1', 'I50.9,J44.1', 'I50.9；J44.1', 'I50.9、J44.1', 'I50.9，J44.1', 'I50.9;J44.1'])(
  '%s holds two codes',
  async (cell) => {
    expect(await warehouse.values(`select ${codesOfCell(quoteLiteral(cell))}`)).toEqual([
      [['I50.9', 'J44.1']],
    ]);
  },
);
