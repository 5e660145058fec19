/** `period.years` (docs/language.md §4, "Units"). */
import { power10, divideHalfEven } from '../language/number.ts';
import { dayNumber } from '../language/value.ts';

/** Years at scale 9: whole months / 12 where the end is the start and some months, else days / 365; rounded once. */
export function periodYears(from: string, to: string): bigint {
  const scale = power10(9);
  const [year, month] = parts(from);
  const [endYear, endMonth] = parts(to);
  const months = (endYear - year) * 12 + endMonth - month;
  if (addMonths(from, months) === to) return divideHalfEven(BigInt(months) * scale, 12n);
  return divideHalfEven(BigInt(dayNumber(to) - dayNumber(from)) * scale, 365n);
}

function parts(date: string): [year: number, month: number, day: number] {
  return date.split('-').map(Number) as [number, number, number];
}

/** The day is clamped to the month's last. */
function addMonths(date: string, months: number): string {
  const [year, month, day] = parts(date);
  const at = year * 12 + month - 1 + months;
  const [y, m] = [Math.floor(at / 12), (((at % 12) + 12) % 12) + 1];
  const last = new Date(Date.UTC(y, m, 0)).getUTCDate();
  return [
    String(y).padStart(4, '0'),
    String(m).padStart(2, '0'),
    String(Math.min(day, last)).padStart(2, '0'),
  ].join('-');
}
