/** Built-in functions of single values (docs/language.md §4). */
import type { Node } from '../formula/ast.ts';
import type { Expression, RoundingMode } from '../plan.ts';
import { plainWhole } from './arithmetic.ts';
import { argument, ordered } from './arguments.ts';
import type { BuiltIn, Call } from './arguments.ts';
import { BOOLEAN, choose } from './build.ts';
import { fail } from './context.ts';
import type { Context } from './context.ts';
import { describe, NONE, numberType, WHOLE } from './dimensions.ts';
import { atDate } from './parameters-at.ts';
import { posted } from './posted.ts';
import type { Scope } from './scope.ts';
import { agree, expectKind, expectNumber, maybeAbsent, textOf } from './values.ts';
import type { ScalarValue, Value } from './values.ts';

const result = (expression: Expression): ScalarValue => ({ kind: 'scalar', expression });

function rounding(mode: RoundingMode, usage: string, digitsGiven: boolean): BuiltIn {
  return {
    least: digitsGiven ? 2 : 1,
    most: 2,
    usage,
    run(ctx, node, scope) {
      const { value, node: part } = argument(ctx, node, 0, scope);
      const { expression, type } = expectNumber(value, part, scope);
      const second = node.args[1];
      const digits = second ? plainWhole(second) : 0;
      if (digits === undefined || Math.abs(digits) > 38)
        return fail(scope.source, 'digits', { text: textOf(second as Node, scope) }, second as Node);
      const whole = digits <= 0 && type.dimensions === NONE;
      return result({ op: 'round', value: expression, digits, mode, type: whole ? WHOLE : type });
    },
  };
}

function datePart(part: 'year' | 'month' | 'day'): BuiltIn {
  return {
    least: 1,
    most: 1,
    usage: `${part}(date)`,
    run(ctx, node, scope) {
      const { value, node: at } = argument(ctx, node, 0, scope);
      return result({
        op: 'date_part',
        part,
        value: expectKind(value, 'date', at, scope),
        type: numberType(NONE, 0),
      });
    },
  };
}

function textTest(test: 'starts with' | 'ends with' | 'contains'): BuiltIn {
  return {
    least: 2,
    most: 2,
    usage: `${test}(text, text)`,
    run(ctx, node, scope) {
      const [value, other] = [0, 1].map((i) => {
        const operand = argument(ctx, node, i, scope);
        return expectKind(operand.value, 'text', operand.node, scope);
      }) as [Expression, Expression];
      return result({ op: 'text_test', test, value, with: other, type: BOOLEAN });
    },
  };
}

export const scalarFunctions: Record<string, BuiltIn> = {
  not: {
    least: 1,
    most: 1,
    usage: 'not(condition)',
    run: (ctx, node, scope) => ({ kind: 'scalar', ...ctx.logical(node, scope) }),
  },
  abs: {
    least: 1,
    most: 1,
    usage: 'abs(x)',
    run(ctx, node, scope) {
      const { value, node: at } = argument(ctx, node, 0, scope);
      const { expression, type } = expectNumber(value, at, scope);
      return result({ op: 'absolute', value: expression, type });
    },
  },
  floor: rounding('floor', 'floor(x)', false),
  ceiling: rounding('ceiling', 'ceiling(x)', false),
  'round half up': rounding('half_up', 'round half up(x, digits)', true),
  'round half down': rounding('half_down', 'round half down(x, digits)', true),
  'round up': rounding('up', 'round up(x, digits)', true),
  'round down': rounding('down', 'round down(x, digits)', true),
  decimal: rounding('half_even', 'decimal(x, digits)', true),
  modulo: {
    least: 2,
    most: 2,
    usage: 'modulo(x, y)',
    run(ctx, node, scope) {
      const operands = [argument(ctx, node, 0, scope), argument(ctx, node, 1, scope)];
      for (const { value, node: at } of operands) {
        const { type } = expectNumber(value, at, scope);
        if (type.scale !== 0)
          fail(scope.source, 'whole-expected', { text: textOf(at, scope), found: describe(type) }, at);
      }
      const [left, right] = agree(operands, scope, node) as [Expression, Expression];
      return result({ op: 'modulo', left, right, type: left.type });
    },
  },
  year: datePart('year'),
  month: datePart('month'),
  day: datePart('day'),
  'starts with': textTest('starts with'),
  'ends with': textTest('ends with'),
  contains: textTest('contains'),
  clamp: {
    least: 3,
    most: 3,
    usage: 'clamp(x, low, high)',
    run(ctx, node, scope) {
      const operands = [0, 1, 2].map((i) => argument(ctx, node, i, scope));
      const [value, low, high] = ordered(operands, scope, 'clamp') as [Expression, Expression, Expression];
      return result({ op: 'clamp', value, low, high, type: value.type });
    },
  },
  otherwise: { least: 2, most: 2, usage: 'otherwise(optional fact, value)', run: otherwise },
  at: {
    least: 2,
    most: 2,
    usage: 'at(parameter, date)',
    run(ctx, node, scope) {
      const dated = atDate(ctx, node, scope);
      if (dated.kind === 'value') return dated.value;
      return fail(scope.source, 'list-parameter-not-value', { name: dated.parameter.name }, node);
    },
  },
  posted: { least: 1, most: 1, usage: 'posted("payment id")', run: posted },
};

/** `otherwise(x, y)`: only the absence of the fact is answered by y; nothing else is hidden. */
function otherwise(ctx: Context, node: Call, scope: Scope): Value {
  const first = node.args[0] as Node;
  const value = maybeAbsent(ctx.valueOf(first, scope), first, scope);
  if (!value.optional || value.expression.op !== 'column')
    return fail(scope.source, 'otherwise-not-optional', { text: textOf(first, scope) }, first);
  const [x, y] = agree([{ value, node: first }, argument(ctx, node, 1, scope)], scope) as [
    Expression,
    Expression,
  ];
  if (x === value.expression) return result({ op: 'otherwise', value: x, instead: y, type: y.type });
  // A fact that has to be scaled up is no longer a column: the same said with `if`.
  const absent: Expression = { op: 'absent', value: value.expression, type: BOOLEAN };
  return result(choose(absent, y, x));
}
