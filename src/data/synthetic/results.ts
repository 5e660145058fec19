/** What was measured and answered: laboratory, vital signs, questionnaires, and scores before and after planned stays. */
import { quoteLiteral as text } from '../../warehouse/warehouse.ts';
import type { Calendar } from './calendar.ts';
import { placeOf } from './compile.ts';
import { decimal } from './curve.ts';
import type { Country } from './parameters/types.ts';
import { draw, unit, chance } from './random.ts';

/** Makes `result`: id, o (number within the person), code, code_type, description, unit, category, day, value. */
export function results(country: Country, _calendar: Calendar): string {
  const { measurements } = country;
  const shifts = measurements.flatMap((m, i) =>
    Object.entries(m.shift ?? {}).map(
      ([name, shift]) =>
        `case when measurement = ${i + 1} and list_contains(had, ${placeOf(country.diseases, name)}) then ${decimal(shift)} else 0 end`,
    ),
  );
  const level = `mean + spread * bell(${draw('m', 'level', 'measurement')}) + within * bell(${draw('r', 'level')})${shifts.map((shift) => ` + ${shift}`).join('')}`;
  // Rounded on whole numbers, so that the digits are those a laboratory writes.
  const value = `round(least(most_value, greatest(least_value, ${level})) * scale)::bigint * grain`;
  const counted = `
    select r.id, r.m, r.k, r.onset_day, r.year_start, r.year_days, x.measurement, q.taken,
      floor(x.rate + ${unit('r.m', 'measured', 'q.taken * 64 + r.k')})::integer as times
    from reason r join measurement x on x.disease = r.disease and x.age = r.year_age join measured q using (measurement)`;
  const each = `
    select *, ${draw('m', 'measurement', 'measurement * 65536 + k * 4096 + i')} as r, ${draw('m', 'measurement', 'taken * 65536 + k * 4096 + i')} as reading
    from (select *, unnest(range(times))::integer as i from (${counted}) where times > 0)`;
  const dated = `
    select *, year_start + floor(${unit('reading', 'day')} * year_days)::integer as day from (${each})`;
  const { score } = country;
  const scored = (days: number, mean: number, share: number) => `
    select e.id, ${text(score.code)} as code, ${text(score.codeType)} as code_type, ${text(score.name)} as description, '1' as unit, 'survey' as category,
      e.start_day + ${days} as day, least(10000, greatest(-5000, round(10000 * (${mean} + ${score.spread} * 0.8 * bell(${draw('e.m', 'score')}) + ${score.spread} * 0.6 * bell(${draw('e.r', `score ${days}`)})))))::bigint // 10 * 10 as value
    from event e join need n using (need) join service v on v.service = e.service
    where n.scores and n.service = e.service and not e.sent and ${chance('e.r', `answers ${days}`, share)}`;
  return `create or replace table result as
    select r.*, row_number() over (partition by r.id order by day, code, value) as o
    from (
      select d.id, x.code, x.code_type, x.description, x.unit, x.category, d.day, ${value} as value
      from (select d.*, y.had from (${dated}) d join person_year y on y.id = d.id and y.k = d.k) d join measured x using (measurement)
      where d.onset_day is null or d.day >= d.onset_day
      union all ${scored(-21, score.before, 0.8)} union all ${scored(90, score.after, 0.7)} union all ${scored(365, score.after + 0.02, 0.55)}
    ) r
    join span s on s.id = r.id and r.day >= s.first_day and r.day <= s.last_day
    order by r.id, o`;
}
