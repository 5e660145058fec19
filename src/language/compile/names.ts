/** What a name stands for (docs/language.md §4, "Names"), and what `.name` reads of a value. */
import type { Node } from '../formula/ast.ts';
import type { Expression } from '../plan.ts';
import { AS_OF, column, PARTY, PERIOD_END, PERIOD_START, PERIOD_YEARS } from './build.ts';
import { fail } from './context.ts';
import type { Context } from './context.ts';
import { describe } from './dimensions.ts';
import { need, Silent } from './drive.ts';
import { listFrom, listMember } from './lists.ts';
import { guardKey, mapColumns } from './scope.ts';
import type { Frame, Scope } from './scope.ts';
import type { Column, Entity, Term } from './symbols.ts';
import { unknownMember, unknownName } from './unknown-name.ts';
import { textOf } from './values.ts';
import type { Value } from './values.ts';

type NameNode = Extract<Node, { kind: 'name' }>;
type PathNode = Extract<Node, { kind: 'path' }>;

export function bareName(ctx: Context, node: NameNode, scope: Scope): Value {
  const { name } = node;
  const variable = scope.frames.findLast((frame) => frame.variable === name);
  if (variable) return rowOf(variable);
  for (const [i, frame] of scope.bare.entries()) {
    const found = frame.entity.columns.get(name);
    if (found) return columnValue(ctx, frame, [], frame.entity, found, scope, scope.guards);
    if (i > 0) continue;
    // My own row by my entity's name: what a filter needs to compare the element with me. Elements that have a variable
    // are reached by that.
    const outer = [scope.frames[0] as Frame, ...scope.bare.slice(1)];
    const own = outer.find((candidate) => candidate.entity.name === name && name !== 'agreement');
    if (own) return rowOf(own);
  }
  for (const frame of scope.bare) {
    const list = listFrom(ctx, frame, [], frame.entity, name, node, scope);
    if (list) return list;
  }
  const parameter = ctx.parameters.get(name);
  if (parameter) return parameterValue(ctx, name, node, scope);
  if (name === 'period') return { kind: 'period' };
  if (name === 'as_of') return { kind: 'scalar', expression: AS_OF };
  if (name === 'agreement') return agreementRow(ctx, scope);
  return unknownName(ctx, name, node, scope);
}

function rowOf(frame: Frame): Value {
  return { kind: 'row', frame, path: [], entity: frame.entity };
}

/** The one row of the agreement, which every row can read. */
function agreementRow(ctx: Context, scope: Scope): Value {
  const frame = scope.frames[scope.frames.length - 1] as Frame;
  if (scope.frames.length === 1 && frame.entity === ctx.agreement) return rowOf(frame);
  return { kind: 'row', frame, path: ['agreement'], entity: ctx.agreement };
}

function parameterValue(ctx: Context, name: string, node: Node, scope: Scope): Value {
  const parameter = ctx.parameters.get(name);
  if (!parameter) return fail(scope.source, 'unknown-parameter', { name, near: '' }, node);
  if (parameter.broken) throw new Silent();
  if (parameter.kind !== 'scalar') return { kind: 'parameter', parameter };
  const expression: Expression = {
    op: 'parameter',
    name,
    date: dateHere(scope),
    type: parameter.type,
  };
  return { kind: 'scalar', expression };
}

/** The date by which parameters resolve: that of the row in which they are written. */
export function dateHere(scope: Scope): Expression {
  const frame = scope.frames[scope.frames.length - 1] as Frame;
  const { dated } = frame.entity;
  if (!dated || scope.undated) return PERIOD_START;
  need(dated.task);
  return dated.expression ? moved(dated.expression, frame) : PERIOD_START;
}

function moved(expression: Expression, frame: Frame): Expression {
  if (frame.row === 'me') return expression;
  return mapColumns(expression, (old) => ({ ...old, row: frame.row }));
}

