/** Decimal options as exact fractions. */
import type { Fraction } from './fraction.ts';

export function decimalOf(text: string | undefined): Fraction | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text?.trim() ?? '');
  if (!match) return undefined;
  const [, sign, whole = '0', decimals = ''] = match;
  const over = BigInt(whole + decimals);
  return { over: sign ? -over : over, under: 10n ** BigInt(decimals.length) };
}
