/** Whatever is written, the checker answers with a plan or with diagnostics in both languages; it never throws. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readModel } from '../documents/index.ts';
import type { ModelDocument } from '../document.ts';
import { hasErrors } from '../diagnostic.ts';
import { compileModel } from './index.ts';
import { builtIns } from './calls.ts';
import { brokenPromises } from './invariants.ts';

const FACTS = ['cost', 'share', 'cases', 'days', 'on', 'wait', 'open', 'name', 'maybe', 'tier'];
const NAMES = [
  ...FACTS,
  'row',
  'item',
  'agreement',
  'period',
  'as_of',
  'rate',
  'names',
  'band',
  'other',
  'nothing',
  'start',
  'constructor',
];

const atom = fc.oneof(
  fc.constantFrom(...NAMES),
  fc.constantFrom(
    '0',
    '1',
    '-1',
    '2',
    'null',
    'true',
    '"I"',
    '@"P1M"',
    '@"2024-01-01"',
    'period.end',
    'row.cost',
    'item.cost',
  ),
);
const { formula } = fc.letrec<{ formula: string }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    atom,
    fc
      .tuple(
        tie('formula'),
        fc.constantFrom('+', '-', '*', '/', '**', '=', '!=', '<', '>=', 'and', 'or', 'in', '.'),
        tie('formula'),
      )
      .map(([a, op, b]) => `${a} ${op} ${b}`),
    tie('formula').map((a) => `(${a})`),
    tie('formula').map((a) => `-${a}`),
    fc.tuple(tie('formula'), fc.constantFrom(...NAMES)).map(([a, name]) => `${a}.${name}`),
    fc.tuple(tie('formula'), tie('formula')).map(([a, b]) => `${a}[${b}]`),
    fc
      .tuple(
        fc.constantFrom(...builtIns().keys(), 'rate', 'band', 'months', 'sort'),
        fc.array(tie('formula'), { maxLength: 3 }),
      )
      .map(([name, args]) => `${name}(${args.join(', ')})`),
    fc
      .tuple(tie('formula'), tie('formula'), tie('formula'))
      .map(([a, b, c]) => `if ${a} then ${b} else ${c}`),
    fc.tuple(tie('formula'), tie('formula')).map(([a, b]) => `sum(for e in ${a} return ${b})`),
    fc.tuple(tie('formula'), tie('formula')).map(([a, b]) => `some e in ${a} satisfies ${b}`),
    fc.tuple(tie('formula'), tie('formula'), tie('formula')).map(([a, b, c]) => `${a} in [${b}..${c})`),
    fc.tuple(tie('formula'), tie('formula'), tie('formula')).map(([a, b, c]) => `${a} between ${b} and ${c}`),
  ),
}));

/** Formulas of `row` that mean something, by type: they have to compile. */
const sound = fc.letrec<{ money: string; ratio: string; condition: string; day: string; rows: string }>(
  (tie) => {
    const [money, ratio, condition, day, rows] = (
      ['money', 'ratio', 'condition', 'day', 'rows'] as const
    ).map(tie) as [
      fc.Arbitrary<string>,
      fc.Arbitrary<string>,
      fc.Arbitrary<string>,
      fc.Arbitrary<string>,
      fc.Arbitrary<string>,
    ];
    const made = (pattern: string, ...parts: fc.Arbitrary<string>[]) =>
      fc.tuple(...parts).map((values) => values.reduce((text, value) => text.replace('§', value), pattern));
    const depth = { maxDepth: 4 };
    return {
      money: fc.oneof(
        depth,
        fc.constantFrom('cost', 'otherwise(maybe, 0)', 'max(cost, 0)'),
        made('(§ + §)', money, money),
        made('(§ * §)', money, ratio),
        made('-§', money),
        made('(if § then § else §)', condition, money, money),
        made('(if maybe != null then maybe + § else 0)', money),
        made('clamp(§, 0, §)', money, money),
        made('sum(§.cost)', rows),
        made('max(§.row.cost)', rows),
        made('sum(for e in § return e.cost * §)', rows, ratio),
        made('band(§)', money),
        made('round half up(§, 2)', money),
      ),
      ratio: fc.oneof(
        depth,
        fc.constantFrom('share', '1', 'cases', 'rate(tier)'),
        made('§ / §', money, money),
        made('(1 - §)', ratio),
        made('count(§) / count(§)', rows, rows),
        made('§ ** 2', fc.constantFrom('share', 'cases')),
        made('min(§, §)', ratio, ratio),
        made('mean(for e in § return §)', rows, ratio),
      ),
      condition: fc.oneof(
        depth,
        fc.constantFrom('open', 'tier = "I"', 'name in names', 'maybe = null'),
        made('(§ and §)', condition, condition),
        made('(§ or §)', condition, condition),
        made('not(§)', condition),
        made('(§ > §)', money, money),
        made('(§ in [§..1))', ratio, ratio),
        made('(§ <= §)', day, day),
        made('any(§.open)', rows),
        made('(some e in § satisfies e.cost > §)', rows, money),
      ),
      day: fc.oneof(
        depth,
        fc.constantFrom('on', 'period.end', 'as_of'),
        made('(§ + @"P1M")', day),
        made('min(§, §)', day, day),
        made('min(§.on)', rows),
      ),
      rows: fc.oneof(
        depth,
        fc.constantFrom('item', 'agreement.item', 'item[open]', 'item[cost > row.cost]'),
        made('item[sum(agreement.item[on < row.on].cost) > §]', fc.constantFrom('cost', 'row.cost')),
        made('§[on <= §]', rows, fc.constantFrom('on + wait', 'as_of', 'row.on')),
      ),
    };
  },
);

