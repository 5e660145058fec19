/** A run's payments under other parameters. */
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import type { PlanPayment } from '../../language/plan.ts';
import { quoteIdentifier as q, quoteLiteral, type Cell } from '../../warehouse/warehouse.ts';
import { referenceColumn, RID } from '../columns.ts';
import { decimalText, type Decimal } from '../decimal.ts';
import { entitle } from '../payments/entitle.ts';
import { STATEMENT } from '../payments/statement.ts';
import { referenceNode, rowsNode, termNode, type NodeId } from '../dependencies.ts';
import { reopen, RUN_CATALOG } from '../reopen.ts';
import { runStages } from '../stages/run.ts';
import type { Difference, Run, Scenario, StatementRow, Status } from '../types.ts';
import type { Store } from '../store.ts';
import type { Work } from '../work.ts';
import { affectedBy } from './affected.ts';
import { withParameters } from './parameters.ts';

/** Payments whose change is listed, the largest first; the number of all is given beside them. */
const LISTED = 1000;

/** The statement of the finished run. */
const BEFORE = `${q(RUN_CATALOG)}.${STATEMENT}`;

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
    const work = await reopen({ ...run, plan, agreement: { ...run.agreement, plan } });
    try {
      value.push(await scenario(work, set, parameters));
    } finally {
      work.warehouse.close();
    }
  }
  return diagnostics.some(({ severity }) => severity === 'error') ? { diagnostics } : { value, diagnostics };
}

async function scenario(
  work: Work,
  set: Record<string, string>,
  parameters: ReadonlySet<string>,
): Promise<Scenario> {
  const { store } = work;
  const { plan } = work.agreement;
  const { nodes, payments } = affectedBy(store, parameters);
  forget(store, nodes);
  await work.run('create schema if not exists work');
  await openLedger(work);
  await runStages(work, nodes);

  const found: Scenario = {
    set,
    totals: [],
    payments: [],
    paymentsChanged: 0,
    recomputed: {
      terms: [...nodes].filter((node) => node.startsWith('term ')).length,
      of: plan.entities.reduce((sum, { terms }) => sum + terms.length, 0),
    },
  };
  const lists: { table: string; id: string; entity: string }[] = [];
  for (const payment of plan.payments) {
    const before = `(select * from ${BEFORE} where payment = ${quoteLiteral(payment.id)})`;
    const again = payments.has(payment.id);
    const after = again ? await entitled(work, payment) : before;
    found.totals.push(await totals(work, payment.id, before, after));
    if (!again) continue;
    const table = work.table();
    await work.run(
      `create table ${table} as select coalesce(a.key, b.key) as key,
         a."from" as a_from, a."to" as a_to, a.amount as a_amount, a.due as a_due, a.status as a_status, a.posted as a_posted,
         b."from" as b_from, b."to" as b_to, b.amount as b_amount, b.due as b_due, b.status as b_status, b.held as b_posted
       from ${before} a full join ${after} b on a.key = b.key and a."from" is not distinct from b."from" and a."to" is not distinct from b."to"
       where a.amount is distinct from b.amount or a.status is distinct from b.status`,
    );
    lists.push({ table, id: payment.id, entity: payment.for });
    const [[count] = []] = await work.values(`select count(*) from ${table}`);
    found.paymentsChanged += Number(count ?? 0);
  }
  for (const { table, id, entity } of lists) {
    const rows = await work.values(
      `select * from ${table} order by abs(coalesce(b_amount, 0) - coalesce(a_amount, 0)) desc, key limit ${LISTED}`,
    );
    found.payments.push(...rows.map((cells) => differenceOf(cells, id, entity, plan.minorUnit)));
  }
  return found;
}

/** A payment's rows as the statement has them: with their due dates. */
async function entitled(work: Work, payment: PlanPayment): Promise<string> {
  const rows = await entitle(work, payment);
  if (payment.terms.due === undefined) return `(select *, null::date as due from ${rows})`;
  const due = work.store.column(payment.for, payment.terms.due);
  return `(select p.*, d.${q(due.name)} as due from ${rows} p join ${due.table} d on d.${RID} = p.${RID})`;
}

/** Takes what is to be computed again out of the store. */
function forget(store: Store, nodes: ReadonlySet<NodeId>): void {
  for (const stored of store.entities()) {
    const { entity } = stored;
    if (nodes.has(rowsNode(entity.name))) {
      delete stored.rows;
      stored.columns.clear();
      continue;
    }
    for (const { name } of entity.references)
      if (nodes.has(referenceNode(entity.name, name))) stored.columns.delete(referenceColumn(name));
    for (const { name } of entity.terms)
      if (nodes.has(termNode(entity.name, name))) stored.columns.delete(name);
  }
}

/** What the ledger held for the run, from its own statement. */
async function openLedger(work: Work): Promise<void> {
  await work.run(
    `create table work.ledger as select payment, key, "from", "to", posted as amount from ${BEFORE} where posted <> 0`,
  );
  const [[count] = []] = await work.values('select count(*) from work.ledger');
  work.hasLedger = Number(count ?? 0) > 0;
}

async function totals(
  work: Work,
  payment: string,
  before: string,
  after: string,
): Promise<Scenario['totals'][number]> {
  const of = (status: Status) => `count(*) filter (where status = '${status}')`;
  const sum = 'coalesce(sum(amount), 0)::hugeint';
  const [[was] = []] = await work.values(`select ${sum} from ${before}`);
  const [[is, final, pending, undetermined] = []] = await work.values(
    `select ${sum}, ${of('final')}, ${of('pending')}, ${of('undetermined')} from ${after}`,
  );
  const scale = work.agreement.plan.minorUnit;
  const amount: Decimal = { digits: BigInt(String(is ?? 0)), scale };
  const difference: Decimal = { digits: amount.digits - BigInt(String(was ?? 0)), scale };
  return {
    payment,
    amount: decimalText(amount),
    difference: decimalText(difference),
    final: Number(final ?? 0),
    pending: Number(pending ?? 0),
    undetermined: Number(undetermined ?? 0),
  };
}

/** A row of: key, then from, to, amount, due, status, posted of the run and of the scenario. */
function differenceOf(
  [key, ...sides]: readonly Cell[],
  payment: string,
  entity: string,
  scale: number,
): Difference {
  const text = (cell: Cell | undefined) => (cell === null || cell === undefined ? null : String(cell));
  const money = (cell: Cell | undefined) =>
    cell === null || cell === undefined ? null : decimalText({ digits: BigInt(String(cell)), scale });
  const side = ([from, to, amount, due, status, posted]: readonly Cell[]): StatementRow | null => {
    if (status === null || status === undefined) return null;
    const held = BigInt(String(posted ?? 0));
    const difference =
      status === 'final' && typeof amount === 'bigint' ? decimalText({ digits: amount - held, scale }) : null;
    return {
      payment,
      entity,
      key: String(key),
      from: text(from),
      to: text(to),
      amount: money(amount),
      posted: decimalText({ digits: held, scale }),
      difference,
      due: text(due),
      status: status as Status,
    };
  };
  const [before, after] = [side(sides.slice(0, 6)), side(sides.slice(6, 12))];
  const [a, b] = [sides[2] ?? (before ? null : 0n), sides[8] ?? (after ? null : 0n)];
  const known = typeof a === 'bigint' && typeof b === 'bigint';
  return {
    payment,
    key: String(key),
    before,
    after,
    difference: known ? decimalText({ digits: b - a, scale }) : null,
  };
}
