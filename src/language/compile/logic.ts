/** Conditions: and, or, not, comparisons, membership; and what each makes sure of about optional facts. */
import type { Comparison, Node, Test } from '../formula/ast.ts';
import type { Expression } from '../plan.ts';
import { BOOLEAN, not } from './build.ts';
import { complainLiteral } from './one-of.ts';
import { fail } from './context.ts';
import type { Context } from './context.ts';
import { describe } from './dimensions.ts';
import { dateHere } from './names.ts';
import { atDate } from './parameters-at.ts';
import { guardKey, withGuards } from './scope.ts';
import type { Scope } from './scope.ts';
import { agree, expectKind, maybeAbsent, scalar, textOf } from './values.ts';
import type { Logic, Operand } from './values.ts';

const OPERATORS = {
  '=': 'equal',
  '!=': 'unequal',
  '<': 'less',
  '<=': 'at_most',
  '>': 'more',
  '>=': 'at_least',
} as const;

export function logical(ctx: Context, node: Node, scope: Scope): Logic {
  switch (node.kind) {
    case 'and':
    case 'or':
      return connected(ctx, node, scope);
    case 'compare':
      return comparison(ctx, node, scope);
    case 'between': {
      const value = operand(ctx, node.value, scope);
      const low = compared('>=', value, operand(ctx, node.low, scope), node, scope);
      const high = compared('<=', value, operand(ctx, node.high, scope), node, scope);
      return plain({ op: 'and', operands: [low, high], type: BOOLEAN });
    }
    case 'in': {
      const value = operand(ctx, node.value, scope);
      return plain(anyTest(ctx, value, node.tests, scope));
    }
    case 'call':
      if (node.name === 'not' && node.args.length === 1) {
        const inner = logical(ctx, node.args[0] as Node, scope);
        return { expression: not(inner.expression), yes: inner.no, no: inner.yes };
      }
  }
  const value = scalar(ctx.valueOf(node, scope), node, scope);
  return { expression: expectKind(value, 'boolean', node, scope), yes: value.yes ?? [], no: value.no ?? [] };
}

function plain(expression: Expression): Logic {
  return { expression, yes: [], no: [] };
}

/** Each operand may rely on what those before it made sure of: `x != null and x > 0`, `x = null or x > 0`. */
function connected(ctx: Context, node: Extract<Node, { kind: 'and' | 'or' }>, scope: Scope): Logic {
  const [decides, otherwise] = node.kind === 'and' ? (['yes', 'no'] as const) : (['no', 'yes'] as const);
  const operands: Expression[] = [];
  const sure: string[] = [];
  let shared: readonly string[] | undefined;
  let here = scope;
  for (const part of node.operands) {
    const logic = logical(ctx, part, here);
    operands.push(logic.expression);
    sure.push(...logic[decides]);
    here = withGuards(here, logic[decides]);
    const other = logic[otherwise];
    shared = shared ? shared.filter((key) => other.includes(key)) : other;
  }
  const expression: Expression = { op: node.kind, operands, type: BOOLEAN };
  return node.kind === 'and'
    ? { expression, yes: sure, no: shared ?? [] }
    : { expression, yes: shared ?? [], no: sure };
}

function operand(ctx: Context, node: Node, scope: Scope): Operand {
  return { value: scalar(ctx.valueOf(node, scope), node, scope), node };
}

function comparison(ctx: Context, node: Extract<Node, { kind: 'compare' }>, scope: Scope): Logic {
  const { left, right, op } = node;
  if (right.kind === 'null' || left.kind === 'null') return nullTest(ctx, node, scope);
  return plain(compared(op, operand(ctx, left, scope), operand(ctx, right, scope), node, scope));
}

/** `x = null`: two-valued, on an optional fact and on a reference only. */
function nullTest(ctx: Context, node: Extract<Node, { kind: 'compare' }>, scope: Scope): Logic {
  const tested = node.right.kind === 'null' ? node.left : node.right;
  if (tested.kind === 'null' || (node.op !== '=' && node.op !== '!='))
    return fail(scope.source, 'null-not-value', {}, node.right.kind === 'null' ? node.right : node.left);
  const { expression, optional } = maybeAbsent(ctx.valueOf(tested, scope), tested, scope);
  const { type } = expression;
  if (expression.op !== 'column' || !(optional || type.kind === 'reference' || type.kind === 'party'))
    return fail(scope.source, 'null-test-not-optional', { text: textOf(tested, scope) }, tested);
  const absent: Expression = { op: 'absent', value: expression, type: BOOLEAN };
  const keys = optional ? [guardKey(expression.row, expression.path, expression.name)] : [];
  return node.op === '='
    ? { expression: absent, yes: [], no: keys }
    : { expression: not(absent), yes: keys, no: [] };
}

