/** A name that stands for nothing here: what was meant, and where it is. */
import { nearest as nearestOf } from '../documents/suggest.ts';
import { fail } from './context.ts';
import type { Context } from './context.ts';
import { pathsBetween } from './paths.ts';
import type { Scope } from './scope.ts';
import type { Column, Entity } from './symbols.ts';

type Span = { from: number; to: number };

/**
 * A name that was everywhere can be gone: each unknown name is compared with all others once, and no more than so many.
 */
const COMPARED = 300;

function nearest(
  ctx: Context,
  name: string,
  entity: Entity,
  names: () => Iterable<string>,
): string | undefined {
  const key = `${entity.name} ${name}`;
  if (!ctx.compared.has(key)) {
    if (ctx.compared.size >= COMPARED) return undefined;
    ctx.compared.set(key, nearestOf(name, names()));
  }
  return ctx.compared.get(key);
}

const CONTEXT_NAMES = ['period', 'as_of', 'agreement'];

export function unknownName(ctx: Context, name: string, at: Span, scope: Scope): never {
  const entity = (scope.bare[0] as { entity: Entity }).entity;
  if (ctx.entities.has(name)) return fail(scope.source, 'list-not-here', { name, entity: entity.name }, at);
  elsewhere(ctx, entity, name, at, scope, '');
  const near = nearest(ctx, name, entity, () => [
    ...ctx.parameters.keys(),
    ...CONTEXT_NAMES,
    ...lists(ctx, entity),
    ...scope.bare.flatMap((frame) => [...frame.entity.columns.keys()]),
    ...scope.frames.flatMap((frame) => frame.variable ?? []),
  ]);
  if (near) return fail(scope.source, 'unknown-name', { name, entity: entity.name, near }, at);
  return fail(scope.source, 'unknown-name-anywhere', { name, entity: entity.name }, at);
}

export function unknownMember(ctx: Context, entity: Entity, name: string, at: Span, scope: Scope): never {
  if (entity !== ctx.agreement && ctx.entities.has(name))
    return fail(scope.source, 'list-not-here', { name, entity: entity.name }, at);
  elsewhere(ctx, entity, name, at, scope, `${entity.name}.`);
  const near = nearest(ctx, name, entity, () => [...entity.columns.keys(), ...lists(ctx, entity)]);
  if (near) return fail(scope.source, 'unknown-member', { name, entity: entity.name, near }, at);
  const known = [...entity.columns.keys()].slice(0, 20).join(', ');
  return fail(scope.source, 'unknown-member-anywhere', { name, entity: entity.name, known }, at);
}

/** Says where the very name exists: behind a reference, in the rows of a list, in the agreement, or in an entity out of reach. */
function elsewhere(ctx: Context, entity: Entity, name: string, at: Span, scope: Scope, prefix: string): void {
  for (const other of ctx.entities.values()) {
    const column = other === entity ? undefined : other.columns.get(name);
    if (!column) continue;
    const data = { name, other: other.name, entity: entity.name };
    if (other === ctx.agreement) fail(scope.source, 'name-of-agreement', data, at);
    const up = pathsBetween(ctx, entity, other);
    if (up[0]) {
      const path = `${prefix}${up[0].map((reference) => reference.name).join('.')}.${name}`;
      fail(scope.source, 'name-behind-reference', { ...data, path }, at);
    }
    if (pathsBetween(ctx, other, entity).length > 0) {
      const list = `${prefix}${other.name}.${name}`;
      fail(scope.source, isNumber(column) ? 'name-in-list' : 'name-in-list-only', { ...data, list }, at);
    }
  }
}

function isNumber(column: Column): boolean {
  return column.kind === 'fact' ? column.type.kind === 'number' : column.kind === 'term';
}

function lists(ctx: Context, entity: Entity): string[] {
  if (entity === ctx.agreement) return [...ctx.entities.keys()];
  const names = [...entity.lists.keys()];
  for (const other of ctx.entities.values())
    if (pathsBetween(ctx, other, entity).length === 1) names.push(other.name);
  return names;
}
