/** The DuckDB driver: `Warehouse` on `@duckdb/node-api`, which is loaded when the first database is opened: much of the program needs none. */
import type { Warehouse } from '../warehouse.ts';
import type { DuckdbOptions } from './database.ts';

export async function openDuckdb(options: DuckdbOptions = {}): Promise<Warehouse> {
  const { openDatabase } = await import('./database.ts');
  return openDatabase(options);
}
