/** Cases of tables somebody gives, grouped: Chinese headers, a cell that cannot be, encodings, and what the result is written as. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { groupCases } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'openvbp-group-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

const principal = (list: string) => ({ diagnosis: 'principal', list });
const content = {
  scheme: 'chs-drg',
  version: 'small',
  source: 'made up',
  mdcs: [{ code: 'MDCF', title: '循环', when: [[principal('F')]] }],
  adrgs: [
    { code: 'FA1', title: '支架', mdc: 'MDCF', when: [[{ procedure: 'main', list: 'stent' }]] },
    { code: 'FR1', title: '心梗', mdc: 'MDCF', when: [[principal('F')]] },
  ],
  drgs: ['FA19', 'FR13', 'FR15'].map((code) => ({ code, adrg: code.slice(0, 3), title: code })),
  lists: { F: ['I21.900'], stent: ['36.0600'], surgery: [] },
  mcc: {},
  cc: { 'I10.x00': null, 'A17.000+G01*': null },
};
const scheme = file(
  'scheme.json',
  JSON.stringify({ reference: 'chs-drg', version: 'small', files: [], counts: {}, content }),
);

async function grouped(path: string, output?: string, by = scheme) {
  const { value, diagnostics } = await groupCases({
    kind: 'chs-drg',
    cases: [path],
    scheme: by,
    ...(output !== undefined && { output }),
  });
  const paths = Object.fromEntries(
    (value?.paths ?? []).map((one) => [one.case, one.group ?? one.steps.at(-1)?.zh]),
  );
  return { value, paths, said: diagnostics.map(({ code, at }) => [code, at?.line ?? null]), diagnostics };
}

test('Chinese headers with units, and codes in columns of their own', async () => {
  const text = [
    '病案号,性别,年龄（岁）,不足一周岁年龄（天）,新生儿入院体重,主要诊断,其他诊断1,其他诊断2,主要手术,其他手术',
    'k1,男,40,,,I21.900,,I10.x00,,',
    'k2,女,60,,,I21.900,,,36.0600,',
    'k3,女,60,,,,I21.900,,,',
  ].join('\n');
  const { paths, said } = await grouped(file('chinese.csv', text));
  expect(said).toEqual([]);
  expect(paths).toEqual({ k1: 'FR13', k2: 'FA19', k3: '未入组：缺主要诊断' });
});

test('a city’s condition may ask for any column of the table; what is no number there is not met, and said', async () => {
  const condition = (fact: string, test: string) =>
    `[{ diagnosis: principal, list: F }, { fact: ${fact}, ${test} }]`;
  const city = file(
    'city.yaml',
    `variant: chs-drg
version: city
source: made up
base: scheme.json
of: small
adrgs: [{ code: FR2, title: 本地, mdc: MDCF, before: FR1, when: [${condition('frailty', 'within: [9.5, ~]')}, ${condition('ward', 'oneOf: [1]')}] }]
drgs: [{ code: FR29, adrg: FR2, title: 本地 }]
`,
  );
  const text =
    'id,sex,age,dx,Frailty,ward\na,男,60,I21.900,10,\nb,男,60,I21.900,9.4,2\nc,男,60,I21.900,much,1\nd,男,60,I21.900,much,';
  const { paths, diagnostics } = await grouped(file('facts.csv', text), undefined, city);
  expect(paths).toEqual({ a: 'FR29', b: 'FR15', c: 'FR29', d: 'FR15' });
  expect(diagnostics.map(({ data }) => [data['fact'], data['count']])).toEqual([
    ['frailty', 2],
    ['ward', 2],
  ]);
});

test('a table without diagnoses is refused, with the Chinese names in the hint', async () => {
  const { said, diagnostics } = await grouped(file('none.csv', '病案号,性别\nk1,男\n'));
  expect(said).toEqual([['cases-columns', 1]]);
  expect(diagnostics[0]?.hint?.en).toContain('主要诊断');
});

test('a cell that cannot be: its case has no group, the others have theirs', async () => {
  const path = file(
    'bad.csv',
    'id,sex,age,weight,dx\na,1,40,,I21.900\nb,1,-1,,I21.900\nc,1,200,,I21.900\nd,X,40,,I21.900\ne,1,0,1200g,I21.900\n',
  );
  const output = join(folder, 'bad.json');
  const { value, paths, said } = await grouped(path, output);
  expect(said).toEqual([
    ['cases-cell', 5],
    ['cases-cell', 3],
    ['cases-cell', 6],
  ]);
  expect(value).toMatchObject({ cases: 5, grouped: 1, reasons: [{ reason: 'invalid-cell', cases: 4 }] });
  const bad = '未入组：存在无效数据';
  expect(paths).toEqual({ a: 'FR15', b: bad, c: bad, d: bad, e: bad });
  const rows = JSON.parse(readFileSync(output, 'utf8')) as Record<string, unknown>[];
  expect(rows.map((row) => [row['case_id'], row['drg'], row['level'], row['reason']])).toEqual([
    ['a', 'FR15', 5, null],
    ...['b', 'c', 'd', 'e'].map((id) => [id, null, null, 'invalid-cell']),
  ]);
});

test('a pair of dagger and asterisk cut in two by the separator is one code', async () => {
  const path = file('pair.csv', 'id,dx\na,I21.900|A17.000+|G01*\nb,I21.900|A17.000†/G01*\n');
  expect((await grouped(path)).paths).toEqual({ a: 'FR13', b: 'FR13' });
});

test.each(['utf16le', 'utf16be'] as const)('%s with its mark is read', async (encoding) => {
  const bytes = Buffer.from('\ufeff病案号,诊断\nk1,I21.900\n', 'utf16le');
  const path = file(`${encoding}.csv`, encoding === 'utf16le' ? bytes : bytes.swap16());
  const { paths, said } = await grouped(path);
  expect([paths, said]).toEqual([{ k1: 'FR15' }, [['given-encoding', null]]]);
});

test('UTF-16 without its mark: the advice is not an option this command lacks', async () => {
  const { value, diagnostics } = await grouped(
    file('bare.csv', Buffer.from('id,dx\na,I21.900\n', 'utf16le')),
  );
  expect(value).toBeUndefined();
  expect(diagnostics[0]?.hint?.en).toBe('Save the file as CSV in UTF-8.');
});

test('results are CSV, Parquet or JSON by the end of the name; another end is refused before anything is written', async () => {
  const path = file('one.csv', 'id,dx\na,I21.900\n');
  expect((await grouped(path, join(folder, 'one.parquet'))).said).toEqual([]);
  expect(readFileSync(join(folder, 'one.parquet')).subarray(0, 4).toString()).toBe('PAR1');
  expect((await grouped(path, join(folder, 'one.xlsx'))).said).toEqual([['output-format', null]]);
});

test('DIP without a catalogue: the same', async () => {
  const path = file('dip.csv', 'id,age,fee,dx\na,40,100,I21.900\nb,-1,100,I21.900\n');
  const output = join(folder, 'dip.json');
  const { value } = await groupCases({ kind: 'dip', cases: [path], output });
  expect(value?.reasons).toContainEqual({ reason: 'invalid-cell', cases: 1 });
  expect(JSON.parse(readFileSync(output, 'utf8'))).toHaveLength(2);
});
