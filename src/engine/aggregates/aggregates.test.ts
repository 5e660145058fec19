import { afterAll, describe, expect, it } from 'vitest';
import { closeExamples, example } from '../testing/example.ts';

afterAll(closeExamples);

/** Hospitals with cases; `formulas` are terms of the hospital. */
async function hospitals(formulas: Record<string, string>, cases: string, more = '') {
  const lines = Object.entries(formulas).map(([name, formula]) => `    ${name}: ${JSON.stringify(formula)}`);
  const model = `entities:
  hospital: { facts: { limit: { type: money } } }
  case:
    references: { hospital: hospital }
    facts: { fee: { type: money }, days: { type: count, unit: day }, core: { type: boolean }, kind: { type: text }, on: { type: date } }
parameters: { half: 0.5, one: 1, p90: 0.9, over: 1.5, one_day: { type: count, unit: day, value: 1 } }
terms:
  hospital:
${lines.join('\n')}
${more}
payments: []`;
  const made = await example(model, `hospital: [{ id: A, limit: 15 }, { id: B }]\ncase: [${cases}]`);
  return (name: string, key = 'A') => made.of(`hospital ${key}`, name);
}

const CASES = `
  { id: 1, hospital: A, fee: 10, days: 1, core: true, kind: x },
  { id: 2, hospital: A, fee: 20, days: 2, core: false, kind: y },
  { id: 3, hospital: A, fee: 40, days: 3, core: true, kind: x },
  { id: 4, fee: 1000, days: 1, core: true, kind: x }`;

