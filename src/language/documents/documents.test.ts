import { describe, expect, it } from 'vitest';
import { kindOf, minorUnit, readContract, readModel, readTests, setParameters } from './index.ts';

const HEAD = 'model: test/forms\nversion: 2024.1\ncurrency: USD\n';
const ENTITIES = 'entities:\n  aco: { facts: { savings: money } }\n';

function model(text: string) {
  const read = readModel('model.yaml', text);
  expect(read.diagnostics).toEqual([]);
  if (!read.value) throw new Error('no value');
  return read.value;
}

describe('a model', () => {
  it('keeps every scalar as the text written, whatever it looks like', () => {
    const { parameters, version } = model(
      `${HEAD}${ENTITIES}parameters:\n  big: { type: money, value: 12345678901234567.89 }\n  code: { type: text, value: 0012 }\n  yes_no: { type: text, value: no }\n`,
    );
    const values = parameters.map(({ shape }) => shape.kind === 'scalar' && shape.values[0]?.value.text);
    expect(values).toEqual(['12345678901234567.89', '0012', 'no']);
    expect(version).toBe('2024.1');
  });

  it('expands the short forms of facts, references, terms, titles and parameters', () => {
    const document = model(`${HEAD}title: Forms
entities:
  aco:
    title: { en: ACO, zh: 责任制医疗组织 }
    facts: { savings: money, size: { type: count, unit: person, optional: true }, track: { type: text, one_of: [A, T1+] } }
  stratum:
    key: [aco, kind]
    references: { aco: aco, region: { to: region, by: [kind], list: strata } }
  region: {}
parameters:
  share: 0.7
terms:
  aco: { earned: savings * share, kept: { formula: savings - earned, title: Kept, source: the contract } }
payments:
  - { id: earned, for: aco, from: payer, to: aco, amount: earned, signed: true }
`);
    expect(document.title).toEqual({ en: 'Forms', zh: 'Forms' });
    const [aco, stratum, region] = document.entities;
    expect(aco?.facts.map(({ name, type, optional }) => [name.text, type.text, optional])).toEqual([
      ['savings', 'money', false],
      ['size', 'count', true],
      ['track', 'text', false],
    ]);
    expect(aco?.facts[2]?.oneOf?.map(({ text }) => text)).toEqual(['A', 'T1+']);
    expect(stratum?.key.map(({ text }) => text)).toEqual(['aco', 'kind']);
    expect(stratum?.references.map(({ to, by, list }) => [to.text, by?.length, list?.text])).toEqual([
      ['aco', undefined, undefined],
      ['region', 1, 'strata'],
    ]);
    expect(region?.facts).toEqual([]);
    expect(
      document.terms.map(({ entity, name, formula, source }) => [
        entity.text,
        name.text,
        formula.text,
        source,
      ]),
    ).toEqual([
      ['aco', 'earned', 'savings * share', undefined],
      ['aco', 'kept', 'savings - earned', 'the contract'],
    ]);
    expect(document.payments[0]?.signed).toBe(true);
    expect(document.parameters[0]?.shape.kind).toBe('scalar');
  });

  it('reads parameters dated, listed, as records and as tables', () => {
    const { parameters } = model(`${HEAD}${ENTITIES}parameters:
  rate: { type: ratio, values: { 2013-01-01: 0.98, 2019-01-01: { value: 1, source: CARES Act, unverified: true } } }
  codes: { type: list of text, value: ["36.1", 0037] }
  schedule: { columns: { name: text, share: ratio }, rows: [[first, 0.7], [rest, 0.3]], source: the notice, unverified: true }
  sharing: { inputs: [track], rows: [[A, 0.4], [any, 0.5]] }
  points: { inputs: { age: count }, outputs: [low, high], read: match, hit: first, rows: [["> 65", 1, 2]] }
  dated: { inputs: [track], type: money, values: { 2023-01-01: { rows: [[A, 10]], source: letter } } }
`);
    const shape = (name: string) => parameters.find((parameter) => parameter.name.text === name)?.shape;
    expect(shape('rate')).toMatchObject({
      kind: 'scalar',
      values: [
        { from: { text: '2013-01-01' }, value: { text: '0.98' }, unverified: false },
        { from: { text: '2019-01-01' }, value: { text: '1' }, source: 'CARES Act', unverified: true },
      ],
    });
    expect(shape('codes')).toMatchObject({
      kind: 'list',
      values: [{ value: [{ text: '36.1' }, { text: '0037' }] }],
    });
    expect(shape('schedule')).toMatchObject({
      kind: 'records',
      columns: [{ type: { text: 'text' } }, { type: { text: 'ratio' } }],
      source: 'the notice',
      unverified: true,
    });
    // One unnamed output has the table's own name.
    expect(shape('sharing')).toMatchObject({
      kind: 'table',
      outputs: [{ name: { text: 'sharing' } }],
      hit: 'unique',
      outside: 'unknown',
    });
    expect(shape('points')).toMatchObject({
      kind: 'table',
      hit: 'first',
      outputs: [{ name: { text: 'low' } }, { name: { text: 'high' } }],
    });
    expect(shape('dated')).toMatchObject({
      values: [{ from: { text: '2023-01-01' }, source: 'letter', value: [[{ text: 'A' }, { text: '10' }]] }],
    });
  });

  it('keeps the order written where keys are numbers', () => {
    const { value } = readContract('c.yaml', {
      text: 'contract: a\nmodel: m\nperiod: { from: 2023-01-01, to: 2024-01-01 }\nbind:\n  x: { table: t.csv, unpivot: { year: { "2023": b, "2022": a, "10": c } }, columns: { v: "{year}" } }\n',
    });
    const source = value?.bind[0]?.sources[0];
    expect(source?.kind === 'table' && source.unpivot?.values.map(({ value: year }) => year.text)).toEqual([
      '2023',
      '2022',
      '10',
    ]);
  });

  it('does not lose names that JavaScript has given a meaning', () => {
    const { entities } = model(`${HEAD}entities:\n  constructor: { facts: { prototype: money } }\n`);
    expect(entities[0]?.name.text).toBe('constructor');
    expect(readModel('m.yaml', `${HEAD}entities:\n  __proto__: {}\n`).diagnostics.map((d) => d.code)).toEqual(
      ['bad-name'],
    );
  });

  it('counts what it does not show', () => {
    const keys = Array.from({ length: 600 }, (_, i) => `k${i}: x\n`).join('');
    const { diagnostics, value } = readModel('m.yaml', `${HEAD}${ENTITIES}${keys}`);
    expect(value).toBeUndefined();
    expect(diagnostics.at(-1)).toMatchObject({ code: 'more-problems', data: { count: 100 } });
  });
});

