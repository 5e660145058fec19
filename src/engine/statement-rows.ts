/** The statement of a finished run, row by row: payments as in the model, then key; reversals last (docs/language.md §5). */
import { join } from 'node:path';
import { openDuckdb } from '../warehouse/duckdb/driver.ts';
import type { Row } from '../warehouse/warehouse.ts';
import { STATEMENT } from './payments/statement.ts';
import { DATABASE } from './run/folder.ts';
import type { Reason, Run, StatementRow, Status } from './types.ts';

export async function* statementRows(run: Pick<Run, 'folder' | 'plan'>): AsyncIterable<StatementRow> {
  const warehouse = await openDuckdb({ path: join(run.folder, DATABASE), readOnly: true });
  try {
    for await (const rows of warehouse.stream(`select * from ${STATEMENT} order by n`)) {
      for (const row of rows) yield statementRow(row, run.plan.minorUnit);
    }
  } finally {
    warehouse.close();
  }
}

/** A row of the table `statement.rows`. */
export function statementRow(row: Row, minorUnit: number): StatementRow {
  const text = (name: string) => row[name] as string | null;
  const amount = (name: string) => {
    const value = row[name];
    return typeof value === 'bigint' ? money(value, minorUnit) : null;
  };
  const reason = row['reason_kind'];
  return {
    payment: text('payment') ?? '',
    entity: text('entity') ?? '',
    key: text('key') ?? '',
    from: text('from'),
    to: text('to'),
    amount: amount('amount'),
    posted: amount('posted') ?? money(0n, minorUnit),
    difference: amount('difference'),
    due: text('due'),
    status: text('status') as Status,
    ...(typeof reason === 'string' && {
      reason: {
        kind: reason as Reason['kind'],
        entity: text('reason_entity') ?? '',
        key: text('reason_key') ?? '',
        name: text('reason_name') ?? '',
      },
    }),
  };
}

/** Whole minor units as text with all the currency's digits. */
export function money(value: bigint, minorUnit: number): string {
  const digits = (value < 0n ? -value : value).toString().padStart(minorUnit + 1, '0');
  const sign = value < 0n ? '-' : '';
  return minorUnit === 0
    ? sign + digits
    : `${sign}${digits.slice(0, -minorUnit)}.${digits.slice(-minorUnit)}`;
}
