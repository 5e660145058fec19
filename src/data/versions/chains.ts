/**
 * Claims that share a key without being versions of each other. A CCLF has no number that all versions of a claim share, only a natural key, and two
 * claims of one person at one place on the same days have the same. Where a group has several originals, each begins a chain of its own; a cancellation
 * takes back the standing claim of the same amount, and an adjustment takes the place of what was cancelled on its day. So payments add up as they do
 * where cancellations are taken off the sum of all records, which is how the feed is meant to be totalled (`unverified`: read of, not in the packet itself).
 */
import type { Warehouse } from '../../warehouse/warehouse.ts';
import type { CanonicalTable } from '../canonical/index.ts';
import type { SourceFinding, SourceManifest } from '../import/manifest.ts';

/** Formats whose groups are natural keys. */
const NATURAL = new Set(['cclf']);
const EXAMPLES = 20;

export interface Version {
  claim: string;
  action: string | null;
  /** ISO. */
  received: string | null;
  source: number;
  /** Place among the versions of its source, by where it was read. */
  place: number;
  /** Exact decimal text. */
  amount: string | null;
}

/** The chain of each version, by its place in the list; chains are numbered from 1. */
export function chainsOf(versions: readonly Version[]): number[] {
  const rank = ({ action }: Version) => (isGone(action) ? 1 : action === 'replacement' ? 2 : 0);
  const order = versions
    .map((version, i) => ({ version, i }))
    .sort(
      ({ version: a }, { version: b }) =>
        compare(a.received ?? '', b.received ?? '') ||
        a.source - b.source ||
        rank(a) - rank(b) ||
        a.place - b.place ||
        compare(a.claim, b.claim),
    );
  const chains: { standing: Version | undefined; cancelled: string | null | undefined }[] = [];
  const found: number[] = versions.map(() => 0);
  for (const { version, i } of order) {
    const standing = chains.filter((one) => one.standing !== undefined);
    const again = standing.find((one) => one.standing?.claim === version.claim);
    let chain = again;
    if (!again && isGone(version.action)) {
      chain = standing.findLast((one) => one.standing?.amount === version.amount) ?? standing.at(-1);
    } else if (!again && version.action === 'replacement') {
      const taken = chains.filter((one) => !one.standing && one.cancelled === version.received);
      chain = taken.at(-1) ?? standing.at(-1);
    }
    if (!chain) {
      chain = { standing: undefined, cancelled: undefined };
      chains.push(chain);
    }
    found[i] = chains.indexOf(chain) + 1;
    if (isGone(version.action)) [chain.standing, chain.cancelled] = [undefined, version.received];
    else [chain.standing, chain.cancelled] = [version, undefined];
  }
  return found;
}

const isGone = (action: string | null) => action === 'reversal' || action === 'void';
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Parts the groups of `lines` that hold several claims; how many there are is a finding. */
export async function partChains(
  warehouse: Warehouse,
  table: CanonicalTable,
  sources: readonly SourceManifest[],
): Promise<SourceFinding[]> {
  const natural = sources.flatMap(({ format }, i) => (NATURAL.has(format) ? [i] : []));
  if (natural.length === 0) return [];
  const rows = await warehouse.values(
    `with shared as (
       select _group from lines where _source in (${natural.join(', ')})
       group by _group having count(distinct _claim) filter (where coalesce(_action, 'original') = 'original') > 1)
     select _group, _claim, _action, _received::varchar, _source, row_number() over (order by min(_at)), sum(_amount)::varchar
     from lines where _group in (select _group from shared) and _source in (${natural.join(', ')})
     group by _group, _claim, _action, _received, _source order by _group, _claim, _action, _received, _source`,
  );
  const groups = Map.groupBy(rows, ([group]) => String(group));
  if (groups.size === 0) return [];
  const columns = [
    { name: 'g', type: 'varchar' },
    { name: 'c', type: 'varchar' },
    { name: 'a', type: 'varchar' },
    { name: 'd', type: 'varchar' },
    { name: 's', type: 'integer' },
    { name: 'chain', type: 'integer' },
  ] as const;
  const place = { schema: 'versions', name: 'chains' };
  await warehouse.create(place, columns);
  const text = (cell: unknown) => (cell === null || cell === undefined ? null : String(cell));
  async function* chained() {
    for (const [group, members] of groups) {
      const versions = members.map(([, claim, action, received, source, at, amount]): Version => ({
        claim: String(claim),
        action: text(action),
        received: text(received),
        source: Number(source),
        place: Number(at),
        amount: text(amount),
      }));
      const chains = chainsOf(versions);
      for (const [i, { claim, action, received, source }] of versions.entries())
        yield [group, claim, action, received, BigInt(source), BigInt(chains[i] ?? 1)];
    }
  }
  await warehouse.insert(place, columns, chained());
  // The first keeps the name of the group, so that what is said of it stays.
  await warehouse.run(
    `update lines set _group = _group || '#' || chain from versions.chains
     where chain > 1 and g = _group and c = _claim and a is not distinct from _action and d is not distinct from _received::varchar and s = _source;
     drop table versions.chains`,
  );
  const keys = [...groups.keys()].sort();
  const examples = keys.slice(0, EXAMPLES).map((key) => ({
    key,
    text: [...new Set((groups.get(key) ?? []).map(([, claim]) => String(claim)))].join(', '),
  }));
  return [{ code: 'claims-share-key', table: table.name, count: keys.length, examples }];
}
