/** Rounding to a number of digits, in the seven ways of the language, and whole-number division (docs/language.md §2, §4). */
import type { RoundingMode } from '../../language/plan.ts';
import { product, scaleUp } from './arithmetic.ts';
import { floorByConstant } from './kernel.ts';
import type { Fragment, Step, Steps } from './steps.ts';
import { sql } from './steps.ts';

/** What is added to ⌊p/d⌋, by the rest 0 ≤ m < d and the sign of p. */
function raise(mode: RoundingMode, p: Step, floor: Step, m: Step, d: bigint): Fragment {
  const half = String(d / 2n);
  const [more, tie] = [sql`${m} > ${half}`, sql`${m} = ${half}`];
  switch (mode) {
    case 'floor':
      return sql`0`;
    case 'ceiling':
      return sql`case when ${m} > 0 then 1 else 0 end`;
    case 'up':
      return sql`case when ${m} > 0 and ${p} > 0 then 1 else 0 end`;
    case 'down':
      return sql`case when ${m} > 0 and ${p} < 0 then 1 else 0 end`;
    case 'half_up':
      return sql`case when ${more} or (${tie} and ${p} > 0) then 1 else 0 end`;
    case 'half_down':
      return sql`case when ${more} or (${tie} and ${p} < 0) then 1 else 0 end`;
    case 'half_even':
      return sql`case when ${more} or (${tie} and (${floor} & 1) = 1) then 1 else 0 end`;
  }
}

/** value (at `scale`) to `digits` after the point, as an integer at `scaleOut` ≥ digits, or unchanged if it has no more digits. */
export function round(
  steps: Steps,
  value: Step,
  mode: RoundingMode,
  digits: number,
  scale: number,
  scaleOut: number,
): Step {
  if (digits >= scale) return scaleUp(steps, value, scaleOut - scale);
  return scaleUp(steps, roundTo(steps, value, mode, 10n ** BigInt(scale - digits)), scaleOut - digits);
}

/** value / d, rounded as named, for a constant even d > 0. */
export function roundTo(steps: Steps, value: Step, mode: RoundingMode, d: bigint): Step {
  const { floor, rest } = floorByConstant(steps, value, d);
  const up = raise(mode, value, floor, rest, d);
  return steps.make('number', sql`(${floor} + ${up})`, { bound: floor.bound + 1n, wide: floor.wide });
}

/** What is left of whole numbers; the sign follows the divisor. By zero: null. */
export function modulo(steps: Steps, left: Step, right: Step): Step {
  const rest = steps.make('number', sql`(${left} % nullif(${right}, 0))`, {
    bound: right.bound,
    wide: left.wide || right.wide,
  });
  const correct = sql`case when ${rest} <> 0 and (${rest} < 0) <> (${right} < 0) then ${rest} + ${right} else ${rest} end`;
  return steps.make('number', correct, { bound: right.bound, wide: rest.wide });
}

/** ⌊√x⌋ of a step x ≥ 0. */
export function squareRoot(steps: Steps, x: Step): Step {
  const number = { bound: 2n ** 64n, wide: true };
  // The estimate is off by less than 2^12; one step of Newton's brings it within one.
  const estimate = steps.make('number', sql`greatest(sqrt(${x}::double)::hugeint, 1::hugeint)`, number);
  const better = steps.make('number', sql`((${estimate} + ${x}::hugeint // ${estimate}) // 2)`, number);
  const over = product(steps, better, better);
  const fixed = steps.make(
    'number',
    sql`case when ${over} > ${x} then ${better} - 1 else ${better} end`,
    number,
  );
  const next = steps.make('number', sql`(${fixed} + 1)`, number);
  return steps.make(
    'number',
    sql`case when ${product(steps, next, next)} <= ${x} then ${next} else ${fixed} end`,
    number,
  );
}
