/** Computes again what depends on a change, on tables that hold the finished run. */
import { quoteIdentifier as q } from '../../warehouse/warehouse.ts';
import { referenceColumn } from '../columns.ts';
import { referenceNode, rowsNode, termNode, type NodeId } from '../dependencies.ts';
import { runStages } from '../stages/run.ts';
import type { StoredEntity } from '../store.ts';
import type { Work } from '../work.ts';
import type { Affected } from './affected.ts';
import { measure } from './measure.ts';
import { openLedger } from './payments.ts';

export async function computeAgain(work: Work, { nodes }: Pick<Affected, 'nodes'>): Promise<void> {
  await measure(work, nodes);
  await forget(work, nodes);
  await openLedger(work);
  await runStages(work, nodes);
}

/** Takes what is to be computed again out of the store. */
async function forget(work: Work, nodes: ReadonlySet<NodeId>): Promise<void> {
  for (const stored of work.store.entities()) {
    const { entity } = stored;
    if (nodes.has(rowsNode(entity.name))) {
      delete stored.rows;
      stored.columns.clear();
      continue;
    }
    const again = entity.references.filter(({ name }) => nodes.has(referenceNode(entity.name, name)));
    for (const { name } of again) stored.columns.delete(referenceColumn(name));
    for (const { name } of entity.terms)
      if (nodes.has(termNode(entity.name, name))) stored.columns.delete(name);
    const read = again.filter(({ kind }) => kind === 'column').map(({ name }) => referenceColumn(name));
    if (read.length > 0) await hide(work, stored, read);
  }
}

/** References that are resolved anew are joined to the rows they were read with, where the old ones must not stand in their way. */
async function hide(work: Work, stored: StoredEntity, columns: readonly string[]): Promise<void> {
  const { rows = '' } = stored;
  const view = work.table();
  await work.run(`create view ${view} as select * exclude (${columns.map(q).join(', ')}) from ${rows}`);
  for (const [name, column] of stored.columns)
    if (column.table === rows) stored.columns.set(name, { ...column, table: view });
  stored.rows = view;
}
