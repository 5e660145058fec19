/** One figure of one row under other parameters, or other facts of that row: what would change it. */
import { hasErrors, type Checked } from '../../language/diagnostic.ts';
import type { Constant, ScalarType } from '../../language/plan.ts';
import { quoteIdentifier as q, quoteLiteral } from '../../warehouse/warehouse.ts';
import { RID } from '../columns.ts';
import { termNode, type NodeId } from '../dependencies.ts';
import { constantOfCell, Rows, shown } from '../explain/rows.ts';
import { find } from '../explain/find.ts';
import { failure } from '../run/settle.ts';
import { Store, type StoredEntity } from '../store.ts';
import type { Run } from '../types.ts';
import type { OpenTables } from '../reopen.ts';
import { Stopped, type Work } from '../work.ts';
import { affectedTowards } from './affected.ts';
import { withParameters } from './parameters.ts';
import { computeAgain } from './again.ts';

export interface FigureChange {
  /** Parameter → value as written in a contract. */
  set?: Record<string, string>;
  /** Facts of the figure's own row, as the plan keeps them. */
  facts?: Record<string, Constant>;
}

export interface AskedFigure {
  entity: string;
  /** Parts joined by commas. */
  key: string;
  term: string;
}

/** The figure's value after the change. Where nothing it is made from changes, `value` is absent and there is no diagnostic. */
export async function figureUnder(
  run: Run,
  tables: () => Promise<OpenTables>,
  figure: AskedFigure,
  { set = {}, facts = {} }: FigureChange,
): Promise<Checked<Constant>> {
  const changed = withParameters(run.plan, set);
  if (!changed.value) return { diagnostics: changed.diagnostics };
  const { plan, parameters } = changed.value;
  const names = new Set(Object.keys(facts).map((name) => `${figure.entity}.${name}`));
  const node = termNode(figure.entity, figure.term);
  // Most parameters are none of the figure's: they need no database.
  if (!affectedTowards(new Store(plan), { parameters, facts: names }, node).has(node))
    return { diagnostics: [] };
  const work = await (await tables()).work({ ...run, plan, agreement: { ...run.agreement, plan } });
  const { diagnostics } = work;
  try {
    const nodes = affectedTowards(work.store, { parameters, facts: names }, node);
    const [rid] = await find(new Rows(work), figure.entity, figure.key);
    const stored = work.store.entity(figure.entity);
    const type = stored.entity.terms.find(({ name }) => name === figure.term)?.type;
    if (rid === undefined || !type) return { diagnostics };
    const only = isOwn(work, figure.entity, nodes);
    if (only || names.size > 0) await narrow(work, stored, { rid, only, facts });
    await computeAgain(work, { nodes });
    if (hasErrors(diagnostics)) return { diagnostics };
    return { value: await read(work, figure, type), diagnostics };
  } catch (error) {
    if (!(error instanceof Stopped)) diagnostics.push(failure(error, run.folder));
    return { diagnostics };
  }
}

/** Is all that changes made in the rows of one entity, each from itself? Then one row is enough to compute. */
function isOwn(work: Work, entity: string, nodes: ReadonlySet<NodeId>): boolean {
  const { terms } = work.store.entity(entity).entity;
  const posted = work.agreement.plan.posted.filter((one) => one.entity === entity).map(({ term }) => term);
  const own = new Set(
    terms
      .filter(({ name, aggregate }) => aggregate === undefined && !posted.includes(name))
      .map(({ name }) => termNode(entity, name)),
  );
  return [...nodes].every((node) => own.has(node));
}

/** The entity's rows with other facts in one of them; with `only`, that row alone. */
async function narrow(
  work: Work,
  stored: StoredEntity,
  { rid, only, facts }: { rid: number; only: boolean; facts: Record<string, Constant> },
): Promise<void> {
  const { rows = '' } = stored;
  const view = work.table();
  const replaced = Object.entries(facts).map(([name, value]) => {
    const type = stored.entity.facts.find((fact) => fact.name === name)?.type;
    if (!type || stored.columns.get(name)?.table !== rows) throw new Error(`no fact ${name} beside the rows`);
    // As wide as numbers get: another value may not fit where all others did.
    const number = stored.columns.get(name)?.number;
    if (number)
      stored.columns.set(name, {
        ...stored.columns.get(name)!,
        number: { ...number, bound: 2n ** 127n - 1n },
      });
    const was = type.kind === 'number' ? `${q(name)}::hugeint` : q(name);
    return `case when ${RID} = ${rid} then ${literal(value, type)} else ${was} end as ${q(name)}`;
  });
  const list = replaced.length === 0 ? '*' : `* replace (${replaced.join(', ')})`;
  const where = only ? ` where ${RID} = ${rid}` : '';
  await work.run(`create table ${view} as select ${list} from ${rows}${where}`);
  for (const [name, column] of stored.columns)
    if (column.table === rows) stored.columns.set(name, { ...column, table: view });
  stored.rows = view;
}

function literal(value: Constant, type: ScalarType): string {
  if (value === null) return 'null';
  switch (type.kind) {
    case 'number':
      return `(${String(value)})::hugeint`;
    case 'boolean':
      return String(value);
    case 'date':
      return `date ${quoteLiteral(String(value))}`;
    default:
      return quoteLiteral(String(value));
  }
}

async function read(
  work: Work,
  figure: { entity: string; key: string; term: string },
  type: ScalarType,
): Promise<Constant> {
  const [rid] = await find(new Rows(work), figure.entity, figure.key);
  if (rid === undefined) return null;
  const column = work.store.column(figure.entity, figure.term);
  const [[cell] = []] = await work.values(
    `select ${q(column.name)} from ${column.table} where ${RID} = ${rid}`,
  );
  return shown(constantOfCell(cell, type), type);
}
