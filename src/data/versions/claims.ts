/**
 * Versions of claims. A group is what shares `claim_group_id` (else `claim_id`) and `data_source`; a version of it all lines with the same
 * claim, action, day received and source. The version received last stands, whole; the lines of all others do not. After a reversal or a
 * void, none does.
 */
import type { Warehouse } from '../../warehouse/warehouse.ts';
import type { CanonicalTable } from '../canonical/index.ts';
import type { SourceFinding, SourceManifest } from '../import/manifest.ts';
import type { ReceivedPart } from '../open/received.ts';
import { receivedRows } from '../open/received.ts';
import { contentHash } from './content.ts';

const VERSIONING = ['claim_group_id', 'claim_action', 'claim_received'];

export async function claimVersions(
  warehouse: Warehouse,
  table: CanonicalTable,
  parts: readonly ReceivedPart[],
  sources: readonly SourceManifest[],
): Promise<SourceFinding[]> {
  const filled = sources.flatMap(({ tables }) => tables).filter(({ name }) => name === table.name);
  const said = filled.some(({ columns }) => columns.some((name) => VERSIONING.includes(name)));
  // One delivery that says nothing of versions has one of each claim.
  if (!said && filled.filter(({ kept }) => kept > 0).length < 2) return [];
  const [claim] = table.key as [string];
  const needed = [claim, 'data_source', ...VERSIONING];
  const group = `coalesce(claim_group_id, ${claim})`;
  const gone = `claim_action in ('reversal', 'void')`;
  await warehouse.run(
    `create or replace temp table several as
       select h from (
         select hash(${group}, data_source) as h, hash(${claim}, claim_action, claim_received, _source) as v, coalesce(${gone}, false) as gone
         from (${receivedRows(table, parts, { columns: needed, exact: false })}))
       group by h having min(v) <> max(v) or bool_or(gone)`,
  );
  const [[groups]] = (await warehouse.values('select count(*) from several')) as [[bigint]];
  if (groups === 0n) {
    await warehouse.run('drop table several');
    return [];
  }
  const lineKey = table.key.filter((name) => name !== claim && name !== 'data_source');
  await warehouse.run(
    `create or replace temp table lines as
       select ${group} as _group, data_source as _from, ${claim} as _claim, claim_action as _action, claim_received as _received,
         ${contentHash(table)} as _content, hash(${[claim, ...lineKey].join(', ')}) as _key,
         _source, _part, _row, _file, _line, {f: _file, l: _line, p: _part, r: _row} as _at
       from (${receivedRows(table, parts, { exact: true })})
       where hash(${group}, data_source) in (select h from several);
     create or replace temp table last_versions as
       select *, coalesce(_action in ('reversal', 'void'), false) as _gone
       from (
         select *,
           bool_and(coalesce(_action in ('reversal', 'void'), false)) over (partition by _group, _from) as _alone,
           row_number() over (partition by _group, _from
             order by _received desc nulls last, _source desc, _last desc) as _place
         from (select ${VERSION}, min(_at) as _first, max(_at) as _last from lines group by ${VERSION}))
       where _place = 1;
     insert into versions.superseded
       select l._source, l._part, l._row, l._file, l._line,
         case when v._gone then (case v._action when 'void' then 'voided' else 'reversed' end)
              when s._content = l._content then 'duplicate' else 'replaced' end,
         v._source, coalesce(s._at, v._first).f, coalesce(s._at, v._first).l
       from lines l
       join last_versions v on l._group = v._group and l._from is not distinct from v._from
       left join (select ${VERSION}, _key, min_by(_content, _at) as _content, min(_at) as _at from lines group by ${VERSION}, _key) s
         on not v._gone and s._key = l._key and ${sameVersion('s', 'v')}
       where v._gone or not (${sameVersion('l', 'v')})`,
  );
  const alone = await warehouse.values(
    `select _group from last_versions where _alone order by _group limit 20`,
  );
  const [[count]] = (await warehouse.values('select count(*) from last_versions where _alone')) as [[bigint]];
  await warehouse.run('drop table several; drop table lines; drop table last_versions');
  if (count === 0n) return [];
  return [
    {
      code: 'reversal-alone',
      table: table.name,
      count: Number(count),
      examples: alone.map(([key]) => ({ key: String(key) })),
    },
  ];
}

/** What makes lines one version. */
const VERSION = '_group, _from, _claim, _action, _received, _source';

function sameVersion(a: string, b: string): string {
  return VERSION.split(', ')
    .map((name) => `${a}.${name} is not distinct from ${b}.${name}`)
    .join(' and ');
}
