/** The quality report: what a data folder holds, what was not kept, and what looks wrong. Plain data, the same bytes for the same folder. */
import type { Severity } from '../../language/diagnostic.ts';
import type { Localized } from '../../language/plan.ts';

export interface QualityReport {
  version: 1;
  /** ISO 4217, as whoever asked for the report says: the data does not. */
  currency?: string;
  sources: SourceReport[];
  /** Money over all sources and tables, by what each table counts as its amount. */
  money: MoneyReport[];
  tables: TableReport[];
  /** The gravest first, then in the order of the tables. */
  findings: QualityFinding[];
  months: MonthsReport[];
}

/** One import: what was read of each of its files into each table. `read` = `kept` + `refused`; lines passed over make no row. */
export interface SourceReport {
  name: string;
  /** Its place among the imports of the folder, from 1: what examples name. */
  delivery: string;
  format: string;
  files: FileReport[];
  rows: RowsReport[];
  refusals: RefusalReport[];
  passedOver: { file: string; reason: string; count: string }[];
}

interface FileReport {
  name: string;
  sha256: string;
  bytes: string;
}

/** Counts are texts of whole numbers, as amounts are of decimals: JSON numbers end at 2^53. */
interface RowsReport {
  /** Empty where a refused line belongs to no table. */
  table: string;
  read: string;
  kept: string;
  refused: string;
}

export interface RefusalReport {
  file: string;
  table: string;
  reason: string;
  column: string;
  count: string;
  /** Sum of what could be read; null where nothing could. */
  amount: string | null;
  examples: Example[];
}

/** Of money that can be read, in = kept + refused, to the last digit, or `balanced` is false. `standing` is what is left after versions were resolved. */
export interface MoneyReport {
  table: string;
  /** Empty for the money on lines that were refused before they were rows. */
  column: string;
  in: string;
  kept: string;
  refused: string;
  superseded: string;
  standing: string;
  /**
   * Cells that are no amount, or lines without one that could be read: they are refused, nobody knows their money, and the equation is said
   * of the rest.
   */
  unreadable: string;
  /** The first of them in the order of files and lines, each as it was written. */
  unread: Example[];
  balanced: boolean;
}

export interface TableReport {
  table: string;
  rows: string;
  superseded: string;
  /** By day, as the table's own date says. */
  first: string | null;
  last: string | null;
  columns: ColumnReport[];
}

interface ColumnReport {
  column: string;
  filled: string;
  /** Of money: its sum. */
  total?: string;
  /** Of dates. */
  first?: string;
  last?: string;
}

export interface QualityFinding {
  code: string;
  severity: Severity;
  table?: string;
  column?: string;
  /** Source and file, where it is about one. */
  source?: string;
  count: string;
  /** Rows that could have been found so. */
  of?: string;
  amount?: string;
  examples: Example[];
  message: Localized;
  hint: Localized;
}

export interface Example {
  /** Place of the delivery (the import) among those of the folder, from 1; where there is only one it is not said. */
  delivery?: string;
  file?: string;
  line?: string;
  key?: string;
  text?: string;
  /** In place of a key that is a code of ours. */
  words?: Localized;
}

/** Rows of a table by month of service. */
export interface MonthsReport {
  table: string;
  /** Column of the amounts; absent where the table has none. */
  amount?: string;
  months: MonthReport[];
  /** Amounts by month of service and months until payment, where the table says when it was paid. */
  triangle?: Triangle;
  shifts: Shift[];
}

interface MonthReport {
  /** `2023-01`. */
  month: string;
  rows: string;
  amount: string | null;
  /** Exact to four digits, half to even; null without rows. */
  mean: string | null;
}

export interface Triangle {
  /** The last month in which anything was paid. */
  valuation: string;
  /** Rows or, where all have amounts above nothing, money. */
  basis: 'rows' | 'amount';
  lags: number;
  rows: {
    month: string;
    /** Cumulative, by lag; null where the month has not got that old. */
    paid: (string | null)[];
    /** Estimated share paid so far, per cent with one digit; null where nothing can be said. */
    complete: string | null;
  }[];
}

/** Population stability index of a column in a month against the months before. Descriptive: floating point, three digits. */
export interface Shift {
  month: string;
  column: string;
  psi: string;
}
