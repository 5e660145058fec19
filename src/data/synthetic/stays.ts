/**
 * Stays in hospital and what follows them: group and days drawn; nobody is in two beds at once; some were sent on by a first hospital, come
 * back within thirty days, or go on to a nursing facility or care at home. Who is to die may die in hospital.
 */
import type { Calendar } from './calendar.ts';
import { date } from './calendar.ts';
import type { Country } from './parameters/types.ts';
import { placeOf } from './compile.ts';
import { decimal } from './curve.ts';
import { chance, draw, oneOf, unit } from './random.ts';

/** Makes `stay`, from `visit` and `person_year`. `came`: 0 from home, 1 transferred in, 2 back within thirty days; `sent`: to another hospital. */
export function stays(country: Country, calendar: Calendar): string {
  const terminal = placeOf(country.needs, country.terminal.need);
  const beginning = `
    select id, m, k, r, need, service, changed, code, day, planned, 0 as came from visit where stay
    union all
    select p.id, p.m, p.k, ${draw('p.m', 'terminal')}, ${terminal}, n.service, p.changed, w.code, died - ${oneOf('p.m', 'terminal days', 12)}, false, 0
    from person_year p join need n on n.need = ${terminal} join why w on w.need = ${terminal} and w.from_share = 0
    where died >= year_start and died < year_start + year_days and ${chance('p.m', 'dies in hospital', country.terminal.share)}`;
  const grouped = (from: string) => `
    select s.*, g.drg, g.weight, g.days,
      greatest(1, floor(g.days * skewed_stay(${draw('s.r', 'days')}) + ${unit('s.r', 'part of a day')})::integer) as nights
    from (${from}) s join stay_group g on g.need = s.need and ${unit('s.r', 'group')} >= g.from_share and ${unit('s.r', 'group')} < g.to_share`;
  // A longer stay than usual is a dearer one, by half of it.
  const priced = (from: string) => `
    select s.* exclude (days, nights, weight), p.died, s.weight * (0.5 + 0.5 * least(3, nights / s.days)) * skewed_price(${draw('s.r', 'price')}) as weight,
      case when died <= s.day + nights then died else s.day + nights end as end_day, died <= s.day + nights as dies,
      ${chance('s.r', 'transferred', 'n.transfer')} and s.came = 0 as moved_in,
      ${chance('s.r', 'nursing', `n.nursing * case when p.age < 55 then 0.15 when p.age < 70 then 0.7 else 1.25 end`)} as to_nursing,
      ${chance('s.r', 'home', 'n.home')} as to_home, n.again
    from (${grouped(from)}) s join need n on n.need = s.need join person p on p.id = s.id
    where died is null or s.day <= died`;
  const shaped = (from: string) => `
    select *, case when to_nursing and not coalesce(dies, false) then 5 + floor(${country.nursing?.days ?? 0} * waiting(${draw('r', 'nursing days')}))::integer else 0 end as nursing_days,
      to_home and not to_nursing and not coalesce(dies, false) as at_home, day - moved_in::integer as block_from
    from (${priced(from)})`;
  // Stays that would begin before an earlier one (with what follows it) has ended never happened.
  const apart = (from: string) => `
    select * from (
      select *, max(end_day + nursing_days) over (partition by id order by block_from, end_day, r rows between unbounded preceding and 1 preceding) as busy_until
      from (${from})
    ) where busy_until is null or block_from > busy_until`;
  const again = `
    select id, m, k, ${draw('r', 'again')} as r, need, service, changed, code, end_day + nursing_days + 1 + ${oneOf('r', 'again day', 29)} as day, false as planned, 2 as came
    from first_stay where not coalesce(dies, false) and ${chance('r', 'comes again', 'again')}`;
  return [
    `create or replace table first_stay as ${apart(shaped(beginning))}`,
    `create or replace table second_stay as ${shaped(again)}`,
    `create or replace table all_stay as ${apart('select * exclude (busy_until) from first_stay union all by name select * from second_stay')}`,
    `create or replace table stay as
      select id, m, k, r, need, service, changed, code, day as start_day, end_day, drg, weight, planned,
        case when moved_in then 1 else came end as came, false as sent, nursing_days, at_home
      from all_stay
      union all
      select id, m, k, ${draw('r', 'first hospital')}, need, service, changed, code, day - 1, day,
        (select max(g.drg) from stay_group g where g.need = all_stay.need), weight * ${decimal(0.25)}, false, 0, true, 0, false
      from all_stay where moved_in and day - 1 >= ${date(calendar.from)}`,
    'drop table first_stay; drop table second_stay; drop table all_stay',
  ].join(';\n');
}
