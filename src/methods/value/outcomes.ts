/** What became of each cycle: a row per cycle and outcome, with the value or why it is not known. */
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import { dateLiteral, literals } from '../options.ts';
import { Codes } from '../shared/codes.ts';
import type { Flags } from './claims.ts';
import type { Place } from './compute.ts';
import type { Condition, Outcome, OutcomeOf } from './document.ts';
import { moved, windowEnd } from './sql.ts';

/**
 * Makes `outcome`: `cycle_id`, `outcome`, `value` (1 and 0 of a share) and, where that is null, `reason`: not-due (its time is not over), lost (coverage ended before),
 * died, not-measured, no-baseline, no-followup. A cycle an outcome does not ask about has no row.
 *
 * Followed to the end of an outcome's time is who was covered so long, or died within it: what did not happen before death does not happen.
 */
export async function makeOutcomes(
  { warehouse, asOf }: Place,
  document: Condition,
  flags: Flags,
  scores: ReadonlyMap<string, string>,
): Promise<void> {
  await warehouse.run(
    'create table outcome (cycle_id varchar, outcome varchar, value decimal(18,4), reason varchar)',
  );
  const last = `${dateLiteral(asOf)} - 1`;
  for (const one of document.outcomes) {
    await warehouse.run(
      `insert into outcome select cycle_id, ${quoteLiteral(one.outcome)}, case when reason is null then value::decimal(18,4) end, reason
       from (${valueSql(one, flags, scores, last)})`,
    );
  }
}

const AMONG: Record<Outcome['among'], string> = {
  all: 'true',
  women: `c.sex = 'female'`,
  men: `c.sex = 'male'`,
  'low-income': 'c.low_income',
  'discharged-alive': 'c.finish is not null and (c.death_date is null or c.death_date > c.finish)',
};

function valueSql(one: Outcome, flags: Flags, scores: ReadonlyMap<string, string>, last: string): string {
  const among = `(select c.* from cycle c where coalesce(${AMONG[one.among]}, false))`;
  switch (one.kind) {
    case 'death':
      return windowed(one, among, last, 'coalesce(death_date <= window_end, false)');
    case 'stay': {
      const lists = [flags.of('principal', one.diagnoses), flags.of('procedure', one.procedures)].filter(
        (name) => name !== 'false',
      );
      // Interim bills of the same stay begin no later than it ends.
      const which = `k.inpatient ${one.urgent ? 'and not k.elective' : ''} and k.day > coalesce(a.finish, a.start) ${lists.length > 0 ? `and (${lists.join(' or ')})` : ''}`;
      return windowed(one, among, last, happened('claim k', 'k.day', which));
    }
    case 'diagnosis': {
      const name = flags.of('diagnosis', one.diagnoses);
      const where = `k.${name} ${one.setting === 'inpatient' ? 'and k.inpatient' : ''}`;
      const before = `exists (select 1 from claim k where k.person_id = a.person_id and k.${name} and k.day < a.start and k.day >= a.start - 365)`;
      const of = `(select a.* from ${among} a where not ${before})`;
      return windowed(one, of, last, happened('claim k', 'k.until', where));
    }
    case 'procedure':
      return procedure(one, flags, among, last);
    case 'event': {
      const events = `lower(k.event) in ${literals(one.events.map((name) => name.toLowerCase()))}`;
      return windowed(one, among, last, happened('data.outcome_event k', 'k.event_date', events));
    }
    case 'level':
      return level(one, among, last);
    case 'visits': {
      const name = flags.of('diagnosis', one.diagnoses);
      const days = `(select count(distinct k.day) from claim k where k.person_id = a.person_id and not k.inpatient and k.day between a.first_day and a.last_day
        ${name === 'false' ? '' : `and k.${name}`})`;
      return whole(among, last, `${days} <= ${one.at_most}`);
    }
    case 'drug': {
      const name = flags.of('item', one.drugs);
      const list = new Codes(one.drugs);
      const given = `(exists (select 1 from claim k where k.person_id = a.person_id and ${name === 'false' ? 'false' : `k.${name}`} and k.day between a.first_day and a.last_day)
        or exists (select 1 from data.pharmacy_claim k where k.person_id = a.person_id and ${list.matches('k.ndc_code')} and k.dispensing_date between a.first_day and a.last_day))`;
      // No list, no answer.
      return one.drugs.length === 0
        ? `select cycle_id, null as value, 'no-codes' as reason from ${among} a`
        : whole(among, last, given);
    }
    case 'stay-length':
      return `select cycle_id, finish - start as value, case when finish is null then 'not-due' end as reason from ${among} a`;
    case 'change':
    case 'responder':
      return changed(one, among, scores.get(one.outcome) ?? '', last);
  }
}

