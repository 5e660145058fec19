/** Constants of the language as text and back: numbers, dates, durations, booleans (docs/language.md, §1 and §2). */
import { formatDecimal, parseDecimal } from './number.ts';
import type { Constant, ScalarType } from './plan.ts';

/** What a fact, a parameter or an expected value says, read by its type. `undefined`: the text is none of this type. */
export function parseConstant(text: string, type: ScalarType): Constant | undefined {
  switch (type.kind) {
    case 'number':
      return parseDecimal(text, type.scale)?.value.toString();
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : undefined;
    case 'date':
      return isDate(text) ? text : undefined;
    case 'duration':
      return normalDuration(text);
    default:
      return text;
  }
}

/** The inverse: exact, without padding zeros. */
export function renderConstant(value: Constant, type: ScalarType): string {
  if (value === null) return 'null';
  return type.kind === 'number' ? formatDecimal(String(value), type.scale) : String(value);
}

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A day of the calendar, `YYYY-MM-DD`, years 0001 to 9999. */
export function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 && leap ? 29 : MONTH_DAYS[month - 1];
  return year > 0 && days !== undefined && day >= 1 && day <= days;
}

/** Days since 1970-01-01 of a valid date, for ordering and counting. */
export function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / 86_400_000;
}

interface Duration {
  months: number;
  days: number;
}

/** `P1Y2M3D`, `P2W`; years and months, and days, are kept apart. No times of day, no signs. */
export function parseDuration(text: string): Duration | undefined {
  const match = /^P(?=\d)(?:(\d{1,5})Y)?(?:(\d{1,5})M)?(?:(\d{1,5})W)?(?:(\d{1,6})D)?$/.exec(text);
  if (!match) return undefined;
  const [years, months, weeks, days] = [1, 2, 3, 4].map((i) => Number(match[i] ?? 0)) as [
    number,
    number,
    number,
    number,
  ];
  return { months: years * 12 + months, days: weeks * 7 + days };
}

/** One spelling for each duration: `P14M` is `P1Y2M`, `P2W` is `P14D`, nothing is `P0D`. */
export function normalDuration(text: string): string | undefined {
  const duration = parseDuration(text);
  if (!duration) return undefined;
  const parts: [number, string][] = [
    [Math.floor(duration.months / 12), 'Y'],
    [duration.months % 12, 'M'],
    [duration.days, 'D'],
  ];
  const words = parts.map(([n, letter]) => (n ? `${n}${letter}` : '')).join('');
  return `P${words || '0D'}`;
}
