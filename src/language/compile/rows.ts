/** Tasks that find how rows come about and refer to each other: group keys, `each` lists, dates, computed references. */
import type { Node } from '../formula/ast.ts';
import type { Scalar } from '../document.ts';
import type { Expression, ScalarType } from '../plan.ts';
import { plainWhole } from './arithmetic.ts';
import { constant, DATE, rescaled } from './build.ts';
import { fail } from './context.ts';
import type { Context } from './context.ts';
import { alike, describe, WHOLE } from './dimensions.ts';
import { keyColumns, keyOf } from './keys.ts';
import { rootScope } from './scope.ts';
import type { Scope } from './scope.ts';
import type { Dated, Each, Entity, Group, Reference } from './symbols.ts';
import { agree, expectKind, expectNumber, maybeAbsent, scalar, textOf } from './values.ts';

/** Keys may be unknown (such a row is in no group, such a reference leads nowhere), so an optional fact needs no guard. */
function keyValue(ctx: Context, node: Node, scope: Scope): Expression {
  const { expression } = maybeAbsent(ctx.valueOf(node, scope), node, scope);
  if (expression.type.kind === 'duration')
    fail(scope.source, 'bad-key-part', { text: textOf(node, scope), found: describe(expression.type) }, node);
  return expression;
}

export function groupKeys(ctx: Context, group: Group): void {
  const by: { name: string; value: Expression }[] = [];
  for (const { name, node, source } of group.parts) {
    const value = keyValue(ctx, node, rootScope(group.of, source));
    if (value.type.kind !== 'reference') {
      by.push({ name, value });
      const column = group.entity.columns.get(name);
      if (column?.kind === 'key') column.type = value.type;
      continue;
    }
    const target = ctx.entities.get(value.type.entity) as Entity;
    const columns = keyColumns(ctx, target, value);
    for (const [i, part] of keyOf(ctx, target).entries())
      by.push({
        name: columns.length === 1 ? name : `${name}.${part.name}`,
        value: columns[i] as Expression,
      });
  }
  if (group.where) {
    const { node, source } = group.where;
    group.filter = ctx.logical(node, rootScope(group.of, source)).expression;
  }
  group.by = by;
}

export function eachList(ctx: Context, each: Each): void {
  const scope = rootScope(each.of, each.source);
  const { node, variable } = each;
  const made = (type: ScalarType, list: NonNullable<Each['list']>): void => {
    const column = each.entity.columns.get(variable);
    if (column?.kind === 'key') column.type = type;
    each.part = { name: variable, type };
    each.list = list;
  };
  if (node.kind === 'range') {
    const bounds = [node.low, node.high].map((part) => ({ value: bound(ctx, part, scope), node: part }));
    const [from, to] = agree(bounds, scope) as [Expression, Expression];
    made(from.type, { kind: 'range', from, to });
  } else if (node.kind === 'call' && (node.name === 'months' || node.name === 'years')) {
    if (node.args.length !== 2) {
      const usage = `${node.name}(from, to)`;
      fail(scope.source, 'wrong-argument-count', { name: node.name, count: node.args.length, usage }, node);
    }
    const [from, to] = node.args.map((part) =>
      expectKind(scalar(ctx.valueOf(part, scope), part, scope), 'date', part, scope),
    ) as [Expression, Expression];
    made(DATE, { kind: node.name, from, to });
  } else listOfParameter(ctx, each, scope, made);
}

function bound(ctx: Context, node: Node, scope: Scope) {
  const plain = plainWhole(node);
  if (plain !== undefined)
    return { kind: 'scalar' as const, expression: constant(String(plain), WHOLE), zero: plain === 0 };
  const value = scalar(ctx.valueOf(node, scope), node, scope);
  const { type } = expectNumber(value, node, scope);
  if (type.scale !== 0)
    fail(scope.source, 'whole-expected', { text: textOf(node, scope), found: describe(type) }, node);
  return value;
}

function listOfParameter(
  ctx: Context,
  each: Each,
  scope: Scope,
  made: (type: ScalarType, list: NonNullable<Each['list']>) => void,
): void {
  const { node, variable } = each;
  const value = node.kind === 'name' ? ctx.valueOf(node, scope) : undefined;
  const parameter = value?.kind === 'parameter' ? value.parameter : undefined;
  if (parameter?.kind === 'list') return made(parameter.type, { kind: 'list', parameter: parameter.name });
  if (parameter?.kind !== 'records') fail(scope.source, 'each-list', { text: textOf(node, scope) }, node);
  const columns = parameter.columns.map((column) => ({
    name: `${variable}.${column.name}`,
    type: column.type,
  }));
  const [first, ...rest] = columns;
  if (first) each.part = first;
  each.elements = rest;
  each.list = { kind: 'records', parameter: parameter.name };
}

/** The date of a row. Parameters in its formula hold by the period's start: it cannot wait for itself. */
export function rowDate(ctx: Context, entity: Entity, dated: Dated): void {
  const scope: Scope = { ...rootScope(entity, dated.source), undated: true };
  dated.expression = expectKind(
    scalar(ctx.valueOf(dated.node, scope), dated.node, scope),
    'date',
    dated.node,
    scope,
  );
}

/** A computed reference: its `by` stand for the target's key parts, in order and of their types. */
export function computedBy(ctx: Context, reference: Reference): void {
  const { to, nodes = [] } = reference;
  const declared = declaredParts(to);
  const first = nodes[0]?.source as Scalar;
  if (nodes.length !== declared.length) {
    const data = { name: reference.name, to: to.name, count: nodes.length, key: declared.join(', ') };
    fail(first, 'by-count', data, { from: 0, to: first.text.length });
  }
  const by: Expression[] = [];
  const key = keyOf(ctx, to);
  for (const { node, source } of nodes) {
    const scope = rootScope(reference.from, source);
    const value = keyValue(ctx, node, scope);
    const target = value.type.kind === 'reference' ? ctx.entities.get(value.type.entity) : undefined;
    const columns = target ? keyColumns(ctx, target, value) : [value];
    for (const column of columns) {
      const part = key[by.length];
      if (!part) break;
      by.push(fitting(column, part.type, part.name, node, scope));
    }
  }
  if (by.length !== key.length) {
    const data = {
      name: reference.name,
      to: to.name,
      count: by.length,
      key: key.map((part) => part.name).join(', '),
    };
    fail(first, 'by-count', data, { from: 0, to: first.text.length });
  }
  reference.by = by;
}

function fitting(value: Expression, wanted: ScalarType, part: string, node: Node, scope: Scope): Expression {
  const { type } = value;
  const fits =
    alike(type, wanted) && !(type.kind === 'number' && wanted.kind === 'number' && type.scale > wanted.scale);
  if (!fits)
    fail(
      scope.source,
      'by-type',
      { text: textOf(node, scope), part, found: describe(type), expected: describe(wanted) },
      node,
    );
  return wanted.kind === 'number' ? rescaled({ expression: value }, wanted.dimensions, wanted.scale) : value;
}

/** The parts of a key as its author counts them, references whole. */
function declaredParts(entity: Entity): string[] {
  if (entity.group) return entity.group.parts.map((part) => part.name);
  if (entity.each) return [entity.each.of.name, entity.each.variable];
  const key = entity.document?.key.map((part) => part.text) ?? [];
  return key.length ? key : ['id'];
}
