/**
 * Why an expression is unknown, as a step: null exactly where it is known. The leftmost unknown operand gives the reason
 * (docs/language.md §3), and where all operands are known, the operator itself.
 */
import type { Expression } from '../../language/plan.ts';
import { referenceNode, termNode } from '../dependencies.ts';
import { integer } from '../lower/integers.ts';
import { dated, lower, presence } from '../lower/expression.ts';
import type { ColumnExpression } from '../lower/scope.ts';
import type { Step } from '../lower/steps.ts';
import { join, sql } from '../lower/steps.ts';
import { matches, matchingOf } from '../lower/tables.ts';
import type { ReasonScope } from './scope.ts';

/** Undefined: never unknown. */
export type MaybeStep = Step | undefined;

export function reasonOf(scope: ReasonScope, e: Expression): MaybeStep {
  const why = (value: Expression) => reasonOf(scope, value);
  switch (e.op) {
    case 'constant':
      return undefined;
    case 'context':
      return undefined;
    case 'column':
      return columnReason(scope, e);
    case 'parameter':
      return alwaysDated(scope, e.name)
        ? undefined
        : unknown(scope, e, [why(e.date), scope.own('not dated', e.name)]);
    case 'in_list': {
      const late = alwaysDated(scope, e.list) ? [] : [why(e.date), scope.own('not dated', e.list)];
      return unknown(scope, e, [why(e.value), ...late]);
    }
    case 'lookup':
      return unknown(scope, e, [...e.arguments.map(why), ...lookupReason(scope, e)]);
    case 'and':
    case 'or':
      return unknown(scope, e, e.operands.map(why));
    case 'if': {
      const condition = lower(scope.frame, e.condition);
      const [whether, yes, no] = [why(e.condition), why(e.then), why(e.else)];
      if (!whether && !yes && !no) return undefined;
      const { steps } = scope.frame;
      const text = sql`case when ${condition} then ${orNull(yes)} when not ${condition} then ${orNull(no)} else ${orNull(whether)} end`;
      return steps.make('text', text);
    }
    case 'absent':
      return unknown(scope, e, [pathReason(scope, columnIn(e.value))]);
    case 'otherwise': {
      const { value } = presence(scope.frame, e.value);
      const there = e.value.op === 'rescale' ? why(e.value) : undefined;
      const lost = unknown(scope, e, [pathReason(scope, columnIn(e.value)), why(e.instead)]);
      if (!there) return lost;
      return scope.frame.steps.make(
        'text',
        sql`case when ${value} is not null then ${there} else ${orNull(lost)} end`,
      );
    }
    case 'divide':
    case 'modulo': {
      const divisor = lower(scope.frame, e.right);
      const [zero, overflow] = [scope.own('division by zero', scope.name), scope.own('overflow', scope.name)];
      const own = scope.frame.steps.make(
        'text',
        sql`case when ${divisor} = 0 then ${zero} else ${overflow} end`,
      );
      return unknown(scope, e, [why(e.left), why(e.right), own]);
    }
    default:
      return unknown(scope, e, [...operandsOf(e).map(why), scope.own('overflow', scope.name)]);
  }
}

/** Operands of the operators that need them all, from the left. */
function operandsOf(e: Expression): Expression[] {
  switch (e.op) {
    case 'least':
    case 'greatest':
      return e.operands;
    case 'clamp':
      return [e.value, e.low, e.high];
    case 'days_between':
      return [e.from, e.to];
    case 'shift':
      return [e.date, e.duration];
    case 'repeat':
      return [e.duration, e.times];
    case 'text_test':
      return [e.value, e.with];
    default:
      if ('left' in e) return [e.left, e.right];
      if ('value' in e && typeof e.value === 'object' && e.value !== null) return [e.value];
      throw new Error(`no operands: ${e.op}`);
  }
}

/** The first of the reasons, where the expression is unknown. */
function unknown(scope: ReasonScope, e: Expression, reasons: readonly MaybeStep[]): MaybeStep {
  const known = reasons.filter((reason) => reason !== undefined);
  if (known.length === 0) return undefined;
  const value = lower(scope.frame, e);
  return scope.frame.steps.make('text', sql`case when ${value} is null then ${first(known)} end`);
}

export function first(reasons: readonly Step[]) {
  return reasons.length === 1 ? sql`${reasons[0] as Step}` : sql`coalesce(${join(reasons, ', ')})`;
}

