/** Claim lines in the windows of episodes: each in or out, with why and how much of it. */
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { MethodContext } from '../method.ts';
import { Options } from '../options.ts';
import { isAfterAsOf } from '../shared/as-of.ts';
import { MONEY, shareOf } from '../shared/exact.ts';
import type { Rules, ServiceCodes, ServiceKind } from './rules.ts';
import { SERVICE_KINDS } from './rules.ts';
import { category, isInpatient, span } from './service.ts';

/**
 * Makes a table with a row per episode and line in or near its window: `episode_id`, the columns that identify the line, `service_date`,
 * `category`, `anchor` (boolean), `after` (of the days after the window), `readmission` (number of the chain of stays, where it is one), `amount` (all of it), `added` (what counts,
 * exact; null where it does not) and `reason`.
 */
export async function makeLines(
  context: MethodContext,
  episodes: string,
  stays: string | undefined,
  rules: Rules,
): Promise<string> {
  const { warehouse } = context;
  const chosen = context.temporary();
  // One pass over the claims: people with episodes are few, so the join is a probe of a small table.
  await warehouse.run(`
    create table ${chosen} as
    with line as (${source(context, rules)}),
    e as (select * from ${episodes} where status <> 'rejected' and win_to is not null)
    select e.episode_id, e.anchor_start, e.anchor_end, e.win_from, e.win_to, line.*,
      ${anchor()} as anchor
    from line join e on e.person_id = line.person_id and line.span_from <= e.win_to + ${rules.daysBeyond}
      and line.span_to >= e.win_from`);
  const table = context.temporary();
  const readmission = stays
    ? `left join (select distinct data_source, claim_id, person_id, chain, chain_start, drg from ${stays}) s
        on s.person_id = c.person_id and s.claim_id = case when c.category = 'inpatient' then c.claim_id end
        and s.data_source is not distinct from c.data_source`
    : 'left join (select null::varchar as drg, null::integer as chain, null::date as chain_start) s on false';
  await warehouse.run(`
    create table ${table} as
    with placed as (
      select c.* exclude (drg), coalesce(s.drg, c.drg) as drg,
        case when not c.anchor and s.chain_start > c.anchor_end and s.chain_start <= c.win_to then s.chain end as chain, ${parts(rules)}, ${after(rules)}
      from ${chosen} c ${readmission}),
    judged as (
      select *, ${excluded(rules)} as excluded from placed),
    scored as (
      select * exclude (excluded, chain, part, whole), case when excluded is null then chain end as readmission, part, whole,
        case when excluded is not null and (anchor or part > 0) then excluded
          when not anchor and part = 0 and after_part > 0 then 'after-window'
          when not anchor and part = 0 then 'starts-outside'
          when ${isAfterAsOf(context, 'span_from')} then 'after-as-of'
          when amount is null then 'amount-unknown'
          when anchor then 'anchor'
          when part < whole then 'prorated' else 'in-window' end as reason
      from judged)
    select episode_id, tbl, _source, _file, _line, claim_id, claim_line_number, person_id, visit_provider, hcpcs, diagnosis,
      span_from as service_date, category, anchor, readmission, amount::${MONEY} as amount, reason,
      case when reason in ('anchor', 'in-window') then amount::${MONEY}
        when reason = 'prorated' then ${shareOf('amount', 'part', 'whole')} end as added,
      case when anchor or ${isAfterAsOf(context, 'span_from')} then null when after_part = after_whole then amount::${MONEY}
        when after_part > 0 then ${shareOf('amount', 'after_part', 'after_whole')} end as after
    from scored`);
  await warehouse.run(`drop table ${chosen}`);
  return table;
}

/** Medical lines, and pharmacy lines where they count, under the same names. */
function source(context: MethodContext, rules: Rules): string {
  const days = span('m', 'm.category');
  const visit = new Options(context.options).maybe('provider') ?? 'facility_npi';
  const medical = `
    select m.*, ${days.from} as span_from, ${days.to} as span_to from (
      select m._table as tbl, m._source, m._file, m._line, m.claim_id, m.claim_line_number, m.data_source, m.person_id,
        ${category('m')} as category, ${isInpatient('m')} as inpatient, m.drg_code as drg, m.hcpcs_code as hcpcs,
        m.diagnosis_code_1 as diagnosis, m.revenue_center_code as revenue, m.place_of_service_code as place, null::varchar as drug,
        ${visit === 'facility_npi' ? 'coalesce(m.facility_npi, m.billing_npi)' : `m.${visit}`} as visit_provider,
        m.${rules.amount}_amount as amount, m.claim_start_date, m.claim_end_date, m.claim_line_start_date, m.claim_line_end_date,
        m.admission_date, m.discharge_date
      from ${context.table('medical_claim')} m) m`;
  const kept = `select * exclude (claim_start_date, claim_end_date, claim_line_start_date, claim_line_end_date, discharge_date) from (${medical})`;
  if (!rules.pharmacy) return kept;
  return `${kept} union all by name
    select 'pharmacy_claim' as tbl, p._source, p._file, p._line, p.claim_id, p.claim_line_number, p.data_source, p.person_id,
      'pharmacy' as category, false as inpatient, p.ndc_code as drug, p.${rules.amount}_amount as amount,
      p.dispensing_date as span_from, p.dispensing_date as span_to
    from ${context.table('pharmacy_claim')} p`;
}

