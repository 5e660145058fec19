/** Where the rows of an entity are kept, and how they get their numbers. */
import type { PlanEntity } from '../../language/plan.ts';
import { RID } from '../columns.ts';
import type { Work } from '../work.ts';

/**
 * A query whose rows are numbered from 1 in the given order, which must be total. The database keeps the order of a sorted subquery, so
 * the numbers can be given as the rows pass by: half the time of a window that sorts.
 */
export function numbered(query: string, order: readonly string[], name = RID): string {
  const sorted = order.length > 0 ? `${query} order by ${order.join(', ')}` : query;
  return `select (row_number() over ())::integer as ${name}, * from (${sorted})`;
}

/** The table for an entity's rows: its final one, if nothing will be added to it. */
export function rowsTable(work: Work, entity: PlanEntity): string {
  // Rows that are read resolve their references at once, rows that are made later.
  const read = entity.rows.kind === 'bound' || Object.hasOwn(work.agreement.bindings, entity.name);
  const whole = entity.references.every(({ kind, to }) => {
    if (kind === 'column') return to === 'party' || (read && work.store.entity(to).rows !== undefined);
    return kind === 'parent';
  });
  return whole && entity.terms.length === 0 ? work.finalTable(entity.name) : work.table();
}
