/** A data folder as views: `data."<table>"`, the rows that stand of every canonical table, with where each was read. */
import { join } from 'node:path';
import type { Checked } from '../../language/diagnostic.ts';
import { parquetRows } from '../../warehouse/files.ts';
import { quoteIdentifier } from '../../warehouse/warehouse.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import type { CanonicalTable } from '../canonical/index.ts';
import { CANONICAL } from '../canonical/index.ts';
import { damageOf, saidOf } from '../import/damage.ts';
import { readManifest, readSource } from '../import/folder.ts';
import type { DataManifest, SourceManifest } from '../import/manifest.ts';
import type { Thoroughness } from '../import/written.ts';
import { standingSums, SUMS } from '../sums/sums.ts';
import { partsOf, receivedRows } from './received.ts';

export interface OpenedData {
  folder: string;
  manifest: DataManifest;
  /** In the order of `_source`. */
  sources: SourceManifest[];
}

interface OpenOptions {
  /** Tables that are read; all but sums unless given. Others are not looked at, and have no view. */
  tables?: readonly string[];
  /** `full` finds also what was changed to deceive the quick look (see `../import/written.ts`); `quick` unless given. */
  how?: Thoroughness;
}

/**
 * Reads what is said of a data folder, without a warehouse, and holds every file of the tables against it: nothing is computed from a file that was
 * damaged, exchanged or changed.
 */
export async function readData(
  folder: string,
  { tables, how = 'quick' }: OpenOptions = {},
): Promise<Checked<OpenedData>> {
  const { value: manifest, diagnostics } = await readManifest(folder);
  if (!manifest) return { diagnostics };
  const damage = await damageOf(folder, manifest, how, tables);
  if (damage.length > 0) return { diagnostics: damage.map((one) => saidOf(folder, one)) };
  const sources: SourceManifest[] = [];
  for (const { id } of manifest.sources) {
    const { value, diagnostics: problems } = await readSource(folder, id);
    if (!value) return { diagnostics: problems };
    sources.push(value);
  }
  return { value: { folder, manifest, sources }, diagnostics: [] };
}

/**
 * Makes the views `data."<table>"` of the tables asked for: of a canonical one its columns, `_source`, `_file`, `_line`; a table the folder has not is one
 * without rows. Tables of sums are there if they are asked for by name and were written. What is wrong with the folder is a diagnostic, and then no view is made.
 */
export async function openData(
  warehouse: Warehouse,
  folder: string,
  options: OpenOptions = {},
): Promise<Checked<OpenedData>> {
  const { value: opened, diagnostics } = await readData(folder, options);
  if (!opened) return { diagnostics };
  await warehouse.run('create schema if not exists data');
  for (const table of CANONICAL.filter(({ name }) => options.tables?.includes(name) ?? true)) {
    await warehouse.run(
      `create or replace view data.${quoteIdentifier(table.name)} as ${standingRows(opened, table)}`,
    );
  }
  const sums = standingSums(opened.manifest.derived);
  for (const { name } of SUMS) {
    const made = options.tables?.includes(name) && sums.find((one) => one.name === name);
    const view = `data.${name}`;
    if (made)
      await warehouse.run(`create or replace view ${view} as from ${parquetRows(join(folder, made.file))}`);
    else await warehouse.run(`drop view if exists ${view}`);
  }
  return { value: opened, diagnostics: [] };
}

/** The rows of a table that stand, as a query. */
export function standingRows(
  {
    folder,
    manifest,
    sources,
  }: Pick<OpenedData, 'folder' | 'sources'> & { manifest: Pick<DataManifest, 'superseded'> },
  table: CanonicalTable,
): string {
  const parts = partsOf(folder, sources, table.name);
  const gone = manifest.superseded.find(({ name }) => name === table.name);
  if (!gone) return receivedRows(table, parts, { exact: false });
  const superseded = parquetRows(join(folder, gone.file));
  // Part by part: of one part the row is the whole key, and what is held against it is small. One join of all parts takes a quarter longer.
  return parts
    .map(
      (part) => `select r.* exclude (_part, _row) from (${receivedRows(table, [part], { exact: true })}) r
    anti join (select _row from ${superseded} where _source = ${part.source} and _part = ${part.part}) s on r._row = s._row`,
    )
    .join('\nunion all\n');
}
