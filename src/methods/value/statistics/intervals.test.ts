import { expect, test } from 'vitest';
import { fayFeuer, gammaQuantile, poisson, poissonTail, wilson } from './intervals.ts';

const places = ({ low, high }: { low: number; high: number }, digits: number) => [
  low.toFixed(digits),
  high.toFixed(digits),
];

test('Wilson: the examples of Newcombe, Stat Med 17 (1998) 857–872, table I, method 3', () => {
  expect(places(wilson(81, 263), 4)).toEqual(['0.2553', '0.3662']);
  expect(places(wilson(15, 148), 4)).toEqual(['0.0624', '0.1605']);
  expect(places(wilson(0, 20), 4)).toEqual(['0.0000', '0.1611']);
  expect(places(wilson(1, 29), 4)).toEqual(['0.0061', '0.1718']);
});

test('Poisson: the table of exact limits every textbook has', () => {
  expect(places(poisson(0), 3)).toEqual(['0.000', '3.689']);
  expect(places(poisson(1), 3)).toEqual(['0.025', '5.572']);
  expect(places(poisson(5), 3)).toEqual(['1.623', '11.668']);
  expect(places(poisson(10), 3)).toEqual(['4.795', '18.390']);
  expect(places(poisson(100), 2)).toEqual(['81.36', '121.63']);
});

test('Quantiles of the gamma distribution: halves of those of chi-squared', () => {
  expect(2 * gammaQuantile(0.95, 0.5)).toBeCloseTo(3.841459, 6);
  expect(2 * gammaQuantile(0.975, 5)).toBeCloseTo(20.483177, 6);
});

test('Nobody at risk, everybody with the event: limits stay in their range', () => {
  expect(wilson(0, 0)).toEqual({ low: 0, high: 1 });
  expect(wilson(7, 7).high).toBe(1);
  expect(fayFeuer(0, 0, 0)).toEqual({ low: 0, high: 0 });
});

test('How unlikely a count is: sums of Poisson probabilities by hand', () => {
  // 1 − e⁻² (1 + 2 + 2) of three or more where two are expected; e⁻² of none.
  expect(poissonTail(3, 2)).toBeCloseTo(1 - 5 * Math.exp(-2), 12);
  expect(poissonTail(0, 2)).toBeCloseTo(Math.exp(-2), 12);
  expect(poissonTail(1, 5)).toBeCloseTo(6 * Math.exp(-5), 12);
});
