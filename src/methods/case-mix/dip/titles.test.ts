/** Names of groups from a table of codes: what is named by its first code, what stays a code, what stays without. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { csv } from '../../shared/testing.ts';
import { computeExample } from '../../testing.ts';
import { dipCatalogue } from './catalogue-method.ts';
import { readDipCatalogue } from './read.ts';
import { titleOf } from './titles.ts';

const folder = mkdtempSync(join(tmpdir(), 'openvbp-titles-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

const NAMES = [
  ['K80.100', '胆囊结石伴慢性胆囊炎'],
  ['K80', '胆石症'],
  ['51.2300', '腹腔镜下胆囊切除术'],
  ['51.2200', '胆囊切除术'],
  ['I25.1x00', '动脉硬化性心脏病'],
] as const;
const names = new Map(NAMES);

test.each([
  ['K80.1', 'core', [['51.23']], undefined, '胆囊结石伴慢性胆囊炎：腹腔镜下胆囊切除术'],
  [
    'K80.1',
    'core',
    [['51.23', '51.22'], ['99.9900']],
    undefined,
    '胆囊结石伴慢性胆囊炎：腹腔镜下胆囊切除术/胆囊切除术 + 99.9900',
  ],
  ['K80.1', 'conservative', [], undefined, '胆囊结石伴慢性胆囊炎：保守治疗'],
  ['K80', 'comprehensive', [], 'therapeutic', '胆石症：治疗性操作'],
  ['I25.1', 'conservative', [], undefined, '动脉硬化性心脏病：保守治疗'],
  ['K80-K87', 'comprehensive', [], 'surgery', '胆石症—K87：相关手术'],
  ['A01.0', 'core', [['54.9100']], undefined, undefined],
] as const)('%s %s %j', (diagnosis, kind, procedures, treatment, title) => {
  const group = { code: 'x', diagnosis, kind, procedures, ...(treatment && { treatment }) };
  expect(titleOf(group, names)).toBe(title);
});

test('an imported catalogue is named; what has a name keeps it, what stays without is said', async () => {
  const catalogue = file(
    'catalogue.csv',
    'dx,code,proc,title\nK80.1,K80.1A,51.2300,\nK80.1,K80.1B,.,自定名称\nA01.0,A01.0B,.,\n',
  );
  const table = file('names.csv', `编码,名称\n${NAMES.map((row) => row.join(',')).join('\n')}\n`);
  const { value, diagnostics } = await readDipCatalogue(catalogue, undefined, table);
  expect(value?.content.groups.map(({ title }) => title)).toEqual([
    '胆囊结石伴慢性胆囊炎：腹腔镜下胆囊切除术',
    '自定名称',
    undefined,
  ]);
  expect(value?.files.map(({ name }) => name)).toEqual(['catalogue.csv', 'names.csv']);
  expect(diagnostics.map(({ code, data }) => [code, data['count']])).toEqual([['dip-unnamed', 1]]);
  const wrong = await readDipCatalogue(catalogue, undefined, file('odd.csv', 'a,b\n1,2\n'));
  expect(wrong.diagnostics.map(({ code }) => code)).toEqual(['dip-names-columns']);
});

test('a catalogue from data has names where a table gives them', async () => {
  const cases = Array.from({ length: 3 }, (_, i) => ({
    case_id: `c${i}`,
    person_id: `p${i}`,
    discharge_date: '2022-03-01',
    total_fee: 100,
    principal_diagnosis: 'K80.100',
    principal_procedure: '51.2300',
  }));
  const { rows } = await computeExample(dipCatalogue, {
    tables: { inpatient_case: cases },
    options: { years: '2022', year_weights: '1', least: '2', names: 'names.csv' },
    files: { 'names.csv': csv(NAMES.map(([code, name]) => ({ code, name }))) },
  });
  expect(rows.map(({ kind, title }) => [kind, title])).toEqual([
    ['core', '胆囊结石伴慢性胆囊炎：腹腔镜下胆囊切除术'],
  ]);
});
