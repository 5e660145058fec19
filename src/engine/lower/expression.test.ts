import { afterAll, describe, expect, it } from 'vitest';
import { closeExamples, example } from '../testing/example.ts';

afterAll(closeExamples);

/** One entity `x` with facts of every kind; the formulas are its terms. */
async function terms(formulas: Record<string, string>, rows: string, parameters = '{}') {
  const lines = Object.entries(formulas).map(([name, formula]) => `    ${name}: ${JSON.stringify(formula)}`);
  const model = `entities:
  y: { facts: { size: { type: money }, note: { type: money, optional: true } } }
  x:
    references: { y: y }
    facts:
      a: { type: money }
      b: { type: money }
      n: { type: count }
      m: { type: count }
      r: { type: ratio }
      s: { type: ratio }
      v: { type: number }
      p: { type: boolean }
      q: { type: boolean }
      d: { type: date }
      e: { type: date }
      t: { type: text }
      u: { type: duration }
      o: { type: money, optional: true }
parameters: ${parameters}
terms:
  x:
${lines.join('\n')}
payments: []`;
  const made = await example(model, `y: [{ id: Y, size: 7 }]\nx: [${rows}]`);
  return (name: string, key = 'k') => made.of(`x ${key}`, name);
}

describe('numbers (docs/language.md §2)', () => {
  it('adds and subtracts exactly, multiplies and divides rounding half to even', async () => {
    const of = await terms(
      {
        sum: 'a + b',
        difference: 'a - b',
        product: 'a * r',
        quotient: 'a / b',
        ratio: 'r / s',
        count: 'n * m',
        unit: 'a / n',
      },
      '{ id: k, a: 100.000001, b: 3, r: 0.5, s: 3, n: 7, m: -3 }',
    );
    expect(of('sum')).toBe('103.000001');
    expect(of('difference')).toBe('97.000001');
    // 50.0000005 lies between two millionths: the even one.
    expect(of('product')).toBe('50');
    expect(of('quotient')).toBe('33.333333666666667');
    expect(of('ratio')).toBe('0.166666666666667');
    expect(of('count')).toBe('-21');
    expect(of('unit')).toBe('14.285714');
  });

  it('rounds ties to the even neighbour on both sides of zero', async () => {
    const of = await terms(
      { up: 'a * r', down: 'b * r', minus: '-a * r' },
      '{ id: k, a: 0.000003, b: 0.000001, r: 0.5 }',
    );
    expect([of('up'), of('down'), of('minus')]).toEqual(['0.000002', '0', '-0.000002']);
  });

  it('powers multiply from the left and round each time', async () => {
    const of = await terms(
      { square: 'v ** 2', cube: 'r ** 3', one: 'r ** 0', same: 'r ** 1' },
      '{ id: k, v: 1.5, r: 1.1 }',
    );
    expect([of('square'), of('cube'), of('one'), of('same')]).toEqual(['2.25', '1.331', '1', '1.1']);
  });

  it('division by zero is unknown, and says so', async () => {
    const of = await terms({ quotient: 'a / b', rest: 'modulo(n, m)' }, '{ id: k, a: 1, b: 0, n: 5, m: 0 }');
    expect(of('quotient')).toBe('? division by zero x k quotient');
    expect(of('rest')).toBe('? division by zero x k rest');
  });

  it('overflow is unknown, never wrapped', async () => {
    const big = '100000000000000000000000000000000';
    const of = await terms(
      { twice: 'a + a', square: 'a * r', cube: 'v * v * v', compare: 'n > r', fine: 'a - a' },
      `{ id: k, a: ${big}, r: 1000000, v: 100000000000000000, n: ${big}0000 }`,
    );
    expect(of('twice')).toBe('? overflow x k twice');
    expect(of('square')).toBe('? overflow x k square');
    expect(of('cube')).toBe('? overflow x k cube');
    // A value scaled up for a comparison is an intermediate too.
    expect(of('compare')).toBe('? overflow x k compare');
    expect(of('fine')).toBe('0');
  });

  it('rounds in the seven ways, to digits before the point as well', async () => {
    const ways = {
      even: 'decimal(v, 1)',
      up: 'round half up(v, 1)',
      down: 'round half down(v, 1)',
      away: 'round up(v, 1)',
      towards: 'round down(v, 1)',
      floor: 'floor(v)',
      ceiling: 'ceiling(v)',
      hundred: 'round half up(a, -2)',
      same: 'round half up(v, 12)',
    };
    const of = await terms(
      ways,
      '{ id: k, v: 2.25, a: 250 }, { id: l, v: -2.25, a: -250 }, { id: m, v: 2.250000001, a: 149.999999 }',
    );
    const row = (key: string) => Object.keys(ways).map((name) => of(name, key));
    expect(row('k')).toEqual(['2.2', '2.3', '2.2', '2.3', '2.2', '2', '3', '300', '2.25']);
    expect(row('l')).toEqual(['-2.2', '-2.3', '-2.2', '-2.3', '-2.2', '-3', '-2', '-300', '-2.25']);
    expect(row('m')).toEqual(['2.3', '2.3', '2.3', '2.3', '2.2', '2', '3', '100', '2.250000001']);
  });

  it('modulo takes the sign of the divisor', async () => {
    const of = await terms(
      { rest: 'modulo(n, m)' },
      '{ id: k, n: 7, m: 3 }, { id: l, n: -7, m: 3 }, { id: m, n: 7, m: -3 }, { id: o, n: -7, m: -3 }, { id: z, n: -6, m: 3 }',
    );
    expect(['k', 'l', 'm', 'o', 'z'].map((key) => of('rest', key))).toEqual(['1', '2', '-2', '-1', '0']);
  });

  it('least, greatest and clamp: unknown where an operand is', async () => {
    const of = await terms(
      { least: 'min(a, b)', greatest: 'max(a, b)', clamp: 'clamp(a, b, b + b)', absolute: 'abs(a)' },
      '{ id: k, a: -3, b: 2 }, { id: l, a: 3 }',
    );
    expect([of('least'), of('greatest'), of('clamp'), of('absolute')]).toEqual(['-3', '2', '2', '3']);
    expect(of('least', 'l')).toBe('? missing x l b');
    expect(of('greatest', 'l')).toBe('? missing x l b');
  });
});

