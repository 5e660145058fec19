/** The lists and columns an entity can name (`docs/language.md` §4, "Lists"). */
import type { Entity, Model, Reference } from './model.ts';
import type { Type } from './types.ts';

export interface NamedList {
  written: string;
  of: Entity;
}

export interface Column {
  /** With its path, without the row's own prefix. */
  written: string;
  type: Type;
  optional: boolean;
  /** Read by a path through references. */
  far: boolean;
}

export function entityOf(model: Model, name: string): Entity {
  return model.entities.find((e) => e.name === name)!;
}

function toEntities(entity: Entity): Reference[] {
  return entity.references.filter((r) => r.kind !== 'party');
}

/** Every path of references from one entity to another. */
export function paths(model: Model, from: Entity, to: string): Reference[][] {
  return toEntities(from).flatMap((reference) => {
    const rest = paths(model, entityOf(model, reference.to), to).map((path) => [reference, ...path]);
    return reference.to === to ? [[reference], ...rest] : rest;
  });
}

/** Lists by bare name in the entity: those that lead here by one path, and those a reference names. */
function listsIn(model: Model, entity: Entity): NamedList[] {
  if (entity.kind === 'root') {
    return model.entities.filter((e) => e !== entity).map((of) => ({ written: of.name, of }));
  }
  return model.entities.flatMap((of): NamedList[] => {
    const found = paths(model, of, entity.name);
    const named = found.filter((path) => path.length === 1 && path[0]!.list).map((path) => path[0]!.list!);
    const unnamed = found.length === 1 && named.length === 0 ? [of.name] : [];
    return [...named, ...unnamed].map((written) => ({ written, of }));
  });
}

/** All that a row of the entity can name: its own lists, its relatives', everybody's, and lists of lists. */
export function listsFrom(model: Model, entity: Entity): NamedList[] {
  const own = listsIn(model, entity);
  const nested = own.flatMap((list) =>
    listsIn(model, list.of).map((inner) => ({ written: `${list.written}.${inner.written}`, of: inner.of })),
  );
  const relatives = walks(model, entity, 2).flatMap(({ path, at }) =>
    listsIn(model, at).map((list) => ({ written: `${path.join('.')}.${list.written}`, of: list.of })),
  );
  const all = model.entities
    .filter((e) => e.kind !== 'root')
    .map((of) => ({ written: `agreement.${of.name}`, of }));
  return entity.kind === 'root' ? [...own, ...nested] : [...own, ...nested, ...relatives, ...all];
}

/** Lists of the entity's own rows, me among them. */
export function siblings(model: Model, entity: Entity): NamedList[] {
  if (entity.kind === 'root') return [];
  return listsFrom(model, entity).filter((list) => list.of === entity);
}

/** The rows that lead from here, `most` steps away at most. */
export function walks(model: Model, entity: Entity, most: number): { path: string[]; at: Entity }[] {
  if (most === 0) return [];
  return toEntities(entity).flatMap((reference) => {
    const at = entityOf(model, reference.to);
    const further = walks(model, at, most - 1).map((w) => ({ path: [reference.name, ...w.path], at: w.at }));
    return [{ path: [reference.name], at }, ...further];
  });
}

function ownColumns(entity: Entity): Omit<Column, 'far'>[] {
  const facts = entity.facts.filter((f) => !entity.key.some((part) => part.name === f.name));
  return [
    ...entity.key
      .filter((part) => !part.reference)
      .map((part) => ({ written: part.name, type: part.type, optional: false })),
    ...facts.map((f) => ({ written: f.name, type: f.declared.type, optional: f.optional })),
    ...entity.elements.map((e) => ({ written: e.name, type: e.type, optional: false })),
    ...entity.terms.flatMap((t) =>
      (t.parts?.map((part) => `${t.name}.${part}`) ?? [t.name]).map((written) => ({
        written,
        type: t.type,
        optional: false,
      })),
    ),
  ];
}

export function columnsOf(model: Model, entity: Entity): Column[] {
  const root = model.entities.find((e) => e.kind === 'root')!;
  const near = ownColumns(entity).map((c) => ({ ...c, far: false }));
  const far = walks(model, entity, 2).flatMap(({ path, at }) =>
    ownColumns(at).map((c) => ({ ...c, written: [...path, c.written].join('.'), far: true })),
  );
  const shared =
    entity === root
      ? []
      : ownColumns(root).map((c) => ({ ...c, written: `agreement.${c.written}`, far: true }));
  return [...near, ...far, ...shared];
}
