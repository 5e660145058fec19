/** The columns of a file before it is read: for formats that know their files by them. */
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Diagnostic } from '../../../language/diagnostic.ts';
import { openDuckdb } from '../../../warehouse/duckdb/driver.ts';
import { parquetRows } from '../../../warehouse/files.ts';
import { WarehouseError } from '../../../warehouse/warehouse.ts';
import { report } from '../../import/report.ts';
import { guessDelimiter, splitRow } from '../../tables/readers/records.ts';

const SAMPLE = 1 << 18;

/** Undefined where it is no table: empty, or a damaged Parquet file. `delimiter` is guessed without. */
export async function headersOf(path: string, delimiter?: string): Promise<string[] | undefined> {
  if (isParquet(path)) return parquetColumns(path);
  const start = await startOf(path);
  const line = start.split(/\r\n|\n|\r/, 1)[0] ?? '';
  if (line.trim() === '') return undefined;
  return splitRow(line, delimiter ?? guessDelimiter(start)).map((header) => header.trim());
}

/** Headers without regard to case, as formats compare them. */
export function upperNames(headers: readonly string[] | undefined): ReadonlySet<string> {
  return new Set(headers?.map((header) => header.toUpperCase().replace(/^\uFEFF/, '')));
}

/** What a file lacks of the columns that its part cannot be read without; nothing where it is no table at all, which its reader says. */
export function lacking(
  { path, part }: { path: string; part: string },
  headers: readonly string[] | undefined,
  needed: readonly string[],
): Diagnostic | undefined {
  const names = upperNames(headers);
  const missing = headers ? needed.filter((name) => !names.has(name)) : [];
  if (missing.length === 0) return undefined;
  const data = { file: basename(path), part, missing: missing.join(', ') };
  return report('headers-other', data, { file: path, line: 1 });
}

export function isParquet(path: string): boolean {
  return /\.(parquet|pq)$/i.test(path);
}

async function startOf(path: string): Promise<string> {
  const handle = await open(path);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(SAMPLE), 0, SAMPLE, 0);
    const bytes = buffer.subarray(0, bytesRead);
    const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
    const encoding = wide ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8';
    return new TextDecoder(encoding).decode(bytes);
  } finally {
    await handle.close();
  }
}

async function parquetColumns(path: string): Promise<string[] | undefined> {
  const warehouse = await openDuckdb({ threads: 1 });
  try {
    const rows = await warehouse.values(
      `select column_name from (describe select * from ${parquetRows(path)})`,
    );
    return rows.map(([name]) => String(name));
  } catch (cause) {
    if (cause instanceof WarehouseError) return undefined;
    throw cause;
  } finally {
    warehouse.close();
  }
}
