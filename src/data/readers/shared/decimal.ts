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
  const small = smallMillionths(text);
  if (small !== undefined) return BigInt(small);
  const parts = PATTERN.exec(text);
  if (!parts) return undefined;
  const [, sign, whole = '', fraction = ''] = parts;
  if (whole === '' && fraction === '') return undefined;
  const places = fraction.replace(/0+$/, '');
  if (places.length > DIGITS) return undefined;
  const value = BigInt(whole || '0') * ONE + BigInt(places.padEnd(DIGITS, '0'));
  return sign === '-' ? -value : value;
}

/**
 * The same for what nearly all amounts look like, `-1234.56`: at most nine digits and six places, so that every step is a whole number that
 * a double holds exactly. Undefined for all else.
 */
function smallMillionths(text: string): number | undefined {
  const negative = text.charCodeAt(0) === 45;
  let value = 0;
  let places = -1;
  let digits = 0;
  for (let at = negative ? 1 : 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 46 && places < 0) places = 0;
    else if (code >= 48 && code <= 57) {
      value = value * 10 + (code - 48);
      if (places < 0) digits += 1;
      else places += 1;
    } else return undefined;
  }
  if (digits === 0 || digits > 9 || places > DIGITS) return undefined;
  for (let at = Math.max(places, 0); at < DIGITS; at += 1) value *= 10;
  return negative ? -value : value;
}

/** The shortest plain decimal: -12500000n → `-12.5`. */
export function decimalText(value: bigint): string {
  const small = Number(value);
  if (Number.isSafeInteger(small)) return smallText(small);
  const size = value < 0n ? -value : value;
  const fraction = (size % ONE).toString().padStart(DIGITS, '0').replace(/0+$/, '');
  return `${value < 0n ? '-' : ''}${size / ONE}${fraction && `.${fraction}`}`;
}

function smallText(value: number): string {
  const size = Math.abs(value);
  const rest = size % 1_000_000;
  const whole = String((size - rest) / 1_000_000);
  const sign = value < 0 ? '-' : '';
  if (rest === 0) return sign + whole;
  let digits = String(1_000_000 + rest).slice(1);
  while (digits.endsWith('0')) digits = digits.slice(0, -1);
  return `${sign}${whole}.${digits}`;
}
