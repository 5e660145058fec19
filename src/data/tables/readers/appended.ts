/** Staging of rows that come from JavaScript: a document, a workbook, JSON lines. */
import type { Cell, Column, TableName, Warehouse } from '../../../warehouse/warehouse.ts';
import type { Staged } from './reader.ts';

export interface TextRow {
  line: number;
  /** In the order of the headers; absent is empty. */
  cells: readonly (string | null | undefined)[];
}

export async function appendRows(
  warehouse: Warehouse,
  into: TableName,
  columns: readonly number[],
  rows: Iterable<TextRow> | AsyncIterable<TextRow>,
): Promise<Staged> {
  const shape: Column[] = [
    { name: 'line', type: 'bigint' },
    ...columns.map((c): Column => ({ name: `c${c}`, type: 'varchar' })),
  ];
  await warehouse.create(into, shape);
  await warehouse.insert(into, shape, chosen(rows, columns));
  return { line: 'r.line' };
}

async function* chosen(
  rows: Iterable<TextRow> | AsyncIterable<TextRow>,
  columns: readonly number[],
): AsyncIterable<Cell[]> {
  for await (const row of rows) {
    yield [BigInt(row.line), ...columns.map((c) => row.cells[c] ?? null)];
  }
}
