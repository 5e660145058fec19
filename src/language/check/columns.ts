/** What an entity's rows may be given: key parts, references and facts; and what is the model's own to compute. */
import type { Diagnostic } from '../diagnostic.ts';
import type { Scalar } from '../document.ts';
import { suggest } from '../documents/suggest.ts';
import type { Plan, PlanEntity, ScalarType } from '../plan.ts';
import { report } from './messages.ts';

/** Names of columns an entity's data may have → the type a cell is read as. */
export function columnsOf(plan: Plan, entity: PlanEntity): Map<string, ScalarType> {
  const columns = new Map<string, ScalarType>();
  for (const reference of entity.references) {
    if (reference.kind !== 'column') continue;
    const key = plan.entities.find((target) => target.name === reference.to)?.key ?? [];
    // A reference to a row with a composite key takes a column for each part.
    if (key.length > 1) for (const part of key) columns.set(`${reference.name}.${part.name}`, part.type);
    else columns.set(reference.name, key[0]?.type ?? { kind: 'text' });
  }
  for (const fact of entity.facts) columns.set(fact.name, fact.type);
  for (const part of entity.key) columns.set(part.name, part.type);
  return columns;
}

/** Is the name one the model computes in this entity? */
function isComputed(entity: PlanEntity, name: string): boolean {
  return (
    entity.terms.some((term) => term.name === name && term.hiddenIn === undefined) ||
    entity.references.some((reference) => reference.name === name && reference.kind !== 'column')
  );
}

/** A name given to an entity must be a column of it, and not one the model computes. */
export function checkName(
  name: Scalar,
  known: ReadonlyMap<string, ScalarType>,
  entity: PlanEntity,
  diagnostics: Diagnostic[],
): void {
  if (known.has(name.text)) return;
  const data = { entity: entity.name, name: name.text };
  diagnostics.push(
    isComputed(entity, name.text)
      ? report('fact-is-computed', data, name.at)
      : suggest(report('unknown-fact', { ...data }, name.at), name.text, known.keys()),
  );
}

/** What a test may expect of a row: terms, facts, references, and the columns of its element. */
export function figuresOf(plan: Plan, entity: PlanEntity): Map<string, ScalarType> {
  const figures = columnsOf(plan, entity);
  for (const reference of entity.references)
    figures.set(reference.name, { kind: 'reference', entity: reference.to });
  for (const element of entity.elements) figures.set(element.name, element.type);
  for (const term of entity.terms) if (term.hiddenIn === undefined) figures.set(term.name, term.type);
  return figures;
}

/** The entity whose rows this one is made from, for a hint. */
export function madeFrom(entity: PlanEntity): string | undefined {
  if (entity.rows.kind === 'group') return entity.rows.entity;
  if (entity.rows.kind === 'each') return entity.rows.parent;
  return undefined;
}

export function typeName(type: ScalarType): string {
  return type.kind === 'number' ? 'number' : type.kind;
}
