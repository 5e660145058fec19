/** What the command does with DIP: import a catalogue, group by it, tell the way of a case; and without a catalogue, by one of the cases. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openvbp } from './command.ts';

const cwd = mkdtempSync(join(tmpdir(), 'openvbp-dip-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

beforeAll(() => {
  writeFileSync(
    join(cwd, 'catalogue.csv'),
    `诊断编码,病种编码,手术操作编码,病种名称,例均费用,权重
I21.9,I21.9A1,36.0700,心梗介入,40000,4.0
I21.9,I21.9A2,36.0700+37.2200,心梗介入伴造影,50000,5.0
I21.9,I21.9B,.,心梗保守,10000,1.0
`,
  );
  writeFileSync(
    join(cwd, 'rules.yaml'),
    `auxiliary:
  - name: age
    title: { en: Age, zh: 年龄特征 }
    entries: [{ name: 80+, title: { en: 80 years and over, zh: 80 岁及以上 }, when: { age: [80, ~] }, factor: 1.08 }]
  - name: severity
    title: { en: Severity, zh: 疾病严重程度 }
    entries: [{ name: died, title: { en: died, zh: 死亡 }, when: { died: true }, factor: 1.4 }]
`,
  );
  writeFileSync(
    join(cwd, 'one.csv'),
    'id,age,dx,px,fee,stay_days,discharge_type\nboth,82,I21.900,36.0700|37.2200,52000,9,5\nplain,50,I21.900,,9000,9,1\n',
  );
  writeFileSync(join(cwd, 'two.csv'), 'id,dx\nelsewhere,Z99.900\n');
  const call = ['reference', 'import', 'dip', 'catalogue.csv', '--rules', 'rules.yaml', '--edition', '2.0'];
  const { code, out } = openvbp([...call, '-o', 'dip.json'], { cwd });
  expect(code).toBe(0);
  expect(out).toContain('groups 3 · core 2 · conservative 1 · auxiliary 2');
});

it('tells the way of each of few cases, from several files, in both languages', () => {
  const call = ['group', 'dip', 'one.csv', 'two.csv', '--scheme', 'dip.json'];
  const english = openvbp([...call, '-o', 'groups.csv'], { cwd });
  expect(english.code).toBe(0);
  expect(english.out).toContain(`both → I21.9A2
  principal diagnosis I21.900
  I21.9A2: its procedures are those of a core group
  procedures that matched: 36.0700 + 37.2200
  of 2 core groups that fitted: it has most procedures
  weight 5.000000, mean fee 50000.0000
  auxiliary factor 1.4: Severity / died, the highest of Age / 80 years and over 1.08; Severity / died 1.4`);
  expect(english.out).toContain(
    'elsewhere → no group\n  principal diagnosis Z99.900\n  no group: not in the catalogue',
  );
  expect(readFileSync(join(cwd, 'groups.csv'), 'utf8').trimEnd().split('\n')).toEqual([
    'case_id,code,kind,rule,decided,matched,candidates,group_cases,mean_fee,weight,auxiliary,auxiliary_entry,auxiliary_factor,auxiliary_all,reason',
    'both,I21.9A2,core,procedures,parts,36.0700+37.2200,2,,50000.0000,5.000000,severity,died,1.400000,age/80+ 1.08; severity/died 1.4,',
    'elsewhere,,,,,,0,,,,,,,,not-in-catalogue',
    'plain,I21.9B,conservative,no-procedure,,,0,,10000.0000,1.000000,,,1.000000,,',
  ]);
  const chinese = openvbp([...call, '--case', 'both', '--case', 'nobody', '--lang', 'zh'], { cwd });
  expect(chinese.out).toContain(
    '辅助目录系数 1.4：疾病严重程度 / 死亡，为下列各项中最高：年龄特征 / 80 岁及以上 1.08；疾病严重程度 / 死亡 1.4',
  );
  expect(chinese.out).not.toContain('plain →');
  expect(chinese.err).toContain('没有病例“nobody”');
});

it('without a scheme the catalogue is made of the cases', () => {
  const rows = Array.from({ length: 16 }, (_, i) => `c${i},J18.900,,${1000 + i}`);
  writeFileSync(join(cwd, 'many.csv'), `id,dx,px,fee\n${rows.join('\n')}\nodd,K35.900,47.0100,9000\n`);
  const { out } = openvbp(['group', 'dip', 'many.csv', '--json'], { cwd });
  const { result } = JSON.parse(out) as { result: { groups: { code: string; cases: number }[] } };
  expect(result.groups.map(({ code, cases }) => [code, cases])).toEqual([
    ['J18.9:.', 16],
    ['K35:~', 1],
  ]);
});

it('what a catalogue holds is counted in Chinese', () => {
  const call = ['reference', 'import', 'dip', 'catalogue.csv', '--rules', 'rules.yaml', '--lang', 'zh'];
  const { out } = openvbp([...call, '-o', 'again.json'], { cwd });
  expect(out).toContain('病种 3 · 核心病种 2 · 保守治疗病种 1 · 辅助目录 2');
});

it('CHS-DRG needs a scheme', () => {
  const { code, err } = openvbp(['group', 'chs-drg', 'one.csv'], { cwd });
  expect(code).toBe(2);
  expect(err).toContain('[missing-argument]');
});

it('a list without a principal diagnosis says so at import, and stays without a group', () => {
  writeFileSync(
    join(cwd, 'lists.csv'),
    '病案号,医疗机构代码,性别,年龄,主要诊断编码,其他诊断编码1,总费用,出院时间,入院时间\nA2,H1,1,40,,I21.900,5000,2023-01-05,2023-01-01\n',
  );
  const imported = openvbp(['--lang', 'zh', 'import', 'settlement-list', 'lists.csv', '-o', 'lists'], {
    cwd,
  });
  expect(imported.out).toContain('填有其他诊断而缺主要诊断：主要诊断按未知处理');
  expect(imported.out).not.toContain('{table}');
  const { out } = openvbp(['group', 'dip', 'lists', '--scheme', 'dip.json'], { cwd });
  expect(out).toContain('no principal diagnosis');
});
