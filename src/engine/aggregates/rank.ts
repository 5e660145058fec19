/** `rank`: 1 + the rows of the list with a smaller key; unknown where I am not in the list. */
import { lower } from '../lower/expression.ts';
import { RID } from '../columns.ts';
import { quoteIdentifier as q } from '../../warehouse/warehouse.ts';
import type { Work } from '../work.ts';
import type { ElementQuery } from './elements.ts';
import { elementQuery, filterOf, output } from './elements.ts';
import type { AggregateTerm, GroupedTable } from './grouped.ts';

/** A row per group and element: `g`, `rid` and a column per term. Of pairs only mine. */
export async function rankTerms(
  work: Work,
  query: ElementQuery,
  terms: readonly AggregateTerm[],
): Promise<GroupedTable> {
  const names = terms.map(({ aggregate }) => {
    const where = filterOf(query, aggregate);
    if (!aggregate.order) throw new Error('a rank without an order');
    return {
      w: where && output(query, where, 'w'),
      k: output(query, lower(query.frame, aggregate.order), 'k'),
    };
  });
  const ranks = terms.map((term, i) => {
    const { w, k } = names[i] as (typeof names)[number];
    const open = w === undefined ? `${k} is null` : `${w} is null or (${w} and ${k} is null)`;
    // Not `filter`: with it the database counts every window from its beginning.
    const unknown = `count(case when ${open} then 1 end) over (partition by g)`;
    const place = `rank() over (partition by g${w === undefined ? '' : `, ${w}`} order by ${k})`;
    return `case when ${unknown} = 0${w === undefined ? '' : ` and ${w}`} then ${place} end as ${q(term.name)}`;
  });
  const table = work.table();
  const mine = query.mode === 'pairs' ? ` where ${RID} = g` : '';
  await work.run(
    `create table ${table} as select * from (select g, ${RID}, ${ranks.join(', ')} from (${elementQuery(query)}))${mine}`,
  );
  const number = { bound: query.count, wide: false };
  return { table, columns: new Map(terms.map(({ name }) => [name, { kind: 'number', number }])) };
}
