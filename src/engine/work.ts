/** A run being computed: the warehouse, what is stored where, and the agreement's constants. */
import type { Agreement } from '../language/agreement.ts';
import type { Diagnostic, Location } from '../language/diagnostic.ts';
import type { PlanParameter } from '../language/plan.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { quoteIdentifier } from '../warehouse/warehouse.ts';
import type { Surroundings } from './frame.ts';
import type { HelperTable, Scope } from './lower/scope.ts';
import { periodYears } from './period.ts';
import { Steps } from './lower/steps.ts';
import { Store } from './store.ts';

export interface WorkOptions {
  /** SQL name of the schema that gets one table per entity; `main` of the current database unless given. */
  into?: string;
  /** Files by the index that rows carry in `source`. */
  files?: readonly string[];
  /** Forces the short or the fast way of dividing, whatever the number of rows: the results are the same. */
  plain?: boolean;
  /** Drops tables in between as soon as nothing reads them, and facts once they are in the rows: for large runs. */
  release?: boolean;
  onStage?(name: string): void;
}

export class Work implements Surroundings {
  readonly warehouse: Warehouse;
  readonly agreement: Agreement;
  readonly store: Store;
  readonly context: Scope['context'];
  readonly parameters: ReadonlyMap<string, PlanParameter>;
  readonly diagnostics: Diagnostic[] = [];
  readonly options: WorkOptions;
  /** What is being computed, for an error nobody foresaw. */
  stage = '';
  /** By entity, the columns of the table its facts were read into, with their types in SQL. */
  factColumns: ReadonlyMap<string, ReadonlyMap<string, string>> | undefined;
  /** By payment, the table of its rows. */
  readonly payments = new Map<string, string>();
  hasLedger = false;
  readonly #helpers = new Set<string>();
  #waiting: HelperTable[] = [];
  #tables = 0;
  readonly #parts = new Set<string>();
  readonly #between = new Set<string>();

  constructor(warehouse: Warehouse, agreement: Agreement, options: WorkOptions = {}) {
    this.warehouse = warehouse;
    this.agreement = agreement;
    this.options = options;
    this.store = new Store(agreement.plan);
    const { period, asOf, plan } = agreement;
    this.context = { start: period.from, end: period.to, asOf, years: periodYears(period.from, period.to) };
    this.parameters = new Map(plan.parameters.map((parameter) => [parameter.name, parameter]));
  }

  /** A name for a table in between. */
  table(): string {
    this.#tables += 1;
    const name = `work.t${this.#tables}`;
    this.#between.add(name);
    return name;
  }

  /** Drops the tables in between that hold nothing any more. To be called between stages only. */
  async release(): Promise<void> {
    if (this.options.release !== true) return;
    const needed = new Set(this.payments.values());
    for (const { rows, columns } of this.store.entities()) {
      if (rows !== undefined) needed.add(rows);
      for (const { table } of columns.values()) needed.add(table);
    }
    const free = [...this.#between].filter((table) => !needed.has(table));
    for (const table of free) this.#between.delete(table);
    if (free.length > 0)
      await this.warehouse.run(free.map((table) => `drop table if exists ${table}`).join('; '));
  }

  /** Drops the facts when every row is made. */
  async releaseFacts(): Promise<void> {
    if (this.options.release === true) await this.warehouse.run('drop schema if exists facts cascade');
  }

  /** The table an entity's run ends in. */
  finalTable(entity: string): string {
    return `${this.options.into ?? 'main'}.${quoteIdentifier(entity)}`;
  }

  stepsFor(rows: number): Steps {
    return new Steps({ plain: this.options.plain ?? rows <= FEW });
  }

  /** A further table of an entity with too many terms for one. */
  finalPart(entity: string): string {
    const table = `${this.options.into ?? 'main'}.${quoteIdentifier(`${entity}~${this.#parts.size + 1}`)}`;
    this.#parts.add(table);
    return table;
  }

  isFinalPart(table: string): boolean {
    return this.#parts.has(table);
  }

  helper(table: HelperTable): void {
    if (this.#helpers.has(table.name)) return;
    this.#helpers.add(table.name);
    this.#waiting.push(table);
  }

  /** Runs a statement, after making the tables its lookups need; how many rows it wrote. */
  async run(sql: string): Promise<number> {
    await this.#makeHelpers();
    return this.warehouse.run(sql);
  }

  async values(sql: string): ReturnType<Warehouse['values']> {
    await this.#makeHelpers();
    return this.warehouse.values(sql);
  }

  async #makeHelpers(): Promise<void> {
    const tables = this.#waiting;
    this.#waiting = [];
    for (const { name, columns, rows } of tables) {
      const list = columns.map((column) => `${quoteIdentifier(column.name)} ${column.type}`).join(', ');
      await this.warehouse.run(`create schema if not exists lookup; create table ${name} (${list})`);
      for (let from = 0; from < rows.length; from += HELPER_ROWS) {
        const values = rows.slice(from, from + HELPER_ROWS).map((cells) => `(${cells.join(', ')})`);
        await this.warehouse.run(`insert into ${name} values ${values.join(', ')}`);
      }
    }
  }

  /** Where a row was read. `source` is the index the reader gave. */
  place(_entity: string, source: unknown, line: unknown): Location | undefined {
    const file = this.options.files?.[Number(source ?? -1)];
    if (file === undefined) return undefined;
    return { file, ...(line !== null && { line: Number(line) }) };
  }

  /** Begins a stage: shown as progress, and named should it fail. */
  begin(stage: string): void {
    this.stage = stage;
    this.options.onStage?.(stage);
  }
}

const HELPER_ROWS = 2000;

/** Below this a query costs more to plan than to run. */
const FEW = 500;

/** Thrown where a diagnostic says already why the computation cannot go on. */
export class Stopped extends Error {}
