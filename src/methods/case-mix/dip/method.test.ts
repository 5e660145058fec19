/** DIP in a contract: the catalogue from earlier years, the groups by it or by a file, and what is refused. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Example, Given } from '../../testing.ts';
import { computeExample } from '../../testing.ts';
import { dipCatalogue, dipFactors } from './catalogue-method.ts';
import { dip } from './method.ts';

const folder = mkdtempSync(join(tmpdir(), 'openvbp-dip-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const written = (name: string, content: unknown) => {
  const file = join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};

const stay = (case_id: string, discharge_date: string, total_fee: string, more: Given = {}): Given => ({
  case_id,
  person_id: 'p',
  hospital_id: 'H1',
  discharge_date,
  total_fee,
  principal_diagnosis: 'J18.900',
  age_years: 40,
  stay_days: 6,
  discharge_type: '1',
  ...more,
});
const example: Example = {
  period: { from: '2024-01-01', to: '2025-01-01' },
  tables: {
    inpatient_case: [
      stay('a', '2022-02-01', '1000'),
      stay('b', '2023-02-01', '2000'),
      stay('c', '2023-12-31', '4000'),
      stay('d', '2023-03-01', '9000', { principal_diagnosis: 'K35.800x001', principal_procedure: '47.0100' }),
      stay('e', '2023-03-01', '1000', { principal_diagnosis: null }),
      stay('f', '2024-01-01', '2500', { age_years: 82 }),
      stay('g', '2024-12-31', '8000', {
        principal_diagnosis: 'k35.800X001',
        principal_procedure: '47.0100',
        discharge_type: '5',
      }),
      stay('h', '2024-05-01', '500', { principal_diagnosis: 'Z99.900' }),
    ],
  },
};
const rules = written(
  'rules.yaml',
  `least: 3
years: [1, 3]
auxiliary:
  - name: age
    entries: [{ name: 80+, when: { age: [80, ~] }, factor: 1.1 }]
  - name: severity
    entries: [{ name: died, when: { died: true }, factor: 1.4 }]
`,
);

test('a catalogue of two years, and the lines that stand behind a group', async () => {
  const { rows, lines, diagnostics } = await computeExample(dipCatalogue, {
    ...example,
    options: { years: '2022, 2023', rules },
  });
  // J18.9: (1·1,000 + 3·3,000) / 4 = 2,500; all: (1·1,000 + 3·5,000) / 4 = 4,000.
  expect(rows).toEqual([
    {
      code: 'J18.9:.',
      title: null,
      diagnosis: 'J18.9',
      kind: 'conservative',
      treatment: 'conservative',
      procedures: '',
      cases: 3,
      mean_fee: '2500',
      weight: '0.625',
    },
    {
      code: 'K35:~',
      title: null,
      diagnosis: 'K35',
      kind: 'comprehensive',
      treatment: 'procedure',
      procedures: '',
      cases: 1,
      mean_fee: '9000',
      weight: '2.25',
    },
  ]);
  expect(lines.map(({ key, claim_id, amount }) => [key, claim_id, amount])).toEqual([
    ['J18.9:.', 'a', '1000'],
    ['J18.9:.', 'b', '2000'],
    ['J18.9:.', 'c', '4000'],
    ['K35:~', 'd', '9000'],
  ]);
  expect(diagnostics.map(({ code, message }) => [code, message.zh])).toEqual([
    ['dip-left-aside', '1 个病例未纳入病种目录：缺主要诊断（首个为 e）。'],
  ]);
});

test('cases that cannot be right are no part of it, each kind with its count and the first of them', async () => {
  const tables = {
    inpatient_case: [
      stay('a', '2023-02-01', '2000'),
      stay('b', '2023-02-01', '-2000'),
      stay('c', '2023-02-01', '-1'),
      stay('d', '2023-02-01', '9000', { principal_diagnosis: 'QQQ' }),
      stay('e', '2024-02-01', '9000', { principal_diagnosis: '肺炎' }),
    ],
  };
  const { rows, diagnostics } = await computeExample(dipCatalogue, {
    ...example,
    tables,
    options: { years: '2023', year_weights: '1', least: '1' },
  });
  expect(rows.map(({ code, cases }) => [code, cases])).toEqual([['J18.9:.', 1]]);
  expect(diagnostics.map(({ severity, message }) => [severity, message.en, message.zh])).toEqual([
    [
      'warning',
      '1 cases cannot be right and are not part of the catalogue: the principal diagnosis is no ICD-10 code (first d).',
      '1 个病例数据有误，未纳入病种目录：主要诊断不是 ICD-10 编码（首个为 d）。',
    ],
    [
      'warning',
      '2 cases cannot be right and are not part of the catalogue: a negative fee (first b).',
      '2 个病例数据有误，未纳入病种目录：费用为负（首个为 b）。',
    ],
  ]);
  const grouped = await computeExample(dip, {
    ...example,
    tables,
    results: { made: { rows } },
    options: { catalogue: 'made' },
  });
  expect(grouped.rows.map(({ case_id, code, reason }) => [case_id, code, reason])).toEqual([
    ['e', null, 'diagnosis-malformed'],
  ]);
});

test('groups by that catalogue, their weights, the highest auxiliary factor; earlier years by a window', async () => {
  const catalogue = await computeExample(dipCatalogue, {
    ...example,
    options: { years: '2022,2023', rules },
  });
  const results = { made: { rows: catalogue.rows } };
  const { rows, lines } = await computeExample(dip, {
    ...example,
    results,
    options: { catalogue: 'made', rules },
  });
  expect(
    rows.map(
      ({ case_id, code, rule, weight, mean_fee, group_cases, auxiliary_entry, auxiliary_factor, reason }) => [
        case_id,
        code,
        rule,
        weight,
        mean_fee,
        group_cases,
        auxiliary_entry,
        auxiliary_factor,
        reason,
      ],
    ),
  ).toEqual([
    ['f', 'J18.9:.', 'no-procedure', '0.625', '2500', 3, '80+', '1.1', null],
    ['g', 'K35:~', 'category', '2.25', '9000', 1, 'died', '1.4', null],
    ['h', null, null, null, null, null, null, null, 'not-in-catalogue'],
  ]);
  expect(lines.map(({ key, counted, reason }) => [key, counted, reason])).toEqual([
    ['f', true, null],
    ['g', true, null],
    ['h', false, 'not-in-catalogue'],
  ]);
  const past = await computeExample(dip, {
    ...example,
    results,
    options: { catalogue: 'made', window: '2023-01-01/2024-01-01' },
  });
  expect(past.rows.map(({ case_id, code }) => [case_id, code])).toEqual([
    ['b', 'J18.9:.'],
    ['c', 'J18.9:.'],
    ['d', 'K35:~'],
    ['e', null],
  ]);
});

test('factors measured from the earlier years hold beside those of the rules', async () => {
  const open = written(
    'open.yaml',
    'least: 1\nyears: [1, 3]\nauxiliary: [{ name: age, entries: [{ name: 80+, when: { age: [80, ~] } }, { name: other, when: {} }] }]\n',
  );
  const options = { years: '2022,2023', rules: open };
  const catalogue = await computeExample(dipCatalogue, { ...example, options });
  const factors = await computeExample(dipFactors, { ...example, options });
  expect(factors.rows).toEqual([
    { group: 'J18.9:.', directory: 'age', entry: 'other', cases: 3, mean_fee: '2500', factor: '1' },
    { group: 'K35.8:47.0100', directory: 'age', entry: 'other', cases: 1, mean_fee: '9000', factor: '1' },
  ]);
  expect(factors.lines.map(({ key, claim_id }) => [key, claim_id])).toEqual([
    ['J18.9:.,age,other', 'a'],
    ['J18.9:.,age,other', 'b'],
    ['J18.9:.,age,other', 'c'],
    ['K35.8:47.0100,age,other', 'd'],
  ]);
  const rows = [{ group: 'J18.9:.', directory: 'age', entry: '80+', factor: '1.35' }];
  const results = { made: { rows: catalogue.rows }, measured: { rows } };
  const call = { catalogue: 'made', factors: 'measured' };
  const grouped = await computeExample(dip, { ...example, results, options: { ...call, rules: open } });
  expect(grouped.rows.map(({ case_id, auxiliary_factor }) => [case_id, auxiliary_factor])).toEqual([
    ['f', '1.35'],
    ['g', '1'],
    ['h', null],
  ]);
  // Rules that know no such entry.
  const { diagnostics } = await computeExample(dip, { ...example, results, options: call });
  expect(diagnostics.map(({ code }) => code)).toEqual(['dip-name']);
});

test('an imported scheme serves as well, and brings its rules', async () => {
  const scheme = written('dip.json', {
    reference: 'dip',
    version: '2.0',
    files: [],
    counts: {},
    content: {
      groups: [{ code: 'J18.9B', diagnosis: 'J18.9', kind: 'conservative', procedures: [], weight: '0.8' }],
      rules: {
        auxiliary: [{ name: 'age', entries: [{ name: 'old', when: { age: [65, null] }, factor: '1.05' }] }],
      },
    },
  });
  const { rows } = await computeExample(dip, { ...example, options: { scheme } });
  expect(
    rows.map(({ case_id, code, weight, auxiliary_factor }) => [case_id, code, weight, auxiliary_factor]),
  ).toEqual([
    ['f', 'J18.9B', '0.8', '1.05'],
    ['g', null, null, null],
    ['h', null, null, null],
  ]);
});

const list = (name: string, groups: unknown, rules?: unknown) =>
  written(name, { reference: 'dip', version: 'x', files: [], counts: {}, content: { groups, rules } });

test.each<[string, Record<string, string>, string]>([
  ['neither', {}, 'dip-catalogue-none'],
  ['both', { scheme: 'a.json', catalogue: 'made' }, 'dip-catalogue-both'],
  ['no such scheme', { scheme: 'a.json' }, 'method-document-missing'],
  ['groups that are none', { scheme: list('none.json', [{ code: 1 }]) }, 'dip-document'],
  [
    'a group twice',
    {
      scheme: list('twice.json', [
        { code: 'A', diagnosis: 'J18.9', kind: 'conservative', procedures: [] },
        { code: 'A', diagnosis: 'J18.8', kind: 'conservative', procedures: [] },
      ]),
    },
    'dip-twice',
  ],
  [
    'a weight that is none',
    {
      scheme: list('heavy.json', [
        { code: 'A', diagnosis: 'J18.9', kind: 'core', procedures: [], weight: 'x' },
      ]),
    },
    'dip-document',
  ],
  ['rules that are none', { scheme: list('odd.json', [], { least: 0 }) }, 'document-value'],
])('%s is refused at the contract’s line', async (_, options, code) => {
  const names = ['code', 'diagnosis', 'kind', 'treatment', 'procedures', 'mean_fee', 'weight', 'cases'];
  const results = { made: { rows: [], types: Object.fromEntries(names.map((one) => [one, 'varchar'])) } };
  const { diagnostics } = await computeExample(dip, { ...example, results, options });
  expect(diagnostics.map((one) => [one.code, one.at !== undefined])).toEqual([[code, true]]);
});

test.each([
  ['2022, 2022', undefined, 'dip-years'],
  ['last', undefined, 'dip-years'],
  ['2022,2023', undefined, 'dip-years-weights'],
  ['2021..2023', '1, 2, 0', 'dip-years-weights'],
  ['2017..2019', undefined, 'dip-no-cases'],
])('years %s with weights %s: %s', async (years, weights, code) => {
  const options = { years, ...(weights === undefined ? {} : { year_weights: weights }) };
  const { diagnostics } = await computeExample(dipCatalogue, { ...example, options });
  expect(diagnostics.map((one) => one.code)).toEqual([code]);
});

test('a year without cases is said, and the others stand for it', async () => {
  const { rows, diagnostics } = await computeExample(dipCatalogue, {
    ...example,
    options: { years: '2021..2023', least: '1' },
  });
  expect(diagnostics.map(({ code, data }) => [code, data['year'] ?? data['count']])).toEqual([
    ['dip-year-empty', 2021],
    ['dip-left-aside', 1],
  ]);
  // (2·1,000 + 7·3,000) / 9
  expect(rows[0]).toMatchObject({ code: 'J18.9:.', mean_fee: '2555.5556' });
});
