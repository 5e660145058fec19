import { describe, expect, it, test } from 'vitest';
import { direct, indirect, squaresAround } from './standardise.ts';
import type { Stratum } from './standardise.ts';
import { overdispersion, quantile, systematicComponent } from './variation.ts';

/** Births and infants with Down syndrome by the mother's age (under 20 … 40 and over) and birth order: Fleiss 1981, p. 249, as in R's epitools. */
const births = {
  first: [230061, 329449, 114920, 39487, 14208, 3052],
  second: [72202, 326701, 208667, 83228, 28466, 5375],
  third: [15050, 175702, 207081, 117300, 45026, 8660],
  fourth: [2293, 68800, 132424, 98301, 46075, 9834],
  later: [327, 30666, 123419, 149919, 104088, 34392],
  all: [319933, 931318, 786511, 488235, 237863, 61313],
};
const events = {
  first: [107, 141, 60, 40, 39, 25],
  second: [25, 150, 110, 84, 82, 39],
  third: [3, 71, 114, 103, 108, 75],
  fourth: [1, 26, 64, 89, 137, 96],
  later: [0, 8, 63, 112, 262, 295],
  all: [136, 396, 411, 428, 628, 530],
};
type Order = keyof typeof births;
const sums = (order: Order) =>
  births[order].map((cases, i) => ({ cases, sum: events[order][i] ?? 0, squares: events[order][i] ?? 0 }));
const overall = 2529 / 2825173;

describe('direct standardisation equals R (epitools 0.5, ageadjust.direct)', () => {
  // Printed in the README of the R package tidyrates, which wraps it.
  const weights = [63986.6, 186263.6, 157302.2, 97647.0, 47572.6, 12262.6];
  it.each([
    ['first', '92.3', '80.4', '106'],
    ['second', '91.2', '82.4', '101'],
    ['third', '85.1', '77.2', '94.2'],
    ['fourth', '92.7', '80.0', '115'],
    ['later', '75.5', '67.7', '188'],
  ] as const)('%s births per 100,000: %s (%s to %s)', (order, rate, low, high) => {
    const { value } = direct(sums(order), weights, { scale: 'share', mean: overall });
    const shown = (x: number | undefined) => (1e5 * (x ?? NaN)).toPrecision(3);
    expect([shown(value?.value), shown(value?.interval?.low), shown(value?.interval?.high)]).toEqual([
      rate,
      low,
      high,
    ]);
  });

  it('is impossible where a provider has no case in a stratum', () => {
    const own = sums('first').map((one, i) => (i === 5 ? { cases: 0, sum: 0, squares: 0 } : one));
    expect(direct(own, weights, { scale: 'share', mean: overall })).toEqual({ value: undefined, empty: 1 });
  });
});

