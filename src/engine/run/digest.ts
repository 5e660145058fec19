/** Digests of a run's tables: the same for the same rows, in whatever order and by however many threads they were made. */
import { createHash } from 'node:crypto';
import { quoteIdentifier as q } from '../../warehouse/warehouse.ts';
import type { Work } from '../work.ts';
import { RID } from '../columns.ts';

/** Adds up two hashes of every row, its number and columns by name: addition does not mind the order. */
export async function entityDigest(work: Work, entity: string): Promise<string> {
  const stored = work.store.entity(entity);
  const tables = new Map<string, string[]>([[stored.rows ?? '', []]]);
  for (const [name, { table }] of stored.columns) tables.set(table, [...(tables.get(table) ?? []), name]);
  const sums: unknown[] = [];
  for (const [table, columns] of tables) {
    const names = [RID, ...columns.sort()];
    const [cells = []] = await work.values(
      `select count(*), coalesce(sum(h::hugeint), 0), coalesce(sum(hash(h, ${q(RID)})::hugeint), 0) from (select ${q(RID)}, hash(${names.map(q).join(', ')}) as h from ${table})`,
    );
    sums.push(names, ...cells.map(String));
  }
  return createHash('sha256').update(JSON.stringify(sums)).digest('hex');
}

/** Columns of the statement that say something; numbers of rows are only places. */
const SAID = [
  'payment',
  'entity',
  'key',
  'from',
  'to',
  'amount',
  'posted',
  'difference',
  'due',
  'status',
  'reason_kind',
  'reason_entity',
  'reason_key',
  'reason_name',
];
/** Rows hashed together: the more, the fewer there are to be fetched. */
const BLOCK = 4096;

/** Of the rows in their order: each is hashed, then each block of hashes, then all blocks; where the rows are, and not one by one here. */
export async function statementDigest(work: Work, table: string): Promise<string> {
  const hash = createHash('sha256');
  const row = `to_json([${SAID.map((name) => `${q(name)}::varchar`).join(', ')}])::varchar`;
  const stream = work.warehouse.stream(
    `select sha256(string_agg(h, '' order by n)) as h from (select n, sha256(${row}) as h from ${table}) group by n // ${BLOCK} order by n // ${BLOCK}`,
  );
  for await (const blocks of stream) for (const { h } of blocks) hash.update(`${String(h)}\n`);
  return hash.digest('hex');
}
