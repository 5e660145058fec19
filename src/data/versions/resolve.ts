/** Which rows no longer stand, over all sources of a data folder: earlier versions of claims, and rows that came again. */
import { join } from 'node:path';
import { makeFolder } from '../disk/folders.ts';
import { KEPT_PARQUET } from '../../warehouse/files.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { CANONICAL } from '../canonical/index.ts';
import type { CanonicalTable } from '../canonical/index.ts';
import type { SourceFinding, SourceManifest, SupersededTable } from '../import/manifest.ts';
import { partsOf } from '../open/received.ts';
import { claimVersions } from './claims.ts';
import { earlierItems } from './items.ts';
import { repeatedRows } from './repeated.ts';

interface Resolved {
  tables: { name: string; received: number; superseded: number; standing: number }[];
  superseded: SupersededTable[];
  findings: SourceFinding[];
}

/** Writes the tables of superseded rows into `into` (below `folder`, named `place` in the manifest). */
export async function resolveVersions(
  warehouse: Warehouse,
  folder: string,
  sources: readonly SourceManifest[],
  place: string,
  into: string,
): Promise<Resolved> {
  const resolved: Resolved = { tables: [], superseded: [], findings: [] };
  for (const table of CANONICAL) {
    const of = sources.flatMap(({ tables }) => tables.filter(({ name }) => name === table.name));
    if (of.length === 0) continue;
    const received = of.reduce((sum, { kept }) => sum + kept, 0);
    const reasons =
      received > 0 ? await resolveTable(warehouse, folder, sources, table, into, resolved.findings) : {};
    const superseded = Object.values(reasons).reduce((sum, count) => sum + count, 0);
    resolved.tables.push({ name: table.name, received, superseded, standing: received - superseded });
    if (superseded > 0) {
      resolved.superseded.push({ name: table.name, file: `${place}/${table.name}.parquet`, reasons });
    }
  }
  return resolved;
}

async function resolveTable(
  warehouse: Warehouse,
  folder: string,
  sources: readonly SourceManifest[],
  table: CanonicalTable,
  into: string,
  findings: SourceFinding[],
): Promise<Record<string, number>> {
  const parts = partsOf(folder, sources, table.name);
  await warehouse.run(
    `create schema if not exists versions;
     create or replace table versions.superseded (
       _source integer, _part integer, _row bigint, _file integer, _line bigint,
       reason varchar, by_source integer, by_file integer, by_line bigint)`,
  );
  if (table.versioned) findings.push(...(await claimVersions(warehouse, table, parts, sources)));
  await earlierItems(warehouse, table, parts, sources);
  findings.push(...(await repeatedRows(warehouse, table, parts)));
  const rows = await warehouse.values(
    `select reason, count(*) from versions.superseded group by reason order by reason`,
  );
  if (rows.length > 0) {
    await makeFolder(into);
    const file = quoteLiteral(join(into, `${table.name}.parquet`));
    await warehouse.run(
      `copy (select * from versions.superseded order by _source, _part, _row)
       to ${file} (${KEPT_PARQUET})`,
    );
  }
  await warehouse.run('drop table versions.superseded');
  return Object.fromEntries(rows.map(([reason, count]) => [String(reason), Number(count)]));
}
