/**
 * A method: a named, typed, documented way to compute facts from the canonical data. Its result is a table; the lines it counted, and those
 * it did not, with the reason, are another, so that an explanation ends at claim lines.
 */
import type { Checked, Diagnostic, Location } from '../language/diagnostic.ts';
import type { MethodColumn, MethodOption } from '../language/method.ts';
import type { Localized } from '../language/plan.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import type { Options } from './options.ts';

export type { MethodColumn, MethodOption } from '../language/method.ts';

export interface Method {
  /** `family.name`: `attribution.plurality`, `spending.person-year`, `episodes.trigger`. */
  name: string;
  title: Localized;
  /** What it does, for the guide and for `openvbp methods`. */
  about: Localized;
  /** Regulation or paper. */
  source: string;
  /** Canonical tables it reads. */
  reads: readonly string[];
  /** Of those, what it does not look at with such options: that is not opened, and nobody asks whether it is whole. */
  unread?(options: Options): readonly string[];
  options: readonly MethodOption[];
  /** Columns of its result. */
  columns: readonly MethodColumn[];
  /** What the codes in a column `reason` say, of the result and of its lines: from the family's messages.ts. */
  reasons?: Readonly<Record<string, Localized>>;
  /** Documents that come with the product for an option of it, and what using each needs. */
  ships?: () => readonly { name: string; title: Localized; licence: Localized }[];
  /** A result without rows is as good as any: nothing found, nothing confirmed. Of other methods it is warned of. */
  mayBeEmpty?: true;
  /** Makes `into` (and `lines`); problems are diagnostics, never exceptions. */
  compute(context: MethodContext): Promise<Diagnostic[]>;
  /**
   * Makes `lines` for one row of a result computed before, without computing all again: what `openvbp explain` asks. Without it, `compute` is
   * asked for all lines, and those of the row are kept.
   */
  explain?(context: ExplainContext): Promise<Diagnostic[]>;
  /** What a row was made from where that is no line of the data: statements of a measure's logic and the resources they found. */
  evidence?(context: Omit<ExplainContext, 'lines'>): Promise<Checked<Evidence[]>>;
}

/** A step of what a row was made from; deeper steps stand beneath the one they are part of. */
export interface Evidence {
  depth: number;
  /** In the words of its source. */
  what: string;
  value: string;
}

export interface MethodContext {
  warehouse: Warehouse;
  /** Tables of the data as SQL names: `table('medical_claim')` → `data."medical_claim"`; one that the data lacks is an empty table. */
  table(name: string): string;
  /** The result of an earlier method of the contract as an SQL name. */
  result(name: string): string;
  /** A CSV beside the contract as a table of text, as an SQL name, with headers as written. */
  file(option: string): Promise<Checked<string>>;
  /** The path of a document: beside the contract, or of that name in a folder of `reference/` that comes with the product. Its hash is kept with the run. `item`: one of an option that lists several. */
  document(option: string, shipped?: string, item?: string): Promise<Checked<string>>;
  /** Keeps with the run the hash of a file that a document names, under `name`. */
  keep(name: string, file: string): Promise<void>;
  /** Options as given, with defaults in place; checked for type. */
  options: ReadonlyMap<string, string>;
  /** Half-open, ISO. */
  period: { from: string; to: string };
  asOf: string;
  /** SQL name of the table to make: the columns of the method, by name. */
  into: string;
  /** SQL name of the table of lines to make, or undefined where nobody asks. Columns: `LINES`. */
  lines: string | undefined;
  /** A name for a table in between, dropped afterwards. */
  temporary(): string;
  /** Where the contract names the method, for diagnostics. */
  at: Location;
}

export interface ExplainContext extends MethodContext {
  /** The result as it stands in the run, as an SQL name. */
  own: string;
  /** The row's key, as text, in the order of the key columns. */
  key: readonly string[];
  lines: string;
}

/**
 * Columns of a table of lines: `key` (of the result's row, parts joined by commas), `table` (canonical), `_source`, `_file`, `_line` (where
 * it was read), `claim_id`, `claim_line_number`, `service_date`, `amount` (money, what it added), `counted` (boolean), `reason` (code; the
 * catalogue of reasons is in messages.ts, in both languages).
 */
export const LINES = [
  'key',
  'table',
  '_source',
  '_file',
  '_line',
  'claim_id',
  'claim_line_number',
  'service_date',
  'amount',
  'counted',
  'reason',
] as const;
