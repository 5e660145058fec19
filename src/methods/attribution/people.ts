/** Everyone considered, and for whom nothing of their services could matter: who is left out, and why. The first reason in this order is the one given. */
import type { MethodContext } from '../method.ts';
import { dateLiteral, literals, Options } from '../options.ts';
import { monthBits } from '../shared/coverage.ts';
import type { Dates } from './options.ts';

/**
 * Makes a table with a row for everyone of the eligibility: `person_id`, `months` (covered in the window), `until` (day after death, or the end of the
 * period), `excluded` (a reason, or null). `only` restricts it to some people.
 */
export async function considerPeople(
  context: MethodContext,
  { period, window }: Dates,
  only = 'true',
): Promise<string> {
  const options = new Options(context.options);
  const into = context.temporary();
  const last = 'least(enrollment_end_date, death_date)';
  const bits = monthBits('enrollment_start_date', last, window.from, window.to);
  const counts = options.has('plans') ? `plan in ${literals(options.list('plans'))}` : 'true';
  const masks = (condition: string) => `coalesce(bit_or(bits) filter (where ${condition}), 0)`;
  const exclude = options.list('exclude');
  const start = dateLiteral(period.from);
  const age = `(case when birth_date is null then null else date_diff('year', birth_date, ${start})
    - case when strftime(birth_date, '%m%d') > strftime(${start}, '%m%d') then 1 else 0 end end)`;
  const rules: [string, string][] = [
    ['died', `death_date < ${start}`],
    ['not-enrolled', `months < ${options.integer('least_months')}`],
  ];
  if (options.has('excluded_plans')) rules.push(['other-coverage', 'other > 0']);
  if (exclude.includes('hospice')) rules.push(['hospice', 'hospice > 0']);
  if (exclude.includes('institution')) rules.push(['institution', 'institution > 0']);
  if (exclude.includes('esrd')) rules.push(['esrd', 'esrd > 0']);
  if (options.has('states'))
    rules.push(['residence', `coalesce(state not in ${literals(options.list('states'))}, true)`]);
  if (options.has('age_from')) rules.push(['age', `coalesce(${age} < ${options.integer('age_from')}, true)`]);
  if (options.has('age_to')) rules.push(['age', `coalesce(${age} > ${options.integer('age_to')}, true)`]);
  const other = options.has('excluded_plans')
    ? `plan in ${literals(options.list('excluded_plans'))}`
    : 'false';
  // Only what a rule asks for is put together.
  const asked = [
    ['other', other],
    ['hospice', exclude.includes('hospice') ? 'hospice_flag' : 'false'],
    ['institution', exclude.includes('institution') ? 'long_term_institutional_flag' : 'false'],
    ['esrd', exclude.includes('esrd') ? 'esrd_status' : 'false'],
  ].flatMap(([name, condition]) => (condition === 'false' ? [] : [`${masks(condition ?? '')} as ${name}`]));
  // Of spans with the same first day the one that lasts longest: the same for the same rows, in whatever order they come.
  const latest = `enrollment_start_date::varchar || coalesce(enrollment_end_date::varchar, '9999-12-31') || state`;
  if (options.has('states')) asked.push(`max_by(state, ${latest}) as state`);
  await context.warehouse.run(
    `create table ${into} as
     with one as (select *, ${bits} as bits from ${context.table('eligibility')} where ${only}),
     spans as (
       select person_id, max(birth_date) as birth_date, min(death_date) as death_date, bit_count(${counts === 'true' ? 'coalesce(bit_or(bits), 0)' : masks(counts)}) as months
         ${asked.map((one) => `, ${one}`).join('')}
       from one group by person_id
     )
     select person_id, months::integer as months,
       case when death_date is null then ${dateLiteral(period.to)} else least(${dateLiteral(period.to)}, greatest(death_date + 1, ${start})) end::date as until,
       case ${rules.map(([reason, when]) => `when ${when} then '${reason}'`).join(' ')} end as excluded
     from spans`,
  );
  return into;
}
