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
 * lines give the same bytes, on any number of threads, and in however many `stretches` of people they are added up: as many as memory asks for, unless given.
 */
export async function writeSums(
  warehouse: Warehouse,
  data: Parameters<typeof standingRows>[0],
  id: string,
  stretches?: number,
): Promise<DataManifest['derived']> {
  const claims = canonicalTable('medical_claim');
  const kept = data.sources.flatMap(({ tables }) => tables).filter(({ name }) => name === claims.name);
  const count = kept.reduce((sum, table) => sum + table.kept, 0);
  if (count === 0) return [];
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
    const from = sources.get(of) ?? '';
    const parts = of === claims.name ? (stretches ?? (await stretchesOf(warehouse, count))) : 1;
    const added =
      parts === 1 ? [] : Array.from({ length: parts }, (_, i) => join(partial, `${name}.${i}.parquet`));
    for (const [i, part] of added.entries()) {
      const rows = table.rows(`(select * from ${from} where hash(person_id) % ${parts} = ${i})`, type);
      await warehouse.run(`copy (${rows}) to ${quoteLiteral(part)} (${KEPT_PARQUET})`);
    }
    const rows = parts === 1 ? table.rows(from, type) : `from ${parquetRows(added)}`;
    await warehouse.run(
      `copy (${rows} order by ${key.join(', ')}) to ${quoteLiteral(file)} (${KEPT_PARQUET})`,
    );
    for (const part of added) await rm(part);
    await sync(file);
    sources.set(name, parquetRows(file));
    made.push({ name, file: `${place}/${name}.parquet`, query: queryOf(table) });
  }
  await rm(join(data.folder, place), { recursive: true, force: true });
  await rename(partial, join(data.folder, place));
  return made;
}

/** Lines that are added up within a gigabyte: of 24 million at once that was enough, of 48 million not. */
const LINES_OF_GIGABYTE = 15_000_000;

const GIGABYTES: Record<string, number> = { KiB: 2 ** -20, MiB: 2 ** -10, GiB: 1, TiB: 2 ** 10 };

/** Groups held at once do not all go to the disk when memory is full. */
async function stretchesOf(warehouse: Warehouse, lines: number): Promise<number> {
  const [[limit] = []] = await warehouse.values(`select current_setting('memory_limit')`);
  const [size = '', unit = ''] = String(limit).split(' ');
  const memory = Number(size) * (GIGABYTES[unit] ?? Number.NaN);
  if (!(memory > 0)) throw new Error(`a memory limit of ${String(limit)}`);
  return Math.ceil(lines / (LINES_OF_GIGABYTE * memory));
}
