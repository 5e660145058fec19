/** The statement in brief, added up in the database: the same as `summarize` of the statement gives row by row, for any number of rows. */
import { money } from '../../engine/statement-rows.ts';
import type { Reason } from '../../engine/types.ts';
import type { PlanPayment } from '../../language/plan.ts';
import {
  lackOf,
  paymentHead,
  pendingTerm,
  wholeSummary,
  type Flow,
  type PaymentSummary,
  type PendingGroup,
  type StatementSummary,
  type Totals,
  type Way,
  type UndeterminedGroup,
} from '../../statement/index.ts';
import { quoteLiteral, type Cell } from '../../warehouse/warehouse.ts';
import type { OpenRun } from './open-runs.ts';
import { STATEMENT_ROWS } from './rows.ts';

/** Flows of a payment that are named; of a payment to each patient there may be a million. */
const MOST_FLOWS = 200;
const EXAMPLES = 5;

interface Summed {
  summary: StatementSummary;
  /** Payment → flows there are in all, and of how many of them nothing is due. */
  flows: Record<string, number>;
  nothing: Record<string, number>;
  /** Of all flows, by direction. */
  ways: Way[];
}

export function summaryOf(open: OpenRun): Promise<Summed> {
  return open.once('summary', async () => {
    const { run } = open;
    const { plan } = run;
    const payments: PaymentSummary[] = [];
    const flows: Record<string, number> = {};
    const nothing: Record<string, number> = {};
    const ways: Way[] = [];
    const undetermined: UndeterminedGroup[] = [];
    const pending: PendingGroup[] = [];
    for (const payment of plan.payments) {
      const table = await flowsTable(open, payment);
      const found = await paymentOf(open, payment, table);
      payments.push(found.summary);
      flows[payment.id] = found.flows;
      nothing[payment.id] = found.nothing;
      ways.push(...(await waysOf(open, payment, table)));
      await open.work.run(`drop table ${table}`);
      if (found.summary.total.undetermined > 0) undetermined.push(...(await undeterminedOf(open, payment)));
      if (found.summary.total.pending.rows > 0)
        pending.push(await pendingOf(open, payment, found.summary.total));
    }
    const summary = wholeSummary(run, { payments, undetermined, pending });
    return { summary, flows, nothing, ways };
  });
}

const SUMS = ['final', 'pending']
  .map(
    (status) =>
      `count(*) filter (where status = '${status}') as ${status}_rows, coalesce(sum(amount) filter (where status = '${status}'), 0)::hugeint as ${status}_amount`,
  )
  .join(', ');
const UNDETERMINED = `count(*) filter (where status = 'undetermined') as undetermined`;

/** Of a flow: nothing is due, and nothing is open. */
const NOTHING = `final_amount = 0 and pending_rows = 0 and undetermined = 0`;

const of = (payment: PlanPayment) => `${STATEMENT_ROWS} where payment = ${quoteLiteral(payment.id)}`;

/** Of a payment to each patient there may be a million flows: they are added up once. */
async function flowsTable({ work }: OpenRun, payment: PlanPayment): Promise<string> {
  const table = work.table();
  await work.run(
    `create table ${table} as select "from", "to", ${SUMS}, ${UNDETERMINED} from ${of(payment)} group by 1, 2`,
  );
  return table;
}

