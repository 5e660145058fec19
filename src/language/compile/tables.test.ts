/** docs/language.md §1, "Tables": types from calls, cells, what can be proved of rows; overrides. */
import { describe, expect, it } from 'vitest';
import { readModel } from '../documents/index.ts';
import type { ModelDocument } from '../document.ts';
import type { Plan, PlanParameter } from '../plan.ts';
import { compileText, planOf, terms } from './example.ts';
import { compileModel, compileParameters } from './index.ts';

const entities = `entities:
  row:
    facts:
      cost: money
      share: ratio
      days: { type: count, unit: day }
      cases: count
      on: date
      open: boolean
      tier: { type: text, one_of: [I, II] }
      name: text
`;
const model = (table: string, formula: string): string =>
  `${entities}parameters:\n  t: ${table}\nterms:\n  row:\n    x: ${formula}\n`;
const table = (plan: Plan) => plan.parameters[0] as Extract<PlanParameter, { kind: 'table' }>;
const found = (rows: string, formula: string) =>
  compileText(model(rows, formula)).found.map((line) => line.split(' ')[0]);

describe('tables', () => {
  it('has its inputs’ types from its calls', () => {
    const plan = planOf(
      model('{ inputs: [a, b], rows: [["< 5", "> 0.5", 1]] }', 't(days, cases) + t(days, share)'),
    );
    expect(table(plan).inputs.map((input) => input.type)).toEqual([
      { kind: 'number', dimensions: { day: 1 }, scale: 0 },
      { kind: 'number', dimensions: {}, scale: 15 },
    ]);
    expect(terms(plan, 'row')['x']).toBe('ratio@15 = (t:0(me.days, me.cases@15) + t:0(me.days, me.share))');
  });

  it('reads cells by type', () => {
    const cells = (input: string, cell: string) => {
      const plan = planOf(model(`{ inputs: [a], hit: first, rows: [["${cell}", 1]] }`, `t(${input})`));
      return table(plan).values[0]?.value[0]?.cells[0];
    };
    expect(cells('name', '>= 5')).toEqual({ test: 'is', value: '>= 5' });
    expect(cells('name', 'any')).toEqual({ test: 'any' });
    expect(cells('open', 'true')).toEqual({ test: 'is', value: true });
    expect(cells('days', '>= 365')).toEqual({
      test: 'between',
      low: '365',
      lowClosed: true,
      highClosed: false,
    });
    expect(cells('share', '[0.1..0.2)')).toEqual({
      test: 'between',
      low: '100000000000000',
      lowClosed: true,
      high: '200000000000000',
      highClosed: false,
    });
    expect(cells('days', '1, 2')).toEqual({
      test: 'either',
      cells: [
        { test: 'is', value: '1' },
        { test: 'is', value: '2' },
      ],
    });
    expect(cells('days', 'not(1, > 5)')).toMatchObject({
      test: 'not',
      cells: [{ test: 'is' }, { low: '5' }],
    });
    expect(cells('on', '>= 2024-01-01')).toMatchObject({ low: '2024-01-01' });
    expect(cells('on', '2024-01-01')).toEqual({ test: 'is', value: '2024-01-01' });
    expect(cells('cost', '-5')).toEqual({ test: 'is', value: '-5000000' });
  });

  it('gives a call several parts, and a term of them', () => {
    const plan = planOf(
      model(
        '{ inputs: [a], outputs: { p: ratio, q: money }, rows: [[I, 0.5, 10], [II, 0.4, 20]] }',
        't(tier)',
      ).concat('    y: cost * x.p + x.q\n    z: t(tier).p\n'),
    );
    expect(terms(plan, 'row')).toEqual({
      'x.p': 'ratio@15 = t:0(me.tier)',
      'x.q': 'money@6 = t:1(me.tier)',
      y: 'money@6 = ((me.cost * me.x.p)@6 + me.x.q)',
      z: 'ratio@15 = t:0(me.tier)',
    });
  });

  it('reads bands as input times rate', () => {
    const rows = '{ inputs: [spend], read: bands, rows: [[0, 0.1], [1000, 0.2]] }';
    expect(terms(planOf(model(rows, 't(cost)')), 'row')['x']).toBe('money@6 = t:0(me.cost)');
    expect(terms(planOf(model(rows, 't(days)')), 'row')['x']).toBe('day@9 = t:0(me.days)');
  });

  it.each([
    ['{ inputs: [a], rows: [[I, 1], [II, 2]] }', 't(tier)', []],
    ['{ inputs: [a], rows: [[I, 1]] }', 't(tier)', ['table-gap']],
    ['{ inputs: [a], rows: [[I, 1], [any, 2]] }', 't(tier)', ['table-overlap']],
    ['{ inputs: [a], hit: first, rows: [[I, 1], [any, 2]] }', 't(tier)', []],
    ['{ inputs: [a], rows: [[A, 1]] }', 't(name)', []],
    ['{ inputs: [a, b], rows: [[A, true, 1], [A, false, 2], [B, true, 3]] }', 't(name, open)', ['table-gap']],
    ['{ inputs: [a], rows: [["< 5", 1], ["[5..10)", 2], [">= 10", 3]] }', 't(days)', []],
    ['{ inputs: [a], rows: [["<= 5", 1], ["[6..10]", 2], ["> 10", 3]] }', 't(days)', []],
    ['{ inputs: [a], rows: [["<= 5", 1], ["[6..10]", 2], ["> 10", 3]] }', 't(share)', ['table-gap']],
    ['{ inputs: [a], rows: [["<= 5", 1], [">= 5", 2]] }', 't(share)', ['table-overlap']],
    ['{ inputs: [a], rows: [[1, 1], [2, 2], [4, 3]] }', 't(cases)', []],
    ['{ inputs: [a], rows: [["not(3)", 1], [3, 2]] }', 't(cases)', []],
    ['{ inputs: [a], rows: [["not(3)", 1], [4, 2]] }', 't(cases)', ['table-overlap']],
    ['{ inputs: [a], rows: [["< 2024-01-01", 1], [">= 2024-01-01", 2]] }', 't(on)', []],
    ['{ inputs: [a], hit: max, rows: [["< 5", 1], [any, 2]] }', 't(days)', []],
  ])('%s with %s: %j', (rows, formula, expected) => expect(found(rows, formula)).toEqual(expected));

  it('proves much of large tables quickly', () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => `[d${i}, p${i % 7}, ${i}]`).join(', ');
    expect(found(`{ inputs: [a, b], type: count, rows: [${rows}] }`, 't(name, name)')).toEqual([]);
    const twice = `${rows}, [d5, p5, 1]`;
    expect(found(`{ inputs: [a, b], type: count, rows: [${twice}] }`, 't(name, name)')[0]).toMatch(
      /^table-overlap/,
    );
  });
});

