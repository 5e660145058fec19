/**
 * From candidates to episodes: which of them stand, which are cancelled, and why. Order of the rules: same start, look-back, coverage at
 * the start (what never began cannot stand in another's way), then overlap, then what happened within.
 */
import type { MethodContext } from '../method.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { Rules } from './rules.ts';

/**
 * Columns of a table of candidates: `episode` (its kind), `priority` (1 first; null last), `person_id`, `tbl`, `claim_id`, `data_source`, `setting`,
 * `drg`, `provider`, `hospitals`, `anchor_start`, `anchor_end` (unknown while in hospital) and, where the rules say so, `own_end` (last day of
 * the window). All triggers of the data are candidates, whatever the period: the look-back and overlaps see them.
 */
export async function resolve(context: MethodContext, candidates: string, rules: Rules): Promise<string> {
  const { warehouse } = context;
  const dated = context.temporary();
  await warehouse.run(`
    create table ${dated} as
    with c as (
      select *, max(anchor_end) over (partition by person_id, episode order by anchor_start, ${ORDER}
          rows between unbounded preceding and 1 preceding) as trigger_before,
        row_number() over (partition by person_id, ${AMONG(rules)}anchor_start order by ${ORDER}) as of_day,
        ${windowEnd(rules)} as win_to, anchor_start - ${rules.daysBefore} as win_from
      from ${candidates}),
    death as (${deaths(context)}),
    cover as (${coverage(context, rules)})
    select c.* exclude (of_day, trigger_before), row_number() over (order by c.person_id, c.anchor_start, c.episode, ${ORDER}) as number,
      c.episode || ':' || c.person_id || ':' || c.anchor_start::varchar
        || case when c.of_day > 1 then '#' || c.of_day::varchar else '' end as episode_id,
      d.death_date, cover.covered_to,
      case when c.of_day > 1 then 'same-start'
        when c.trigger_before >= c.anchor_start - ${rules.cleanDays} and ${rules.cleanDays} > 0 then 'not-clean'
        when ${rules.coverage === 'ignored' ? 'false' : 'cover.person_id is null'} then 'not-covered'
        when ${entitled(context, rules)} then 'entitlement-excluded' end as rejected
    from c left join death d on d.person_id = c.person_id
      left join cover on cover.person_id = c.person_id and c.anchor_start - ${rules.coveredBefore} >= cover.covered_from
        and c.anchor_start <= cover.covered_to`);
  const events = context.temporary();
  // An episode that ended early stands in nobody's way afterwards.
  await warehouse.run(`
    create table ${events} as
    select *, least(coalesce(win_to, date '9999-12-31'), coalesce(cancelled_on, date '9999-12-31')) as block_to
    from (select *, case when died and ${onDeath(rules, 'c')} then 'died' when lost then 'coverage-lost' end as cancelled,
        case when died and ${onDeath(rules, 'c')} then death_date when lost then covered_to end as cancelled_on
      from (select *, coalesce(death_date between anchor_start and win_to, false) as died,
          ${lost(context, rules)} as lost from ${dated}) c)`);
  await warehouse.run(`drop table ${dated}`);
  const settled = await settleOverlaps(context, events, rules);
  const episodes = context.temporary();
  const asOf = quoteLiteral(context.asOf);
  await warehouse.run(`
    create table ${episodes} as
    select e.* exclude (rejected, cancelled, cancelled_on, block_to, lost, win_to),
      ${rules.onDeath === 'end' ? 'case when e.died then least(e.win_to, e.death_date) else e.win_to end' : 'e.win_to'} as win_to,
      case when e.rejected is not null or s.lost_to is not null and s.reason <> 'later-trigger' then 'rejected'
        when s.reason = 'later-trigger' or e.cancelled is not null then 'cancelled'
        when e.win_to is null or e.win_to >= date ${asOf} then 'open' else 'final' end as status,
      coalesce(e.rejected, s.reason, e.cancelled,
        case when e.win_to is null then 'not-discharged' when e.win_to >= date ${asOf} then 'not-over' end) as reason,
      other.episode_id as other_episode
    from ${events} e left join ${settled} s on s.number = e.number left join ${events} other on other.number = s.lost_to`);
  await warehouse.run(`drop table ${settled}; drop table ${events}`);
  return episodes;
}

const ORDER = 'priority nulls last, episode, claim_id, data_source';
const AMONG = (rules: Rules) => (rules.overlapAmong === 'same-episode' ? 'episode, ' : '');

/** Last day of the window. The day of discharge counts as the first of the days after it unless told otherwise (42 CFR 510.210(a)). */
function windowEnd(rules: Rules): string {
  if (rules.ownEnd) return 'own_end';
  if (rules.length !== undefined) return `(anchor_start + interval '${iso(rules.length)}')::date - 1`;
  // With no days after it the window ends with the stay.
  return `anchor_end + ${Math.max((rules.daysAfter as number) - (rules.dischargeDayCounts ? 1 : 0), 0)}`;
}

function iso(length: string): string {
  const words = { Y: 'years', M: 'months', W: 'weeks', D: 'days' } as const;
  return [...length.matchAll(/(\d+)([YMWD])/g)]
    .map(([, count, unit]) => `${count} ${words[unit as keyof typeof words]}`)
    .join(' ');
}

