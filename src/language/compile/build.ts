/** Expressions in the forms the plan allows. */
import type { Constant, Dimensions, Expression, Row, Scale, ScalarType } from '../plan.ts';
import { numberType, YEAR } from './dimensions.ts';

export const BOOLEAN: ScalarType = { kind: 'boolean' };
export const TEXT: ScalarType = { kind: 'text' };
export const DATE: ScalarType = { kind: 'date' };
export const DURATION: ScalarType = { kind: 'duration' };
export const PARTY: ScalarType = { kind: 'party' };

export const PERIOD_START: Expression = { op: 'context', name: 'period.start', type: DATE };
export const PERIOD_END: Expression = { op: 'context', name: 'period.end', type: DATE };
export const AS_OF: Expression = { op: 'context', name: 'as_of', type: DATE };
export const PERIOD_YEARS: Expression = { op: 'context', name: 'period.years', type: numberType(YEAR, 9) };

export function constant(value: Constant, type: ScalarType): Expression {
  return { op: 'constant', value, type };
}

export function column(
  row: Row,
  path: readonly string[],
  entity: string,
  name: string,
  type: ScalarType,
): Expression {
  return { op: 'column', row, path: [...path], entity, name, type };
}

export function not(value: Expression): Expression {
  return value.op === 'not' ? value.value : { op: 'not', value, type: BOOLEAN };
}

/** A conjunction without nesting; `undefined` is true. */
export function both(a: Expression | undefined, b: Expression | undefined): Expression | undefined {
  if (!a || !b) return a ?? b;
  const operands = [a, b].flatMap((part) => (part.op === 'and' ? part.operands : [part]));
  return { op: 'and', operands, type: BOOLEAN };
}

export function choose(condition: Expression, yes: Expression, no: Expression): Expression {
  // oxlint-disable-next-line unicorn/no-thenable -- the plan's word for the branch
  return { op: 'if', condition, then: yes, else: no, type: yes.type };
}

/** Scales a number up, exactly; constants at once. A literal 0 takes the units asked for. */
export function rescaled(
  value: { expression: Expression; zero?: boolean },
  dimensions: Dimensions,
  scale: number,
): Expression {
  const { expression } = value;
  const { type } = expression;
  if (type.kind !== 'number') return expression;
  const wanted = numberType(value.zero ? dimensions : type.dimensions, scale as Scale);
  if (type === wanted) return expression;
  if (expression.op === 'constant' && typeof expression.value === 'string') {
    const digits = expression.value === '0' ? '0' : expression.value + '0'.repeat(scale - type.scale);
    return constant(digits, wanted);
  }
  return scale === type.scale ? expression : { op: 'rescale', value: expression, type: wanted };
}
