/**
 * Rows that no longer stand, as `src/data/versions` finds them: here they are known from how they were made, so that tens of millions of lines
 * need not be compared. A test holds both to the same.
 */
import { join } from 'node:path';
import { KEPT_PARQUET, parquetRows } from '../../warehouse/files.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { canonicalTable } from '../canonical/index.ts';
import type { Written } from './slice.ts';

/** Writes `<into>/<table>.<slice>.parquet` for each versioned table that has later versions in this slice. */
export async function supersededRows(
  warehouse: Warehouse,
  written: readonly Written[],
  folder: string,
  slice: number,
  into: string,
): Promise<void> {
  for (const { table, part } of written) {
    const definition = canonicalTable(table);
    if (!definition.versioned) continue;
    const line = definition.key.includes('claim_line_number') ? 'claim_line_number' : '0';
    const rows = `select claim_group_id as g, ${line} as n, claim_action as a, file_row_number as row, _line from ${parquetRows(join(folder, part), 'file_row_number = true')}`;
    await warehouse.run(
      `create or replace temp table later as select * from (${rows}) where a in ('replacement', 'reversal');
       copy (
         select 0::integer as _source, ${slice}::integer as _part, r.row::bigint as _row, ${slice}::integer as _file, r._line,
           case when g.gone then 'reversed' else 'replaced' end as reason, 0::integer as by_source, ${slice}::integer as by_file,
           coalesce(l._line, g.first_line)::bigint as by_line
         from (${rows}) r
         join (select g, bool_or(a = 'reversal') as gone, min(_line) as first_line from later group by g) g on g.g = r.g
         left join later l on not g.gone and l.g = r.g and l.n = r.n
         where g.gone or r.a = 'original'
         order by r.row
       ) to ${quoteLiteral(join(into, `${table}.${slice}.parquet`))} (${KEPT_PARQUET})`,
    );
  }
}
