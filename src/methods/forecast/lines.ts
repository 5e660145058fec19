/** The lines behind a group's figure: those of the period, counted if they were paid by the valuation. */
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { MethodContext } from '../method.ts';
import { MONEY } from '../shared/exact.ts';
import { monthOf, source, valuationMonth } from './source.ts';

/** Of all groups of `result`, or of one. */
export async function writeLines(context: MethodContext, result: string, group?: string): Promise<void> {
  const { from, to } = context.period;
  const valuation = valuationMonth(context);
  const reason = `case when amount is null then 'amount-unknown' when ${monthOf('day')} >= ${valuation} then 'month-not-over'
    when ${monthOf('paid_date')} >= ${valuation} then 'paid-later' end`;
  await context.warehouse.run(`
    create table ${context.lines} as
    select grp as key, tbl as "table", _source, _file, _line, claim_id, claim_line_number, day as service_date, amount::${MONEY} as amount,
      ${reason} is null as counted, ${reason} as reason
    from (${source(context)})
    where day >= date ${quoteLiteral(from)} and day < date ${quoteLiteral(to)} and grp in (select "group" from ${result})
      ${group === undefined ? '' : `and grp = ${quoteLiteral(group)}`}
    order by key, "table", service_date, claim_id, claim_line_number, _source, _file, _line`);
}
