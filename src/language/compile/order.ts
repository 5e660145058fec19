/**
 * The order in which a plan is computed, found from the plan alone: every node after all it reads, document order among
 * those that are free, and one entity's nodes together level by level, so that few queries compute them.
 */
import type { Aggregate, Expression, Plan, PlanEntity, PlanNode } from '../plan.ts';
import { eachExpression } from './scope.ts';

interface Vertex {
  node: PlanNode;
  entity: number;
  reads: Set<number>;
}

/** The nodes of one entity: its rows, and by name its references and terms. */
interface Place {
  rows: number;
  references: Map<string, { id: number; to: string }>;
  terms: Map<string, number>;
}

/** The order; or, where there is none, nodes that wait for each other in a circle. */
export function orderOf(plan: Omit<Plan, 'order'>): { order: PlanNode[]; circle?: PlanNode[] } {
  return arrange(new Graph(plan).vertices);
}

class Graph {
  readonly vertices: Vertex[] = [];
  private readonly places = new Map<string, Place>();
  private readonly plan: Omit<Plan, 'order'>;

  constructor(plan: Omit<Plan, 'order'>) {
    this.plan = plan;
    for (const [index, entity] of plan.entities.entries()) {
      const place: Place = {
        rows: this.add({ node: 'rows', entity: entity.name }, index),
        references: new Map(),
        terms: new Map(),
      };
      for (const { name, to } of entity.references)
        place.references.set(name, {
          id: this.add({ node: 'reference', entity: entity.name, name }, index),
          to,
        });
      for (const { name } of entity.terms)
        place.terms.set(name, this.add({ node: 'term', entity: entity.name, name }, index));
      this.places.set(entity.name, place);
    }
    for (const entity of plan.entities) this.connect(entity, this.place(entity.name));
    this.connectPosted();
  }

  private add(node: PlanNode, entity: number): number {
    this.vertices.push({ node, entity, reads: new Set() });
    return this.vertices.length - 1;
  }

  private place(entity: string): Place {
    return this.places.get(entity) as Place;
  }

  private edge(from: number, to: number | undefined): void {
    if (to !== undefined) (this.vertices[from] as Vertex).reads.add(to);
  }

  private connect(entity: PlanEntity, place: Place): void {
    const { name } = entity;
    this.connectRows(entity, place.rows);
    for (const reference of entity.references) {
      const id = place.references.get(reference.name)?.id as number;
      this.edge(id, place.rows);
      this.edge(id, this.places.get(reference.to)?.rows);
      if (reference.kind === 'computed' || reference.kind === 'group')
        for (const value of reference.by) this.reads(id, value, name, name);
      if (reference.kind === 'group' && reference.where) this.reads(id, reference.where, name, name);
    }
    for (const term of entity.terms) {
      const id = place.terms.get(term.name) as number;
      this.edge(id, place.rows);
      if (term.expression) this.reads(id, term.expression, name, name);
      if (term.aggregate) this.aggregate(id, term.aggregate, name);
    }
  }

  private connectRows(entity: PlanEntity, id: number): void {
    const { rows, name } = entity;
    if (rows.kind === 'group') {
      this.edge(id, this.place(rows.entity).rows);
      for (const { value } of rows.by) this.reads(id, value, rows.entity, rows.entity);
      if (rows.where) this.reads(id, rows.where, rows.entity, rows.entity);
    } else if (rows.kind === 'each') {
      this.edge(id, this.place(rows.parent).rows);
      const { list } = rows;
      if ('from' in list)
        for (const bound of [list.from, list.to]) this.reads(id, bound, rows.parent, rows.parent);
    } else if (rows.kind === 'referred') {
      // Its rows are the ids that columns of data hold; a group's references only repeat those of its source.
      for (const other of this.plan.entities)
        if (
          other.name !== name &&
          (other.rows.kind === 'bound' || other.rows.kind === 'referred') &&
          other.references.some((r) => r.to === name && r.kind === 'column')
        )
          this.edge(id, this.place(other.name).rows);
    }
  }

  private aggregate(id: number, aggregate: Aggregate, me: string): void {
    const { list } = aggregate;
    this.edge(id, this.place(list.entity).rows);
    this.walk(id, me, list.up);
    this.walk(id, list.entity, list.down);
    for (const expression of [
      list.where,
      aggregate.value,
      aggregate.preceding,
      aggregate.order,
      aggregate.argument,
    ])
      if (expression) this.reads(id, expression, me, list.entity);
  }

  /** Follows references from an entity, and gives the one they end in. */
  private walk(id: number, from: string, path: readonly string[]): string {
    let at = from;
    for (const name of path) {
      const reference = this.place(at).references.get(name);
      if (reference) this.edge(id, reference.id);
      at = name === 'agreement' ? name : (reference?.to ?? at);
    }
    return at;
  }

  private reads(id: number, expression: Expression, me: string, element: string): void {
    eachExpression(expression, (next) => {
      if (next.op !== 'column') return;
      const place = this.place(this.walk(id, next.row === 'me' ? me : element, next.path));
      this.edge(id, place.rows);
      this.edge(id, place.references.get(next.name)?.id ?? place.terms.get(next.name));
    });
  }

  /** What stands posted is known once the payment's amount, condition and parties are. */
  private connectPosted(): void {
    for (const posted of this.plan.posted) {
      const payment = this.plan.payments.find((candidate) => candidate.id === posted.payment);
      const id = this.place(posted.entity).terms.get(posted.term);
      if (!payment || id === undefined) continue;
      const place = this.place(payment.for);
      this.edge(id, place.rows);
      this.walk(id, payment.for, posted.down);
      for (const term of [payment.terms.amount, payment.terms.pendingUnless])
        if (term !== undefined) this.edge(id, place.terms.get(term));
      for (const end of [payment.from, payment.to])
        if (end.kind === 'row') this.walk(id, payment.for, end.path);
    }
  }
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
