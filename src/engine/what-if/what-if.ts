/** A run's payments under other parameters. */
import { hasErrors, type Checked, type Diagnostic } from '../../language/diagnostic.ts';
import { quoteIdentifier as q } from '../../warehouse/warehouse.ts';
import { referenceColumn } from '../columns.ts';
import { referenceNode, rowsNode, termNode, type NodeId } from '../dependencies.ts';
import { reopen } from '../reopen.ts';
import { Stopped } from '../work.ts';
import { failure } from '../run/settle.ts';
import { runStages } from '../stages/run.ts';
import type { StoredEntity } from '../store.ts';
import type { Run, Scenario } from '../types.ts';
import type { Work } from '../work.ts';
import { affectedBy, type Affected } from './affected.ts';
import { measure } from './measure.ts';
import { withParameters } from './parameters.ts';
import { openLedger, paymentDifferences } from './payments.ts';

/** Each scenario by itself, from the run as it is: scenarios do not add up. */
export async function whatIf(
  run: Run,
  scenarios: readonly Record<string, string>[],
): Promise<Checked<Scenario[]>> {
  const diagnostics: Diagnostic[] = [];
  const value: Scenario[] = [];
  for (const set of scenarios) {
    const changed = withParameters(run.plan, set);
    diagnostics.push(...changed.diagnostics);
    if (!changed.value) continue;
    const { plan, parameters } = changed.value;
    const again = await scenario({ ...run, plan, agreement: { ...run.agreement, plan } }, set, parameters);
    // What the run has said already is not said again.
    diagnostics.push(...again.diagnostics.filter((one) => !isSaid(run, one)));
    if (again.value) value.push(again.value);
  }
  return hasErrors(diagnostics) ? { diagnostics } : { value, diagnostics };
}

async function scenario(
  run: Run,
  set: Record<string, string>,
  parameters: ReadonlySet<string>,
): Promise<Checked<Scenario>> {
  const work = await reopen(run);
  const { diagnostics } = work;
  try {
    const affected = affectedBy(work.store, parameters);
    await computeAgain(work, affected);
    if (hasErrors(diagnostics)) return { diagnostics };
    const found = await paymentDifferences(work, affected);
    const terms = run.plan.entities.reduce((sum, entity) => sum + entity.terms.length, 0);
    const again = [...affected.nodes].filter((node) => node.startsWith('term ')).length;
    return { value: { set, ...found, recomputed: { terms: again, of: terms } }, diagnostics };
  } catch (error) {
    if (!(error instanceof Stopped)) diagnostics.push(failure(error, run.folder));
    return { diagnostics };
  } finally {
    work.warehouse.close();
  }
}

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

function isSaid({ manifest }: Run, { code, data }: Diagnostic): boolean {
  const text = JSON.stringify(data);
  return manifest.diagnostics.some((one) => one.code === code && JSON.stringify(one.data) === text);
}
