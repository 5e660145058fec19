/**
 * The order of work: rows, references and terms as soon as what they need is there, with as many terms of an entity in one query as
 * possible. A term that nothing else waits for waits itself, until the entity's last query.
 */
import type { PlanEntity, PlanTerm } from '../../language/plan.ts';
import type { NodeId } from '../dependencies.ts';
import { dependencies, referenceNode, rowsNode, termNode } from '../dependencies.ts';
import { referenceColumn } from '../columns.ts';
import { makeRows } from '../rows/build.ts';
import { resolveReferences } from '../rows/references.ts';
import type { StoredEntity } from '../store.ts';
import type { Work } from '../work.ts';
import { computeTerms } from './terms.ts';

/**
 * Computes everything, into one table per entity; or, on a store that holds a finished run, only the nodes named in `again`, into
 * tables in between that the store then reads in their place.
 */
export async function runStages(work: Work, again?: ReadonlySet<NodeId>): Promise<void> {
  const { store } = work;
  const { needs, exported } = dependencies(store);
  const entities = [...store.entities()];
  const done = new Set<NodeId>(again ? [...needs.keys()].filter((node) => !again.has(node)) : []);
  const finished = new Set<StoredEntity>(
    entities.filter(({ entity }) => nodesOf(entity).every((node) => done.has(node))),
  );
  const ready = (node: NodeId, also?: ReadonlySet<NodeId>) =>
    [...(needs.get(node) ?? [])].every((need) => done.has(need) || also?.has(need) === true);
  const order = termOrder(work);

  const markReferences = (stored: StoredEntity) => {
    for (const { name, to } of stored.entity.references) {
      if (to === 'party' || stored.columns.has(referenceColumn(name)))
        done.add(referenceNode(stored.entity.name, name));
    }
  };

  const makeNextRows = async (): Promise<boolean> => {
    const open = entities.filter(({ rows, entity }) => rows === undefined && ready(rowsNode(entity.name)));
    // Best those all of whose references can be resolved with their rows.
    const next =
      open.find(({ entity }) =>
        entity.references.every(
          ({ kind, to }) => kind !== 'column' || to === 'party' || store.entity(to).rows !== undefined,
        ),
      ) ?? open[0];
    if (!next) return false;
    await makeRows(work, next.entity);
    done.add(rowsNode(next.entity.name));
    for (const stored of entities) if (stored.rows !== undefined) markReferences(stored);
    if (entities.every(({ rows }) => rows !== undefined)) await work.releaseFacts();
    return true;
  };

  const resolveNext = async (): Promise<boolean> => {
    for (const stored of entities) {
      if (stored.rows === undefined) continue;
      const open = stored.entity.references.filter(
        ({ name, kind }) =>
          (kind === 'computed' || kind === 'column') &&
          !done.has(referenceNode(stored.entity.name, name)) &&
          ready(referenceNode(stored.entity.name, name)),
      );
      if (open.length === 0) continue;
      await resolveReferences(work, stored.entity, open);
      markReferences(stored);
      return true;
    }
    return false;
  };

  const computeNext = async (): Promise<boolean> => {
    let partial: { stored: StoredEntity; terms: PlanTerm[] } | undefined;
    for (const stored of entities) {
      if (stored.rows === undefined || finished.has(stored)) continue;
      const { entity } = stored;
      const node = (term: PlanTerm) => termNode(entity.name, term.name);
      const open = (order.get(entity.name) ?? []).filter((term) => !done.has(node(term)));
      const closure = new Set<NodeId>();
      const reachable: PlanTerm[] = [];
      for (const term of open) {
        // Another aggregate of my own list cannot be read in the query that computes it, a formula can.
        const also = term.aggregate || isPosted(work, entity.name, term.name) ? undefined : closure;
        if (!ready(node(term), also)) continue;
        closure.add(node(term));
        reachable.push(term);
      }
      const complete =
        reachable.length === open.length &&
        entity.references.every(({ name }) => done.has(referenceNode(entity.name, name)));
      if (complete) {
        // Rows to which nothing is added are in their final table from the start.
        const whole = stored.rows === work.finalTable(entity.name);
        if (!whole) await computeTerms(work, entity, open, again === undefined);
        for (const term of open) done.add(node(term));
        finished.add(stored);
        return true;
      }
      if (partial) continue;
      const wanted = new Set<NodeId>();
      for (const term of reachable.toReversed()) {
        if (!exported.has(node(term)) && !wanted.has(node(term))) continue;
        wanted.add(node(term));
        for (const need of needs.get(node(term)) ?? []) if (closure.has(need)) wanted.add(need);
      }
      const terms = reachable.filter((term) => wanted.has(node(term)));
      if (terms.length > 0) partial = { stored, terms };
    }
    if (!partial) return false;
    const { stored, terms } = partial;
    await computeTerms(work, stored.entity, terms, false);
    for (const term of terms) done.add(termNode(stored.entity.name, term.name));
    return true;
  };

  while (finished.size < entities.length) {
    if ((await makeNextRows()) || (await resolveNext()) || (await computeNext())) continue;
    const stuck = entities.filter((e) => !finished.has(e)).map(({ entity }) => entity.name);
    throw new Error(`nothing can be computed next for ${stuck.join(', ')}`);
  }
}

/** All that is computed of an entity. */
function nodesOf(entity: PlanEntity): NodeId[] {
  return [
    rowsNode(entity.name),
    ...entity.references.map(({ name }) => referenceNode(entity.name, name)),
    ...entity.terms.map(({ name }) => termNode(entity.name, name)),
  ];
}

function isPosted(work: Work, entity: string, term: string): boolean {
  return work.agreement.plan.posted.some((posted) => posted.entity === entity && posted.term === term);
}

/** The terms of each entity in the plan's order of dependency. */
function termOrder(work: Work): Map<string, PlanTerm[]> {
  const found = new Map<string, PlanTerm[]>();
  const terms = new Map<string, PlanTerm>();
  for (const { entity } of work.store.entities())
    for (const term of entity.terms) terms.set(termNode(entity.name, term.name), term);
  for (const node of work.agreement.plan.order) {
    if (node.node !== 'term') continue;
    const term = terms.get(termNode(node.entity, node.name));
    if (!term) continue;
    const mine = found.get(node.entity) ?? [];
    mine.push(term);
    found.set(node.entity, mine);
  }
  return found;
}
