/** Decimal text, rounded and grouped without ever passing through floating point: a figure on the page is the figure that was computed. */

interface Decimal {
  negative: boolean;
  /** Digits without point; the last `scale` of them stand after it. */
  digits: string;
  scale: number;
}

export function decimal(text: string): Decimal | null {
  const match = /^([+\-−]?)(\d+)(?:\.(\d+))?$/.exec(text.trim());
  if (!match) return null;
  const [, sign, whole = '0', fraction = ''] = match;
  return { negative: sign === '-' || sign === '−', digits: whole + fraction, scale: fraction.length };
}

const plain = (digits: bigint, scale: number): string => {
  const text = digits.toString().padStart(scale + 1, '0');
  return scale === 0 ? text : `${text.slice(0, -scale)}.${text.slice(-scale)}`;
};

/** To at most `places` after the point, halves away from zero; `shift` moves the point first (−6: in millions, 2: as a percentage). */
export function rounded(text: string, places: number, shift = 0): string {
  const value = decimal(text);
  if (!value) return text;
  let digits = BigInt(value.digits);
  let scale = value.scale - shift;
  if (scale < 0) {
    digits *= 10n ** BigInt(-scale);
    scale = 0;
  }
  if (scale > places) {
    const unit = 10n ** BigInt(scale - places);
    digits = (digits + unit / 2n) / unit;
    scale = places;
  }
  return (value.negative && digits !== 0n ? '-' : '') + plain(digits, scale);
}

/** Without zeros at the end, but at least `places` after the point. */
export function trimmed(text: string, places = 0): string {
  const [whole = '', fraction = ''] = text.split('.');
  const kept = fraction.replace(/0+$/, '').padEnd(places, '0');
  return kept === '' ? whole : `${whole}.${kept}`;
}

/** `-1234567.5` → `−1,234,567.5`. Both languages group by three. */
export function grouped(text: string): string {
  const match = /^([+-]?)(\d+)(\.\d+)?$/.exec(text);
  if (!match) return text;
  const [, sign = '', whole = '', fraction = ''] = match;
  return `${sign === '-' ? '−' : sign}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${fraction}`;
}

/** −1, 0 or 1. */
export function signOf(text: string | null | undefined): -1 | 0 | 1 {
  const value = decimal(text ?? '0');
  if (!value || /^0*$/.test(value.digits)) return 0;
  return value.negative ? -1 : 1;
}

/** Digits before the point, without zeros in front. */
export function magnitude(text: string): number {
  const value = decimal(text);
  if (!value) return 0;
  return value.digits.slice(0, value.digits.length - value.scale).replace(/^0+/, '').length;
}

/** For drawing only (a bar's length, a point's place): never shown, never added to. */
export const toDraw = (text: string | null | undefined): number => Number(text ?? 0);

const aligned = (a: Decimal, b: Decimal): [bigint, bigint, number] => {
  const scale = Math.max(a.scale, b.scale);
  const up = (one: Decimal) =>
    BigInt(one.digits) * 10n ** BigInt(scale - one.scale) * (one.negative ? -1n : 1n);
  return [up(a), up(b), scale];
};

const written = (digits: bigint, scale: number) =>
  (digits < 0n ? '-' : '') + plain(digits < 0n ? -digits : digits, scale);

export function plus(a: string, b: string): string {
  const [x, y] = [decimal(a), decimal(b)];
  if (!x || !y) return a;
  const [left, right, scale] = aligned(x, y);
  return written(left + right, scale);
}

export const minus = (a: string, b: string): string => plus(a, negated(b));

export const negated = (text: string): string =>
  signOf(text) === 0 ? text : /^[-−]/.test(text) ? text.slice(1) : `-${text.replace(/^\+/, '')}`;

/** Negative where a < b. */
export function compared(a: string, b: string): number {
  return signOf(minus(a, b));
}

export const sum = (amounts: Iterable<string>): string => {
  let total = '0';
  for (const amount of amounts) total = plus(total, amount);
  return total;
};
