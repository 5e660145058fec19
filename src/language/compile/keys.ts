/** Keys: which columns name a row, with references spelled out as the key parts of their target. */
import type { Expression, KeyPart } from '../plan.ts';
import { complain } from './context.ts';
import type { Context } from './context.ts';
import { need, Silent } from './drive.ts';
import type { Entity } from './symbols.ts';

/** May suspend: a group's or an `each` row's key has the types of what it is made from. */
export function keyOf(ctx: Context, entity: Entity, seen: Entity[] = []): KeyPart[] {
  if (entity.key) return entity.key;
  if (seen.includes(entity)) {
    const circle = [...seen.slice(seen.indexOf(entity)), entity].map((e) => e.name).join(' → ');
    complain(ctx, 'key-circle', { circle }, entity.at);
    for (const member of seen) member.key = [];
    throw new Silent();
  }
  const deeper = [...seen, entity];
  const parts: KeyPart[] = [];
  if (entity.group) {
    need(entity.group.task);
    for (const { name, value } of entity.group.by ?? []) parts.push({ name, type: value.type });
  } else if (entity.each) {
    need(entity.each.task);
    parts.push(...spelled(ctx, entity.each.of, entity.each.of.name, deeper));
    if (entity.each.part) parts.push(entity.each.part);
  } else if (entity.document) {
    const names = entity.document.key.length ? entity.document.key.map((part) => part.text) : ['id'];
    for (const name of names) {
      const column = entity.columns.get(name);
      if (column?.kind === 'reference') parts.push(...spelled(ctx, column.reference.to, name, deeper));
      else if (column?.kind === 'party') parts.push({ name, type: { kind: 'party' } });
      else if (column?.kind === 'fact') parts.push({ name, type: column.type });
      else parts.push({ name, type: { kind: 'text' } });
    }
  }
  entity.key = parts;
  return parts;
}

/** `aco` where the target has one key part, else `stratum.aco`, `stratum.enrolment`. */
function spelled(ctx: Context, target: Entity, name: string, seen: Entity[] = []): KeyPart[] {
  const key = keyOf(ctx, target, seen);
  if (key.length === 1) return [{ name, type: (key[0] as KeyPart).type }];
  return key.map((part) => ({ name: `${name}.${part.name}`, type: part.type }));
}

/** The key of the row that a reference (an expression of type reference) leads to, as columns read through it. */
export function keyColumns(ctx: Context, target: Entity, reference: Expression): Expression[] {
  if (reference.op !== 'column') return [];
  const { row } = reference;
  const path = [...reference.path, reference.name];
  return keyOf(ctx, target).map(({ name, type }) => ({
    op: 'column',
    row,
    path,
    entity: target.name,
    name,
    type,
  }));
}
