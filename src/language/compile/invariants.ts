/** What every plan promises to those who compute it; for tests. */
import type { Expression, Plan, PlanEntity, ScalarType } from '../plan.ts';
import { show } from './show.ts';
import { eachExpression } from './scope.ts';

/** Broken promises, in words; none for a sound plan. */
export function brokenPromises(plan: Plan): string[] {
  return new Inspection(plan).run();
}

const same = (a: ScalarType, b: ScalarType): boolean => JSON.stringify(a) === JSON.stringify(b);

class Inspection {
  private readonly plan: Plan;
  private readonly broken: string[] = [];
  private readonly entities: Map<string, PlanEntity>;

  constructor(plan: Plan) {
    this.plan = plan;
    this.entities = new Map(plan.entities.map((entity) => [entity.name, entity]));
  }

  run(): string[] {
    for (const entity of this.plan.entities) {
      const names = entity.terms.map((term) => term.name);
      if (new Set(names).size !== names.length) this.broken.push(`${entity.name}: a term twice`);
      for (const { name, expression, aggregate, type } of entity.terms) {
        const at = `${entity.name}.${name}`;
        if (!expression === !aggregate)
          this.broken.push(`${at}: not exactly one of expression and aggregate`);
        if (expression && !same(expression.type, type))
          this.broken.push(`${at}: another type than its expression`);
        if (expression) this.expression(expression, entity.name, undefined, at);
        if (!aggregate) continue;
        const { list } = aggregate;
        const element = list.entity;
        if (
          this.follow(entity.name, list.up, at) !== list.anchor &&
          !(list.up.length === 0 && list.anchor === 'agreement')
        )
          this.broken.push(`${at}: up does not lead to the anchor`);
        if (list.down.length > 0 && this.follow(element, list.down, at) !== list.anchor)
          this.broken.push(`${at}: down does not lead to the anchor`);
        for (const part of [list.where, aggregate.value, aggregate.preceding, aggregate.order])
          if (part) this.expression(part, entity.name, element, at);
        if (aggregate.argument) this.expression(aggregate.argument, entity.name, undefined, at);
      }
    }
    this.order();
    return this.broken;
  }

  private follow(from: string, path: readonly string[], at: string): string {
    let entity = from;
    for (const name of path) {
      const reference = this.entities.get(entity)?.references.find((candidate) => candidate.name === name);
      if (name === 'agreement') entity = name;
      else if (!reference) this.broken.push(`${at}: ${entity} has no reference ${name}`);
      else entity = reference.to;
    }
    return entity;
  }

  private expression(root: Expression, me: string, element: string | undefined, at: string): void {
    eachExpression(root, (expression) => {
      const wrong = this.wrongIn(expression, me, element, at);
      if (wrong) this.broken.push(`${at}: ${wrong} in ${show(expression)}`);
    });
  }

  private wrongIn(of: Expression, me: string, element: string | undefined, at: string): string | undefined {
    switch (of.op) {
      case 'column': {
        if (of.row !== 'me' && of.row !== 'element') return `row ${String(of.row)}`;
        const start = of.row === 'me' ? me : element;
        if (start === undefined) return 'an element outside of a list';
        if (this.follow(start, of.path, at) !== of.entity) return `the path does not lead to ${of.entity}`;
        return this.columnType(of.entity, of.name) ? undefined : `no column ${of.entity}.${of.name}`;
      }
      case 'add':
      case 'subtract':
      case 'modulo':
      case 'equal':
      case 'unequal':
      case 'less':
      case 'at_most':
      case 'more':
      case 'at_least':
        return same(of.left.type, of.right.type) ? undefined : 'operands of two types';
      case 'if':
        return same(of.then.type, of.else.type) && same(of.type, of.then.type)
          ? undefined
          : 'branches of two types';
      case 'least':
      case 'greatest':
        return of.operands.every((operand) => same(operand.type, of.type))
          ? undefined
          : 'operands of two types';
      case 'clamp':
        return [of.value, of.low, of.high].every((part) => same(part.type, of.type))
          ? undefined
          : 'bounds of other types';
      case 'otherwise':
        return of.value.op === 'column' && same(of.value.type, of.instead.type)
          ? undefined
          : 'two types, or no fact';
      case 'rescale':
        return of.type.kind === 'number' &&
          of.value.type.kind === 'number' &&
          of.type.scale > of.value.type.scale
          ? undefined
          : 'not scaled up';
      case 'lookup': {
        const table = this.plan.parameters.find((parameter) => parameter.name === of.table);
        if (table?.kind !== 'table') return 'no such table';
        const fits = table.inputs.every((input, i) => {
          const type = of.arguments[i]?.type;
          return type && (same(type, input.type) || (type.kind === 'party' && input.type.kind === 'text'));
        });
        return fits ? undefined : 'arguments of other types than the inputs';
      }
      default:
        return undefined;
    }
  }

  private columnType(entity: string, name: string): ScalarType | 'reference' | undefined {
    const of = this.entities.get(entity);
    const typed = [...(of?.key ?? []), ...(of?.facts ?? []), ...(of?.terms ?? []), ...(of?.elements ?? [])];
    return (
      typed.find((column) => column.name === name)?.type ??
      (of?.references.some((reference) => reference.name === name) ? 'reference' : undefined)
    );
  }

  private order(): void {
    const done = new Set<string>();
    const id = (node: Plan['order'][number]): string =>
      node.node === 'rows' ? node.entity : `${node.entity} ${node.name}`;
    const expected = this.plan.entities.reduce((n, e) => n + 1 + e.references.length + e.terms.length, 0);
    if (this.plan.order.length !== expected) this.broken.push('the order does not hold every node');
    for (const node of this.plan.order) {
      const entity = this.entities.get(node.entity);
      const term =
        node.node === 'term' ? entity?.terms.find((candidate) => candidate.name === node.name) : undefined;
      if (term?.expression) {
        eachExpression(term.expression, (expression) => {
          if (expression.op !== 'column') return;
          const read = `${expression.entity} ${expression.name}`;
          const isTerm = this.entities.get(expression.entity)?.terms.some((t) => t.name === expression.name);
          if (isTerm && !done.has(read)) this.broken.push(`${id(node)} stands before ${read}`);
        });
      }
      done.add(id(node));
    }
  }
}
