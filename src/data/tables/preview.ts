/** The headers and first rows of a file nobody has described yet, as text. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { Location } from '../../language/diagnostic.ts';
import type { TableSource } from '../../language/agreement.ts';
import type { Checked } from '../../language/diagnostic.ts';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import { quoteTable } from '../../warehouse/warehouse.ts';
import { Problems } from './problems.ts';
import { openTable } from './readers/open.ts';
import { closeStaging, openStaging, staging } from './staging.ts';

interface Preview {
  headers: string[];
  /** As many as asked for, empty cells as empty text. */
  rows: string[][];
}

/** What a file's ending says it is; anything else is delimited text. */
export function formatOfFile(file: string): TableSource['format'] {
  const ending = extname(file).toLowerCase();
  if (ending === '.parquet') return 'parquet';
  if (ending === '.xlsx') return 'xlsx';
  return ending === '.jsonl' || ending === '.ndjson' ? 'jsonl' : 'csv';
}

export async function previewTable(file: string, rows: number): Promise<Checked<Preview>> {
  const first = await readAs(file, rows, 'utf-8');
  const other = first.diagnostics.find(({ code }) => code === 'encoding-other')?.data['other'];
  return other === undefined ? first : readAs(file, rows, String(other));
}

async function readAs(file: string, rows: number, encoding: string): Promise<Checked<Preview>> {
  const problems = new Problems();
  const at: Location = { file };
  const source: TableSource & { at: Location } = {
    kind: 'table',
    at,
    file,
    format: formatOfFile(file),
    encoding,
    header: 1,
    keep: [],
    columns: {},
  };
  const warehouse = await openDuckdb();
  const folder = await mkdtemp(join(tmpdir(), 'openvbp-preview-'));
  try {
    await openStaging(warehouse);
    const opened = await openTable(source, { warehouse, problems, folder: () => Promise.resolve(folder) });
    if (!opened || problems.failed) return { diagnostics: problems.diagnostics };
    const { headers } = opened;
    const table = staging('preview');
    const staged = await opened.stage(
      headers.map((_, i) => i),
      table,
    );
    if (!staged || problems.failed) return { diagnostics: problems.diagnostics };
    const columns = headers.map((_, i) => `coalesce(r.c${i}, '')`).join(', ');
    const found = await warehouse.values(
      `select ${columns} from ${quoteTable(table)} r order by ${staged.line} limit ${rows}`,
    );
    await closeStaging(warehouse);
    const value = { headers, rows: found.map((cells) => cells.map(String)) };
    return { value, diagnostics: problems.diagnostics };
  } finally {
    warehouse.close();
    await rm(folder, { recursive: true, force: true });
  }
}
