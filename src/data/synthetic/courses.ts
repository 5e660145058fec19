/**
 * Courses of treatment and what came of them: begun after the onset of their disease, followed until an outcome, death, loss or the end of the
 * period. Cycles of a course are events of their own.
 */
import type { Calendar } from './calendar.ts';
import { date } from './calendar.ts';
import { table, placeOf } from './compile.ts';

import type { Country } from './parameters/types.ts';
import { chance, draw, oneOf } from './random.ts';

/** Makes `course` and `outcome`. */
export function courses(country: Country, calendar: Calendar): string {
  const rows = country.courses.map((c, i) => [
    i + 1,
    placeOf(country.diseases, c.disease),
    c.product,
    c.share,
    c.line,
    c.days,
    Math.round(c.price * 100),
    placeOf(country.services, c.service),
    c.cycle ?? 0,
    c.lost,
  ]);
  const ends = country.courses.flatMap((c, i) =>
    Object.entries(c.outcomes).map(([event, { share, days }], j) => [i + 1, j, event, share, days]),
  );
  const { from, until } = calendar;
  // Those long ill begin at some time in the period, the newly ill soon after onset; a later line comes after the one before.
  const begun = `
    select p.id, p.m, p.died, c.*, ${draw('p.m', 'course', 'c.course')} as r,
      case when onsets[c.disease] >= ${date(from)} then onsets[c.disease] + 14 + ${oneOf('p.m', 'course start', 45)}
        else ${date(from)} + ${oneOf('p.m', 'course start', Math.max(1, calendar.years * 365 - 120))} end + (c.line - 1) * 150 as start_day
    from person p join course_kind c on onsets[c.disease] is not null and ${chance('p.m', 'has course', 'c.share', 'c.course')}`;
  const covered = `
    select b.*, s.last_day, s.region, s.plan from (${begun}) b join span s on s.id = b.id and b.start_day >= s.first_day and b.start_day <= s.last_day
    where died is null or start_day < died`;
  const followed = `
    select *, least(last_day, coalesce(died, last_day), case when ${chance('r', 'lost', 'lost')} then start_day + 30 + ${oneOf('r', 'lost day', 300)} else ${date(until)} - 1 end) as seen_day
    from (${covered})`;
  const outcome = `
    select c.*, o.event, start_day + 1 + floor(o.days * (0.35 + 0.65 * waiting(${draw('r', 'outcome day', 'o.place')})))::integer as event_day
    from (${followed}) c join course_outcome o using (course) where ${chance('r', 'outcome', 'o.share', 'o.place')}`;
  return [
    table(
      'course_kind',
      'course integer, disease integer, product varchar, share double, line integer, days integer, cents bigint, service integer, cycle integer, lost double',
      rows,
    ),
    table('course_outcome', 'course integer, place integer, event varchar, share double, days integer', ends),
    `create or replace table course_followed as ${followed}`,
    `create or replace table outcome as select id, course, event, event_day from (${outcome.replace(`(${followed})`, 'course_followed')}) where event_day <= seen_day
      union all select id, course, 'death', died from course_followed where died <= seen_day`,
    `create or replace table course as
      select c.*, least(start_day + days - 1, seen_day, coalesce(o.stop, seen_day)) as end_day
      from course_followed c left join (select id, course, min(event_day) as stop from outcome where event in ('progression', 'relapse') group by all) o using (id, course)
      order by id, course`,
    'drop table course_followed',
  ].join(';\n');
}

/** Events of the courses' cycles: the columns of `event` before they are numbered. */
export function cycles(): string {
  return `
    select id, m, ${draw('r', 'cycle', 'i')} as r, service, start_day + i::integer * cycle as start_day, course
    from (select *, unnest(range((end_day - start_day) // cycle + 1)) as i from course where service > 0 and cycle > 0)`;
}
