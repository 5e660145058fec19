import { afterAll, describe, expect, it } from 'vitest';
import { closeExamples, example } from '../testing/example.ts';

afterAll(closeExamples);

/** The value of `formula`, which reads the table `t`, for several rows of `x`. */
async function read(table: string, formula: string, rows: string) {
  const model = `entities:
  x: { facts: { tier: { type: text }, age: { type: count, unit: year }, day: { type: date }, yes: { type: boolean }, amount: { type: money } } }
parameters:
  t: ${table}
terms:
  x: { value: "${formula}" }
payments: []`;
  const made = await example(model, `x: [${rows}]`);
  return made.all('x', 'value');
}

const wide = (n: number, row: (i: number) => string) =>
  Array.from({ length: n }, (_, i) => row(i)).join(', ');

describe('match', () => {
  it('finds the row whose cells all match; none is outside', async () => {
    const table = '{ inputs: [tier, age], rows: [[A, "<= 5", 0.1], [A, "(5..10]", 0.2], [B, any, 0.3]] }';
    const found = await read(
      table,
      't(tier, age)',
      '{ id: a, tier: A, age: 5 }, { id: b, tier: A, age: 6 }, { id: c, tier: A, age: 11 }, { id: d, tier: B, age: -1 }, { id: e, tier: B }, { id: f, age: 1 }',
    );
    expect(found).toEqual({
      a: '0.1',
      b: '0.2',
      c: '? outside x c t',
      d: '0.3',
      e: '? missing x e age',
      f: '? missing x f tier',
    });
  });

  it('hit: first, max, sum take theirs of the rows that match', async () => {
    const rows = 'rows: [["> 60", 0.1], ["> 65", 0.3], [any, 0.2]]';
    const people = '{ id: old, age: 70 }, { id: young, age: 3 }';
    const by = (hit: string) => read(`{ inputs: [age], hit: ${hit}, ${rows} }`, 't(age)', people);
    expect(await by('first')).toEqual({ old: '0.1', young: '0.2' });
    expect(await by('max')).toEqual({ old: '0.3', young: '0.2' });
    expect(await by('sum')).toEqual({ old: '0.6', young: '0.2' });
  });

  it('reads dates, booleans and negated cells', async () => {
    const table =
      '{ inputs: [day, yes, tier], rows: [["< 2024-02-29", true, any, 1], [">= 2024-02-29", true, any, 2], [any, false, "A", 3]] }';
    const found = await read(
      table,
      't(day, yes, tier)',
      '{ id: a, day: 2024-02-28, yes: true, tier: X }, { id: b, day: 2024-02-29, yes: true, tier: X }, { id: c, day: 2024-01-01, yes: false, tier: A }, { id: d, day: 2024-01-01, yes: false, tier: B }',
    );
    expect(found).toEqual({ a: '1', b: '2', c: '3', d: '? outside x d t' });
  });

  it('long tables are joined, with the same result: exact keys, ranges, `any`, every hit', async () => {
    const people =
      '{ id: a, tier: K7, age: 7 }, { id: b, tier: K99, age: 250 }, { id: c, tier: none, age: 7 }, { id: d, tier: K7 }';
    const keys = `{ inputs: [tier], rows: [${wide(100, (i) => `[K${i}, ${i}]`)}] }`;
    expect(await read(keys, 't(tier)', people)).toEqual({ a: '7', b: '99', c: '? outside x c t', d: '7' });
    const ranges = `{ inputs: [age], rows: [${wide(100, (i) => `["[${i * 2}..${i * 2 + 1}]", ${i}]`)}] }`;
    expect(await read(ranges, 't(age)', people)).toEqual({
      a: '3',
      b: '? outside x b t',
      c: '3',
      d: '? missing x d age',
    });
    const rest = `{ inputs: [tier], hit: first, rows: [${wide(100, (i) => `[K${i}, ${i}]`)}, [any, -1]] }`;
    expect(await read(rest, 't(tier)', people)).toEqual({ a: '7', b: '99', c: '-1', d: '7' });
    for (const [hit, b] of [
      ['max', '249'],
      ['sum', '20625'],
    ] as const) {
      const steps = `{ inputs: [age], hit: ${hit}, rows: [${wide(250, (i) => `["> ${i}", ${hit === 'sum' ? i % 166 : i}]`)}] }`;
      expect((await read(steps, 't(age)', people))['b']).toBe(
        b === '20625' ? String(sumOf(250, (i) => i % 166)) : b,
      );
    }
  });
});

