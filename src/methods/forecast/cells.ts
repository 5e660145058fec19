/** The claims as cells of a triangle: group × month of service × months to payment. */
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { reporter } from '../../language/diagnostic.ts';
import { quoteIdentifier } from '../../warehouse/warehouse.ts';
import type { MethodContext } from '../method.ts';
import { Options } from '../options.ts';
import { messages } from './messages.ts';
import { monthNumber, monthOf, source, TOTAL, valuationMonth } from './source.ts';

const report = reporter(messages);

export interface Cell {
  month: number;
  /** Months from service to payment; undefined where the day of payment is unknown. */
  lag: number | undefined;
  /** In units of 0.0001. */
  amount: bigint;
}

export interface Cells {
  groups: Map<string, Cell[]>;
  /** First month of service with data that is looked at, and the months of the period, half-open. */
  first: number;
  from: number;
  to: number;
  /** The first month that is not over at the valuation. */
  valuation: number;
}

export async function readCells(context: MethodContext, earlierYears: number): Promise<Checked<Cells>> {
  const { warehouse, at } = context;
  const diagnostics: Diagnostic[] = [];
  const from = monthNumber(context.period.from);
  const to = monthNumber(context.period.to);
  const valuation = valuationMonth(context);
  const earliest = from - 12 * earlierYears;
  const options = new Options(context.options);
  const result = options.maybe('people');
  if (result && options.maybe('group_by') === 'people') {
    const column = options.maybe('people_column') ?? 'provider';
    const described = await warehouse.values(`describe ${context.result(result)}`);
    const names = described.map(([name]) => String(name));
    if (!names.includes(column)) {
      const data = { result, column, found: names.join(', ') };
      return { diagnostics: [report('people-column-missing', data, at)] };
    }
    const [several] = await warehouse.values(
      `select count(*) from (select person_id from ${context.result(result)} group by person_id
        having count(distinct ${quoteIdentifier(column)}) > 1)`,
    );
    const count = Number(several?.[0] ?? 0);
    if (count > 0) diagnostics.push(report('people-in-several', { count, result }, at));
  }
  const table = context.temporary();
  // What is left out is summed beside what is kept, so that nothing goes in silence.
  await warehouse.run(`
    create table ${table} as
    select grp, month, lag, outcome, count(*) as lines, sum(amount)::decimal(38,4) as amount from (
      select grp, ${monthOf('day')} as month, case when paid_date is not null then greatest(${monthOf('paid_date')} - ${monthOf('day')}, 0) end as lag, amount,
        case when day is null then 'undated' when amount is null then 'unknown'
          when ${monthOf('day')} < ${earliest} or ${monthOf('day')} >= ${to} then 'outside'
          when ${monthOf('day')} >= ${valuation} then 'after' when ${monthOf('paid_date')} >= ${valuation} then 'later'
          else 'kept' end as outcome
      from (${source(context)}))
    group by all`);
  const left = await warehouse.values(
    `select outcome, sum(lines)::bigint, coalesce(sum(amount), 0)::varchar from ${table}
     where outcome not in ('kept', 'outside') group by outcome order by outcome`,
  );
  const codes: Record<string, keyof typeof messages> = {
    undated: 'lines-undated',
    unknown: 'lines-unknown',
    after: 'lines-after',
    later: 'lines-later',
  };
  for (const [outcome, count, amount] of left) {
    const code = codes[String(outcome)] as keyof typeof messages;
    diagnostics.push(report(code, { count: Number(count), amount: String(amount), as_of: context.asOf }, at));
  }
  const rows = await warehouse.values(
    `select grp, month, lag, (amount * 10000::decimal(5,0))::hugeint from ${table} where outcome = 'kept' order by grp, month, lag`,
  );
  const groups = new Map<string, Cell[]>();
  if (new Options(context.options).maybe('group_by') === 'total') groups.set(TOTAL, []);
  let first = Math.min(valuation, to);
  let unpaid = 0;
  for (const [group, month, lag, amount] of rows) {
    const cell = {
      month: Number(month),
      lag: lag === null ? undefined : Number(lag),
      amount: BigInt(String(amount)),
    };
    if (cell.lag === undefined) unpaid += 1;
    first = Math.min(first, cell.month);
    const list = groups.get(String(group)) ?? [];
    list.push(cell);
    groups.set(String(group), list);
  }
  if (unpaid > 0) {
    const [without] = await warehouse.values(
      `select sum(lines)::bigint, sum(amount)::varchar from ${table} where outcome = 'kept' and lag is null`,
    );
    const data = { count: Number(without?.[0]), amount: String(without?.[1]) };
    diagnostics.push(report('payment-undated', data, at));
  }
  await warehouse.run(`drop table ${table}`);
  return { value: { groups, first, from, to, valuation }, diagnostics };
}