describe('unknown is not zero (docs/language.md §3)', () => {
  const row = '{ id: k, a: 1, p: true, q: false }';

  it('false and x is false, true or x is true, on either side', async () => {
    const names = {
      fx: 'q and r > 0',
      xf: 'r > 0 and q',
      tx: 'p or r > 0',
      xt: 'r > 0 or p',
      open: 'p and r > 0',
      no: 'not(r > 0)',
    };
    const of = await terms(names, row.replace('}', ', s: 1 }'));
    expect([of('fx'), of('xf'), of('tx'), of('xt')]).toEqual(['false', 'false', 'true', 'true']);
    expect(of('open')).toBe('? missing x k r');
    expect(of('no')).toBe('? missing x k r');
  });

  it('if reads only the branch taken; an unknown condition takes none', async () => {
    const of = await terms(
      { taken: 'if p then a else b', other: 'if q then a else b', open: 'if r > 0 then a else a' },
      row,
    );
    expect(of('taken')).toBe('1');
    expect(of('other')).toBe('? missing x k b');
    expect(of('open')).toBe('? missing x k r');
  });

  it('the leftmost unknown operand gives the reason', async () => {
    const of = await terms({ left: 'b + a * r', right: 'a * r + b' }, row);
    expect(of('left')).toBe('? missing x k b');
    expect(of('right')).toBe('? missing x k r');
  });

  it('otherwise fills an absent fact only, and not where the path leads nowhere', async () => {
    const of = await terms(
      {
        filled: 'otherwise(o, a)',
        far: 'otherwise(y.note, a)',
        absent: 'o = null',
        there: 'y != null',
        far_absent: 'y.note = null',
      },
      '{ id: k, a: 1, y: Y }, { id: l, a: 1, o: 5 }',
    );
    expect([of('filled'), of('far'), of('absent'), of('there'), of('far_absent')]).toEqual([
      '1',
      '1',
      'true',
      'true',
      'true',
    ]);
    expect([of('filled', 'l'), of('absent', 'l'), of('there', 'l')]).toEqual(['5', 'false', 'false']);
    expect(of('far', 'l')).toBe('? missing x l y');
    expect(of('far_absent', 'l')).toBe('? missing x l y');
  });
});

