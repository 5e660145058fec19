/**
 * Arguments of tables brought to the scale of the table's inputs, which is known only once every call has been seen.
 */
import type { Expression, Plan } from '../plan.ts';
import { rescaled } from './build.ts';
import { eachExpression } from './scope.ts';

export function scaleArguments(plan: Omit<Plan, 'order'>): void {
  const tables = new Map(plan.parameters.map((parameter) => [parameter.name, parameter]));
  if (!plan.parameters.some((parameter) => parameter.kind === 'table')) return;
  const done = new Set<Expression>();
  const fix = (expression: Expression | undefined): void => {
    if (!expression) return;
    eachExpression(expression, (next) => {
      if (next.op !== 'lookup' || done.has(next)) return;
      done.add(next);
      const table = tables.get(next.table);
      if (table?.kind !== 'table') return;
      next.arguments = next.arguments.map((argument, i) => {
        const type = table.inputs[i]?.type;
        if (type?.kind !== 'number') return argument;
        const zero = argument.op === 'constant' && argument.value === '0';
        return rescaled({ expression: argument, zero }, type.dimensions, type.scale);
      });
    });
  };
  for (const entity of plan.entities) {
    fix(entity.dated);
    if (entity.rows.kind === 'group') {
      for (const { value } of entity.rows.by) fix(value);
      fix(entity.rows.where);
    } else if (entity.rows.kind === 'each') {
      const { list } = entity.rows;
      if ('from' in list) for (const bound of [list.from, list.to]) fix(bound);
    }
    for (const reference of entity.references) {
      if (reference.kind === 'computed' || reference.kind === 'group') reference.by.forEach(fix);
      if (reference.kind === 'group') fix(reference.where);
    }
    for (const { expression, aggregate } of entity.terms) {
      fix(expression);
      if (!aggregate) continue;
      for (const part of [
        aggregate.list.where,
        aggregate.value,
        aggregate.preceding,
        aggregate.order,
        aggregate.argument,
      ])
        fix(part);
    }
  }
  for (const payment of plan.payments)
    for (const part of [payment.amount, payment.due, payment.pendingUnless]) fix(part);
}
