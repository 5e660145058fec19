/**
 * From events to claims and their lines. A claim has its providers, payer and dates; a line its code, units and cents. Amounts are whole cents
 * from here on: the parts of a stay's price are differences of running shares of it, so that they add up to the cent.
 */
import type { Calendar } from './calendar.ts';
import type { Country } from './parameters/types.ts';
import { chance, draw, unit } from './random.ts';
import { decimal } from './curve.ts';
import { placeOf } from './compile.ts';

/** Makes `claim` (c, e, form, provider …, price: factor on cents) and `line` (c, n, day, line: of `service_line`, units, cents), in order. */
export function claimsAndLines(country: Country, calendar: Calendar): string {
  const trend = Array.from({ length: calendar.years }, (_, k) => decimal((1 + country.trend) ** k));
  const plans = country.plans.map((plan) => decimal(plan.price));
  const own = placeOf(country.roles, 'own');
  // People keep to the same provider of a role; primary care changes when they change their doctor.
  const same = `case when s.role = ${own} then ${draw('e.m', 'doctor', 'e.changed')} else ${draw('e.m', 'provider', 's.role')} end`;
  const choice = `case when ${chance('e.r', 'loyal', country.loyalty, 's.role')} then ${same} else ${draw('e.r', 'other provider', 's.role')} end`;
  const claim = `create or replace table claim as
    select e.e * 10 + s.form as c, e.e, e.id, e.r, s.form, s.institutional, s.role, s.place, s.bill,
      e.service, e.start_day, e.end_day, e.days, e.drg, e.weight, e.code, e.plan, e.region, e.k,
      p.first_number + floor(${picked(choice)} * p.providers)::integer as provider,
      (([${plans.join(', ')}]::double[])[e.plan] * ([${trend.join(', ')}]::double[])[e.k + 1] * (0.94 + 0.12 * ((e.region * 7) % 10) / 10)
        * skewed_price(${draw('e.r', 'claim price', 's.form')})) as price,
      ${unit('e.r', 'version', 's.form')} as fate,
      3 + floor(${decimal(country.lag)} * 0.4 + ${decimal(country.lag)} * 0.6 * waiting(${draw('e.r', 'lag', 's.form')}))::integer as lag
    from event e
    join service_claim s on s.service = e.service and (s.share >= 1 or ${chance('e.r', 'has claim', 's.share', 's.form')})
    join place p on p.role = s.role and p.region = e.region`;
  const candidates = `
    select c.c, l.line, l.ordinal, l.times, l.every, c.days, c.end_day, c.start_day, c.price, l.cents, l.units, l.part_from, l.part_to, c.weight, c.drg,
      l.from_share, l.to_share, ${unit('c.r', 'line', 'l.slot * 16 + c.form')} as u
    from claim c join service_line l on l.service = c.service and l.form = c.form
    where l.only_for is null or starts_with(c.code, l.only_for)`;
  const lines = `
    select *, unnest(range(case when times = 0 then days else times end))::integer as i from (${candidates}) where u >= from_share and u < to_share`;
  const base = `case when drg is null then ${(country.nursing?.day ?? 0) * 100} else ${country.base * 100} end`;
  const priced = `
    select c, ordinal * 4096 + i as place, start_day + i * every as day, line, case when units = 0 then days else units end as units,
      case when part_from is not null then (floor(round(weight * price * ${base}) * part_to) - floor(round(weight * price * ${base}) * part_from))::bigint
        else round(cents * units * price)::bigint end as cents
    from (${lines}) where start_day + i * every <= end_day`;
  return [
    claim,
    // Text comes in where lines are written: what is sorted is narrow. By year, as claims are delivered.
    `create or replace table line as
      select c, row_number() over (partition by c order by place)::integer as n, day, line, units, cents from (${priced}) order by year(day), c, n`,
  ].join(';\n');
}

/** SQL: number of the own doctor of a person in a region, whose row in `place` is `p`. */
export function ownDoctor(m: string, changed: string): string {
  return `p.first_number + floor(${picked(draw(m, 'doctor', changed))} * p.providers)::integer`;
}

/** SQL: number of the provider of a role a person keeps to. */
export function usual(m: string, role: number): string {
  return `p.first_number + floor(${picked(draw(m, 'provider', String(role)))} * p.providers)::integer`;
}

/** u² of a draw: the first providers of a region have most of the market. */
function picked(drawn: string): string {
  return `(((${drawn}) >> 16)::double / 65536 * ((${drawn}) >> 16)::double / 65536)`;
}
