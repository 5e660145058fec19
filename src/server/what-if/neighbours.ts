/** The values beside a value: what a parameter or a fact might as well have been. */
import { power10 } from '../../language/number.ts';
import type { Constant, ScalarType } from '../../language/plan.ts';
import { renderConstant } from '../../language/value.ts';

/** `value` as the plan keeps it, moved by `percent` down and up; a yes becomes a no, a count moves by whole steps of at least one. */
export function neighbours(
  value: Constant,
  type: ScalarType,
  percent: bigint,
): { low: Constant; high: Constant } | undefined {
  if (type.kind === 'boolean') {
    if (value === null) return undefined;
    return { low: value === true ? false : null, high: value === true ? null : true };
  }
  if (type.kind !== 'number' || value === null) return undefined;
  const digits = BigInt(String(value));
  const size = digits < 0n ? -digits : digits;
  // A percent of zero is nothing: of what is zero one unit is the next there is.
  const least = type.scale === 0 ? 1n : size === 0n ? power10(type.scale) / 100n : 1n;
  const exact = (size * percent) / 100n;
  const step = exact > least ? exact : least;
  return { low: String(digits - step), high: String(digits + step) };
}

export const written = (value: Constant, type: ScalarType): string => renderConstant(value, type);