describe('over a list', () => {
  it('sum, count, min, max, mean, median, only, any, all', async () => {
    const of = await hospitals(
      {
        sum: 'sum(case.fee)',
        product: 'sum(for c in case return c.fee * half)',
        count: 'count(case)',
        core: 'count(case[core])',
        min: 'min(case.fee)',
        max: 'max(case.fee)',
        mean: 'mean(case.fee)',
        middle: 'median(case.fee)',
        only: 'only(case[kind = "y"].fee)',
        has_core: 'some c in case satisfies c.core',
        all_core: 'every c in case satisfies c.core',
      },
      CASES,
    );
    const figures = [
      'sum',
      'product',
      'count',
      'core',
      'min',
      'max',
      'mean',
      'middle',
      'only',
      'has_core',
      'all_core',
    ];
    expect(figures.map((name) => of(name))).toEqual([
      '70',
      '35',
      '3',
      '2',
      '10',
      '40',
      '23.333333',
      '20',
      '20',
      'true',
      'false',
    ]);
  });

  it('of nothing: sum and count are 0, any is false, all is true, the others are unknown', async () => {
    const of = await hospitals(
      {
        sum: 'sum(case.fee)',
        count: 'count(case)',
        has_core: 'some c in case satisfies c.core',
        all_core: 'every c in case satisfies c.core',
        min: 'min(case.fee)',
        mean: 'mean(case.fee)',
        middle: 'median(case.fee)',
        spread: 'stddev(case.fee)',
        only: 'only(case.fee)',
        rank: 'percentile(case.fee, half)',
      },
      CASES,
    );
    expect(['sum', 'count', 'has_core', 'all_core'].map((name) => of(name, 'B'))).toEqual([
      '0',
      '0',
      'false',
      'true',
    ]);
    expect(['min', 'mean', 'middle', 'spread', 'only', 'rank'].map((name) => of(name, 'B'))).toEqual([
      '? empty hospital B min',
      '? empty hospital B mean',
      '? empty hospital B median',
      '? empty hospital B stddev',
      '? empty hospital B only',
      '? empty hospital B percentile',
    ]);
  });

  it('an unknown value of a row that passes, or an unknown filter, leaves the aggregate unknown: the first in key order says why', async () => {
    const of = await hospitals(
      {
        sum: 'sum(case.fee)',
        core: 'sum(case[core].fee)',
        count: 'count(case)',
        long: 'count(case[days > one_day])',
        has_core: 'some c in case satisfies c.core',
        all_core: 'every c in case satisfies c.core',
      },
      `{ id: 1, hospital: A, fee: 10, days: 1, core: true }, { id: 2, hospital: A, core: false }, { id: 3, hospital: A, fee: 5, days: 2 }`,
    );
    expect(of('sum')).toBe('? missing case 2 fee');
    expect(of('core')).toBe('? missing case 3 core');
    expect(of('count')).toBe('3');
    expect(of('long')).toBe('? missing case 2 days');
    // A true element decides `any`, a false one `all`.
    expect([of('has_core'), of('all_core')]).toEqual(['true', 'false']);
  });

  it('only one element: several are unknown', async () => {
    const of = await hospitals({ only: 'only(case[core].fee)' }, CASES);
    expect(of('only')).toBe('? several hospital A only');
  });

  it('the median of an even number is the mean of the two in the middle', async () => {
    const of = await hospitals(
      { fee: 'median(case.fee)', days: 'median(case.days)' },
      '{ id: 1, hospital: A, fee: 0.000001, days: 1 }, { id: 2, hospital: A, fee: 0.000002, days: 4 }',
    );
    expect([of('fee'), of('days')]).toEqual(['0.000002', '2.5']);
  });

  it('stddev is the sample’s, to the nearest digit; of one it is unknown', async () => {
    const of = await hospitals({ spread: 'stddev(case.fee)', single: 'stddev(case[kind = "y"].fee)' }, CASES);
    // 15.275252316519467
    expect(of('spread')).toBe('15.275252');
    expect(of('single')).toBe('? empty hospital A stddev');
  });

  it('percentile is the nearest rank; p outside [0, 1] is invalid', async () => {
    const of = await hospitals(
      {
        low: 'percentile(case.fee, one - one)',
        middle: 'percentile(case.fee, half)',
        high: 'percentile(case.fee, p90)',
        bad: 'percentile(case.fee, over)',
      },
      CASES,
    );
    expect([of('low'), of('middle'), of('high')]).toEqual(['10', '20', '40']);
    expect(of('bad')).toBe('? invalid hospital A percentile');
  });

  it('an element beyond ±2^96 overflows a sum, not a maximum', async () => {
    const big = '80000000000000000000000';
    const of = await hospitals(
      { sum: 'sum(case.fee)', mean: 'mean(case.fee)', max: 'max(case.fee)' },
      `{ id: 1, hospital: A, fee: ${big} }`,
    );
    expect(of('sum')).toBe('? overflow hospital A sum');
    expect(of('mean')).toBe('? overflow hospital A mean');
    expect(of('max')).toBe(big);
  });

  it('what reads my row too is paired row by row', async () => {
    const of = await hospitals(
      {
        above: 'sum(case[fee > hospital.limit].fee)',
        excess: 'sum(for c in case return max(0, c.fee - limit))',
        none: 'count(case[fee > hospital.limit])',
      },
      CASES,
    );
    expect([of('above'), of('excess'), of('none')]).toEqual(['60', '30', '2']);
    // B has no cases, so its unknown limit is read by none.
    expect(of('above', 'B')).toBe('0');
  });

  it('lists of the agreement hold all rows; terms of it are read from anywhere', async () => {
    const of = await hospitals(
      { share: 'sum(case.fee) / agreement.total' },
      CASES,
      '  agreement: { total: sum(case.fee) }',
    );
    expect(of('share')).toBe('0.065420560747664');
  });
});

/** One list of claims in order of day, ties by id. */
async function claims(formulas: Record<string, string>, rows: string) {
  const lines = Object.entries(formulas).map(([name, formula]) => `    ${name}: ${JSON.stringify(formula)}`);
  const model = `entities:
  member: {}
  claim:
    references: { member: member }
    facts: { day: { type: date }, paid: { type: money }, ok: { type: boolean } }
parameters: { cap: { type: money, value: 100 } }
terms:
  claim:
${lines.join('\n')}
payments: []`;
  const made = await example(model, `claim: [${rows}]`);
  return (name: string) => made.all('claim', name);
}

