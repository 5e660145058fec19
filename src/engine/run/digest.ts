/** Digests of a run's tables: the same for the same rows, in whatever order and by however many threads they were made. */
import { createHash } from 'node:crypto';
import { quoteIdentifier as q } from '../../warehouse/warehouse.ts';
import { statementRow } from '../statement-rows.ts';
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

export async function statementDigest(work: Work, table: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const rows of work.warehouse.stream(`select * from ${table} order by n`)) {
    for (const row of rows)
      hash.update(`${JSON.stringify(statementRow(row, work.agreement.plan.minorUnit))}\n`);
  }
  return hash.digest('hex');
}
