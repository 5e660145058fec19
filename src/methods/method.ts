/**
 * A method: a named, typed, documented way to compute facts from the canonical data. Its result is a table; the lines it counted, and those
 * it did not, with the reason, are another, so that an explanation ends at claim lines.
 */
import type { Checked, Diagnostic, Location } from '../language/diagnostic.ts';
import type { Localized } from '../language/plan.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';

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
  options: readonly MethodOption[];
  /** Columns of its result. */
  columns: readonly MethodColumn[];
  /** Makes `into` (and `lines`); problems are diagnostics, never exceptions. */
  compute(context: MethodContext): Promise<Diagnostic[]>;
}

export interface MethodOption {
  name: string;
  label: Localized;
  /** `result` names another result of the same contract; `file` is a CSV beside the contract; `duration` is ISO 8601. */
  type: 'text' | 'integer' | 'decimal' | 'boolean' | 'date' | 'duration' | 'list' | 'file' | 'result';
  oneOf?: readonly string[];
  /** As text; an option without one must be given unless it is `optional`. */
  default?: string;
  optional?: boolean;
}

export interface MethodColumn {
  name: string;
  /** `money` and `decimal` are exact decimals (SQL `decimal`), in major units. */
  type: 'text' | 'integer' | 'decimal' | 'money' | 'boolean' | 'date';
  label: Localized;
  /** Part of the key of the result. */
  key?: true;
}

export interface MethodContext {
  warehouse: Warehouse;
  /** Tables of the data as SQL names: `table('medical_claim')` → `data."medical_claim"`; one that the data lacks is an empty table. */
  table(name: string): string;
  /** The result of an earlier method of the contract as an SQL name. */
  result(name: string): string;
  /** A CSV beside the contract as a table of text, as an SQL name, with headers as written. */
  file(option: string): Promise<Checked<string>>;
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
