/** The sums of a data folder that is being written. */
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { KEPT_PARQUET, parquetRows } from '../../warehouse/files.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { canonicalTable } from '../canonical/index.ts';
import { makeFolder, sync } from '../disk/folders.ts';
import type { DataManifest } from '../import/manifest.ts';
import { standingRows } from '../open/index.ts';
import { narrowest, queryOf, SUMS } from './sums.ts';

/**
 * Writes `derived/<id>/` of the lines that stand, and says what is there. `id` is the hash of the sources. Rows are in order and row groups of one size: the same
 * lines give the same bytes, on any number of threads.
 */
export async function writeSums(
  warehouse: Warehouse,
  data: Parameters<typeof standingRows>[0],
  id: string,
): Promise<DataManifest['derived']> {
  const claims = canonicalTable('medical_claim');
  if (!data.sources.some(({ tables }) => tables.some(({ name, kept }) => name === claims.name && kept > 0)))
    return [];
  const place = `derived/${id}`;
  const partial = join(data.folder, `${place}.partial`);
  await rm(partial, { recursive: true, force: true });
  await makeFolder(partial);
  const lines = `(${standingRows(data, claims)})`;
  const type = await narrowest(warehouse, lines);
  const sources = new Map([[claims.name, lines]]);
  const made: DataManifest['derived'] = [];
  for (const table of SUMS) {
    const { name, of, key } = table;
    const file = join(partial, `${name}.parquet`);
    const rows = table.rows(sources.get(of) ?? '', type);
    await warehouse.run(
      `copy (${rows} order by ${key.join(', ')}) to ${quoteLiteral(file)} (${KEPT_PARQUET})`,
    );
    await sync(file);
    sources.set(name, parquetRows(file));
    made.push({ name, file: `${place}/${name}.parquet`, query: queryOf(table) });
  }
  await rm(join(data.folder, place), { recursive: true, force: true });
  await rename(partial, join(data.folder, place));
  return made;
}
