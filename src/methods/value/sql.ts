/** Dates and codes in SQL. */
import { parseDuration } from '../../language/value.ts';

/** `day + duration`, or minus it. */
export function moved(day: string, text: string, sign: 1 | -1 = 1): string {
  const duration = parseDuration(text);
  if (!duration) throw new Error(`${text} is no duration`);
  const months = duration.months * sign;
  const days = duration.days * sign;
  return `(${day} + interval (${months}) months + interval (${days}) days)::date`;
}

/** The last day of a time after a day: 30 days after it, or the day before the same date months later, so that a year's window ends with the year. */
export function windowEnd(day: string, text: string): string {
  const months = parseDuration(text)?.months ?? 0;
  return months > 0 ? `(${moved(day, text)} - 1)` : moved(day, text);
}

/**
 * True for a line of an inpatient claim, by its type of bill (NUBC: 11x, 41x); without one a group or an admission on an institutional claim tells, as for
 * episodes.
 */
export function isInpatient(m: string): string {
  return (
    `(${m}.claim_type = 'institutional' and case when ${m}.bill_type_code is not null ` +
    `then left(ltrim(${m}.bill_type_code, '0'), 2) in ('11', '41') else ${m}.drg_code is not null or ${m}.admission_date is not null end)`
  );
}
