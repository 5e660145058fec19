/**
 * Rows in which an optional fact is absent. By `docs/language.md` (§3, §6) an empty cell is as absent as a missing column: what formulas answer
 * holds for it. That is the model's rule and no error, but how many rows it decided must be seen: it is counted, once for each fact and source.
 */
import type { Location } from '../../language/diagnostic.ts';
import type { Plan, PlanEntity } from '../../language/plan.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { quoteIdentifier as q } from '../../warehouse/warehouse.ts';
import { answersOf } from './answers.ts';
import type { Problems } from './problems.ts';
import type { SourceRead } from './types.ts';
import { LINE, SOURCE } from './types.ts';

/** A source of an entity, by its place in `Facts.sources`, and the optional facts it has a column for. */
export interface OptionalFacts {
  place: number;
  /** Path, for the place of the message. */
  file: string;
  facts: readonly string[];
}

/** Rows of a document are no such sources: its author wrote them side by side and sees what is left out. */
export async function sayAbsentCells(
  warehouse: Warehouse,
  plan: Plan,
  entity: PlanEntity,
  given: readonly OptionalFacts[],
  sources: readonly SourceRead[],
  problems: Problems,
): Promise<void> {
  for (const { place, file, facts } of given) {
    for (const { fact, empty, rows, line } of await absentIn(warehouse, entity, facts, place)) {
      const answers = answersOf(plan, entity.name, fact, ['otherwise']);
      // Without one nothing is read in its place: it is not read where it may be absent (that is checked), or asked for.
      if (answers === '') continue;
      const data = { file: sources[place]?.file ?? '', entity: entity.name, name: fact, answers };
      problems.add('cells-absent-answered', { ...data, empty, rows, line }, { file, line });
    }
  }
}

/** Of a fact that comes from elsewhere, by key: a run, or a result. How many rows have none there is said where it is placed. */
export async function sayAbsentValues(
  warehouse: Warehouse,
  plan: Plan,
  entity: PlanEntity,
  { fact, from, at }: { fact: string; from: string; at: Location },
  problems: Problems,
): Promise<void> {
  if (!entity.facts.some(({ name, optional }) => optional && name === fact)) return;
  const answers = answersOf(plan, entity.name, fact, ['otherwise']);
  if (answers === '') return;
  const [found] = await absentIn(warehouse, entity, [fact]);
  if (!found) return;
  const { empty, rows } = found;
  problems.add('values-absent-answered', { from, entity: entity.name, name: fact, empty, rows, answers }, at);
}

interface Absent {
  fact: string;
  empty: number;
  rows: number;
  line: number;
}

/** Two looks, as counting reads no values: lines are looked for only of facts that are absent somewhere. */
async function absentIn(
  warehouse: Warehouse,
  entity: PlanEntity,
  facts: readonly string[],
  place?: number,
): Promise<Absent[]> {
  if (facts.length === 0) return [];
  const from = `from facts.${q(entity.name)}${place === undefined ? '' : ` where ${SOURCE} = ${place}`}`;
  const counts = facts.map((fact) => `count(${q(fact)})`);
  const [row = []] = await warehouse.values(`select count(*), ${counts.join(', ')} ${from}`);
  const [rows = 0, ...filled] = row.map(Number);
  const partly = facts.flatMap((fact, i) => (filled[i] === rows ? [] : [{ fact, empty: rows - filled[i]! }]));
  if (partly.length === 0) return [];
  const firsts = partly.map(({ fact }) => `min(${LINE}) filter (where ${q(fact)} is null)`);
  const [lines = []] = await warehouse.values(`select ${firsts.join(', ')} ${from}`);
  return partly.map((one, i) => ({ ...one, rows, line: Number(lines[i]) }));
}
