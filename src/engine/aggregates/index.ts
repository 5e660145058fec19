/** Aggregate terms of an entity: computed in as few queries as their lists allow, then read as columns of my rows. */
import type { PlanTerm } from '../../language/plan.ts';
import { quoteIdentifier as q } from '../../warehouse/warehouse.ts';
import { RID } from '../columns.ts';
import type { Frame } from '../frame.ts';
import { add, product } from '../lower/arithmetic.ts';
import { integer } from '../lower/integers.ts';
import { kindOf } from '../lower/constants.ts';
import { lower } from '../lower/expression.ts';
import { floorByConstant } from '../lower/kernel.ts';
import type { Step } from '../lower/steps.ts';
import { LIMIT, sql } from '../lower/steps.ts';
import type { Work } from '../work.ts';
import { allocateTerm } from './allocate.ts';
import type { Mode } from './elements.ts';
import { asMine, elementQuery, elements, filterOf, modeOf, output } from './elements.ts';
import type { AggregateTerm, GroupedTable } from './grouped.ts';
import { groupTerms } from './grouped.ts';
import { precedingTerms } from './preceding.ts';
import { rankTerms } from './rank.ts';

/** Reads a term's value in a query over my rows. */
export type Binding = (frame: Frame) => Step;

/** Runs the queries that `terms` need; how to read each term then. */
export async function aggregate(
  work: Work,
  entity: string,
  terms: readonly PlanTerm[],
): Promise<Map<string, Binding>> {
  const bindings = new Map<string, Binding>();
  const batches = new Map<string, { mode: Mode; terms: AggregateTerm[] }>();
  for (const term of terms) {
    if (!isAggregate(term)) continue;
    const mode = modeOf(entity, term.aggregate);
    const key = batchKey(term, mode);
    const batch = batches.get(key);
    if (batch) batch.terms.push(term);
    else batches.set(key, { mode, terms: [term] });
  }
  for (const { mode, terms: batch } of batches.values()) {
    const { aggregate: first, hiddenIn, name } = batch[0] as AggregateTerm;
    const query = await elements(work, entity, first, mode, hiddenIn ?? name);
    const preceding = first.preceding !== undefined && mode === 'anchor';
    if (first.function === 'allocate') {
      const term = batch[0] as AggregateTerm;
      bindings.set(term.name, readShare(await allocateTerm(work, entity, query, term), term, mode));
    } else if (first.function === 'rank') {
      const table = await rankTerms(work, query, batch);
      for (const term of batch) bindings.set(term.name, readByRow(table, term, mode));
    } else if (first.function === 'percentile') {
      const term = batch[0] as AggregateTerm;
      bindings.set(term.name, await percentile(work, query, term, mode));
    } else if (preceding) {
      const table = await precedingTerms(work, query, batch);
      for (const term of batch) bindings.set(term.name, readOwn(table, term));
    } else {
      const table = await groupTerms(work, query, batch);
      for (const term of batch) bindings.set(term.name, readGroup(table, term, mode));
    }
  }
  return bindings;
}

function isAggregate(term: PlanTerm): term is AggregateTerm {
  return term.aggregate !== undefined;
}

/** Terms with the same key are computed together. */
function batchKey(term: AggregateTerm, mode: Mode): string {
  const { list, function: name, preceding } = term.aggregate;
  const alone = ['allocate', 'percentile'].includes(name) ? term.name : name === 'rank' ? 'rank' : '';
  const order = mode === 'anchor' ? preceding : undefined;
  // Which anchor is mine is read later, but pairs are made by it.
  const up = mode === 'pairs' ? list.up : [];
  // With `preceding`, pairs differ in what passes, not in what is paired.
  return JSON.stringify([mode, list.entity, list.anchor, list.down, up, order ?? null, alone]);
}

/** The row of mine that the groups of a table are numbered by. */
function groupOf(frame: Frame, term: AggregateTerm, mode: Mode): string {
  const { list } = term.aggregate;
  if (mode === 'pairs') return frame.ridText('me');
  if (list.anchor === 'agreement' && list.down.length === 0) return '1';
  return frame.ridText('me', list.up);
}

function groupStep(frame: Frame, term: AggregateTerm, mode: Mode): Step {
  return frame.steps.leaf('row', groupOf(frame, term, mode));
}

function anchorOf(frame: Frame, term: AggregateTerm): Step | undefined {
  const { up, anchor } = term.aggregate.list;
  return up.length === 0 || anchor === 'agreement' ? undefined : frame.rid('me', up);
}

const OF_NOTHING: Record<string, string> = { sum: '0', count: '0', any: 'false', all: 'true' };

