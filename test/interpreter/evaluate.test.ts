import { describe, expect, test } from 'vitest';
import type { Expression, ScalarType } from '../../src/language/plan.ts';
import {
  at,
  binary,
  boolean,
  choose,
  column,
  constant,
  date,
  duration,
  entity,
  fact,
  given,
  money,
  periodStart,
  plan,
  plain,
  ratio,
  reference,
  table,
  term,
  text,
  whole,
  origin,
} from './build.ts';
import { interpret } from './interpret.ts';

/** The figure of a formula over a case `c1` of hospital `h1`; `gone` has no value, `maybe` is optional and absent. */
function figure(type: ScalarType, expression: Expression, parameters: Parameters<typeof plan>[1] = {}) {
  const model = plan(
    [
      entity('hospital', { facts: [fact('region', text), fact('size', whole)] }),
      entity('case', {
        references: [reference('hospital', 'hospital'), reference('other', 'hospital')],
        facts: [
          fact('gone', money),
          fact('lost', boolean),
          fact('maybe', money, true),
          fact('age', whole),
          fact('on', date, true),
        ],
        terms: [term('t', type, expression)],
      }),
    ],
    parameters,
  );
  const facts = given({
    hospital: [{ key: { id: 'h1' }, facts: { region: null, size: '7' } }],
    case: [{ key: { id: 'c1' }, references: { hospital: ['h1'], other: null }, facts: { age: '40' } }],
  });
  return interpret(model, facts).rows['case']![0]!.terms['t']!;
}

const missing = (name: string) => ({ kind: 'missing', entity: 'case', key: 'c1', name });
const gone = column('me', money, 'case', 'gone');
const lost = column('me', boolean, 'case', 'lost');
const maybe = column('me', money, 'case', 'maybe');
const yes = constant(boolean, true);
const no = constant(boolean, false);
const one = constant(money, '1');
const zero = constant(money, '0');
const both = (op: 'and' | 'or', ...operands: Expression[]): Expression => ({ op, type: boolean, operands });

describe('unknown (language §3)', () => {
  test('any operand unknown makes the result unknown, with the leftmost reason', () => {
    expect(figure(money, binary('add', money, one, gone))).toEqual({ value: null, reason: missing('gone') });
    expect(figure(money, binary('add', money, maybe, gone)).reason).toEqual(missing('maybe'));
  });

  test('false decides `and`, true decides `or`, on either side', () => {
    expect(figure(boolean, both('and', no, lost)).value).toBe(false);
    expect(figure(boolean, both('and', lost, no)).value).toBe(false);
    expect(figure(boolean, both('or', lost, yes)).value).toBe(true);
    expect(figure(boolean, both('and', yes, lost)).reason).toEqual(missing('lost'));
    expect(figure(boolean, both('or', no, lost)).reason).toEqual(missing('lost'));
  });

  test('`if` reads only the branch taken; an unknown condition is unknown', () => {
    const read = (condition: Expression) => choose(condition, one, gone);
    expect(figure(money, read(yes)).value).toBe('1000000');
    expect(figure(money, read(no)).reason).toEqual(missing('gone'));
    expect(figure(money, read(lost)).reason).toEqual(missing('lost'));
  });

  test('absent is two-valued on facts and references, unknown where the path before it is', () => {
    const absent = (value: Expression): Expression => ({ op: 'absent', type: boolean, value });
    const hospital: ScalarType = { kind: 'reference', entity: 'hospital' };
    expect(figure(boolean, absent(maybe)).value).toBe(true);
    expect(figure(boolean, absent(column('me', hospital, 'case', 'hospital'))).value).toBe(false);
    expect(figure(boolean, absent(column('me', hospital, 'case', 'other'))).value).toBe(true);
    expect(figure(boolean, absent(column('me', text, 'hospital', 'hospital', 'region'))).value).toBe(true);
    expect(figure(boolean, absent(column('me', text, 'hospital', 'other', 'region'))).reason).toEqual(
      missing('other'),
    );
  });

  test('otherwise hides an absent fact, never a path that leads nowhere', () => {
    const size = (through: string) => column('me', whole, 'hospital', through, 'size');
    const instead = (value: Expression): Expression => ({
      op: 'otherwise',
      type: whole,
      value,
      instead: constant(whole, '1'),
    });
    expect(figure(money, { op: 'otherwise', type: money, value: maybe, instead: one }).value).toBe('1000000');
    expect(figure(whole, instead(size('hospital'))).value).toBe('7');
    expect(figure(whole, instead(size('other'))).reason).toEqual(missing('other'));
  });

  test('overflow and division by zero name the term', () => {
    const huge = constant(money, `1${'0'.repeat(31)}`);
    expect(figure(money, binary('add', money, huge, huge)).value).toBe(`2${'0'.repeat(37)}`);
    const ninety: Expression = { op: 'rescale', type: ratio, value: constant(whole, `9${'0'.repeat(30)}`) };
    expect(figure(ratio, ninety).reason).toEqual({ kind: 'overflow', entity: 'case', key: 'c1', name: 't' });
    expect(figure(ratio, binary('divide', ratio, one, zero)).reason).toEqual({
      kind: 'division by zero',
      entity: 'case',
      key: 'c1',
      name: 't',
    });
  });
});

