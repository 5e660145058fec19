/**
 * Months of coverage as bits, so that overlapping spans count a month once and many people are counted in one pass. A month counts if its first
 * day is covered; death ends coverage.
 */
import { quoteLiteral } from '../../warehouse/warehouse.ts';

/** More months than a number holds bits for. */
export const MOST_MONTHS = 120;

/** Months since year 0 of a date expression. */
export function monthOf(date: string): string {
  return `(year(${date}) * 12 + month(${date}) - 1)`;
}

/** Whole months from the first of the month of `from` up to the last day before `to`. */
export function monthsBetween(from: string, to: string): number {
  const [a = 0, b = 1] = from.split('-').map(Number);
  const [c = 0, d = 1, e = 1] = to.split('-').map(Number);
  return (c - a) * 12 + (d - b) + (e > 1 ? 1 : 0);
}

/** The narrowest whole number that holds so many months: of a wide one every operation is dearer. */
export function bitsType(months: number): 'bigint' | 'hugeint' {
  return months <= 62 ? 'bigint' : 'hugeint';
}

/**
 * SQL for the months of [from, to) whose first day lies in the span `first` … `last` (dates, both included; `last` may be null), as bits of a whole number:
 * bit 0 is the month of `from`. At most `MOST_MONTHS` months.
 */
export function monthBits(first: string, last: string, from: string, to: string): string {
  const count = monthsBetween(from, to);
  const type = bitsType(count);
  const since = (date: string) => `date_diff('month', date ${quoteLiteral(from)}, ${date})`;
  // The first month that begins on that day or later is the one after the month of the day before.
  const a = `greatest(0, ${since(`${first} - 1`)} + 1)`;
  const b = `least(${count - 1}, coalesce(${since(last)}, ${count - 1}))`;
  return `(case when ${b} >= ${a} then (1::${type} << (${b} + 1)::integer) - (1::${type} << (${a})::integer) else 0::${type} end)`;
}
