/** What the names in a formula stand for, by title. Resolved loosely: a name without a title is shown as it is written. */
import type { Node } from '../../language/formula/ast.ts';
import { parseFormula } from '../../language/formula/parse.ts';
import { fill, type Lang } from '../../language/diagnostic.ts';
import type { Localized, Plan, PlanEntity } from '../../language/plan.ts';
import { formulaWords as words } from '../messages.ts';

export interface Names {
  plan: Plan;
  /** Where bare names are looked up, innermost first: the element of a list, then the row itself. */
  entities: readonly PlanEntity[];
  /** Variables of `for`, `some`, `every`: what their elements are. */
  variables: ReadonlyMap<string, PlanEntity | undefined>;
  lang: Lang;
}

export function namesOf(plan: Plan, entity: string, lang: Lang): Names {
  return { plan, entities: entitiesNamed(plan, entity), variables: new Map(), lang };
}

function entitiesNamed(plan: Plan, ...names: string[]): PlanEntity[] {
  return names.flatMap((name) => plan.entities.find((one) => one.name === name) ?? []);
}

/** Undefined where the text is no formula of the language. */
export function parsed(text: string): Node | undefined {
  const at = { file: '', line: 1, column: 1 };
  try {
    return parseFormula({ text, at, locate: () => at }).node;
  } catch {
    return undefined;
  }
}

export function within(names: Names, entity: PlanEntity | undefined): Names {
  return entity ? { ...names, entities: [entity, ...names.entities] } : names;
}

export function withVariable(names: Names, variable: string, entity: PlanEntity | undefined): Names {
  return { ...names, variables: new Map([...names.variables, [variable, entity]]) };
}

/** The entity whose row (or rows) a node stands for. */
export function entityOf(names: Names, node: Node): PlanEntity | undefined {
  const { plan, entities, variables } = names;
  switch (node.kind) {
    case 'name':
      return variables.has(node.name) ? variables.get(node.name) : reached(plan, entities, node.name);
    case 'path': {
      const from = entityOf(names, node.of);
      return reached(plan, from ? [from] : [], node.name);
    }
    case 'filter':
      return entityOf(names, node.of);
    case 'call':
      return node.args[0] ? entityOf(names, node.args[0]) : undefined;
    default:
      return undefined;
  }
}

/** Where a name leads from rows of `from`: by a reference, to all rows of an entity, or to the list of those that lead here. */
function reached(plan: Plan, from: readonly PlanEntity[], name: string): PlanEntity | undefined {
  const reference = from.flatMap((one) => one.references).find((one) => one.name === name);
  return entitiesNamed(plan, reference?.to ?? name)[0] ?? listNamed(plan, name);
}

/** The entity whose rows are a list with a name of its own: `hospital: { to: hospital, list: finding }`. */
const listNamed = (plan: Plan, name: string): PlanEntity | undefined =>
  plan.entities.find(({ references }) => references.some(({ list }) => list === name));

/**
 * What the row or rows a name leads to are called: the model's own word for the name, else their entity's title. Two references to the same entity
 * (from and to) are told apart only by their names.
 */
function rowsTitle(plan: Plan, from: readonly PlanEntity[], name: string): Localized | undefined {
  const word = plan.words?.[name];
  for (const { references } of from) {
    const reference = references.find((one) => one.name === name);
    if (!reference) continue;
    const alone = references.filter(({ to }) => to === reference.to).length === 1;
    return word ?? (alone || name === reference.to ? entitiesNamed(plan, reference.to)[0]?.title : undefined);
  }
  const entity = entitiesNamed(plan, name)[0] ?? listNamed(plan, name);
  return entity && (entity.title ?? word);
}