describe('operators (language §2, §4)', () => {
  const two = constant(plain, '2');

  test('powers step by step', () => {
    const third = constant(ratio, '0.333333333333333');
    const cube: Expression = { op: 'power', type: ratio, value: third, exponent: 3, steps: [ratio, ratio] };
    // 0.333…³ is rounded twice: 0.111111111111111 (of 0.111111111111110888…), then × 0.333333333333333.
    expect(figure(ratio, cube).value).toBe('37037037037037');
    expect(figure(plain, { op: 'power', type: plain, value: two, exponent: 0, steps: [] }).value).toBe(
      '1000000000',
    );
  });

  test('clamp with its bounds the wrong way round: the upper bound wins', () => {
    const clamp = (low: string, high: string): Expression => ({
      op: 'clamp',
      type: plain,
      value: two,
      low: constant(plain, low),
      high: constant(plain, high),
    });
    expect(figure(plain, clamp('3', '5')).value).toBe(at(plain, '3'));
    expect(figure(plain, clamp('0', '1')).value).toBe(at(plain, '1'));
    expect(figure(plain, clamp('5', '1')).value).toBe(at(plain, '1'));
  });

  test('dates: difference, shift, parts, repeated durations', () => {
    const leap = constant(date, '2024-02-29');
    const month = constant(duration, 'P1M');
    const repeated: Expression = {
      op: 'repeat',
      type: duration,
      duration: month,
      times: constant(whole, '12'),
    };
    expect(figure(date, { op: 'shift', type: date, date: leap, duration: repeated, sign: 1 }).value).toBe(
      '2025-02-28',
    );
    expect(figure(whole, { op: 'days_between', type: whole, from: periodStart, to: leap }).value).toBe('424');
    expect(figure(whole, { op: 'date_part', type: whole, part: 'day', value: leap }).value).toBe('29');
  });

  test('text', () => {
    const probe = (test_: 'starts with' | 'ends with' | 'contains', part: string) =>
      figure(boolean, {
        op: 'text_test',
        type: boolean,
        test: test_,
        value: constant(text, 'DRG-470'),
        with: constant(text, part),
      }).value;
    expect([probe('starts with', 'DRG'), probe('ends with', '47'), probe('contains', 'G-4')]).toEqual([
      true,
      false,
      true,
    ]);
  });
});

describe('parameters', () => {
  const dated = {
    parameters: [
      {
        kind: 'scalar' as const,
        name: 'share',
        type: ratio,
        origin,
        values: [
          { from: '2023-06-01', value: at(ratio, '0.5'), origin },
          { from: '2024-01-01', value: at(ratio, '0.6'), origin },
        ],
      },
    ],
  };
  const share = (on: Expression): Expression => ({ op: 'parameter', type: ratio, name: 'share', date: on });

  test('a value holds from its date until the next; before the first it is not dated', () => {
    expect(figure(ratio, share(constant(date, '2023-06-01')), dated).value).toBe(at(ratio, '0.5'));
    expect(figure(ratio, share(constant(date, '2023-12-31')), dated).value).toBe(at(ratio, '0.5'));
    expect(figure(ratio, share(constant(date, '2030-01-01')), dated).value).toBe(at(ratio, '0.6'));
    expect(figure(ratio, share(periodStart), dated).reason).toEqual({
      kind: 'not dated',
      entity: 'case',
      key: 'c1',
      name: 'share',
    });
  });

  test('one value for all time does not read the date', () => {
    const always = {
      parameters: [{ ...dated.parameters[0]!, values: [{ from: null, value: '1', origin }] }],
    };
    const unknownDate = column('me', date, 'case', 'on');
    expect(figure(ratio, share(unknownDate), always).value).toBe('1');
    expect(figure(ratio, share(unknownDate), dated).reason).toEqual(missing('on'));
  });
});

