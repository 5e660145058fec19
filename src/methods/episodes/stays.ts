/** Inpatient stays: the claims of a stay together, and stays joined by transfer as one chain. */
import type { MethodContext } from '../method.ts';
import { Options } from '../options.ts';
import { isInpatient } from './service.ts';

/** Bills while still a patient (discharge status 30) end on no discharge. */
const STILL_PATIENT = '30';

/** Who a claim belongs to, by the option `provider`; a facility without a number of its own is known by who bills. */
export function providerOf(context: MethodContext, m: string): string {
  const column = new Options(context.options).maybe('provider') ?? 'facility_npi';
  return column === 'facility_npi' ? `coalesce(${m}.facility_npi, ${m}.billing_npi)` : `${m}.${column}`;
}

/**
 * Makes a table of inpatient claims (and cases) with the chain each is part of: `person_id`, `data_source`, `claim_id`, `tbl` (the canonical table), `admitted`, `discharged`
 * (unknown while in hospital), `drg`, `diagnosis`, `provider`, `disposition`, one boolean per name in `tests` (true if any line of the
 * claim meets it), `chain` (number), `chain_start`, `chain_end`, `hospitals`, `first_provider`, `last_provider`.
 *
 * A claim joins the chain before it if it begins no later than that reaches (same-day return), within a day of a bill on which the patient had not left (interim bills,
 * which may all have the day of admission), or at another hospital within `transfer_days` (a transfer). `transfers: separate` keeps hospitals apart. A chain goes on
 * where the bill that reaches furthest has no discharge.
 */
export async function makeStays(
  context: MethodContext,
  tests: ReadonlyMap<string, string>,
): Promise<{ table: string; undated: number }> {
  const { warehouse } = context;
  const heads = context.temporary();
  const table = context.temporary();
  const m = 'm';
  const flags = [...tests].map(([name, sql]) => `bool_or(${sql}) as ${name}`);
  await warehouse.run(`
    create table ${heads} as
    select m.person_id, m.data_source, m.claim_id, m._table as tbl,
      min(coalesce(m.admission_date, m.claim_start_date, m.claim_line_start_date)) as admitted,
      case when max(m.discharge_date) is not null then max(m.discharge_date)
        when max(m.discharge_disposition_code) = '${STILL_PATIENT}' then null
        else max(coalesce(m.claim_end_date, m.claim_line_end_date)) end as discharged,
      greatest(coalesce(max(m.discharge_date), max(coalesce(m.claim_end_date, m.claim_line_end_date))), min(coalesce(m.admission_date, m.claim_start_date, m.claim_line_start_date))) as reached,
      max(m.drg_code) as drg, max(m.diagnosis_code_1) as diagnosis, max(${providerOf(context, m)}) as provider,
      max(m.discharge_disposition_code) as disposition
      ${flags.map((flag) => `, ${flag}`).join('')}
    from ${context.table('medical_claim')} m
    where ${isInpatient(m)}
    group by m.person_id, m.data_source, m.claim_id, m._table`);
  const [undatedRow] = await warehouse.values(
    `select count(*) from ${heads} where admitted is null or discharged < admitted`,
  );
  const options = new Options(context.options);
  const days = Number(options.maybe('transfer_days') ?? '1');
  const transfer =
    options.maybe('transfers') === 'separate'
      ? 'false'
      : `provider is distinct from before_provider and admitted <= before_end + ${days}`;
  const meets =
    options.maybe('transfers') === 'separate' ? ' and provider is not distinct from before_provider' : '';
  await warehouse.run(`
    create table ${table} as
    with ordered as (
      select *, max(reached) over before as before_end, lag(provider) over line as before_provider, lag(discharged is null) over line as before_open
      from ${heads} where admitted is not null and (discharged is null or discharged >= admitted)
      window line as (partition by person_id order by admitted, discharged nulls last, claim_id, data_source),
        before as (line rows between unbounded preceding and 1 preceding)),
    numbered as (
      select * exclude (before_end, before_provider, before_open),
        sum(case when (admitted <= before_end + case when before_open then 1 else 0 end${meets}) or (${transfer}) then 0 else 1 end) over
          (partition by person_id order by admitted, discharged nulls last, claim_id, data_source
           rows unbounded preceding)::integer as chain
      from ordered)
    select *, min(admitted) over chain as chain_start, last_value(discharged) over places as chain_end,
      count(distinct provider) over chain as hospitals,
      first_value(provider) over (chain order by admitted, discharged nulls last, claim_id, data_source) as first_provider, last_value(provider) over places as last_provider
    from numbered
    window chain as (partition by person_id, chain),
      places as (partition by person_id, chain order by reached, admitted, discharged nulls first, claim_id, data_source
        rows between unbounded preceding and unbounded following)`);
  await warehouse.run(`drop table ${heads}`);
  return { table, undated: Number(undatedRow?.[0] ?? 0) };
}
