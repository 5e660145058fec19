/** Tables that are whole, and tables that are not: said with the file and the line. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openDuckdb } from '../../../warehouse/duckdb/driver.ts';
import { findModel } from './models.ts';
import { readHcc } from './read.ts';

const made: string[] = [];
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

const FILES = {
  'to-categories.csv':
    'diagnosis_code,cc,model_name\nI509,226,CMS-HCC Model V28\nE11.9,38,CMS-HCC Model V28\n',
  'weights.csv':
    'coefficient,value,model_domain,model_version\nCNA_HCC226,0.360,CMS-HCC,C28\nCNA_HCC38,0.166,CMS-HCC,C28\n',
  'below.csv': 'cc_parent,cc_child,model_domain,model_version\n37,38,CMS-HCC,V28\n',
};

async function read(files: Record<string, string>, official = false) {
  const folder = mkdtempSync(join(tmpdir(), 'openvbp-tables-'));
  made.push(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const warehouse = await openDuckdb({ threads: 1 });
  try {
    const { value, diagnostics } = await readHcc(warehouse, folder, official);
    return { value, said: diagnostics.map(({ code, at }) => [code, at?.line ?? null]) };
  } finally {
    warehouse.close();
  }
}

test('tables are known by their columns, whatever the files are called', async () => {
  const { value, said } = await read(FILES);
  expect(said).toEqual([]);
  expect(value?.content.models['V28']).toEqual({
    mapping: { 38: 'E119', 226: 'I509' },
    coefficients: { CNA_HCC226: '0.360', CNA_HCC38: '0.166' },
    hierarchies: { 37: '38' },
    labels: {},
    edits: [],
  });
});

test('a year’s tables must have all the categories of the official model', async () => {
  expect((await read(FILES, true)).said).toEqual([['hcc-count', null]]);
});

test.each([
  ['a table is missing', { 'below.csv': undefined }, [['hcc-table-missing', null]]],
  [
    'a coefficient is cut',
    { 'weights.csv': `${FILES['weights.csv']}CNA_HCC1,0.3x,CMS-HCC,C28\n` },
    [['hcc-cell', 4]],
  ],
  [
    'a code is none',
    { 'to-categories.csv': `${FILES['to-categories.csv']}I21.900x001,1,CMS-HCC Model V28\n` },
    [['hcc-cell', 4]],
  ],
  [
    'a row is cut short',
    { 'weights.csv': `${FILES['weights.csv']}CNA_HCC1,0.3\n` },
    [
      ['row-ragged', 4],
      ['hcc-table-missing', null],
    ],
  ],
  ['two files are the same table', { 'again.csv': FILES['weights.csv'] }, [['hcc-file-twice', null]]],
  [
    'a category has no coefficient',
    { 'to-categories.csv': `${FILES['to-categories.csv']}B20,1,CMS-HCC Model V28\n` },
    [['hcc-unweighed', null]],
  ],
  [
    'a coefficient has two values: two models under one name',
    { 'weights.csv': `${FILES['weights.csv']}CNA_HCC226,0.4,CMS-HCC,C28\n` },
    [['hcc-contradictory', null]],
  ],
  [
    'no model is known',
    { 'to-categories.csv': 'diagnosis_code,cc,model_name\nI509,226,Another Model\n' },
    [['hcc-no-model', null]],
  ],
] as const)('%s', async (_, change, expected) => {
  const files = Object.fromEntries(
    Object.entries({ ...FILES, ...change }).filter(([, text]) => text !== undefined),
  );
  expect((await read(files as Record<string, string>)).said).toEqual(expected);
});

test('a model published several times for a year: editions by the name of their version', async () => {
  const rx = 'coefficient,value,model_domain,model_version\n';
  const files = {
    'to-categories.csv': 'diagnosis_code,cc,model_name\nE1165,30,RxHCC Model V08\n',
    'weights.csv': `${rx}Rx_CE_NoLowAged_RXHCC30,0.616,RxHCC,R08_PDP_ONLY\nRx_CE_NoLowAged_RXHCC30,0.429,RxHCC,R08_MAPD_ONLY\n`,
    'below.csv': 'cc_parent,cc_child,model_domain,model_version\n30,31,RxHCC,R08\n',
  };
  const { value, said } = await read(files);
  expect(said).toEqual([]);
  expect(
    Object.entries(value?.content.models ?? {}).map(([name, { coefficients }]) => [
      name,
      coefficients['Rx_CE_NoLowAged_RXHCC30'],
    ]),
  ).toEqual([
    ['RX-V08-MAPD_ONLY', '0.429'],
    ['RX-V08-PDP_ONLY', '0.616'],
  ]);
  expect(findModel('RX-V08-PDP_ONLY')?.kind).toBe('rx');
  // As official tables each must be whole.
  expect((await read(files, true)).said).toEqual([
    ['hcc-count', null],
    ['hcc-count', null],
  ]);
});