describe('tables (language §1)', () => {
  const look = (parameter: ReturnType<typeof table>, type: ScalarType, ...arguments_: Expression[]) =>
    figure(
      type,
      { op: 'lookup', type, table: parameter.name, output: 0, arguments: arguments_, date: periodStart },
      { parameters: [parameter] },
    );
  const from = (low: string, high?: string) => ({
    test: 'between' as const,
    low: at(ratio, low),
    lowClosed: true,
    highClosed: false,
    ...(high && { high: at(ratio, high) }),
  });
  const found = (value: string) => ({ outputs: [at(ratio, value)] });

  test('one match, none, several; first, max, sum', () => {
    const overlapping = [
      { cells: [from('0', '0.5')], ...found('1') },
      { cells: [from('0.4')], ...found('3') },
      { cells: [from('0.45')], ...found('2') },
    ];
    const quality = (value: string) => constant(ratio, value);
    const kept = (hit: 'unique' | 'first' | 'max' | 'sum') =>
      table('kept', [ratio], ratio, overlapping, { hit });
    const why = (kind: string) => ({ kind, entity: 'case', key: 'c1', name: 'kept' });
    expect(look(kept('unique'), ratio, quality('0.3')).value).toBe(at(ratio, '1'));
    expect(look(kept('unique'), ratio, quality('0.4')).reason).toEqual(why('several'));
    expect(look(kept('unique'), ratio, quality('-1')).reason).toEqual(why('outside'));
    expect(look(kept('first'), ratio, quality('0.46')).value).toBe(at(ratio, '1'));
    expect(look(kept('max'), ratio, quality('0.46')).value).toBe(at(ratio, '3'));
    expect(look(kept('sum'), ratio, quality('0.46')).value).toBe(at(ratio, '6'));
    expect(look(kept('unique'), ratio, gone).reason).toEqual(missing('gone'));
  });

  test('interpolation between MSSP points rounds once, half to even', () => {
    const points = [
      ['5000', '0.039'],
      ['5999', '0.036'],
      ['60000', '0.02'],
    ].map(([x, y]) => ({ cells: [{ test: 'is' as const, value: at(whole, x!) }], ...found(y!) }));
    const msr = (outside: 'unknown' | 'clamp') =>
      table('msr', [whole], ratio, points, { read: 'interpolate', outside });
    // 0.039 − 500·0.003/999 = 0.037498498498498498…
    expect(look(msr('unknown'), ratio, constant(whole, '5500')).value).toBe('37498498498498');
    expect(look(msr('unknown'), ratio, constant(whole, '60000')).value).toBe(at(ratio, '0.02'));
    expect(look(msr('unknown'), ratio, constant(whole, '60001')).reason?.kind).toBe('outside');
    expect(look(msr('clamp'), ratio, constant(whole, '4999')).value).toBe(at(ratio, '0.039'));
  });

  test('bands: marginal rates, rounded once at the end', () => {
    const rates = [
      ['0', '0'],
      ['20000000', '0.05'],
      ['40000000', '0.1'],
    ].map(([x, y]) => ({ cells: [{ test: 'is' as const, value: at(money, x!) }], ...found(y!) }));
    const tiers = (outside: 'unknown' | 'clamp') =>
      table('tiers', [money], ratio, rates, { read: 'bands', outside });
    expect(look(tiers('unknown'), money, constant(money, '50000000')).value).toBe(at(money, '2000000'));
    expect(look(tiers('unknown'), money, constant(money, '20000000')).value).toBe('0');
    expect(look(tiers('unknown'), money, constant(money, '-1')).reason?.kind).toBe('outside');
    expect(look(tiers('clamp'), money, constant(money, '-1')).value).toBe('0');
    // 10 millionths above the bound × 0.05 = 0.5 millionths: a tie, to the even 0; 30 give 1.5, to 2.
    expect(look(tiers('clamp'), money, constant(money, '20000000.00001')).value).toBe('0');
    expect(look(tiers('clamp'), money, constant(money, '20000000.00003')).value).toBe('2');
  });

  test('cells: any, either, not', () => {
    const is = (value: string) => ({ test: 'is' as const, value });
    const rows = [
      { cells: [{ test: 'either' as const, cells: [is('a'), is('b')] }], ...found('1') },
      { cells: [{ test: 'not' as const, cells: [is('c'), is('a')] }], ...found('2') },
      { cells: [{ test: 'any' as const }], ...found('3') },
    ];
    const first = table('first', [text], ratio, rows, { hit: 'first' });
    const values = ['a', 'b', 'c', 'd'].map((x) => look(first, ratio, constant(text, x)).value);
    expect(values).toEqual(['1', '1', '3', '2'].map((x) => at(ratio, x)));
  });
});
