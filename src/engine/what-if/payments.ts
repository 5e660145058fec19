/** The payments of a scenario beside those of the run. */
import type { PlanPayment } from '../../language/plan.ts';
import { quoteIdentifier as q, quoteLiteral, type Cell } from '../../warehouse/warehouse.ts';
import { RID } from '../columns.ts';
import { rowsNode } from '../dependencies.ts';
import { entitle } from '../payments/entitle.ts';
import { LEDGER } from '../payments/ledger.ts';
import { STATEMENT } from '../payments/statement.ts';
import { parseReason, paymentNode, Reasons } from '../reasons/index.ts';
import { RUN_CATALOG } from '../reopen.ts';
import { money, statementRow } from '../statement-rows.ts';
import type { Difference, Reason, Scenario, StatementRow, Status } from '../types.ts';
import type { Work } from '../work.ts';
import type { Affected } from './affected.ts';

/** Payments whose change is listed, the largest first; the number of all is given beside them. */
const LISTED = 1000;

/** The statement of the finished run. */
const BEFORE = `${q(RUN_CATALOG)}.${STATEMENT}`;

/** What the ledger held for the run, from its own statement. */
export async function openLedger(work: Work): Promise<void> {
  const count = await work.run(
    `create table ${LEDGER} as select payment, key, "from", "to", posted as amount from ${BEFORE} where posted <> 0`,
  );
  work.hasLedger = count > 0;
}

export async function paymentDifferences(
  work: Work,
  affected: Affected,
): Promise<Pick<Scenario, 'totals' | 'payments' | 'paymentsChanged'>> {
  const found: Pick<Scenario, 'totals' | 'payments' | 'paymentsChanged'> = {
    totals: [],
    payments: [],
    paymentsChanged: 0,
  };
  for (const payment of work.agreement.plan.payments) {
    const before = `(select * from ${BEFORE} where payment = ${quoteLiteral(payment.id)})`;
    if (!affected.payments.has(payment.id)) {
      found.totals.push(await totals(work, payment.id, before, before));
      continue;
    }
    const after = await statementOf(work, payment);
    found.totals.push(await totals(work, payment.id, before, after));
    const table = work.table();
    // Rows that were not made again have the numbers they had.
    const same = affected.nodes.has(rowsNode(payment.for)) ? 'key' : RID;
    found.paymentsChanged += await work.run(
      `create table ${table} as select ${['a', 'b'].flatMap((side) => SIDE.map((name) => `${side}.${name} as ${side}_${name.replaceAll('"', '')}`)).join(', ')}
       from ${before} a full join ${after} b on a.${same} is not distinct from b.${same} and a.key = b.key
         and a."from" is not distinct from b."from" and a."to" is not distinct from b."to"
       where a.amount is distinct from b.amount or a.status is distinct from b.status or a.due is distinct from b.due`,
    );
    found.payments.push(...(await listed(work, payment, table)));
  }
  return found;
}

/** A payment's rows as its statement has them: what is due, and the reversal of what stands posted for rows that are gone. */
async function statementOf(work: Work, payment: PlanPayment): Promise<string> {
  const rows = await entitle(work, payment);
  const due = payment.terms.due === undefined ? undefined : work.store.column(payment.for, payment.terms.due);
  const own = `select p.${RID}, p.key, p."from", p."to", p.amount, p.held as posted, p.status, ${due ? `d.${q(due.name)}` : 'null::date'} as due
    from ${rows} p ${due ? `join ${due.table} d on d.${RID} = p.${RID}` : ''}`;
  if (!work.hasLedger) return `(${own})`;
  const known = `exists (select 1 from ${rows} p where p.key = l.key
    and (p."from" is null or p."to" is null or (p."from" = l."from" and p."to" = l."to")))`;
  return `(${own} union all select null, key, "from", "to", 0, sum(amount), 'final', null
    from ${LEDGER} l where payment = ${quoteLiteral(payment.id)} and not ${known} group by key, "from", "to" having sum(amount) <> 0)`;
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
  const [now, then] = [BigInt(String(is ?? 0)), BigInt(String(was ?? 0))];
  const { minorUnit } = work.agreement.plan;
  return {
    payment,
    amount: money(now, minorUnit),
    difference: money(now - then, minorUnit),
    final: Number(final ?? 0),
    pending: Number(pending ?? 0),
    undetermined: Number(undetermined ?? 0),
  };
}

