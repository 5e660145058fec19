/** For tests of formats: imports files into a folder of its own and shows the tables. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Diagnostic } from '../../language/diagnostic.ts';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import { parquetRows } from '../../warehouse/files.ts';
import type { Row } from '../../warehouse/warehouse.ts';
import { quoteIdentifier } from '../../warehouse/warehouse.ts';
import { openData } from '../open/open.ts';
import { partsOf, receivedRows } from '../open/received.ts';
import { CANONICAL } from '../canonical/index.ts';
import type { Format, FormatOptions } from './format.ts';
import { importData } from './import.ts';
import type { DataManifest, SourceFinding, SourceManifest } from './manifest.ts';

export interface ImportedForTest {
  /** Undefined where the import was not done: see `diagnostics`. */
  report: SourceManifest | undefined;
  data: DataManifest | undefined;
  diagnostics: Diagnostic[];
  /** Rows that stand, by table, in the order read; what is unknown is left out. Money is text with four decimals, whole numbers are bigint. */
  tables: Record<string, Row[]>;
  /** All rows kept, whether they still stand or not. */
  received: Record<string, Row[]>;
  /** `{ file, line, table, reason, column, text, amount }`, what is unknown left out. */
  refused: Row[];
  findings: SourceFinding[];
}

/** Imports `paths`; the folder is gone afterwards. */
export async function importInto(
  format: Format,
  paths: readonly string[],
  options: FormatOptions = {},
): Promise<ImportedForTest> {
  const folder = mkdtempSync(join(tmpdir(), 'openvbp-import-'));
  try {
    const imported = await importData({ format, paths, options, folder, threads: 2 });
    return { ...(await tablesOf(folder)), diagnostics: imported.diagnostics };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What stands in a data folder. */
export async function tablesOf(folder: string): Promise<Omit<ImportedForTest, 'diagnostics'>> {
  const warehouse = await openDuckdb({ threads: 2 });
  try {
    const { value } = await openData(warehouse, folder);
    const shown: Omit<ImportedForTest, 'diagnostics'> = {
      report: value?.sources.at(-1),
      data: value?.manifest,
      tables: {},
      received: {},
      refused: [],
      findings: value?.sources.flatMap(({ findings }) => findings) ?? [],
    };
    if (!value) return shown;
    const order = 'order by _source, _file, _line';
    for (const table of CANONICAL) {
      const parts = partsOf(folder, value.sources, table.name);
      if (parts.length === 0) continue;
      const key = table.key.map(quoteIdentifier).join(', ');
      const rows = await warehouse.rows(`select * from data.${quoteIdentifier(table.name)} ${order}, ${key}`);
      const all = await warehouse.rows(
        `select * from (${receivedRows(table, parts, { exact: true })}) ${order}, _part, _row`,
      );
      shown.tables[table.name] = rows.map(known);
      shown.received[table.name] = all.map(known);
    }
    for (const { id, refused } of value.sources) {
      if (refused.length === 0) continue;
      const file = join(folder, 'received', id, 'refused.parquet');
      shown.refused.push(...(await warehouse.rows(`select * from ${parquetRows(file)}`)).map(known));
    }
    return shown;
  } finally {
    warehouse.close();
  }
}

function known(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== null));
}

/** Files of a test, made in a folder of their own: name → content. Gives the folder; `remove` it afterwards. */
export function filesForTest(files: Record<string, string | Uint8Array>): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'openvbp-files-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
