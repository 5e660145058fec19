/**
 * For tests: for each rule a case that it finds, and for each of its guards the same case spared by one difference. All lie in the same tables, so that what is found
 * must be these and nothing else.
 */
import type { Given } from '../../testing.ts';
import { dailyItems, duringStay, itemsTwice, linesTwice, testsBefore } from './lines.ts';
import { single } from './single.ts';
import { BACKGROUND } from './stay.ts';
import type { Planted } from './stay.ts';
import { overlaps, registered, splitStays, staysTwice } from './stays.ts';

export { BACKGROUND, stay } from './stay.ts';

export const PLANTED: readonly Planted[] = [
  ...single,
  splitStays,
  duringStay,
  testsBefore,
  overlaps,
  staysTwice,
  dailyItems,
  itemsTwice,
  linesTwice,
  registered,
];

/** All tables together. */
export function plantedTables(planted: readonly Planted[] = PLANTED): Record<string, Given[]> {
  const tables: Record<string, Given[]> = {};
  for (const one of [{ tables: BACKGROUND }, ...planted]) {
    for (const [name, rows] of Object.entries(one.tables)) tables[name] = [...(tables[name] ?? []), ...rows];
  }
  return tables;
}
