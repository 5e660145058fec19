/**
 * Exact decimals as text: what runs, statements and tests hold ("45867446.00"). For adding up and comparing
 * figures that are computed already; the engine itself computes on scaled integers.
 */

/** A decimal number: `digits` · 10^−`scale`. */
export interface Decimal {
  digits: bigint;
  /** Digits after the point, 0 or more. */
  scale: number;
}

export const ZERO: Decimal = { digits: 0n, scale: 0 };

/** Reads plain decimal digits, with sign and point, without separators or exponent; anything else is undefined. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text.trim());
  if (!match) return undefined;
  const [, sign, whole, fraction = ''] = match;
  const digits = BigInt(`${whole}${fraction}`);
  return { digits: sign === '-' ? -digits : digits, scale: fraction.length };
}

/** Like `parseDecimal`, for text this program wrote itself. */
export function decimal(text: string): Decimal {
  const value = parseDecimal(text);
  if (!value) throw new Error(`not a decimal number: ${JSON.stringify(text)}`);
  return value;
}

/** The same number with at least `scale` digits after the point. */
function widen(value: Decimal, scale: number): Decimal {
  return scale <= value.scale ? value : { digits: value.digits * 10n ** BigInt(scale - value.scale), scale };
}

export function add(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { digits: widen(a, scale).digits + widen(b, scale).digits, scale };
}

export function subtract(a: Decimal, b: Decimal): Decimal {
  return add(a, { digits: -b.digits, scale: b.scale });
}

export function multiply(a: Decimal, b: Decimal): Decimal {
  return { digits: a.digits * b.digits, scale: a.scale + b.scale };
}

export function absolute(value: Decimal): Decimal {
  return { digits: value.digits < 0n ? -value.digits : value.digits, scale: value.scale };
}

/** −1, 0 or 1. Trailing zeros do not matter: 0.75 equals 0.750. */
export function compare(a: Decimal, b: Decimal): -1 | 0 | 1 {
  const { digits } = subtract(a, b);
  return digits < 0n ? -1 : digits > 0n ? 1 : 0;
}

/** Rounded half up (half away from zero, as amounts are) to `scale` digits after the point; never widens. */
export function roundHalfUp(value: Decimal, scale: number): Decimal {
  if (value.scale <= scale) return value;
  const unit = 10n ** BigInt(value.scale - scale);
  const size = value.digits < 0n ? -value.digits : value.digits;
  const rounded = (size + unit / 2n) / unit;
  return { digits: value.digits < 0n ? -rounded : rounded, scale };
}

/** Decimal digits, at least `minimum` of them after the point. */
export function decimalText(value: Decimal, minimum = 0): string {
  const { digits, scale } = widen(value, minimum);
  const sign = digits < 0n ? '-' : '';
  const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0');
  return scale === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -scale)}.${text.slice(-scale)}`;
}

/** Without zeros at the end of the fraction. */
export function trimmed(value: Decimal): Decimal {
  let { digits, scale } = value;
  while (scale > 0 && digits % 10n === 0n) {
    digits /= 10n;
    scale -= 1;
  }
  return { digits, scale };
}
