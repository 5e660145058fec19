/**
 * What the rest of the program asks of a database: run SQL, read exact values, append rows. One folder per engine
 * implements it (`duckdb/`). Nothing here knows of entities or plans.
 */

/**
 * A value as it crosses the interface, always exact: whole numbers of any width are `bigint`, dates ISO text
 * (`2024-02-29`), intervals ISO 8601 text (`P14M`, `P1M3D`, `P0D`), floating point `number`, lists arrays.
 */
export type Cell = bigint | number | string | boolean | null | Cell[];

export type Row = Record<string, Cell>;

export type ColumnType =
  'boolean' | 'integer' | 'bigint' | 'hugeint' | 'double' | 'varchar' | 'date' | 'interval';

export interface Column {
  name: string;
  type: ColumnType;
}

/** A table by name; `schema` is `main` unless given. `catalog` is the name of an attached file. */
export interface TableName {
  catalog?: string;
  schema?: string;
  name: string;
}

export interface Warehouse {
  /** Runs one or more statements; how many rows the last one wrote. Throws `WarehouseError`. */
  run(sql: string): Promise<number>;
  /** All rows of a query, by column name. */
  rows(sql: string): Promise<Row[]>;
  /** All rows of a query, as arrays in column order: cheaper for wide or long results. */
  values(sql: string): Promise<Cell[][]>;
  /** Rows in chunks (some thousand each), for results that do not fit in memory. */
  stream(sql: string): AsyncIterable<Row[]>;
  /** Makes a table (the schema too, if it is not there). Replaces nothing: a table of that name is an error. */
  create(table: TableName, columns: readonly Column[]): Promise<void>;
  /** Appends rows to a table made by `create`; cells in the order of `columns`, which are all the table's. Returns how many. */
  insert(
    table: TableName,
    columns: readonly Column[],
    rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>,
  ): Promise<number>;
  /** Attaches a database file under a name. */
  attach(file: string, name: string, options?: { readOnly?: boolean }): Promise<void>;
  detach(name: string): Promise<void>;
  /** Stops the statement that is running, which then throws. */
  interrupt(): void;
  close(): void;
}

/** A statement the database refused or could not finish. `sql` is kept for tests and bug reports, never shown to users. */
export class WarehouseError extends Error {
  readonly sql: string;
  constructor(message: string, sql: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'WarehouseError';
    this.sql = sql;
  }
}

/** `"name"`, safe for any text. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** `'text'`, safe for any text. Zero characters cannot stand in SQL text, so they are put in by function. */
export function quoteLiteral(text: string): string {
  const quoted = `'${text.replaceAll("'", "''")}'`;
  return quoted.includes('\0') ? `(${quoted.split('\0').join("' || chr(0) || '")})` : quoted;
}

/** `"schema"."name"`. */
export function quoteTable(table: TableName): string {
  const parts = [table.catalog, table.schema ?? (table.catalog ? 'main' : undefined), table.name];
  return parts
    .filter((part) => part !== undefined)
    .map(quoteIdentifier)
    .join('.');
}
