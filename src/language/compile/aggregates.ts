/**
 * Aggregates become hidden terms of the entity in whose row they stand, so that every term is either a pure scalar
 * expression or one aggregate.
 */
import type { Node } from '../formula/ast.ts';
import { place } from '../formula/text.ts';
import type { Aggregate, AggregateFunction, Expression, PlanTerm, Row, ScalarType } from '../plan.ts';
import { column } from './build.ts';
import { fail } from './context.ts';
import type { Context } from './context.ts';
import { describe, naturalScale, numberType, WHOLE } from './dimensions.ts';
import { elementScope } from './lists.ts';
import { mapColumns, rowsRead } from './scope.ts';
import type { Frame, Scope } from './scope.ts';
import { scalar, textOf } from './values.ts';
import type { ListValue, ScalarValue } from './values.ts';

type Span = { from: number; to: number };

interface Parts {
  /** `allocate`: the weight. All others take what the list has of each element. */
  weight?: Expression;
  argument?: Expression;
  order?: Expression;
  unit?: number;
}

/** Which kinds of values a function takes. */
const TAKES: Partial<Record<AggregateFunction, readonly string[]>> = {
  sum: ['number'],
  mean: ['number'],
  median: ['number'],
  stddev: ['number'],
  percentile: ['number'],
  min: ['number', 'date'],
  max: ['number', 'date'],
  any: ['boolean'],
  all: ['boolean'],
  only: ['number', 'text', 'boolean', 'date', 'duration', 'party'],
};

export function lift(
  ctx: Context,
  name: AggregateFunction,
  list: ListValue,
  parts: Parts,
  node: Span,
  scope: Scope,
): ScalarValue {
  const value = parts.weight ?? elementValue(name, list, node, scope);
  const type = resultType(name, value, parts);
  const owner = ownerOf(list, [list.where, value, list.preceding, parts.order, parts.argument], node, scope);
  const element = list.row;
  checkOwner(name, list, owner, [parts.order, parts.weight], node, scope);
  const moved = (expression: Expression): Expression =>
    owner.row === 'me' && element === 'element'
      ? expression
      : mapColumns(expression, (old) => ({ ...old, row: old.row === element ? 'element' : 'me' }));
  const inElement = [list.where, value, list.preceding, parts.order];
  const aggregate: Aggregate = {
    function: name,
    list: {
      entity: list.entity.name,
      anchor: list.anchor.name,
      up: [...list.up],
      down: [...list.down],
      ...(list.where && { where: moved(list.where) }),
    },
    ...(value && { value: moved(value) }),
    ...(list.preceding && { preceding: moved(list.preceding) }),
    ...(parts.order && { order: moved(parts.order) }),
    ...(parts.argument && { argument: moved(parts.argument) }),
    ...(parts.unit !== undefined && { unit: parts.unit }),
    correlated: rowsRead(inElement).has(owner.row),
  };
  const hidden = hide(ctx, owner.entity, aggregate, type, node, scope);
  return { kind: 'scalar', expression: readHidden(ctx, owner, hidden, type, scope) };
}

export function readHidden(
  ctx: Context,
  owner: Frame,
  hidden: string,
  type: ScalarType,
  scope: Scope,
): Expression {
  const innermost = scope.frames[scope.frames.length - 1] as Frame;
  if (owner.entity === ctx.agreement && owner !== innermost)
    return column(innermost.row, ['agreement'], owner.entity.name, hidden, type);
  return column(owner.row, [], owner.entity.name, hidden, type);
}

function elementValue(
  name: AggregateFunction,
  list: ListValue,
  node: Span,
  scope: Scope,
): Expression | undefined {
  const { current } = list;
  const rows = current.kind === 'row' && current.path.length === 0;
  if (name === 'count' || name === 'rank') {
    if (!rows) fail(scope.source, 'rows-expected', { name, entity: list.entity.name }, node);
    return undefined;
  }
  if (rows) return fail(scope.source, 'column-expected', { name, entity: list.entity.name }, node);
  const spot = node as Node;
  const { expression } = scalar(current, spot, elementScope(list, scope));
  const { kind } = expression.type;
  if (!TAKES[name]?.includes(kind))
    fail(
      scope.source,
      'aggregate-kind',
      { name, found: describe(expression.type), text: textOf(node, scope) },
      node,
    );
  return expression;
}

