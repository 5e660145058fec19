/** A city's catalogue from its file: what is read, what is refused; one made from data, as a document of the same shape. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { synthesise } from '../../../data/synthetic/index.ts';
import { importReference, KINDS, openCatalogue } from '../reference.ts';
import { readDipCatalogue } from './read.ts';

const folder = mkdtempSync(join(tmpdir(), 'openvbp-catalogue-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const kind = KINDS.find(({ name }) => name === 'dip')!;

test('headers in Chinese, alternatives and joint procedures, comprehensive groups by manner of treatment', async () => {
  const path = file(
    'city.csv',
    `病种编码,诊断编码,手术操作编码,病种名称,病种类型,治疗方式,例均费用,权重,例数
A1,K63.5,45.4300x009+45.2/45.3,息肉切除,,,8000,0.8,120
B1,K63.5,.,保守,,,,,
C1,K63,,综合手术,综合病种,相关手术,12000.50,1.2,20
D1,K20-K93,,综合,综合,,,,
`,
  );
  const { value, diagnostics } = await readDipCatalogue(path);
  expect(diagnostics).toEqual([]);
  expect(value?.counts).toEqual({ groups: 4, core: 1, conservative: 1, comprehensive: 2 });
  const other = file(
    'other.csv',
    '序号,主要诊断代码,DIP分组编码,手术及操作代码,RW\n1,K63.5,A1,45.4300,0.8\n',
  );
  expect((await readDipCatalogue(other)).value?.content.groups).toEqual([
    { code: 'A1', diagnosis: 'K63.5', kind: 'core', procedures: [['45.4300']], weight: '0.8' },
  ]);
  expect(value?.content.groups).toEqual([
    {
      code: 'A1',
      diagnosis: 'K63.5',
      kind: 'core',
      procedures: [['45.4300x009'], ['45.2', '45.3']],
      title: '息肉切除',
      mean: '8000',
      weight: '0.8',
      cases: 120,
    },
    { code: 'B1', diagnosis: 'K63.5', kind: 'conservative', procedures: [], title: '保守' },
    {
      code: 'C1',
      diagnosis: 'K63',
      kind: 'comprehensive',
      procedures: [],
      title: '综合手术',
      treatment: 'surgery',
      mean: '12000.50',
      weight: '1.2',
      cases: 20,
    },
    { code: 'D1', diagnosis: 'K20-K93', kind: 'comprehensive', procedures: [], title: '综合' },
  ]);
});

test.each([
  ['no catalogue', 'id,dx\na,b\n', 'dip-catalogue-columns'],
  ['a code twice', 'dx,code,proc\nI21.9,A,.\nI22.9,A,.\n', 'dip-twice'],
  ['a weight that is none', 'dx,code,proc,weight\nI21.9,A,.,heavy\n', 'dip-catalogue-line'],
  ['a mean below zero', 'dx,code,proc,mean_fee\nI21.9,A,.,-1\n', 'dip-catalogue-line'],
  ['no diagnosis', 'dx,code,proc\n,A,.\n', 'dip-catalogue-line'],
  ['a kind that is none', 'dx,code,proc,kind\nI21.9,A,.,main\n', 'dip-catalogue-line'],
  ['nothing', '', 'file-empty'],
])('%s is refused', async (_, text, code) => {
  const { value, diagnostics } = await readDipCatalogue(file('bad.csv', text));
  expect(value).toBeUndefined();
  expect(diagnostics.map((one) => one.code)).toEqual([code]);
});

test.each([
  ['a row that lacks a cell', 'dx,code,proc\nA02.0,A02.0B,.\nA03.0,A03.0B\n', 'row-ragged', 3],
  ['a row with a cell too many', 'dx,code,proc\nA02.0,A02.0B,.,\n', 'row-ragged', 2],
  ['a file that was cut', '"dx","code","proc"\n"A02.0","A02.0B","."\n"A03.0","A0', 'quote-open', 3],
  ['a row without a diagnosis', 'dx,code,proc\nA02.0,A02.0B,.\n,A03.0B,.\n', 'dip-catalogue-line', 3],
])('%s is named by its line', async (_, text, code, line) => {
  const path = file('lines.csv', text);
  const { value, diagnostics } = await readDipCatalogue(path);
  expect(value).toBeUndefined();
  expect(diagnostics.map((one) => [one.code, one.at?.file, one.at?.line])).toEqual([[code, path, line]]);
});

test('tabs, and GB 18030 that is said', async () => {
  const tabs = await readDipCatalogue(file('city.tsv', 'dx\tcode\tproc\nA02.0\tA\t45.2,45.3\n'));
  expect(tabs.value?.content.groups[0]?.procedures).toEqual([['45.2,45.3']]);
  const bytes = Buffer.concat([
    Buffer.from('dx,code,proc,title\nA02.0,A,.,'),
    Buffer.from([0xb1, 0xa3, 0xca, 0xd8, 0x0a]),
  ]);
  writeFileSync(join(folder, 'gbk.csv'), bytes);
  const { value, diagnostics } = await readDipCatalogue(join(folder, 'gbk.csv'));
  expect(value?.content.groups[0]?.title).toBe('保守');
  expect(diagnostics.map(({ code }) => code)).toEqual(['given-encoding']);
});

test('version 2.0 lies beside 1.0: the same shape, another file', async () => {
  const one = await importReference(
    kind,
    file('1.csv', 'dx,code,proc\nI21.9,A,.\n'),
    join(folder, '1.json'),
    '1.0',
  );
  const two = await importReference(
    kind,
    file('2.csv', 'dx,code,proc\nI21.9,A,.\nI21.9,B,36.0700\n'),
    join(folder, '2.json'),
    '2.0',
  );
  expect([one.value?.version, two.value?.version]).toEqual(['1.0', '2.0']);
  expect([one.value?.counts, two.value?.counts]).toEqual([
    { groups: 1, conservative: 1 },
    { groups: 2, core: 1, conservative: 1 },
  ]);
  const keys = (name: string) => Object.keys(JSON.parse(readFileSync(join(folder, name), 'utf8')) as object);
  expect(keys('2.json')).toEqual(keys('1.json'));
});

beforeAll(async () => {
  await synthesise({ country: 'cn', members: 300, seed: 1, folder: join(folder, 'cn') });
}, 120_000);

test('a catalogue from a data folder is a document like any other', async () => {
  const rules = file('rules.yaml', 'least: 4\nyears: [2, 7]\n');
  const output = join(folder, 'own.json');
  const made = await importReference(kind, join(folder, 'cn'), output, '2023', {
    rules,
    years: [2021, 2022],
  });
  expect(made.value?.version).toBe('2023');
  expect(made.value?.files.map(({ name }) => name)).toEqual(['data.json', 'rules.yaml']);
  const opened = openCatalogue(output).value!;
  expect(opened.content.groups.length).toBe(made.value?.counts['groups']);
  expect(opened.content.rules.least).toBe(4);
  expect(opened.content.groups.every(({ weight, mean }) => Number(weight) > 0 && Number(mean) > 0)).toBe(
    true,
  );
  // Again: the same bytes.
  await importReference(kind, join(folder, 'cn'), join(folder, 'again.json'), '2023', {
    rules,
    years: [2021, 2022],
  });
  expect(readFileSync(join(folder, 'again.json'), 'utf8')).toBe(readFileSync(output, 'utf8'));
});

test('years are needed, and as many as the rules weigh', async () => {
  const codes = async (years?: number[]) =>
    (
      await importReference(
        kind,
        join(folder, 'cn'),
        join(folder, 'x.json'),
        '1',
        years === undefined ? {} : { years },
      )
    ).diagnostics.map(({ code }) => code);
  expect(await codes()).toEqual(['dip-years-weights']);
  expect(await codes([2021])).toEqual(['dip-years-weights']);
  expect(await codes([1990, 1991, 1992])).toEqual(['dip-no-cases']);
});
