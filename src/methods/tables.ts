/** Tables of a method's context: canonical ones the data lacks, CSV files beside the contract, what is dropped afterwards. */
import { existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { PROVENANCE_TYPES, SQL_TYPES } from '../data/canonical/ddl.ts';
import { CANONICAL } from '../data/canonical/index.ts';
import type { CanonicalTable } from '../data/canonical/index.ts';
import { plainText, textTable } from '../data/tables/text-table.ts';
import type { Checked, Location } from '../language/diagnostic.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { quoteIdentifier } from '../warehouse/warehouse.ts';
import { report } from './messages.ts';

/** Columns of a canonical table with their SQL types, those of provenance last. */
export function columnsOfTable(table: CanonicalTable): { name: string; type: string }[] {
  return [
    ...table.columns.map(({ name, type }) => ({ name, type: SQL_TYPES[type] })),
    ...Object.entries(PROVENANCE_TYPES).map(([name, type]) => ({ name, type })),
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
  const { value, diagnostics } = await textTable(warehouse, plainText(file, about.at), into);
  return value ? { value: into, diagnostics: [] } : { diagnostics };
}
