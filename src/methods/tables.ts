/** Tables of a method's context: canonical ones the data lacks, CSV files beside the contract, what is dropped afterwards. */
import { existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { CANONICAL, PROVENANCE } from '../data/canonical/index.ts';
import type { CanonicalTable, CanonicalType } from '../data/canonical/index.ts';
import type { Checked, Location } from '../language/diagnostic.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { quoteIdentifier, quoteLiteral, WarehouseError } from '../warehouse/warehouse.ts';
import { report } from './messages.ts';

const SQL_TYPES: Record<CanonicalType, string> = {
  text: 'varchar',
  date: 'date',
  money: 'decimal(18,4)',
  quantity: 'decimal(18,4)',
  integer: 'bigint',
  boolean: 'boolean',
};

/** Columns of a canonical table with their SQL types, those of provenance last. */
export function columnsOfTable(table: CanonicalTable): { name: string; type: string }[] {
  return [
    ...table.columns.map(({ name, type }) => ({ name, type: SQL_TYPES[type] })),
    ...PROVENANCE.map((name) => ({ name, type: name === '_line' ? 'bigint' : 'integer' })),
  ];
}

/** Makes those canonical tables that the data lacks, empty, so that queries need not ask. */
export async function completeTables(warehouse: Warehouse): Promise<void> {
  await warehouse.run('create schema if not exists data');
  const rows = await warehouse.rows(
    `select table_name from information_schema.tables where table_schema = 'data' and table_catalog = current_database()`,
  );
  const there = new Set(rows.map((row) => String(row['table_name'])));
  for (const table of CANONICAL) {
    if (there.has(table.name)) continue;
    const list = columnsOfTable(table).map(({ name, type }) => `${quoteIdentifier(name)} ${type}`);
    await warehouse.run(`create table data.${quoteIdentifier(table.name)} (${list.join(', ')})`);
  }
}

/** A CSV (or TSV) as a table of text with headers as written and `_line`, the line of the file. */
export async function csvTable(
  warehouse: Warehouse,
  file: string,
  into: string,
  about: { name: string; option: string; at: Location },
): Promise<Checked<string>> {
  const data = { name: about.name, option: about.option, file: basename(file) };
  if (!existsSync(file) || !statSync(file).isFile())
    return { diagnostics: [report('method-file-missing', data, about.at)] };
  const from = `read_csv(${quoteLiteral(file)}, header = true, all_varchar = true, null_padding = false, strict_mode = true)`;
  try {
    await warehouse.run(`create table ${into} as select *, row_number() over () + 1 as _line from ${from}`);
  } catch (cause) {
    if (!(cause instanceof WarehouseError)) throw cause;
    const problem = (cause.message.split('\n')[0] ?? '').replaceAll(file, basename(file));
    return { diagnostics: [report('method-file-unreadable', { ...data, problem }, { file })] };
  }
  return { value: into, diagnostics: [] };
}
