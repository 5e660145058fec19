/** Names of a document: may they be used, are they taken, what do they stand for. */
import type { Scalar } from '../document.ts';
import { nearest } from '../documents/suggest.ts';
import type { ScalarType } from '../plan.ts';
import { complain } from './context.ts';
import type { Context } from './context.ts';
import type { Column, Entity } from './symbols.ts';
import { readType, TYPE_NAMES } from './type-names.ts';

/** Words of FEEL that cannot be names, and words of ours that stand for something everywhere. */
const KEYWORDS = new Set(
  'for in return if then else some every satisfies and or not between instance of function external null true false'.split(
    ' ',
  ),
);
const RESERVED = new Set(['agreement', 'party', 'period', 'as_of']);

/** False where the name cannot be used at all. */
export function checkName(ctx: Context, name: Scalar, reserved = true): boolean {
  if (KEYWORDS.has(name.text)) complain(ctx, 'keyword-as-name', { name: name.text }, name);
  else if (reserved && RESERVED.has(name.text)) complain(ctx, 'reserved-name', { name: name.text }, name);
  else return true;
  return false;
}

/** Adds a column unless its name is taken; says so if it is. */
export function addColumn(ctx: Context, entity: Entity, column: Column, name: Scalar): boolean {
  const taken = entity.columns.get(column.name);
  if (!taken) {
    entity.columns.set(column.name, column);
    return true;
  }
  complain(ctx, 'name-clash', { name: column.name, entity: entity.name, kind: taken.kind }, name);
  return false;
}

export function typeOf(ctx: Context, type: Scalar, unit?: Scalar): ScalarType | undefined {
  const read = readType(type.text, unit?.text);
  if (typeof read !== 'string') return read;
  if (read === 'bad-unit') complain(ctx, 'bad-unit', { unit: (unit ?? type).text }, unit ?? type);
  else if (read === 'unit-not-here') complain(ctx, 'unit-not-here', { type: type.text }, unit ?? type);
  else if (read === 'list-not-here') complain(ctx, 'list-type-not-here', { type: type.text }, type);
  else if (ctx.entities.has(type.text)) complain(ctx, 'entity-as-type', { type: type.text }, type);
  else {
    const near = nearest(type.text, TYPE_NAMES) ?? TYPE_NAMES.join(', ');
    complain(ctx, 'unknown-type', { type: type.text, near }, type);
  }
  return undefined;
}

export function findEntity(ctx: Context, name: Scalar): Entity | undefined {
  const entity = ctx.entities.get(name.text);
  if (entity?.document) return entity;
  const names = [...ctx.entities.values()].flatMap((e) => (e.document ? [e.name] : []));
  const near = nearest(name.text, names) ?? names.join(', ');
  complain(ctx, 'unknown-entity', { name: name.text, near }, name);
  return undefined;
}

export function originOf(name: Scalar): { file: string; line: number; column: number } {
  return { file: name.at.file, line: name.at.line ?? 1, column: name.at.column ?? 1 };
}
