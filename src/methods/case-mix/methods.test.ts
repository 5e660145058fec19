/** Groups of cases as methods, by a scheme as small as can be. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { computeExample } from '../testing.ts';
import { chsDrg } from './methods.ts';
import type { Scheme } from './chs-drg/scheme.ts';

const folder = mkdtempSync(join(tmpdir(), 'openvbp-groups-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const scheme: Scheme = {
  scheme: 'chs-drg',
  version: 'test',
  source: 'made up',
  mdcs: [{ code: 'MDCF', title: '循环', when: [[{ diagnosis: 'principal', list: 'F' }]] }],
  adrgs: [
    { code: 'FB1', title: '手术', mdc: 'MDCF', when: [[{ procedure: 'main', list: 'bypass' }]] },
    { code: 'FR1', title: '疾患', mdc: 'MDCF', when: [[{ diagnosis: 'principal', list: 'F' }]] },
  ],
  drgs: ['FB19', 'FR11', 'FR15'].map((code) => ({ code, adrg: code.slice(0, 3), title: code })),
  lists: { F: ['I21.900'], bypass: ['36.1000'], surgery: ['36.1000'] },
  mcc: { 'J96.000': null },
  cc: {},
};
writeFileSync(
  join(folder, 'scheme.json'),
  JSON.stringify({ reference: 'chs-drg', version: 'test', files: [], counts: {}, content: scheme }),
);
const cases = [
  {
    case_id: 'a',
    person_id: 'p',
    hospital_id: 'H1',
    discharge_date: '2024-02-01',
    principal_diagnosis: 'I21.900',
    principal_procedure: '36.1000',
    total_fee: '90000',
  },
  {
    case_id: 'b',
    person_id: 'p',
    hospital_id: 'H1',
    discharge_date: '2024-03-01',
    principal_diagnosis: 'i21.900',
    other_diagnosis_1: 'J96.000',
    total_fee: '20000.5',
  },
  {
    case_id: 'c',
    person_id: 'q',
    hospital_id: 'H2',
    discharge_date: '2024-03-01',
    principal_diagnosis: 'K35.000',
  },
  // Discharged after the period.
  {
    case_id: 'd',
    person_id: 'q',
    hospital_id: 'H2',
    discharge_date: '2025-01-01',
    principal_diagnosis: 'I21.900',
  },
];
const example = { tables: { inpatient_case: cases }, period: { from: '2024-01-01', to: '2025-01-01' } };

test('CHS-DRG: the way to the group, the complication, or why there is none', async () => {
  const { rows, lines, diagnostics } = await computeExample(chsDrg, {
    ...example,
    options: { scheme: join(folder, 'scheme.json') },
  });
  expect(
    rows.map(({ case_id, drg, complication, reason, hospital_id, total_fee }) => [
      case_id,
      drg,
      complication,
      reason,
      hospital_id,
      total_fee,
    ]),
  ).toEqual([
    ['a', 'FB19', null, null, 'H1', '90000'],
    ['b', 'FR11', 'J96.000', null, 'H1', '20000.5'],
    ['c', null, null, 'unknown-diagnosis', 'H2', null],
  ]);
  expect(lines.map(({ key, counted, reason }) => [key, counted, reason])).toEqual([
    ['a', true, null],
    ['b', true, null],
    ['c', false, 'unknown-diagnosis'],
  ]);
  expect(diagnostics.map(({ message }) => message.zh)).toEqual(['1 个病例未入组：主要诊断编码不在方案内。']);
});

test('a scheme that is not there is said at the contract’s line', async () => {
  const { diagnostics } = await computeExample(chsDrg, { ...example, options: { scheme: 'none.json' } });
  expect(diagnostics.map(({ code, at }) => [code, at !== undefined])).toEqual([
    ['method-document-missing', true],
  ]);
});
