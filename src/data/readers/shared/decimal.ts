/** Exact decimals of readers that must add amounts to check a total: whole numbers of a millionth, in BigInt. */

const DIGITS = 6;
const ONE = 10n ** BigInt(DIGITS);
const PATTERN = /^([+-]?)(\d*)(?:\.(\d*))?$/;

/**
 * `-12.5` → -12500000n, in millionths. Undefined where the text is no plain decimal (an exponent, a currency sign, nothing) or has more
 * than six places that count: then no sum is made of it.
 */
export function millionths(text: string | undefined): bigint | undefined {
  if (text === undefined || text.length > 60) return undefined;
  const parts = PATTERN.exec(text);
  if (!parts) return undefined;
  const [, sign, whole = '', fraction = ''] = parts;
  if (whole === '' && fraction === '') return undefined;
  const places = fraction.replace(/0+$/, '');
  if (places.length > DIGITS) return undefined;
  const value = BigInt(whole || '0') * ONE + BigInt(places.padEnd(DIGITS, '0'));
  return sign === '-' ? -value : value;
}

/** The shortest plain decimal: -12500000n → `-12.5`. */
export function decimalText(value: bigint): string {
  const size = value < 0n ? -value : value;
  const fraction = (size % ONE).toString().padStart(DIGITS, '0').replace(/0+$/, '');
  return `${value < 0n ? '-' : ''}${size / ONE}${fraction && `.${fraction}`}`;
}
