/** `at(parameter, date)`: the value that held on that date. */
import type { Node } from '../formula/ast.ts';
import { nearest } from '../documents/suggest.ts';
import type { Expression, ScalarType } from '../plan.ts';
import type { Call } from './arguments.ts';
import { Silent } from './drive.ts';
import { fail } from './context.ts';
import type { Context } from './context.ts';
import { argument } from './arguments.ts';
import { lookup } from './lookups.ts';
import type { Scope } from './scope.ts';
import { expectKind, textOf } from './values.ts';
import type { Value } from './values.ts';

type AtDate =
  | { kind: 'value'; value: Value }
  | { kind: 'list'; parameter: { name: string; type: ScalarType }; date: Expression };

export function atDate(ctx: Context, node: Call, scope: Scope): AtDate {
  if (node.args.length !== 2)
    fail(
      scope.source,
      'wrong-argument-count',
      { name: 'at', count: node.args.length, usage: 'at(parameter, date)' },
      node,
    );
  const named = node.args[0] as Node;
  const dateOperand = argument(ctx, node, 1, scope);
  const date = expectKind(dateOperand.value, 'date', dateOperand.node, scope);
  if (named.kind === 'call') {
    const table = ctx.parameters.get(named.name);
    if (table?.kind === 'table') return { kind: 'value', value: lookup(ctx, table, named, scope, date) };
  }
  if (named.kind !== 'name')
    return fail(scope.source, 'at-not-parameter', { text: textOf(named, scope) }, named);
  const parameter = ctx.parameters.get(named.name);
  if (!parameter) {
    const near = nearest(named.name, ctx.parameters.keys());
    if (near) return fail(scope.source, 'unknown-parameter', { name: named.name, near }, named);
    return fail(scope.source, 'at-not-parameter', { text: named.name }, named);
  }
  if (parameter.broken) throw new Silent();
  if (parameter.kind === 'list') return { kind: 'list', parameter, date };
  if (parameter.kind !== 'scalar')
    return fail(
      scope.source,
      parameter.kind === 'table' ? 'table-not-called' : 'list-parameter-not-value',
      { name: named.name },
      named,
    );
  const expression: Expression = { op: 'parameter', name: named.name, date, type: parameter.type };
  return { kind: 'value', value: { kind: 'scalar', expression } };
}
