/** Dates as day numbers and durations as months and days, by our own count of days (proleptic Gregorian). */
import { Overflow } from './exact.ts';

export interface Duration {
  months: bigint;
  days: bigint;
}

interface CalendarDate {
  year: number;
  month: number;
  day: number;
}

const DURATION_LIMIT = 2n ** 31n - 1n;

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Days before 1 January of the year, counted from 0001-01-01. */
function daysBeforeYear(year: number): number {
  const past = year - 1;
  return past * 365 + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
}

/** 0001-01-01 is day 0. */
function toDayNumber(date: CalendarDate): number {
  let days = daysBeforeYear(date.year);
  for (let month = 1; month < date.month; month++) days += daysInMonth(date.year, month);
  return days + date.day - 1;
}

const LAST_DAY = toDayNumber({ year: 9999, month: 12, day: 31 });

/** Dates lie in 0001-01-01 … 9999-12-31 (§4). */
function inCalendar(day: bigint): number {
  if (day < 0n || day > BigInt(LAST_DAY)) throw new Overflow();
  return Number(day);
}

export function fromDayNumber(day: number): CalendarDate {
  let year = Math.floor(day / 366) + 1;
  while (daysBeforeYear(year + 1) <= day) year++;
  let rest = day - daysBeforeYear(year);
  let month = 1;
  while (rest >= daysInMonth(year, month)) {
    rest -= daysInMonth(year, month);
    month++;
  }
  return { year, month, day: rest + 1 };
}

export function parseDate(text: string): number {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) throw new Error(`Not a date: ${text}`);
  const date = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  if (date.year < 1 || date.month < 1 || date.month > 12) throw new Error(`Not a date: ${text}`);
  if (date.day < 1 || date.day > daysInMonth(date.year, date.month)) throw new Error(`Not a date: ${text}`);
  return toDayNumber(date);
}

export function formatDate(day: number): string {
  const date = fromDayNumber(day);
  const pad = (n: number, length: number) => String(n).padStart(length, '0');
  return `${pad(date.year, 4)}-${pad(date.month, 2)}-${pad(date.day, 2)}`;
}

export function parseDuration(text: string): Duration {
  const match = /^(-)?P(?=.)(?:(-?\d+)Y)?(?:(-?\d+)M)?(?:(-?\d+)D)?$/.exec(text);
  if (!match) throw new Error(`Not a duration: ${text}`);
  const sign = match[1] ? -1n : 1n;
  const part = (index: number) => BigInt(match[index] ?? '0');
  return { months: sign * (part(2) * 12n + part(3)), days: sign * part(4) };
}

export function formatDuration({ months, days }: Duration): string {
  if (months === 0n && days === 0n) return 'P0D';
  const size = (n: bigint) => (n < 0n ? -n : n);
  const negative = months < 0n || (months === 0n && days < 0n);
  const other = negative ? -days : days;
  const years = size(months) / 12n;
  const rest = size(months) % 12n;
  const part = (n: bigint, letter: string) => (n === 0n ? '' : `${n}${letter}`);
  return `${negative ? '-' : ''}P${part(years, 'Y')}${part(rest, 'M')}${part(other, 'D')}`;
}

export function repeat(duration: Duration, times: bigint): Duration {
  const limited = (n: bigint) => {
    if (n > DURATION_LIMIT || n < -DURATION_LIMIT) throw new Overflow();
    return n;
  };
  return { months: limited(duration.months * times), days: limited(duration.days * times) };
}

/** Months first (the day clamped to the month's end), then days; the date between the two lies in the calendar too. */
export function shift(day: number, duration: Duration, sign: 1 | -1): number {
  const from = fromDayNumber(day);
  const months = BigInt(from.year) * 12n + BigInt(from.month - 1) + BigInt(sign) * duration.months;
  const year = months / 12n;
  if (months < 12n || year > 9999n) throw new Overflow();
  const month = Number(months % 12n) + 1;
  const clamped = Math.min(from.day, daysInMonth(Number(year), month));
  const between = toDayNumber({ year: Number(year), month, day: clamped });
  return inCalendar(BigInt(between) + BigInt(sign) * duration.days);
}

/** Starts of months or years from `from` to before `to`, each counted from `from` itself. */
export function steps(from: number, to: number, months: bigint): number[] {
  const result: number[] = [];
  for (let n = 0n; ; n++) {
    let next: number;
    try {
      next = shift(from, { months: months * n, days: 0n }, 1);
    } catch (error) {
      if (error instanceof Overflow) return result;
      throw error;
    }
    if (next >= to) return result;
    result.push(next);
  }
}

/** The length of a period in years at scale 9: whole months / 12 where its end is its start + PnM, else days / 365. */
export function periodYears(from: number, to: number): { numerator: bigint; denominator: bigint } {
  const a = fromDayNumber(from);
  const b = fromDayNumber(to);
  const months = (b.year - a.year) * 12 + (b.month - a.month);
  const wholeMonths = months >= 0 && shift(from, { months: BigInt(months), days: 0n }, 1) === to;
  return wholeMonths
    ? { numerator: BigInt(months), denominator: 12n }
    : { numerator: BigInt(to - from), denominator: 365n };
}
