/** A result as a file: CSV, Parquet or JSON, by the end of its name. */
import { extname } from 'node:path';
import { ledQuery } from '../../data/disk/cells.ts';
import type { Diagnostic } from '../../language/diagnostic.ts';
import { reporter } from '../../language/diagnostic.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import { messages } from './messages.ts';

const report = reporter(messages);

const FORMATS: Readonly<Record<string, string>> = {
  '.csv': 'format csv, header true',
  '.parquet': 'format parquet',
  '.json': 'format json, array true',
};

const endOf = (file: string) => extname(file).toLowerCase();

/** Names whose end says something else than what would be written, to be refused before any work is done. A name without an end is CSV. */
export function unwritable(...files: readonly (string | undefined)[]): Diagnostic[] {
  return files.flatMap((path) =>
    path === undefined || endOf(path) === '' || Object.hasOwn(FORMATS, endOf(path))
      ? []
      : [report('output-format', { path })],
  );
}

export async function writeResult(
  warehouse: Warehouse,
  query: string,
  file: string | undefined,
): Promise<void> {
  if (file === undefined) return;
  const format = FORMATS[endOf(file)] ?? FORMATS['.csv'];
  // A CSV is opened in a spreadsheet; the others are for programs.
  const text = format === FORMATS['.csv'] ? await ledQuery(warehouse, query) : query;
  await warehouse.run(`copy (${text}) to ${quoteLiteral(file)} (${format})`);
}
