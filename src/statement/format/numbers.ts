/** Numbers as people read them. Both languages group digits by three with commas and use a point. */
import type { Lang } from '../../language/diagnostic.ts';
import { decimal, decimalText, roundHalfUp, trimmed, compare } from '../../engine/decimal.ts';

/** `1234567.5` → `1,234,567.5`; keeps every digit. */
export function grouped(text: string): string {
  const [, sign = '', whole = '', fraction = ''] = /^([+-]?)(\d+)(\.\d+)?$/.exec(text) ?? [];
  if (whole === '') return text;
  return `${sign === '-' ? '−' : sign}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${fraction}`;
}

interface Digits {
  /** At least and at most so many after the point. */
  minimum?: number;
  maximum?: number;
}

/**
 * Grouped, with as many digits as there are within the limits. A figure that had to be rounded for the page says so
 * (`≈ 6.4593`): nobody should copy a rounded figure for the exact one.
 */
export function shownNumber(text: string, { minimum = 0, maximum = Infinity }: Digits = {}): string {
  const exact = trimmed(decimal(text));
  const shown = roundHalfUp(exact, maximum);
  const about = compare(exact, shown) === 0 ? '' : '≈ ';
  return about + grouped(decimalText(trimmed(shown), minimum));
}

/** The number times 100, as a percentage: `0.75` → `75 %`, in Chinese `75%`. */
export function shownPercent(text: string, lang: Lang, digits: Digits = {}): string {
  const { digits: value, scale } = decimal(text);
  const percent = scale >= 2 ? { digits: value, scale: scale - 2 } : { digits: value * 100n, scale };
  return `${shownNumber(decimalText(percent), digits)}${lang === 'zh' ? '' : ' '}%`;
}

/** A change, with its sign: `+1,200.00`, `−3`, `0`. */
export function signed(text: string): string {
  const shown = grouped(text);
  return /^[−+]/.test(shown) || /^[0.,]+$/.test(shown) ? shown : `+${shown}`;
}
