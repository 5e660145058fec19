/** How large the numbers are that are read again: a proof of their size spares checks, as in the first run. */
import { quoteIdentifier as q } from '../../warehouse/warehouse.ts';
import { termNode, type NodeId } from '../dependencies.ts';
import { columnsOf } from '../frame.ts';
import type { StoredColumn } from '../store.ts';
import type { Work } from '../work.ts';
import { writtenIn } from './affected.ts';

export async function measure(work: Work, nodes: ReadonlySet<NodeId>): Promise<void> {
  const byTable = new Map<string, Set<StoredColumn>>();
  for (const { entity } of work.store.entities())
    for (const [node, expressions] of writtenIn(entity)) {
      if (!nodes.has(node)) continue;
      for (const expression of expressions)
        for (const { entity: of, name } of columnsOf(expression)) {
          const column = work.store.entity(of).columns.get(name);
          if (!column?.number || nodes.has(termNode(of, name))) continue;
          byTable.set(column.table, (byTable.get(column.table) ?? new Set()).add(column));
        }
    }
  for (const [table, columns] of byTable) {
    const extremes = [...columns].flatMap(({ name }) => [`min(${q(name)})`, `max(${q(name)})`]);
    const [found = []] = await work.values(`select ${extremes.join(', ')} from ${table}`);
    [...columns].forEach((column, i) => {
      const [low, high] = found.slice(2 * i, 2 * i + 2).map((cell) => BigInt(String(cell ?? 0)));
      const size = (value: bigint = 0n) => (value < 0n ? -value : value);
      const bound = size(low) > size(high) ? size(low) : size(high);
      if (column.number) column.number = { bound, wide: column.number.wide };
    });
  }
}
