/** What the command does with official publications and cases: import a scheme, group by it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openvbp } from './command.ts';

const cwd = mkdtempSync(join(tmpdir(), 'openvbp-group-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

/** A publication in seven parts, as small as can be: heart, with and without an operation. */
const PARTS: Record<string, string> = {
  '1_MDC.txt': 'MDCF 循环系统\n',
  '2_ADRG.txt': 'FB1 手术\nFR1 疾患\n',
  '3_DRG.txt': 'FB19 手术\nFR11 疾患，伴严重并发症或合并症\nFR15 疾患，不伴并发症或合并症\n',
  '4_ADRG_DETAIL.txt': `MDCF 循环系统
MDCF 主诊表
I21.900 急性心肌梗死
I50.900 心力衰竭
FB1 手术
包含以下主要手术或操作：
36.1000 冠状动脉搭桥
FR1 疾患
包含以下主要诊断：
I21.900 急性心肌梗死
`,
  '5_MCC.txt': '疾病编码 疾病名称 排除内容\nJ96.000 急性呼吸衰竭 表 7-1\n',
  '6_CC.txt': '疾病编码 疾病名称 排除内容\nE11.900 糖尿病 无\n',
  '7_CCE.txt': '表 7-1\n包含以下主要诊断：\nI50.900 心力衰竭\n',
};

beforeAll(() => {
  mkdirSync(join(cwd, 'official'));
  for (const [name, text] of Object.entries(PARTS)) writeFileSync(join(cwd, 'official', name), text);
  writeFileSync(
    join(cwd, 'cases.csv'),
    `id,sex,age,dx,px
operated,1,60,I21.900,36.1000
graver,2,70,i21.900|J96.000,
plain,2,70,Ｉ２１．９００|E11.900,
failure,1,80,I50.900|J96.000,
elsewhere,1,50,K35.000,
nothing,1,50,,
`,
  );
  expect(
    openvbp(['reference', 'import', 'chs-drg', 'official', '--edition', 'made-up', '-o', 'scheme.json'], {
      cwd,
    }).code,
  ).toBe(0);
});

describe('group', () => {
  it('puts cases into groups and says why one has none', () => {
    const { code, out } = openvbp(
      ['group', 'chs-drg', 'cases.csv', '--scheme', 'scheme.json', '-o', 'groups.csv'],
      { cwd },
    );
    expect(code).toBe(0);
    expect(out).toContain('3 of 6 cases grouped by chs-drg made-up');
    expect(readFileSync(join(cwd, 'groups.csv'), 'utf8').trimEnd().split('\n')).toEqual([
      'case_id,mdc,adrg,drg,level,complication,alternative,reason',
      'elsewhere,,,,,,,unknown-diagnosis',
      'failure,,,,,,,no-group',
      'graver,MDCF,FR1,FR11,1,J96.000,1,',
      'nothing,,,,,,,no-principal-diagnosis',
      'operated,MDCF,FB1,FB19,5,,1,',
      'plain,MDCF,FR1,FR15,3,E11.900,1,',
    ]);
  });

  it('speaks Chinese, and JSON', () => {
    const args = ['group', 'chs-drg', 'cases.csv', '--scheme', 'scheme.json'];
    expect(openvbp([...args, '--lang', 'zh'], { cwd }).out).toContain('缺主要诊断');
    const { result } = JSON.parse(openvbp([...args, '--json'], { cwd }).out) as {
      result: { grouped: number };
    };
    expect(result.grouped).toBe(3);
  });

  it.each([
    [['group', 'chs-drg', 'none.csv', '--scheme', 'scheme.json'], 'cases-not-there'],
    [['group', 'chs-drg', 'cases.csv', '--scheme', 'none.json'], 'scheme-not-there'],
    [['group', 'chs-drg', 'cases.csv', '--scheme', 'cases.csv'], 'scheme-broken'],
    [['group', 'dip', 'cases.csv', '--scheme', 'scheme.json'], 'scheme-broken'],
    [['group', 'hrg', 'cases.csv', '--scheme', 'scheme.json'], 'bad-option'],
    [['group', 'chs-drg', 'official', '--scheme', 'scheme.json'], 'cases-not-data'],
    [['reference', 'import', 'chs-drg', 'cases.csv', '-o', 'x.json'], 'scheme-part-missing'],
    [['reference', 'import', 'chs', 'official', '-o', 'x.json'], 'bad-option'],
  ])('%j: %s', (args, diagnostic) => {
    const { code, err } = openvbp(args, { cwd });
    expect(code).toBe(2);
    expect(err).toContain(`[${diagnostic}]`);
  });

  it.each([
    ['id,dx\na,I21.900\na,I50.900\n', 'cases-twice'],
    ['number,code\n1,I21.900\n', 'cases-columns'],
  ])('%j is refused: %s', (text, diagnostic) => {
    writeFileSync(join(cwd, 'bad.csv'), text);
    const { code, err } = openvbp(['group', 'chs-drg', 'bad.csv', '--scheme', 'scheme.json'], { cwd });
    expect(code).toBe(2);
    expect(err).toContain(`[${diagnostic}]`);
  });

  it('groups the other cases where a cell cannot be, and says which', () => {
    writeFileSync(join(cwd, 'cell.csv'), 'id,dx,age\na,I21.900,old\nb,I21.900,50\n');
    const { code, out, err } = openvbp(['group', 'chs-drg', 'cell.csv', '--scheme', 'scheme.json'], { cwd });
    expect(code).toBe(0);
    expect(err).toContain('cell.csv:2: warning[cases-cell]');
    expect(out).toContain('1 of 2 cases grouped');
  });
});