function columnValue(
  ctx: Context,
  frame: Frame,
  path: readonly string[],
  entity: Entity,
  found: Column,
  scope: Scope,
  guards: ReadonlySet<string>,
): Value {
  // The agreement is read from the innermost row there is, so that no list is paired with it row by row.
  if (entity === ctx.agreement && scope.frames.length > 1) {
    frame = scope.frames[scope.frames.length - 1] as Frame;
    path = ['agreement'];
  }
  const read = (type: Expression['type'], name = found.name): Expression =>
    column(frame.row, path, entity.name, name, type);
  switch (found.kind) {
    case 'fact': {
      const expression = read(found.type);
      if (!found.optional) return { kind: 'scalar', expression, ...(found.oneOf && { oneOf: found.oneOf }) };
      const key = guardKey(frame.row, path, found.name);
      return {
        kind: 'scalar',
        expression,
        optional: true,
        ...(!guards.has(key) && { unguarded: key }),
        ...(found.oneOf && { oneOf: found.oneOf }),
      };
    }
    case 'key':
      if (found.task && !found.type) need(found.task);
      return { kind: 'scalar', expression: read(found.type ?? { kind: 'text' }) };
    case 'reference':
      return { kind: 'row', frame, path: [...path, found.name], entity: found.reference.to, owner: entity };
    case 'party':
      return { kind: 'scalar', expression: read(PARTY) };
    case 'broken':
      throw new Silent();
    case 'record':
      return { kind: 'record', frame, path, entity, name: found.name, fields: found.fields };
    case 'term':
      return termValue(found.term, read, frame, path);
  }
}

function termValue(
  term: Term,
  read: (type: Expression['type'], name?: string) => Expression,
  frame: Frame,
  path: readonly string[],
): Value {
  need(term.task);
  if (term.parts) {
    const parts = [...term.parts].map(
      ([part, type]) => [part, () => read(type, `${term.name}.${part}`)] as const,
    );
    return { kind: 'parts', parts: new Map(parts) };
  }
  if (!term.type) throw new Error(`${term.task.label} is done but has no type`);
  const here = (keys: readonly string[]): string[] =>
    keys.map((key) => guardKey(frame.row, path, key.slice(key.indexOf(':') + 1)));
  return {
    kind: 'scalar',
    expression: read(term.type),
    ...(term.yes.length > 0 && { yes: here(term.yes) }),
    ...(term.no.length > 0 && { no: here(term.no) }),
  };
}

/** `of.name` */
export function member(
  ctx: Context,
  of: Value,
  node: PathNode,
  scope: Scope,
  guards: ReadonlySet<string> = scope.guards,
): Value {
  const { name } = node;
  const at = { from: node.at, to: node.to };
  switch (of.kind) {
    case 'row': {
      const found = of.entity.columns.get(name);
      if (found) return columnValue(ctx, of.frame, of.path, of.entity, found, scope, guards);
      const list = listFrom(ctx, of.frame, of.path, of.entity, name, node, scope);
      return list ?? unknownMember(ctx, of.entity, name, at, scope);
    }
    case 'list':
      return listMember(ctx, of, node, scope);
    case 'parts': {
      const part = of.parts.get(name);
      if (part) return { kind: 'scalar', expression: part() };
      return fail(scope.source, 'unknown-part', { name, parts: [...of.parts.keys()].join(', ') }, at);
    }
    case 'record': {
      const type = of.fields.get(name);
      if (type)
        return {
          kind: 'scalar',
          expression: column(of.frame.row, of.path, of.entity.name, `${of.name}.${name}`, type),
        };
      return fail(scope.source, 'unknown-part', { name, parts: [...of.fields.keys()].join(', ') }, at);
    }
    case 'period':
      if (name === 'start') return { kind: 'scalar', expression: PERIOD_START };
      if (name === 'end') return { kind: 'scalar', expression: PERIOD_END };
      if (name === 'years') return { kind: 'scalar', expression: PERIOD_YEARS };
      return fail(scope.source, 'unknown-part', { name, parts: 'start, end, years' }, at);
    case 'scalar': {
      const text = textOf(node.of, scope);
      const { type } = of.expression;
      if (type.kind === 'date' && ['year', 'month', 'day'].includes(name))
        return fail(scope.source, 'date-part-by-dot', { name, text }, at);
      return fail(scope.source, 'no-parts', { name, text, type: describe(type) }, at);
    }
    case 'parameter':
      return fail(
        scope.source,
        'no-parts',
        { name, text: textOf(node.of, scope), type: of.parameter.kind },
        at,
      );
  }
}
