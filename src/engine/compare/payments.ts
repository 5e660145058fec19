/** Statements side by side, matched by payment, row and parties. */
import { add, decimal, decimalText, subtract, ZERO, type Decimal } from '../decimal.ts';
import type { Comparison, Difference, StatementRow } from '../types.ts';

type Statement = AsyncIterable<StatementRow> | Iterable<StatementRow>;

const natural = (row: StatementRow) => JSON.stringify([row.payment, row.key, row.from, row.to]);
const amountOf = (row: StatementRow | null | undefined): Decimal | undefined =>
  row === null || row === undefined ? ZERO : row.amount === null ? undefined : decimal(row.amount);

export interface PaymentDifferences {
  /** Rows whose amount or status differs, in order of the second statement, then rows only the first has. */
  payments: Difference[];
  totals: Comparison['totals'];
}

export async function differences(before: Statement, after: Statement): Promise<PaymentDifferences> {
  const old = new Map<string, StatementRow>();
  const totals = new Map<string, { before: Decimal; after: Decimal }>();
  const count = (row: StatementRow, side: 'before' | 'after') => {
    const total = totals.get(row.payment) ?? { before: ZERO, after: ZERO };
    total[side] = add(total[side], row.amount === null ? ZERO : decimal(row.amount));
    totals.set(row.payment, total);
  };
  for await (const row of before) {
    old.set(natural(row), row);
    count(row, 'before');
  }
  const payments: Difference[] = [];
  const note = (a: StatementRow | null, b: StatementRow | null) => {
    if (a?.amount === b?.amount && a?.status === b?.status) return;
    const [x, y] = [amountOf(a), amountOf(b)];
    const { payment, key } = (b ?? a) as StatementRow;
    const difference = x && y ? decimalText(subtract(y, x)) : null;
    payments.push({ payment, key, before: a, after: b, difference });
  };
  for await (const row of after) {
    count(row, 'after');
    const name = natural(row);
    note(old.get(name) ?? null, row);
    old.delete(name);
  }
  for (const row of old.values()) note(row, null);
  return {
    payments,
    totals: [...totals].map(([payment, total]) => ({
      payment,
      before: decimalText(total.before),
      after: decimalText(total.after),
      difference: decimalText(subtract(total.after, total.before)),
    })),
  };
}
