/** A contract checked against its model: all the engine needs, with every name resolved and every file located. */
import type { Location } from './diagnostic.ts';
import type { Localized, Plan } from './plan.ts';

export interface Party {
  /** Null: no role of the model's, only called something (`names:`), as a hospital is that rows name. */
  role: string | null;
  id: string;
  name?: Localized;
}

export interface Agreement {
  contract: string;
  title?: Localized;
  /** The contract's file, as given; `text` is what was read (its hash stands in the run). */
  file: string;
  /** Hashes of the documents read: file → sha256. */
  documents: Record<string, string>;
  /** The model's plan with the contract's parameters in place. */
  plan: Plan;
  /** What the contract changed from the model. */
  changed: string[];
  parties: Party[];
  /** Half-open, ISO dates. */
  period: { from: string; to: string };
  asOf: string;
  posts: 'difference' | 'all';
  supersedes?: string;
  /** The data folder methods read (absolute path); absent where the contract names none. */
  data?: { folder: string; at: Location };
  /** In the order they are computed; absent where the contract names none. */
  methods?: MethodCall[];
  /** By entity; entities that are `bound` and absent here have no rows. */
  bindings: Record<string, Binding>;
}

/** A named result of a contract: a method, and what it was asked for (options as text, checked; defaults not in place). */
export interface MethodCall {
  name: string;
  method: string;
  options: Record<string, string>;
  /** Keep the lines in the run. */
  lines: boolean;
  at: Location;
}

export interface Binding {
  sources: Source[];
  /** Facts from terms of other runs, matched by key. */
  runs: { fact: string; run: string; entity: string; term: string; at: Location }[];
  /** Facts from results of the contract's methods, matched by these key parts: the source has them and the fact. */
  results?: { fact: string; by: string[]; source: Source }[];
}

export type Source = { at: Location } & (
  | TableSource
  /** Rows given in the document: name → text; an absent name or empty text is unknown. */
  | { kind: 'rows'; rows: { values: Record<string, string>; at: Location }[] }
  /** A result of the contract's methods, read like a Parquet file. */
  | ({ kind: 'method'; result: string } & SourceShape)
  | { kind: 'sql'; file: string }
);

/** How rows of a file or of a result become an entity's. */
interface SourceShape {
  columns: Record<string, ColumnMap>;
  keep: { header: string; values: string[] }[];
  unpivot?: { name: string; values: { value: string; text: string }[] };
}

export interface TableSource extends SourceShape {
  kind: 'table';
  /** Absolute path. */
  file: string;
  format: 'csv' | 'parquet' | 'xlsx' | 'jsonl';
  sheet?: string;
  range?: string;
  delimiter?: string;
  encoding: string;
  /** Row number of the header, from 1. */
  header: number;
}

export interface ColumnMap {
  at: Location;
  /** The header to read; absent where `value` is given. */
  column?: string;
  value?: string;
  formats: string[];
  formatBy?: { column: string; cases: Record<string, string[]> };
  values: Record<string, string>;
  unknown: string[];
}

/** A tests document, checked; `facts` become `rows` bindings of an agreement per test. */
export interface TestCase {
  name: string;
  source?: string;
  agreement: Agreement;
  expect: ExpectedFigure[];
  at: Location;
}

export interface ExpectedFigure {
  /** A term of a row, or a field of a payment. */
  of: { kind: 'term'; entity: string; term: string } | { kind: 'payment'; payment: string; field: string };
  /** The row's key, parts joined by commas. */
  key: string;
  /** As written; `null` for unknown. */
  value: string | null;
  reason?: string;
  within?: string;
  at: Location;
}