function readGroup(table: GroupedTable, term: AggregateTerm, mode: Mode): Binding {
  return (frame) => {
    const { kind, number } = columnOf(table, term);
    const alias = joined(frame, table.table, `g = ${groupOf(frame, term, mode)}`);
    const value = frame.steps.leaf(kind, `${alias}.${q(term.name)}`, number);
    const nothing = OF_NOTHING[term.aggregate.function];
    const { preceding } = term.aggregate;
    // Without a place of my own nothing is before me, nor is nothing.
    const placed = preceding && sql`${lower(frame, asMine(preceding))} is not null`;
    if (nothing === undefined)
      return placed ? frame.steps.make(kind, sql`case when ${placed} then ${value} end`, number) : value;
    const anchor = anchorOf(frame, term);
    const there = frame.steps.leaf('row', `${alias}.g`);
    const empty = anchor ? sql`when ${anchor} is not null then ${nothing}` : sql`else ${nothing}`;
    const first = placed ? sql`when not ${placed} then null when` : sql`when`;
    return frame.steps.make(kind, sql`case ${first} ${there} is not null then ${value} ${empty} end`, number);
  };
}

function readOwn(table: GroupedTable, term: AggregateTerm): Binding {
  return (frame) => {
    const { kind, number } = columnOf(table, term);
    const alias = joined(frame, table.table, `${RID} = ${frame.ridText('me')}`);
    return frame.steps.leaf(kind, `${alias}.${q(term.name)}`, number);
  };
}

function readByRow(table: GroupedTable, term: AggregateTerm, mode: Mode): Binding {
  return (frame) => {
    const { kind, number } = columnOf(table, term);
    const on = `${RID} = ${frame.ridText('me')} and $.g = ${groupOf(frame, term, mode)}`;
    return frame.steps.leaf(kind, `${joined(frame, table.table, on)}.${q(term.name)}`, number);
  };
}

function readShare(table: string, term: AggregateTerm, mode: Mode): Binding {
  return (frame) => {
    const total = lower(frame, term.aggregate.argument as NonNullable<typeof term.aggregate.argument>);
    const [g, rid] = [groupStep(frame, term, mode), frame.rid('me')];
    const text = sql`(select max(x.share) from ${table} x where x.g = ${g} and x.${RID} = ${rid} and x.total = ${total})`;
    return frame.steps.make('number', text, { bound: total.bound, wide: true });
  };
}

function columnOf(table: GroupedTable, term: AggregateTerm) {
  const column = table.columns.get(term.name);
  if (!column) throw new Error(`${term.name} was not computed`);
  return column;
}

/** `$` stands for the alias. */
function joined(frame: Frame, table: string, on: string): string {
  return frame.join(table, (alias) => `${alias}.${on.replaceAll('$', alias)}`);
}

/** Nearest rank: the ⌈n·p⌉-th element, the first for p = 0. p is read in my row, so the place is found there. */
async function percentile(
  work: Work,
  query: Awaited<ReturnType<typeof elements>>,
  term: AggregateTerm,
  mode: Mode,
): Promise<Binding> {
  const { aggregate } = term;
  if (!aggregate.value || !aggregate.argument) throw new Error('a percentile without values or p');
  const where = filterOf(query, aggregate);
  const w = where && output(query, where, 'w');
  const value = lower(query.frame, aggregate.value);
  const v = output(query, value, 'v');
  const unknown = w === undefined ? `${v} is null` : `${w} is null or (${w} and ${v} is null)`;
  const count = w === undefined ? 'count(*)' : `count(case when ${w} then 1 end)`;
  const table = work.table();
  // Not `filter`: with it the database counts every window from its beginning.
  await work.run(
    `create table ${table} as select g, value, place, case when open = 0 then n end as n from (select g, ${v} as value, ${w ?? 'true'} as passes,
      row_number() over (partition by g${w === undefined ? '' : `, ${w}`} order by ${v}, ${RID}) as place,
      ${count} over (partition by g) as n, count(case when ${unknown} then 1 end) over (partition by g) as open
      from (${elementQuery(query)})) where passes`,
  );
  const argument = aggregate.argument;
  return (frame) => {
    const { steps } = frame;
    const first = joined(frame, table, `g = ${groupOf(frame, term, mode)} and $.place = 1`);
    const n = steps.leaf('number', `${first}.n`, { bound: query.count, wide: false });
    const p = lower(frame, argument);
    const one = 10n ** 15n;
    const within = steps.make('number', sql`case when ${p} between 0 and ${String(one)} then ${p} end`, {
      bound: one,
      wide: p.wide,
    });
    const up = add(steps, product(steps, n, within), integer(steps, one - 1n));
    const { floor } = floorByConstant(steps, up, one);
    const number = { bound: query.count, wide: floor.wide };
    const place = steps.make('number', sql`case when ${floor} < 1 then 1 else ${floor} end`, number);
    const g = groupStep(frame, term, mode);
    const text = sql`(select max(x.value) from ${table} x where x.g = ${g} and x.place = ${place})`;
    const kind = kindOf(term.type);
    return steps.make(kind, text, { bound: value.bound === 0n ? LIMIT : value.bound, wide: value.wide });
  };
}