const BODY = `model: test/fuzz
version: 1.0
currency: USD
entities:
  row:
    facts:
      cost: money
      share: ratio
      cases: count
      days: { type: count, unit: day }
      on: date
      wait: duration
      open: boolean
      name: text
      maybe: { type: money, optional: true }
      tier: { type: text, one_of: [I, II] }
    dated: on
  item: { references: { row: row, other: item }, facts: { cost: money, open: boolean, on: date } }
  part: { each: row, for: { start: 'months(on, period.end)' } }
  kind: { group: item, by: { row: row, open: open } }
parameters:
  rate: { inputs: [a], rows: [[I, 0.5], [II, 0.4]] }
  band: { inputs: [a], read: bands, rows: [[0, 0.5]] }
  names: { type: list of text, value: [I] }
terms:
  row: { a: 0, b: 0 }
  item: { a: 0 }
  agreement: { a: 0 }
payments: [{ id: pay, for: row, from: payer, to: row, amount: cost }]
`;
const base = readModel('/test/model.yaml', BODY).value as ModelDocument;

function withFormulas(formulas: readonly string[]): ModelDocument {
  const scalar = (text: string) => ({ ...base.model, text });
  return {
    ...base,
    terms: base.terms.map((term, i) => ({ ...term, formula: scalar(formulas[i] as string) })),
  };
}

describe('any formula', () => {
  it('is compiled to a sound plan, or explained', () => {
    fc.assert(
      fc.property(fc.nat({ max: 3 }), formula, (place, text) => {
        const formulas = ['0', '0', '0', '0'];
        formulas[place] = text;
        const { value, diagnostics } = compileModel(withFormulas(formulas));
        expect(value !== undefined).toBe(!hasErrors(diagnostics));
        for (const { message, hint, data } of diagnostics) {
          const words = [message.en, message.zh, hint?.en ?? '', hint?.zh ?? ''].join(' ');
          for (const placeholder of words.match(/\{[a-z_]+\}/g) ?? [])
            expect(JSON.stringify(data), words).toContain(placeholder);
        }
        if (!value) return;
        expect(JSON.parse(JSON.stringify(value))).toEqual(value);
        expect(brokenPromises(value)).toEqual([]);
      }),
      { numRuns: 800 },
    );
  });

  it.each(['money', 'ratio', 'condition', 'day'] as const)(
    'compiles every formula of %s that means something',
    (kind) => {
      fc.assert(
        fc.property(sound[kind], sound.money, (text, other) => {
          const { value, diagnostics } = compileModel(withFormulas([text, other, '0', '0']));
          // Comparing a thing with itself is the one mistake such formulas can hold.
          const found = diagnostics.filter((d) => d.severity === 'error' && !d.code.startsWith('compares-'));
          expect(found.map((d) => d.message.en)).toEqual([]);
          if (value) expect(brokenPromises(value)).toEqual([]);
        }),
        { numRuns: 150 },
      );
    },
  );

  it('gives the same plan each time', () => {
    fc.assert(
      fc.property(fc.array(formula, { minLength: 4, maxLength: 4 }), (formulas) => {
        const [a, b] = [1, 2].map(() => JSON.stringify(compileModel(withFormulas(formulas))));
        expect(a).toBe(b);
      }),
      { numRuns: 100 },
    );
  });
});
