/**
 * The rows a query reads: mine, or an element's, or both; and all rows that their references lead to. Joins are left joins on `rid`,
 * made when a column behind them is first asked for.
 */
import type { Expression, PlanParameter } from '../language/plan.ts';
import { quoteIdentifier } from '../warehouse/warehouse.ts';
import { RID, referenceColumn } from './columns.ts';
import type { ColumnExpression, HelperTable, Scope } from './lower/scope.ts';
import type { Output, Step } from './lower/steps.ts';
import { Steps, writeSelect } from './lower/steps.ts';
import type { Store } from './store.ts';

type RowName = 'me' | 'element';

export interface Surroundings {
  store: Store;
  context: Scope['context'];
  parameters: ReadonlyMap<string, PlanParameter>;
  helper(table: HelperTable): void;
  /** Steps for a query over so many rows. */
  stepsFor(rows: number): Steps;
}

export class Frame implements Scope {
  readonly steps: Steps;
  readonly context: Scope['context'];
  readonly #around: Surroundings;
  readonly #rows = new Map<RowName, { entity: string; rid: string }>();
  readonly #joins = new Map<string, string>();
  readonly #clauses: string[] = [];
  #base = '';
  /** The alias of the table the query begins with. */
  baseAlias = '';
  #aliases = 0;

  /** `rows`: about how many the query will have. */
  constructor(around: Surroundings, rows = Infinity) {
    this.#around = around;
    this.steps = around.stepsFor(rows);
    this.context = around.context;
  }

  /** Begins with all rows of an entity. */
  static of(around: Surroundings, row: RowName, entity: string): Frame {
    const { rows, count } = around.store.entity(entity);
    const frame = new Frame(around, count);
    if (rows === undefined) throw new Error(`${entity} is read before it has rows`);
    const alias = frame.base(rows);
    frame.#joins.set(`${row} ${rows}`, alias);
    return frame.row(row, entity, `${alias}.${RID}`);
  }

  /** Begins with a table or a query in brackets; the alias it is read by. */
  base(table: string): string {
    const alias = this.#alias();
    this.#base = `${table} ${alias}`;
    this.baseAlias = alias;
    return alias;
  }

  /** Says which row the base's column `rid` is. */
  row(row: RowName, entity: string, rid: string): this {
    this.#rows.set(row, { entity, rid });
    return this;
  }

  #alias(): string {
    this.#aliases += 1;
    return `t${this.#aliases}`;
  }

  #row(row: RowName): { entity: string; rid: string } {
    const found = this.#rows.get(row);
    if (!found) throw new Error(`there is no row ${row} here`);
    return found;
  }

  /** The number of the row itself, or of the row a path of references leads to. */
  rid(row: RowName, path: readonly string[] = []): Step {
    return this.steps.leaf('row', this.#ridText(row, path));
  }

  #ridText(row: RowName, path: readonly string[]): string {
    if (path.length === 0) return this.#row(row).rid;
    const name = path[path.length - 1] as string;
    // The one row of the agreement.
    if (name === 'agreement') return '1';
    return this.#columnText(row, path.slice(0, -1), referenceColumn(name));
  }

  #entityAt(row: RowName, path: readonly string[]): string {
    return path.reduce((at, name) => this.#around.store.target(at, name), this.#row(row).entity);
  }

  entityOf(row: RowName): string {
    return this.#row(row).entity;
  }

  #columnText(row: RowName, path: readonly string[], name: string): string {
    const { table, name: column } = this.#around.store.column(this.#entityAt(row, path), name);
    return `${this.#reach(row, path, table)}.${quoteIdentifier(column)}`;
  }

  /** The alias under which a table of the row at the path's end is joined. */
  #reach(row: RowName, path: readonly string[], table: string): string {
    const key = [row, ...path, table].join(' ');
    const known = this.#joins.get(key);
    if (known) return known;
    const on = this.#ridText(row, path);
    const alias = this.#alias();
    this.#clauses.push(`left join ${table} ${alias} on ${alias}.${RID} = ${on}`);
    this.#joins.set(key, alias);
    return alias;
  }

  /** Terms of my own row that this very query computes. */
  readonly local = new Map<string, Step>();

  column(e: ColumnExpression): Step {
    const local = e.row === 'me' && e.path.length === 0 ? this.local.get(e.name) : undefined;
    if (local) return local;
    const name = e.type.kind === 'reference' ? this.#stored(e) : e.name;
    return this.stored(e.row, e.path, name);
  }

  /** A reference is kept as a row number under a name of its own; a term that gives a row under its own name. */
  #stored(e: ColumnExpression): string {
    const { columns } = this.#around.store.entity(e.entity);
    const reference = referenceColumn(e.name);
    return columns.has(reference) ? reference : e.name;
  }

  /** A column by the name it is stored under. */
  stored(row: RowName, path: readonly string[], name: string): Step {
    const { kind, number } = this.#around.store.column(this.#entityAt(row, path), name);
    return this.steps.leaf(kind, this.#columnText(row, path, name), number);
  }

  pathRow(e: ColumnExpression): Step | undefined {
    if (e.path.length === 0 || (e.path.length === 1 && e.path[0] === 'agreement')) return undefined;
    return this.rid(e.row, e.path);
  }

  parameter(name: string): PlanParameter {
    const parameter = this.#around.parameters.get(name);
    if (!parameter) throw new Error(`no parameter ${name}`);
    return parameter;
  }

  helper(table: HelperTable): void {
    this.#around.helper(table);
  }

  /** Joins a table with at most one row for each of mine, once; the alias it is read by. */
  join(table: string, on: (alias: string) => string): string {
    const key = `${table} on ${on('$')}`;
    const known = this.#joins.get(key);
    if (known) return known;
    const alias = this.#alias();
    this.#clauses.push(`left join ${table} ${alias} on ${on(alias)}`);
    this.#joins.set(key, alias);
    return alias;
  }

  /** The text of a row's number, for joins. */
  ridText(row: RowName, path: readonly string[] = []): string {
    return this.#ridText(row, path);
  }

  from(where?: string): string {
    return `from ${this.#base} ${this.#clauses.join(' ')}${where === undefined ? '' : ` where ${where}`}`;
  }

  select(outputs: readonly Output[], where?: string): string {
    return writeSelect(outputs, this.from(where));
  }
}

/** Every column an expression reads. */
export function columnsOf(e: Expression | undefined, found: ColumnExpression[] = []): ColumnExpression[] {
  if (!e) return found;
  if (e.op === 'column') found.push(e);
  for (const value of Object.values(e)) {
    if (Array.isArray(value)) {
      for (const item of value) if (isExpression(item)) columnsOf(item, found);
    } else if (isExpression(value)) columnsOf(value, found);
  }
  return found;
}

function isExpression(value: unknown): value is Expression {
  return typeof value === 'object' && value !== null && 'op' in value;
}