/** A line of the stays that began the episode or, of an outpatient trigger, of its claim on that day. */
function anchor(): string {
  return `coalesce(case when e.setting = 'inpatient'
      then line.inpatient and coalesce(line.admission_date, line.span_from) >= e.anchor_start and line.span_to <= e.anchor_end
      else line.claim_id = e.claim_id and line.data_source is not distinct from e.data_source and line.tbl = e.tbl
        and line.span_from between e.anchor_start and e.anchor_end end, false)`;
}

/**
 * Days inside the window, and all days. A bed is counted by nights, at least one; the rest by days, first and last included. A stay whose DRG
 * has a usual length (`stay_days`) is spread over that, its first day twice, as transfers are paid by the day (42 CFR 412.4(f)). CJR and TEAM
 * have sections of their own on what straddles the end (42 CFR 510.325, 512.555): a model says which of these it takes.
 */
function parts(rules: Rules): string {
  const within = 'c.span_from between c.win_from and c.win_to';
  if (rules.proration === 'start') return `case when ${within} then 1 else 0 end as part, 1 as whole`;
  const last = lastDay();
  const inside = `greatest(least(${last}, c.win_to) - greatest(c.span_from, c.win_from) + 1, 0)`;
  const all = `(${last} - c.span_from + 1)`;
  const usual = rules.stayDays;
  if (!usual || usual.size === 0) return `${inside} as part, ${all} as whole`;
  const mean = `case coalesce(s.drg, c.drg) ${[...usual].map(([drg, days]) => `when ${quoteLiteral(drg)} then ${tenThousandths(days)}`).join(' ')} end`;
  const paid = `c.category = 'inpatient' and ${inside} > 0 and ${inside} < ${all} and ${mean} is not null`;
  const first = `case when c.span_from >= c.win_from then 1 else 0 end`;
  return `case when ${paid} then least((${inside} + ${first}) * 10000, ${mean}) else ${inside} end as part,
    case when ${paid} then ${mean} else ${all} end as whole`;
}

/** Days in those after the window, whether or not the service belongs to the episode (CJR's post-episode spending, 42 CFR 510.2). */
function after(rules: Rules): string {
  if (rules.daysBeyond === 0) return '0 as after_part, 1 as after_whole';
  const end = `c.win_to + ${rules.daysBeyond}`;
  if (rules.proration === 'start')
    return `case when c.span_from > c.win_to and c.span_from <= ${end} then 1 else 0 end as after_part, 1 as after_whole`;
  const last = lastDay();
  return `greatest(least(${last}, ${end}) - greatest(c.span_from, c.win_to + 1) + 1, 0) as after_part,
    (${last} - c.span_from + 1) as after_whole`;
}

/** Last day that counts: of a bed the last night. */
function lastDay(): string {
  return `case when c.category in ('inpatient', 'snf') then greatest(c.span_to - 1, c.span_from) else c.span_to end`;
}

function tenThousandths(days: string): string {
  const [whole = '0', fraction = ''] = days.split('.');
  return String(BigInt(whole + fraction.padEnd(4, '0')));
}

const COLUMNS: Record<ServiceKind, string> = {
  drg: 'drg',
  hcpcs: 'hcpcs',
  diagnosis: 'diagnosis',
  revenue: 'revenue',
  place: 'place',
  drug: 'drug',
  category: 'category',
};

/** The first list a line is on. The stay that began the episode stays in it, but for single items (haemophilia clotting factors, …). */
function excluded(rules: Rules): string {
  const whens = Object.entries(SERVICE_KINDS).flatMap(([kind, reason]) => {
    const codes = rules.excluded[kind as ServiceKind];
    if (!codes) return [];
    const items = kind === 'hcpcs' || kind === 'revenue' || kind === 'drug';
    const applies =
      kind === 'drg' ? `category = 'inpatient' and not anchor and ` : items ? '' : 'not anchor and ';
    return [`when ${applies}${codes.matches(COLUMNS[kind as ServiceKind])} then '${reason}'`];
  });
  const included = among(rules.included);
  if (included) whens.push(`when not anchor and not (${included}) then 'not-included'`);
  return whens.length === 0 ? 'null::varchar' : `case ${whens.join(' ')} end`;
}

function among(codes: ServiceCodes): string {
  return Object.entries(codes)
    .map(([kind, list]) => list.matches(COLUMNS[kind as ServiceKind]))
    .join(' or ');
}