describe('dates and durations (docs/language.md §4)', () => {
  it('adds months first, with the day clamped to the end of the month, then days', async () => {
    const of = await terms(
      {
        month: 'd + @"P1M"',
        year: 'd + @"P1Y"',
        both: 'd + @"P1M1D"',
        back: 'd - @"P1M"',
        own: 'd + u',
        twice: 'd + u * n',
      },
      '{ id: k, d: 2024-01-31, u: P1M, n: 2 }, { id: l, d: 2024-02-29, u: P1Y10D, n: 2 }',
    );
    expect([of('month'), of('both'), of('back'), of('own'), of('twice')]).toEqual([
      '2024-02-29',
      '2024-03-01',
      '2023-12-31',
      '2024-02-29',
      '2024-03-31',
    ]);
    expect([of('year', 'l'), of('own', 'l'), of('twice', 'l')]).toEqual([
      '2025-02-28',
      '2025-03-10',
      '2026-03-20',
    ]);
  });

  it('counts days, and reads the parts of a date', async () => {
    const of = await terms(
      { days: 'd - e', year: 'year(d)', month: 'month(d)', day: 'day(d)' },
      '{ id: k, d: 2024-03-01, e: 2024-02-01 }',
    );
    expect([of('days'), of('year'), of('month'), of('day')]).toEqual(['29', '2024', '3', '1']);
  });

  it('a date outside the calendar is an overflow, between the two steps as well', async () => {
    const of = await terms(
      { far: 'd + u', back: 'e - u' },
      '{ id: k, d: 9999-12-01, e: 0001-01-15, u: P1M }',
    );
    expect(of('far')).toBe('? overflow x k far');
    expect(of('back')).toBe('? overflow x k back');
  });

  it('a month is not thirty days', async () => {
    const of = await terms({ same: 'u = @"P30D"', equal: 'u = @"P1M"' }, '{ id: k, u: P1M }');
    expect([of('same'), of('equal')]).toEqual(['false', 'true']);
  });
});

describe('parameters and lists', () => {
  const parameters = `
  rate: { type: ratio, values: { 2020-01-01: 0.1, 2024-01-01: 0.2 } }
  good: { type: list of text, value: [A, B] }`;

  it('a dated value holds from its date until the next; before the first it is unknown', async () => {
    const of = await terms(
      { now: 'a * rate', before: 'a * at(rate, d)', member: 't in good' },
      '{ id: k, a: 10, d: 2023-12-31, t: B }, { id: l, a: 10, d: 2019-12-31, t: C }, { id: m, a: 10, d: 2024-01-01 }',
      parameters,
    );
    expect([of('now'), of('before'), of('member')]).toEqual(['2', '1', 'true']);
    expect([of('before', 'l'), of('member', 'l')]).toEqual(['? not dated x l rate', 'false']);
    expect([of('before', 'm'), of('member', 'm')]).toEqual(['2', '? missing x m t']);
  });

  it('tests text literally, whatever it holds', async () => {
    const of = await terms(
      {
        quote: `t = "it's"`,
        starts: 'starts with(t, "it")',
        ends: 'ends with(t, "%")',
        has: 'contains(t, "_")',
      },
      `{ id: k, t: "it's" }, { id: l, t: "100%" }, { id: m, t: "a_b" }`,
    );
    expect([of('quote'), of('starts'), of('ends'), of('has')]).toEqual(['true', 'true', 'false', 'false']);
    expect([of('ends', 'l'), of('has', 'l'), of('has', 'm')]).toEqual(['true', 'false', 'true']);
  });
});
