/** Rows written in a document: facts of a test, or a small table in a contract. */
import { createHash } from 'node:crypto';
import type { Source } from '../../../language/agreement.ts';
import type { Opened, Reading } from './reader.ts';
import { appendRows } from './appended.ts';

export type RowsSource = Extract<Source, { kind: 'rows' }>;

export function openRows(source: RowsSource, reading: Reading): Opened {
  const headers = [...new Set(source.rows.flatMap((row) => Object.keys(row.values)))];
  const rows = source.rows.map((row, i) => ({
    line: row.at.line ?? i + 1,
    cells: headers.map((header) => (Object.hasOwn(row.values, header) ? row.values[header] : null)),
  }));
  return {
    headers,
    headerAt: source.at,
    sha256: createHash('sha256')
      .update(JSON.stringify([headers, rows.map((r) => r.cells)]))
      .digest('hex'),
    stage: (columns, into) => appendRows(reading.warehouse, into, columns, rows),
  };
}
