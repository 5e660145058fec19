/** Statements side by side, matched by payment, row and parties, with both databases attached as `a` and `b`. */
import { quoteIdentifier as q, type Row, type Warehouse } from '../../warehouse/warehouse.ts';
import { STATEMENT } from '../payments/statement.ts';
import { money, statementRow } from '../statement-rows.ts';
import type { Comparison, Difference, Run, StatementRow } from '../types.ts';

/** Payments listed; their number and the totals count all. */
const LISTED = 100_000;

/** Of the statement's table. */
const COLUMNS =
  'payment entity key from to amount posted difference due status reason_kind reason_entity reason_key reason_name'.split(
    ' ',
  );

/** Rows whose amount, status or due date differs, in order of the second statement, then rows only the first has. */
export async function paymentDifferences(
  warehouse: Warehouse,
  after: Run,
): Promise<Pick<Comparison, 'payments' | 'paymentsTotal'>> {
  const { minorUnit } = after.plan;
  const sides = ['a', 'b'].flatMap((side) =>
    COLUMNS.map((name) => `${side}.${q(name)} as ${q(`${side} ${name}`)}`),
  );
  const rows = await warehouse.rows(
    `select ${sides.join(', ')}, count(*) over () as total from a.${STATEMENT} a full join b.${STATEMENT} b
       on a.payment = b.payment and a.key = b.key and a."from" is not distinct from b."from" and a."to" is not distinct from b."to"
     where a.amount is distinct from b.amount or a.status is distinct from b.status or a.due is distinct from b.due
     order by b.n nulls last, a.n limit ${LISTED}`,
  );
  return {
    payments: rows.map((row) => differenceOf(row, minorUnit)),
    paymentsTotal: Number(rows[0]?.['total'] ?? 0),
  };
}

function differenceOf(row: Row, minorUnit: number): Difference {
  const side = (name: 'a' | 'b'): StatementRow | null =>
    row[`${name} status`] === null
      ? null
      : statementRow(Object.fromEntries(COLUMNS.map((c) => [c, row[`${name} ${c}`] ?? null])), minorUnit);
  const [before, after] = [side('a'), side('b')];
  // A row that is not there pays nothing; one that is undetermined has no amount.
  const amount = (name: 'a' | 'b', there: unknown) => {
    const cell = row[`${name} amount`] ?? null;
    return there === null ? 0n : typeof cell === 'bigint' ? cell : undefined;
  };
  const [was, is] = [amount('a', before), amount('b', after)];
  return {
    payment: (after ?? before)?.payment ?? '',
    key: (after ?? before)?.key ?? '',
    before,
    after,
    difference: was === undefined || is === undefined ? null : money(is - was, minorUnit),
  };
}

/** Payments of both models, in the order of the second; `a` and `b` are the names the databases are attached by. */
export async function paymentTotals(
  warehouse: Warehouse,
  before: Run,
  a: string,
  after: Run,
  b: string,
): Promise<Comparison['totals']> {
  const sums = async (side: string) => {
    const rows = await warehouse.values(
      `select payment, coalesce(sum(amount), 0)::hugeint from ${side}.${STATEMENT} group by payment`,
    );
    return new Map(rows.map(([payment, sum]) => [String(payment), BigInt(String(sum))]));
  };
  const [was, is] = [await sums(a), await sums(b)];
  const { minorUnit } = after.plan;
  const payments = new Set([...after.plan.payments, ...before.plan.payments].map(({ id }) => id));
  return [...payments].map((payment) => {
    const [then, now] = [was.get(payment) ?? 0n, is.get(payment) ?? 0n];
    return {
      payment,
      before: money(then, minorUnit),
      after: money(now, minorUnit),
      difference: money(now - then, minorUnit),
    };
  });
}