describe('a contract', () => {
  const text = `contract: acme-2023
model: ./model.yaml
parties: { payer: cms, aco: { id: A1, name: { en: Acme, zh: 顶点 } } }
period: { from: 2023-01-01, to: 2024-01-01 }
as_of: 2024-09-01
posts: all
bind:
  aco:
    - table: published.csv
      keep: { Year: [2023, "2024"] }
      columns:
        id: ACO_ID
        quality: { column: QualScore, format: [percent, plain], unknown: ["-"] }
        track: { column: Current_Track, values: { "1": T1 } }
        year: { value: "2022" }
        score: { column: S, format: { by: Year, cases: { 2023: percent, 2024: [plain, percent] } } }
    - rows: [{ id: A2, quality: null, track: "null" }]
  hospital: { method: stays, columns: { id: provider }, facts: { banked: { run: acme-2022, term: aco.carried } } }
  region: { sql: regions.sql }
`;
  it('reads the methods of a contract, lists as their items', () => {
    const { value, diagnostics } = readContract('c.yaml', {
      text: `contract: c
model: m
period: { from: 2023-01-01, to: 2024-01-01 }
data: ./data
methods:
  assigned: { method: attribution.plurality, options: { codes: [99213, "99214"], window: 2023-01-01/2024-01-01 } }
  costs: { method: spending.person-year, lines: true }
`,
    });
    expect(diagnostics).toEqual([]);
    expect(value).toMatchObject({
      data: { text: './data' },
      methods: [
        {
          name: { text: 'assigned' },
          method: { text: 'attribution.plurality' },
          lines: false,
          options: [
            { name: { text: 'codes' }, value: { text: '99213,99214' } },
            { name: { text: 'window' }, value: { text: '2023-01-01/2024-01-01' } },
          ],
        },
        { name: { text: 'costs' }, options: [], lines: true },
      ],
    });
  });

  it('reads every form of binding', () => {
    const { value, diagnostics } = readContract('c.yaml', { text });
    expect(diagnostics).toEqual([]);
    expect(value).toMatchObject({
      posts: 'all',
      parties: [
        { role: { text: 'payer' }, id: { text: 'cms' } },
        { role: { text: 'aco' }, id: { text: 'A1' }, name: { en: 'Acme', zh: '顶点' } },
      ],
    });
    const [aco, hospital, region] = value?.bind ?? [];
    expect(aco?.sources[0]).toMatchObject({
      kind: 'table',
      keep: [{ header: { text: 'Year' }, values: [{ text: '2023' }, { text: '2024' }] }],
      columns: [
        { name: { text: 'id' }, map: { column: { text: 'ACO_ID' } } },
        { map: { formats: [{ text: 'percent' }, { text: 'plain' }], unknown: ['-'] } },
        { map: { values: [{ cell: '1', value: 'T1' }] } },
        { map: { value: { text: '2022' } } },
        { map: { formatBy: { column: { text: 'Year' }, cases: [{ cell: '2023' }, { cell: '2024' }] } } },
      ],
    });
    // Unquoted null is unknown; in quotes it is text.
    expect(aco?.sources[1]).toMatchObject({
      rows: [[{}, { value: { text: '' } }, { value: { text: 'null' } }]],
    });
    expect(hospital).toMatchObject({
      sources: [
        { kind: 'method', result: { text: 'stays' }, columns: [{ map: { column: { text: 'provider' } } }] },
      ],
      facts: [{ name: { text: 'banked' }, term: { text: 'aco.carried' } }],
    });
    expect(region).toMatchObject({ sources: [{ kind: 'sql', file: { text: 'regions.sql' } }] });
  });
});

