/** Payments, what stands posted, and the statement (`docs/language.md` §5). */
import type { Reason, StatementRow } from '../../src/engine/types.ts';
import type { Counterparty, PlanPayment, PostedTerm } from '../../src/language/plan.ts';
import { Overflow, divideRounded, inRange, powerOfTen } from './exact.ts';
import type { Position, Row } from './rows.ts';
import { Unknown, type Value, compareText, writeConstant } from './value.ts';
import type { World } from './world.ts';

const MONEY_SCALE = 6;

/** One payment of one row, before it is written: amounts in minor units. */
interface Entitlement {
  payment: PlanPayment;
  row: Row;
  from: string | Unknown;
  to: string | Unknown;
  status: StatementRow['status'];
  amount?: bigint;
  reason?: Reason;
}

export class PaymentBook {
  readonly #world: World;
  readonly #entitlements = new Map<PlanPayment, Map<Row, Entitlement>>();

  constructor(world: World) {
    this.#world = world;
  }

  entitlement(payment: PlanPayment, row: Row): Entitlement {
    let rows = this.#entitlements.get(payment);
    if (!rows) this.#entitlements.set(payment, (rows = new Map()));
    let entitlement = rows.get(row);
    if (!entitlement) rows.set(row, (entitlement = this.#entitle(payment, row)));
    return entitlement;
  }

  #entitle(payment: PlanPayment, row: Row): Entitlement {
    const world = this.#world;
    const entitled = world.term(row, payment.terms.amount);
    const decided = payment.terms.pendingUnless ? world.term(row, payment.terms.pendingUnless) : true;
    const from = this.#party(payment.from, row);
    const to = this.#party(payment.to, row);
    const parts = { payment, row, from, to };
    const undetermined = (reason: Reason): Entitlement => ({ ...parts, status: 'undetermined', reason });

    if (entitled instanceof Unknown) return undetermined(entitled.reason);
    const amount = divideRounded(entitled as bigint, this.#unit, 'half_up');
    if (amount < 0n && !payment.signed) {
      return undetermined({ kind: 'negative', entity: row.entity, key: row.id, name: payment.id });
    }
    for (const needed of [decided, from, to]) {
      if (needed instanceof Unknown) return undetermined(needed.reason);
    }
    return { ...parts, status: decided === true ? 'final' : 'pending', amount };
  }

  #party(party: Counterparty, row: Row): string | Unknown {
    if (party.kind === 'role') {
      const id = this.#world.given.parties[party.role];
      if (id === undefined) throw new Error(`No party plays ${party.role}`);
      return id;
    }
    let at: Row = row;
    for (const [i, step] of party.path.entries()) {
      const isLast = i === party.path.length - 1;
      if (isLast && this.#world.referencePlan(at, step)?.to === 'party') {
        const id = this.#world.party(at, step);
        return id instanceof Unknown ? id : (writeConstant(id) as string);
      }
      const next = this.#world.reference(at, step);
      if (next instanceof Unknown) return next;
      at = next;
    }
    return at.id;
  }

  /** What the ledger held for a row before this run; where a party is unknown, under whichever parties. */
  held(e: Entitlement): bigint {
    return this.#positions()
      .filter((p) => belongs(p, e))
      .reduce((sum, p) => sum + p.amount, 0n);
  }

  #positions(): Position[] {
    return this.#world.given.ledger ?? [];
  }

  /** Σ over the payment's rows that lead to this row of what stands posted once this run is posted. */
  posted(term: PostedTerm, row: Row): Value {
    const payment = this.#world.plan.payments.find((p) => p.id === term.payment)!;
    const rows =
      term.down.length > 0 || payment.for !== row.entity
        ? this.#world.list(payment.for, term.down, row)
        : [row];
    let sum = 0n;
    for (const each of rows) {
      const entitlement = this.entitlement(payment, each);
      if (entitlement.status === 'undetermined') return new Unknown(entitlement.reason!);
      sum += entitlement.status === 'final' ? entitlement.amount! : this.held(entitlement);
    }
    try {
      return inRange(sum * this.#unit);
    } catch (error) {
      if (!(error instanceof Overflow)) throw error;
      const visible = row.plan.terms.find((t) => t.name === term.term)?.hiddenIn ?? term.term;
      return new Unknown({ kind: 'overflow', entity: row.entity, key: row.id, name: visible });
    }
  }

  /** The minor unit as a whole number at the scale of money. */
  get #unit(): bigint {
    return powerOfTen(MONEY_SCALE - this.#world.plan.minorUnit);
  }

  /** Payments as in the model, rows by key; then what vanished, by row key, from and to as text. */
  statement(): StatementRow[] {
    return this.#world.plan.payments.flatMap((payment) => {
      const entitlements = this.#world.rows(payment.for).map((row) => this.entitlement(payment, row));
      const vanished = this.#positions().filter(
        (p) => p.payment === payment.id && p.amount !== 0n && !entitlements.some((e) => belongs(p, e)),
      );
      vanished.sort(
        (a, b) => compareText(a.key, b.key) || compareText(a.from, b.from) || compareText(a.to, b.to),
      );
      return [
        ...entitlements.map((e) => this.#statementRow(e)),
        ...vanished.map((p) => this.#reversal(payment, p)),
      ];
    });
  }

  #statementRow(e: Entitlement): StatementRow {
    const held = this.held(e);
    const due = e.payment.terms.due ? this.#world.term(e.row, e.payment.terms.due) : undefined;
    const isDue = due !== undefined && !(due instanceof Unknown);
    return {
      payment: e.payment.id,
      entity: e.row.entity,
      key: e.row.id,
      from: e.from instanceof Unknown ? null : e.from,
      to: e.to instanceof Unknown ? null : e.to,
      amount: e.status === 'undetermined' ? null : this.#money(e.amount!),
      posted: this.#money(held),
      difference: e.status === 'final' ? this.#money(e.amount! - held) : null,
      due: isDue ? (writeConstant(due) as string) : null,
      status: e.status,
      ...(e.reason && { reason: e.reason }),
    };
  }

  #reversal(payment: PlanPayment, p: Position): StatementRow {
    return {
      payment: payment.id,
      entity: payment.for,
      key: p.key,
      from: p.from,
      to: p.to,
      amount: this.#money(0n),
      posted: this.#money(p.amount),
      difference: this.#money(-p.amount),
      due: null,
      status: 'final',
    };
  }

  /** Minor units as a decimal with all its digits. */
  #money(amount: bigint): string {
    const digits = this.#world.plan.minorUnit;
    const size = (amount < 0n ? -amount : amount).toString().padStart(digits + 1, '0');
    const sign = amount < 0n ? '-' : '';
    if (digits === 0) return `${sign}${size}`;
    return `${sign}${size.slice(0, -digits)}.${size.slice(-digits)}`;
  }
}

function belongs(p: Position, e: Entitlement): boolean {
  if (p.payment !== e.payment.id || p.key !== e.row.id) return false;
  if (e.from instanceof Unknown || e.to instanceof Unknown) return true;
  return p.from === e.from && p.to === e.to;
}
