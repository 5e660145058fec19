/**
 * The order in which a plan is computed, found from the plan alone: every node after all it reads, document order among
 * those that are free, and one entity's nodes together level by level, so that few queries compute them.
 */
import type { Aggregate, Expression, Plan, PlanEntity, PlanNode, PlanReference } from '../plan.ts';
import { eachExpression } from './scope.ts';

interface Vertex {
  node: PlanNode;
  /** For circles, as people name it. */
  label: string;
  entity: number;
  reads: Set<number>;
}

/** The order, or the labels of nodes that wait for each other. */
export function orderOf(plan: Omit<Plan, 'order'>): { order: PlanNode[]; circle?: PlanNode[] } {
  const graph = new Graph(plan);
  return arrange(graph.vertices);
}

class Graph {
  readonly vertices: Vertex[] = [];
  private readonly ids = new Map<string, number>();
  private readonly references = new Map<string, PlanReference>();
  private readonly plan: Omit<Plan, 'order'>;

  constructor(plan: Omit<Plan, 'order'>) {
    this.plan = plan;
    for (const [index, entity] of plan.entities.entries()) {
      this.add({ node: 'rows', entity: entity.name }, entity.name, index);
      for (const reference of entity.references) {
        this.references.set(`${entity.name} ${reference.name}`, reference);
        this.add(
          { node: 'reference', entity: entity.name, name: reference.name },
          `${entity.name}.${reference.name}`,
          index,
        );
      }
      for (const term of entity.terms)
        this.add(
          { node: 'term', entity: entity.name, name: term.name },
          `${entity.name}.${term.name}`,
          index,
        );
    }
    for (const entity of plan.entities) this.connect(entity);
    this.connectPosted();
  }

  private add(node: PlanNode, label: string, entity: number): void {
    this.ids.set(keyOf(node), this.vertices.length);
    this.vertices.push({ node, label, entity, reads: new Set() });
  }

  private edge(from: PlanNode, to: PlanNode): void {
    const [a, b] = [this.ids.get(keyOf(from)), this.ids.get(keyOf(to))];
    if (a !== undefined && b !== undefined && a !== b) (this.vertices[a] as Vertex).reads.add(b);
    // A term that reads itself waits for itself.
    else if (a !== undefined && a === b && from.node === 'term') (this.vertices[a] as Vertex).reads.add(a);
  }

  private connect(entity: PlanEntity): void {
    const { name } = entity;
    const rows: PlanNode = { node: 'rows', entity: name };
    this.connectRows(entity, rows);
    for (const reference of entity.references) {
      const node: PlanNode = { node: 'reference', entity: name, name: reference.name };
      this.edge(node, rows);
      if (reference.to !== 'party') this.edge(node, { node: 'rows', entity: reference.to });
      if (reference.kind === 'computed' || reference.kind === 'group')
        for (const value of reference.by) this.reads(node, value, name, name);
      if (reference.kind === 'group' && reference.where) this.reads(node, reference.where, name, name);
    }
    for (const term of entity.terms) {
      const node: PlanNode = { node: 'term', entity: name, name: term.name };
      this.edge(node, rows);
      if (term.expression) this.reads(node, term.expression, name, name);
      if (term.aggregate) this.aggregate(node, term.aggregate, name);
    }
  }

  private connectRows(entity: PlanEntity, node: PlanNode): void {
    const { rows, name } = entity;
    if (rows.kind === 'group') {
      this.edge(node, { node: 'rows', entity: rows.entity });
      for (const { value } of rows.by) this.reads(node, value, rows.entity, rows.entity);
      if (rows.where) this.reads(node, rows.where, rows.entity, rows.entity);
    } else if (rows.kind === 'each') {
      this.edge(node, { node: 'rows', entity: rows.parent });
      const { list } = rows;
      if (list.kind === 'range' || list.kind === 'months' || list.kind === 'years')
        for (const bound of [list.from, list.to]) this.reads(node, bound, rows.parent, rows.parent);
    } else if (rows.kind === 'referred') {
      // Its rows are the ids that columns of other entities hold.
      for (const other of this.plan.entities)
        if (
          other.references.some((reference) => reference.to === name && reference.kind === 'column') &&
          other.name !== name
        )
          this.edge(node, { node: 'rows', entity: other.name });
    }
  }

