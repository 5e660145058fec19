/**
 * All that happened to people, of any kind, within their coverage: visits, stays, what follows stays, cycles of treatment, care of the dying;
 * numbered by person in order of time.
 */
import { courses, cycles } from './courses.ts';
import type { Calendar } from './calendar.ts';
import { placeOf } from './compile.ts';
import type { Country } from './parameters/types.ts';
import { chance, draw, unit } from './random.ts';

/** Events of a person are numbered below this, so that `id * EVENTS + n` names an event. */
const EVENTS = 10_000;

const NOT_THERE = 1000;

/** SQL: the i-th of an event's other diagnoses: those of the person's diseases that are not its main one. */
export function otherDiagnosis(i: number): string {
  return `e.had_codes[case when main_place <= ${i} then ${i + 1} else ${i} end]`;
}

/** Makes `event`: e (number), id, m, r, service, need, code, start_day, end_day, region, plan, drg, weight, came, goes …, days, dx. */
export function events(country: Country, calendar: Calendar): string {
  const nothing = `null::varchar as drg, null::double as weight, false as planned, 0 as came, false as sent, 0 as nursing_days, false as at_home`;
  const visits = `
    select id, m, r, need, service, changed, code, day as start_day, day as end_day, ${nothing} from visit where not stay`;
  const stays = `
    select id, m, r, need, service, changed, code, start_day, end_day, drg, weight, planned, came, sent, nursing_days, at_home from stay`;
  const nursing =
    country.nursing &&
    `
    select id, m, ${draw('r', 'facility')}, need, ${placeOf(country.services, country.nursing.service)}, changed, code, end_day, end_day + nursing_days,
      null, nursing_days, false, 0, false, 0, false
    from stay where nursing_days > 0`;
  const home =
    country.home &&
    `
    select id, m, ${draw('r', 'home care')}, need, ${placeOf(country.services, country.home)}, changed, code, end_day + 2, end_day + 2, null, null, false, 0, false, 0, false
    from stay where at_home`;
  const treated = `
    select c.id, c.m, c.r, 0, c.service, 0, p.codes[k.disease], start_day, start_day, null, null, false, 0, false, 0, false
    from (${cycles()}) c join course_kind k using (course) join person p on p.id = c.id`;
  const hospice =
    country.hospice &&
    `
    select id, m, ${draw('m', 'dying')}, 0, ${placeOf(country.services, country.hospice.service)}, 0, codes[coalesce(list_max(had), 1)],
      died - 1 - floor(25 * waiting(${draw('m', 'hospice days')}))::integer, died, null, null, false, 0, false, 0, false
    from person_year where died >= year_start and died < year_start + year_days and len(had) > 0 and ${chance('m', 'hospice', country.hospice.share)}`;
  const all = [visits, stays, nursing, home, treated, hospice].filter(Boolean).join('\nunion all');
  const covered = `
    select e.* exclude (end_day), s.region, s.plan,
      least(case when s.open then date '9999-01-01' else s.last_day end, case when e.end_day = e.start_day then e.start_day + v.stretch else e.end_day end) as end_day
    from (${all}) e
    join span s on s.id = e.id and e.start_day >= s.first_day and e.start_day <= s.last_day
    join service v on v.service = e.service
    -- A stay is paid whole: one that coverage ends within is left out. What begins in the period is seen to its end.
    where e.end_day <= s.last_day or s.open`;
  const dx = `
    select e.*, o.code as operation, y.died, y.k, y.year_age, y.had_codes, coalesce(list_position(y.had_codes, e.code), ${NOT_THERE}) as main_place
    from (${covered}) e join person_year y on y.id = e.id and e.start_day >= y.year_start and e.start_day < y.year_start + y.year_days
    left join stay_procedure o on e.drg is not null and not e.sent and o.need = e.need and ${unit('e.r', 'operation')} >= o.from_share and ${unit('e.r', 'operation')} < o.to_share`;
  return [
    courses(country, calendar),
    `create or replace table event as
      select id::bigint * ${EVENTS} + row_number() over (partition by id order by start_day, end_day, service, r) as e, *,
        greatest(1, end_day - start_day) as days
      from (${dx})`,
  ].join(';\n');
}
