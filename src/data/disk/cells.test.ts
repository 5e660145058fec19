/** What a spreadsheet would compute is led by an apostrophe, numbers are not, and it can be taken off again. */
import { expect, it } from 'vitest';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import { csvCell, led, ledQuery, ledSql, unled, unledSql } from './cells.ts';

const CELLS: readonly [text: string, cell: string][] = [
  ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
  ["=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"],
  ['+86 10', "'+86 10"],
  ['-1+2', "'-1+2"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', `"'\t=1"`.replaceAll('"', '')],
  ['＝1+1', "'＝1+1"],
  ['-5', '-5'],
  ['-5.25', '-5.25'],
  ['+7', '+7'],
  ['P-001', 'P-001'],
  ["'quoted'", "'quoted'"],
  ['甲,乙', '"甲,乙"'],
  ['', ''],
];

it.each(CELLS)('%j is written %j', (text, cell) => {
  expect(csvCell(text)).toBe(cell);
  expect(unled(led(text))).toBe(text);
});

it('an unknown value is an empty cell', () => expect(csvCell(null)).toBe(''));

it('queries lead the same texts, and leave numbers, dates and the order alone', async () => {
  const warehouse = await openDuckdb({ threads: 1 });
  try {
    const rows = CELLS.map(([text], i) => `(${i}, '${text.replaceAll("'", "''")}')`);
    const query = `select n, t, -1.50::decimal(9,2) as d from (values ${rows.join(', ')}) v(n, t) order by n desc`;
    const found = await warehouse.values(await ledQuery(warehouse, query));
    const back = await warehouse.values(
      `select t, ${unledSql('l')} from (select t, ${ledSql('t')} as l from (${query}))`,
    );
    expect(back.filter(([text, again]) => text !== again)).toEqual([]);
    expect(found.map(([, text]) => text).toReversed()).toEqual(CELLS.map(([text]) => led(text)));
    expect(found.every(([, , d]) => String(d) === '-1.50')).toBe(true);
    expect(await ledQuery(warehouse, 'select 1 as n')).toBe('select 1 as n');
  } finally {
    warehouse.close();
  }
});