/** Is a node a list of rows, and not the one row a reference leads to? */
export function isList(names: Names, node: Node): boolean {
  if (node.kind === 'filter') return true;
  if (node.kind === 'call') return node.name === 'preceding';
  if (node.kind !== 'name' && node.kind !== 'path') return false;
  if (node.kind === 'name') {
    if (node.name === 'agreement' || names.variables.has(node.name)) return false;
    if (names.entities.some((one) => columnTitle(names.plan, one, node.name) || isReference(one, node.name)))
      return false;
    return reached(names.plan, [], node.name) !== undefined;
  }
  const from = entityOf(names, node.of);
  return (
    !!from &&
    !columnTitle(names.plan, from, node.name) &&
    !isReference(from, node.name) &&
    entityOf(names, node) !== undefined
  );
}

const isReference = (entity: PlanEntity, name: string) => entity.references.some((one) => one.name === name);

function columnTitle(plan: Plan, entity: PlanEntity, name: string): Localized | undefined {
  const found =
    entity.terms.find((one) => one.name === name) ?? entity.facts.find((one) => one.name === name);
  if (found) return found.title ?? called(plan, name);
  // A reference that is part of the key is called like the row it leads to, never by its name.
  if (isReference(entity, name)) return undefined;
  const bare = [...entity.key, ...entity.elements].some((one) => one.name === name);
  return bare ? called(plan, name) : undefined;
}

/** A name in place of a title it has not. */
const plain = (name: string): Localized => ({ en: name.replaceAll('_', ' '), zh: name });

/** What a column of a table or of records is called: the model's own word for it. */
export const called = (plan: Plan, name: string): Localized => plan.words?.[name] ?? plain(name);

/** A text in a formula, as the model's own words have it. */
export const textCalled = ({ plan, lang }: Names, text: string): string => plan.words?.[text]?.[lang] ?? text;

/** Is it a date? Dates come before and after one another, amounts are below and above. */
export function isDate(names: Names, node: Node): boolean {
  if (node.kind === 'name')
    return node.name === 'as_of' || names.entities.some((one) => hasDate(one, node.name));
  if (node.kind !== 'path') return false;
  if (node.of.kind === 'name' && node.of.name === 'period') return node.name !== 'years';
  const from = entityOf(names, node.of);
  return from !== undefined && hasDate(from, node.name);
}

const hasDate = (entity: PlanEntity, name: string): boolean =>
  [...entity.terms, ...entity.facts, ...entity.key].find((one) => one.name === name)?.type.kind === 'date';

/** `row.share` of the rows a record parameter gives: the column's name, of the parameter. */
export function elementTitle({ entities, plan, lang }: Names, whole: string): string | undefined {
  const owner = entities.find(({ elements, key }) =>
    [...elements, ...key].some(({ name }) => name === whole),
  );
  if (owner?.rows.kind !== 'each' || owner.rows.list.kind !== 'records') return undefined;
  const { parameter } = owner.rows.list;
  const title = plan.parameters.find(({ name }) => name === parameter)?.title;
  const column = called(plan, whole.split('.').at(-1) ?? whole)[lang];
  return title && fill(words.columnOf[lang], { title: title[lang], column });
}

/** What a bare name is called. */
export function nameTitle({ plan, entities, variables, lang }: Names, name: string): string {
  if (!variables.has(name))
    for (const entity of entities) {
      const title = columnTitle(plan, entity, name);
      if (title) return title[lang];
    }
  const parameter = plan.parameters.find((one) => one.name === name);
  const context = CONTEXT[name as keyof typeof CONTEXT];
  return (parameter?.title ??
    rowsTitle(plan, entities, name) ??
    (context && words[context]) ??
    called(plan, name))[lang];
}

/** What the last part of a path is called: a column of the rows before it, the rows it leads on to, or a column of a table. */
export function lastTitle(names: Names, { of, name }: Extract<Node, { kind: 'path' }>): string {
  const { plan, lang } = names;
  const from = entityOf(names, of);
  const title = (from && columnTitle(plan, from, name)) ?? rowsTitle(plan, from ? [from] : [], name);
  return (title ?? called(plan, name))[lang];
}

export const CONTEXT = {
  'period.start': 'periodStart',
  'period.end': 'periodEnd',
  'period.years': 'periodYears',
  as_of: 'asOf',
} as const;
