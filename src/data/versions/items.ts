/**
 * Fees of settlement lists and front pages, which hold all of a case: where a later list gives them anew, what it does not name any more (a category that
 * was corrected away) no longer stands. Of other sources nobody knows whether a later delivery is the whole.
 */
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import type { CanonicalTable } from '../canonical/index.ts';
import type { SourceManifest } from '../import/manifest.ts';
import type { ReceivedPart } from '../open/received.ts';
import { receivedRows } from '../open/received.ts';

const WHOLE = ['settlement-list', 'front-page'];

export async function earlierItems(
  warehouse: Warehouse,
  table: CanonicalTable,
  parts: readonly ReceivedPart[],
  sources: readonly SourceManifest[],
): Promise<void> {
  const lists = sources.flatMap(({ format }, source) => (WHOLE.includes(format) ? [source] : []));
  if (table.name !== 'cost_item' || lists.length < 2) return;
  const columns = ['case_id', 'item_number', 'data_source'];
  await warehouse.run(
    `create or replace temp table listed as
       select * from (${receivedRows(table, parts, { columns, exact: true })}) where _source in (${lists.join(', ')})
       window c as (partition by case_id, data_source) qualify min(_source) over c <> max(_source) over c;
     insert into versions.superseded
       select r._source, r._part, r._row, r._file, r._line, ${quoteLiteral('changed')}, l._source, l.at.f, l.at.l
       from listed r join (
         select case_id, data_source, _source, min({'f': _file, 'l': _line}) as at, list(item_number) as items
         from listed group by case_id, data_source, _source
         qualify _source = max(_source) over (partition by case_id, data_source)) l
       on l.case_id = r.case_id and l.data_source is not distinct from r.data_source and r._source < l._source
       where not list_contains(l.items, r.item_number);
     drop table listed`,
  );
}
