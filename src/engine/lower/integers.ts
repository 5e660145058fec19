/** Whole numbers as steps: how wide they are, and constants. */
import type { NumberInfo, Step, Steps } from './steps.ts';
import { LIMIT, LIMIT_64, sql } from './steps.ts';

export function info(bound: bigint): NumberInfo {
  const limited = bound > LIMIT ? LIMIT : bound;
  return { bound: limited, wide: limited > LIMIT_64 };
}

export function integer(steps: Steps, value: bigint): Step {
  const bound = value < 0n ? -value : value;
  const text = value < 0n ? `(${value})` : `${value}`;
  // Small literals are 32-bit in the database: they must not decide the width of an operation.
  const wide = bound > LIMIT_64;
  return steps.constant('number', wide ? `${text}::hugeint` : `${text}::bigint`, { bound, wide });
}

/** The constant a step is, if it is one. */
export function constantOf(step: Step): bigint | undefined {
  if (!step.constant || step.kind !== 'number') return undefined;
  const match = /^\(?(-?\d+)\)?::/.exec(step.parts[0] as string);
  return match ? BigInt(match[1] as string) : undefined;
}

/** The step in 128 bits. */
export function widen(steps: Steps, step: Step): Step {
  if (step.wide) return step;
  const value = constantOf(step);
  const number = { bound: step.bound, wide: true };
  if (value !== undefined) return steps.constant('number', `(${value})::hugeint`, number);
  return steps.make('number', sql`${step}::hugeint`, number);
}
