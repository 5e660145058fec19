/**
 * Coverage: spans by person, cut where people join, leave, move, change their plan by age, lose and regain cover, or die. Spans of a person
 * never overlap; the last has no end while it goes on.
 */
import type { Calendar } from './calendar.ts';
import { date } from './calendar.ts';
import { atAge, decimal } from './curve.ts';
import type { Country } from './parameters/types.ts';
import { onset } from './people.ts';
import { placeOf } from './compile.ts';
import { chance, oneOf, unit } from './random.ts';

/** Makes table `span`: id, n, first_day, last_day, open (goes on), region, plan (from 1), moved. */
export function coverage(country: Country, calendar: Calendar, regions: number): string {
  const { from, until, years } = calendar;
  const months = years * 12;
  const month = (purpose: string) =>
    `(${date(from)} + to_months(1 + ${oneOf('m', purpose, months - 1)}))::date`;
  const over = (share: number) => decimal(share * years);
  const ends = `
    select *, least(coalesce(case when ${chance('m', 'leaves', over(country.leaves))} and ${month('leave month')} > greatest(born, ${date(from)}) + 60
        then ${month('leave month')} end, ${date(until)}), coalesce(died + 1, ${date(until)})) as until
    from person where born < ${date(until)}`;
  const begins = `
    select *, greatest(born, case when ${chance('m', 'joins', over(country.joins))} and ${month('join month')} < until - 30 then ${month('join month')} else ${date(from)} end) as since
    from (${ends}) where until > greatest(born, ${date(from)})`;
  const events = `
    select *, case when ${chance('m', 'moves', over(country.moves))} then ${month('move month')} end as moves,
      case when ${chance('m', 'gap', over(country.gaps))} then ${month('gap month')} end as gap,
      date_trunc('month', born + to_years(65))::date as turns
    from (${begins})`;
  const cuts = `
    select *, (gap + to_months(1 + ${oneOf('m', 'gap length', 4)}))::date as regains from (${events})`;
  const pieces = `
    select *, unnest(list_sort(list_distinct(list_filter([since, moves, gap, regains, turns], lambda x: x >= since and x < until)))) as first_day
    from (${cuts})`;
  const ended = `
    select *, least(coalesce(lead(first_day) over (partition by id order by first_day), until), until) - 1 as last_day
    from (${pieces})`;
  const moved = `coalesce(first_day >= moves, false)`;
  return `create or replace table span as
    select id, row_number() over (partition by id order by first_day)::integer as n, first_day, last_day,
      last_day = ${date(until)} - 1 and died is null as open, ${moved} as moved,
      case when ${moved} then (region + 1 + ${oneOf('m', 'new region', regions - 1)}) % ${regions} else region end as region,
      ${planOf(country)} as plan
    from (${ended})
    where not (coalesce(first_day >= gap and first_day < regains, false)) and last_day >= first_day
    order by id, first_day`;
}

/** The first plan that takes a person at the age of the span's first day. */
function planOf(country: Country): string {
  const age = `floor((first_day - born) / 365.25)::integer`;
  const cases = country.plans.slice(0, -1).map((plan, i) => {
    const sick =
      plan.disease === undefined ? '' : ` or ${onset(placeOf(country.diseases, plan.disease))} = 0`;
    return `when ${unit('m', `plan ${i}`)} < ${atAge(plan.share, age)}${sick} then ${i + 1}`;
  });
  return cases.length === 0 ? '1' : `case ${cases.join(' ')} else ${country.plans.length} end`;
}
