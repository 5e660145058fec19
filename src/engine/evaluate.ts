/** Computes an agreement in a warehouse whose schema `facts` is filled. */
import type { Agreement } from '../language/agreement.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import type { Position } from './ledger/positions.ts';
import { loadLedger } from './payments/ledger.ts';
import { makeStatement, STATEMENT } from './payments/statement.ts';
import { runStages } from './stages/run.ts';
import type { WorkOptions } from './work.ts';
import { Work } from './work.ts';

export interface EvaluateOptions extends WorkOptions {
  ledger?: readonly Position[];
}

/** Leaves one table per entity and `statement.rows` in the current database. Errors of the data are in `diagnostics`. */
export async function evaluate(
  agreement: Agreement,
  warehouse: Warehouse,
  options: EvaluateOptions = {},
): Promise<Work> {
  const work = new Work(warehouse, agreement, options);
  await work.run('create schema if not exists work; create schema if not exists statement');
  await loadLedger(work, options.ledger ?? []);
  await runStages(work);
  await makeStatement(work, STATEMENT);
  return work;
}
