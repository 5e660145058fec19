/** Compiled symbols → the plan's entities. */
import type { PlanEntity, PlanReference, Rows } from '../plan.ts';
import type { Context } from './context.ts';
import { originOf } from './declare-names.ts';
import { keyOf } from './keys.ts';
import type { Entity, Reference } from './symbols.ts';

export function planEntity(ctx: Context, entity: Entity): PlanEntity {
  const { document } = entity;
  return {
    name: entity.name,
    ...(document?.title && { title: document.title }),
    key: entity === ctx.agreement ? [] : keyOf(ctx, entity),
    rows: rowsOf(ctx, entity),
    facts: entity.facts,
    references: [...entity.references.map(planReference), ...parties(entity)],
    terms: entity.planTerms,
    elements: entity.each?.elements ?? [],
    ...(entity.dated?.expression && { dated: entity.dated.expression }),
    origin: originOf(document?.name ?? { at: entity.at, text: entity.name, locate: () => entity.at }),
  };
}

function rowsOf(ctx: Context, entity: Entity): Rows {
  if (entity === ctx.agreement) return { kind: 'root' };
  const { group, each, document } = entity;
  if (group) {
    const by = group.by ?? [];
    return { kind: 'group', entity: group.of.name, by, ...(group.filter && { where: group.filter }) };
  }
  if (each?.list) return { kind: 'each', parent: each.of.name, variable: each.variable, list: each.list };
  // Ids that references hold are rows enough only where a row has nothing else to be given.
  const inKey = new Set(document?.key.map((part) => part.text));
  const given =
    entity.facts.length > 0 ||
    entity.references.some((reference) => reference.kind === 'column' && !inKey.has(reference.name)) ||
    [...entity.columns.values()].some((column) => column.kind === 'party' && !inKey.has(column.name));
  return { kind: given ? 'bound' : 'referred' };
}

function planReference(reference: Reference): PlanReference {
  const { name, kind, by } = reference;
  const base = {
    name,
    to: reference.to.name,
    ...(reference.list && { list: reference.list }),
    origin: { file: reference.at.file, line: reference.at.line ?? 1, column: reference.at.column ?? 1 },
  };
  if (kind === 'computed') return { ...base, kind, by: by ?? [] };
  if (kind === 'group') {
    const group = reference.group;
    const values = (group?.by ?? []).map((part) => part.value);
    return { ...base, kind, by: values, ...(group?.filter && { where: group.filter }) };
  }
  return { ...base, kind };
}

/** References to parties: columns that hold a party's identifier. */
function parties(entity: Entity): PlanReference[] {
  return (entity.document?.references ?? []).flatMap((document) =>
    entity.columns.get(document.name.text)?.kind === 'party'
      ? [{ name: document.name.text, to: 'party', kind: 'column' as const, origin: originOf(document.name) }]
      : [],
  );
}
