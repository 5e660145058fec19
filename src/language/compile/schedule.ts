/** All that has to be compiled, in the order of the document, each with the task that does it. */
import { visit } from '../formula/ast.ts';
import type { PlanTerm } from '../plan.ts';
import type { Context } from './context.ts';
import type { Task } from './drive.ts';
import { computedBy, eachList, groupKeys, rowDate } from './rows.ts';
import type { Entity, Term } from './symbols.ts';
import { compilePart, compileTerm, partTerm } from './terms.ts';

export interface Work {
  task: Task;
  /** The entity whose terms these are. */
  entity: Entity;
  /** Hidden terms made for it, filled when it is done. */
  hidden: { entity: Entity; term: PlanTerm }[];
  terms: () => PlanTerm[];
  /** Its place in the plan: terms in document order, whatever the order they are compiled in. */
  place: number;
}

export function schedule(ctx: Context): Work[] {
  const works: Work[] = [];
  const add = (
    task: Task,
    owner: { entity: Entity; label: string; hiddenIn: string },
    run: () => void,
    terms: () => PlanTerm[] = () => [],
    place = -1,
  ): void => {
    const work: Work = { task, entity: owner.entity, hidden: [], terms, place };
    task.run = () => {
      ctx.owner = owner;
      ctx.pending = [];
      run();
      work.hidden = keep(ctx);
    };
    works.push(work);
  };
  for (const entity of ctx.entities.values()) {
    const { dated, group, each } = entity;
    if (dated)
      add(dated.task, { entity, label: 'dated', hiddenIn: 'dated' }, () => rowDate(ctx, entity, dated));
    if (group)
      add(group.task, { entity: group.of, label: entity.name, hiddenIn: entity.name }, () =>
        groupKeys(ctx, group),
      );
    if (each)
      add(each.task, { entity: each.of, label: entity.name, hiddenIn: entity.name }, () =>
        eachList(ctx, each),
      );
    for (const reference of entity.references) {
      const { name, task } = reference;
      if (task) add(task, { entity, label: name, hiddenIn: name }, () => computedBy(ctx, reference));
    }
  }
  const terms = [...ctx.entities.values()].flatMap((entity) => entity.terms);
  const places = new Map(terms.map((term, i) => [term, i]));
  for (const term of likelyFirst(terms)) {
    const { entity, name } = term;
    const plan = (): PlanTerm[] => term.partTerms ?? (term.plan ? [term.plan] : []);
    add(
      term.task,
      { entity, label: name, hiddenIn: name },
      () => compileTerm(ctx, term),
      plan,
      places.get(term),
    );
  }
  for (const payment of ctx.payments.values()) {
    for (const key of ['amount', 'due', 'pendingUnless'] as const) {
      const part = payment[key];
      if (!part) continue;
      const owner = { entity: payment.entity, label: part.term, hiddenIn: `payment:${payment.id}` };
      const plan = (): PlanTerm[] => (part.expression ? [partTerm(payment, part)] : []);
      add(part.task, owner, () => compilePart(ctx, payment, part, key), plan, terms.length);
    }
  }
  return works;
}

/** What a task made becomes part of the model. */
function keep(ctx: Context): Work['hidden'] {
  const kept: Work['hidden'] = [];
  for (const { entity, key, base, term, posted } of ctx.pending) {
    entity.hidden.set(key, term);
    entity.hiddenCount.set(base, (entity.hiddenCount.get(base) ?? 0) + 1);
    if (posted) ctx.posted.push(posted);
    kept.push({ entity, term });
  }
  ctx.pending = [];
  return kept;
}

/**
 * Terms in the order in which they most likely need each other, so that few have to wait. A guess from bare names and
 * the last names of paths: `drive` finds what it misses.
 */
function likelyFirst(terms: readonly Term[]): Term[] {
  const byName = new Map<string, Term | null>();
  for (const term of terms) byName.set(term.name, byName.has(term.name) ? null : term);
  const order: Term[] = [];
  const state = new Map<Term, Term[]>();
  for (const start of terms) {
    if (state.has(start)) continue;
    const stack = [start];
    while (stack.length > 0) {
      const term = stack[stack.length - 1] as Term;
      let needed = state.get(term);
      if (!needed) {
        needed = guesses(term, byName);
        state.set(term, needed);
      }
      const next = needed.pop();
      if (!next) {
        order.push(term);
        stack.pop();
      } else if (!state.has(next)) stack.push(next);
    }
  }
  return order;
}

function guesses(term: Term, byName: ReadonlyMap<string, Term | null>): Term[] {
  const found = new Set<Term>();
  visit(term.node, (node) => {
    if (node.kind === 'name') {
      const column = term.entity.columns.get(node.name);
      if (column?.kind === 'term') found.add(column.term);
    } else if (node.kind === 'path') {
      const only = byName.get(node.name);
      if (only) found.add(only);
    }
  });
  return [...found];
}