export function orNull(step: MaybeStep) {
  return step ? sql`${step}` : sql`null`;
}

function columnIn(e: Expression): ColumnExpression {
  if (e.op === 'rescale') return columnIn(e.value);
  if (e.op !== 'column') throw new Error(`not a column: ${e.op}`);
  return e;
}

function columnReason(scope: ReasonScope, e: ColumnExpression): MaybeStep {
  const { entity } = scope.work.store.entity(e.entity);
  const reference = entity.references.find(({ name }) => name === e.name);
  const isReference = e.type.kind === 'reference' && reference !== undefined;
  const optional = e.path.length > 0 ? [pathReason(scope, e)] : [];
  if (isReference)
    return unknown(scope, e, [...optional, referenceReason(scope, e.row, e.path, e.entity, e.name)]);
  const isTerm = entity.terms.some(({ name }) => name === e.name);
  if (isTerm) return unknown(scope, e, [...optional, scope.found(termNode(e.entity, e.name), e.row, e.path)]);
  const given = entity.facts.some(({ name }) => name === e.name) || reference !== undefined;
  const missing = given ? [scope.at('missing', e.row, e.path, e.entity, e.name)] : [];
  return unknown(scope, e, [...optional, ...missing]);
}

/** Why a path leads to no row: the first of its references that does not. */
function pathReason(scope: ReasonScope, e: Pick<ColumnExpression, 'row' | 'path'>): MaybeStep {
  return walkReason(scope, e.row, scope.frame.entityOf(e.row), e.path);
}

export function walkReason(
  scope: ReasonScope,
  row: 'me' | 'element',
  from: string,
  path: readonly string[],
): MaybeStep {
  const reasons: Step[] = [];
  let at = from;
  path.forEach((name, i) => {
    if (name !== 'agreement') {
      const reason = referenceReason(scope, row, path.slice(0, i), at, name);
      if (reason) {
        const rid = scope.frame.rid(row, path.slice(0, i + 1));
        reasons.push(scope.frame.steps.make('text', sql`case when ${rid} is null then ${reason} end`));
      }
    }
    at = scope.work.store.target(at, name);
  });
  return reasons.length === 0 ? undefined : scope.frame.steps.make('text', first(reasons));
}

/** Why a reference leads to no row; to be read only where it does not. */
function referenceReason(
  scope: ReasonScope,
  row: 'me' | 'element',
  path: readonly string[],
  entity: string,
  name: string,
): MaybeStep {
  const reference = scope.work.store.entity(entity).entity.references.find((r) => r.name === name);
  if (reference?.kind === 'column') return scope.at('missing', row, path, entity, name);
  return scope.found(referenceNode(entity, name), row, path);
}

function alwaysDated(scope: ReasonScope, name: string): boolean {
  const parameter = scope.frame.parameter(name);
  if (!('values' in parameter)) return true;
  const [only] = parameter.values;
  return parameter.values.length === 1 && only?.from === null;
}

/** Of a table whose arguments are known: no version, no row, several rows, or an overflow on its line. */
function lookupReason(scope: ReasonScope, e: Extract<Expression, { op: 'lookup' }>): MaybeStep[] {
  const table = scope.frame.parameter(e.table);
  if (table.kind !== 'table') throw new Error(`not a table: ${e.table}`);
  const { steps } = scope.frame;
  const args = e.arguments.map((argument) => lower(scope.frame, argument));
  const count = { type: { kind: 'number', dimensions: {}, scale: 0 } as const, date: e.date };
  const found = dated(scope.frame, count, table.values, (_, i) =>
    matches(scope.frame, matchingOf(scope.frame, table, i), args),
  );
  const cases = [
    sql`when ${found} > 1 and ${table.hit === 'unique' ? 'true' : 'false'} then ${scope.own('several', e.table)}`,
  ];
  const outside = sql`when ${found} is null or ${found} = 0 then ${scope.own('outside', e.table)}`;
  const overflow = sql`else ${scope.own('overflow', scope.name)}`;
  const why = steps.make('text', sql`case ${join([...cases, outside, overflow], ' ')} end`);
  if (alwaysDated(scope, e.table)) return [why];
  const version = dated(scope.frame, count, table.values, (_, i) => integer(steps, BigInt(i)));
  const late = steps.make(
    'text',
    sql`case when ${version} is null then ${scope.own('not dated', e.table)} end`,
  );
  return [reasonOf(scope, e.date), late, why];
}
