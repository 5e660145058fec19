import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Triangle } from './chain-ladder.ts';
import { development, standardError, ultimates } from './chain-ladder.ts';
import { approximately, rounded } from '../shared/fraction.ts';

const chainLadder = (triangle: Triangle) => {
  const learnt = development(triangle);
  return {
    ...learnt,
    ultimates: ultimates(triangle, learnt),
    errors: triangle.map((_, i) => standardError(triangle, learnt, (origin) => origin === i)),
    totalError: standardError(triangle, learnt),
  };
};

/** Taylor and Ashe (1983), as in Mack (1993), table 1: paid in each year of development, by year of accident. */
const INCREMENTS = [
  [357848, 766940, 610542, 482940, 527326, 574398, 146342, 139950, 227229, 67948],
  [352118, 884021, 933894, 1183289, 445745, 320996, 527804, 266172, 425046],
  [290507, 1001799, 926219, 1016654, 750816, 146923, 495992, 280405],
  [310608, 1108250, 776189, 1562400, 272482, 352053, 206286],
  [443160, 693190, 991983, 769488, 504851, 470639],
  [396132, 937085, 847498, 805037, 705960],
  [440832, 847631, 1131398, 1063269],
  [359480, 1061648, 1443370],
  [376686, 986608],
  [344014],
];

const cumulative = (rows: readonly (readonly number[])[]) =>
  rows.map((row) => {
    let total = 0n;
    return row.map((amount) => (total += BigInt(amount)));
  });

describe('the triangle of Taylor and Ashe', () => {
  const triangle = cumulative(INCREMENTS);
  const ladder = chainLadder(triangle);
  const reserves = ladder.ultimates.map((ultimate, i) => ultimate - (triangle[i]?.at(-1) as bigint));

  it('gives the reserves of Mack (1993)', () => {
    expect(reserves.map(Number)).toEqual([
      0, 94634, 469511, 709638, 984889, 1419459, 2177641, 3920301, 4278972, 4625811,
    ]);
    expect(reserves.reduce((a, b) => a + b, 0n)).toBe(18680856n);
  });

  it('gives his factors', () => {
    const factors = ladder.factors.map((factor) => Math.round(approximately(factor) * 1000) / 1000);
    expect(factors).toEqual([3.491, 1.747, 1.457, 1.174, 1.104, 1.086, 1.054, 1.077, 1.018]);
  });

  it('gives his standard errors: 2,447,095 in all', () => {
    expect(Math.round(ladder.totalError as number)).toBe(2447095);
    const shares = ladder.errors
      .slice(1)
      .map((error, i) => Math.round(((error as number) / Number(reserves[i + 1])) * 100));
    expect(shares).toEqual([80, 26, 19, 27, 29, 26, 22, 23, 29]);
  });
});

describe('any triangle', () => {
  it('that is complete has nothing to come', () => {
    const ladder = chainLadder([
      [1n, 2n],
      [3n, 4n],
    ]);
    expect(ladder).toMatchObject({ ultimates: [2n, 4n], totalError: 0 });
  });

  it('of one age, or with nothing paid at an age, is not multiplied', () => {
    expect(chainLadder([[5n], [6n]]).ultimates).toEqual([5n, 6n]);
    const empty = chainLadder([[0n, 7n], [9n]]);
    expect(empty).toMatchObject({ ultimates: [7n, 9n], unknown: [0], totalError: undefined });
  });

  it('refuses an origin that knows more than an older one', () => {
    expect(() => chainLadder([[1n], [1n, 2n]])).toThrow(RangeError);
    expect(() => chainLadder([[]])).toThrow(RangeError);
  });

  const triangle = fc
    .integer({ min: 2, max: 6 })
    .chain((n) =>
      fc.tuple(
        ...Array.from({ length: n }, (_, i) =>
          fc.array(fc.integer({ min: 1, max: 9999 }), { minLength: n - i, maxLength: n - i }),
        ),
      ),
    );

  it('scales with its unit, and completed by its own factors is what it was', () => {
    fc.assert(
      fc.property(triangle, (rows) => {
        const small = cumulative(rows);
        const large = small.map((row) => row.map((amount) => amount * 10000n));
        const ladder = chainLadder(small);
        const more = chainLadder(large);
        ladder.ultimates.forEach((ultimate, i) => {
          expect(rounded({ over: more.ultimates[i] as bigint, under: 10000n }) - ultimate).toBeOneOf([
            -1n,
            0n,
            1n,
          ]);
          expect(ultimate >= (small[i]?.at(-1) as bigint)).toBe(true);
        });
        if (ladder.totalError !== undefined)
          expect((more.totalError as number) / 10000).toBeCloseTo(ladder.totalError, 4);
      }),
      { numRuns: 200, seed: 3 },
    );
  });
});
