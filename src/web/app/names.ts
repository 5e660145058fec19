/** What things of a run are called: columns, entities, parameters, parties. */
import { useMemo } from 'react';
import type { EntityShape, Localized, RunDetail } from '../../server/api.ts';

export interface Names {
  entity(name: string): Localized | null;
  column(entity: string, name: string): Localized | null;
  parameter(name: string): Localized | null;
  hasParameter(name: string): boolean;
  /** A party's name; an id that has none stays as it is. Keys of rows may be such ids. */
  party(id: string): Localized;
  /** A row by its key: parts that are parties by their names, texts of the model by its words. */
  row(key: string): Localized;
  /** Is it a party of the contract itself, not one that rows name? */
  hasRole(id: string): boolean;
  /** What a name in a formula of `entity` is called; `of`: the list it is read from. */
  inFormula(entity: string, name: string, of?: string): Localized | null;
  shape(entity: string): EntityShape | undefined;
  /** What to ask for to explain a payment: its id, or its term where something else of the row is called like the payment. */
  paid(payment: string): string;
}

export function namesOf(detail: RunDetail): Names {
  const entities = new Map(detail.entities.map((one) => [one.name, one]));
  const columns = new Map(
    detail.entities.flatMap(({ name, columns: all }) =>
      all.map((one) => [`${name} ${one.name}`, one] as const),
    ),
  );
  const parameters = new Map(detail.summary.parameters.map((one) => [one.name, one.title ?? null]));
  const column = (entity: string, name: string) => columns.get(`${entity} ${name}`)?.title ?? null;
  const parties = new Map(detail.summary.parties.map((one) => [one.id, one.name]));
  const knows = (id: string) => parties.has(id);
  const party = (id: string): Localized => parties.get(id) ?? { en: id, zh: id };
  /** The entity a list or reference leads to from here. */
  const led = (entity: string, name: string): string => {
    if (entities.has(name)) return name;
    const type = columns.get(`${entity} ${name}`)?.type;
    return type?.kind === 'reference' ? type.entity : name;
  };
  return {
    entity: (name) => entities.get(name)?.title ?? null,
    column,
    parameter: (name) => parameters.get(name) ?? null,
    hasParameter: (name) => parameters.has(name),
    hasRole: (id) => detail.summary.parties.some((one) => one.id === id && one.role !== null),
    party,
    row(key) {
      const parts = key.split(',');
      if (parts.length === 1) return party(key);
      const names = parts.map((part) => (knows(part) ? party(part) : (detail.words[part] ?? party(part))));
      if (names.every(({ zh }, i) => zh === parts[i])) return party(key);
      return { en: names.map(({ en }) => en).join(', '), zh: names.map(({ zh }) => zh).join('，') };
    },
    inFormula(entity, name, of) {
      if (of !== undefined) {
        const last = of.split('.').at(-1) ?? of;
        const found = column(led(entity, last), name);
        if (found) return found;
      }
      const entityTitle = entities.get(name)?.title;
      return column(entity, name) ?? parameters.get(name) ?? entityTitle ?? column('agreement', name);
    },
    shape: (entity) => entities.get(entity),
    paid(id) {
      const payment = detail.summary.payments.find((one) => one.id === id);
      if (!payment || !columns.has(`${payment.entity} ${id}`)) return id;
      return columns.has(`${payment.entity} ${payment.formula}`) ? payment.formula : id;
    },
  };
}

export function useNames(detail: RunDetail): Names {
  return useMemo(() => namesOf(detail), [detail]);
}
