/**
 * Payments of rows (docs/language.md §5): what each row is entitled to, by whom, and what the ledger holds for it. Amounts are whole
 * minor units of the currency, rounded half away from zero.
 */
import type { Counterparty, PlanPayment } from '../../language/plan.ts';
import { quoteIdentifier as q, quoteLiteral } from '../../warehouse/warehouse.ts';
import { RID } from '../columns.ts';
import { Frame } from '../frame.ts';
import { keyText } from '../keys.ts';
import { roundTo } from '../lower/rounding.ts';
import type { Output, Step } from '../lower/steps.ts';
import { sql } from '../lower/steps.ts';
import type { Work } from '../work.ts';
import { LEDGER } from './ledger.ts';

const MONEY_SCALE = 6;

/**
 * Makes the payment's table, once: `rid`, `key`, `from`, `to`, `amount`, `status`, `held`, and whether the
 * rounded amount is `negative`. An undetermined row has no amount.
 */
export async function entitle(work: Work, payment: PlanPayment): Promise<string> {
  const made = work.payments.get(payment.id);
  if (made !== undefined) return made;
  work.begin(payment.id);
  const frame = Frame.of(work, 'me', payment.for);
  const { steps } = frame;
  const column = (name: string) => frame.stored('me', [], name);
  const entitled = column(payment.terms.amount);
  const digits = MONEY_SCALE - work.agreement.plan.minorUnit;
  const rounded = digits === 0 ? entitled : roundTo(steps, entitled, 'half_up', 10n ** BigInt(digits));
  const [from, to] = [party(work, frame, payment, payment.from), party(work, frame, payment, payment.to)];
  const decided = payment.terms.pendingUnless === undefined ? undefined : column(payment.terms.pendingUnless);
  const unknown = [sql`${rounded} is null`, sql`${from} is null`, sql`${to} is null`];
  if (!payment.signed) unknown.push(sql`${rounded} < 0`);
  if (decided) unknown.push(sql`${decided} is null`);
  const tests = unknown.reduce((all, next) => sql`${all} or ${next}`);
  const status = steps.make(
    'text',
    sql`case when ${tests} then 'undetermined' ${decided ? sql`when not ${decided} then 'pending'` : ''} else 'final' end`,
  );
  const outputs: Output[] = [
    { name: RID, step: frame.rid('me') },
    { name: 'key', step: keyText(frame, 'me', [], work.store.entity(payment.for).entity.key) },
    { name: q('from'), step: from },
    { name: q('to'), step: to },
    {
      name: 'amount',
      step: steps.make(
        'number',
        sql`case when ${status} <> 'undetermined' then ${rounded}::hugeint end`,
        rounded,
      ),
    },
    { name: 'status', step: status },
    { name: 'negative', step: steps.make('boolean', sql`(${rounded} < 0)`) },
  ];
  const table = work.table();
  const rows = frame.select(outputs);
  if (work.hasLedger) {
    const mine = `(select * from ${LEDGER} where payment = ${quoteLiteral(payment.id)})`;
    // Where a party is unknown, all that stands for the row is what it has posted.
    await work.run(
      `create table ${table} as select p.*, case when p."from" is null or p."to" is null
         then coalesce((select sum(amount) from ${mine} l where l.key = p.key), 0)
         else coalesce((select sum(amount) from ${mine} l where l.key = p.key and l."from" = p."from" and l."to" = p."to"), 0) end::hugeint as held
       from (${rows}) p`,
    );
  } else await work.run(`create table ${table} as select *, 0::hugeint as held from (${rows})`);
  work.payments.set(payment.id, table);
  return table;
}

/** The identifier of a party: the contract's, the key of a row, or what a `party` reference holds. */
function party(work: Work, frame: Frame, payment: PlanPayment, counterparty: Counterparty): Step {
  if (counterparty.kind === 'role') {
    const found = work.agreement.parties.find(({ role }) => role === counterparty.role);
    return frame.steps.constant('text', found ? quoteLiteral(found.id) : 'null::varchar');
  }
  const { path } = counterparty;
  let at = payment.for;
  for (const [i, name] of path.entries()) {
    const next = work.store.target(at, name);
    if (next === 'party') return frame.stored('me', path.slice(0, i), name);
    at = next;
  }
  return keyText(frame, 'me', path, work.store.entity(at).entity.key);
}
