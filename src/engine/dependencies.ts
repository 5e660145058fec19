/** What every row, reference and term needs before it can be computed. */
import type { Aggregate, Expression, Plan, PlanEntity, PlanTerm } from '../language/plan.ts';
import { columnsOf } from './frame.ts';
import type { Store } from './store.ts';

/** `rows aco`, `reference aco.region`, `term aco.savings`. */
export type NodeId = string;

export const rowsNode = (entity: string): NodeId => `rows ${entity}`;
export const referenceNode = (entity: string, name: string): NodeId => `reference ${entity}.${name}`;
export const termNode = (entity: string, name: string): NodeId => `term ${entity}.${name}`;

interface Dependencies {
  needs: ReadonlyMap<NodeId, ReadonlySet<NodeId>>;
  /** Terms that something other than a formula of their own rows reads. */
  exported: ReadonlySet<NodeId>;
}

export function dependencies(store: Store): Dependencies {
  const needs = new Map<NodeId, Set<NodeId>>();
  const exported = new Set<NodeId>();
  for (const { entity } of store.entities()) {
    const rows = new Set<NodeId>();
    needs.set(rowsNode(entity.name), rows);
    rowsNeeds(store, entity, rows);
    for (const reference of entity.references) {
      const found = new Set([rowsNode(entity.name)]);
      if (reference.to !== 'party') found.add(rowsNode(reference.to));
      if (reference.kind === 'computed') {
        for (const by of reference.by) expressionNeeds(store, by, { me: entity.name }, found);
      }
      needs.set(referenceNode(entity.name, reference.name), found);
    }
    for (const term of entity.terms) {
      const found = new Set([rowsNode(entity.name)]);
      if (!postedNeeds(store, entity, term, found)) termNeeds(store, entity, term, found);
      needs.set(termNode(entity.name, term.name), found);
      const mine = `term ${entity.name}.`;
      const alone = term.aggregate === undefined && !isPosted(store.plan, entity.name, term.name);
      for (const need of found) if (!alone || !need.startsWith(mine)) exported.add(need);
    }
  }
  for (const [node, found] of needs)
    if (!node.startsWith('term ')) for (const need of found) exported.add(need);
  return { needs, exported };
}

export function isPosted(plan: Plan, entity: string, term: string): boolean {
  return plan.posted.some((posted) => posted.entity === entity && posted.term === term);
}

function rowsNeeds(store: Store, entity: PlanEntity, found: Set<NodeId>): void {
  const { rows } = entity;
  switch (rows.kind) {
    case 'group':
      found.add(rowsNode(rows.entity));
      for (const { value } of rows.by) expressionNeeds(store, value, { me: rows.entity }, found);
      expressionNeeds(store, rows.where, { me: rows.entity }, found);
      break;
    case 'each': {
      found.add(rowsNode(rows.parent));
      const me = { me: rows.parent };
      if ('from' in rows.list)
        for (const e of [rows.list.from, rows.list.to]) expressionNeeds(store, e, me, found);
      if (rows.list.kind === 'list') {
        expressionNeeds(store, store.entity(rows.parent).entity.dated, me, found);
      }
      break;
    }
  }
}

function termNeeds(store: Store, entity: PlanEntity, term: PlanTerm, found: Set<NodeId>): void {
  const { aggregate } = term;
  if (!aggregate) {
    expressionNeeds(store, term.expression, { me: entity.name }, found);
    return;
  }
  const { list } = aggregate;
  found.add(rowsNode(list.entity)).add(rowsNode(list.anchor));
  pathNeeds(store, entity.name, list.up, found);
  pathNeeds(store, list.entity, list.down, found);
  const rows = { me: entity.name, element: list.entity };
  for (const e of expressionsOf(aggregate)) expressionNeeds(store, e, rows, found);
  // My own place in the order is read as if I were the element.
  if (aggregate.preceding)
    expressionNeeds(store, aggregate.preceding, { ...rows, element: entity.name }, found);
}

export function expressionsOf(aggregate: Aggregate): Expression[] {
  const { list, value, preceding, order, argument } = aggregate;
  return [list.where, value, preceding, order, argument].filter((e) => e !== undefined);
}

function postedNeeds(store: Store, entity: PlanEntity, term: PlanTerm, found: Set<NodeId>): boolean {
  const posted = store.plan.posted.find((p) => p.entity === entity.name && p.term === term.name);
  const payment = store.plan.payments.find(({ id }) => id === posted?.payment);
  if (!posted || !payment) return false;
  found.add(rowsNode(payment.for));
  pathNeeds(store, payment.for, posted.down, found);
  found.add(termNode(payment.for, payment.terms.amount));
  if (payment.terms.pendingUnless !== undefined)
    found.add(termNode(payment.for, payment.terms.pendingUnless));
  for (const party of [payment.from, payment.to])
    if (party.kind === 'row') pathNeeds(store, payment.for, party.path, found);
  return true;
}

function pathNeeds(store: Store, from: string, path: readonly string[], found: Set<NodeId>): string {
  let at = from;
  for (const name of path) {
    if (name !== 'agreement') found.add(referenceNode(at, name));
    at = store.target(at, name);
    if (at === 'party') return at;
  }
  found.add(rowsNode(at));
  return at;
}

function expressionNeeds(
  store: Store,
  expression: Expression | undefined,
  rows: { me: string; element?: string },
  found: Set<NodeId>,
): void {
  for (const column of columnsOf(expression)) {
    const from = rows[column.row];
    if (from === undefined) throw new Error(`${column.name}: there is no row ${column.row} here`);
    const at = pathNeeds(store, from, column.path, found);
    if (store.entity(at).terms.has(column.name)) found.add(termNode(at, column.name));
    else if (column.type.kind === 'reference') found.add(referenceNode(at, column.name));
  }
}