function compared(
  op: Comparison,
  left: Operand,
  right: Operand,
  node: { from: number; to: number },
  scope: Scope,
): Expression {
  const kinds = [left, right].map((side) => side.value.expression.type.kind);
  const literal = [left, right].find((side) => side.node.kind === 'text');
  if (literal && (kinds.includes('date') || kinds.includes('duration')))
    fail(scope.source, 'date-as-text', { text: textOf(literal.node, scope) }, literal.node);
  const [a, b] = agree([left, right], scope, node) as [Expression, Expression];
  const { type } = a;
  const ordered = type.kind === 'number' || type.kind === 'date';
  if (op !== '=' && op !== '!=' && !ordered)
    fail(scope.source, 'no-order', { op, type: describe(type) }, node);
  complainLiteral(left, right, scope);
  // `episode[region = region]` compares the element with itself: always true, never meant.
  if (
    a.op === 'column' &&
    b.op === 'column' &&
    a.row === b.row &&
    a.name === b.name &&
    String(a.path) === String(b.path)
  )
    fail(
      scope.source,
      scope.frames.length > 1 ? 'compares-element-with-itself' : 'compares-with-itself',
      { text: textOf(left.node, scope), mine: `${scope.frames[0]?.entity.name}.${a.name}` },
      node,
    );
  return { op: OPERATORS[op], left: a, right: b, type: BOOLEAN };
}

function anyTest(ctx: Context, value: Operand, tests: readonly Test[], scope: Scope): Expression {
  const operands = tests.map((test) => oneTest(ctx, value, test, scope));
  return operands.length === 1 ? (operands[0] as Expression) : { op: 'or', operands, type: BOOLEAN };
}

function oneTest(ctx: Context, value: Operand, test: Test, scope: Scope): Expression {
  switch (test.test) {
    case 'not':
      return not(anyTest(ctx, value, test.tests, scope));
    case 'compare':
      return compared(test.op, value, operand(ctx, test.value, scope), test, scope);
    case 'interval': {
      const low = compared(test.lowClosed ? '>=' : '>', value, operand(ctx, test.low, scope), test, scope);
      const high = compared(test.highClosed ? '<=' : '<', value, operand(ctx, test.high, scope), test, scope);
      return { op: 'and', operands: [low, high], type: BOOLEAN };
    }
    case 'is': {
      if (test.value.kind === 'call' && test.value.name === 'at') {
        const dated = atDate(ctx, test.value, scope);
        if (dated.kind === 'list') return inList(value, dated.parameter, dated.date, test, scope);
      }
      const found = ctx.valueOf(test.value, scope);
      if (found.kind === 'parameter' && found.parameter.kind === 'list')
        return inList(value, found.parameter, dateHere(scope), test, scope);
      if (found.kind === 'list')
        return fail(scope.source, 'in-rows', { text: textOf(test.value, scope) }, test.value);
      return compared('=', value, { value: scalar(found, test.value, scope), node: test.value }, test, scope);
    }
  }
}

function inList(
  value: Operand,
  parameter: { name: string; type: Expression['type'] },
  date: Expression,
  at: { from: number; to: number },
  scope: Scope,
): Expression {
  const element: Operand = {
    value: { kind: 'scalar', expression: { op: 'constant', value: null, type: parameter.type } },
    node: { kind: 'name', name: parameter.name, from: at.from, to: at.to },
  };
  const [agreed] = agree([value, element], scope, at) as [Expression];
  if (agreed.type !== parameter.type && agreed.type.kind === 'number')
    fail(scope.source, 'list-too-coarse', { name: parameter.name, found: describe(agreed.type) }, at);
  return { op: 'in_list', value: agreed, list: parameter.name, date, type: BOOLEAN };
}