/** Something happened in the window, not before its first day. */
const happened = (table: string, day: string, which: string) =>
  `exists (select 1 from ${table} where k.person_id = a.person_id and ${day} > a.window_from and ${day} <= a.window_end and ${which})`;

const followed = (end: string, last: string) =>
  `case when coalesce(death_date <= ${end}, false) or seen_to >= ${end} then null when ${end} > ${last} then 'not-due' else 'lost' end`;

function windowed(
  { from, within }: { from: 'start' | 'discharge'; within: string },
  among: string,
  last: string,
  value: string,
): string {
  const base = from === 'discharge' ? 'finish' : 'start';
  return `select cycle_id, (${value})::integer as value, case when window_end is null then 'not-due' else ${followed('window_end', last)} end as reason
    from (select c.*, c.${base} as window_from, ${windowEnd(`c.${base}`, within)} as window_end from ${among} c) a`;
}

/** Over the whole cycle. */
const whole = (among: string, last: string, value: string) =>
  `select cycle_id, (${value})::integer as value, ${followed('last_day', last)} as reason from ${among} a`;

function procedure(one: OutcomeOf<'procedure'>, flags: Flags, among: string, last: string): string {
  const again = happened('claim k', 'k.day', `k.${flags.of('procedure', one.procedures)}`);
  if (one.after.length === 0) return windowed(one, among, last, again);
  const first = flags.of('procedure', one.after);
  const of = `(select c.* replace (f.day as start, f.day as finish) from ${among} c
    join (select x.cycle_id, min(k.day) as day from cycle x join claim k on k.person_id = x.person_id and k.${first} and k.day between x.first_day and x.last_day group by 1) f using (cycle_id))`;
  return windowed(one, of, last, again);
}

function level(one: OutcomeOf<'level'>, among: string, last: string): string {
  const units = one.units.map(
    ({ unit, times, plus }) => `(${quoteLiteral(unit)}, ${times}::decimal(18,8), ${plus}::decimal(18,8))`,
  );
  const value = '(o.value_number * u.times + u.plus)';
  const limit = one.below === undefined ? `>= ${one.at_least}` : `< ${one.below}`;
  const passed = `case when ${value} ${limit}::decimal(18,8) then 1 else 0 end`;
  return `
    with found as (
      select a.cycle_id, ${passed} as value
      from ${among} a join data.observation o on o.person_id = a.person_id and o.code in ${literals(one.codes)} and o.observation_date between a.first_day and a.last_day
      join (values ${units.join(', ')}) u(unit, times, plus) on u.unit = o.unit
      where o.value_number is not null
      qualify row_number() over (partition by a.cycle_id order by o.observation_date desc, o._source desc, o._file desc, o._line desc) = 1)
    select a.cycle_id, f.value, case when ${followed('last_day', last)} = 'not-due' then 'not-due' when f.value is null then 'not-measured' end as reason
    from ${among} a left join found f using (cycle_id)`;
}

function changed(
  one: OutcomeOf<'change'> | OutcomeOf<'responder'>,
  among: string,
  scores: string,
  last: string,
): string {
  const gain = `(s.followup - s.baseline)`;
  const value =
    one.kind === 'change'
      ? gain
      : `case when ${one.better === 'higher' ? gain : `-${gain}`} >= ${one.important}::decimal(18,4) then 1 else 0 end`;
  const due = moved('a.start', one.at);
  return `
    select a.cycle_id, ${value} as value, case when s.baseline is not null and s.followup is not null then null
      when ${due} > ${last} then 'not-due' when s.baseline is null then 'no-baseline' when a.death_date <= ${due} then 'died' else 'no-followup' end as reason
    from ${among} a left join ${scores} s using (cycle_id)`;
}
