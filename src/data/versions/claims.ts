/**
 * Versions of claims. A group is what shares `claim_group_id` (else `claim_id`) and `data_source`; a version of it all lines with the same
 * claim, action, day received and source. The version received last stands, whole; the lines of all others do not. After a reversal or a
 * void, none does. README.md has the rules in full.
 */
import type { Warehouse } from '../../warehouse/warehouse.ts';
import type { CanonicalTable } from '../canonical/index.ts';
import { addExact } from '../import/exact.ts';
import type { SourceFinding, SourceManifest } from '../import/manifest.ts';
import type { ReceivedPart } from '../open/received.ts';
import { receivedRows } from '../open/received.ts';
import { partChains } from './chains.ts';
import { contentHash } from './content.ts';
import { shrunkClaims } from './shrunk.ts';

const VERSIONING = ['claim_group_id', 'claim_action', 'claim_received'];

/** Examples kept of a finding. */
const EXAMPLES = 20;

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
         ${contentHash(table)} as _content, hash(${[claim, ...lineKey].join(', ')}) as _key, ${amountOf(table)} as _amount,
         _source, _part, _row, _file, _line, {f: _file, l: _line, p: _part, r: _row} as _at
       from (${receivedRows(table, parts, { exact: true })})
       where hash(${group}, data_source) in (select h from several)`,
  );
  const findings = await partChains(warehouse, table, sources);
  await warehouse.run(RANKED);
  await warehouse.run(
    `create or replace temp table last_versions as select * from ranked where _place = 1;
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
  findings.push(
    ...(await counted(warehouse, table, 'reversal-alone', '_alone')),
    ...(await counted(warehouse, table, 'replacement-above-reversal', '_above is not null')),
    ...(await notNet(warehouse, table, sources)),
    ...(await shrunkClaims(warehouse, table, parts, sources)),
  );
  await warehouse.run('drop table several; drop table lines; drop table ranked; drop table last_versions');
  return findings;
}

/** What makes lines one version. */
const VERSION = '_group, _from, _claim, _action, _received, _source';

/**
 * Versions of each group, the one that stands first. A replacement listed above the reversal it belongs with (another claim's, of the same day and
 * delivery) comes after it: who corrects a claim takes it back first, in whatever order that is written. Where both bear the same number, the
 * money tells whether the reversal takes back this version or an earlier one: all that was paid, less what was taken back, is what this one pays.
 */
const RANKED = `
create or replace temp table ranked as
  with versions as (
    select ${VERSION}, min(_at) as _first, max(_at) as _last, count(*) as _lines, sum(_amount) as _amount,
      coalesce(_action in ('reversal', 'void'), false) as _gone
    from lines group by ${VERSION}),
  net as (
    select _group, _from, sum(_amount) as _net
    from (select _group, _from, _claim, _action, _received, arg_max(_amount, _source) as _amount from versions group by all)
    group by all),
  above as (
    select ${VERSION.split(', ')
      .map((name) => `v.${name}`)
      .join(', ')}, max(r._last) as _above
    from versions v join versions r on r._group = v._group and r._from is not distinct from v._from
      and r._received is not distinct from v._received and r._source = v._source and r._last > v._last
    join net n on n._group = v._group and n._from is not distinct from v._from
    where r._gone and not v._gone
      and case when r._claim = v._claim then r._amount < 0 and n._net = v._amount else v._action = 'replacement' end
    group by all)
  select v.*, a._above, n._net, bool_and(v._gone) over (partition by v._group, v._from) as _alone,
    row_number() over (partition by v._group, v._from
      order by v._received desc nulls last, v._source desc, coalesce(a._above, v._last) desc, a._above is not null desc) as _place
  from versions v left join above a on ${sameVersion('v', 'a')}
  join net n on n._group = v._group and n._from is not distinct from v._from`;

/** A claim's money, for what is said of versions; null where the table has none. */
function amountOf({ columns }: CanonicalTable): string {
  const known = ['paid_amount', 'copayment_amount', 'total_fee'].filter((name) =>
    columns.some((column) => column.name === name),
  );
  return known.length === 0 ? 'null::decimal(18,4)' : `coalesce(${known.join(', ')})`;
}

async function counted(
  warehouse: Warehouse,
  table: CanonicalTable,
  code: string,
  when: string,
): Promise<SourceFinding[]> {
  const [[count]] = (await warehouse.values(`select count(*) from last_versions where ${when}`)) as [
    [bigint],
  ];
  if (count === 0n) return [];
  const keys = await warehouse.values(
    `select _group from last_versions where ${when} order by _group limit ${EXAMPLES}`,
  );
  return [
    { code, table: table.name, count: Number(count), examples: keys.map(([key]) => ({ key: String(key) })) },
  ];
}

/** Formats that tell of payments, what is taken back with a minus. */
const REMITTANCES = new Set(['x12-835']);

/** Of remittances all payments of a claim are known: what they add up to is what its last version pays, or the claim was not corrected by the book. */
async function notNet(
  warehouse: Warehouse,
  table: CanonicalTable,
  sources: readonly SourceManifest[],
): Promise<SourceFinding[]> {
  const remittances = sources.flatMap(({ format }, i) => (REMITTANCES.has(format) ? [i] : []));
  if (remittances.length === 0) return [];
  const rows = await warehouse.values(
    // Of lines with the same key the last stands.
    `with paid as (
       select ${VERSION}, sum(_amount) as _paid from (select ${VERSION}, arg_max(_amount, _at) as _amount from lines group by ${VERSION}, _key)
       group by all),
     remitted as (
       select _group, _from from ranked group by all having bool_and(_source in (${remittances.join(', ')})))
     select _group, more::varchar from (
       select v._group, _net - case when _gone then 0 else _paid end as more from last_versions v
       join paid p on ${sameVersion('v', 'p')}
       join remitted r on r._group = v._group and r._from is not distinct from v._from
       where not _alone)
     where more <> 0 order by _group`,
  );
  if (rows.length === 0) return [];
  const amount = rows.reduce((sum, [, more]) => addExact(sum, String(more)), '0');
  const examples = rows.slice(0, EXAMPLES).map(([key, more]) => ({ key: String(key), text: String(more) }));
  return [{ code: 'reversals-not-net', table: table.name, count: rows.length, amount, examples }];
}

function sameVersion(a: string, b: string): string {
  return VERSION.split(', ')
    .map((name) => `${a}.${name} is not distinct from ${b}.${name}`)
    .join(' and ');
}
