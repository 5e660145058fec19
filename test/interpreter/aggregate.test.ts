import { describe, expect, test } from 'vitest';
import type { Aggregate, Expression, ScalarType } from '../../src/language/plan.ts';
import {
  aggregateTerm,
  at,
  boolean,
  column,
  constant,
  entity,
  fact,
  given,
  list,
  money,
  plan,
  ratio,
  reference,
  whole,
} from './build.ts';
import { interpret } from './interpret.ts';

type Case = { id: string; fee?: string | null; order?: string | null; core?: boolean | null };

const fee = column('element', money, 'case', 'fee');
const order = column('element', whole, 'case', 'order');
const core = column('element', boolean, 'case', 'core');
const mine = list('case', 'hospital', ['hospital'], ['hospital']);
const theirs = list('case', 'hospital', ['hospital']);

/** The cases of hospital h1, with one term in the hospital and one in each case. */
function model(
  cases: Case[],
  inHospital?: [ScalarType, Omit<Aggregate, 'correlated'>],
  inCase?: typeof inHospital,
) {
  const result = interpret(
    plan([
      entity('hospital', { terms: inHospital ? [aggregateTerm('t', ...inHospital)] : [] }),
      entity('case', {
        references: [reference('hospital', 'hospital')],
        facts: [fact('fee', money), fact('order', whole), fact('core', boolean)],
        terms: inCase ? [aggregateTerm('t', ...inCase)] : [],
      }),
    ]),
    given({
      hospital: [{ key: { id: 'h1' } }],
      case: cases.map((c) => ({
        key: { id: c.id },
        references: { hospital: c.id === 'nowhere' ? null : ['h1'] },
        facts: { fee: c.fee ? at(money, c.fee) : null, order: c.order ?? null, core: c.core ?? null },
      })),
    }),
  );
  return {
    hospital: result.rows['hospital']![0]!.terms['t']!,
    cases: Object.fromEntries(result.rows['case']!.map((row) => [row.key, row.terms['t']!])),
  };
}

const fees = (...values: (string | null)[]): Case[] =>
  values.map((value, i) => ({ id: `c${i}`, fee: value }));
const of = (
  name: Aggregate['function'],
  cases: Case[],
  type: ScalarType = money,
  extra: Partial<Aggregate> = {},
) => model(cases, [type, { function: name, list: theirs, value: fee, ...extra }]).hospital;

describe('functions (language §2)', () => {
  test('sum, min, max, only, mean, median', () => {
    const three = fees('1', '2.5', '4');
    expect(of('sum', three).value).toBe(at(money, '7.5'));
    expect(of('min', three).value).toBe(at(money, '1'));
    expect(of('max', three).value).toBe(at(money, '4'));
    expect(of('mean', three).value).toBe(at(money, '2.5'));
    expect(of('median', three).value).toBe(at(money, '2.5'));
    expect(of('only', fees('3')).value).toBe(at(money, '3'));
    expect(of('only', three).reason).toEqual({
      kind: 'several',
      entity: 'hospital',
      key: 'h1',
      name: 'only',
    });
  });

  test('means and medians round once, half to even', () => {
    expect(of('mean', fees('0.000001', '0.000002')).value).toBe('2');
    expect(of('mean', fees('0.000001', '0')).value).toBe('0');
    expect(of('median', fees('0.000003', '0.000002')).value).toBe('2');
    expect(of('median', fees('-0.000003', '-0.000002')).value).toBe('-2');
  });

  test('the mean of whole numbers is at the natural scale', () => {
    const cases = [
      { id: 'a', order: '1' },
      { id: 'b', order: '2' },
    ];
    expect(model(cases, [ratio, { function: 'mean', list: theirs, value: order }]).hospital.value).toBe(
      at(ratio, '1.5'),
    );
  });

  test('the sample standard deviation, nearest', () => {
    // 2, 4, 4, 4, 5, 5, 7, 9: Σ(x − 5)² = 32, / 7 = 4.571428…, √ = 2.138089935…
    expect(of('stddev', fees('2', '4', '4', '4', '5', '5', '7', '9')).value).toBe('2138090');
    expect(of('stddev', fees('3', '3')).value).toBe('0');
    // Two millionths apart by one: √½ = 0.707 → 1.
    expect(of('stddev', fees('0.000001', '0.000002')).value).toBe('1');
    expect(of('stddev', fees('3')).reason).toEqual({
      kind: 'empty',
      entity: 'hospital',
      key: 'h1',
      name: 'stddev',
    });
    // x² at scale 6 of 10¹⁴ is 10⁴⁰.
    expect(of('stddev', fees('100000000000000', '1')).reason?.kind).toBe('overflow');
  });

  test('percentile: nearest rank ⌈n·p⌉', () => {
    const p = (value: string) =>
      of('percentile', fees('40', '10', '30', '20'), money, { argument: constant(ratio, value) });
    const values = ['0', '0.25', '0.250000000000001', '0.5', '0.99', '1'].map((x) => p(x).value);
    expect(values).toEqual(['10', '10', '20', '20', '40', '40'].map((x) => at(money, x)));
    expect(p('1.1').reason).toEqual({ kind: 'invalid', entity: 'hospital', key: 'h1', name: 'percentile' });
  });

  test('elements beyond ±2^96 overflow a sum even where the sum would fit; min does not mind', () => {
    const edge = (2n ** 96n).toString();
    const scaled = `${edge.slice(0, -6)}.${edge.slice(-6)}`;
    expect(of('sum', fees(scaled)).value).toBe(edge);
    const beyond = `${scaled.slice(0, -1)}${Number(scaled.at(-1)) + 1}`;
    expect(of('sum', fees(beyond, `-${beyond}`)).reason?.kind).toBe('overflow');
    expect(of('min', fees(beyond)).value).toBe((2n ** 96n + 1n).toString());
  });
});