/** Of each side of a difference, in this order. */
const SIDE = [RID, 'key', '"from"', '"to"', 'amount', 'due', 'status', 'posted'];

async function listed(work: Work, payment: PlanPayment, table: string): Promise<Difference[]> {
  const rows = await work.values(
    `select * from ${table} order by abs(coalesce(b_amount, 0) - coalesce(a_amount, 0)) desc,
       coalesce(a_${RID}, b_${RID}), coalesce(a_key, b_key), a_from, a_to limit ${LISTED}`,
  );
  const sides = rows.map((cells) => [cells.slice(0, SIDE.length), cells.slice(SIDE.length)] as const);
  const undetermined = (side: 0 | 1) =>
    sides.flatMap((both) => (both[side][6] === 'undetermined' ? [Number(both[side][0])] : []));
  const [was, is] = [
    await reasonsBefore(work, payment, undetermined(0)),
    await reasonsAfter(work, payment, undetermined(1)),
  ];
  const { minorUnit } = work.agreement.plan;
  return sides.map(([a, b]) => {
    const before = sideOf(a, payment, minorUnit, was);
    const after = sideOf(b, payment, minorUnit, is);
    const [then, now] = [amountOf(a), amountOf(b)];
    return {
      payment: payment.id,
      key: (after ?? before)?.key ?? '',
      before,
      after,
      difference: then === undefined || now === undefined ? null : money(now - then, minorUnit),
    };
  });
}

/** A row that is not there pays nothing; one that is undetermined has no amount. */
function amountOf([, , , , amount, , status]: readonly Cell[]): bigint | undefined {
  if (status === null || status === undefined) return 0n;
  return amount === null || amount === undefined ? undefined : BigInt(String(amount));
}

function sideOf(
  cells: readonly Cell[],
  { id, for: entity }: PlanPayment,
  minorUnit: number,
  reasons: ReadonlyMap<number, Reason>,
): StatementRow | null {
  const [rid, key, from, to, , due, status, posted] = cells;
  if (status === null || status === undefined) return null;
  const text = (cell: Cell | undefined) => (cell === null || cell === undefined ? null : String(cell));
  const [amount, held] = [amountOf(cells), BigInt(String(posted ?? 0))];
  const reason = amount === undefined ? reasons.get(Number(rid)) : undefined;
  return {
    payment: id,
    entity,
    key: String(key),
    from: text(from),
    to: text(to),
    amount: amount === undefined ? null : money(amount, minorUnit),
    posted: money(held, minorUnit),
    difference: status === 'final' && amount !== undefined ? money(amount - held, minorUnit) : null,
    due: text(due),
    status: status as Status,
    ...(reason && { reason }),
  };
}

async function reasonsBefore(
  work: Work,
  { id }: PlanPayment,
  rids: readonly number[],
): Promise<Map<number, Reason>> {
  if (rids.length === 0) return new Map();
  const rows = await work.warehouse.rows(
    `select * from ${BEFORE} where payment = ${quoteLiteral(id)} and ${RID} in (${rids.join(', ')})`,
  );
  return new Map(
    rows.flatMap((row) => {
      const { reason } = statementRow(row, work.agreement.plan.minorUnit);
      return reason ? [[Number(row[RID]), reason] as const] : [];
    }),
  );
}

async function reasonsAfter(
  work: Work,
  payment: PlanPayment,
  rids: readonly number[],
): Promise<Map<number, Reason>> {
  if (rids.length === 0) return new Map();
  const table = await new Reasons(work).table(paymentNode(payment.id));
  if (table === undefined) return new Map();
  const rows = await work.values(`select ${RID}, reason from ${table} where ${RID} in (${rids.join(', ')})`);
  return new Map(rows.map(([rid, reason]) => [Number(rid), parseReason(String(reason))]));
}
