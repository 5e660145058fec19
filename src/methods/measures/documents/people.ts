/** People as the eligibility has them, and how long and how continuously they were covered. */
import type { MethodContext } from '../../method.ts';
import { dateLiteral, literals } from '../../options.ts';
import { MOST_MONTHS, monthBits, monthsBetween } from '../../shared/coverage.ts';
import type { Days } from './plan.ts';
import { windowDays } from './plan.ts';
import type { Measure } from './document.ts';

export interface People {
  /** `person_id`, `birth_date`, `sex`, `plan`, `death_date`, `last` (day of coverage), `months`, the flags, `plans`, one boolean `enrolled_k` for each rule of the period. */
  table: string;
  /** Spans of coverage put together: `person_id`, `first`, `last`; by the plans that count, as JSON. */
  spans: ReadonlyMap<string, string>;
  /** The column of a measure's rule of enrolment over the period. */
  enrolled(measure: Measure): string | undefined;
  /** Months of coverage cannot be counted over so long a period. */
  tooLong: boolean;
}

const FLAGS = ['hospice_flag', 'long_term_institutional_flag', 'esrd_status'] as const;

export const plansKey = ({ population }: Measure): string => JSON.stringify(population.plans ?? []);

const ruleKey = (measure: Measure) =>
  measure.population.enrolled === undefined ||
  (measure.population.enrolled.within?.of ?? 'period') !== 'period'
    ? undefined
    : JSON.stringify([measure.population.enrolled, plansKey(measure)]);

/** `only` restricts people by a condition on `person_id`. */
export async function readPeople(
  context: MethodContext,
  days: Days,
  measures: readonly Measure[],
  only = 'true',
): Promise<People> {
  const { warehouse } = context;
  const eligibility = await lives(context, days);
  const [until, asOf] = [dateLiteral(days.to), dateLiteral(days.asOf)];
  const spans = new Map<string, string>();
  for (const measure of measures) {
    const key = plansKey(measure);
    if (spans.has(key) || measure.population.enrolled === undefined) continue;
    const into = context.temporary();
    spans.set(key, into);
    const { plans } = measure.population;
    await warehouse.run(
      `create table ${into} as
       with one as (
         select person_id, enrollment_start_date as first, least(coalesce(enrollment_end_date, ${asOf}), coalesce(death_date, ${asOf}), ${asOf})::date as last
         from ${eligibility} where ${only} and enrollment_start_date <= ${asOf}${plans ? ` and plan in ${literals(plans)}` : ''}
       ), reached as (
         select *, max(last) over (partition by person_id order by first, last rows between unbounded preceding and 1 preceding) as before
         from one where last >= first
       ), numbered as (
         select person_id, first, last, sum(case when first <= before + 1 then 0 else 1 end) over (partition by person_id order by first, last rows unbounded preceding) as island from reached
       )
       select person_id, min(first) as first, max(last) as last from numbered group by person_id, island`,
    );
  }
  const rules = [
    ...new Map(measures.flatMap((one) => (ruleKey(one) ? [[ruleKey(one) as string, one] as const] : []))),
  ];
  const held: string[] = [];
  for (const [, measure] of rules)
    held.push(await continuous(context, days, measure, spans.get(plansKey(measure)) ?? ''));
  const tooLong = monthsBetween(days.from, days.to) > MOST_MONTHS;
  const bits = tooLong
    ? '0::bigint'
    : monthBits('enrollment_start_date', 'least(enrollment_end_date, death_date)', days.from, days.to);
  const into = context.temporary();
  const inPeriod = `enrollment_start_date < ${until} and coalesce(enrollment_end_date >= ${dateLiteral(days.from)}, true)`;
  // What differs between spans is taken from the one that begins last, and of those the one that lasts longest.
  const latest = `enrollment_start_date::varchar || coalesce(enrollment_end_date::varchar, '9999-12-31')`;
  await warehouse.run(
    `create table ${into} as
     select p.*${held.map((_, i) => `, coalesce(r${i}.held, false) as enrolled_${i}`).join('')}
     from (
       select person_id, max(birth_date) as birth_date, min(death_date) as death_date,
         max(least(coalesce(enrollment_end_date, ${until} - 1), coalesce(death_date, ${until} - 1), ${until} - 1))::date as last, bit_count(coalesce(bit_or(bits), 0))::integer as months,
         max_by(case when gender in ('female', 'male') then gender end, ${latest} || coalesce(gender, '')) as sex,
         max_by(plan, ${latest} || coalesce(plan, '')) filter (where ${inPeriod}) as plan,
         ${FLAGS.map((flag) => `coalesce(bool_or(${flag}) filter (where ${inPeriod}), false) as ${flag}`).join(', ')},
         list(distinct plan) filter (where ${inPeriod} and plan is not null) as plans
       from (select *, ${bits} as bits from ${eligibility} where ${only} and enrollment_start_date < ${until}) group by person_id
     ) p ${held.map((table, i) => `left join ${table} r${i} using (person_id)`).join(' ')}`,
  );
  return {
    table: into,
    spans,
    tooLong,
    enrolled: (measure) => {
      const place = rules.findIndex(([key]) => key === ruleKey(measure));
      return place < 0 ? undefined : `enrolled_${place}`;
    },
  };
}

/** The eligibility, with the deaths that outcome events alone know of, as deaths are counted by both. */
async function lives(context: MethodContext, days: Days): Promise<string> {
  const { warehouse } = context;
  const [eligibility, events] = [context.table('eligibility'), context.table('outcome_event')];
  const died = `lower(event) = 'death' and event_date <= ${dateLiteral(days.asOf)}`;
  const [any] = await warehouse.values(`select 1 from ${events} where ${died} limit 1`);
  if (!any) return eligibility;
  const into = context.temporary();
  await warehouse.run(
    `create view ${into} as
     select e.* replace (least(e.death_date, d.died) as death_date)
     from ${eligibility} e left join (select person_id, min(event_date) as died from ${events} where ${died} group by person_id) d using (person_id)`,
  );
  return into;
}

/** Who was covered throughout the window but for the gaps the measure allows. */
async function continuous(
  context: MethodContext,
  days: Days,
  { population }: Measure,
  spans: string,
): Promise<string> {
  const { within, gaps = 0, gap_days: most = 0, at_end: atEnd = true } = population.enrolled ?? {};
  const { from: first, to } = windowDays(days, within);
  const into = context.temporary();
  const [from, until] = [dateLiteral(first), dateLiteral(to)];
  await context.warehouse.run(
    `create table ${into} as
     with cut as (
       select person_id, greatest(first, ${from}) as first, least(last, ${until} - 1) as last from ${spans} where first < ${until} and last >= ${from}
     ), gaps as (
       select person_id, first - coalesce(lag(last) over (partition by person_id order by first), ${from} - 1) - 1 as days, last from cut
       union all select person_id, ${until} - 1 - max(last), max(last) from cut group by person_id
     )
     select person_id, count(*) filter (where days > 0) <= ${gaps} and max(days) <= ${most} and (max(last) = ${until} - 1 or not ${atEnd}) as held
     from gaps group by person_id`,
  );
  return into;
}

/** Completed years on a day: SQL, unknown where either is. */
export function ageOn(birth: string, day: string): string {
  const inYear = (date: string) => `month(${date}) * 100 + day(${date})`;
  return `(date_diff('year', ${birth}, ${day}) - case when ${inYear(birth)} > ${inYear(day)} then 1 else 0 end)`;
}
