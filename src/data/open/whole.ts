/** Whether the Parquet files of a data folder are those that were written: by their footers, so that no row is read. */
import { join } from 'node:path';
import type { Diagnostic } from '../../language/diagnostic.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { quoteLiteral, WarehouseError } from '../../warehouse/warehouse.ts';
import { report } from '../import/report.ts';
import { pattern } from '../tables/readers/files.ts';
import type { OpenedData } from './open.ts';

/** Files that cannot be read, or hold other than the rows that were kept: figures made from them would be wrong in silence. */
export async function damagedFiles(
  warehouse: Warehouse,
  { folder, manifest, sources }: OpenedData,
): Promise<Diagnostic[]> {
  const written = [
    ...sources.flatMap(({ id, tables }) =>
      tables.map(({ parts, kept }) => ({
        files: parts.map((part) => join('received', id, part)),
        rows: kept,
      })),
    ),
    ...manifest.superseded.map(({ file, reasons }) => ({
      files: [file],
      rows: Object.values(reasons).reduce((sum, count) => sum + count, 0),
    })),
  ];
  const problems: Diagnostic[] = [];
  for (const { files, rows } of written) {
    let found = 0;
    let readable = true;
    for (const file of files) {
      const count = await rowsOf(warehouse, join(folder, file));
      if (count === undefined) problems.push(report('received-damaged', { folder, file }));
      readable &&= count !== undefined;
      found += count ?? 0;
    }
    if (readable && found !== rows) {
      problems.push(report('received-rows-other', { folder, file: files.join(', '), found, rows }));
    }
  }
  return problems;
}

async function rowsOf(warehouse: Warehouse, file: string): Promise<number | undefined> {
  try {
    const [row] = await warehouse.values(
      `select num_rows from parquet_file_metadata(${quoteLiteral(pattern(file))})`,
    );
    return Number(row?.[0] ?? 0);
  } catch (cause) {
    if (cause instanceof WarehouseError) return undefined;
    throw cause;
  }
}
