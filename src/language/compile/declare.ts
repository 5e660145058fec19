/** From a model document to symbols: entities with their columns, parameters, terms and payments; clashes of names. */
import type { EntityDocument, Scalar } from '../document.ts';
import { complain, parse } from './context.ts';
import type { Context } from './context.ts';
import { declareEach, declareGroup, declareGroupReferences } from './declare-rows.ts';
import { addColumn, checkName, findEntity, originOf, typeOf } from './declare-names.ts';
import { task } from './drive.ts';
import type { Column, Entity, Reference } from './symbols.ts';

export function newEntity(name: string, index: number, at: Scalar['at'], document?: EntityDocument): Entity {
  return {
    name,
    index,
    at,
    ...(document && { document }),
    columns: new Map(),
    facts: [],
    references: [],
    terms: [],
    incoming: [],
    lists: new Map(),
    hidden: new Map(),
    hiddenCount: new Map(),
    planTerms: [],
  };
}

export function declareEntities(ctx: Context): void {
  for (const document of ctx.document.entities) {
    if (!checkName(ctx, document.name) || ctx.entities.has(document.name.text)) continue;
    const entity = newEntity(document.name.text, ctx.entities.size, document.name.at, document);
    ctx.entities.set(entity.name, entity);
  }
  const documented = [...ctx.entities.values()].filter((entity) => entity.document);
  for (const entity of documented) declareFacts(ctx, entity);
  // Groups and parents give references to others: before those others declare their own, so that a second one is found.
  for (const entity of documented) if (entity.document?.group) declareGroup(ctx, entity);
  for (const entity of documented) if (entity.document?.each) declareEach(ctx, entity);
  for (const entity of documented) declareReferences(ctx, entity);
  declareGroupReferences(ctx);
  for (const entity of documented) declareKey(ctx, entity);
  for (const entity of documented) declareDated(ctx, entity);
  for (const entity of documented) {
    for (const reference of entity.references) {
      if (reference.list) reference.to.lists.set(reference.list, reference);
      else reference.to.incoming.push(reference);
    }
  }
}

function declareFacts(ctx: Context, entity: Entity): void {
  for (const fact of entity.document?.facts ?? []) {
    if (!checkName(ctx, fact.name, false)) continue;
    const type = typeOf(ctx, fact.type, fact.unit);
    if (!type) {
      addColumn(ctx, entity, { kind: 'broken', name: fact.name.text }, fact.name);
      continue;
    }
    if (fact.oneOf && type.kind !== 'text')
      complain(ctx, 'one-of-not-text', { name: fact.name.text }, fact.name);
    const oneOf = fact.oneOf?.map((value) => value.text);
    const column: Column = {
      kind: 'fact',
      name: fact.name.text,
      type,
      optional: fact.optional,
      ...(oneOf && { oneOf: new Set(oneOf) }),
    };
    if (!addColumn(ctx, entity, column, fact.name)) continue;
    entity.facts.push({
      name: fact.name.text,
      type,
      optional: fact.optional,
      ...(oneOf && { oneOf }),
      ...(fact.title && { title: fact.title }),
      ...(fact.unit && { unit: fact.unit.text }),
      origin: originOf(fact.name),
    });
  }
}

function declareReferences(ctx: Context, entity: Entity): void {
  for (const document of entity.document?.references ?? []) {
    const name = document.name.text;
    if (!checkName(ctx, document.name, false)) continue;
    if (document.to.text === 'party') {
      if (document.by) complain(ctx, 'party-not-computed', { name }, document.name);
      addColumn(ctx, entity, { kind: 'party', name }, document.name);
      continue;
    }
    const to = findEntity(ctx, document.to);
    if (!to) {
      addColumn(ctx, entity, { kind: 'broken', name }, document.name);
      continue;
    }
    const given = entity.columns.get(name);
    if (
      given?.kind === 'reference' &&
      given.reference.kind !== 'column' &&
      given.reference.kind !== 'computed'
    ) {
      const giver = given.reference.to.name;
      complain(ctx, 'reference-given-already', { name, giver, entity: entity.name }, document.name);
      continue;
    }
    const reference: Reference = {
      name,
      from: entity,
      to,
      kind: document.by ? 'computed' : 'column',
      document,
      at: document.name.at,
      ...(document.list && { list: document.list.text }),
    };
    if (document.by) {
      reference.task = task(`${entity.name}.${name}`, document.name.at);
      const nodes = document.by.map((source) => ({ source, node: parse(ctx, source) }));
      if (nodes.some(({ node }) => !node)) reference.task.state = 'failed';
      else reference.nodes = nodes.flatMap(({ source, node }) => (node ? [{ source, node }] : []));
    }
    if (!addColumn(ctx, entity, { kind: 'reference', name, reference }, document.name)) continue;
    entity.references.push(reference);
    if (document.list && checkName(ctx, document.list)) {
      const list = document.list.text;
      if (to.lists.has(list) || to.columns.has(list) || ctx.entities.has(list))
        complain(ctx, 'list-name-taken', { name: list, entity: to.name }, document.list);
    }
  }
}

/** Key parts that are neither facts nor references are text columns; without a key there is one, `id`. */
function declareKey(ctx: Context, entity: Entity): void {
  if (entity.group || entity.each || !entity.document) return;
  if (entity.document.key.length === 0) {
    if (!entity.columns.has('id'))
      entity.columns.set('id', { kind: 'key', name: 'id', type: { kind: 'text' } });
    else complain(ctx, 'id-not-key', { entity: entity.name }, entity.document.name);
    return;
  }
  for (const part of entity.document.key) {
    if (!checkName(ctx, part, false)) continue;
    const column = entity.columns.get(part.text);
    if (column?.kind === 'fact' && column.optional) complain(ctx, 'optional-key', { name: part.text }, part);
    if (column?.kind === 'reference' && column.reference.kind === 'computed')
      complain(ctx, 'computed-key', { name: part.text }, part);
    if (!column) entity.columns.set(part.text, { kind: 'key', name: part.text, type: { kind: 'text' } });
  }
}

function declareDated(ctx: Context, entity: Entity): void {
  const source = entity.document?.dated;
  if (!source) return;
  const node = parse(ctx, source);
  if (node) entity.dated = { source, node, task: task(`${entity.name}.dated`, source.at) };
}

export function declareTerms(ctx: Context): void {
  for (const document of ctx.document.terms) {
    const entity =
      document.entity.text === 'agreement' ? ctx.agreement : findEntityOnce(ctx, document.entity);
    if (!entity || !checkName(ctx, document.name, false)) continue;
    const name = document.name.text;
    if (ctx.parameters.has(name)) {
      complain(ctx, 'term-named-as-parameter', { name }, document.name);
      continue;
    }
    const node = parse(ctx, document.formula);
    const made = task(`${entity.name}.${name}`, document.name.at);
    if (!node) made.state = 'failed';
    const empty = { kind: 'null', from: 0, to: 0 } as const;
    const term = { entity, name, document, node: node ?? empty, task: made, yes: [], no: [] };
    if (addColumn(ctx, entity, { kind: 'term', name, term }, document.name)) entity.terms.push(term);
  }
}

const saidUnknown = new WeakMap<Context, Set<string>>();

/** An unknown entity in `terms` is said once, not once a term. */
function findEntityOnce(ctx: Context, name: Scalar): Entity | undefined {
  if (ctx.entities.get(name.text)?.document) return ctx.entities.get(name.text);
  const said = saidUnknown.get(ctx) ?? new Set();
  saidUnknown.set(ctx, said);
  if (!said.has(name.text)) findEntity(ctx, name);
  said.add(name.text);
  return undefined;
}
