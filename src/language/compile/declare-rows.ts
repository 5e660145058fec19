/** Entities whose rows are made from others: groups and `each`. */
import type { Scalar } from '../document.ts';
import { parseEach } from '../formula/parse.ts';
import type { Node } from '../formula/ast.ts';
import { attempt, complain, note, parse } from './context.ts';
import type { Context } from './context.ts';
import { addColumn, checkName, findEntity } from './declare-names.ts';
import { task } from './drive.ts';
import type { Entity, Group, Reference } from './symbols.ts';

export function declareGroup(ctx: Context, entity: Entity): void {
  const document = entity.document?.group;
  const of = document && findEntity(ctx, document.of);
  if (!document || !of) return;
  const group: Group = { entity, of, parts: [], task: task(`${entity.name} (group)`, document.of.at) };
  for (const { name, formula } of document.by) {
    const node = parse(ctx, formula);
    if (!node) group.task.state = 'failed';
    else if (checkName(ctx, name, false)) group.parts.push({ name: name.text, node, source: formula });
  }
  if (document.where) {
    const node = parse(ctx, document.where);
    if (node) group.where = { node, source: document.where };
    else group.task.state = 'failed';
  }
  entity.group = group;
  give(ctx, of, entity, 'group', entity.name, document.of);
}

export function declareEach(ctx: Context, entity: Entity): void {
  const document = entity.document?.each;
  const of = document && findEntity(ctx, document.of);
  if (!document || !of || !checkName(ctx, document.variable, false)) return;
  give(ctx, entity, of, 'parent', of.name, document.of);
  const read = attempt(ctx, () => parseEach(document.list));
  const made = task(`${entity.name} (each)`, document.list.at);
  const variable = document.variable.text;
  if (!read) made.state = 'failed';
  else {
    note(ctx, read.list);
    if (read.body && !(read.body.kind === 'name' && read.body.name === read.variable)) {
      complain(ctx, 'each-returns-itself', { variable: read.variable ?? variable }, document.list);
      made.state = 'failed';
    }
  }
  const node: Node = read?.list ?? { kind: 'null', from: 0, to: 0 };
  entity.each = { entity, of, variable, source: document.list, node, task: made, elements: [] };
  const parameter = node.kind === 'name' ? ctx.parameters.get(node.name) : undefined;
  if (parameter?.kind === 'records') {
    const fields = new Map(parameter.columns.map((column) => [column.name, column.type]));
    addColumn(ctx, entity, { kind: 'record', name: variable, fields }, document.variable);
  } else addColumn(ctx, entity, { kind: 'key', name: variable, task: made }, document.variable);
}

/** The reference that a group gives its cases, and an `each` row its parent. */
function give(
  ctx: Context,
  from: Entity,
  to: Entity,
  kind: 'group' | 'parent',
  name: string,
  at: Scalar,
): void {
  const reference: Reference = { name, from, to, kind, at: at.at };
  if (kind === 'group' && to.group) reference.group = to.group;
  if (addColumn(ctx, from, { kind: 'reference', name, reference }, at)) from.references.push(reference);
}

/**
 * A part of a group's key that is a reference of its source makes the group lead there too. Which parts are is seen
 * from names alone, before types: references are what lists are found by.
 */
export function declareGroupReferences(ctx: Context): void {
  const done = new Set<Entity>();
  const visit = (entity: Entity): void => {
    const group = entity.group;
    if (!group || done.has(entity)) return;
    done.add(entity);
    const names = entity.document?.group?.by ?? [];
    for (const part of group.parts) {
      const name = names.find((by) => by.name.text === part.name)?.name;
      if (!name) continue;
      const to = leadsTo(group.of, part.node, visit);
      if (to) {
        part.to = to;
        const reference: Reference = { name: part.name, from: entity, to, kind: 'column', at: name.at };
        if (addColumn(ctx, entity, { kind: 'reference', name: part.name, reference }, name))
          entity.references.push(reference);
      } else addColumn(ctx, entity, { kind: 'key', name: part.name, task: group.task }, name);
    }
  };
  for (const entity of ctx.entities.values()) visit(entity);
}

function leadsTo(from: Entity, node: Node, visit: (entity: Entity) => void): Entity | undefined {
  const at = node.kind === 'path' ? leadsTo(from, node.of, visit) : from;
  if (!at || (node.kind !== 'name' && node.kind !== 'path')) return undefined;
  visit(at);
  const column = at.columns.get(node.name);
  return column?.kind === 'reference' ? column.reference.to : undefined;
}
