/** Does a statement start from what stands posted? Its rows say what they took for posted; the ledgers say what is. */
import { add, compare, decimal, decimalText, ZERO, type Decimal } from '../decimal.ts';
import { positionsOf, type Ledger } from '../ledger/index.ts';
import type { Run, StatementRow } from '../types.ts';

const natural = (...parts: (string | null)[]) => JSON.stringify(parts);

export class Standing {
  readonly #run: Run;
  /** By payment, row and parties. */
  readonly #positions = new Map<string, { payment: string; key: string; amount: Decimal }>();
  /** By payment and row: those of a row one of whose parties is unknown are all its own. */
  readonly #rows = new Map<string, string[]>();

  constructor(run: Run, ledgers: readonly Ledger[]) {
    this.#run = run;
    // `posts: all` starts from nothing, whatever was posted.
    if (run.agreement.posts === 'all') return;
    for (const { payment, key, from, to, amount } of positionsOf(...ledgers)) {
      const name = natural(payment, key, from, to);
      this.#positions.set(name, { payment, key, amount: decimal(amount) });
      const row = natural(payment, key);
      this.#rows.set(row, [...(this.#rows.get(row) ?? []), name]);
    }
  }

  /** Is what the row took for posted what stands posted for it? */
  holds({ payment, key, from, to, posted }: StatementRow): boolean {
    const names =
      from === null || to === null
        ? (this.#rows.get(natural(payment, key)) ?? [])
        : [natural(payment, key, from, to)];
    let held = ZERO;
    for (const name of names) {
      held = add(held, this.#positions.get(name)?.amount ?? ZERO);
      this.#positions.delete(name);
    }
    return compare(held, decimal(posted)) === 0;
  }

  /**
   * After all rows: positions that none of them named. The statement takes those back that vanished, so that none is left but of
   * payments the model no longer has.
   */
  rest(): { isOpen: boolean; gone: { payment: string; amount: string }[] } {
    const known = new Set(this.#run.plan.payments.map(({ id }) => id));
    const gone = new Map<string, Decimal>();
    let isOpen = false;
    for (const { payment, amount } of this.#positions.values()) {
      if (amount.digits === 0n) continue;
      if (known.has(payment)) isOpen = true;
      else gone.set(payment, add(gone.get(payment) ?? ZERO, amount));
    }
    return {
      isOpen,
      gone: [...gone].map(([payment, amount]) => ({ payment, amount: decimalText(amount) })),
    };
  }
}