function resultType(name: AggregateFunction, value: Expression | undefined, parts: Parts): ScalarType {
  if (name === 'count' || name === 'rank') return WHOLE;
  if (name === 'allocate') return (parts.argument as Expression).type;
  const { type } = value as Expression;
  if ((name === 'mean' || name === 'median' || name === 'stddev') && type.kind === 'number')
    return numberType(type.dimensions, naturalScale(type.dimensions));
  return type;
}

/** The frame whose row the aggregate belongs to: the one it reads. Inside a list it may read one only. */
function ownerOf(
  list: ListValue,
  reads: readonly (Expression | undefined)[],
  node: Span,
  scope: Scope,
): Frame {
  const innermost = scope.frames[scope.frames.length - 1] as Frame;
  if (scope.frames.length === 1) return innermost;
  const rows = rowsRead(reads);
  rows.delete(list.row);
  if (list.frame && list.up[0] !== 'agreement') rows.add(list.frame.row);
  if (rows.size > 1) {
    const frames = scope.frames.filter((frame) => rows.has(frame.row)).map((frame) => frame.entity.name);
    fail(scope.source, 'reads-two-rows', { text: textOf(node, scope), rows: frames.join(', ') }, node);
  }
  const [row] = rows;
  return scope.frames.find((frame) => frame.row === row) ?? innermost;
}

/** `preceding`, `rank` and `allocate` speak of my place among rows like me, and of nothing else of mine. */
function checkOwner(
  name: AggregateFunction,
  list: ListValue,
  owner: Frame,
  keys: readonly (Expression | undefined)[],
  node: Span,
  scope: Scope,
): void {
  const word = list.preceding ? 'preceding' : name;
  if (word !== 'preceding' && word !== 'rank' && word !== 'allocate') return;
  if (list.entity !== owner.entity)
    fail(
      scope.source,
      'not-my-list',
      { name: word, entity: list.entity.name, mine: owner.entity.name },
      node,
    );
  const read: Set<Row> = rowsRead([...keys, list.preceding, word === 'preceding' ? list.where : undefined]);
  if (read.has(owner.row)) fail(scope.source, 'order-reads-mine', { name: word }, node);
}

/** Registers the aggregate as a hidden term, or finds the one that is the same already. */
function hide(
  ctx: Context,
  entity: Frame['entity'],
  aggregate: Aggregate,
  type: ScalarType,
  node: Span,
  scope: Scope,
): string {
  const key = JSON.stringify(aggregate);
  return hideTerm(ctx, entity, key, (name, hiddenIn) => ({
    name,
    type,
    aggregate,
    hiddenIn,
    formula: scope.source.text.slice(node.from, node.to),
    origin: originAt(scope, node),
  }));
}

export function hideTerm(
  ctx: Context,
  entity: Frame['entity'],
  key: string,
  make: (name: string, hiddenIn: string) => PlanTerm,
): string {
  const known =
    entity.hidden.get(key) ?? ctx.pending.find((item) => item.entity === entity && item.key === key)?.term;
  if (known) return known.name;
  const mine = entity === ctx.owner.entity;
  const base = mine ? ctx.owner.label : `${ctx.owner.entity.name}.${ctx.owner.label}`;
  const waiting = ctx.pending.filter((item) => item.entity === entity && item.base === base).length;
  const name = `${base}#${(entity.hiddenCount.get(base) ?? 0) + waiting + 1}`;
  const hiddenIn = mine ? ctx.owner.hiddenIn : `${ctx.owner.entity.name}.${ctx.owner.hiddenIn}`;
  ctx.pending.push({ entity, key, base, term: make(name, hiddenIn) });
  return name;
}

export function originAt(scope: Scope, node: Span): PlanTerm['origin'] {
  const at = place(scope.source, node.from, node.to);
  return { file: at.file, line: at.line ?? 1, column: at.column ?? 1 };
}
