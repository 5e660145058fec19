/** `allocate`: shares by largest remainder that sum to the total exactly (docs/language.md §2). */
import { quoteIdentifier as q } from '../../warehouse/warehouse.ts';
import { RID } from '../columns.ts';
import { Frame } from '../frame.ts';
import { lower } from '../lower/expression.ts';
import type { Work } from '../work.ts';
import type { ElementQuery } from './elements.ts';
import { elementQuery, filterOf, output } from './elements.ts';
import type { AggregateTerm } from './grouped.ts';
import { limited } from './grouped.ts';

/** A row per group, total and element: `g`, `total`, `rid`, `share`. Rows of mine with the same total share one computation. */
export async function allocateTerm(
  work: Work,
  entity: string,
  query: ElementQuery,
  term: AggregateTerm,
): Promise<string> {
  const { aggregate } = term;
  const { list, argument, value } = aggregate;
  if (!argument || !value) throw new Error('allocate without a total or a weight');
  const where = filterOf(query, aggregate);
  const w = where && output(query, where, 'w');
  const weight = output(query, limited(query.frame.steps, lower(query.frame, value)), 'v');
  const elements = work.table();
  await work.run(`create table ${elements} as ${elementQuery(query)}`);

  const mine = Frame.of(work, 'me', entity);
  const all = list.anchor === 'agreement' && list.down.length === 0;
  const anchor = all ? mine.steps.constant('row', '1') : mine.rid('me', list.up);
  const totals = mine.select([
    { name: 'g', step: query.mode === 'pairs' ? mine.rid('me') : anchor },
    { name: 'total', step: lower(mine, argument) },
  ]);
  const over = (text: string) => (w === undefined ? text : `${text} filter (where ${w})`);
  const unknown = w === undefined ? '' : ` and count(*) filter (where ${w} is null) = 0`;
  // Groups all of whose weights are known, none negative, not all zero.
  const sound = `select g, ${over(`sum(${weight})`)} as weights from ${elements} group by g
    having ${over('count(*)')} = ${over(`count(${weight})`)}${unknown} and ${over(`min(${weight})`)} >= 0 and ${over(`sum(${weight})`)} > 0`;
  const unit = String(10n ** BigInt(aggregate.unit ?? 0));
  const parts = `select t.g, t.total, e.${RID}, s.weights, abs(t.total)::hugeint // ${unit} as units, abs(t.total)::hugeint % ${unit} as rest,
      try(abs(t.total)::hugeint // ${unit} * e.${weight}) as product
    from (select distinct g, total from (${totals}) where g is not null and total is not null) t
    join (${sound}) s on s.g = t.g join ${elements} e on e.g = t.g${w === undefined ? '' : ` where e.${w}`}`;
  const shares = `select *, product // weights as whole, product % weights as remainder,
    count(*) over lot = count(product) over lot as fits from (${parts}) window lot as (partition by g, total)`;
  const placed = `select *, row_number() over (partition by g, total order by remainder desc, ${RID}) as place,
    units - sum(whole) over (partition by g, total) as more from (${shares}) where fits`;
  const share = `((whole + case when place <= more then 1 else 0 end) * ${unit} + case when place = 1 then rest else 0 end)`;
  const table = work.table();
  const own = query.mode === 'pairs' ? ` where ${RID} = g` : '';
  await work.run(
    `create table ${table} as select * from (select g, total, ${RID}, ${share} * case when total < 0 then -1 else 1 end as ${q('share')} from (${placed}))${own}; drop table ${elements}`,
  );
  return table;
}
