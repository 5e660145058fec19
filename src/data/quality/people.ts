/** Everybody who is enrolled, once: births, deaths and spans of coverage, for the checks of rows to look people up in. */
import type { Subject } from './subject.ts';

export const PEOPLE = '"quality_people"';

/**
 * Makes `PEOPLE`: a row per person with the first and last birth and death said of them, the first and last day of coverage, and, where
 * there are gaps in between, the spans (touching ones joined). Empty where nobody is enrolled.
 */
export async function makePeople({ warehouse, tables }: Subject): Promise<void> {
  const eligibility = tables.get('eligibility');
  await warehouse.run(`drop table if exists ${PEOPLE}`);
  if (!eligibility) {
    await warehouse.run(
      `create temp table ${PEOPLE} (person_id varchar, birth_first date, birth_last date, death_last date,
         first_day date, last_day date, spans struct(a date, b date)[])`,
    );
    return;
  }
  await warehouse.run(`
    create temp table ${PEOPLE} as
    with span as (
      select person_id, enrollment_start_date as a,
             greatest(coalesce(enrollment_end_date, date '9999-12-31'), enrollment_start_date) as b
      from ${eligibility}
    ), mark as (
      select person_id, a, b,
             a > max(b) over (partition by person_id order by a, b rows between unbounded preceding and 1 preceding) + 1 as gap
      from span
    ), island as (
      select person_id, a, b, sum(coalesce(gap, false)::integer) over (partition by person_id order by a, b rows unbounded preceding) as i
      from mark
    ), joined as (
      select person_id, min(a) as a, max(b) as b from island group by person_id, i
    ), covered as (
      select person_id, min(a) as first_day, max(b) as last_day,
             case when count(*) > 1 then list({'a': a, 'b': b} order by a) end as spans
      from joined group by person_id
    ), lived as (
      select person_id, min(birth_date) as birth_first, max(birth_date) as birth_last, max(death_date) as death_last
      from ${eligibility} group by person_id
    )
    select * from lived join covered using (person_id)`);
}

export async function dropPeople({ warehouse }: Subject): Promise<void> {
  await warehouse.run(`drop table if exists ${PEOPLE}`);
}
