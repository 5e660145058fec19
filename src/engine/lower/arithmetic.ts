/**
 * Exact arithmetic on 128-bit integers as steps (docs/language.md §2). Unknown is null, and so is overflow.
 *
 * A step carries a bound of its value. Where the bound proves that nothing can overflow the plain operator is written; elsewhere
 * `try`, and −2^127 (which the database has and the language has not) is made unknown.
 */
import { constantOf, integer, widen } from './integers.ts';
import { divideByConstant, quotient } from './kernel.ts';
import type { Step, Steps } from './steps.ts';
import { LIMIT, LIMIT_64, sql } from './steps.ts';

/** What the database has and the language has not: −2^127. */
export const BELOW = '(-170141183460469231731687303715884105728)';

type Operator = '+' | '-' | '*';

function operate(steps: Steps, operator: Operator, left: Step, right: Step, bound: bigint): Step {
  if (bound <= LIMIT_64 && !left.wide && !right.wide) {
    return steps.make('number', sql`(${left} ${operator} ${right})`, { bound, wide: false });
  }
  const [a, b] = [widen(steps, left), widen(steps, right)];
  if (bound <= LIMIT) return steps.make('number', sql`(${a} ${operator} ${b})`, { bound, wide: true });
  return guarded(steps, sql`${a} ${operator} ${b}`);
}

/** A 128-bit operation that may overflow. */
export function guarded(steps: Steps, fragment: ReturnType<typeof sql>): Step {
  return steps.make('number', sql`nullif(try(${fragment}), ${BELOW})`, { bound: LIMIT, wide: true });
}

export function add(steps: Steps, left: Step, right: Step): Step {
  return operate(steps, '+', left, right, left.bound + right.bound);
}

export function subtract(steps: Steps, left: Step, right: Step): Step {
  return operate(steps, '-', left, right, left.bound + right.bound);
}

/** The product before it is scaled down. */
export function product(steps: Steps, left: Step, right: Step): Step {
  if (constantOf(left) === 1n) return right;
  if (constantOf(right) === 1n) return left;
  return operate(steps, '*', left, right, left.bound * right.bound);
}

export function negate(steps: Steps, value: Step): Step {
  return steps.make('number', sql`(-${value})`, { bound: value.bound, wide: value.wide });
}

export function absolute(steps: Steps, value: Step): Step {
  return steps.make('number', sql`abs(${value})`, { bound: value.bound, wide: value.wide });
}

/** value · 10^digits: exact, or overflow. */
export function scaleUp(steps: Steps, value: Step, digits: number): Step {
  return digits === 0 ? value : product(steps, value, integer(steps, 10n ** BigInt(digits)));
}

/** `multiply`: a·b, then brought from the sum of the scales to `scale`, half to even. */
export function multiply(steps: Steps, left: Step, right: Step, down: number): Step {
  const whole = product(steps, left, right);
  if (down <= 0) return scaleUp(steps, whole, -down);
  return divideByConstant(steps, whole, 10n ** BigInt(down));
}

/** `divide`: a·10^up / b, half to even; with a negative `up`, a / (b·10^−up). By zero: null. */
export function divide(steps: Steps, left: Step, right: Step, up: number): Step {
  const dividend = up > 0 ? scaleUp(steps, left, up) : left;
  const divisor = up < 0 ? scaleUp(steps, right, -up) : right;
  return quotient(steps, dividend, divisor);
}
