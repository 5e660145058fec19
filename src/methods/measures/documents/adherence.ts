/**
 * Proportion of days covered, as the Pharmacy Quality Alliance counts it: from the first fill in the period to the end of it, of coverage or of life, the share of
 * days on which any of the drugs was at hand. A fill of a drug begins when the fill of the same drug before it is used up; days on which two drugs are at
 * hand count once. The worked examples of https://www.pqaalliance.org/assets/Measures/pdc-dr.js.txt are in the tests. Of fills of the same drug on one day
 * the second follows the first (unverified).
 */
import { quoteLiteral } from '../../../warehouse/warehouse.ts';
import type { MethodContext } from '../../method.ts';
import { dateLiteral } from '../../options.ts';
import { plainSql } from '../../shared/code-pattern.ts';
import type { CodeTable } from './code-lists.ts';
import type { Days } from './plan.ts';
import { isEvent } from './event-bits.ts';

/**
 * Makes `person_id`, `covered` and `days` (whole days of the treatment period), `unknown` (fills whose days of supply are not known). `people` has the last day of
 * coverage of each person as `last`.
 */
export async function daysCovered(
  context: MethodContext,
  days: Days,
  {
    fills,
    day,
    place,
    codes,
    people,
  }: { fills: string; day: string; place: number; codes: CodeTable | undefined; people: string },
): Promise<string> {
  const { warehouse } = context;
  const into = context.temporary();
  const exact = [...(codes?.drugs ?? [])].filter(([code]) => !code.endsWith('*'));
  const begun = [...(codes?.drugs ?? [])].filter(([code]) => code.endsWith('*'));
  const cases = begun.map(
    ([code, drug]) =>
      `when starts_with(${plainSql('x.ndc_code')}, ${plainSql(quoteLiteral(code.slice(0, -1)))}) then ${quoteLiteral(drug)}`,
  );
  const values = exact.map(
    ([code, drug]) => `(${quoteLiteral(code.replaceAll('.', '').toUpperCase())}, ${quoteLiteral(drug)})`,
  );
  const drugs =
    values.length > 0 ? `(values ${values.join(', ')})` : `(select null::varchar, null::varchar where false)`;
  const other = cases.length > 0 ? `case ${cases.join(' ')} end, ` : '';
  await warehouse.run(
    `create table ${into} as
     with fills as (
       select x.person_id, x.${day} as day, x.days_supply as supply, coalesce(d.drug, ${other}x.ndc_code) as drug
       from ${fills} x left join ${drugs} d(code, drug) on d.code = ${plainSql('x.ndc_code')}
       where ${isEvent('x', place)} and x.${day} >= ${dateLiteral(days.from)} and x.${day} < ${dateLiteral(days.to)}
     ), treated as (
       select f.person_id, min(f.day) as first, least(max(p.last), ${dateLiteral(days.to)} - 1) as last, count(*) filter (where f.supply is null or f.supply <= 0) as unknown
       from fills f join ${people} p on p.person_id = f.person_id group by f.person_id
     ), summed as (
       select *, sum(supply) over (partition by person_id, drug order by day, supply rows unbounded preceding)::bigint as total,
         row_number() over (partition by person_id, drug order by day, supply) as n
       from fills where supply > 0
     ), shifted as (
       -- A fill ends where all up to it would, had the latest start of them been the first day without stock: the start of the next follows.
       select person_id, total + max((day - date '2000-01-01') - (total - supply)) over (partition by person_id, drug order by n rows unbounded preceding) as ends, supply from summed
     ), cut as (
       select s.person_id, greatest(s.ends - s.supply, t.first - date '2000-01-01') as a, least(s.ends, t.last - date '2000-01-01' + 1) as b
       from shifted s join treated t on t.person_id = s.person_id
     ), reached as (
       select *, max(b) over (partition by person_id order by a, b rows between unbounded preceding and 1 preceding) as before from cut where b > a
     ), counted as (
       select person_id, sum(greatest(0, b - greatest(a, coalesce(before, a))))::bigint as covered from reached group by person_id
     )
     select t.person_id, coalesce(c.covered, 0) as covered, (t.last - t.first + 1)::bigint as days, t.unknown from treated t left join counted c on c.person_id = t.person_id
     where t.last >= t.first`,
  );
  return into;
}
