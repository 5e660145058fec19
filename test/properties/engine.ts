/** One run of the project's own engine on a generated case, from the documents to the statement, in memory. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadFacts } from '../../src/data/tables/index.ts';
import { RID, referenceColumn } from '../../src/engine/columns.ts';
import { evaluate } from '../../src/engine/evaluate.ts';
import { Reasons } from '../../src/engine/reasons/index.ts';
import { statementRow } from '../../src/engine/statement-rows.ts';
import type { Reason, StatementRow } from '../../src/engine/types.ts';
import type { Agreement } from '../../src/language/agreement.ts';
import { type Diagnostic, hasErrors } from '../../src/language/diagnostic.ts';
import { checkContract } from '../../src/language/index.ts';
import type { Constant, PlanEntity, ScalarType } from '../../src/language/plan.ts';
import { openDuckdb } from '../../src/warehouse/duckdb/driver.ts';
import type { Cell, Row, Warehouse } from '../../src/warehouse/warehouse.ts';
import { formatDuration, parseDuration } from '../interpreter/calendar.ts';
import { type Case, contractYaml, modelYaml } from './model.ts';

/** By entity, rows in key order: each column by name (references as the key of their row), null where unknown. */
export interface EngineRun {
  rows: Record<string, EngineRow[]>;
  statement: StatementRow[];
  /** By entity and term, the reason of each unknown value by place of its row (from 1); only where asked for. */
  reasons?: Record<string, Record<string, Map<number, Reason>>>;
}

export interface EngineOptions {
  threads: number;
  /** The short way of dividing, or the fast one that large runs take. */
  plain: boolean;
  /** Drop tables in between as soon as nothing reads them, as large runs do. */
  release: boolean;
  /** Ask why every unknown value is unknown. */
  reasons: boolean;
}

export interface EngineRow {
  parts: Constant[];
  references: Record<string, Constant>;
  terms: Record<string, Constant>;
}

/** The agreement, or what the checker had against it. */
export function check(from: Case, folder: string): { agreement?: Agreement; diagnostics: Diagnostic[] } {
  writeFileSync(join(folder, 'model.yaml'), modelYaml(from.model));
  const file = join(folder, 'contract.yaml');
  writeFileSync(file, contractYaml(from, './model.yaml'));
  const { value, diagnostics } = checkContract(file);
  return { ...(value && { agreement: value }), diagnostics };
}

/** The data is refused (a dangling reference, a cell that does not parse). */
export class Refused extends Error {}

/** One database for many runs, each in a catalogue of its own: opening one costs as much as a small run. */
const warehouses = new Map<number, Promise<Warehouse>>();
let runs = 0;

export async function runEngine(
  agreement: Agreement,
  from: Case,
  options: EngineOptions,
): Promise<EngineRun> {
  const { threads, plain, release, reasons } = options;
  if (!warehouses.has(threads)) warehouses.set(threads, openDuckdb({ threads }));
  const warehouse = await warehouses.get(threads)!;
  const catalogue = `run${++runs}`;
  await warehouse.run(`attach ':memory:' as ${catalogue}; use ${catalogue}`);
  try {
    const facts = await loadFacts(warehouse, agreement);
    refuse(facts.diagnostics);
    const work = await evaluate(agreement, warehouse, { ledger: from.data.ledger, plain, release });
    refuse(work.diagnostics);
    return {
      rows: await entityRows(warehouse, agreement.plan.entities),
      statement: await statementRows(warehouse, agreement.plan.minorUnit),
      ...(reasons && { reasons: await allReasons(new Reasons(work), agreement.plan.entities) }),
    };
  } finally {
    await warehouse.run(`use memory; detach ${catalogue}`);
  }
}

function refuse(diagnostics: Diagnostic[]): void {
  if (hasErrors(diagnostics)) throw new Refused(diagnostics.map((d) => d.message.en).join('\n'));
}

async function entityRows(warehouse: Warehouse, entities: readonly PlanEntity[]): Promise<EngineRun['rows']> {
  const tables = new Map<string, Row[]>();
  for (const { name } of entities)
    tables.set(name, await warehouse.rows(`select * from main."${name}" order by ${RID}`));
  /** The key of the row with a number: rows are numbered from 1 in key order. */
  const keyOf = (entity: string, rid: Cell | undefined): Constant => {
    if (rid === null || rid === undefined) return null;
    const row = tables.get(entity)![Number(rid) - 1]!;
    const { key } = entities.find((e) => e.name === entity)!;
    return JSON.stringify(key.map((part) => constant(part.type, row[part.name])));
  };
  return Object.fromEntries(
    entities.map((entity) => [
      entity.name,
      tables.get(entity.name)!.map((row) => ({
        parts: entity.key.map((part) => constant(part.type, row[part.name])),
        references: Object.fromEntries(
          entity.references.map((r) => [
            r.name,
            r.to === 'party'
              ? constant({ kind: 'party' }, row[r.name])
              : keyOf(r.to, row[referenceColumn(r.name)]),
          ]),
        ),
        terms: Object.fromEntries(entity.terms.map((t) => [t.name, constant(t.type, row[t.name])])),
      })),
    ]),
  );
}

function constant(type: ScalarType, cell: Cell | undefined): Constant {
  if (cell === undefined) throw new Error('A column is not there');
  if (cell === null || typeof cell === 'boolean') return cell;
  return type.kind === 'duration' ? formatDuration(parseDuration(String(cell))) : String(cell);
}

async function statementRows(warehouse: Warehouse, digits: number): Promise<StatementRow[]> {
  const rows = await warehouse.rows('select * from statement.rows order by n');
  return rows.map((row) => statementRow(row, digits));
}

async function allReasons(
  reasons: Reasons,
  entities: readonly PlanEntity[],
): Promise<Required<EngineRun>['reasons']> {
  const found: Required<EngineRun>['reasons'] = {};
  for (const { name, terms } of entities) {
    const ofEntity: Record<string, Map<number, Reason>> = {};
    for (const term of terms) ofEntity[term.name] = await reasons.ofTerm(name, term.name);
    found[name] = ofEntity;
  }
  return found;
}
