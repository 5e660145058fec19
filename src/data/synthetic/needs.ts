/**
 * From people to what happens to them: how often each need arises in a person's year, and when. The count of a need is
 * floor(rate × frailty × shock of the year × waiting + u), whose mean is the rate and whose spread is wider than Poisson's.
 */
import type { Calendar } from './calendar.ts';
import { date } from './calendar.ts';
import type { Country } from './parameters/types.ts';
import { onset } from './people.ts';
import { draw, unit } from './random.ts';
import { decimal } from './curve.ts';

/** Makes `person_year` (id, m, k, age, strain, changes, dx), `reason` (with a row per disease of that year) and `visit` (need, r, day). */
export function needs(country: Country, calendar: Calendar): string {
  const { diseases } = country;
  const { starts, years } = calendar;
  const list = (of: (k: number) => string) =>
    `[${Array.from({ length: years }, (_, k) => of(k)).join(', ')}]`;
  const lengths = list((k) =>
    String((Date.parse(starts[k + 1] as string) - Date.parse(starts[k] as string)) / 86_400_000),
  );
  const changes = list(
    (k) =>
      Array.from(
        { length: k },
        (_, j) => `(${unit('m', 'changes doctor', String(j))} < ${decimal(country.changes)})::integer`,
      ).join(' + ') || '0',
  );
  const has = diseases.map((_, i) => `case when ${onset(i + 1)} <= k then ${i + 1} end`);
  const gets = diseases.map((_, i) => `case when ${onset(i + 1)} <= k + 1 then ${i + 1} end`);
  const personYear = `create or replace table person_year as
    select * exclude (${diseases.map((_, i) => onset(i + 1)).join(', ')}, onsets, codes),
      greatest(0, least(110, age + k))::integer as year_age,
      frailty * skewed_year(${draw('m', 'shock', 'k')}) * case when died < (${list((k) => date(starts[k + 1] as string))})[k + 1] then 1.6 else 1 end as strain,
      (${changes})[k + 1]::integer as changed, (${list((k) => date(starts[k] as string))})[k + 1] as year_start, (${lengths})[k + 1]::integer as year_days,
      list_filter([${has.join(', ')}], lambda d: d is not null) as had, [codes[d] for d in had] as had_codes,
      list_filter([0, ${gets.join(', ')}], lambda d: d is not null) as has, onsets, codes
    from (select *, unnest(range(${years}))::integer as k from person)
    where (died is null or died >= (${list((k) => date(starts[k] as string))})[k + 1]) and born < (${list((k) => date(starts[k + 1] as string))})[k + 1]
    order by id, k`;
  const reason = `create or replace table reason as
    select id, m, k, year_age, female, strain, year_start, year_days, changed, d as disease, onsets[d] as onset_day, codes[d] as disease_code
    from (select *, unnest(has)::integer as d from person_year)`;
  const count = (frail: string) =>
    `floor(n.rate * case when ${frail} then strain * waiting(${draw('m', 'busy', 'n.need * 64 + k')}) else 1 end + ${unit('m', 'times', 'n.need * 64 + k')})::integer`;
  const counted = `
    select r.id, r.m, r.k, r.disease, r.onset_day, r.disease_code, r.year_start, r.year_days, r.changed, n.need, ${count('n.frail')} as times
    from reason r join need_rate n on n.disease = r.disease and n.age = r.year_age and n.female = r.female`;
  const each = `
    select *, unnest(range(times))::integer as i from (${counted}) where times > 0`;
  const drawn = `
    select *, ${draw('m', 'event', 'need * 65536 + k * 4096 + i')} as r from (${each})`;
  const dated = `
    select v.*, n.service, n.weekday, n.stay, n.planned, year_start + floor(${unit('r', 'day')} * year_days)::integer as any_day
    from (${drawn}) v join need n using (need)`;
  const onDays = `
    select * exclude (any_day, weekday), any_day + case when weekday then (case dayofweek(any_day) when 0 then 1 when 6 then -1 else 0 end) else 0 end as day
    from (${dated})`;
  const visit = `create or replace table visit as
    select v.id, v.m, v.k, v.r, v.need, v.service, v.stay, v.planned, v.changed, v.day,
      coalesce(w.code, v.disease_code) as code
    from (${onDays}) v join why w on w.need = v.need and ${unit('v.r', 'why')} >= w.from_share and ${unit('v.r', 'why')} < w.to_share
    where v.onset_day is null or v.day >= v.onset_day`;
  return [personYear, reason, visit].join(';\n');
}