/** Days of death by coverage, outcome or discharge (status 20 and 40–42: expired); the earliest where they differ. */
function deaths(context: MethodContext): string {
  return `
    select person_id, min(death_date) as death_date from (
      select person_id, death_date from ${context.table('eligibility')} where death_date <= date ${quoteLiteral(context.asOf)}
      union all select person_id, event_date from ${context.table('outcome_event')} where lower(event) = 'death'
      union all select person_id, coalesce(discharge_date, claim_end_date) from ${context.table('medical_claim')}
        where discharge_disposition_code in ('20', '40', '41', '42') and claim_type = 'institutional')
    where death_date is not null group by person_id`;
}

/** Spans of coverage without a gap, of the payers and plans that count. */
function coverage(context: MethodContext, rules: Rules): string {
  const only = (column: string, list: readonly string[]) =>
    list.length > 0 ? ` and ${column} in (${list.map(quoteLiteral).join(', ')})` : '';
  return `
    select person_id, min(starts) as covered_from, max(ends) as covered_to
    from (select *, sum(case when starts <= before + 1 then 0 else 1 end)
        over (partition by person_id order by starts, ends rows unbounded preceding) as island
      from (select *, max(ends) over (partition by person_id order by starts, ends
          rows between unbounded preceding and 1 preceding) as before
        from (select person_id, enrollment_start_date as starts, coalesce(enrollment_end_date, date '9999-12-30') as ends
          from ${context.table('eligibility')}
          where true${only('payer', rules.payers)}${only('plan', rules.plans)}) where ends >= starts))
    group by person_id, island`;
}

function entitled(context: MethodContext, rules: Rules): string {
  if (rules.excludedEntitlement.length === 0) return 'false';
  const codes = rules.excludedEntitlement.map(quoteLiteral).join(', ');
  return `exists (select 1 from ${context.table('eligibility')} x where x.person_id = c.person_id
    and x.original_reason_entitlement_code in (${codes}) and x.enrollment_start_date <= c.anchor_start
    and coalesce(x.enrollment_end_date, date '9999-12-30') >= c.anchor_start)`;
}

/** Covered to the window's end, to the death, or to the last day known, whichever is first. */
function lost(context: MethodContext, rules: Rules): string {
  if (rules.coverage !== 'required') return 'false';
  const last = `least(coalesce(win_to, date '9999-12-29'), coalesce(death_date, date '9999-12-29'), date ${quoteLiteral(context.asOf)} - 1)`;
  return `coalesce(covered_to < ${last}, false)`;
}

function onDeath(rules: Rules, c: string): string {
  if (rules.onDeath === 'cancel') return 'true';
  if (rules.onDeath === 'cancel-in-stay')
    return `${c}.death_date <= coalesce(${c}.anchor_end, date '9999-12-31')`;
  return 'false';
}

/** Makes a table of those that lost against another: `number`, `reason`, `lost_to` (null for those that stand). */
async function settleOverlaps(context: MethodContext, events: string, rules: Rules): Promise<string> {
  const { warehouse } = context;
  const settled = context.temporary();
  if (rules.overlap === 'keep-all') {
    await warehouse.run(
      `create table ${settled} as select number, null::varchar as reason, null::bigint as lost_to from ${events} where false`,
    );
    return settled;
  }
  if (rules.overlap === 'latest-cancels') {
    await warehouse.run(`
      create table ${settled} as select number, 'later-trigger' as reason, next as lost_to
      from (select number, block_to, lead(number) over line as next, lead(anchor_start) over line as next_start
        from ${events} where rejected is null
        window line as (partition by person_id${AMONG(rules) ? ', episode' : ''} order by anchor_start, number))
      where next_start <= block_to`);
    return settled;
  }
  const first = rules.overlap === 'first-wins';
  const order = first
    ? 'anchor_start, priority nulls last, number'
    : 'priority nulls last, anchor_start, number';
  const reason = first ? 'inside-another' : 'lower-priority';
  const group = `person_id${AMONG(rules) ? ', episode' : ''}`;
  const same = AMONG(rules) ? ' and a.episode = o.episode' : '';
  const open = context.temporary();
  const rest = context.temporary();
  await warehouse.run(
    `create table ${settled} (number bigint, reason varchar, lost_to bigint);
     create table ${open} as select number, person_id, episode, priority, anchor_start, block_to from ${events} where rejected is null`,
  );
  // Each round settles the first of every person who has any left: as many rounds as one person has episodes.
  for (;;) {
    await warehouse.run(`
      create or replace table ${rest} as
      select o.*, a.number as winner, o.number = a.number as wins,
        a.number <> o.number and a.anchor_start <= o.block_to and o.anchor_start <= a.block_to as loses
      from ${open} o join (select * from ${open} qualify row_number() over (partition by ${group} order by ${order}) = 1) a
        on a.person_id = o.person_id${same}`);
    await warehouse.run(`
      insert into ${settled} select number, '${reason}', winner from ${rest} where loses;
      create or replace table ${open} as select * exclude (winner, wins, loses) from ${rest} where not wins and not loses`);
    const [left] = await warehouse.values(`select count(*) from ${open}`);
    if (Number(left?.[0] ?? 0) === 0) break;
  }
  await warehouse.run(`drop table ${open}; drop table ${rest}`);
  return settled;
}
