/** Tables of a scheme or model, put into the database once. */
import type { Cell, ColumnType, Warehouse } from '../../warehouse/warehouse.ts';

/** Makes `schema.name` of the rows; a table of that name must not be there. */
export async function loadTable(
  warehouse: Warehouse,
  { schema, name }: { schema: string; name: string },
  columns: Readonly<Record<string, ColumnType>>,
  rows: Iterable<readonly Cell[]>,
): Promise<void> {
  const typed = Object.entries(columns).map(([column, type]) => ({ name: column, type }));
  await warehouse.create({ schema, name }, typed);
  await warehouse.insert({ schema, name }, typed, rows);
}
