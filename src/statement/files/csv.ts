/** `statement.csv`: one row per payment and key, for programs. Headers are stable English names. */
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

/** RFC 4180: quoted only where it must be; an unknown value is an empty cell. */
export function csvLine(cells: readonly (string | null | undefined)[]): string {
  const quoted = cells.map((cell) =>
    /[",\r\n]|^\s|\s$/.test(cell ?? '') ? `"${(cell as string).replaceAll('"', '""')}"` : (cell ?? ''),
  );
  return `${quoted.join(',')}\n`;
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
