/** People whose spending is asked for: their months of coverage as bits, and for each year what they were enrolled as. */
import type { MethodContext } from '../method.ts';
import { literals, Options } from '../options.ts';
import { bitsType, monthBits } from '../shared/coverage.ts';

/** 42 CFR 425.601(a)(2): ESRD, disabled, aged and dual, aged and not; `other` where nothing says so. */
export const ENROLMENT = ['esrd', 'disabled', 'aged-dual', 'aged-nondual', 'other'] as const;

export interface Years {
  first: number;
  last: number;
}

/** What of people is made. */
interface PeopleAsked {
  /** Condition on rows of the eligibility. */
  only?: string;
  /** Enrolment types of months too. */
  byMonth?: boolean;
}

/**
 * Makes a table with a row a person: `person_id`, `provider`, `mask` (months covered and attributed, bit 0 is January of the first
 * year), `e<year>` (enrolment type of the year as a place in `ENROLMENT`, by the span in force last in it), and by month `t0` … `t4`: the covered months of
 * each type as bits, each month by the span in force in it that began last.
 *
 * Enrolment type, in this order: ESRD (flag; Medicare status 11, 21, 31; original reason 2, 3), disabled (status 20; reason 1), aged (status 10; reason 0; 65 on
 * the first day of the year, or month), else other; the aged are dual by `dual_codes`.
 */
