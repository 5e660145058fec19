import { quoteIdentifier } from '../../warehouse/warehouse.ts';
import type { CanonicalTable } from '../canonical/index.ts';

/** Tells rows of the same key apart by all their canonical columns: two 64-bit hashes, of which both would have to coincide. */
export function contentHash(table: CanonicalTable): string {
  const columns = table.columns.map(({ name }) => quoteIdentifier(name));
  return `(hash(${columns.join(', ')})::varchar || '-' || hash(${columns.toReversed().join(', ')}, 1)::varchar)`;
}
