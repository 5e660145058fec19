/**
 * The second opinion: a run of a plan on given facts, computed the slow and obvious way from `docs/language.md` and
 * `src/language/plan.ts` alone. Tests compare the engine with it to the last digit.
 */
import type { Reason, StatementRow } from '../../src/engine/types.ts';
import type { Constant, Plan, PlanEntity } from '../../src/language/plan.ts';
import type { Given } from './rows.ts';
import { Unknown, type Value, writeConstant } from './value.ts';
import { World } from './world.ts';

export type { Given, GivenRow, Position } from './rows.ts';

/** Numbers as scaled integers in digits, dates and durations ISO, references as the key of their row; null with its reason. */
interface Figure {
  value: Constant;
  reason?: Reason;
}

export interface InterpretedRow {
  key: string;
  parts: Constant[];
  references: Record<string, Figure>;
  terms: Record<string, Figure>;
}

export interface Interpretation {
  /** Entity → its rows in key order. */
  rows: Record<string, InterpretedRow[]>;
  statement: StatementRow[];
}

const ROOT: PlanEntity = {
  name: 'agreement',
  key: [],
  rows: { kind: 'root' },
  facts: [],
  references: [],
  terms: [],
  elements: [],
  origin: { file: '', line: 1, column: 1 },
};

/** Throws where the plan or the data breaks what the checker and the reader promise (no such name, a dangling id, a circle). */
export function interpret(plan: Plan, given: Given): Interpretation {
  const hasRoot = plan.entities.some((e) => e.name === 'agreement');
  const world = new World(hasRoot ? plan : { ...plan, entities: [...plan.entities, ROOT] }, given);
  const rows: Interpretation['rows'] = {};
  for (const entity of plan.entities) {
    rows[entity.name] = world.rows(entity.name).map((row) => ({
      key: row.id,
      parts: row.key.map(writeConstant),
      references: Object.fromEntries(
        entity.references.map((r) => [
          r.name,
          figure(r.to === 'party' ? world.party(row, r.name) : world.reference(row, r.name)),
        ]),
      ),
      terms: Object.fromEntries(entity.terms.map((t) => [t.name, figure(world.term(row, t.name))])),
    }));
  }
  return { rows, statement: world.payments.statement() };
}

function figure(value: Value): Figure {
  return value instanceof Unknown ? { value: null, reason: value.reason } : { value: writeConstant(value) };
}