export async function spendingPeople(
  context: MethodContext,
  { first, last }: Years,
  { only = 'true', byMonth = false }: PeopleAsked = {},
): Promise<string> {
  const options = new Options(context.options);
  const into = context.temporary();
  const from = `${first}-01-01`;
  // Months that begin after the as-of date are not covered yet: spending so far is over the months so far.
  const end = `${last + 1}-01-01`;
  const to = context.asOf < end ? dayAfter(context.asOf) : end;
  const until = 'least(enrollment_end_date, death_date)';
  const counts = options.has('plans') ? `plan in ${literals(options.list('plans'))}` : 'true';
  const years = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const dual = `coalesce(dual_status_code in ${literals(options.list('dual_codes'))}, false)`;
  // 0 to 3 as in `ENROLMENT`, 4 where nothing says so, 5 where age does: then `old` from 65 on.
  const type = `case
      when esrd_status or medicare_status_code in ('11', '21', '31') or original_reason_entitlement_code in ('2', '3') then 0
      when medicare_status_code = '20' or (medicare_status_code is null and original_reason_entitlement_code = '1') then 1
      when medicare_status_code = '10' or (medicare_status_code is null and original_reason_entitlement_code = '0') then old
      when medicare_status_code is null and original_reason_entitlement_code is null then 5
      else 4 end`;
  // The latest first day; among spans of one day the longest, then the lowest type: the same for the same rows, in whatever order.
  const order = `((enrollment_start_date - date '0001-01-01')::bigint * 4194304 + coalesce((last - date '0001-01-01')::bigint, 4194303)) * 8`;
  const final = (born: string) =>
    `case when type <> 5 then type when birth_date <= ${born} then old else 4 end`;
  const types = years.map((year) => {
    const [start, end] = [`date '${year}-01-01'`, `date '${year}-12-31'`];
    const born = `date '${String(year - 65).padStart(4, '0')}-01-01'`;
    const during = `counts and enrollment_start_date <= ${end} and coalesce(last >= ${start}, true)`;
    return `coalesce(max(rank + 7 - (${final(born)})) filter (where ${during}), 3)`;
  });
  const result = options.maybe('people');
  const attributed =
    result === undefined
      ? ''
      : `join (select person_id, max_by(provider, "from") as provider, coalesce(bit_or(${monthBits('"from"', '"to" - 1', from, to)}), 0) as held
           from ${context.result(result)} where assigned group by person_id) a using (person_id)`;
  const count = years.length * 12;
  const bits = bitsType(count);
  const places = ENROLMENT.map((_, place) => `t${place}`);
  const monthly = byMonth
    ? `, months as (
       select person_id, t.m::integer as m, (7 - max(rank + 7 - (${final(`make_date((${first - 65} + t.m // 12)::integer, (t.m % 12 + 1)::integer, 1)`)})) % 8)::tinyint as place
       from ranked, range(${count}) t(m) where counts and ((bits >> t.m::integer) & 1) = 1 group by all
     ), typed as (
       select person_id, ${places.map((name, place) => `coalesce(bit_or(1::${bits} << m) filter (where place = ${place}), 0) as ${name}`).join(', ')}
       from months group by person_id
     )`
    : '';
  const typed = byMonth ? places.map((name) => `, coalesce(${name}, 0::${bits}) as ${name}`).join('') : '';
  const mask = result !== undefined && options.boolean('attributed_months') ? 'mask & held' : 'mask';
  await context.warehouse.run(
    `create table ${into} as
     with one as (
       select person_id, enrollment_start_date, ${until} as last, birth_date, case when ${dual} then 2 else 3 end as old,
         ${type} as type, coalesce(${counts}, false) as counts
       from ${context.table('eligibility')} where ${only}
     ), ranked as (select *, ${order} as rank, ${monthBits('enrollment_start_date', 'last', from, to)} as bits from one),
     spans as (
       select person_id, coalesce(bit_or(bits) filter (where counts), 0) as mask,
         ${types.map((one, i) => `(7 - (${one}) % 8)::tinyint as e${years[i]}`).join(', ')}
       from ranked group by person_id
     )${monthly}
     select person_id, ${result === undefined ? 'null::varchar' : 'provider'} as provider,
       ${mask} as mask, ${years.map((year) => `e${year}`).join(', ')}${typed}
     from spans ${byMonth ? 'left join typed using (person_id)' : ''} ${attributed}`,
  );
  return into;
}

function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** The months of a year (its place) in a mask, as bits: bit 0 is January. */
export function monthsIn(mask: string, year: string): string {
  return `((${mask} >> (${year} * 12)::integer) & 4095)::integer`;
}

/** The enrolment type of a year (its place) of person `p`, as a place. */
export function ofYear(year: string, { first, last }: Years): string {
  const years = Array.from({ length: last - first + 1 }, (_, i) => `when ${i} then p.e${first + i}`);
  return `case ${year} ${years.join(' ')} end`;
}

/** The months of person `p` with an enrolment type (its place), as bits; only where types of months were made. */
export function monthsOfType(place: string): string {
  return `(p.mask & case ${place} ${ENROLMENT.map((_, i) => `when ${i} then p.t${i}`).join(' ')} end)`;
}

/** Is the month of `day` one of person `p`’s? */
export function isCovered(day: string, { first }: Years): string {
  return `((p.mask >> ((year(${day}) - ${first}) * 12 + month(${day}) - 1)::integer) & 1) = 1`;
}

/**
 * Which lines `l` of people `p` count. One expression of both sides: a condition on lines alone is tried before the join, and makes the planner take the
 * lines for fewer than the people, which it would then hold in memory instead of the people.
 */
export function countedWhere(options: Options, years: Years): string {
  const covered = options.boolean('covered_only') ? isCovered('l.day', years) : 'p.person_id is not null';
  return `case when l.counts then ${covered} else false end`;
}

/** The enrolment type of a day of person `p`, as a place: of its year, or of its month; where that month is not covered, of its year. */
export function enrolmentAt(day: string, { first, last }: Years, byMonth: boolean): string {
  const year = ofYear(`(year(${day}) - ${first})`, { first, last });
  if (!byMonth) return year;
  const month = `((year(${day}) - ${first}) * 12 + month(${day}) - 1)::integer`;
  const places = ENROLMENT.map((_, place) => `when ((p.t${place} >> ${month}) & 1) = 1 then ${place}`);
  return `case when year(${day}) not between ${first} and ${last} then null ${places.join(' ')} else ${year} end`;
}

/** A place as its name. */
export function enrolmentName(place: string): string {
  return `case ${place} ${ENROLMENT.map((name, i) => `when ${i} then '${name}'`).join(' ')} end`;
}
