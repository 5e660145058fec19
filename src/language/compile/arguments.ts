/** Arguments of calls, read as what the function takes. */
import type { Node } from '../formula/ast.ts';
import type { Expression } from '../plan.ts';
import { fail } from './context.ts';
import type { Context } from './context.ts';
import { describe } from './dimensions.ts';
import type { Scope } from './scope.ts';
import { agree, scalar, textOf } from './values.ts';
import type { ListValue, Operand, Value } from './values.ts';

export type Call = Extract<Node, { kind: 'call' }>;

export interface BuiltIn {
  least: number;
  most: number;
  usage: string;
  run: (ctx: Context, node: Call, scope: Scope) => Value;
}

export function argument(ctx: Context, node: Call, index: number, scope: Scope): Operand {
  const part = node.args[index] as Node;
  return { value: scalar(ctx.valueOf(part, scope), part, scope), node: part };
}

/** Numbers or dates, all alike: what can be put in order and taken apart. */
export function ordered(operands: readonly Operand[], scope: Scope, name: string): Expression[] {
  const agreed = agree(operands, scope);
  const type = agreed[0]?.type;
  if (type && type.kind !== 'number' && type.kind !== 'date') {
    const first = (operands[0] as Operand).node;
    fail(
      scope.source,
      'ordered-expected',
      { name, text: textOf(first, scope), found: describe(type) },
      first,
    );
  }
  return agreed;
}

/** Rows of a list, where a list is needed. */
export function listOf(ctx: Context, node: Node, scope: Scope): ListValue {
  const value = ctx.valueOf(node, scope);
  if (value.kind === 'list') return value;
  if (value.kind === 'row')
    return fail(scope.source, 'row-not-list', { text: textOf(node, scope), entity: value.entity.name }, node);
  if (value.kind === 'parameter')
    return fail(scope.source, 'parameter-not-rows', { name: value.parameter.name }, node);
  return fail(scope.source, 'list-expected', { text: textOf(node, scope) }, node);
}
