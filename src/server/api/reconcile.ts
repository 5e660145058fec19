/** Runs compared; a file of theirs against a run. */
import type { Localized } from '../../language/plan.ts';
import type { Reconciliation } from '../../engine/types.ts';

// GET /runs/:run/compare/:other → Comparison (other is the earlier run).

/** POST /runs/:run/reconcile, multipart: file, key, amount, payment | entity+term, within?, relative?. Columns found: POST /columns. */
export interface Reconciled extends Omit<Reconciliation, 'differ'> {
  differ: (Reconciliation['differ'][number] & { because: Localized | null })[];
  /** Of each list the first 5,000 are here; how many there are in all. */
  totals: { differ: number; onlyTheirs: number; onlyOurs: number };
  /** What was compared: to open Why beside a row. */
  figure: { entity: string; term: string };
}
/** POST /columns, multipart: file, and to find the key by: run, with payment or entity. Header and first rows of a delimited file or workbook, and the likeliest key and amount. */
export interface FileColumns {
  columns: string[];
  rows: string[][];
  key: string | null;
  amount: string | null;
}