/** `table`: the table of the payment's flows, added up once. */
async function paymentOf(
  open: OpenRun,
  payment: PlanPayment,
  table: string,
): Promise<{ summary: PaymentSummary; flows: number; nothing: number }> {
  const { work, run } = open;
  const { plan } = run;
  const inUnits = (cell: Cell | undefined) => money(BigInt(String(cell ?? 0)), plan.minorUnit);
  const [[posted, difference, ...all] = []] = await work.values(
    `select coalesce(sum(posted), 0)::hugeint, coalesce(sum(difference), 0)::hugeint, ${SUMS}, ${UNDETERMINED} from ${of(payment)}`,
  );
  const [[count, nothing] = []] = await work.values(
    `select count(*), count(*) filter (where ${NOTHING}) from ${table}`,
  );
  const order = `abs(final_amount + pending_amount) desc, coalesce("from", ''), coalesce("to", '')`;
  // Where not all are named, those of which nothing is due are the first to be left out.
  const flows = await work.values(
    `select * from (from ${table} order by (${NOTHING}), ${order} limit ${MOST_FLOWS}) order by ${order}`,
  );
  const [example] = await work.values(
    `select key from ${of(payment)} and amount is not null order by abs(amount) desc, n limit 1`,
  );
  const totals = ([fr, fa, pr, pa, u]: readonly Cell[]): Totals => ({
    final: { rows: Number(fr ?? 0), amount: inUnits(fa) },
    pending: { rows: Number(pr ?? 0), amount: inUnits(pa) },
    undetermined: Number(u ?? 0),
  });
  const text = (cell: Cell | undefined) => (cell === null || cell === undefined ? null : String(cell));
  return {
    flows: Number(count ?? 0),
    nothing: Number(nothing ?? 0),
    summary: {
      ...paymentHead(plan, payment),
      total: totals(all),
      posted: inUnits(posted),
      difference: inUnits(difference),
      flows: flows.map(([from, to, ...cells]): Flow => ({
        from: text(from),
        to: text(to),
        ...totals(cells),
      })),
      ...(example && { example: String(example[0]) }),
    },
  };
}

async function waysOf({ work, run }: OpenRun, { id }: PlanPayment, table: string): Promise<Way[]> {
  const rows = await work.values(
    `select sign(amount), count(distinct coalesce("from", '')), count(distinct coalesce("to", '')), min("from"), min("to"), abs(sum(amount))::hugeint
     from (select "from", "to", final_amount + pending_amount as amount from ${table}) where amount <> 0 group by 1 order by 1 desc`,
  );
  const text = (cell: Cell | undefined) => (cell === null || cell === undefined ? null : String(cell));
  return rows.map(([sign, froms, tos, from, to, amount]): Way => {
    const sides = [
      { party: Number(froms) === 1 ? text(from) : undefined, count: Number(froms) },
      { party: Number(tos) === 1 ? text(to) : undefined, count: Number(tos) },
    ] as const;
    const [payer, payee] = Number(sign) > 0 ? sides : [sides[1], sides[0]];
    return {
      payment: id,
      from: payer.party,
      to: payee.party,
      payers: payer.count,
      payees: payee.count,
      amount: { digits: BigInt(String(amount)), scale: run.plan.minorUnit },
    };
  });
}

async function undeterminedOf({ work, run }: OpenRun, payment: PlanPayment): Promise<UndeterminedGroup[]> {
  const groups = await work.values(
    `with open as (select *, coalesce(nullif(reason_key, ''), key) as lacking from ${of(payment)} and status = 'undetermined')
     select reason_kind, reason_entity, reason_name, count(*), min(n),
       (select list(lacking order by first) from (select lacking, min(n) as first from open i
          where i.reason_kind is not distinct from o.reason_kind and i.reason_entity is not distinct from o.reason_entity and i.reason_name is not distinct from o.reason_name
          group by 1 order by 2 limit ${EXAMPLES}))
     from open o group by 1, 2, 3 order by 4 desc, 5`,
  );
  return groups.map(([kind, entity, name, rows, , keys]): UndeterminedGroup => {
    const reason =
      typeof kind === 'string' && kind !== ''
        ? { kind: kind as Reason['kind'], entity: String(entity ?? ''), name: String(name ?? '') }
        : undefined;
    return {
      payment: payment.id,
      ...lackOf(run, reason),
      rows: Number(rows),
      keys: Array.isArray(keys) ? keys.map(String) : [],
    };
  });
}

async function pendingOf(
  { work, run }: OpenRun,
  payment: PlanPayment,
  { pending }: Totals,
): Promise<PendingGroup> {
  const keys = await work.values(
    `select key from ${of(payment)} and status = 'pending' order by n limit ${EXAMPLES}`,
  );
  return {
    payment: payment.id,
    rows: pending.rows,
    amount: pending.amount,
    keys: keys.map(([key]) => String(key)),
    ...pendingTerm(run.plan, payment),
  };
}