describe('indirect standardisation', () => {
  const rates = births.all.map((cases, i) => (events.all[i] ?? 0) / cases);
  const of = (order: Order): Stratum[] => sums(order).map((one, i) => ({ ...one, expected: rates[i] ?? 0 }));
  it.each([
    // Σ births × rate of all by age, worked out apart from this program.
    ['first', 412, 396.4411, 1.03925],
    ['third', 474, 485.8826, 0.97554],
    ['later', 740, 781.1962, 0.94727],
  ] as const)('%s births: %d observed, %d expected', (order, observed, expected, ratio) => {
    const found = indirect(of(order), { scale: 'share', mean: overall, spread: 0 });
    expect(found?.observed).toBe(observed);
    expect(found?.expected).toBeCloseTo(expected, 4);
    expect(found?.ratio).toBeCloseTo(ratio, 5);
    expect(found?.adjusted).toBeCloseTo(ratio * overall, 8);
    expect(found?.kind).toBe('poisson');
  });

  it('the interval of ten events where eight were expected: exact limits ÷ 8', () => {
    const own = [{ cases: 100, sum: 10, squares: 10, expected: 0.08 }];
    const found = indirect(own, { scale: 'share', mean: 0.08, spread: 0 });
    expect(found?.ratioInterval?.low).toBeCloseTo(4.7954 / 8, 4);
    expect(found?.ratioInterval?.high).toBeCloseTo(18.3904 / 8, 4);
    // (10 − 8) ÷ √(100 × 0.08 × 0.92)
    expect(found?.z).toBeCloseTo(2 / Math.sqrt(7.36), 10);
  });

  it('what most cases reach is adjusted by those who do not: 95 of 100, where 90 were expected and 90 per cent is the mean', () => {
    const own = [{ cases: 100, sum: 95, squares: 95, expected: 0.9 }];
    const found = indirect(own, { scale: 'share', mean: 0.9, spread: 0 });
    // 5 missed where 10 were expected: half of the 10 per cent of all.
    expect(found?.adjusted).toBeCloseTo(0.95, 12);
    expect(found?.adjustedInterval?.high).toBeLessThanOrEqual(1);
    expect(found?.ratio).toBeCloseTo(95 / 90, 12);
  });

  it('no events at all: nought, with an upper limit', () => {
    const found = indirect([{ cases: 40, sum: 0, squares: 0, expected: 0.05 }], {
      scale: 'share',
      mean: 0.05,
      spread: 0,
    });
    expect(found?.ratio).toBe(0);
    expect(found?.ratioInterval?.high).toBeCloseTo(3.6889 / 2, 4);
  });

  it('nobody: nothing', () => expect(indirect([], { scale: 'cost', mean: 1, spread: 1 })).toBeUndefined());

  it('costs by hand: 10, 20, 30 where 15 each were expected', () => {
    const own = [{ cases: 3, sum: 60, squares: 1400, expected: 15 }];
    const found = indirect(own, { scale: 'cost', mean: 12, spread: 50 });
    expect(found?.ratio).toBeCloseTo(4 / 3, 12);
    // d = −10, 0, 10: √(3/2 × 200) ÷ 45.
    const error = Math.sqrt(300) / 45;
    expect(found?.ratioInterval?.high).toBeCloseTo((4 / 3) * Math.exp((1.959964 * error) / (4 / 3)), 5);
    expect(found?.adjusted).toBeCloseTo(16, 12);
    expect(found?.z).toBeCloseTo(15 / Math.sqrt(150), 12);
  });

  it('means by hand: 1, 2, 6 where 2 each were expected', () => {
    const own = [{ cases: 3, sum: 9, squares: 41, expected: 2 }];
    expect(squaresAround(own)).toBe(17);
    const found = indirect(own, { scale: 'mean', mean: 10, spread: 1 });
    expect(found?.adjusted).toBe(11);
    // Differences −1, 0, 4 about their mean 1: variance 7.
    expect(found?.adjustedInterval?.low).toBeCloseTo(11 - 1.959964 * Math.sqrt(7 / 3), 5);
  });
});

test('the interval of a ratio of costs is near what resampling gives', () => {
  // Forty costs, skewed; 4,000 resamples by a fixed sequence.
  const costs = Array.from({ length: 40 }, (_, i) => 1000 * Math.exp(Math.sin(i * 12.9898) * 0.8));
  const own = [{ cases: 40, sum: sum(costs), squares: sum(costs.map((x) => x * x)), expected: 1000 }];
  const found = indirect(own, { scale: 'cost', mean: 1000, spread: 1 });
  let state = 1;
  const next = () => (state = (state * 48271) % 2147483647) / 2147483647;
  const ratios = Array.from(
    { length: 4000 },
    () => sum(costs.map(() => costs[Math.floor(next() * 40)] ?? 0)) / 40000,
  );
  expect(found?.ratioInterval?.low).toBeCloseTo(quantile(ratios, 0.025) ?? 0, 1);
  expect(found?.ratioInterval?.high).toBeCloseTo(quantile(ratios, 0.975) ?? 0, 1);
});

const sum = (list: readonly number[]) => list.reduce((all, one) => all + one, 0);

test('variation by hand: 12, 8 and 10 where 10 each were expected', () => {
  const one = (observed: number) => ({
    observed,
    expected: 10,
    variance: 10,
    z: (observed - 10) / Math.sqrt(10),
  });
  // ((4 + 4 + 0) − 3 × 10) ÷ 100 ÷ 3 × 100
  expect(systematicComponent([one(12), one(8), one(10)])).toBeCloseTo((-22 / 3 / 100) * 100, 10);
  expect(overdispersion([one(12), one(8), one(10)])).toBeCloseTo(0.8 / 3, 10);
  expect(systematicComponent([one(12)])).toBeUndefined();
  expect(quantile([1, 2, 3, 4], 0.25)).toBe(1.75);
});
