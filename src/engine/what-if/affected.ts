/** What has to be computed again when parameters change. */
import type { Counterparty, Expression, PlanEntity } from '../../language/plan.ts';
import {
  dependencies,
  expressionsOf,
  referenceNode,
  rowsNode,
  termNode,
  type NodeId,
} from '../dependencies.ts';
import { columnsOf } from '../frame.ts';
import type { Store } from '../store.ts';

export interface Affected {
  /** Rows, references and terms that depend on the parameters and feed a payment. */
  nodes: ReadonlySet<NodeId>;
  /** Payments that depend on them. */
  payments: ReadonlySet<string>;
}

export function affectedBy(store: Store, parameters: ReadonlySet<string>): Affected {
  const { needs } = dependencies(store);
  const touched = touchedBy(store, parameters, needs);
  const wanted = new Set<NodeId>();
  const payments = new Set<string>();
  for (const payment of store.plan.payments) {
    const { amount, due, pendingUnless } = payment.terms;
    const nodes = [
      ...[amount, due, pendingUnless]
        .filter((name) => name !== undefined)
        .map((name) => termNode(payment.for, name)),
      rowsNode(payment.for),
      ...partyNodes(store, payment.for, payment.from),
      ...partyNodes(store, payment.for, payment.to),
    ];
    for (const node of nodes) wanted.add(node);
    if (nodes.some((node) => touched.has(node))) payments.add(payment.id);
  }
  spread(wanted, needs);
  return { nodes: new Set([...touched].filter((node) => wanted.has(node))), payments };
}

/** Of what depends on the parameters, or on facts (`entity.name`), only what one term is made from. */
export function affectedTowards(
  store: Store,
  changed: { parameters: ReadonlySet<string>; facts: ReadonlySet<string> },
  term: NodeId,
): ReadonlySet<NodeId> {
  const { needs } = dependencies(store);
  const touched = touchedBy(store, changed.parameters, needs, changed.facts);
  const wanted = new Set([term]);
  spread(wanted, needs);
  return new Set([...touched].filter((node) => wanted.has(node)));
}

function touchedBy(
  store: Store,
  parameters: ReadonlySet<string>,
  needs: ReadonlyMap<NodeId, ReadonlySet<NodeId>>,
  facts: ReadonlySet<string> = new Set(),
): Set<NodeId> {
  const touched = new Set<NodeId>();
  for (const { entity } of store.entities())
    for (const [node, expressions] of writtenIn(entity))
      if (
        expressions.some(
          (e) => reads(e, parameters) || columnsOf(e).some((c) => facts.has(`${c.entity}.${c.name}`)),
        )
      )
        touched.add(node);
  for (const { entity } of store.entities()) {
    const { rows } = entity;
    if (rows.kind === 'each' && 'parameter' in rows.list && parameters.has(rows.list.parameter))
      touched.add(rowsNode(entity.name));
  }
  spread(touched, reversed(needs));
  return touched;
}

/** The references on the way from a payment's row to a party. */
function partyNodes(store: Store, from: string, party: Counterparty): NodeId[] {
  if (party.kind === 'role') return [];
  let at = from;
  return party.path.flatMap((name) => {
    const here = at;
    at = store.target(here, name);
    return at === 'party' || name === 'agreement' ? [] : [referenceNode(here, name)];
  });
}

/** The formulas that are written in rows of an entity, by what they make. */
export function* writtenIn(entity: PlanEntity): Generator<[NodeId, Expression[]]> {
  const { rows, dated } = entity;
  if (rows.kind === 'group')
    yield [
      rowsNode(entity.name),
      [...rows.by.map(({ value }) => value), ...(rows.where ? [rows.where] : [])],
    ];
  if (rows.kind === 'each' && 'from' in rows.list)
    yield [rowsNode(entity.name), [rows.list.from, rows.list.to]];
  for (const reference of entity.references) {
    if (reference.kind !== 'computed' && reference.kind !== 'group') continue;
    const where = reference.kind === 'group' && reference.where ? [reference.where] : [];
    yield [referenceNode(entity.name, reference.name), [...reference.by, ...where]];
  }
  for (const { name, expression, aggregate } of entity.terms) {
    const own = expression ? [expression] : aggregate ? expressionsOf(aggregate) : [];
    yield [termNode(entity.name, name), dated ? [...own, dated] : own];
  }
}

function reads(e: Expression, parameters: ReadonlySet<string>): boolean {
  if (e.op === 'parameter' && parameters.has(e.name)) return true;
  if (e.op === 'lookup' && parameters.has(e.table)) return true;
  if (e.op === 'in_list' && parameters.has(e.list)) return true;
  return Object.values(e)
    .flat()
    .some(
      (value) => typeof value === 'object' && value !== null && 'op' in value && reads(value, parameters),
    );
}

function reversed(needs: ReadonlyMap<NodeId, ReadonlySet<NodeId>>): Map<NodeId, Set<NodeId>> {
  const readers = new Map<NodeId, Set<NodeId>>();
  for (const [node, found] of needs)
    for (const need of found) {
      const known = readers.get(need) ?? new Set();
      readers.set(need, known.add(node));
    }
  return readers;
}

/** Adds everything that can be reached. */
function spread(nodes: Set<NodeId>, edges: ReadonlyMap<NodeId, ReadonlySet<NodeId>>): void {
  const open = [...nodes];
  for (let node = open.pop(); node !== undefined; node = open.pop())
    for (const next of edges.get(node) ?? [])
      if (!nodes.has(next)) {
        nodes.add(next);
        open.push(next);
      }
}
