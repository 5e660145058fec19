/** Calls of tables: arguments checked against inputs, whose types they give where none is declared. */
import type { Expression, NumberType, ScalarType } from '../plan.ts';
import { rescaled, TEXT } from './build.ts';
import { fail } from './context.ts';
import type { Context } from './context.ts';
import { describe, larger, numberType, product } from './dimensions.ts';
import { argument } from './arguments.ts';
import { dateHere } from './names.ts';
import type { Call } from './arguments.ts';
import type { Scope } from './scope.ts';
import type { Parameter, TableInput } from './symbols.ts';
import { textOf } from './values.ts';
import type { Operand, Value } from './values.ts';

export function lookup(
  ctx: Context,
  table: Extract<Parameter, { kind: 'table' }>,
  node: Call,
  scope: Scope,
  at?: Expression,
): Value {
  const names = table.inputs.map((input) => input.name).join(', ');
  if (node.args.length !== table.inputs.length) {
    const usage = `${table.name}(${names})`;
    fail(scope.source, 'wrong-argument-count', { name: table.name, count: node.args.length, usage }, node);
  }
  table.called = true;
  const args = table.inputs.map((input, i) =>
    accept(table.name, input, argument(ctx, node, i, scope), scope),
  );
  const date = at ?? dateHere(scope);
  const build = (output: number) => (): Expression => {
    const { type } = table.outputs[output] as { type: ScalarType };
    const last = args[args.length - 1] as Expression;
    const bands = table.read === 'bands' && last.type.kind === 'number' && type.kind === 'number';
    const result = bands ? product(last.type as NumberType, type as NumberType) : type;
    return { op: 'lookup', table: table.name, output, arguments: args, date, type: result };
  };
  if (table.outputs.length === 1) return { kind: 'scalar', expression: build(0)() };
  return { kind: 'parts', parts: new Map(table.outputs.map((output, i) => [output.name, build(i)])) };
}

/** Takes an argument for an input: the first call decides its type, all others must agree. */
function accept(table: string, input: TableInput, { value, node }: Operand, scope: Scope): Expression {
  let { expression } = value;
  const found = expression.type.kind === 'party' ? TEXT : expression.type;
  if (found.kind === 'reference')
    return fail(
      scope.source,
      'reference-as-argument',
      { text: textOf(node, scope), entity: found.entity },
      node,
    );
  const data = () => ({
    table,
    input: input.name,
    text: textOf(node, scope),
    found: describe(found),
    expected: describe(input.type as ScalarType),
  });
  if (!input.type) {
    if (value.zero) return expression;
    input.type = found;
  } else if (input.type.kind === 'number' && found.kind === 'number') {
    if (!value.zero && found.dimensions !== input.type.dimensions)
      fail(scope.source, 'table-input-differs', data(), node);
    if (value.zero)
      expression = rescaled({ expression, zero: true }, input.type.dimensions, input.type.scale);
    else input.type = numberType(input.type.dimensions, larger(input.type.scale, found.scale));
  } else if (input.type.kind !== found.kind) fail(scope.source, 'table-input-differs', data(), node);
  // Known values help to prove that no row is missing; one call with any text takes that away.
  if (value.oneOf && !input.open) {
    input.oneOf = new Set([...(input.oneOf ?? []), ...value.oneOf]);
  } else if (found.kind === 'text') {
    input.open = true;
    delete input.oneOf;
  }
  return expression;
}
