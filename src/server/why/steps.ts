/** The steps of a path of money, and what they come to. */
import { absolute, add, subtract, trimmed, ZERO, type Decimal } from '../../engine/decimal.ts';
import type { Localized, ScalarType } from '../../language/plan.ts';
import type { Asked } from './at-row.ts';

/** What is asked for to see more of a step stands in `figure`. */
export interface PathStep extends Asked {
  /** A factor is no money: what is multiplied to come to the level after it. */
  kind: 'level' | 'change' | 'factor';
  title: Localized;
  /** null: unknown; the path ends here. */
  value: Decimal | null;
  /** Of a factor. */
  type?: ScalarType;
}

/** What a path comes to: the last ground, and the changes since. */
export function totalOf(steps: readonly PathStep[]): Decimal {
  return steps.reduce((sum, { kind, value }) => {
    if (kind === 'factor') return sum;
    return kind === 'level' ? (value ?? ZERO) : add(sum, value ?? ZERO);
  }, ZERO);
}

export const isBroken = (steps: readonly PathStep[]) => steps.some(({ value }) => value === null);

export const signed = (sign: 1 | -1, value: Decimal): Decimal =>
  trimmed(sign === 1 ? value : subtract(ZERO, value));

export const distance = (a: Decimal, b: Decimal): Decimal => absolute(subtract(a, b));
