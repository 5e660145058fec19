/** The columns of an entity as the pages see them: hidden terms are left out. */
import { describe } from '../../language/compile/dimensions.ts';
import type { Localized, Plan, PlanEntity } from '../../language/plan.ts';
import type { EntityShape } from '../api.ts';
import { called, formulaInWords } from '../../statement/index.ts';
import { failure } from '../http/problem.ts';

export type ShapeColumn = EntityShape['columns'][number];

export function shapesOf(plan: Plan, rows: Readonly<Record<string, number>>): EntityShape[] {
  return plan.entities.map((entity) => ({
    name: entity.name,
    title: entity.title ?? null,
    rows: rows[entity.name] ?? (entity.rows.kind === 'root' ? 1 : 0),
    columns: columnsOf(entity, plan),
  }));
}

/** `row.share` of the rows a record parameter gives: the column's name, and of which parameter. */
function elementTitle(plan: Plan, { rows }: PlanEntity, name: string): Localized | null {
  if (rows.kind !== 'each' || rows.list.kind !== 'records') return null;
  const { parameter } = rows.list;
  const title = plan.parameters.find((one) => one.name === parameter)?.title;
  const column = called(plan, name.split('.').at(-1) ?? name);
  return title ? { en: `${title.en}: ${column.en}`, zh: `${title.zh}：${column.zh}` } : null;
}

/** Keys, references, facts and terms, in the document's order. */
export function columnsOf(entity: PlanEntity, plan?: Plan): ShapeColumn[] {
  const plain = { title: null, unit: null, formula: null, words: null, source: null };
  const keys = entity.key
    .filter(({ name }) => !entity.references.some((reference) => reference.name === name))
    .map(({ name, type }): ShapeColumn => ({ ...plain, name, kind: 'key', type }));
  const references = entity.references.map(({ name, to }): ShapeColumn => ({
    ...plain,
    name,
    kind: 'reference',
    type: to === 'party' ? { kind: 'party' } : { kind: 'reference', entity: to },
  }));
  const elements = entity.elements
    .filter(({ name }) => !entity.key.some((part) => part.name === name))
    .map(({ name, type }): ShapeColumn => ({
      ...plain,
      name,
      title: plan ? elementTitle(plan, entity, name) : null,
      kind: 'fact',
      type,
    }));
  const facts = entity.facts
    .filter(({ name }) => !entity.key.some((part) => part.name === name))
    .map(({ name, type, title, unit }): ShapeColumn => ({
      ...plain,
      name,
      title: title ?? null,
      kind: 'fact',
      type,
      unit: unit ?? unitOf(type),
    }));
  const terms = entity.terms
    .filter(({ hiddenIn }) => hiddenIn === undefined)
    .map(({ name, type, title, formula, source }): ShapeColumn => ({
      name,
      title: title ?? null,
      kind: 'term',
      type,
      unit: unitOf(type),
      formula,
      words: plan ? formulaInWords(plan, entity.name, formula) : null,
      source: source ?? null,
    }));
  const seen = new Set<string>();
  return [...keys, ...references, ...elements, ...facts, ...terms].filter(
    ({ name }) => !seen.has(name) && seen.add(name),
  );
}

/** As an author writes it: `money/person_year`; nothing of what has no unit. */
function unitOf(type: ShapeColumn['type']): string | null {
  return type.kind === 'number' && Object.keys(type.dimensions).length > 0 ? describe(type) : null;
}

export function entityOf(plan: Plan, name: string): PlanEntity {
  const entity = plan.entities.find((one) => one.name === name);
  if (entity) return entity;
  const names = plan.entities.map((one) => one.name).join(', ');
  throw failure(404, 'no-entity', { entity: name.slice(0, 100), names });
}

export function columnOf(entity: PlanEntity, name: string): ShapeColumn {
  const columns = columnsOf(entity);
  const column = columns.find((one) => one.name === name);
  if (column) return column;
  const names = columns.map((one) => one.name).join(', ');
  throw failure(404, 'no-term', { entity: entity.name, name: name.slice(0, 100), names });
}

/** A column to be explained: one that is seen, a hidden term, or a payment's id, which stands for the term that is its amount. */
export function figureOf(plan: Plan, entity: PlanEntity, name: string): string {
  const known = [...entity.terms, ...entity.facts, ...entity.references, ...entity.key, ...entity.elements];
  if (known.some((one) => one.name === name)) return name;
  const payment = plan.payments.find(({ id, for: owner }) => id === name && owner === entity.name);
  if (payment) return amountTerm(payment);
  return columnOf(entity, name).name;
}

/** `amount: shared_savings` is the term itself, which has a title and a formula of its own. */
export function amountTerm({ amount, terms }: Plan['payments'][number]): string {
  const named = amount.op === 'column' && amount.row === 'me' && amount.path.length === 0;
  return named ? amount.name : terms.amount;
}