describe('nothing and unknown (language §3)', () => {
  test('of nothing: sum and count 0, any false, all true, the others unknown', () => {
    expect(of('sum', []).value).toBe('0');
    expect(of('count', [], whole).value).toBe('0');
    expect(of('any', [], boolean, { value: core }).value).toBe(false);
    expect(of('all', [], boolean, { value: core }).value).toBe(true);
    for (const name of ['min', 'max', 'mean', 'median', 'stddev', 'only', 'percentile'] as const) {
      const extra = name === 'percentile' ? { argument: constant(ratio, '0.5') } : {};
      expect(of(name, [], money, extra).reason).toEqual({
        kind: 'empty',
        entity: 'hospital',
        key: 'h1',
        name,
      });
    }
  });

  test('an unknown element, or filter, makes the aggregate unknown; the first in key order says why', () => {
    const missing = { kind: 'missing', entity: 'case', key: 'b', name: 'fee' };
    const cases: Case[] = [{ id: 'c' }, { id: 'b' }, { id: 'a', fee: '1' }];
    expect(of('sum', cases).reason).toEqual(missing);
    expect(of('count', cases, whole).value).toBe('3');
    const filtered = list('case', 'hospital', ['hospital'], [], core);
    expect(of('count', [{ id: 'x' }], whole, { list: filtered }).reason?.name).toBe('core');
    expect(of('sum', [{ id: 'x', core: false }], money, { list: filtered }).value).toBe('0');
  });

  test('a true element decides `any` beside unknown ones, a false one `all`', () => {
    const cases: Case[] = [{ id: 'a' }, { id: 'b', core: true }, { id: 'c', core: false }];
    expect(of('any', cases, boolean, { value: core }).value).toBe(true);
    expect(of('all', cases, boolean, { value: core }).value).toBe(false);
    expect(of('any', [cases[0]!, cases[2]!], boolean, { value: core }).reason?.key).toBe('a');
  });

  test('a row that refers nowhere is in no list, and its own list is unknown', () => {
    const cases: Case[] = [
      { id: 'c1', fee: '1' },
      { id: 'nowhere', fee: '2' },
    ];
    const total = { function: 'sum' as const, list: theirs, value: fee };
    const result = model(cases, [money, total], [money, { ...total, list: mine }]);
    expect(result.hospital.value).toBe(at(money, '1'));
    expect(result.cases['c1']!.value).toBe(at(money, '1'));
    expect(result.cases['nowhere']!.reason).toEqual({
      kind: 'missing',
      entity: 'case',
      key: 'nowhere',
      name: 'hospital',
    });
  });
});

