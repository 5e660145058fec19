/** Drugs of the chronic diseases, filled again and again: who takes one, how faithfully, and when. */
import type { Calendar } from './calendar.ts';
import { date } from './calendar.ts';
import { placeOf } from './compile.ts';
import type { Country } from './parameters/types.ts';
import { ownDoctor, usual } from './lines.ts';
import { decimal } from './curve.ts';
import { chance, draw, oneOf, unit } from './random.ts';

/** Fills of a drug by a person are numbered below this. */
const FILLS = 1000;

/** Makes `fill`: f (number), id, r, drug, day, cents, prescriber, pharmacy, plan, lag, in order. */
export function drugs(country: Country, calendar: Calendar): string {
  const { from, until } = calendar;
  const trend = Array.from({ length: calendar.years }, (_, k) => decimal((1 + country.trend) ** k));
  const pharmacy = placeOf(country.roles, 'pharmacy');
  const ill = `select id, m, died, unnest(onsets) as onset_day, unnest(range(1, ${country.diseases.length + 1}))::integer as disease from person`;
  const takes = `
    select i.id, i.m, d.*, greatest(onset_day + 7, ${date(from)}) as since, coalesce(died, ${date(until)}) as until,
      ${draw('i.m', 'drug', 'd.drug')} as r,
      -- Days between fills: the supply over the share of days covered, which is between a half and one, mostly high.
      d.days / (1 - 0.5 * ${unit('i.m', 'adherence', 'd.drug')} * ${unit('i.m', 'adherence again', 'd.drug')}) as gap
    from (${ill}) i join drug d on d.disease = i.disease and ${chance('i.m', 'takes drug', 'd.share', 'd.drug')}
    where onset_day is not null`;
  const fills = `
    select *, unnest(range(least(${FILLS}, greatest(0, floor((until - since) / gap)::integer))))::integer as i from (${takes})`;
  const days = `
    select *, since + ${oneOf('r', 'first fill', 'days')} + floor(i * gap)::integer as day from (${fills})`;
  return `create or replace table fill as
    select (f.id::bigint * 256 + f.drug) * ${FILLS} + f.i as f, f.id, f.drug, f.code, f.days, f.quantity, f.day, s.plan,
      round(f.cents * ([${trend.join(', ')}]::double[])[y.k + 1] * skewed_price(${draw('f.r', 'pharmacy price')}))::bigint as cents,
      ${ownDoctor('f.m', 'y.changed')} as prescriber, ${usual('f.m', pharmacy).replaceAll('p.', 'q.')} as pharmacy,
      1 + ${oneOf('f.r', 'drug lag', 14, 'f.i')} as lag
    from (${days}) f
    join span s on s.id = f.id and f.day >= s.first_day and f.day <= s.last_day
    join person_year y on y.id = f.id and f.day >= y.year_start and f.day < y.year_start + y.year_days
    join place p on p.role = ${placeOf(country.roles, 'own')} and p.region = s.region
    join place q on q.role = ${pharmacy} and q.region = s.region
    order by f`;
}
