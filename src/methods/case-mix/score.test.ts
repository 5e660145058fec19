/** Scores of tables somebody gives: encodings, rows per person or per diagnosis, cells that cannot be, and what each diagnosis adds. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { importData } from '../../data/import/import.ts';
import { csv } from '../../data/readers/csv/csv.ts';
import { openHcc, importReference, KINDS, listReferences } from './reference.ts';
import type { ScoreAsked } from './score.ts';
import { scoreGiven } from './score.ts';

const folder = mkdtempSync(join(tmpdir(), 'openvbp-score-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

const content = {
  models: {
    V28: {
      mapping: { 226: 'I509', 37: 'E1140', 38: 'E119' },
      coefficients: {
        CNA_F70_74: '0.395',
        CNA_M70_74: '0.4',
        CNA_HCC226: '0.36',
        CNA_HCC37: '0.166',
        CNA_HCC38: '0.166',
      },
      hierarchies: { 37: '38' },
      labels: { 226: 'Heart failure' },
      edits: [],
    },
  },
};
const tables = file(
  '2026.json',
  JSON.stringify({ reference: 'cms-hcc', version: '2026', files: [], counts: {}, content }),
);

/** Of people the tests say no more than they need. */
const ASSUMED = /^hcc-assumed-/;

async function scored(asked: Partial<ScoreAsked> & { path: string }) {
  const { value, diagnostics } = await scoreGiven({ index: 'cms-hcc', tables, ...asked });
  return {
    value,
    said: diagnostics
      .filter(({ code }) => !ASSUMED.test(code))
      .map(({ code, at }) => [code, at?.line ?? null]),
    diagnostics,
  };
}

test('a row per person: the score of the payment year, and what each diagnosis adds', async () => {
  const path = file('people.csv', 'person_id,age,sex,dx\na,72,F,I50.9|E11.9|E11.40|Z00.0\nb,71,M,\n');
  const [output, contributions] = [join(folder, 'scores.csv'), join(folder, 'why.csv')];
  const { value, said } = await scored({ path, year: 2026, output, contributions });
  expect(said).toEqual([['hcc-factor-unverified', null]]);
  expect(value).toMatchObject({
    people: 2,
    scored: 2,
    means: [{ segment: 'CNA', people: 2, mean: '0.583' }],
  });
  // 0.395 + 0.36 + 0.166 = 0.921; ÷ 1.067 = 0.863; × 0.941 = 0.812. And 0.4 → 0.375 → 0.353.
  expect(readFileSync(output, 'utf8').split('\n').slice(1, 3)).toEqual([
    'a,CNA,72,0.921,0.812,37|226,,0.921,0.812',
    'b,CNA,71,0.400,0.353,"",,0.400,0.353',
  ]);
  expect(readFileSync(contributions, 'utf8').trim().split('\n').slice(1)).toEqual([
    'a,V28,F70_74,,0.395,,counted,',
    'a,V28,HCC226,Heart failure,0.360,I509,counted,',
    'a,V28,HCC37,,0.166,E1140,counted,',
    'a,V28,HCC38,,,E119,below,37',
    'a,V28,,,,Z000,not-mapped,',
    'b,V28,M70_74,,0.400,,counted,',
  ]);
});

test('a result that cannot be written under its name is refused', async () => {
  const path = file('one-person.csv', 'person_id,age,sex,dx\na,72,F,I50.9\n');
  expect((await scored({ path, model: 'V28', output: join(folder, 'z.xlsx') })).said).toEqual([
    ['output-format', null],
  ]);
});

test('tables of another payment year are refused', async () => {
  const path = file('one.csv', 'person_id,age,sex,dx\na,72,F,I50.9\n');
  expect((await scored({ path, year: 2024 })).said).toEqual([['scheme-choose', null]]);
});

test('diagnoses in a table of their own; those of nobody are said with the line', async () => {
  const path = file('faces.csv', 'id,dob,gender\na,1952-02-01,female\n');
  const diagnoses = file('diagnoses.csv', 'person_id,code\na,I509\nz,I509\n');
  const { value, said } = await scored({ path, diagnoses, year: 2026 });
  expect(said).toEqual([
    ['hcc-factor-unverified', null],
    ['people-strange', 3],
  ]);
  // 74 on 1 February 2026: 0.755 → 0.708 → 0.666.
  expect(value?.means).toEqual([{ score: 'score', segment: 'CNA', people: 1, mean: '0.666' }]);
});

