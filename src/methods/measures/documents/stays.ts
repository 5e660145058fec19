/** Inpatient stays, from the lines of claims a pass has read and from inpatient cases. */
import type { MethodContext } from '../../method.ts';
import { dateLiteral } from '../../options.ts';
import type { Plan } from './plan.ts';
import type { TablePlan } from './table-plan.ts';
import { ANY, INHERITED, PRINCIPAL } from './table-plan.ts';
import { STAY_CODES } from './sources.ts';

const bill = `left(ltrim(m.bill_type_code, '0'), 2)`;

/**
 * A line of an inpatient claim: type of bill 11x or 41x (National Uniform Billing Committee); without one, an institutional claim with a group or an
 * admission.
 */
export const INPATIENT = `(m.claim_type = 'institutional' and case when m.bill_type_code is not null then ${bill} in ('11', '41') else m.drg_code is not null or m.admission_date is not null end) is true`;

/** What a line says of its stay. */
export const STAY_COLUMNS: Readonly<Record<string, string>> = {
  claim: 'm.claim_id',
  data_source: 'm.data_source',
  provider: 'coalesce(m.facility_npi, m.billing_npi)',
  admitted: 'coalesce(m.admission_date, m.claim_start_date, m.claim_line_start_date)',
  discharged: 'm.discharge_date',
  ended: 'coalesce(m.claim_end_date, m.claim_line_end_date)',
  disposition: 'm.discharge_disposition_code',
  admit_type: 'm.admit_type_code',
  admit_source: 'm.admit_source_code',
  drg: 'm.drg_code',
};

/** Bills while still a patient end on no discharge; died in the hospital. */
const STILL = '30';
const DIED = '20';

/**
 * Makes the table of stays as an event table, and of their claims (`stay`, the rowid; `tbl`, `claim_id`, `data_source`). A claim joins the stay before it if it begins
 * no later than that ends, or within a day at another hospital (a transfer) or after a bill on which the patient had not left. A stay goes on if the bill that reaches
 * furthest has no discharge: of interim bills all may have the day of admission, the last as the first.
 */
export async function makeStays(
  context: MethodContext,
  plan: Plan,
  table: TablePlan,
  lines: string,
  { only }: { only?: string },
): Promise<{ table: string; lines: string }> {
  const { warehouse } = context;
  const [heads, chains, into, of] = [0, 1, 2, 3].map(() => context.temporary()) as [
    string,
    string,
    string,
    string,
  ];
  const masks = table.maskNames(INHERITED);
  const asOf = dateLiteral(plan.days.asOf);
  const known = (day: string) => `case when ${day} <= ${asOf} then ${day} end`;
  const reached = (day: string, admitted: string) =>
    `greatest(case when ${day} > ${asOf} then ${asOf} else ${day} end, ${admitted})`;
  await warehouse.run(
    `create table ${heads} as
     select person_id, 'medical_claim' as tbl, s.data_source, s.claim as claim_id, min(s.admitted) as admitted,
       ${known(`case when max(s.discharged) is not null then max(s.discharged) when max(s.disposition) = '${STILL}' then null else max(s.ended) end`)} as discharged, ${reached('coalesce(max(s.discharged), max(s.ended))', 'min(s.admitted)')} as reached,
       max(s.provider) as provider, max(s.disposition) as disposition, max(s.admit_type) as admit_type, max(s.admit_source) as admit_source,
       max(s.drg) as drg, null::boolean as return_planned, ${masks
         .map((name) => `bit_or(s.${name}) as ${name}`)
         .concat('0 as _')
         .join(', ')}
     from (select person_id, stay[1] as s from ${lines} where stay is not null) group by all`,
  );
  const cases = table.masks(
    (group) =>
      (STAY_CODES[group as keyof typeof STAY_CODES]?.case ?? []).map((column) => ({
        code: `m.${column}`,
      })),
    INHERITED,
  );
  const [any] = await warehouse.values(`select 1 from ${context.table('inpatient_case')} limit 1`);
  if (any)
    await warehouse.run(
      `insert into ${heads}
       select person_id, 'inpatient_case', data_source, case_id, admission_date, ${known('discharge_date')}, ${reached('discharge_date', 'admission_date')}, hospital_id,
         case when discharge_type = '5' then '${DIED}' when discharge_type is not null then '01' end, null, null, provider_group, readmission_planned_31_days,
         ${cases.masks.concat('0 as _').join(', ')}
       from (select m.*${cases.plain.map((sql) => `, ${sql}`).join('')} from ${context.table('inpatient_case')} m where m.admission_date <= ${asOf}${only === undefined ? '' : ` and m.${only}`})`,
    );
  const order = 'admitted, discharged nulls last, claim_id, data_source, tbl';
  await warehouse.run(
    `create table ${chains} as
     with before as (
       select *, max(reached) over (line rows between unbounded preceding and 1 preceding) as before_end, lag(provider) over line as before_provider, lag(discharged is null) over line as before_open
       from ${heads} where admitted <= ${asOf} and (discharged is null or discharged >= admitted) window line as (partition by person_id order by ${order})
     )
     select * exclude (before_end, before_provider, before_open), sum(case when admitted <= before_end or ((before_open or provider is distinct from before_provider) and admitted <= before_end + 1) then 0 else 1 end)
         over (partition by person_id order by ${order} rows unbounded preceding)::integer as chain
     from before`,
  );
  const first = (column: string) => `first(${column} order by ${order})`;
  const last = (column: string) =>
    `last(${column} order by reached, admitted, discharged nulls first, claim_id, data_source, tbl)`;
  const inherited = masks.flatMap((name) => {
    const any = `bit_or(${name}) as`;
    return name.startsWith(PRINCIPAL)
      ? [`${first(name)} as ${name}`, `${any} ${ANY}${name}`]
      : [`${any} ${name}`];
  });
  const columns = [
    'x.person_id',
    ...(table.days.length === 0 ? ['m.admission_date'] : table.days).map(
      (sql, i) => `${sql.replaceAll('m.', 'x.')} as day_${i}`,
    ),
    'x.discharge_date as ends',
    'x.provider',
    ...table.values.map((sql, i) => `${sql} as value_${i}`),
    ...table.events.columns(false),
  ];
  const own = table.masks((group) => [{ code: `s.${group}` }], OWN);
  await warehouse.run(
    `create table ${into} as
     with s as (
       select person_id, chain, min(admitted) as admission_date,
         ${last('discharged')} as discharge_date, ${last('provider')} as provider, count(distinct provider) as hospitals,
         ${last('disposition')} as discharge_disposition_code, ${first('admit_type')} as admit_type_code, ${first('admit_source')} as admit_source_code,
         ${first('drg')} as drg_code, bool_or(disposition = '${DIED}') as died, bool_or(return_planned) as return_planned, ${inherited.concat('0 as _').join(', ')}
       from ${chains} group by person_id, chain
     ), y as (select s.*, (s.discharge_date - s.admission_date)::bigint as days${own.plain.map((sql) => `, ${sql}`).join('')} from s),
     x as (select y.*${own.masks.map((sql) => `, ${sql}`).join('')} from y)
     select ${columns.join(', ')}, x.chain from x order by x.person_id, x.chain`,
  );
  await warehouse.run(
    `create table ${of} as select s.rowid as stay, c.tbl, c.claim_id, c.data_source from ${into} s join ${chains} c on c.person_id = s.person_id and c.chain = s.chain`,
  );
  return { table: into, lines: of };
}

/** Columns of codes that stays have themselves. */
const OWN = ['drg_code', 'discharge_disposition_code', 'admit_type_code', 'admit_source_code'];
