/** A DuckDB database as a `Warehouse`. */
import { DOUBLE, DuckDBDataChunk, DuckDBInstance, FLOAT } from '@duckdb/node-api';
import type { DuckDBConnection, DuckDBType, DuckDBValue } from '@duckdb/node-api';
import type { Cell, Column, Row, TableName, Warehouse } from '../warehouse.ts';
import { quoteIdentifier, quoteLiteral, quoteTable, WarehouseError } from '../warehouse.ts';
import { columnTypes, fromDuckdb, toDuckdb } from './values.ts';

export interface DuckdbOptions {
  /** A database file; in memory without it. */
  path?: string;
  readOnly?: boolean;
  threads?: number;
}

const CHUNK = 2048;

export async function openDatabase(options: DuckdbOptions): Promise<Warehouse> {
  const settings: Record<string, string> = {
    // Extensions are never fetched from the network behind the user's back.
    autoinstall_known_extensions: 'false',
    // Rows come out in the order queries say, or in none: every order we rely on ends in the key.
    preserve_insertion_order: 'true',
  };
  if (options.threads !== undefined) settings['threads'] = String(options.threads);
  if (options.readOnly) settings['access_mode'] = 'READ_ONLY';
  let instance: DuckDBInstance;
  try {
    instance = await DuckDBInstance.create(options.path ?? ':memory:', settings);
  } catch (cause) {
    throw new WarehouseError(cause instanceof Error ? cause.message : String(cause), '', { cause });
  }
  const connection = await instance.connect();
  // It takes a file written anew within a second, in the same size, for the one it holds. The system holds files in memory too.
  await connection.run('set enable_external_file_cache = false');
  return new DuckdbWarehouse(instance, connection);
}

class DuckdbWarehouse implements Warehouse {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;

  constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance;
    this.#connection = connection;
  }

  async run(sql: string): Promise<number> {
    const result = await guarded(sql, () => this.#connection.run(sql));
    // `create table … as` says how many rows it wrote as a result, not as a change.
    if (result.columnCount !== 1 || result.columnName(0) !== 'Count') return result.rowsChanged;
    const [[count] = []] = await guarded(sql, () => result.getRows());
    return Number(count ?? 0);
  }

  async rows(sql: string): Promise<Row[]> {
    const reader = await guarded(sql, () => this.#connection.runAndReadAll(sql));
    const names = reader.columnNames();
    const convert = converters(reader);
    return reader.getRows().map((row) => toRow(names, convert(row)));
  }

  async values(sql: string): Promise<Cell[][]> {
    const reader = await guarded(sql, () => this.#connection.runAndReadAll(sql));
    const convert = converters(reader);
    return reader.getRows().map(convert);
  }

  async *stream(sql: string): AsyncIterable<Row[]> {
    const result = await guarded(sql, () => this.#connection.stream(sql));
    const names = result.columnNames();
    const convert = converters(result);
    for (;;) {
      const chunk = await guarded(sql, () => result.fetchChunk());
      if (!chunk || chunk.rowCount === 0) return;
      yield chunk.getRows().map((row) => toRow(names, convert(row)));
    }
  }

  async create(table: TableName, columns: readonly Column[]): Promise<void> {
    const catalog = table.catalog === undefined ? '' : `${quoteIdentifier(table.catalog)}.`;
    if (table.schema !== undefined) {
      await this.run(`create schema if not exists ${catalog}${quoteIdentifier(table.schema)}`);
    }
    const list = columns.map((c) => `${quoteIdentifier(c.name)} ${c.type}`).join(', ');
    await this.run(`create table ${quoteTable(table)} (${list})`);
  }

  async insert(
    table: TableName,
    columns: readonly Column[],
    rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>,
  ): Promise<number> {
    const types = columns.map((column) => columnTypes[column.type]);
    const place = quoteTable(table);
    const appender = await guarded(place, () =>
      this.#connection.createAppender(table.name, table.schema ?? 'main', table.catalog ?? null),
    );
    let count = 0;
    let pending: (readonly Cell[])[] = [];
    const flush = () => {
      if (pending.length === 0) return;
      appender.appendDataChunk(chunkOf(types, columns, pending));
      count += pending.length;
      pending = [];
    };
    try {
      for await (const row of rows) {
        pending.push(row);
        if (pending.length === CHUNK) flush();
      }
      flush();
      appender.closeSync();
    } catch (cause) {
      throw new WarehouseError(cause instanceof Error ? cause.message : String(cause), place, { cause });
    }
    return count;
  }

  async attach(file: string, name: string, options: { readOnly?: boolean } = {}): Promise<void> {
    const mode = options.readOnly ? ' (read_only)' : '';
    await this.run(`attach ${quoteLiteral(file)} as ${quoteIdentifier(name)}${mode}`);
  }

  async detach(name: string): Promise<void> {
    await this.run(`detach ${quoteIdentifier(name)}`);
  }

  interrupt(): void {
    this.#connection.interrupt();
  }

  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}

/** Whole doubles look like small integers once they are JavaScript numbers; the column's type tells them apart. */
function converters(result: { columnTypes(): DuckDBType[] }): (row: readonly DuckDBValue[]) => Cell[] {
  const floating = result
    .columnTypes()
    .map((type) => type.typeId === FLOAT.typeId || type.typeId === DOUBLE.typeId);
  return (row) => row.map((value, i) => (floating[i] ? (value as number | null) : fromDuckdb(value)));
}

function toRow(names: readonly string[], cells: readonly Cell[]): Row {
  const row: Row = {};
  names.forEach((name, i) => {
    row[name] = cells[i] ?? null;
  });
  return row;
}

function chunkOf(
  types: readonly DuckDBType[],
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
) {
  const chunk = DuckDBDataChunk.create(types, rows.length);
  columns.forEach((column, c) => {
    chunk.setColumnValues(
      c,
      rows.map((row) => toDuckdb(row[c] ?? null, column.type)),
    );
  });
  return chunk;
}

async function guarded<T>(sql: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof WarehouseError) throw cause;
    throw new WarehouseError(cause instanceof Error ? cause.message : String(cause), sql, { cause });
  }
}
