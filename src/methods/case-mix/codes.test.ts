import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import { normalized } from './codes.ts';

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
  // What is no code stays what it is.
  ['心梗', '心梗'],
])('%s is %s', async (given, expected) => {
  expect(await warehouse.values(`select ${normalized(quoteLiteral(given))}`)).toEqual([[expected]]);
});
