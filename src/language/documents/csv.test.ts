import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Diagnostic } from '../diagnostic.ts';
import { parseCsv, readTableFile } from './csv.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'openvbp-csv-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function table(text: string, names: string[], outputs = 1) {
  const file = join(folder, 'table.csv');
  writeFileSync(file, text);
  return readTableFile(file, { file: 'model.yaml', line: 3, column: 9 }, names, outputs);
}
const texts = (rows: { text: string }[][] | undefined) => rows?.map((row) => row.map((cell) => cell.text));
const found = (diagnostics: Diagnostic[]) =>
  diagnostics.map((d) => `${d.code} ${d.at?.line}:${d.at?.column}`);

it('takes columns by their headers, in any order, and leaves others aside', () => {
  const read = table('points,source,Measure\n3,CMS,A\n10,CMS,B\n', ['measure', 'points']);
  expect(texts(read.value)).toEqual([
    ['A', '3'],
    ['B', '10'],
  ]);
  expect(read.value?.[1]?.[0]?.at).toMatchObject({ line: 3, column: 8 });
});

it('accepts `value` as the header of a single output', () => {
  expect(texts(table('track,value\nA,0.5\n', ['track', 'sharing']).value)).toEqual([['A', '0.5']]);
});

it('reads quotes, quotes in quotes, line ends of every system, and no last line end', () => {
  const read = table('code,value\r\n"a, ""b""\nc",1\r\n\r\n d ,2', ['code', 'value']);
  expect(read.diagnostics).toEqual([]);
  expect(texts(read.value)).toEqual([
    ['a, "b"\nc', '1'],
    ['d', '2'],
  ]);
  expect(read.value?.[1]?.[0]?.at).toMatchObject({ line: 5, column: 1 });
});

it('says which line is short, where a quote stays open, and which column is missing', () => {
  expect(found(table('a,b\n1,2\n3\n', ['a', 'b']).diagnostics)).toEqual(['csv-row-length 3:1']);
  expect(found(table('a,b\n1,"2\n', ['a', 'b']).diagnostics)).toEqual(['csv-quote 2:3']);
  expect(found(table('a,b\n"1"2,3\n', ['a', 'b']).diagnostics)).toEqual(['csv-quote 2:1']);
  expect(found(table('a,b\n1,2\n', ['a', 'c', 'd'], 2).diagnostics)).toEqual([
    'csv-header 1:1',
    'csv-header 1:1',
  ]);
});

it('shows the first wrong lines and counts the rest', () => {
  const { diagnostics } = table(`a,b\n${'1\n'.repeat(30)}`, ['a', 'b']);
  expect(diagnostics).toHaveLength(21);
  expect(diagnostics.at(-1)).toMatchObject({ code: 'more-problems', data: { count: 10 } });
});

it('reads nothing from nothing', () => {
  expect(parseCsv('', 'x.csv', [])).toEqual([]);
});
