/** Lists of rows: finding them, walking on from them, filtering them. */
import type { Node } from '../formula/ast.ts';
import type { Expression } from '../plan.ts';
import { both, column, not } from './build.ts';
import { fail } from './context.ts';
import type { Context } from './context.ts';
import { pathsBetween } from './paths.ts';
import { guardKey, mapColumns, rowAt } from './scope.ts';
import type { Frame, Scope } from './scope.ts';
import type { Entity, Reference } from './symbols.ts';
import { textOf } from './values.ts';
import type { ListValue, Value } from './values.ts';

/**
 * The list called `name` seen from a row: the rows of that entity whose references lead here by exactly one path, a
 * list with a name of its own, or in the agreement all rows. `undefined`: there is none of that name.
 */
export function listFrom(
  ctx: Context,
  frame: Frame,
  up: readonly string[],
  anchor: Entity,
  name: string,
  node: { from: number; to: number },
  scope: Scope,
): ListValue | undefined {
  const row = rowAt(scope.frames.length);
  const list = (entity: Entity, down: readonly string[], all = false): ListValue => ({
    kind: 'list',
    ...(!all && { frame }),
    anchor,
    up: all ? [] : up,
    down,
    entity,
    row,
    guards: new Set(),
    current: { kind: 'row', frame: { entity, row }, path: [], entity },
  });
  const entity = ctx.entities.get(name);
  if (anchor === ctx.agreement) return entity && entity !== anchor ? list(entity, [], true) : undefined;
  const named = anchor.lists.get(name);
  if (named) return list(named.from, [named.name]);
  if (!entity || entity === anchor) return undefined;
  const [first, second] = pathsBetween(ctx, entity, anchor);
  if (!first) return undefined;
  if (second) {
    const path = (references: Reference[]): string => [name, ...references.map((r) => r.name)].join('.');
    const data = { entity: name, anchor: anchor.name, first: path(first), second: path(second) };
    return fail(scope.source, 'ambiguous-list', data, node);
  }
  return list(
    entity,
    first.map((reference) => reference.name),
  );
}

/** The scope of a filter, an order key or a weight: bare names are the element's first. */
export function elementScope(list: ListValue, scope: Scope, variable?: string): Scope {
  const frame: Frame = { entity: list.entity, row: list.row, ...(variable !== undefined && { variable }) };
  return {
    ...scope,
    frames: [...scope.frames, frame],
    bare: variable === undefined ? [frame, ...scope.bare] : scope.bare,
    guards: new Set([...scope.guards, ...list.guards]),
  };
}

/** `list.name`: a column of the elements, a row they refer to, or on to their own lists. */
export function listMember(
  ctx: Context,
  list: ListValue,
  node: Extract<Node, { kind: 'path' }>,
  scope: Scope,
): Value {
  const inner = elementScope(list, scope);
  const current = ctx.member(list.current, node, inner, inner.guards);
  if (current.kind !== 'list') return { ...list, current };
  // On to the lists of the elements: the same rows seen from here, with what was asked of the middle asked through them.
  if (current.up.length > 0 || list.preceding) {
    const data = { text: textOf(node.of, scope), name: node.name, entity: current.anchor.name };
    return fail(scope.source, 'list-through-reference', data, { from: node.at, to: node.to });
  }
  return rebased(list, current);
}

function rebased(list: ListValue, inner: ListValue): ListValue {
  const entity = inner.entity;
  const frame: Frame = { entity, row: list.row };
  const deeper = (old: Extract<Expression, { op: 'column' }>): Expression =>
    old.row !== list.row || old.path[0] === 'agreement'
      ? old
      : { ...old, path: [...inner.down, ...old.path] };
  const where = list.where && mapColumns(list.where, deeper);
  // Of all rows of the agreement, a row that leads to none of them is not in one of their lists.
  const leads = list.frame ? undefined : absentPath(list, inner);
  const wanted = both(leads, where);
  return {
    ...list,
    down: list.frame ? [...inner.down, ...list.down] : [],
    entity,
    guards: new Set(
      [...list.guards].map((key) => guardKey(list.row, inner.down, key.slice(key.indexOf(':') + 1))),
    ),
    current: { kind: 'row', frame, path: [], entity },
    ...(wanted && { where: wanted }),
  };
}

function absentPath(list: ListValue, inner: ListValue): Expression | undefined {
  const last = inner.down[inner.down.length - 1];
  if (last === undefined) return undefined;
  const path = inner.down.slice(0, -1);
  let owner = inner.entity;
  for (const name of path) owner = owner.references.find((reference) => reference.name === name)?.to ?? owner;
  const reference = column(list.row, path, owner.name, last, { kind: 'reference', entity: list.entity.name });
  return not({ op: 'absent', value: reference, type: { kind: 'boolean' } });
}

/** `list[condition]` */
export function filtered(
  ctx: Context,
  list: ListValue,
  node: Extract<Node, { kind: 'filter' }>,
  scope: Scope,
): ListValue {
  if (list.current.kind !== 'row' || list.current.path.length > 0)
    fail(scope.source, 'filter-after-column', { text: textOf(node.of, scope) }, node.where);
  const condition = ctx.logical(node.where, elementScope(list, scope));
  const guards = condition.yes.filter((key) => key.startsWith(`${list.row}:`));
  return {
    ...list,
    where: both(list.where, condition.expression) as Expression,
    guards: new Set([...list.guards, ...guards]),
  };
}