describe('order (language §4)', () => {
  const before: Omit<Aggregate, 'correlated'> = { function: 'sum', list: mine, value: fee, preceding: order };

  test('preceding: by key, ties by entity key', () => {
    const cases: Case[] = [
      { id: 'c', fee: '1', order: '5' },
      { id: 'b', fee: '10', order: '5' },
      { id: 'a', fee: '100', order: '9' },
    ];
    const { cases: sums } = model(cases, undefined, [money, before]);
    expect([sums['b']!.value, sums['c']!.value, sums['a']!.value]).toEqual([
      '0',
      at(money, '10'),
      at(money, '11'),
    ]);
  });

  test('an unknown value matters only to those after it, an unknown order key to all', () => {
    const cases: Case[] = [
      { id: 'a', fee: '1', order: '1' },
      { id: 'b', order: '2' },
      { id: 'c', fee: '1', order: '3' },
    ];
    const values = model(cases, undefined, [money, before]).cases;
    expect([values['a']!.value, values['b']!.value, values['c']!.value]).toEqual(['0', at(money, '1'), null]);
    // To c, b's unknown fee comes first in key order; to the others d's unknown place in the order.
    const keys = model([...cases, { id: 'd', fee: '1' }], undefined, [money, before]).cases;
    expect(Object.values(keys).map((f) => f.reason?.name)).toEqual(['order', 'order', 'fee', 'order']);
  });

  test('an unknown filter matters to those after it, with an unknown order key to all', () => {
    const count = { ...before, function: 'count' as const, list: { ...mine, where: core } };
    const cases: Case[] = [
      { id: 'a', core: true, order: '1' },
      { id: 'b', order: '2' },
      { id: 'c', core: true, order: '3' },
    ];
    const values = (all: Case[]) =>
      Object.values(model(all, undefined, [whole, count]).cases).map((f) => f.value ?? f.reason?.name);
    expect(values(cases)).toEqual(['0', '1', 'core']);
    expect(values([...cases, { id: 'd', core: false }])).toEqual(['0', '1', 'core', 'order']);
    expect(values([...cases, { id: 'd' }])).toEqual(['core', 'core', 'core', 'order']);
  });

  test('an unknown order key leaves even `any` unknown', () => {
    const any = { ...before, function: 'any' as const, value: core };
    const cases: Case[] = [
      { id: 'a', core: true, order: '1' },
      { id: 'b', core: true, order: '2' },
    ];
    const value = (all: Case[]) => model(all, undefined, [boolean, any]).cases['b']!.value;
    expect(value(cases)).toBe(true);
    expect(value([...cases, { id: 'c', core: true }])).toBe(null);
  });

  test('rank: ties share a place; outside the list there is none', () => {
    const cases: Case[] = ['3', '1', '3', '9'].map((value, i) => ({
      id: `c${i}`,
      order: value,
      core: i < 3,
    }));
    const filtered = { ...mine, where: core };
    const { cases: places } = model(cases, undefined, [whole, { function: 'rank', list: filtered, order }]);
    expect(Object.values(places).map((f) => f.value)).toEqual(['2', '1', '2', null]);
    expect(places['c3']!.reason).toEqual({ kind: 'not in list', entity: 'case', key: 'c3', name: 'rank' });
  });
});

describe('allocate (language §2): shares sum to the total exactly', () => {
  const share = (total: string, cases: Case[], weight: Expression = order) => {
    const a: Omit<Aggregate, 'correlated'> = {
      function: 'allocate',
      list: mine,
      value: weight,
      argument: constant(money, total),
      unit: 4,
    };
    return Object.values(model(cases, undefined, [money, a]).cases);
  };
  const weights = (...values: (string | null)[]): Case[] =>
    values.map((value, i) => ({ id: `c${i}`, order: value }));
  const shares = (total: string, ...values: string[]) => share(total, weights(...values)).map((f) => f.value);

  test('cents left over go to the largest remainders, ties in key order', () => {
    expect(shares('100', '1', '1', '1')).toEqual(['33.34', '33.33', '33.33'].map((x) => at(money, x)));
    expect(shares('0.05', '1', '3', '2')).toEqual(['0.01', '0.02', '0.02'].map((x) => at(money, x)));
    expect(shares('-100', '1', '1', '1')).toEqual(['-33.34', '-33.33', '-33.33'].map((x) => at(money, x)));
  });

  test('what is smaller than a cent goes to the first in that order', () => {
    // 10 cents by 1 : 2: 3⅓ and 6⅔; the larger remainder takes the cent and the half cent.
    expect(shares('0.105', '1', '2')).toEqual(['0.03', '0.075'].map((x) => at(money, x)));
  });

  test('no weight, a negative weight, not in the list', () => {
    expect(share('1', weights('0', '0')).map((f) => f.reason?.kind)).toEqual(['zero weight', 'zero weight']);
    expect(share('1', weights('2', '-1')).map((f) => f.reason?.kind)).toEqual([
      'negative weight',
      'negative weight',
    ]);
    // A weight beyond ±2^96 is an overflow before it is a negative weight.
    expect(share('1', weights('2', `-${2n ** 97n}`)).map((f) => f.reason?.kind)).toEqual([
      'overflow',
      'overflow',
    ]);
    expect(share('1', weights('2', null)).map((f) => f.reason?.key)).toEqual(['c1', 'c1']);
  });
});

test('keys tie by code point, not by UTF-16 unit', () => {
  // U+FF5E stands before U+1F600 by code point, after its first surrogate by UTF-16 unit.
  const cases: Case[] = [
    { id: '😀', fee: '1', order: '1' },
    { id: '～', fee: '2', order: '1' },
  ];
  const before: Omit<Aggregate, 'correlated'> = { function: 'sum', list: mine, value: fee, preceding: order };
  const { cases: sums } = model(cases, undefined, [money, before]);
  expect(sums['～']!.value).toBe('0');
  expect(sums['😀']!.value).toBe(at(money, '2'));
});
