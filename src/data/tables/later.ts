/**
 * Rows of a file that a model dates after the as-of date. They count: the date of a row is the one whose terms hold for it, and a row may be known
 * before it (a year's budget). A file that goes beyond the day is more often one that was cut too late, so it is said.
 */
import type { Agreement } from '../../language/agreement.ts';
import type { PlanEntity } from '../../language/plan.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { quoteIdentifier as q, quoteLiteral } from '../../warehouse/warehouse.ts';
import type { Problems } from './problems.ts';
import type { SourceRead } from './types.ts';
import { SOURCE } from './types.ts';

/** `from`: place of the entity's first source. Sources that are rows of a document are somebody's own words and are left alone. */
export async function sayLaterRows(
  warehouse: Warehouse,
  entity: PlanEntity,
  agreement: Agreement,
  from: number,
  sources: readonly SourceRead[],
  problems: Problems,
): Promise<void> {
  const { dated } = entity;
  if (dated?.op !== 'column' || dated.row !== 'me' || dated.path.length > 0) return;
  const column = dated.name;
  if (!entity.facts.some(({ name, type }) => name === column && type.kind === 'date')) return;
  const given = agreement.bindings[entity.name]?.sources ?? [];
  const files = given.flatMap(({ kind }, i) => (kind === 'table' || kind === 'sql' ? [from + i] : []));
  if (files.length === 0) return;
  const counts = await warehouse.values(
    `select ${SOURCE}, count(*) from facts.${q(entity.name)} where ${q(column)} > date ${quoteLiteral(agreement.asOf)} and ${SOURCE} in (${files.join(', ')})
     group by all order by 1`,
  );
  for (const [place, count] of counts) {
    const file = sources[Number(place)]?.file ?? '';
    const data = { file, entity: entity.name, name: column, count: Number(count), as_of: agreement.asOf };
    problems.add('rows-dated-later', data, given[Number(place) - from]?.at);
  }
}
