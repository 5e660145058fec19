/** `+ - * / **` and the sign, on numbers, dates and durations (docs/language.md §2). */
import type { Node } from '../formula/ast.ts';
import type { Expression, NumberType } from '../plan.ts';
import { constant, DATE, DURATION, rescaled } from './build.ts';
import { fail } from './context.ts';
import type { Context } from './context.ts';
import { DAY, describe, NONE, numberType, product, quotient, WHOLE } from './dimensions.ts';
import type { Scope } from './scope.ts';
import { agree, expectNumber, scalar, textOf } from './values.ts';
import type { Operand, ScalarValue } from './values.ts';

type Arithmetic = Extract<Node, { kind: 'arithmetic' }>;

const WORDS = { '+': 'add', '-': 'subtract', '*': 'multiply', '/': 'divide' } as const;

export function arithmetic(ctx: Context, node: Arithmetic, scope: Scope): ScalarValue {
  const left = { value: scalar(ctx.valueOf(node.left, scope), node.left, scope), node: node.left };
  if (node.op === '**') return power(left, node.right, scope);
  const right = { value: scalar(ctx.valueOf(node.right, scope), node.right, scope), node: node.right };
  const [a, b] = [left.value.expression, right.value.expression];
  if (a.type.kind === 'number' && b.type.kind === 'number') return numbers(node, left, right, scope);
  const dates = withDates(node.op, a, b);
  if (dates) return { kind: 'scalar', expression: dates };
  if (node.op === '+' && a.type.kind === 'text' && b.type.kind === 'text')
    fail(scope.source, 'text-concatenation', {}, node);
  const data = { op: node.op, left: describe(a.type), right: describe(b.type) };
  return fail(scope.source, 'bad-operands', data, node);
}

function numbers(node: Arithmetic, left: Operand, right: Operand, scope: Scope): ScalarValue {
  const op = WORDS[node.op as keyof typeof WORDS];
  if (node.op === '+' || node.op === '-') {
    const [a, b] = agree([left, right], scope, node) as [Expression, Expression];
    return { kind: 'scalar', expression: { op, left: a, right: b, type: a.type } as Expression };
  }
  const [a, b] = [left.value.expression, right.value.expression];
  if (node.op === '/' && right.value.zero) fail(scope.source, 'divides-by-zero', {}, node);
  const types: [NumberType, NumberType] = [a.type as NumberType, b.type as NumberType];
  const type = node.op === '*' ? product(...types) : quotient(...types);
  return { kind: 'scalar', expression: { op, left: a, right: b, type } as Expression };
}

/** date ± duration, date − date, duration × whole number; `undefined` where they do not go together. */
function withDates(op: Arithmetic['op'], a: Expression, b: Expression): Expression | undefined {
  const [left, right] = [a.type, b.type];
  if (left.kind === 'date' && right.kind === 'duration' && (op === '+' || op === '-'))
    return { op: 'shift', date: a, duration: b, sign: op === '+' ? 1 : -1, type: DATE };
  if (left.kind === 'duration' && right.kind === 'date' && op === '+')
    return { op: 'shift', date: b, duration: a, sign: 1, type: DATE };
  if (left.kind === 'date' && right.kind === 'date' && op === '-')
    return { op: 'days_between', from: b, to: a, type: numberType(DAY, 0) };
  if (op !== '*') return undefined;
  const whole = (type: Expression['type']): boolean => type === WHOLE;
  if (left.kind === 'duration' && whole(right))
    return { op: 'repeat', duration: a, times: b, type: DURATION };
  if (right.kind === 'duration' && whole(left))
    return { op: 'repeat', duration: b, times: a, type: DURATION };
  return undefined;
}

export function negated(value: ScalarValue, node: Node, scope: Scope): ScalarValue {
  const { expression, type } = expectNumber(value, node, scope);
  if (expression.op === 'constant' && typeof expression.value === 'string') {
    if (value.zero) return value;
    const digits = expression.value;
    return {
      kind: 'scalar',
      expression: constant(digits.startsWith('-') ? digits.slice(1) : `-${digits}`, type),
    };
  }
  return { kind: 'scalar', expression: { op: 'negate', value: expression, type } };
}

/** `x ** n`: n a plain whole numeral 0…16, repeated `*` from the left. */
function power(left: Operand, exponentNode: Node, scope: Scope): ScalarValue {
  const { expression, type } = expectNumber(left.value, left.node, scope);
  const exponent = plainWhole(exponentNode);
  if (exponent === undefined || exponent < 0 || exponent > 16)
    return fail(scope.source, 'exponent', { text: textOf(exponentNode, scope) }, exponentNode);
  const steps: NumberType[] = [];
  let reached = type;
  for (let i = 1; i < exponent; i++) steps.push((reached = product(reached, type)));
  const result = exponent === 0 ? numberType(NONE, 0) : reached;
  return { kind: 'scalar', expression: { op: 'power', value: expression, exponent, steps, type: result } };
}

/** A whole numeral as written, perhaps with a sign: digits to round to, exponents, bounds. */
export function plainWhole(node: Node): number | undefined {
  if (node.kind === 'negate') {
    const inner = plainWhole(node.value);
    return inner === undefined ? undefined : inner === 0 ? 0 : -inner;
  }
  return node.kind === 'number' && /^-?\d{1,4}$/.test(node.text) ? Number(node.text) : undefined;
}

/** A number brought to a scale, for arguments that have one of their own. */
export function atScale(value: ScalarValue, node: Node, scope: Scope, type: NumberType): Expression {
  const { expression, type: found } = expectNumber(value, node, scope);
  if (!value.zero && found.dimensions !== type.dimensions)
    fail(
      scope.source,
      'wrong-unit',
      { text: textOf(node, scope), found: describe(found), expected: describe(type) },
      node,
    );
  return rescaled(
    { expression, zero: value.zero ?? false },
    type.dimensions,
    Math.max(type.scale, found.scale),
  );
}