test('a table in GB 18030 is read as such, and codes of the Chinese editions are noticed', async () => {
  const row = Buffer.from([0xd0, 0xd4, 0xb1, 0xf0]); // 性别
  const path = file(
    'gbk.csv',
    Buffer.concat([
      Buffer.from('person_id,age,'),
      row,
      Buffer.from(',dx\na,72,'),
      Buffer.from([0xc5, 0xae]),
      Buffer.from(',I21.900|I50.9\n'),
    ]),
  );
  const { value, said } = await scored({ path, year: 2026 });
  expect(value?.scored).toBe(1);
  expect(said.map(([code]) => code)).toEqual(['hcc-factor-unverified', 'given-encoding', 'codes-chinese']);
});

test.each([
  ['no diagnoses', 'person_id,age,sex\na,72,F\n', [['people-columns', 1]]],
  ['a person twice', 'person_id,age,sex,dx\na,72,F,\nb,72,F,\na,73,F,\n', [['people-twice', 4]]],
  ['a row cut short', 'person_id,age,sex,dx\na,72\n', [['row-ragged', 2]]],
] as const)('%s: said with the line, and nothing is scored', async (name, text, expected) => {
  const { value, said } = await scored({ path: file(`${name}.csv`, text), model: 'V28' });
  expect([value, said]).toEqual([undefined, expected]);
});

test('people with a cell that cannot be have no score, and the others have theirs', async () => {
  const rows = ['a,72,F,I50.9', 'b,x,F,I50.9', 'c,172,F,', 'd,72,X,I50.9', ',72,F,I50.9', 'e,72,F,'];
  const path = file('cells.csv', `person_id,age,sex,dx\n${rows.join('\n')}\n`);
  const [output, contributions] = [join(folder, 'cells-scores.csv'), join(folder, 'cells-why.csv')];
  const { value, said } = await scored({ path, year: 2026, output, contributions });
  expect(said).toEqual([
    ['hcc-factor-unverified', null],
    ['people-nameless', 6],
    ['people-cell', 3],
    ['people-cell', 5],
  ]);
  expect(value).toMatchObject({ people: 5, scored: 2, reasons: [{ reason: 'invalid-cell', people: 3 }] });
  const [head = '', ...lines] = readFileSync(output, 'utf8').trim().split('\n');
  const at = (name: string) => head.split(',').indexOf(name);
  expect(
    lines.map((line) => line.split(',')).map((cells) => [cells[at('person_id')], cells[at('reason')]]),
  ).toEqual([
    ['a', ''],
    ['b', 'invalid-cell'],
    ['c', 'invalid-cell'],
    ['d', 'invalid-cell'],
    ['e', ''],
  ]);
  expect(readFileSync(contributions, 'utf8')).not.toMatch(/^[bcd],/m);
  // Where age and sex do not count, nobody is left out for them.
  const other = await scored({ path, index: 'charlson' });
  expect([other.value?.people, other.said]).toEqual([5, [['people-nameless', 6]]]);
});

test('Charlson of a row per diagnosis; the graver form takes the milder one’s place', async () => {
  const path = file('long.csv', 'person_id,code\na,E11.9\na,E11.2\na,Z00.0\nb,I21.900\n');
  const contributions = join(folder, 'charlson.csv');
  const { value } = await scored({ path, index: 'charlson', contributions });
  expect(value).toMatchObject({
    index: 'charlson',
    people: 2,
    means: [{ score: 'charlson', mean: '1.500' }, {}],
  });
  expect(
    readFileSync(contributions, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',').slice(0, 2).concat(line.split(',').slice(3, 7))),
  ).toEqual([
    ['a', 'diab', 'E119', 'below', 'diabwc', '0'],
    ['a', 'diabwc', 'E112', 'counted', '', '2'],
    ['a', '', 'Z000', 'not-mapped', '', '0'],
    ['b', 'mi', 'I21900', 'counted', '', '1'],
  ]);
});

test('Charlson: pairs in any order and full-width letters count; what is no ICD-10 is said with its line', async () => {
  const dx = ['C79.5†M90.7*', 'M90.7*C79.5†', 'Ｉ２１．９００', 'I21.900', '垃圾', '410.01|Z00.000'];
  const path = file('written.csv', `person_id,dx\n${dx.map((one, i) => `${i + 1},${one}`).join('\n')}\n`);
  const output = join(folder, 'written-scores.csv');
  const { said } = await scored({ path, index: 'charlson', output });
  const [head = '', ...rows] = readFileSync(output, 'utf8').trim().split('\n');
  const at = head.split(',').indexOf('charlson');
  expect(rows.map((row) => row.split(',')[at])).toEqual(['6', '6', '1', '1', '0', '0']);
  expect(said).toEqual([['codes-malformed-line', 6]]);
});

