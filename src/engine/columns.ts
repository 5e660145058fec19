/** Names of the columns the engine adds to an entity's table. None can be a name of the language: those begin with a letter and have no colon. */

/** The number of a row: 1 … n in key order. */
export const RID = '_rid';
/** Where a bound row was read: an index into the run's sources, and the line. */
export { LINE, SOURCE } from '../data/tables/index.ts';

/** The column with the number of the row a reference leads to. */
export function referenceColumn(name: string): string {
  return `ref:${name}`;
}