describe('preceding', () => {
  const rows = `{ id: a, member: M, day: 2024-03-01, paid: 50 }, { id: b, member: M, day: 2024-01-01, paid: 30 },
    { id: c, member: M, day: 2024-03-01, paid: 70 }, { id: d, member: N, day: 2024-02-01, paid: 5 }`;

  it('sums what stands before me, by key and then by id: a shared cap', async () => {
    const of = await claims(
      {
        before: 'sum(preceding(member.claim, day).paid)',
        within: 'min(cap, before + paid) - min(cap, before)',
        places: 'count(preceding(member.claim, day))',
        most: 'max(preceding(member.claim, day).paid)',
        any_before: 'some c in preceding(member.claim, day) satisfies c.paid > paid',
      },
      rows,
    );
    expect(of('before')).toEqual({ a: '30', b: '0', c: '80', d: '0' });
    expect(of('within')).toEqual({ a: '50', b: '30', c: '20', d: '5' });
    expect(of('places')).toEqual({ a: '1', b: '0', c: '2', d: '0' });
    expect(of('most')).toMatchObject({ a: '30', b: '? empty claim b max', c: '50' });
    expect(of('any_before')).toEqual({ a: 'false', b: 'false', c: 'false', d: 'false' });
  });

  it('a value unknown counts only before mine; an order key unknown counts for all', async () => {
    const formulas = {
      before: 'sum(preceding(member.claim, day).paid)',
      good: 'sum(preceding(member.claim[ok], day).paid)',
    };
    const value = await claims(
      formulas,
      `{ id: a, member: M, day: 2024-01-01, paid: 1, ok: true }, { id: b, member: M, day: 2024-02-01, ok: false }, { id: c, member: M, day: 2024-03-01, paid: 3, ok: true }`,
    );
    expect(value('before')).toEqual({ a: '0', b: '1', c: '? missing claim b paid' });
    expect(value('good')).toEqual({ a: '0', b: '1', c: '1' });
    const key = await claims(
      formulas,
      `{ id: a, member: M, day: 2024-01-01, paid: 1, ok: true }, { id: b, member: M, paid: 2, ok: false }`,
    );
    expect(key('before')).toEqual({ a: '? missing claim b day', b: '? missing claim b day' });
    // The filter leaves b out, so its day is asked for only by b itself.
    expect(key('good')).toEqual({ a: '0', b: '? missing claim b day' });
  });
});

describe('rank', () => {
  it('ties share a place; who is not in the list has none', async () => {
    const of = await claims(
      { place: 'rank(member.claim, paid)', good: 'rank(member.claim[ok], paid)' },
      `{ id: a, member: M, paid: 5, ok: true }, { id: b, member: M, paid: 9, ok: true }, { id: c, member: M, paid: 5, ok: false }, { id: d, paid: 1, ok: true }`,
    );
    expect(of('place')).toEqual({ a: '1', b: '3', c: '1', d: '? missing claim d member' });
    expect(of('good')).toEqual({
      a: '1',
      b: '2',
      c: '? not in list claim c rank',
      d: '? missing claim d member',
    });
  });
});

describe('allocate', () => {
  async function shares(total: string, weights: string) {
    const model = `entities: { hospital: { facts: { weight: { type: number }, ok: { type: boolean } } } }
parameters: { fund: { type: money, value: ${total} } }
terms:
  hospital: { share: "allocate(fund, agreement.hospital, weight)", good: "allocate(fund, agreement.hospital[ok], weight)" }
payments: []`;
    return example(model, `hospital: [${weights}]`);
  }

  it('gives whole cents by largest remainder, ties in key order, and what is finer to the first: the shares sum to the total', async () => {
    const made = await shares(
      '100',
      '{ id: a, weight: 1, ok: true }, { id: b, weight: 1, ok: true }, { id: c, weight: 1, ok: false }',
    );
    expect(made.all('hospital', 'share')).toEqual({ a: '33.34', b: '33.33', c: '33.33' });
    expect(made.all('hospital', 'good')).toEqual({
      a: '50',
      b: '50',
      c: '? not in list hospital c allocate',
    });
    const fine = await shares('-0.025', '{ id: a, weight: 1, ok: true }, { id: b, weight: 3, ok: true }');
    // Two cents: ½ and 1½. The remainders tie, so a, the first, gets the cent that is left over and the half a cent.
    expect(fine.all('hospital', 'share')).toEqual({ a: '-0.015', b: '-0.01' });
  });

  it('a negative weight, no weight at all: unknown for everyone', async () => {
    const negative = await shares('1', '{ id: a, weight: 1, ok: true }, { id: b, weight: -1, ok: false }');
    expect(negative.all('hospital', 'share')).toEqual({
      a: '? negative weight hospital a allocate',
      b: '? negative weight hospital b allocate',
    });
    expect(negative.of('hospital a', 'good')).toBe('1');
    const zero = await shares('1', '{ id: a, weight: 0, ok: true }');
    expect(zero.of('hospital a', 'share')).toBe('? zero weight hospital a allocate');
  });
});
