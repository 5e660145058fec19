/** The grouper by worked examples, on a scheme as small as can be; and a city's variant of it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasErrors } from '../../../language/diagnostic.ts';
import { openDuckdb } from '../../../warehouse/duckdb/driver.ts';
import type { Warehouse } from '../../../warehouse/warehouse.ts';
import { quoteLiteral as text } from '../../../warehouse/warehouse.ts';
import { openScheme } from '../reference.ts';
import { Grouper } from './group.ts';
import { chsPaths } from './path.ts';
import type { Condition, Scheme } from './scheme.ts';

const principal = (list: string): Condition => ({ diagnosis: 'principal', list });
const scheme: Scheme = {
  scheme: 'chs-drg',
  version: 'small',
  source: 'made up',
  mdcs: [
    { code: 'MDCA', title: '先期分组', when: [[]] },
    { code: 'MDCP', title: '新生儿', when: [[{ ageYears: [0, 1] }, principal('P')]] },
    {
      code: 'MDCZ',
      title: '多发严重创伤',
      when: [
        [principal('head'), { diagnosis: 'any', list: 'chest' }],
        [principal('chest'), { diagnosis: 'any', list: 'head' }],
      ],
    },
    { code: 'MDCN', title: '女性', when: [[principal('N'), { sex: 'female' }]] },
    { code: 'MDCF', title: '循环', when: [[principal('F')]] },
    { code: 'MDCV', title: '创伤', when: [[principal('head')]] },
  ],
  adrgs: [
    { code: 'AA1', title: '心脏移植', mdc: 'MDCA', when: [[{ procedure: 'main', list: 'heart' }]] },
    {
      code: 'PS1',
      title: '极低体重',
      mdc: 'MDCP',
      when: [[{ ageDays: [0, 29] }, { diagnosis: 'any', list: 'P' }, { weight: [1, 1500] }]],
    },
    { code: 'PU1', title: '足月', mdc: 'MDCP', when: [[{ ageDays: [0, 29] }, principal('P')]] },
    { code: 'PV1', title: '婴儿', mdc: 'MDCP', when: [[{ ageDays: [29, 366] }]] },
    { code: 'ZB1', title: '创伤手术', mdc: 'MDCZ', when: [[{ procedure: 'any', list: 'surgery' }]] },
    { code: 'ZZ1', title: '创伤无手术', mdc: 'MDCZ', when: [[{ surgery: false }]] },
    { code: 'NR1', title: '女性疾患', mdc: 'MDCN', when: [[principal('N')]] },
    { code: 'FR1', title: '心梗', mdc: 'MDCF', when: [[principal('F')]] },
    { code: 'VR1', title: '创伤', mdc: 'MDCV', when: [[principal('head')]] },
  ],
  drgs: ['AA19', 'PS19', 'PU19', 'PV19', 'ZB19', 'ZZ19', 'NR19', 'FR11', 'FR13', 'FR15', 'VR19'].map(
    (code) => ({
      code,
      adrg: code.slice(0, 3),
      title: code,
    }),
  ),
  lists: {
    P: ['P07.200'],
    head: ['S06.300'],
    chest: ['S27.300'],
    N: ['N80.000'],
    F: ['I21.900', 'I50.900'],
    heart: ['37.5100'],
    surgery: ['37.5100', '54.1100'],
    'table 7-1': ['I50.900'],
  },
  mcc: { 'J96.000': null, 'R57.000': 'table 7-1' },
  cc: { 'I10.x00': null },
};

/** Without the group of newborns that takes any weight. */
const noFullTerm: Scheme = { ...scheme, adrgs: scheme.adrgs.filter(({ code }) => code !== 'PU1') };

interface Given {
  sex?: string;
  years?: number | null;
  days?: number;
  weight?: number;
  dx?: string[];
  px?: string[];
  ventilator?: number;
}

