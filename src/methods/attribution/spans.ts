/** Attribution by dated spans that somebody wrote down: a panel, a registration, a choice. A person may have several; who has none is in the result too. */
import type { Diagnostic } from '../../language/diagnostic.ts';
import type { MethodContext } from '../method.ts';
import { dateLiteral } from '../options.ts';
import { unknownPlans } from '../shared/plans.ts';
import { noLines } from '../shared/no-lines.ts';
import { report } from './messages.ts';
import { windowProblems } from './options.ts';
import type { Dates } from './options.ts';
import { considerPeople } from './people.ts';

interface SpanRules {
  /** SQL for the spans: `person_id`, `provider`, `first`, `last` (both included; null: open). */
  spans: string;
  /** Reason of those in, and of those without a span in the period. */
  reasons: readonly [string, string];
}

/**
 * Spans are cut to the period, to the day of death, and, where the next span of a person begins before one ends, to that beginning: the later choice
 * holds. No lines of claims decide, so there are none.
 */
export async function attributeBySpans(
  context: MethodContext,
  dates: Dates,
  { spans, reasons }: SpanRules,
): Promise<Diagnostic[]> {
  const long = windowProblems(context, dates);
  if (long.length > 0) return long;
  const { warehouse, into } = context;
  const [start, end] = [dateLiteral(dates.period.from), dateLiteral(dates.period.to)];
  const people = await considerPeople(context, dates);
  const given = context.temporary();
  await warehouse.run(`create table ${given} as ${spans}`);
  const [reversed] = await warehouse.rows(
    `select count(*) as count, min(person_id) as person from ${given} where first > last`,
  );
  await warehouse.run(
    `create table ${into} as
     with cut as (
       select person_id, provider, greatest(coalesce(first, ${start}), ${start})::date as "from",
         least(coalesce(last + 1, ${end}), ${end})::date as "to", first, last
       from ${given} where person_id is not null and provider is not null and not coalesce(first > last, false)
     ), one as (
       -- Of several that hold on the same first day, the one written for the latest time, then the lower identifier.
       select * from cut where "from" < "to"
       qualify row_number() over (partition by person_id, "from" order by first desc nulls last, last desc nulls first, provider) = 1
     ), following as (
       select person_id, provider, "from", least("to", coalesce(lead("from") over (partition by person_id order by "from"), "to")) as "to" from one
     ), alive as (
       select f.person_id, f.provider, f."from", least(f."to", coalesce(p.until, f."to"))::date as "to", coalesce(p.months, 0) as months,
         case when p.person_id is null then 'not-enrolled' else p.excluded end as excluded
       from following f left join ${people} p using (person_id)
     )
     select person_id, "from", "to", excluded is null as assigned, case when excluded is null then provider end as provider,
       coalesce(excluded, '${reasons[0]}') as reason, months, null::bigint as visits, null::decimal(38,4) as amount
     from alive where "from" < "to" or excluded is not null
     union all
     select person_id, ${start}, until, false, null, coalesce(excluded, '${reasons[1]}'), months, null, null
     from ${people} p where not exists (select 1 from alive a where a.person_id = p.person_id and (a."from" < a."to" or a.excluded is not null))`,
  );
  if (context.lines !== undefined) await noLines(context, context.lines);
  const count = Number(reversed?.['count'] ?? 0);
  const plans = await unknownPlans(context);
  if (count === 0) return plans;
  return [...plans, report('span-reversed', { count, person: String(reversed?.['person']) }, context.at)];
}