function sumOf(n: number, of: (i: number) => number): number {
  return Array.from({ length: n }, (_, i) => of(i)).reduce((a, b) => a + b, 0);
}

describe('interpolate', () => {
  const rows = 'rows: [[5000, 0.039], [5999, 0.036], [60000, 0.02]]';

  it('reads on the line between two points, rounded once', async () => {
    const ages =
      '{ id: a, age: 5000 }, { id: b, age: 5999 }, { id: c, age: 5500 }, { id: d, age: 60000 }, { id: e, age: 4999 }, { id: f, age: 60001 }';
    expect(await read(`{ inputs: [age], read: interpolate, ${rows} }`, 't(age)', ages)).toEqual({
      a: '0.039',
      b: '0.036',
      // 0.039 − 0.003 · 500 / 999
      c: '0.037498498498498',
      d: '0.02',
      e: '? outside x e t',
      f: '? outside x f t',
    });
    const clamped = await read(
      `{ inputs: [age], read: interpolate, outside: clamp, ${rows} }`,
      't(age)',
      ages,
    );
    expect([clamped['e'], clamped['f']]).toEqual(['0.039', '0.02']);
  });

  it('each group of the other inputs has its own line', async () => {
    const table =
      '{ inputs: [tier, age], read: interpolate, rows: [[A, 0, 0], [A, 10, 1], [B, 0, 10], [B, 10, 20]] }';
    const found = await read(
      table,
      't(tier, age)',
      '{ id: a, tier: A, age: 5 }, { id: b, tier: B, age: 5 }, { id: c, tier: C, age: 5 }',
    );
    expect(found).toEqual({ a: '0.5', b: '15', c: '? outside x c t' });
  });
});

describe('bands', () => {
  it('cuts the input into parts, each at its rate, rounded once', async () => {
    const table = '{ inputs: [amount], read: bands, rows: [[0, 0.1], [1000, 0.2], [5000, 0.5]] }';
    const found = await read(
      table,
      't(amount)',
      '{ id: a, amount: 0 }, { id: b, amount: 1000 }, { id: c, amount: 3000 }, { id: d, amount: 6000 }, { id: e, amount: -1 }, { id: f, amount: 0.000005 }',
    );
    expect(found).toEqual({
      a: '0',
      b: '100',
      c: '500',
      d: '1400',
      e: '? outside x e t',
      // half a millionth: to the even neighbour
      f: '0',
    });
    const clamped = await read(
      table.replace('bands,', 'bands, outside: clamp,'),
      't(amount)',
      '{ id: e, amount: -1 }',
    );
    expect(clamped).toEqual({ e: '0' });
  });
});

it('a dated table is read by the version that holds', async () => {
  const model = `entities:
  x: { dated: day, facts: { day: { type: date }, tier: { type: text } } }
parameters:
  t: { inputs: [tier], values: { 2020-01-01: { rows: [[A, 1]] }, 2024-01-01: { rows: [[A, 2], [B, 3]] } } }
terms: { x: { value: t(tier) } }
payments: []`;
  const rows =
    'x: [{ id: a, day: 2023-12-31, tier: A }, { id: b, day: 2024-01-01, tier: A }, { id: c, day: 2023-01-01, tier: B }, { id: d, day: 2019-01-01, tier: A }, { id: e, tier: A }]';
  expect((await example(model, rows)).all('x', 'value')).toEqual({
    a: '1',
    b: '2',
    c: '? outside x c t',
    d: '? not dated x d t',
    e: '? missing x e day',
  });
});
