/** Computes an agreement in a warehouse whose schema `facts` is filled. */
import type { Agreement } from '../language/agreement.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import type { Position } from './ledger/positions.ts';
import { loadLedger } from './payments/ledger.ts';
import { makeStatement, STATEMENT } from './payments/statement.ts';

import { runStages } from './stages/run.ts';
import type { WorkOptions } from './work.ts';
import { Stopped, Work } from './work.ts';

interface EvaluateOptions extends WorkOptions {
  ledger?: readonly Position[];
  /** SQL name of the statement's table. */
  statement?: string;
}

/**
 * Leaves one table per entity and `statement.rows` in the current database (or where the options say). Errors of the data are in
 * `diagnostics`; the tables are not to be used then. Whatever else goes wrong is thrown as `StageError`, with what was being computed.
 */
export async function evaluate(
  agreement: Agreement,
  warehouse: Warehouse,
  options: EvaluateOptions = {},
): Promise<Work> {
  const work = new Work(warehouse, agreement, options);
  try {
    await work.run('create schema if not exists work; create schema if not exists statement');
    await loadLedger(work, options.ledger ?? []);
    await runStages(work);
    await makeStatement(work, options.statement ?? STATEMENT);
  } catch (cause) {
    if (!(cause instanceof Stopped)) throw new StageError(work.stage, cause);
  }
  return work;
}

/** An error nobody foresaw, and the entity or payment that was being computed. */
class StageError extends Error {
  readonly stage: string;
  constructor(stage: string, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'StageError';
    this.stage = stage;
  }
}