let warehouse: Warehouse;
const folder = mkdtempSync(join(tmpdir(), 'openvbp-chs-'));
beforeAll(async () => {
  warehouse = await openDuckdb();
});
afterAll(() => {
  warehouse.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What the last grouping said. */
let notes: unknown[] = [];

async function grouped(by: Scheme, given: Record<string, Given>, codes?: string) {
  const cell = (value: unknown) =>
    value === undefined || value === null ? 'null' : typeof value === 'string' ? text(value) : String(value);
  const all = Object.entries(given);
  const listed = (of: 'dx' | 'px') =>
    all.flatMap(([id, one]) => (one[of] ?? []).map((code, i) => `(${text(id)}, ${i + 1}, ${text(code)})`));
  const table = (rows: string[]) =>
    `select * from (values ${rows.length > 0 ? rows.join(', ') : `('', 0, null)`}) t(case_id, position, code) where code is not null`;
  await warehouse.run(
    `create or replace table cases as select case_id, sex::varchar as sex, age_years::integer as age_years, age_days::integer as age_days, weight::decimal(18, 4) as weight,
       ventilator_hours::integer as ventilator_hours from (values ${all
         .map(
           ([id, one]) =>
             `(${[id, one.sex, one.years === undefined ? 50 : one.years, one.days, one.weight, one.ventilator].map(cell).join(', ')})`,
         )
         .join(', ')}) t(case_id, sex, age_years, age_days, weight, ventilator_hours);
     create or replace table diagnoses as ${table(listed('dx'))};
     create or replace table procedures as ${table(listed('px'))};
     drop table if exists made`,
  );
  const grouper = await Grouper.open(warehouse, by);
  const tables = { cases: 'cases', diagnoses: 'diagnoses', procedures: 'procedures', into: 'made' };
  const said = await grouper.group({ ...tables, ...(codes !== undefined && { codes }) });
  notes = said.map(({ code, data }) => [code, data['fact'] ?? null, data['count'] ?? null]);
  if (hasErrors(said)) return said.map(({ code }) => code);
  const rows = await warehouse.values(
    'select case_id, coalesce(drg, reason), complication from made order by case_id',
  );
  return Object.fromEntries(
    rows.map(([id, group, hard]) => [id, hard === null ? group : `${String(group)} ${String(hard)}`]),
  );
}

describe('a case goes', () => {
  test('first by what was done (transplants), whatever the diagnosis', async () => {
    expect(
      await grouped(scheme, { a: { dx: ['I21.900'], px: ['37.5100'] }, b: { px: ['37.5100'] } }),
    ).toEqual({
      a: 'AA19',
      b: 'AA19',
    });
  });

  test('newborns by age in days and weight; under one year without days is not guessed', async () => {
    const dx = ['P07.200'];
    expect(
      await grouped(scheme, {
        small: { years: 0, days: 28, weight: 1499, dx },
        heavy: { years: 0, days: 28, weight: 1500, dx },
        infant: { years: 0, days: 29, weight: 1499, dx },
        unknown: { years: 0, dx },
        grown: { years: 1, days: 400, dx },
      }),
    ).toEqual({
      small: 'PS19',
      heavy: 'PU19',
      infant: 'PV19',
      unknown: 'age-in-days-missing',
      grown: 'no-group',
    });
  });

  test('several injuries need two regions of the body; then surgery decides', async () => {
    expect(
      await grouped(scheme, {
        two: { dx: ['S06.300', 'S27.300'] },
        operated: { dx: ['S27.300', 'S06.300'], px: ['54.1100'] },
        one: { dx: ['S06.300'] },
      }),
    ).toEqual({ two: 'ZZ19', operated: 'ZB19', one: 'VR19' });
  });

  test('newborns of whom something is missing or contradicts itself: each with its own reason, and no level', async () => {
    const dx = ['P07.200', 'I10.x00'];
    expect(
      await grouped(noFullTerm, {
        unweighed: { years: 0, days: 5, dx },
        daysAlone: { years: null, days: 5, weight: 2000, dx },
        grownInDays: { years: 0, days: 400, weight: 2000, dx },
        youngInDays: { years: 5, days: 10, dx },
        grown: { years: 1, days: 365, dx },
      }),
    ).toEqual({
      unweighed: 'weight-missing',
      daysAlone: 'age-missing',
      grownInDays: 'ages-contradict',
      youngInDays: 'ages-contradict',
      grown: 'no-group',
    });
    expect(await warehouse.values('select distinct level, complication from made')).toEqual([[null, null]]);
  });

  test('by sex: a man with a diagnosis of women has no category', async () => {
    const dx = ['N80.000'];
    expect(
      await grouped(scheme, { she: { sex: 'female', dx }, he: { sex: 'male', dx }, unknown: { dx } }),
    ).toEqual({ she: 'NR19', he: 'sex-conflicting', unknown: 'sex-missing' });
  });

  test('by complications, but for those excluded beside the principal diagnosis', async () => {
    expect(
      await grouped(scheme, {
        major: { dx: ['I21.900', 'I10.x00', 'J96.000'] },
        minor: { dx: ['I21.900', 'i10.X00'] },
        none: { dx: ['I21.900'] },
        excluded: { dx: ['I50.900', 'R57.000'] },
      }),
    ).toEqual({ major: 'FR11 J96.000', minor: 'FR13 I10.x00', none: 'FR15', excluded: 'FR15' });
  });

  test('nowhere with a reason: no diagnosis, an unknown one; five hundred others do no harm', async () => {
    const many = Array.from({ length: 500 }, (_, i) => `Z${String(i).padStart(3, '0')}.000`);
    expect(
      await grouped(scheme, {
        nothing: {},
        unknown: { dx: ['心梗'] },
        american: { dx: ['I219'] },
        many: { dx: ['Ｉ２１．９００', ...many] },
      }),
    ).toEqual({
      nothing: 'no-principal-diagnosis',
      unknown: 'unknown-diagnosis',
      american: 'unknown-diagnosis',
      many: 'FR15',
    });
  });
});

test('codes of the clinical edition by a table; codes that are not in it stay what they are', async () => {
  await warehouse.run(
    `create or replace table edition as select * from (values ('diagnosis', 'I21.9', 'I21.900'), (null, '54.11', '54.1100')) t(kind, code, other)`,
  );
  expect(await grouped(scheme, { a: { dx: ['I21.9'] }, b: { dx: ['I50.900'] } }, 'edition')).toEqual({
    a: 'FR15',
    b: 'FR15',
  });
});

test('the way of a case in both languages', async () => {
  await grouped(scheme, {
    a: { dx: ['I50.900', 'R57.000', 'I10.x00'] },
    b: { years: 0, days: 3, weight: 1200, dx: ['P07.200'] },
  });
  const [a, b] = await chsPaths(warehouse, scheme, 'made', ['a', 'b']);
  expect(a?.steps.map(({ en }) => en)).toEqual([
    'Principal diagnosis I50.900',
    'MDCF 循环: principal diagnosis I50.900 in F',
    'FR1 心梗: principal diagnosis I50.900 in F',
    'R57.000 does not count beside I50.900 (table table 7-1)',
    'I10.x00 is a complication or comorbidity: level 3',
    'Group FR13 FR13',
  ]);
  expect(b?.steps.map(({ zh }) => zh)).toEqual([
    '主要诊断 P07.200',
    'MDCP 新生儿：年龄 0 岁；主要诊断 P07.200 属于 P',
    'PS1 极低体重：日龄 3 天；诊断 P07.200 属于 P；出生体重 1200 克',
    '无并发症或合并症：5 级',
    '入组 PS19 PS19',
  ]);
});

describe('a city’s variant', () => {
  const base = join(folder, 'base.json');
  writeFileSync(
    base,
    JSON.stringify({ reference: 'chs-drg', version: 'small', files: [], counts: {}, content: scheme }),
  );
  const city = (body: string) => {
    const file = join(folder, 'city.yaml');
    writeFileSync(
      file,
      `# a city\nvariant: chs-drg\nversion: small-city\nsource: made up\nbase: base.json\nof: small\n${body}`,
    );
    return openScheme(file);
  };

  test('adds a group with a condition of its own, before others; the rest stays', async () => {
    const { value, diagnostics } = city(`
lists:
  F: { add: [I22.000], remove: [I50.900] }
adrgs:
  - code: FV1
    title: 长时间机械通气
    mdc: MDCF
    before: FR1
    when: [[{ diagnosis: principal, list: F }, { fact: ventilator_hours, within: [96, null] }]]
drgs: [{ code: FV19, adrg: FV1, title: 长时间机械通气 }]
without: { drgs: [FR13] }
`);
    expect(diagnostics).toEqual([]);
    if (!value) throw new Error('no scheme');
    expect(value.version).toBe('small-city');
    const given: Record<string, Given> = {
      long: { dx: ['I21.900'], ventilator: 96 },
      short: { dx: ['I21.900'], ventilator: 95 },
      added: { dx: ['I22.000', 'I10.x00'] },
      removed: { dx: ['I50.900'] },
    };
    // Without a group of the level the nearest milder one has the case.
    expect(await grouped(value.content, given)).toEqual({
      long: 'FV19',
      short: 'FR15',
      added: 'FR15 I10.x00',
      // Known to the scheme still: others are excluded beside it.
      removed: 'no-category',
    });
    expect(notes).toEqual([['scheme-fact-unknown', 'ventilator_hours', 2]]);
    await grouped(value.content, { a: { dx: ['I21.900'] } });
    expect(notes).toEqual([['scheme-fact-absent', 'ventilator_hours', 1]]);
  });

  test('codes, numbers and words need no quotes: a code that looks like a number stays as it is written', () => {
    const { value, diagnostics } = city(`
lists:
  F: { add: [39.9500, 1e3, 0x10, true, 2024-01-02] }
  G: [39.9500]
adrgs:
  - { code: FR1, title: 123, mdc: MDCF, replace: true, when: [[{ ageYears: [0, 17] }, { weight: [0, 1499.5] }, { surgery: false }, { fact: icu_hours, within: [~, 96] }]] }
cc: { add: { 39.9500: ~, A00.000: null } }
`);
    expect(diagnostics).toEqual([]);
    expect(value?.content.lists['F']?.slice(-5)).toEqual(['39.9500', '1e3', '0x10', 'true', '2024-01-02']);
    expect(value?.content.lists['G']).toEqual(['39.9500']);
    expect(value?.content.adrgs.find(({ code }) => code === 'FR1')).toMatchObject({
      title: '123',
      when: [
        [
          { ageYears: [0, 17] },
          { weight: [0, 1499.5] },
          { surgery: false },
          { fact: 'icu_hours', within: [null, 96] },
        ],
      ],
    });
    expect(value?.content.cc).toMatchObject({ '39.9500': null, 'A00.000': null });
  });

  test('asks for a column the cases lack: said, and nothing is grouped', async () => {
    const { value } = city(
      `adrgs: [{ code: FR1, replace: true, title: x, mdc: MDCF, when: [[{ fact: icu_level, oneOf: [A] }]] }]`,
    );
    if (!value) throw new Error('no scheme');
    expect(await grouped(value.content, { a: { dx: ['I21.900'] } })).toEqual(['scheme-fact']);
  });

  test.each([
    ['names a list that is not there', 'lists: { XX: { add: [A00.000] } }', 'variant-list-unknown'],
    ['takes out a code that is not in', 'lists: { F: { remove: [A00.000] } }', 'variant-unknown'],
    ['adds what is there', 'mdcs: [{ code: MDCF, title: x, when: [[]] }]', 'variant-twice'],
    ['leaves a group without its category', 'without: { mdcs: [MDCF] }', 'variant-unknown'],
    ['has a word nobody knows', 'group: []', 'document-key'],
    ['is no YAML', 'lists: [', 'document-syntax'],
  ])('%s: said', (_, body, code) => {
    expect(city(body).diagnostics.map((one) => one.code)[0]).toBe(code);
  });

  test('of another version than the scheme beside it', () => {
    const file = join(folder, 'other.yaml');
    writeFileSync(file, 'variant: chs-drg\nversion: x\nsource: y\nbase: base.json\nof: "2.0"\n');
    expect(openScheme(file).diagnostics.map(({ code }) => code)).toEqual(['variant-base']);
  });
});

test('a reference that was changed after its import is refused', () => {
  const file = join(folder, 'changed.json');
  const sha256 = 'f'.repeat(64);
  writeFileSync(
    file,
    JSON.stringify({
      reference: 'chs-drg',
      version: 'small',
      files: [],
      counts: {},
      sha256,
      content: scheme,
    }),
  );
  expect(openScheme(file).diagnostics.map(({ code }) => code)).toEqual(['scheme-damaged']);
});
