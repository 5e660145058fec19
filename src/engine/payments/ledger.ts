/** What the contract has posted before, as a table: natural keys and whole minor units. */
import { decimal } from '../decimal.ts';
import type { Position } from '../ledger/positions.ts';
import type { Work } from '../work.ts';

export const LEDGER = 'work.ledger';

export async function loadLedger(work: Work, positions: readonly Position[]): Promise<void> {
  // `posts: all` ignores what was posted (docs/language.md §5).
  const held = work.agreement.posts === 'all' ? [] : positions;
  work.hasLedger = held.length > 0;
  if (!work.hasLedger) return;
  const columns = [
    { name: 'payment', type: 'varchar' },
    { name: 'key', type: 'varchar' },
    { name: 'from', type: 'varchar' },
    { name: 'to', type: 'varchar' },
    { name: 'amount', type: 'hugeint' },
  ] as const;
  const table = { schema: 'work', name: 'ledger' };
  await work.warehouse.create(table, columns);
  const rows = held.map(({ payment, key, from, to, amount }) => [
    payment,
    key,
    from,
    to,
    minorUnits(amount, work.agreement.plan.minorUnit),
  ]);
  await work.warehouse.insert(table, columns, rows);
}

/** Throws where an amount is finer than the currency: the ledger holds rounded amounts only. */
function minorUnits(amount: string, digits: number): bigint {
  const { digits: value, scale } = decimal(amount);
  if (scale <= digits) return value * 10n ** BigInt(digits - scale);
  const unit = 10n ** BigInt(scale - digits);
  if (value % unit !== 0n)
    throw new RangeError(`the ledger holds ${amount}, which is finer than the currency`);
  return value / unit;
}
