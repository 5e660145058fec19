/** Computes terms of one entity in one query, and makes the entity's final table with the last of them. */
import type { PlanEntity, PlanTerm } from '../../language/plan.ts';
import { quoteIdentifier as q } from '../../warehouse/warehouse.ts';
import type { Binding } from '../aggregates/index.ts';
import { aggregate } from '../aggregates/index.ts';
import { LINE, RID, SOURCE } from '../columns.ts';
import { Frame } from '../frame.ts';
import { lower } from '../lower/expression.ts';
import type { Output, Step } from '../lower/steps.ts';
import { levelsOf, sql } from '../lower/steps.ts';
import { postedBinding } from '../payments/posted.ts';
import type { Work } from '../work.ts';

/** `terms` in an order in which each stands after the others it reads. With `last`, makes the entity's final table. */
export async function computeTerms(
  work: Work,
  entity: PlanEntity,
  terms: readonly PlanTerm[],
  last: boolean,
): Promise<void> {
  // Every column stands in every level of a query, so that its text grows with the square of its terms.
  if (terms.length <= TERMS) return computeBatch(work, entity, terms, last);
  // Nor can one table have any number of columns: a chunk of rows of all of them must fit in memory, several times over.
  const apart = last && terms.length > WIDEST;
  for (let from = 0; from < terms.length; from += TERMS)
    await computeBatch(work, entity, terms.slice(from, from + TERMS), false, apart);
  if (last) await computeBatch(work, entity, [], true);
}

/** Terms of one query. */
const TERMS = 250;
/** Terms of one table of the finished run; an entity with more has further tables beside it (`finalPart`). */
const WIDEST = 1000;

async function computeBatch(
  work: Work,
  entity: PlanEntity,
  terms: readonly PlanTerm[],
  last: boolean,
  apart = false,
): Promise<void> {
  work.begin(entity.name);
  const posted = new Map<string, Binding>();
  for (const term of terms) {
    const found = work.agreement.plan.posted.find((p) => p.entity === entity.name && p.term === term.name);
    if (found) posted.set(term.name, await postedBinding(work, found));
  }
  const bindings = await aggregate(
    work,
    entity.name,
    terms.filter(({ name }) => !posted.has(name)),
  );
  const binding = (term: PlanTerm) => posted.get(term.name) ?? bindings.get(term.name);
  // A chain of formulas is as many selects deep: what is computed so far is kept, and the rest read from there.
  let rest = terms;
  for (;;) {
    const lowered = lowerTerms(work, entity, rest, binding);
    const levels = levelsOf(lowered.outputs);
    if (rest.length === 0 || levels <= LEVELS || rest.length === 1) {
      // What was there before would stand in every level only to be copied: it is gathered by a flat query then.
      const apartFirst =
        last && rest.length > 0 && levels * work.store.entity(entity.name).columns.size > CARRIED;
      await writeTerms(work, entity, lowered, last && !apartFirst, apart);
      if (apartFirst) await writeTerms(work, entity, lowerTerms(work, entity, [], binding), true, apart);
      break;
    }
    let count = Math.floor(rest.length / 2);
    let part = lowerTerms(work, entity, rest.slice(0, count), binding);
    while (count > 1 && levelsOf(part.outputs) > LEVELS) {
      count = Math.floor(count / 2);
      part = lowerTerms(work, entity, rest.slice(0, count), binding);
    }
    await writeTerms(work, entity, part, false, apart);
    rest = rest.slice(count);
  }
  await work.release();
}

/** Selects in one another: the database reads some hundreds, and every column stands in each of them. */
const LEVELS = 60;
/** Names written only to carry columns outwards. */
const CARRIED = 3000;

interface Lowered {
  frame: Frame;
  steps: Map<string, Step>;
  outputs: Output[];
}

/** The terms as steps of one query over the entity's rows. */
function lowerTerms(
  work: Work,
  entity: PlanEntity,
  terms: readonly PlanTerm[],
  binding: (term: PlanTerm) => Binding | undefined,
): Lowered {
  const frame = Frame.of(work, 'me', entity.name);
  const steps = new Map<string, Step>();
  for (const term of terms) {
    const step = binding(term)?.(frame) ?? lowerTerm(frame, term);
    steps.set(term.name, step);
    frame.local.set(term.name, step);
  }
  const outputs = [...steps].map(([name, step]) => ({ name: q(name), step }));
  return { frame, steps, outputs };
}

/** Runs the query; with `last`, into the entity's final table with all that was computed before. */
async function writeTerms(
  work: Work,
  entity: PlanEntity,
  { frame, steps }: Lowered,
  last: boolean,
  apart: boolean,
): Promise<void> {
  const stored = work.store.entity(entity.name);
  const outputs: Output[] = [{ name: RID, step: frame.rid('me') }];
  const place = (name: string, step: Step) => outputs.push({ name: q(name), step });
  const table = last ? work.finalTable(entity.name) : apart ? work.finalPart(entity.name) : work.table();
  const names: string[] = [];
  if (last) {
    frame.local.clear();
    const gathered = [...stored.columns].filter(([, { table: at }]) => !work.isFinalPart(at));
    for (const name of columnOrder(
      entity,
      gathered.map(([name]) => name),
    )) {
      names.push(name);
      place(name, steps.get(name) ?? frame.stored('me', [], name));
    }
    const placed = new Set(names);
    for (const [name, step] of steps) {
      if (placed.has(name)) continue;
      names.push(name);
      place(name, step);
    }
    if (work.factColumns?.get(entity.name)?.has(SOURCE)) {
      const alias = frame.baseAlias;
      for (const name of [SOURCE, LINE]) place(name, frame.steps.leaf('text', `${alias}.${q(name)}`));
    }
  } else {
    for (const [name, step] of steps) {
      names.push(name);
      place(name, step);
    }
  }
  await work.run(`create table ${table} as ${frame.select(outputs)}`);
  const made = new Map(outputs.map(({ name, step }) => [name, step]));
  for (const name of names) {
    const step = made.get(q(name)) as Step;
    const number = { bound: step.bound, wide: step.wide };
    stored.columns.set(name, { table, name, kind: step.kind, ...(step.kind === 'number' && { number }) });
  }
  if (last) stored.rows = table;
}

function lowerTerm(frame: Frame, term: PlanTerm): Step {
  if (!term.expression) throw new Error(`${term.name} has neither formula nor aggregate`);
  const step = lower(frame, term.expression);
  // A constant or a column of the tables is given a step of its own, so that it can be read like any other.
  return step.constant ? frame.steps.make(step.kind, sql`${step}`, step) : step;
}

/** Key, references, facts and elements, then terms as in the plan. */
function columnOrder(entity: PlanEntity, known: readonly string[]): string[] {
  const terms = new Set(entity.terms.map(({ name }) => name));
  return known.filter((name) => !terms.has(name)).concat(known.filter((name) => terms.has(name)));
}
