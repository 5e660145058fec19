/** Units added up: by person, and by provider and stratum. */
import { quoteLiteral } from '../../../warehouse/warehouse.ts';
import { halfEven, units as whole } from '../../shared/exact.ts';
import type { CheckedMeasure } from './check.ts';
import { ALL } from './groups.ts';

const names = (measures: readonly CheckedMeasure[]) =>
  `[${measures.map(({ document }) => quoteLiteral(document.measure)).join(', ')}][u.measure + 1]`;

const COUNTS = `count(*)::integer as units, (count(*) filter (where u.status = 'excluded'))::integer as excluded,
  (count(*) filter (where u.status = 'unknown'))::integer as unknown,
  coalesce(sum(u.denominator), 0)::decimal(38,4) as denominator, coalesce(sum(u.numerator), 0)::decimal(38,4) as numerator`;

/** `numerator ÷ denominator × per`, exact and rounded half to even to six digits; unknown where there is nothing to divide by. */
function score(per: string): string {
  const product = `${whole('numerator')} * (${per} * 10000)::hugeint * 100`;
  return `(case when denominator > 0 then (${halfEven(`(${product})`, whole('denominator'))}::decimal(38,0) * 0.000001::decimal(7,6))::decimal(38,6) end)`;
}

/** A row for each person that has a unit, by measure and provider. */
export function byPerson(units: string, measures: readonly CheckedMeasure[]): string {
  return `select ${names(measures)} as measure, u.put_down as provider, u.person_id, ${COUNTS},
      case when sum(u.denominator) > 0 then null else min(u.reason) end as reason
    from ${units} u group by all`;
}

/** Units once for each stratum they are in, `all` among them. */
export function withStrata(units: string, measures: readonly CheckedMeasure[]): string {
  const cases = measures.map(({ document }, i) => {
    const strata = document.strata.map(({ stratum, by: of, bands }) => {
      const value = of === 'sex' ? 'u.sex' : of === 'plan' ? 'u.plan' : ageBand(bands ?? []);
      return `coalesce(${quoteLiteral(`${stratum}:`)} || ${value}, ${quoteLiteral(`${stratum}:unknown`)})`;
    });
    return `when ${i} then [${[quoteLiteral(ALL), ...strata].join(', ')}]`;
  });
  return `(select *, unnest(case u.measure ${cases.join(' ')} end) as stratum from ${units} u)`;
}

/** A row for each measure, provider and stratum; of all providers together where nobody has a unit. */
export function byProvider(units: string, measures: readonly CheckedMeasure[], by: string): string {
  const pers = measures.map(({ document }, i) => `when ${i} then ${document.per}::decimal(22,4)`);
  const empty =
    by === 'all'
      ? `union all select i, '${ALL}', '${ALL}', 0, 0, 0, 0, 0, 0 from range(${measures.length}) r(i) where i not in (select measure from counted)`
      : '';
  // A measure of people has a unit for each: only where there may be several of one need they be told apart.
  const several = measures.flatMap(({ unit }, i) => (unit ? [i] : []));
  const ofSeveral = several.length > 0 ? `u.measure in (${several.join(', ')})` : 'false';
  const counted = `u.status = 'in' then u.person_id end`;
  const people = `count(distinct case when ${ofSeveral} and ${counted}) + count(case when not ${ofSeveral} and ${counted})`;
  return `with counted as (
      select u.measure, u.put_down as provider, u.stratum, (${people})::integer as people, ${COUNTS}
      from ${withStrata(units, measures)} u group by u.measure, u.put_down, u.stratum
    ), filled as (select * from counted ${empty})
    select ${names(measures)} as measure, u.provider, u.stratum, u.units::integer as units, u.people::integer as people, u.excluded::integer as excluded, u.unknown::integer as unknown,
      u.denominator::decimal(38,4) as denominator, u.numerator::decimal(38,4) as numerator, ${score('per')} as score,
      case when u.denominator > 0 then null else 'no-denominator' end as reason
    from (select *, case measure ${pers.join(' ')} end as per from filled) u`;
}

/** `18-44`, `65+`; those younger than the first band are `0-17`. */
function ageBand(bands: readonly number[]): string {
  const cases = bands.map((from, i) => {
    const before = i === 0 ? 0 : (bands[i - 1] ?? 0);
    return `when u.age < ${from} then '${before}-${from - 1}'`;
  });
  return `(case when u.age is null then null ${cases.join(' ')} else '${bands.at(-1) ?? 0}+' end)`;
}
