/** A formula's tree → values with types; where every kind of node is sent to what knows it. */
import type { Node } from '../formula/ast.ts';
import { parseDecimal } from '../number.ts';
import type { Expression } from '../plan.ts';
import { arithmetic, negated } from './arithmetic.ts';
import { BOOLEAN, choose, constant, DATE, DURATION, TEXT } from './build.ts';
import { lift } from './aggregates.ts';
import { listOf } from './arguments.ts';
import { callValue } from './calls.ts';
import { fail } from './context.ts';
import type { Context } from './context.ts';
import { WHOLE } from './dimensions.ts';
import { elementScope, filtered } from './lists.ts';
import { logical } from './logic.ts';
import { bareName, member } from './names.ts';
import { withGuards } from './scope.ts';
import type { Scope } from './scope.ts';
import { agree, scalar, textOf } from './values.ts';
import type { ListValue, Value } from './values.ts';

export function valueOf(ctx: Context, node: Node, scope: Scope): Value {
  switch (node.kind) {
    case 'name':
      return bareName(ctx, node, scope);
    case 'path':
      return member(ctx, valueOf(ctx, node.of, scope), node, scope);
    case 'filter':
      return filtered(ctx, listOf(ctx, node.of, scope), node, scope);
    case 'call':
      return callValue(ctx, node, scope);
    case 'number':
      return numeral(node, scope);
    case 'text':
      return { kind: 'scalar', expression: constant(node.value, TEXT) };
    case 'boolean':
      return { kind: 'scalar', expression: constant(node.value, BOOLEAN) };
    case 'date':
      return { kind: 'scalar', expression: constant(node.value, DATE) };
    case 'duration':
      return { kind: 'scalar', expression: constant(node.value, DURATION) };
    case 'null':
      return fail(scope.source, 'null-not-value', {}, node);
    case 'negate':
      return negated(scalar(valueOf(ctx, node.value, scope), node.value, scope), node.value, scope);
    case 'arithmetic':
      return arithmetic(ctx, node, scope);
    case 'compare':
    case 'between':
    case 'in':
    case 'and':
    case 'or':
      return { kind: 'scalar', ...logical(ctx, node, scope) };
    case 'if':
      return choice(ctx, node, scope);
    case 'for':
      return mapped(ctx, node, scope);
    case 'some':
    case 'every': {
      const list = mapped(ctx, node, scope);
      return lift(ctx, node.kind === 'some' ? 'any' : 'all', list, {}, node, scope);
    }
    case 'range':
      return fail(scope.source, 'range-not-here', {}, node);
  }
}

/** Numerals in formulas are 0, 1 and −1 only: every other number has a name, a unit and a source as a parameter. */
function numeral(node: Extract<Node, { kind: 'number' }>, scope: Scope): Value {
  const digits = parseDecimal(node.text, 15)?.value;
  const one = 10n ** 15n;
  if (digits === 0n) return { kind: 'scalar', expression: constant('0', WHOLE), zero: true };
  if (digits === one || digits === -one)
    return { kind: 'scalar', expression: constant(digits > 0n ? '1' : '-1', WHOLE) };
  const day = /^\d{4}[-/]\d{1,2}[-/]\d{1,2}\b/.exec(scope.source.text.slice(node.from, node.from + 12))?.[0];
  if (day)
    fail(scope.source, 'date-as-numbers', { text: day }, { from: node.from, to: node.from + day.length });
  return fail(scope.source, 'numeral-in-formula', { text: node.text }, node);
}

function choice(ctx: Context, node: Extract<Node, { kind: 'if' }>, scope: Scope): Value {
  const condition = logical(ctx, node.condition, scope);
  const branch = (part: Node, keys: readonly string[]) => {
    const inner = withGuards(scope, keys);
    return { value: scalar(valueOf(ctx, part, inner), part, inner), node: part };
  };
  const branches = [branch(node.yes, condition.yes), branch(node.no, condition.no)];
  const [yes, no] = agree(branches, scope) as [Expression, Expression];
  const expression = choose(condition.expression, yes, no);
  const oneOf = branches[0]?.value.oneOf;
  return { kind: 'scalar', expression, ...(oneOf && oneOf === branches[1]?.value.oneOf && { oneOf }) };
}

/** `for e in list return body`: bare names in the body are mine, `e.x` the element's. */
function mapped(
  ctx: Context,
  node: Extract<Node, { kind: 'for' | 'some' | 'every' }>,
  scope: Scope,
): ListValue {
  if (node.list.kind === 'range') return fail(scope.source, 'range-not-here', {}, node.list);
  const list = listOf(ctx, node.list, scope);
  if (list.current.kind !== 'row' || list.current.path.length > 0)
    fail(scope.source, 'for-over-column', { text: textOf(node.list, scope) }, node.list);
  const inner = elementScope(list, scope, node.variable);
  const value = scalar(valueOf(ctx, node.body, inner), node.body, inner);
  return { ...list, current: value };
}
