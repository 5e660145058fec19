/** Names of the columns the engine adds to an entity's table. None can be a name of the language, but `rid`, `source` and `line`. */

/** The number of a row: 1 … n in key order. */
export const RID = 'rid';
/** Where a bound row was read: an index into the run's sources, and the line. */
export const SOURCE = 'source';
export const LINE = 'line';

/** The column with the number of the row a reference leads to. */
export function referenceColumn(name: string): string {
  return `ref:${name}`;
}
