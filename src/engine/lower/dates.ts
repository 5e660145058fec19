/** Dates and durations as steps (docs/language.md §4): months first, with the day clamped to the month's end, then days. */
import type { Expression } from '../../language/plan.ts';
import { durationOf } from './constants.ts';
import type { Step, Steps } from './steps.ts';
import { integer } from './integers.ts';
import { sql } from './steps.ts';

const DAYS = { bound: 3_652_058n, wide: false };
/** Months or days of a duration. */
const PART = { bound: 2n ** 31n - 1n, wide: false };
const PART_LIMIT = String(2n ** 31n - 1n);

export function daysBetween(steps: Steps, from: Step, to: Step): Step {
  return steps.make('number', sql`(${to} - ${from})`, DAYS);
}

export function datePart(steps: Steps, part: 'year' | 'month' | 'day', value: Step): Step {
  return steps.make('number', sql`${part}(${value})`, { bound: 9999n, wide: false });
}

/** Months and days of a duration, which are kept apart. */
export function durationParts(
  steps: Steps,
  expression: Expression,
  value: Step,
): { months: Step; days: Step } {
  if (expression.op === 'constant' && expression.value !== null) {
    const { months, days } = durationOf(String(expression.value));
    return { months: integer(steps, BigInt(months)), days: integer(steps, BigInt(days)) };
  }
  const months = sql`(date_part('year', ${value}) * 12 + date_part('month', ${value}))`;
  return {
    months: steps.make('number', months, PART),
    days: steps.make('number', sql`date_part('day', ${value})`, PART),
  };
}

/** Null where the date leaves 0001-01-01 … 9999-12-31, between the steps too. */
export function shift(steps: Steps, date: Step, months: Step, days: Step, sign: 1 | -1): Step {
  const minus = sign < 0 ? '-' : '';
  let at = date;
  if (!isZero(months))
    at = inCalendar(steps, sql`try((${at} + to_months((${minus}${months})::integer))::date)`);
  if (!isZero(days)) at = inCalendar(steps, sql`try(${at} + (${minus}${days})::integer)`);
  return at;
}

function inCalendar(steps: Steps, fragment: ReturnType<typeof sql>): Step {
  const moved = steps.make('date', fragment);
  const [first, last] = [`date '0001-01-01'`, `date '9999-12-31'`];
  return steps.make('date', sql`case when ${moved} between ${first} and ${last} then ${moved} end`);
}

function isZero(step: Step): boolean {
  return step.constant && step.bound === 0n;
}

/** A duration times a whole number. */
export function repeat(steps: Steps, months: Step, days: Step, times: Step): Step {
  const [m, d] = [months, days].map((part) =>
    steps.make('number', sql`try(${part}::hugeint * ${times})`, { bound: 2n ** 127n, wide: true }),
  ) as [Step, Step];
  const fits = (part: Step) => sql`${part} between -${PART_LIMIT} and ${PART_LIMIT}`;
  return steps.make(
    'duration',
    sql`case when ${fits(m)} and ${fits(d)} then to_months(${m}::integer) + to_days(${d}::integer) end`,
  );
}
