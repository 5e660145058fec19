/** The statement: payments as in the model, rows in key order; then what the ledger holds of rows that vanished, reversed. */
import { quoteIdentifier as q, quoteLiteral } from '../../warehouse/warehouse.ts';
import { RID } from '../columns.ts';
import { paymentNode, Reasons } from '../reasons/index.ts';
import { numbered } from '../rows/number.ts';
import type { Work } from '../work.ts';
import { entitle } from './entitle.ts';
import { LEDGER } from './ledger.ts';

/** Name in the schema `statement`, which no entity can have tables in. */
export const STATEMENT = 'statement.rows';

const REASON = [
  ...['kind', 'entity', 'name'].map((part, i) => `split_part(w.reason, chr(31), ${i + 1}) as reason_${part}`),
  // The key stands last, and may hold anything.
  'array_to_string(string_split(w.reason, chr(31))[4:], chr(31)) as reason_key',
].join(', ');
const NO_REASON = ['kind', 'entity', 'name', 'key']
  .map((part) => `null::varchar as reason_${part}`)
  .join(', ');

const NONE = `select 0::integer as n, '' as payment, '' as entity, 0 as ${RID}, '' as key, '' as "from", '' as "to", 0::hugeint as amount,
  0::hugeint as posted, 0::hugeint as difference, null::date as due, '' as status, ${NO_REASON} where false`;

/**
 * Fills `statement.rows`: `n` (from 1, the order), payment, entity, `rid` (null of reversals), key, from, to, due, status; amount, posted
 * and difference in whole minor units; `reason_kind`, `reason_entity`, `reason_key`, `reason_name`.
 */
export async function makeStatement(work: Work, table: string): Promise<void> {
  const reasons = new Reasons(work);
  const open = await undetermined(work);
  const parts: string[] = [];
  let before = 0;
  for (const [i, payment] of work.agreement.plan.payments.entries()) {
    const rows = await entitle(work, payment);
    const why = open.has(payment.id) ? await reasons.table(paymentNode(payment.id)) : undefined;
    const id = quoteLiteral(payment.id);
    const entity = quoteLiteral(payment.for);
    const due =
      payment.terms.due === undefined ? undefined : work.store.column(payment.for, payment.terms.due);
    // A payment has one row for each of its entity's, which are numbered without gaps: without a ledger that is the order.
    const number = work.hasLedger ? `${2 * i} as part` : `(${before} + p.${RID})::integer as n`;
    before += work.store.entity(payment.for).count;
    parts.push(
      `select ${number}, ${id} as payment, ${entity} as entity, p.${RID}, p.key, p."from", p."to", p.amount, p.held as posted,
        case when p.status = 'final' then p.amount - p.held end as difference, ${due ? `d.${q(due.name)}` : 'null::date'} as due, p.status,
        ${why === undefined ? NO_REASON : REASON}
       from ${rows} p ${due ? `join ${due.table} d on d.${RID} = p.${RID}` : ''}
       ${why === undefined ? '' : `left join ${why} w on w.${RID} = p.${RID}`}`,
    );
    if (!work.hasLedger) continue;
    const known = `exists (select 1 from ${rows} p where p.key = l.key
      and (p."from" is null or p."to" is null or (p."from" = l."from" and p."to" = l."to")))`;
    parts.push(
      `select ${2 * i + 1} as part, ${id} as payment, ${entity} as entity, null as ${RID}, key, "from", "to", 0::hugeint as amount,
        sum(amount) as posted, -sum(amount) as difference, null::date as due, 'final' as status, ${NO_REASON}
       from ${LEDGER} l where payment = ${id} and not ${known} group by key, "from", "to" having sum(amount) <> 0`,
    );
  }
  const all = parts.length > 0 ? parts.join(' union all ') : NONE;
  // Only reversals, which a ledger makes, have no number of a row.
  const rows =
    work.hasLedger && parts.length > 0
      ? `select * exclude (part) from (${numbered(all, ['part', RID, 'key', '"from"', '"to"'], 'n')})`
      : all;
  await work.run(`create table ${table} as ${rows}`);
}

/** The payments that have undetermined rows. */
async function undetermined(work: Work): Promise<Set<string>> {
  const counts: string[] = [];
  const { payments } = work.agreement.plan;
  for (const payment of payments) {
    const rows = await entitle(work, payment);
    counts.push(`exists (select 1 from ${rows} where status = 'undetermined')`);
  }
  if (counts.length === 0) return new Set();
  const [found = []] = await work.values(`select ${counts.join(', ')}`);
  return new Set(payments.filter((_, i) => found[i] === true).map(({ id }) => id));
}