  private aggregate(node: PlanNode, aggregate: Aggregate, me: string): void {
    const { list } = aggregate;
    this.edge(node, { node: 'rows', entity: list.entity });
    this.walk(node, me, list.up);
    this.walk(node, list.entity, list.down);
    for (const expression of [
      list.where,
      aggregate.value,
      aggregate.preceding,
      aggregate.order,
      aggregate.argument,
    ])
      if (expression) this.reads(node, expression, me, list.entity);
  }

  /** Follows references from an entity, and gives the one they end in. */
  private walk(node: PlanNode, from: string, path: readonly string[]): string {
    let at = from;
    for (const name of path) {
      if (name === 'agreement') {
        at = name;
        continue;
      }
      this.edge(node, { node: 'reference', entity: at, name });
      at = this.references.get(`${at} ${name}`)?.to ?? at;
    }
    return at;
  }

  private reads(node: PlanNode, expression: Expression, me: string, element: string): void {
    eachExpression(expression, (next) => {
      if (next.op !== 'column') return;
      const at = this.walk(node, next.row === 'me' ? me : element, next.path);
      this.edge(node, { node: 'rows', entity: at });
      if (this.references.has(`${at} ${next.name}`))
        this.edge(node, { node: 'reference', entity: at, name: next.name });
      else this.edge(node, { node: 'term', entity: at, name: next.name });
    });
  }

  /** What stands posted is known once the payment's amount and condition are. */
  private connectPosted(): void {
    for (const posted of this.plan.posted) {
      const payment = this.plan.payments.find((candidate) => candidate.id === posted.payment);
      if (!payment) continue;
      const node: PlanNode = { node: 'term', entity: posted.entity, name: posted.term };
      this.edge(node, { node: 'rows', entity: payment.for });
      this.walk(node, payment.for, posted.down);
      for (const term of [payment.terms.amount, payment.terms.pendingUnless])
        if (term !== undefined) this.edge(node, { node: 'term', entity: payment.for, name: term });
      for (const end of [payment.from, payment.to])
        if (end.kind === 'row') this.walk(node, payment.for, end.path);
    }
  }
}

function keyOf(node: PlanNode): string {
  return node.node === 'rows' ? `rows ${node.entity}` : `${node.node} ${node.entity} ${node.name}`;
}

/** Kahn's algorithm, staying with one entity while it has free nodes, a level at a time. */
function arrange(vertices: readonly Vertex[]): { order: PlanNode[]; circle?: PlanNode[] } {
  const readers: number[][] = vertices.map(() => []);
  const missing = vertices.map((vertex) => vertex.reads.size);
  for (const [id, vertex] of vertices.entries())
    for (const read of vertex.reads) (readers[read] as number[]).push(id);
  const free = new Map<number, number[]>();
  const release = (id: number): void => {
    const { entity } = vertices[id] as Vertex;
    const queue = free.get(entity);
    if (queue) queue.push(id);
    else free.set(entity, [id]);
  };
  for (const [id, count] of missing.entries()) if (count === 0) release(id);
  const order: PlanNode[] = [];
  while (free.size > 0) {
    // The entity whose first free node comes first in the document; its levels follow until none is free.
    let entity = -1;
    for (const candidate of free.keys()) if (entity < 0 || candidate < entity) entity = candidate;
    for (let level = free.get(entity); level; level = free.get(entity)) {
      free.delete(entity);
      for (const id of level.sort((a, b) => a - b)) {
        order.push((vertices[id] as Vertex).node);
        for (const reader of readers[id] as number[])
          if (--(missing[reader] as number) === 0) release(reader);
      }
    }
  }
  if (order.length === vertices.length) return { order };
  return { order, circle: circleAmong(vertices, missing) };
}

/** One circle among the nodes that never became free, from the one that comes first in the document. */
function circleAmong(vertices: readonly Vertex[], missing: readonly number[]): PlanNode[] {
  const stuck = (id: number): boolean => (missing[id] as number) > 0;
  const seen = new Map<number, number>();
  const path: number[] = [];
  let at: number | undefined = missing.findIndex((count) => count > 0);
  while (at !== undefined && !seen.has(at)) {
    seen.set(at, path.length);
    path.push(at);
    at = [...(vertices[at] as Vertex).reads].filter(stuck).sort((a, b) => a - b)[0];
  }
  const circle = at === undefined ? path : path.slice(seen.get(at));
  const first = circle.indexOf(Math.min(...circle));
  return [...circle.slice(first), ...circle.slice(0, first)].map((id) => (vertices[id] as Vertex).node);
}