describe('parameters in place of the model’s', () => {
  const text = (parameters: string) =>
    `model: test/example\nversion: 1.0\ncurrency: USD\n${entities}parameters:\n${parameters}\n`;
  const base = readModel(
    '/test/model.yaml',
    text(`  cap: { type: money, values: { 2020-01-01: 5, 2021-01-01: 6 } }
  t: { inputs: [a, b], rows: [[I, "< 5", 0.1], [I, ">= 5", 0.2], [II, any, 0.3]] }
  names: { type: list of text, value: [x] }
  steps: { columns: [name, share], rows: [[a, 0.5]] }
  days_per_week: { type: count, unit: day, value: 7, fixed: true }`) +
      'terms:\n  row:\n    x: min(cost, cap) * t(tier, days)\n    y: name in names\n    weeks: days / days_per_week\n',
  ).value as ModelDocument;
  const plan = compileModel(base).value as Plan;
  const override = (parameters: string) => {
    const read = readModel('/test/contract.yaml', text(parameters)).value as ModelDocument;
    const { value, diagnostics } = compileParameters(read.parameters, plan, base);
    return { value, found: diagnostics.map((d) => d.code) };
  };

  it('reads a value by the model’s type, and for all dates', () => {
    expect(override('  cap: 12.5')).toMatchObject({
      value: [{ name: 'cap', kind: 'scalar', values: [{ from: null, value: '12500000' }] }],
      found: [],
    });
    expect(override('  names: { value: [y, z] }')).toMatchObject({
      value: [{ values: [{ value: ['y', 'z'] }] }],
    });
    expect(override('  steps: { columns: [name, share], rows: [[b, 1]] }')).toMatchObject({
      value: [{ rows: [['b', '1000000000000000']] }],
    });
  });

  it('replaces a table whole', () => {
    const { value, found } = override('  t: { inputs: [a, b], rows: [[I, "any", 0.9]] }');
    expect(found).toEqual([]);
    expect(value?.[0]).toMatchObject({ inputs: [{ type: { kind: 'text' } }, { type: { scale: 0 } }] });
  });

  it.each([
    ['  capp: 1', 'unknown-override'],
    ['  cap: lots', 'bad-value'],
    ['  cap: { type: ratio, value: 0.5 }', 'override-type'],
    ['  days_per_week: 6', 'override-fixed'],
    ['  t: 0.5', 'override-shape'],
    ['  t: { inputs: [b, a], rows: [["< 5", I, 0.1]] }', 'override-columns'],
    ['  t: { inputs: [a, b], read: interpolate, rows: [[I, 5, 0.1]] }', 'override-read'],
    ['  t: { inputs: [a, b], rows: [[I, "x", 0.1]] }', 'bad-cell'],
  ])('%s is refused: %s', (parameters, code) => expect(override(parameters).found).toEqual([code]));
});
