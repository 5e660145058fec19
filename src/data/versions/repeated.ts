/**
 * Rows whose key came before. Where all say the same, the first stands; where they differ and nothing says which is the later version, the
 * one read last does, and that is a finding.
 */
import { quoteIdentifier } from '../../warehouse/warehouse.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import type { CanonicalTable } from '../canonical/index.ts';
import type { SourceFinding } from '../import/manifest.ts';
import type { ReceivedPart } from '../open/received.ts';
import { receivedRows } from '../open/received.ts';
import { contentHash } from './content.ts';

export async function repeatedRows(
  warehouse: Warehouse,
  table: CanonicalTable,
  parts: readonly ReceivedPart[],
): Promise<SourceFinding[]> {
  const key = table.key.map(quoteIdentifier).join(', ');
  await warehouse.run(
    `create or replace temp table repeated as
       select h from (select hash(${key}) as h from (${receivedRows(table, parts, { columns: table.key, exact: false })}))
       group by h having count(*) > 1`,
  );
  const [[keys]] = (await warehouse.values('select count(*) from repeated')) as [[bigint]];
  if (keys === 0n) {
    await warehouse.run('drop table repeated');
    return [];
  }
  const place = '{s: _source, f: _file, l: _line, p: _part, r: _row}';
  const shown = table.key
    .map((name) => `coalesce(${quoteIdentifier(name)}::varchar, '')`)
    .join(` || ',' || `);
  // Rows of one key are few, but the hash may bring together several keys.
  await warehouse.run(
    `create or replace temp table again as
       select *, min(_content) over k <> max(_content) over k as _differ,
         row_number() over (partition by ${key} order by ${place}) as _nth,
         count(*) over k as _of
       from (select ${key}, ${contentHash(table)} as _content, _source, _part, _row, _file, _line
         from (${receivedRows(table, parts, { exact: true })}) r
         where hash(${key}) in (select h from repeated)
           and not exists (from versions.superseded s where s._source = r._source and s._part = r._part and s._row = r._row))
       window k as (partition by ${key});
     insert into versions.superseded
       select a._source, a._part, a._row, a._file, a._line,
         case when a._content = s._content then 'duplicate' else 'changed' end, s._source, s._file, s._line
       from again a join again s on ${table.key.map((name) => same('a', 's', name)).join(' and ')}
         and s._nth = case when s._differ then s._of else 1 end
       where a._nth <> s._nth`,
  );
  const [[count]] = (await warehouse.values('select count(*) from again where _differ and _nth = _of')) as [
    [bigint],
  ];
  const examples = await warehouse.values(
    `select ${shown}, _line from again where _differ and _nth = _of order by 1, _source, _file, _line limit 20`,
  );
  await warehouse.run('drop table repeated; drop table again');
  if (count === 0n) return [];
  return [
    {
      code: 'key-repeated',
      table: table.name,
      count: Number(count),
      examples: examples.map(([text, line]) => ({ key: String(text), line: Number(line) })),
    },
  ];
}

function same(a: string, b: string, name: string): string {
  const column = quoteIdentifier(name);
  return `${a}.${column} is not distinct from ${b}.${column}`;
}