describe('tests', () => {
  it('read what is expected in every form, and a period for all', () => {
    const { value, diagnostics } = readTests('t.yaml', {
      text: `model: m
period: { from: 2023-01-01, to: 2024-01-01 }
tests:
  - name: one
    facts: { aco: [{ id: A1 }] }
    expect:
      aco: { A1: { a: 1.50, b: null, c: { unknown: no match }, d: { value: 2, within: 0.5 } } }
      agreement: { total: 3 }
      payments: { due: { A1: { amount: 4, within: 1, status: final }, "A2,x": 5 } }
  - name: two
    period: { from: 2022-01-01, to: 2023-01-01 }
    expect: { agreement: { '': { total: 1 } } }
`,
    });
    expect(diagnostics).toEqual([]);
    const [one, two] = value?.tests ?? [];
    expect(one?.period?.from.text).toBe('2023-01-01');
    expect(two?.period?.from.text).toBe('2022-01-01');
    const plain = (values: { name: { text: string } }[] | undefined) =>
      values?.map(({ name, ...rest }) => ({ name: name.text, ...rest }));
    expect(plain(one?.expect[0]?.rows[0]?.values)).toEqual([
      { name: 'a', value: '1.50' },
      { name: 'b', value: null },
      { name: 'c', value: null, reason: 'no match' },
      { name: 'd', value: '2', within: '0.5' },
    ]);
    expect(one?.expect[1]?.rows).toMatchObject([
      { key: { text: '' }, values: [{ name: { text: 'total' } }] },
    ]);
    expect(two?.expect[0]?.rows).toMatchObject([
      { key: { text: '' }, values: [{ name: { text: 'total' } }] },
    ]);
    expect(plain(one?.payments[0]?.rows[0]?.values)).toEqual([
      { name: 'amount', value: '4', within: '1' },
      { name: 'status', value: 'final' },
    ]);
    expect(plain(one?.payments[0]?.rows[1]?.values)).toEqual([{ name: 'amount', value: '5' }]);
  });
});

it('tells the kind of a document even where it is not yet YAML', () => {
  expect(kindOf('x', 'model: a\nentities: {').value).toBe('model');
  expect(kindOf('x', '# c\ncontract: a\nmodel: b\n').value).toBe('contract');
  expect(kindOf('x', 'model: a\ntests:\n').value).toBe('tests');
  expect(kindOf('x', '# only\n').diagnostics[0]?.code).toBe('document-empty');
});

it('reads parameters from outside as they would be written', () => {
  const { value, diagnostics } = setParameters({ share: '0.4', codes: '[a, b]' }, 'c.yaml');
  expect(diagnostics).toEqual([]);
  expect(value?.map(({ name, shape }) => [name.text, shape.kind])).toEqual([
    ['share', 'scalar'],
    ['codes', 'list'],
  ]);
  expect(setParameters({ 'Not a name': '1' }, 'c.yaml').diagnostics[0]?.code).toBe('bad-name');
  expect(setParameters({ share: '[1' }, 'c.yaml').diagnostics[0]?.code).toBe('yaml-unclosed');
});

it('knows what a currency is called besides its code, and not by its letters', () => {
  const hints = (code: string) =>
    readModel('model.yaml', HEAD.replace('USD', code) + ENTITIES).diagnostics.map(({ hint }) => hint?.en);
  expect(hints('RMB')).toEqual(['Did you mean `CNY`?']);
  expect(hints('美元')).toEqual(['Did you mean `USD`?']);
});

it('knows minor units', () => {
  expect(['USD', 'CNY', 'JPY', 'KWD', 'XXX', 'ZZZ'].map(minorUnit)).toEqual([2, 2, 0, 3, 2, undefined]);
});

describe('half-open intervals are not nesting', () => {
  it('reads a table with a hundred of them, in quotes and in formulas', () => {
    const rows = Array.from({ length: 100 }, (_, i) => `["[${i}..${i + 1})", ${i}]`).join(', ');
    const terms = Array.from({ length: 100 }, (_, i) => `    t${i}: if x in [low..high) then 1 else 0`).join(
      '\n',
    );
    const { diagnostics } = readModel(
      'm.yaml',
      `model: a/b\nversion: 1\ncurrency: USD\nparameters:\n  t: { inputs: [x], rows: [${rows}] }\nterms:\n  e:\n${terms}\n`,
    );
    expect(diagnostics.map(({ code }) => code)).not.toContain('yaml-too-deep');
  });
});
