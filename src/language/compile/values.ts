/** What a part of a formula can stand for, and how it becomes the one value that is wanted. */
import type { Node } from '../formula/ast.ts';
import type { Expression, NumberType, Row, ScalarType } from '../plan.ts';
import { fail } from './context.ts';
import type { Code } from './context.ts';
import { DAY, describe } from './dimensions.ts';
import { rescaled } from './build.ts';
import type { Frame, Scope } from './scope.ts';
import type { Entity, Parameter } from './symbols.ts';

export type Value =
  | ScalarValue
  /** A row: mine, an element's, or one that references lead to. `owner` has the last reference of `path`. */
  | { kind: 'row'; frame: Frame; path: readonly string[]; entity: Entity; owner?: Entity }
  | ListValue
  /** A call of a table with several outputs, or a term that is one: `reweight(a, b).cost`. */
  | { kind: 'parts'; parts: Map<string, () => Expression> }
  /** The element of an `each` over records: `row.share`. */
  | {
      kind: 'record';
      frame: Frame;
      path: readonly string[];
      entity: Entity;
      name: string;
      fields: Map<string, ScalarType>;
    }
  | { kind: 'period' }
  /** A list, table or record parameter by its bare name. */
  | { kind: 'parameter'; parameter: Parameter };

export interface ScalarValue {
  kind: 'scalar';
  expression: Expression;
  /** The literal 0: takes any unit and scale. */
  zero?: boolean;
  /** An optional fact that is not guarded here; the key a guard would have. */
  unguarded?: string;
  /** An optional fact, guarded or not. */
  optional?: boolean;
  /** The values a text can have. */
  oneOf?: Set<string>;
  /** Optional facts known to be there where this boolean is true, or false. */
  yes?: readonly string[];
  no?: readonly string[];
}

/** A condition, with the optional facts known to be there where it is true and where it is false. */
export interface Logic {
  expression: Expression;
  yes: readonly string[];
  no: readonly string[];
}

export interface ListValue {
  kind: 'list';
  /** The frame the list is seen from; none for all rows of the agreement. */
  frame?: Frame;
  anchor: Entity;
  up: readonly string[];
  down: readonly string[];
  entity: Entity;
  /** The element's row in `where` and `current`. */
  row: Row;
  where?: Expression;
  /** Optional facts of the element that the filters have made sure of. */
  guards: ReadonlySet<string>;
  preceding?: Expression;
  /** What is taken of each element: its row at first, then `list.column`, or the body of a `for`. */
  current: Value;
}

/** A single value, known to be there. */
export function scalar(value: Value, node: Node, scope: Scope): ScalarValue {
  const single = maybeAbsent(value, node, scope);
  if (single.unguarded !== undefined)
    fail(scope.source, 'unguarded-optional', { name: textOf(node, scope) }, node);
  return single;
}

/** A single value that may be an optional fact without a guard (`x = null`, `otherwise(x, y)`). */
export function maybeAbsent(value: Value, node: Node, scope: Scope): ScalarValue {
  if (value.kind === 'scalar') return value;
  const text = textOf(node, scope);
  switch (value.kind) {
    case 'row': {
      if (value.entity.name === 'agreement')
        return fail(scope.source, 'row-not-value', { text, example: `${text}.…` }, node);
      if (!value.owner || value.path.length === 0)
        return fail(scope.source, 'row-not-value', { text, example: `${text}.id` }, node);
      const expression: Expression = {
        op: 'column',
        row: value.frame.row,
        path: value.path.slice(0, -1),
        entity: value.owner.name,
        name: value.path[value.path.length - 1] as string,
        type: { kind: 'reference', entity: value.entity.name },
      };
      return { kind: 'scalar', expression };
    }
    case 'list':
      return fail(scope.source, 'list-not-value', { text, entity: value.entity.name }, node);
    case 'parts':
      return fail(scope.source, 'parts-not-value', { text, parts: [...value.parts.keys()].join(', ') }, node);
    case 'record':
      return fail(
        scope.source,
        'parts-not-value',
        { text, parts: [...value.fields.keys()].join(', ') },
        node,
      );
    case 'period':
      return fail(scope.source, 'parts-not-value', { text, parts: 'start, end, years' }, node);
    case 'parameter': {
      const code: Code = value.parameter.kind === 'table' ? 'table-not-called' : 'list-parameter-not-value';
      return fail(scope.source, code, { name: value.parameter.name }, node);
    }
  }
}

export function textOf(node: { from: number; to: number }, scope: Scope): string {
  const text = scope.source.text.slice(node.from, node.to).replace(/\s+/g, ' ');
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** A value of a kind other than number. */
export function expectKind(
  value: ScalarValue,
  kind: 'boolean' | 'text' | 'date' | 'duration',
  node: Node,
  scope: Scope,
): Expression {
  const { type } = value.expression;
  if (type.kind !== kind) {
    const code: Code = kind === 'boolean' ? 'boolean-expected' : 'wrong-kind';
    fail(scope.source, code, { text: textOf(node, scope), found: describe(type), expected: kind }, node);
  }
  return value.expression;
}

export function expectNumber(
  value: ScalarValue,
  node: Node,
  scope: Scope,
): { expression: Expression; type: NumberType } {
  const { type } = value.expression;
  if (type.kind !== 'number')
    return fail(scope.source, 'number-expected', { text: textOf(node, scope), found: describe(type) }, node);
  return { expression: value.expression, type };
}

export interface Operand {
  value: ScalarValue;
  node: Node;
}

/**
 * Brings operands to one type: like units, the largest scale. Says which two differ. `what` names the operation in
 * the message's place.
 */
export function agree(
  operands: readonly Operand[],
  scope: Scope,
  at?: { from: number; to: number },
): Expression[] {
  const lead = operands.find((operand) => !operand.value.zero) ?? (operands[0] as Operand);
  const type = lead.value.expression.type;
  let scale = type.kind === 'number' ? type.scale : 0;
  for (const operand of operands) {
    const other = operand.value.expression.type;
    if (other.kind === 'number' && type.kind === 'number') {
      if (!operand.value.zero && other.dimensions !== type.dimensions)
        unlike('unlike-units', lead, operand, scope, at);
      if (other.scale > scale) scale = other.scale;
    } else if (
      other.kind !== type.kind ||
      (other.kind === 'reference' && type.kind === 'reference' && other.entity !== type.entity)
    ) {
      const days = [type, other].some((one) => one.kind === 'number' && one.dimensions === DAY);
      const duration = type.kind === 'duration' || other.kind === 'duration';
      unlike(days && duration ? 'days-and-duration' : 'unlike-types', lead, operand, scope, at);
    }
  }
  if (type.kind !== 'number') return operands.map((operand) => operand.value.expression);
  return operands.map((operand) => rescaled(operand.value, type.dimensions, scale));
}

function unlike(
  code: Code,
  lead: Operand,
  other: Operand,
  scope: Scope,
  at?: { from: number; to: number },
): never {
  const [a, b] = lead.node.from <= other.node.from ? [lead, other] : [other, lead];
  fail(
    scope.source,
    code,
    {
      left: textOf(a.node, scope),
      left_type: describe(a.value.expression.type),
      right: textOf(b.node, scope),
      right_type: describe(b.value.expression.type),
    },
    at ?? other.node,
  );
}
