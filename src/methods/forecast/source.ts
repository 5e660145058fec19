/** The lines a forecast is made of, with their group, month of service and month of payment. */
import { quoteIdentifier } from '../../warehouse/warehouse.ts';
import type { MethodContext } from '../method.ts';
import { Options } from '../options.ts';

/** Group of lines that have none, and the only group where there are no groups. */
const WITHOUT_GROUP = 'without-group';
export const TOTAL = 'total';

/** A day as a count of months. */
export const monthOf = (day: string) => `(year(${day}) * 12 + month(${day}) - 1)`;

export const monthNumber = (date: string): number =>
  Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;

/** The first month that is not over: a month whose last day is the as-of date is. */
export function valuationMonth({ asOf }: MethodContext): number {
  const next = new Date(Date.parse(`${asOf}T00:00:00Z`) + 86_400_000);
  return monthNumber(next.toISOString());
}

/** Of a context with inpatient cases among its claims (`withCases`): `tbl`, `_source`, `_file`, `_line`, `claim_id`, `claim_line_number`, `day`, `paid_date`, `amount`, `grp`. */
export function source(context: MethodContext): string {
  const options = new Options(context.options);
  const amount = `${options.maybe('amount') ?? 'paid'}_amount`;
  const by = options.maybe('group_by') ?? 'total';
  const own = (m: string, facility: string) =>
    by === 'total' ? `'${TOTAL}'` : by === 'people' ? 'g.grp' : by === 'facility' ? facility : `${m}.${by}`;
  const result = options.maybe('people');
  const column = quoteIdentifier(options.maybe('people_column') ?? 'provider');
  // One group per person: attribution gives one row each; of several, the first by name (reported).
  const people = (m: string) =>
    by === 'people' && result
      ? `left join (select person_id, min(${column})::varchar as grp from ${context.result(result)} group by person_id) g
          on g.person_id = ${m}.person_id`
      : '';
  const columns = (m: string, table: string, tbl: string, day: string, facility: string) => `
    select ${tbl} as tbl, ${m}._source, ${m}._file, ${m}._line, ${m}.claim_id, ${m}.claim_line_number, ${day} as day,
      ${m}.paid_date, ${m}.${amount} as amount, coalesce(${own(m, facility)}, '${WITHOUT_GROUP}') as grp
    from ${context.table(table)} ${m} ${people(m)}`;
  const medical = columns(
    'm',
    'medical_claim',
    'm._table',
    'coalesce(m.claim_line_start_date, m.claim_start_date, m.admission_date)',
    'coalesce(m.facility_npi, m.billing_npi)',
  );
  if (options.maybe('pharmacy') !== 'true') return medical;
  return `${medical} union all ${columns('p', 'pharmacy_claim', `'pharmacy_claim'`, 'p.dispensing_date', 'p.dispensing_provider_npi')}`;
}
