/** Built-in functions of lists, and `min`/`max`, which take either (docs/language.md §4). */
import type { Node } from '../formula/ast.ts';
import type { AggregateFunction, Expression } from '../plan.ts';
import { lift } from './aggregates.ts';
import { atScale } from './arithmetic.ts';
import { argument, listOf, ordered } from './arguments.ts';
import type { BuiltIn, Call } from './arguments.ts';
import { fail } from './context.ts';
import type { Context } from './context.ts';
import { describe, MONEY, RATIO } from './dimensions.ts';
import { elementScope } from './lists.ts';
import type { Scope } from './scope.ts';
import { expectNumber, scalar, textOf } from './values.ts';
import type { ListValue, Value } from './values.ts';

function ofList(name: AggregateFunction): BuiltIn {
  return {
    least: 1,
    most: 1,
    usage: name === 'count' ? 'count(list)' : `${name}(list.column)`,
    run: (ctx, node, scope) => lift(ctx, name, listOf(ctx, node.args[0] as Node, scope), {}, node, scope),
  };
}

/** `min(list.x)` is of a list, `min(a, b)` of values. */
function extreme(name: 'min' | 'max', op: 'least' | 'greatest'): BuiltIn {
  return {
    least: 1,
    most: Number.POSITIVE_INFINITY,
    usage: `${name}(a, b) / ${name}(list.column)`,
    run(ctx, node, scope) {
      const only = node.args[0] as Node;
      if (node.args.length === 1) {
        const value = ctx.valueOf(only, scope);
        if (value.kind === 'list') return lift(ctx, name, value, {}, node, scope);
        return fail(scope.source, 'one-value', { name, text: textOf(only, scope) }, node);
      }
      const operands = node.args.map((_, i) => argument(ctx, node, i, scope));
      const agreed = ordered(operands, scope, name);
      const type = (agreed[0] as Expression).type;
      return { kind: 'scalar', expression: { op, operands: agreed, type } };
    },
  };
}

/** A key or a weight, in the element's row. */
function inElement(ctx: Context, list: ListValue, node: Node, scope: Scope) {
  const inner = elementScope(list, scope);
  const value = scalar(ctx.valueOf(node, inner), node, inner);
  return { value, expression: value.expression, inner };
}

function orderKey(ctx: Context, name: string, list: ListValue, node: Node, scope: Scope): Expression {
  const { expression } = inElement(ctx, list, node, scope);
  const { type } = expression;
  if (type.kind !== 'number' && type.kind !== 'date' && type.kind !== 'text')
    fail(scope.source, 'bad-order-key', { name, text: textOf(node, scope), found: describe(type) }, node);
  return expression;
}

function rowsOf(ctx: Context, name: string, node: Node, scope: Scope): ListValue {
  const list = listOf(ctx, node, scope);
  if (list.current.kind !== 'row' || list.current.path.length > 0)
    fail(scope.source, 'rows-expected', { name, entity: list.entity.name }, node);
  return list;
}

function rank(ctx: Context, node: Call, scope: Scope): Value {
  const [listNode, key] = node.args as [Node, Node];
  const list = rowsOf(ctx, 'rank', listNode, scope);
  if (list.preceding) fail(scope.source, 'preceding-not-here', { name: 'rank' }, listNode);
  return lift(ctx, 'rank', list, { order: orderKey(ctx, 'rank', list, key, scope) }, node, scope);
}

function preceding(ctx: Context, node: Call, scope: Scope): Value {
  const [listNode, key] = node.args as [Node, Node];
  const list = rowsOf(ctx, 'preceding', listNode, scope);
  if (list.preceding) fail(scope.source, 'preceding-not-here', { name: 'preceding' }, listNode);
  return { ...list, preceding: orderKey(ctx, 'preceding', list, key, scope) };
}

function percentile(ctx: Context, node: Call, scope: Scope): Value {
  const [listNode, share] = node.args as [Node, Node];
  const list = listOf(ctx, listNode, scope);
  const p = atScale(argument(ctx, node, 1, scope).value, share, scope, RATIO);
  return lift(ctx, 'percentile', list, { argument: p }, node, scope);
}

/** My share of the total: the unit is the currency's minor one, else the last digit of the total. */
function allocate(ctx: Context, node: Call, scope: Scope): Value {
  const [totalNode, listNode, weightNode] = node.args as [Node, Node, Node];
  const total = expectNumber(argument(ctx, node, 0, scope).value, totalNode, scope);
  const list = rowsOf(ctx, 'allocate', listNode, scope);
  if (list.preceding) fail(scope.source, 'preceding-not-here', { name: 'allocate' }, listNode);
  const { value, inner } = inElement(ctx, list, weightNode, scope);
  const weight = expectNumber(value, weightNode, inner).expression;
  const unit = total.type.dimensions === MONEY ? Math.max(0, total.type.scale - ctx.minorUnit) : 0;
  return lift(ctx, 'allocate', list, { argument: total.expression, weight, unit }, node, scope);
}

export const aggregateFunctions: Record<string, BuiltIn> = {
  sum: ofList('sum'),
  count: ofList('count'),
  mean: ofList('mean'),
  median: ofList('median'),
  stddev: ofList('stddev'),
  any: ofList('any'),
  all: ofList('all'),
  only: ofList('only'),
  min: extreme('min', 'least'),
  max: extreme('max', 'greatest'),
  percentile: { least: 2, most: 2, usage: 'percentile(list.column, p)', run: percentile },
  rank: { least: 2, most: 2, usage: 'rank(list, key)', run: rank },
  allocate: { least: 3, most: 3, usage: 'allocate(total, list, weight)', run: allocate },
  preceding: { least: 2, most: 2, usage: 'preceding(list, key)', run: preceding },
};
