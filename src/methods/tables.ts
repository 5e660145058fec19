/** Tables of a method's context: canonical ones the data lacks, CSV files beside the contract, what is dropped afterwards. */
import { existsSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { CANONICAL, PROVENANCE } from '../data/canonical/index.ts';
import type { CanonicalTable, CanonicalType } from '../data/canonical/index.ts';
import { Problems } from '../data/tables/problems.ts';
import { openTable } from '../data/tables/readers/open.ts';
import { closeStaging, openStaging, staging } from '../data/tables/staging.ts';
import type { Checked, Location } from '../language/diagnostic.ts';
import { hasErrors } from '../language/diagnostic.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { quoteIdentifier, quoteTable } from '../warehouse/warehouse.ts';
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
  const problems = new Problems();
  let folder: Promise<string> | undefined;
  const reading = { warehouse, problems, folder: () => (folder ??= mkdtemp(join(tmpdir(), 'openvbp-'))) };
  const source = {
    kind: 'table',
    format: 'csv',
    encoding: 'utf-8',
    header: 1,
    columns: {},
    keep: [],
  } as const;
  const text = staging('method_file');
  await openStaging(warehouse);
  try {
    const opened = await openTable({ ...source, keep: [], file, at: about.at }, reading);
    const headers = opened?.headers ?? [];
    const places = headers.map((_, k) => k);
    const staged = await opened?.stage(places, text);
    if (opened && staged && !hasErrors(problems.diagnostics)) {
      const cells = distinct(headers).map((header, k) => `r.c${k} as ${quoteIdentifier(header)}`);
      await warehouse.run(
        `create table ${into} as select ${[...cells, `${staged.line} as _line`].join(', ')} from ${quoteTable(text)} r`,
      );
    }
  } finally {
    await closeStaging(warehouse);
    if (folder) await rm(await folder, { recursive: true, force: true });
  }
  if (hasErrors(problems.diagnostics)) return { diagnostics: problems.diagnostics };
  return { value: into, diagnostics: [] };
}

/** A second `paid` is `paid_2`, a header without a name `column_3`; names are compared without regard to case. */
function distinct(headers: readonly string[]): string[] {
  const taken = new Set<string>(['_line']);
  return headers.map((header, i) => {
    const base = header.trim() || `column_${i + 1}`;
    let name = base;
    for (let n = 2; taken.has(name.toLowerCase()); n += 1) name = `${base}_${n}`;
    taken.add(name.toLowerCase());
    return name;
  });
}
