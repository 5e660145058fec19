/** Reasons of one node (a term, a reference, a payment) for all rows where it is unknown, as a table `rid`, `reason`. */
import type { PlanEntity, PlanReference, PlanTerm } from '../../language/plan.ts';
import { referenceColumn, RID } from '../columns.ts';
import { isPosted } from '../dependencies.ts';
import { Frame } from '../frame.ts';
import { lower } from '../lower/expression.ts';
import type { Step } from '../lower/steps.ts';
import { sql } from '../lower/steps.ts';
import { spelledOut } from '../rows/group.ts';
import type { Work } from '../work.ts';
import { aggregateReasons } from './aggregates.ts';
import type { MaybeStep } from './expression.ts';
import { first, reasonOf } from './expression.ts';
import { postedReasons } from './payments.ts';
import type { ReasonTables } from './scope.ts';
import { ReasonScope } from './scope.ts';

/** The table's SQL name; undefined where nothing is unknown. */
export async function termReasons(
  work: Work,
  entity: PlanEntity,
  term: PlanTerm,
  tables: ReasonTables,
): Promise<string | undefined> {
  if (isPosted(work.agreement.plan, entity.name, term.name)) return postedReasons(work, entity, term, tables);
  if (term.aggregate) return aggregateReasons(work, entity, { ...term, aggregate: term.aggregate }, tables);
  const frame = Frame.of(work, 'me', entity.name);
  const scope = new ReasonScope(work, frame, tables, 'me', entity.name, term.hiddenIn ?? term.name);
  const reason = term.expression && reasonOf(scope, term.expression);
  return reason && writeReasons(work, frame, reason, frame.stored('me', [], term.name));
}

/** Why a computed reference, or that to a group, leads to no row: a part of its key, or no match. */
export async function referenceReasons(
  work: Work,
  entity: PlanEntity,
  reference: PlanReference,
  tables: ReasonTables,
): Promise<string | undefined> {
  if (reference.kind !== 'computed' && reference.kind !== 'group') return undefined;
  const frame = Frame.of(work, 'me', entity.name);
  const scope = new ReasonScope(work, frame, tables, 'me', entity.name, reference.name);
  const reasons: MaybeStep[] = [];
  let keys = reference.by.flatMap((e) => spelledOut(work.store, e)).map((e) => reasonOf(scope, e));
  if (reference.kind === 'group' && reference.where) {
    const { where } = reference;
    reasons.push(reasonOf(scope, where));
    // A row that the filter leaves out has no key to ask for.
    const passes = lower(frame, where);
    keys = keys.map((key) => key && frame.steps.make('text', sql`case when ${passes} then ${key} end`));
  }
  reasons.push(...keys, scope.own('no match', reference.name));
  const reason = frame.steps.make('text', first(reasons.filter((step) => step !== undefined)));
  return writeReasons(work, frame, reason, frame.stored('me', [], referenceColumn(reference.name)));
}

/** Reasons of the rows in which `value`, a stored column, is unknown. */
async function writeReasons(work: Work, frame: Frame, reason: Step, value: Step): Promise<string> {
  const table = work.table();
  const outputs = [
    { name: RID, step: frame.rid('me') },
    { name: 'reason', step: reason },
  ];
  await work.run(`create table ${table} as ${frame.select(outputs, `${value.parts[0] as string} is null`)}`);
  return table;
}
