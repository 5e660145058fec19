/** Runs one case through the checker, the engine and the interpreter, and compares every figure to the last digit. */
import type { Constant, PlanEntity } from '../../src/language/plan.ts';
import { type InterpretedRow, type Interpretation, interpret } from '../interpreter/interpret.ts';
import type { Coverage } from './coverage.ts';
import { type EngineOptions, type EngineRow, type EngineRun, Refused, check, runEngine } from './engine.ts';
import { givenOf } from './given.ts';
import type { Case } from './model.ts';

interface Disagreement {
  what: string;
  engine: unknown;
  interpreter: unknown;
}

export type Outcome =
  | { kind: 'compared'; disagreements: Disagreement[]; values: number; unknown: number; terms: number }
  /** The checker had something against the model, or the reader against the data. */
  | { kind: 'rejected'; why: string }
  /** The checker, the engine or the interpreter threw. */
  | { kind: 'crashed'; who: string; error: unknown };

/** As large runs are computed, on one thread. Reasons: of every unknown value, not only those the statement shows. */
const LARGE: EngineOptions = { threads: 1, plain: false, release: true, reasons: false };

export interface AgreeOptions extends Partial<EngineOptions> {
  coverage?: Coverage;
}

export async function agree(from: Case, folder: string, options: AgreeOptions = {}): Promise<Outcome> {
  let who = 'checker';
  try {
    const { agreement, diagnostics } = check(from, folder);
    if (!agreement) {
      const [first] = diagnostics.filter((d) => d.severity === 'error');
      return { kind: 'rejected', why: `${first?.code}: ${first?.message.en} (line ${first?.at?.line})` };
    }
    who = 'interpreter';
    const ours = interpret(agreement.plan, givenOf(agreement.plan, from.data));
    options.coverage?.plan(agreement.plan);
    options.coverage?.results(ours);
    who = 'engine';
    const theirs = await runEngine(agreement, from, { ...LARGE, ...options });
    const figures = Object.values(ours.rows).flatMap((rows) =>
      rows.flatMap((row) => Object.values(row.terms)),
    );
    return {
      kind: 'compared',
      disagreements: compare(agreement.plan.entities, theirs, ours),
      terms: agreement.plan.entities.reduce((n, e) => n + e.terms.length, 0),
      values: figures.length,
      unknown: figures.filter((f) => f.value === null).length,
    };
  } catch (error) {
    if (error instanceof Refused) return { kind: 'rejected', why: `data: ${error.message}` };
    return { kind: 'crashed', who, error };
  }
}

export function compare(
  entities: readonly PlanEntity[],
  engine: EngineRun,
  ours: Interpretation,
): Disagreement[] {
  const found: Disagreement[] = [];
  const same = (what: string, a: unknown, b: unknown) => {
    if (JSON.stringify(a) !== JSON.stringify(b)) found.push({ what, engine: a, interpreter: b });
  };
  for (const entity of entities) {
    const left = engine.rows[entity.name]!;
    const right = ours.rows[entity.name]!;
    const keys = (rows: readonly { parts: Constant[] }[]) => rows.map((row) => row.parts);
    same(`rows of ${entity.name}`, keys(left), keys(right));
    if (left.length === right.length) {
      for (const [i, row] of right.entries()) {
        compareRow(ours, entity, left[i]!, row, same);
        for (const { name } of engine.reasons ? entity.terms : []) {
          const theirs = engine.reasons![entity.name]![name]!.get(i + 1);
          same(`reason ${entity.name} ${row.key} ${name}`, ordered(theirs), ordered(row.terms[name]!.reason));
        }
      }
    }
  }
  const count = Math.max(engine.statement.length, ours.statement.length);
  for (let i = 0; i < count; i++) {
    same(`statement row ${i + 1}`, ordered(engine.statement[i]), ordered(ours.statement[i]));
  }
  return found;
}

/** The same properties in the same order. */
function ordered(value: object | undefined): unknown {
  return Object.entries(value ?? {})
    .map(
      ([name, part]) =>
        [name, typeof part === 'object' && part !== null ? ordered(part) : part] as [string, unknown],
    )
    .toSorted(([x], [y]) => (x < y ? -1 : 1));
}

function compareRow(
  ours: Interpretation,
  entity: PlanEntity,
  engine: EngineRow,
  row: InterpretedRow,
  same: (what: string, a: unknown, b: unknown) => void,
): void {
  for (const { name, to } of entity.references) {
    const { value } = row.references[name]!;
    const parts =
      to === 'party' || value === null
        ? value
        : JSON.stringify(ours.rows[to]!.find((r) => r.key === value)?.parts);
    same(`reference ${entity.name} ${row.key} ${name}`, engine.references[name], parts);
  }
  for (const { name } of entity.terms) {
    same(`term ${entity.name} ${row.key} ${name}`, engine.terms[name], row.terms[name]!.value);
  }
}

/** For a person: what differs, and the documents that show it. */
export function describe(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'rejected':
      return `rejected: ${outcome.why}`;
    case 'crashed':
      return `${outcome.who} crashed: ${outcome.error instanceof Error ? outcome.error.stack : String(outcome.error)}`;
    case 'compared':
      return outcome.disagreements
        .map(
          (d) =>
            `${d.what}\n  engine      ${JSON.stringify(d.engine)}\n  interpreter ${JSON.stringify(d.interpreter)}`,
        )
        .join('\n');
  }
}
