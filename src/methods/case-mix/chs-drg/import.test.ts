/** The official text by example: another version with other groups and counts, and texts that are damaged. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { importChsDrg } from './import.ts';

const made: string[] = [];
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A publication of two categories and four groups, in the writing of 1.1, with groups 1.1 does not have. */
const TEXT = {
  '1_MDC.txt': 'MDCF 循环系统\nMDCP 新生儿\n',
  '2_ADRG.txt': 'FX7 新病组\nFR8 内科\nPT4 早产儿\nPW2 婴儿\n',
  '3_DRG.txt': 'FX79 新病组\nFR81 内科，伴严重并发症\nFR85 内科\nPT49 早产儿\nPW29 婴儿\n',
  '4_ADRG_DETAIL.txt': [
    'MDCF 主诊表',
    'I21.900 急性心肌梗死',
    'FX7 新病组',
    '包含以下主要手术或操作：',
    '36.0600 支架',
    'FR8 内科',
    '包含以下主要诊断：',
    'I21.900 急性心肌梗死',
    'MDCP 主诊表',
    'P22.000 呼吸窘迫',
    'PT4 早产儿（出生体重 1000-1249g）',
    '主要诊断或其他诊断中包含以下诊断：',
    'P07.200 极度不成熟',
    'PW2 源于新生儿(29 天≤出生年龄＜1 周~~岁)诊断的婴儿疾患',
    '包含以下主要诊断：',
    'P22.000 呼吸窘迫',
    '',
  ].join('\n'),
  '5_MCC.txt': 'J96.000 呼吸衰竭 无\n',
  '6_CC.txt': 'I10.x00 高血压 表 7-1\n',
  '7_CCE.txt': '表 7-1\nI11.900 高血压性心脏病\n',
};

async function read(change: Record<string, string | Buffer | undefined> = {}, version = '2.0') {
  const folder = mkdtempSync(join(tmpdir(), 'openvbp-text-'));
  made.push(folder);
  for (const [name, text] of Object.entries({ ...TEXT, ...change }))
    if (text !== undefined) writeFileSync(join(folder, name), text);
  const { value, diagnostics } = await importChsDrg(folder, version);
  return { value, said: diagnostics.map(({ code, at }) => [code, at?.line ?? null]) };
}

test('another version holds as it is: other groups, other counts, weights and ages as the titles say', async () => {
  const { value, said } = await read();
  expect(said).toEqual([]);
  expect(value?.counts).toEqual({ mdc: 2, adrg: 4, drg: 5, mcc: 1, cc: 1 });
  const when = Object.fromEntries((value?.content.adrgs ?? []).map((one) => [one.code, one.when]));
  expect(when['PT4']).toEqual([
    [{ ageDays: [0, 29] }, { diagnosis: 'any', list: 'PT4 1' }, { weight: [1000, 1250] }],
  ]);
  expect(when['PW2']).toEqual([[{ ageDays: [29, 366] }, { ageYears: [0, 1] }]]);
  // The young before the others, and the premature though the category does not list them.
  expect(value?.content.mdcs.map(({ code, when: all }) => [code, all.length])).toEqual([
    ['MDCP', 2],
    ['MDCF', 1],
  ]);
  expect(value?.content.cc).toEqual({ 'I10.x00': '7-1' });
});

test.each([
  ['a version whose counts are known, and others found', {}, '1.1', 'scheme-count', null],
  ['a part that is missing', { '5_MCC.txt': undefined }, '2.0', 'scheme-part-missing', null],
  ['an empty part', { '5_MCC.txt': '' }, '2.0', 'scheme-empty', null],
  [
    'bytes of another encoding',
    { '1_MDC.txt': Buffer.from([77, 10, 0xb6, 0xd4]) },
    '2.0',
    'scheme-encoding',
    2,
  ],
  [
    'a heading nobody knows',
    { '4_ADRG_DETAIL.txt': TEXT['4_ADRG_DETAIL.txt'].replace('包含以下主要诊断：', '满足以下任一：') },
    '2.0',
    'scheme-heading',
    7,
  ],
  [
    'a complication whose table of exclusions is cut off',
    { '7_CCE.txt': TEXT['7_CCE.txt'].replace('7-1', '7-2') },
    '2.0',
    'scheme-table-missing',
    null,
  ],
  [
    'a table of exclusions that lost its codes',
    { '7_CCE.txt': '表 7-1\n' },
    '2.0',
    'scheme-table-missing',
    null,
  ],
  [
    'a group whose codes are gone',
    { '4_ADRG_DETAIL.txt': TEXT['4_ADRG_DETAIL.txt'].replace('36.0600 支架\n', '') },
    '2.0',
    'scheme-list-empty',
    null,
  ],
  ['a group without detail', { '3_DRG.txt': `${TEXT['3_DRG.txt']}FZ19 其他\n` }, '2.0', 'scheme-apart', null],
  [
    'a group of the list without detail',
    { '2_ADRG.txt': `${TEXT['2_ADRG.txt']}FZ1 其他\n` },
    '2.0',
    'scheme-apart',
    null,
  ],
] as const)('%s: refused', async (_, change, version, code, line) => {
  const { value, said } = await read(change, version);
  expect([value, said[0]]).toEqual([undefined, [code, line]]);
});
