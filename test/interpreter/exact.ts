/** Exact arithmetic on scaled integers, with the range of `docs/language.md` §2, "Overflow". Slow and plain on purpose. */
import type { RoundingMode } from '../../src/language/plan.ts';

/** Every value and every intermediate lies in ±LIMIT. */
export const LIMIT = 2n ** 127n - 1n;
/** An element of a sum, mean, stddev or weight beyond ±ELEMENT_LIMIT makes the aggregate overflow. */
export const ELEMENT_LIMIT = 2n ** 96n;

/** Thrown where a value or intermediate leaves the range; becomes an unknown value with the reason *overflow*. */
export class Overflow extends Error {}
/** Becomes an unknown value with the reason *division by zero*. */
export class DivisionByZero extends Error {}

export function inRange(x: bigint): bigint {
  if (x > LIMIT || x < -LIMIT) throw new Overflow();
  return x;
}

export function absolute(x: bigint): bigint {
  return x < 0n ? -x : x;
}

export function powerOfTen(n: number): bigint {
  return 10n ** BigInt(n);
}

/** a / b to the nearest integer in the way named, on exact fractions. `b` is not 0. */
export function divideRounded(a: bigint, b: bigint, mode: RoundingMode): bigint {
  const negative = a < 0n !== b < 0n;
  const size = absolute(a);
  const by = absolute(b);
  const whole = size / by;
  const rest = size % by;
  if (rest === 0n) return negative ? -whole : whole;
  const twice = 2n * rest;
  const away = (): boolean => {
    switch (mode) {
      case 'up':
        return true;
      case 'down':
        return false;
      case 'floor':
        return negative;
      case 'ceiling':
        return !negative;
      case 'half_up':
        return twice >= by;
      case 'half_down':
        return twice > by;
      case 'half_even':
        return twice > by || (twice === by && whole % 2n === 1n);
    }
  };
  const result = away() ? whole + 1n : whole;
  return negative ? -result : result;
}

/** From scale `from` to the larger or equal scale `to`: exact. */
export function scaleUp(x: bigint, from: number, to: number): bigint {
  if (to < from) throw new Error(`A rescale from ${from} to ${to} would lose digits`);
  return inRange(x * powerOfTen(to - from));
}

/** a·b with scales sa, sb, at scale s: rounded once, half to even. */
export function multiply(a: bigint, sa: number, b: bigint, sb: number, s: number): bigint {
  const product = inRange(a * b);
  const digits = sa + sb - s;
  return digits < 0
    ? inRange(product * powerOfTen(-digits))
    : divideRounded(product, powerOfTen(digits), 'half_even');
}

/** a/b with scales sa, sb, at scale s: rounded once, half to even. */
export function divide(a: bigint, sa: number, b: bigint, sb: number, s: number): bigint {
  if (b === 0n) throw new DivisionByZero();
  const digits = s - sa + sb;
  return digits < 0
    ? inRange(divideRounded(a, inRange(b * powerOfTen(-digits)), 'half_even'))
    : inRange(divideRounded(inRange(a * powerOfTen(digits)), b, 'half_even'));
}

/** To `digits` after the point of a value at scale `from`, written at scale `to`. */
export function round(x: bigint, from: number, digits: number, to: number, mode: RoundingMode): bigint {
  if (digits >= from) return scaleUp(x, from, to);
  const rounded = divideRounded(x, powerOfTen(from - digits), mode);
  if (digits > to) throw new Error(`Rounding to ${digits} digits does not fit scale ${to}`);
  return inRange(rounded * powerOfTen(to - digits));
}

/** Whole numbers; the sign follows the divisor. */
export function modulo(a: bigint, b: bigint): bigint {
  if (b === 0n) throw new DivisionByZero();
  const rest = a % b;
  return rest !== 0n && rest < 0n !== b < 0n ? rest + b : rest;
}

/** The largest q with q² ≤ x. */
export function integerRoot(x: bigint): bigint {
  let low = 0n;
  let high = x + 1n;
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (middle * middle <= x) low = middle;
    else high = middle;
  }
  return low;
}
