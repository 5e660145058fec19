/** Decimal text as whole units of its fourth digit, the scale of money and quantities. */
import type { Fraction } from './fraction.ts';

/** Undefined where it is no plain decimal, or has more digits than four after the point that are not zero. */
export function units(text: string): bigint | undefined {
  const match = /^([+-]?)(\d{1,30})(?:\.(\d{1,4})0*)?$/.exec(text.trim());
  if (!match) return undefined;
  const [, sign, whole = '0', decimals = ''] = match;
  const size = BigInt(whole + decimals.padEnd(4, '0'));
  return sign === '-' ? -size : size;
}

/** Decimal text of any length as an exact fraction; undefined where it is none. */
export function decimalFraction(text: string | undefined): Fraction | undefined {
  const match = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text?.trim() ?? '');
  if (!match) return undefined;
  const [, sign, whole = '0', decimals = ''] = match;
  const over = BigInt(whole + decimals);
  return { over: sign === '-' ? -over : over, under: 10n ** BigInt(decimals.length) };
}
