/** `statement.csv`: one row per payment and key, for programs. Headers are stable English names. */
import { csvCell } from '../../data/disk/cells.ts';
import type { StatementRow } from '../../engine/types.ts';

export const CSV_HEADER = [
  'payment',
  'entity',
  'key',
  'from',
  'to',
  'amount',
  'currency',
  'status',
  'posted',
  'difference',
  'due',
  'reason',
  'reason_entity',
  'reason_key',
  'reason_name',
];

/** Texts that a spreadsheet would compute are led by an apostrophe: people open these files too. */
export function csvLine(cells: readonly (string | null | undefined)[]): string {
  return `${cells.map(csvCell).join(',')}\n`;
}

export function csvRow(row: StatementRow, currency: string): string {
  const { reason } = row;
  return csvLine([
    row.payment,
    row.entity,
    row.key,
    row.from,
    row.to,
    row.amount,
    currency,
    row.status,
    row.posted,
    row.difference,
    row.due,
    reason?.kind,
    reason?.entity,
    reason?.key,
    reason?.name,
  ]);
}
