/** Where text waits to be typed: an in-memory catalog beside the run's own file, gone when reading ends. */
import type { TableName, Warehouse } from '../../warehouse/warehouse.ts';

const CATALOG = 'reading';

export function staging(name: string): TableName {
  return { catalog: CATALOG, name };
}

export async function openStaging(warehouse: Warehouse): Promise<void> {
  await warehouse.attach(':memory:', CATALOG);
}

export async function closeStaging(warehouse: Warehouse): Promise<void> {
  await warehouse.detach(CATALOG);
}