test('what is taken for granted of people without a segment is said with how many', async () => {
  const path = file('bare.csv', 'person_id,age,sex,segment,orec,dx\na,72,F,,,I50.9\nb,71,M,CNA,0,\n');
  const { diagnostics } = await scored({ path, model: 'V28' });
  expect(diagnostics.map(({ code, data }) => [code, data['count'], data['people']])).toEqual([
    ['hcc-assumed-orec', 1, 2],
    ['hcc-assumed-dual', 1, 2],
    ['hcc-assumed-institution', 1, 2],
    ['hcc-assumed-enrollee', 1, 2],
  ]);
});

test('a data folder without dates: which were taken is said, and that nothing is of them', async () => {
  const data = join(folder, 'data');
  const parts = {
    eligibility: 'person_id,birth_date,gender,enrollment_start_date\na,1952-02-01,female,2020-01-01\n',
    medical_claim:
      'claim_id,claim_line_number,claim_type,person_id,claim_start_date,claim_end_date,diagnosis_code_1\nc,1,professional,a,2023-05-01,2023-05-01,I50.9\n',
  };
  for (const [table, text] of Object.entries(parts)) {
    const paths = [file(`${table}.csv`, text)];
    const made = await importData({ format: csv, paths, options: { table }, folder: data, threads: 1 });
    expect(made.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  }
  const asked = { path: data, model: 'V28' };
  const { diagnostics, said } = await scored(asked);
  expect(said.map(([code]) => code)).toEqual(['hcc-window', 'hcc-window-empty']);
  expect(diagnostics.find(({ code }) => code === 'hcc-window-empty')?.data).toEqual({
    from: '2025-01-01',
    to: '2026-01-01',
    first: '2023-05-01',
    last: '2023-05-01',
  });
  const right = await scored({ ...asked, window: { from: '2023-01-01', to: '2024-01-01' } });
  expect(right.said.map(([code]) => code)).toEqual(['hcc-window']);
});

test('tables imported without their payment year serve no year', async () => {
  const kind = KINDS.find(({ name }) => name === 'cms-hcc');
  if (!kind) throw new Error('no kind');
  const made = await importReference(kind, folder, join(folder, 'none.json'));
  expect(made.diagnostics.map(({ code }) => code)).toEqual(['scheme-edition']);
  const old = file(
    'old.json',
    JSON.stringify({ reference: 'cms-hcc', version: '', files: [], counts: {}, content }),
  );
  expect(openHcc(old, 2024).diagnostics.map(({ code }) => code)).toEqual(['scheme-no-year']);
  expect(openHcc(old).value?.version).toBe('');
});

test('references of several years stand side by side; one that was cut is refused and listed as such', async () => {
  const own = mkdtempSync(join(folder, 'years-'));
  const source = mkdtempSync(join(folder, 'source-'));
  writeFileSync(join(source, 'a.csv'), 'diagnosis_code,cc,model_name\nI509,226,CMS-HCC Model V28\n');
  writeFileSync(
    join(source, 'b.csv'),
    'coefficient,value,model_domain,model_version\nCNA_HCC226,0.36,CMS-HCC,C28\n',
  );
  writeFileSync(
    join(source, 'c.csv'),
    'cc_parent,cc_child,model_domain,model_version\n225,226,CMS-HCC,V28\n',
  );
  const kind = KINDS.find(({ name }) => name === 'cms-hcc');
  if (!kind) throw new Error('no kind');
  for (const year of ['2025-test', '2026-test'])
    await importReference(kind, source, join(own, `${year}.json`), year);
  const cut = readFileSync(join(own, '2026-test.json'), 'utf8').replace('0.36', '0.63');
  writeFileSync(join(own, '2026-test.json'), cut);
  expect(listReferences(own).value?.map(({ version, whole }) => [version, whole])).toEqual([
    ['2025-test', true],
    ['2026-test', false],
  ]);
  expect(openHcc(join(own, '2025-test.json')).value?.content.models['V28']?.mapping).toEqual({ 226: 'I509' });
  expect(openHcc(join(own, '2026-test.json')).diagnostics.map(({ code }) => code)).toEqual([
    'scheme-damaged',
  ]);
  expect(openHcc(own, 2026).diagnostics.map(({ code }) => code)).toEqual(['scheme-choose']);
});
