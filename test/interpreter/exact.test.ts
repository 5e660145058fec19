import { describe, expect, test } from 'vitest';
import {
  DivisionByZero,
  LIMIT,
  Overflow,
  divide,
  divideRounded,
  integerRoot,
  modulo,
  multiply,
  round,
  scaleUp,
} from './exact.ts';

describe('rounding once (language §2)', () => {
  test.each([
    ['half_even', [-2n, -2n, 0n, 0n, 2n, 2n]],
    ['half_up', [-3n, -2n, -1n, 1n, 2n, 3n]],
    ['half_down', [-2n, -1n, 0n, 0n, 1n, 2n]],
    ['up', [-3n, -2n, -1n, 1n, 2n, 3n]],
    ['down', [-2n, -1n, 0n, 0n, 1n, 2n]],
    ['floor', [-3n, -2n, -1n, 0n, 1n, 2n]],
    ['ceiling', [-2n, -1n, 0n, 1n, 2n, 3n]],
  ] as const)('%s of the ties −2.5 −1.5 −0.5 0.5 1.5 2.5', (mode, expected) => {
    expect([-25n, -15n, -5n, 5n, 15n, 25n].map((x) => divideRounded(x, 10n, mode))).toEqual(expected);
  });

  test('a negative divisor turns the sign, not the way of rounding', () => {
    expect(divideRounded(7n, -2n, 'half_even')).toBe(-4n);
    expect(divideRounded(7n, -2n, 'floor')).toBe(-4n);
    expect(divideRounded(7n, -2n, 'ceiling')).toBe(-3n);
  });

  test('money × ratio: 0.000001 × 0.5 is a tie and goes to the even 0', () => {
    expect(multiply(1n, 6, 5n * 10n ** 14n, 15, 6)).toBe(0n);
    expect(multiply(3n, 6, 5n * 10n ** 14n, 15, 6)).toBe(2n);
  });

  test('count × ratio at scale 9 and whole × whole at scale 0', () => {
    expect(multiply(3n, 0, 10n ** 15n / 2n, 15, 9)).toBe(1_500_000_000n);
    expect(multiply(3n, 0, 4n, 0, 0)).toBe(12n);
  });

  test('division: 1/3 as a ratio, 2/3 of money', () => {
    expect(divide(1n, 0, 3n, 0, 15)).toBe(333_333_333_333_333n);
    expect(divide(2_000_000n, 6, 3n, 0, 6)).toBe(666_667n);
    expect(divide(-1n, 0, 0n + 3n, 0, 15)).toBe(-333_333_333_333_333n);
  });

  test('a divisor scaled up where the result has fewer digits than the dividend', () => {
    // 15 digits / 0 digits at scale 9: exponent −6.
    expect(divide(2_500_000n, 15, 1n, 0, 9)).toBe(2n);
    expect(divide(3_500_000n, 15, 1n, 0, 9)).toBe(4n);
  });

  test('rounding to digits keeps the scale; to none or fewer the whole number', () => {
    expect(round(2_345_000n, 6, 2, 6, 'half_up')).toBe(2_350_000n);
    expect(round(-2_345_000n, 6, 2, 6, 'half_up')).toBe(-2_350_000n);
    expect(round(2_345_000n, 6, 2, 6, 'half_even')).toBe(2_340_000n);
    expect(round(1_499n * 10n ** 15n, 15, -3, 0, 'half_up')).toBe(1000n);
    expect(round(5n, 6, 9, 6, 'up')).toBe(5n);
  });
});

describe('range ±(2^127 − 1)', () => {
  test('the edge is inside, one more is not', () => {
    expect(scaleUp(LIMIT, 0, 0)).toBe(LIMIT);
    expect(() => scaleUp(LIMIT / 10n + 1n, 0, 1)).toThrow(Overflow);
  });

  test('a product is judged before it is scaled down', () => {
    expect(() => multiply(10n ** 20n, 6, 10n ** 19n, 15, 6)).toThrow(Overflow);
    expect(multiply(10n ** 19n, 6, 10n ** 19n, 15, 6)).toBe(10n ** 23n);
  });

  test('a dividend is judged after it is scaled up', () => {
    expect(() => divide(10n ** 24n, 6, 10n ** 24n, 6, 15)).toThrow(Overflow);
    expect(divide(10n ** 23n, 6, 10n ** 23n, 6, 15)).toBe(10n ** 15n);
  });

  test('a zero divisor comes before an overflow of the dividend', () => {
    expect(() => divide(10n ** 37n, 0, 0n, 0, 15)).toThrow(DivisionByZero);
  });
});

test('modulo takes the sign of the divisor', () => {
  expect([modulo(7n, 3n), modulo(-7n, 3n), modulo(7n, -3n), modulo(-7n, -3n), modulo(6n, -3n)]).toEqual([
    1n,
    2n,
    -2n,
    -1n,
    0n,
  ]);
  expect(() => modulo(1n, 0n)).toThrow(DivisionByZero);
});

test('whole roots', () => {
  expect([0n, 1n, 3n, 4n, 99n, 100n, LIMIT].map(integerRoot)).toEqual([
    0n,
    1n,
    1n,
    2n,
    9n,
    10n,
    13_043_817_825_332_782_212n,
  ]);
});
