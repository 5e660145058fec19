/**
 * Exact decimal text ↔ scaled integers (docs/language.md, "Numbers"). No floating point: a numeral is digits,
 * and stays digits until it is an integer at its type's scale.
 */

/** Every value and every intermediate lies in ±MOST: what DuckDB's HUGEINT holds on both sides of zero. */
export const MOST = 2n ** 127n - 1n;

const NUMERAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;

/** Powers of ten as BigInt, shared: computing them is the dearest part of rescaling. */
const POWERS: bigint[] = [];
export function power10(exponent: number): bigint {
  for (let i = POWERS.length; i <= exponent; i++) POWERS.push(10n ** BigInt(i));
  return POWERS[exponent] as bigint;
}

interface Decimal {
  /** The value times 10^scale. */
  value: bigint;
  /** True where digits were lost (rounded half to even). */
  rounded: boolean;
}

/**
 * Reads `-1234.5`, `.5`, `1e-3` as an integer at `scale`, rounding half to even.
 * `undefined`: not a numeral, or beyond ±(2^127 − 1). Separators and signs of percent are not numerals.
 */
export function parseDecimal(text: string, scale: number): Decimal | undefined {
  const match = NUMERAL.exec(text);
  if (!match) return undefined;
  const [, sign, whole = '', fraction = '', exponentText] = match;
  if (whole === '' && fraction === '') return undefined;
  const digits = (whole + fraction).replace(/^0+/, '');
  if (digits === '') return { value: 0n, rounded: false };
  const shift = scale - fraction.length + (exponentText ? Number(exponentText) : 0);
  // 2^127 has 39 digits: beyond that there is no need to build the number to know it does not fit.
  if (digits.length + shift > 40) return undefined;
  let value: bigint;
  let rounded = false;
  if (shift >= 0) {
    value = BigInt(digits) * power10(shift);
  } else if (digits.length + shift < 0) {
    value = 0n;
    rounded = true;
  } else {
    const divisor = power10(-shift);
    const exact = BigInt(digits);
    value = divideHalfEven(exact, divisor);
    rounded = value * divisor !== exact;
  }
  if (value > MOST) return undefined;
  return { value: sign === '-' ? -value : value, rounded };
}

/** a / b to the nearest integer, ties to the even one; b > 0. */
export function divideHalfEven(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  const rest = a - quotient * b;
  const twice = (rest < 0n ? -rest : rest) * 2n;
  if (twice > b || (twice === b && quotient % 2n !== 0n)) return quotient + (a < 0n ? -1n : 1n);
  return quotient;
}

/** The exact decimal text of an integer at `scale`, without padding zeros: 1250000 at 6 is `1.25`. */
export function formatDecimal(value: bigint | string, scale: number): string {
  const text = String(value);
  if (scale === 0) return text;
  const negative = text.startsWith('-');
  const digits = (negative ? text.slice(1) : text).padStart(scale + 1, '0');
  const fraction = digits.slice(-scale).replace(/0+$/, '');
  return (negative ? '-' : '') + digits.slice(0, -scale) + (fraction && `.${fraction}`);
}
