/** The months of a data folder that is being written. */
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { canonicalTable } from '../canonical/index.ts';
import { makeFolder, sync } from '../disk/folders.ts';
import type { DataManifest } from '../import/manifest.ts';
import { standingRows } from '../open/index.ts';
import { monthRows, MONTHS, monthsQuery } from './months.ts';

/**
 * Writes `derived/<id>/` of the lines that stand, and says what is there. `id` is the hash of the sources. Rows are in order and row groups of one size: the same
 * lines give the same bytes, on any number of threads.
 */
export async function writeMonths(
  warehouse: Warehouse,
  data: Parameters<typeof standingRows>[0],
  id: string,
): Promise<NonNullable<DataManifest['derived']>> {
  const claims = canonicalTable('medical_claim');
  if (!data.sources.some(({ tables }) => tables.some(({ name, kept }) => name === claims.name && kept > 0)))
    return [];
  const place = `derived/${id}`;
  const partial = join(data.folder, `${place}.partial`);
  await rm(partial, { recursive: true, force: true });
  await makeFolder(partial);
  const file = join(partial, `${MONTHS.name}.parquet`);
  await warehouse.run(
    `copy (${monthRows(`(${standingRows(data, claims)})`)} order by person_id, month, category)
     to ${quoteLiteral(file)} (format parquet, compression snappy, row_group_size 122880)`,
  );
  await sync(file);
  await rm(join(data.folder, place), { recursive: true, force: true });
  await rename(partial, join(data.folder, place));
  return [{ name: MONTHS.name, file: `${place}/${MONTHS.name}.parquet`, query: monthsQuery() }];
}
