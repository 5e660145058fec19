/** Payments: who pays whom, for which rows. */
import type { PaymentDocument, Scalar } from '../document.ts';
import { nearest } from '../documents/suggest.ts';
import type { Counterparty, PlanPayment } from '../plan.ts';
import { complain, parse } from './context.ts';
import type { Context } from './context.ts';
import { originOf } from './declare-names.ts';
import { task } from './drive.ts';
import { pathsBetween } from './paths.ts';
import type { Entity, Part, Payment } from './symbols.ts';

export function declarePayments(ctx: Context): void {
  for (const document of ctx.document.payments) {
    const id = document.id.text;
    if (ctx.payments.has(id)) continue;
    const entity = ctx.entities.get(document.for.text);
    if (!entity) {
      const names = [...ctx.entities.keys()];
      const near = nearest(document.for.text, names) ?? names.join(', ');
      complain(ctx, 'unknown-entity', { name: document.for.text, near }, document.for);
      continue;
    }
    const payment: Payment = { id, document, entity, amount: part(ctx, id, 'amount', document.amount) };
    if (document.due) payment.due = part(ctx, id, 'due', document.due);
    if (document.pendingUnless)
      payment.pendingUnless = part(ctx, id, 'pending_unless', document.pendingUnless);
    ctx.payments.set(id, payment);
  }
}

function part(ctx: Context, id: string, name: string, source: Scalar): Part {
  const node = parse(ctx, source);
  const made = task(`payment ${id}: ${name}`, source.at);
  if (!node) made.state = 'failed';
  return {
    source,
    node: node ?? { kind: 'null', from: 0, to: 0 },
    task: made,
    term: `payment:${id}:${name}`,
  };
}

/** Where no roles are declared, the roles are those that payments name. */
export function planPayments(ctx: Context): { payments: PlanPayment[]; parties: string[] } {
  const declared = ctx.document.parties.map((party) => party.text);
  const parties = [...declared];
  const payments: PlanPayment[] = [];
  for (const payment of ctx.payments.values()) {
    const { document, entity } = payment;
    const [from, to] = [document.from, document.to].map((end) => counterparty(ctx, entity, end));
    if (!from || !to) continue;
    for (const [end, scalar] of [
      [from, document.from],
      [to, document.to],
    ] as const) {
      if (end.kind !== 'role' || parties.includes(end.role)) continue;
      if (declared.length) {
        const near = nearest(end.role, declared) ?? declared.join(', ');
        complain(ctx, 'unknown-party', { name: end.role, near }, scalar);
      } else parties.push(end.role);
    }
    if (document.from.text === document.to.text)
      complain(ctx, 'pays-itself', { id: payment.id, party: document.to.text }, document.to);
    if (payment.amount.expression) payments.push(planPayment(payment, document, from, to));
  }
  return { payments, parties };
}

function planPayment(
  payment: Payment,
  document: PaymentDocument,
  from: Counterparty,
  to: Counterparty,
): PlanPayment {
  const { amount, due, pendingUnless } = payment;
  return {
    id: payment.id,
    for: payment.entity.name,
    from,
    to,
    amount: amount.expression as NonNullable<Part['expression']>,
    ...(due?.expression && { due: due.expression }),
    signed: document.signed,
    ...(pendingUnless?.expression && { pendingUnless: pendingUnless.expression }),
    terms: {
      amount: amount.term,
      ...(due && { due: due.term }),
      ...(pendingUnless && { pendingUnless: pendingUnless.term }),
    },
    ...(document.title && { title: document.title }),
    ...(document.source !== undefined && { source: document.source }),
    origin: originOf(document.id),
  };
}

/** A path to a row or a party, the entity's own name, else a role. */
function counterparty(ctx: Context, entity: Entity, end: Scalar): Counterparty | undefined {
  const names = end.text.split('.');
  const first = names[0] as string;
  const firstColumn = entity.columns.get(first);
  if (names.length === 1) {
    if (firstColumn?.kind === 'broken') return undefined;
    if (end.text === entity.name && firstColumn?.kind !== 'reference')
      return { kind: 'row', path: [], entity: entity.name };
    if (firstColumn?.kind !== 'reference' && firstColumn?.kind !== 'party')
      return role(ctx, entity, end, first);
  }
  // As in formulas, my own entity's name is my row.
  if (first === entity.name && !firstColumn) names.shift();
  let at = entity;
  const path: string[] = [];
  for (const [i, name] of names.entries()) {
    const column = at.columns.get(name);
    if (column?.kind === 'party' && i === names.length - 1) return { kind: 'row', path: [...path, name] };
    if (column?.kind === 'broken') return undefined;
    if (column?.kind !== 'reference') {
      complain(ctx, 'not-a-counterparty', { text: end.text, name, entity: at.name }, end);
      return undefined;
    }
    path.push(name);
    at = column.reference.to;
  }
  return { kind: 'row', path, entity: at.name };
}

/** A role named like an entity is never meant: the author wanted its row. */
function role(ctx: Context, entity: Entity, end: Scalar, name: string): Counterparty | undefined {
  const other = ctx.entities.get(name);
  if (!other || other === ctx.agreement) return { kind: 'role', role: name };
  const [path] = pathsBetween(ctx, entity, other);
  const instead = path ? path.map((reference) => reference.name).join('.') : entity.name;
  complain(
    ctx,
    path ? 'role-named-as-entity' : 'role-entity-out-of-reach',
    { name, entity: entity.name, instead },
    end,
  );
  return undefined;
}
