/** Files that begin with a title: where their headers stand is said, as a contract must say it. */
import exceljs from 'exceljs';
import { afterAll, expect, it } from 'vitest';
import { agreement, entity, fixtures, load, money, table } from './testing.ts';

const files = fixtures();
afterAll(() => files.remove());

const hospital = entity('hospital', { facts: { cost: money } });
const read = (file: string, more: object = {}) =>
  load(agreement([hospital], { hospital: [table(file, more)] }));

it.each([
  ['of one cell', '2023 settlement\nin dollars\nid,cost\nH1,10\n', 3],
  ['of as many cells as there are columns', '2023 settlement,\nid,cost\nH1,10\n', 2],
])('a title %s', async (_, csv, line) => {
  const { problems } = await read(files.write('titled.csv', csv));
  expect(problems.at(-1)).toBe(`note headers-below ${line}`);
  expect((await read(files.write('titled.csv', csv), { header: line })).problems).toEqual([]);
});

it('of a workbook too', async () => {
  const workbook = new exceljs.Workbook();
  workbook.addWorksheet('清算').addRows([['2023年清算表'], [], ['id', 'cost'], ['H1', 10]]);
  const file = files.write('titled.xlsx', new Uint8Array(await workbook.xlsx.writeBuffer()));
  const { problems } = await read(file, { format: 'xlsx' });
  expect(problems.at(-1)).toBe('note headers-below 3');
});

it('is not said of a file that has none of the columns, or only a header misspelt', async () => {
  const absent = await read(files.write('other.csv', 'a,b\n1,2\n3,4\n'));
  expect(absent.problems).toEqual(['error header-absent', 'error header-absent']);
  const misspelt = await read(files.write('other.csv', 'id,costs\nH1,2\n'));
  expect(misspelt.problems).toEqual(['error header-absent']);
});
