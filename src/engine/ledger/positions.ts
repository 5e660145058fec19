/** What stands posted: the sum of a ledger's postings per natural key. */
import { add, decimal, decimalText } from '../decimal.ts';
import type { Ledger } from './file.ts';

/** A natural key is the payment, its row and both parties: the same claim on another party is another position. */
export interface Position {
  payment: string;
  key: string;
  from: string;
  to: string;
  /** In the contract's currency. Zero positions are kept: they say that something was posted and taken back. */
  amount: string;
}

/** Sums the postings of ledgers (a superseded contract's, then the contract's own) in order of natural key. */
export function positionsOf(...ledgers: Ledger[]): Position[] {
  const positions = new Map<string, Position>();
  for (const { payment, key, from, to, amount } of ledgers.flatMap(({ batches }) =>
    batches.flatMap(({ entries }) => entries),
  )) {
    const natural = JSON.stringify([payment, key, from, to]);
    const before = positions.get(natural);
    positions.set(natural, {
      payment,
      key,
      from,
      to,
      amount: before ? decimalText(add(decimal(before.amount), decimal(amount))) : amount,
    });
  }
  return [...positions.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, position]) => position);
}
