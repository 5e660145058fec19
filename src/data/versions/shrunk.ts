/**
 * Claims of which a later delivery holds less than the one it replaces. Without a word that it is a correction that may be a file that was cut: where
 * the claim is the last of its file, most probably.
 */
import type { Warehouse } from '../../warehouse/warehouse.ts';
import type { CanonicalTable } from '../canonical/index.ts';
import { addExact } from '../import/exact.ts';
import type { SourceFinding, SourceManifest } from '../import/manifest.ts';
import type { ReceivedPart } from '../open/received.ts';
import { receivedRows } from '../open/received.ts';

/** Examples kept of a finding. */
const EXAMPLES = 20;

/** Reads the tables `ranked` and `lines` of `claims.ts`. Amounts of a finding are what stands no longer. */
export async function shrunkClaims(
  warehouse: Warehouse,
  table: CanonicalTable,
  parts: readonly ReceivedPart[],
  sources: readonly SourceManifest[],
): Promise<SourceFinding[]> {
  const apart = await deliveredApart(warehouse, table);
  const rows = await warehouse.values(
    `select n._claim, n._source, n._last.f, n._last.l, o._lines, n._lines, o._amount::varchar, n._amount::varchar,
       coalesce(n._action, 'original') = 'original', (o._amount - n._amount)::varchar
     from ranked n join ranked o on o._group = n._group and o._from is not distinct from n._from
     where n._place = 1 and o._place = 2 and not n._gone and not o._gone and n._source <> o._source
       and (n._lines < o._lines or n._lines = o._lines and n._amount < o._amount)
     order by n._source, n._last, n._claim`,
  );
  if (rows.length === 0) return apart;
  const ends = await lastLines(warehouse, table, parts);
  const cut: Shrunk[] = [];
  const fewer: Shrunk[] = [];
  for (const [claim, source, file, line, before, now, paid, pays, unsaid, less] of rows) {
    const of = sources[Number(source)];
    const last = ends.get(`${Number(source)}|${Number(file)}`) === Number(line);
    const lines = Number(now) < Number(before);
    // A cell that was cut is in the last line of a file that ends in it.
    const open = of?.findings.some((one) => one.code === 'file-without-end' && one.file === Number(file));
    const money = paid === null || pays === null ? '' : `, ${String(paid)} → ${String(pays)}`;
    const shrunk = {
      key: String(claim),
      text: `${of?.files[Number(file)]?.name ?? ''}:${Number(line)}: ${Number(before)} → ${Number(now)}${money}`,
      less: less === null ? undefined : String(less),
    };
    if (last && (lines || open === true)) cut.push(shrunk);
    else if (lines && unsaid === true) fewer.push(shrunk);
  }
  return [finding('claim-cut', table, cut), finding('claim-lines-fewer', table, fewer), apart].flat();
}

/** Versions that say they are the same and have no line in common: a claim cut in two between deliveries, of which only the later part stands. */
async function deliveredApart(warehouse: Warehouse, table: CanonicalTable): Promise<SourceFinding[]> {
  const rows = await warehouse.values(
    `select n._claim, o._lines, n._lines, o._amount::varchar
     from ranked n join ranked o on o._group = n._group and o._from is not distinct from n._from
       and o._claim = n._claim and o._action is not distinct from n._action and o._received is not distinct from n._received
     where n._place = 1 and not n._gone and n._source <> o._source and not exists (
       select 1 from lines a join lines b on a._key = b._key
       where a._group = n._group and a._claim = n._claim and a._source = n._source
         and b._group = n._group and b._claim = n._claim and b._source = o._source)
     order by n._claim, o._source`,
  );
  const parted = rows.map(([claim, before, now, amount]) => ({
    key: String(claim),
    text: `${Number(before)} + ${Number(now)}`,
    less: amount === null ? undefined : String(amount),
  }));
  return finding('claim-in-parts', table, parted);
}

interface Shrunk {
  key: string;
  text: string;
  less: string | undefined;
}

function finding(code: string, { name }: CanonicalTable, shrunk: readonly Shrunk[]): SourceFinding[] {
  if (shrunk.length === 0) return [];
  const known = shrunk.flatMap(({ less }) => (less === undefined ? [] : [less]));
  const amount = known.reduce(addExact, '0');
  const examples = shrunk.slice(0, EXAMPLES).map(({ key, text }) => ({ key, text }));
  return [{ code, table: name, count: shrunk.length, ...(known.length > 0 && { amount }), examples }];
}

/** The last line of each file of which a row was kept. */
async function lastLines(
  warehouse: Warehouse,
  table: CanonicalTable,
  parts: readonly ReceivedPart[],
): Promise<Map<string, number>> {
  const rows = await warehouse.values(
    `select _source, _file, max(_line) from (${receivedRows(table, parts, { columns: [table.key[0] ?? ''], exact: false })}) group by all`,
  );
  return new Map(rows.map(([source, file, line]) => [`${Number(source)}|${Number(file)}`, Number(line)]));
}
