/** Parquet files: rows in their order, the same bytes for the same rows. */
import { KEPT_PARQUET } from '../../warehouse/files.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';

/**
 * Writes Parquet, the same bytes for the same rows. With several threads the database cuts row groups where a thread happens to be, so there
 * is one.
 */
export async function copyInOrder(warehouse: Warehouse, sql: string, into: string): Promise<number> {
  const [[threads]] = (await warehouse.values(`select current_setting('threads')`)) as [[bigint]];
  await warehouse.run('set threads = 1');
  try {
    return await warehouse.run(`copy (${sql}) to ${quoteLiteral(into)} (${KEPT_PARQUET})`);
  } finally {
    await warehouse.run(`set threads = ${threads}`);
  }
}

/** Whether rows come out in the order of the files: joins and groups give them in any order, and the same input must give the same bytes. */
export async function keepsOrder(warehouse: Warehouse, sql: string): Promise<boolean> {
  const plan = (await warehouse.values(`explain ${sql}`)).map((row) => row.join('\n')).join('\n');
  return !/JOIN|GROUP|AGGREGATE| WINDOW|DISTINCT|PIVOT|CTE|UNION|INTERSECT|EXCEPT/.test(plan);
}
