/** What the engine gives back. Amounts and values are exact, written in decimal digits ("45867446.00"). */
import type { Diagnostic } from '../language/diagnostic.ts';
import type { Constant, Localized, Plan, ScalarType } from '../language/plan.ts';
import type { Agreement } from '../language/agreement.ts';
import type { MethodColumn } from '../language/method.ts';
import type { Line, LineGroup } from '../methods/explain.ts';
import type { Evidence } from '../methods/method.ts';
import type { Position } from './ledger/positions.ts';

export const RUN_VERSION = 1;

export type Status = 'final' | 'pending' | 'undetermined';

/** Why a value is unknown: the first cause, wherever it arose. */
export interface Reason {
  kind:
    | 'missing'
    | 'no match'
    | 'outside'
    | 'not dated'
    | 'overflow'
    | 'division by zero'
    | 'empty'
    | 'several'
    | 'not in list'
    | 'negative weight'
    | 'zero weight'
    | 'invalid'
    | 'negative';
  /** Where it arose: the row, and the fact, reference, term, table, parameter or function that has no value. */
  entity: string;
  key: string;
  name: string;
}

/** One payment of one row. In order of payment (as in the model), then key. */
export interface StatementRow {
  payment: string;
  entity: string;
  key: string;
  from: string | null;
  to: string | null;
  /** In the currency, with its minor unit's digits; null where undetermined. */
  amount: string | null;
  /** What the ledger held for it before this run, and what posting this run would add (final rows; else null). */
  posted: string;
  difference: string | null;
  due: string | null;
  status: Status;
  reason?: Reason;
}

/** `run.json`: what was run, on what, and what came out. No clock, no machine, no path outside: same input, same bytes. */
export interface RunManifest {
  version: typeof RUN_VERSION;
  engine: string;
  contract: string;
  model: string;
  modelVersion: string;
  currency: string;
  period: { from: string; to: string };
  asOf: string;
  parties: Agreement['parties'];
  /** Document name (last part of the path) → sha256. */
  documents: Record<string, string>;
  /** Per bound file: its name, sha256, rows read, kept, left out. */
  sources: { entity: string; file: string; sha256: string; read: number; kept: number; leftOut: number }[];
  /** Results of methods, in the order computed, and the data they read; absent where the contract names none. */
  data?: {
    sha256: string;
    /** Where lines are kept: the files' names by `_source` and `_file`, for a later import changes the folder. */
    files?: string[][];
  };
  methods?: MethodManifest[];
  /** Parameters with values in force, and whether the contract changed them. */
  parameters: { name: string; changed: boolean; unverified: boolean }[];
  rows: Record<string, number>;
  diagnostics: Diagnostic[];
  /** Entity → digest of its table, and of the statement. */
  digests: Record<string, string>;
  ledger: { postings: number; sha256: string | null };
}

/** A result in `methods/<name>.parquet` of the run. */
interface MethodManifest {
  name: string;
  method: string;
  /** As computed with: given and default, by name. */
  options: Record<string, string>;
  rows: number;
  sha256: string;
  /** Hashes of the files its options name. */
  files: Record<string, string>;
  /** Of `<name>.lines.parquet`, where the contract keeps lines. */
  lines?: { rows: number; sha256: string };
}

/** An open run: `run.json` and `run.duckdb` in a folder, and the agreement it was made from. */
export interface Run {
  folder: string;
  manifest: RunManifest;
  agreement: Agreement;
  plan: Plan;
  close(): void;
}

export interface Progress {
  /** What is being done: reading a table, computing an entity, writing. */
  stage: 'method' | 'read' | 'compute' | 'reasons' | 'write';
  name: string;
  done: number;
  total: number;
}

export interface SettleOptions {
  /** The run's folder; made whole or not at all (a `.partial` folder beside it until it is). */
  output: string;
  /** Replace a run that is there. */
  replace?: boolean;
  threads?: number;
  /** What stands posted; read from the contract's ledger (and the one it supersedes) unless given. */
  ledger?: readonly Position[];
  onProgress?(progress: Progress): void;
}

// ------------------------------------------------------------------------------------------- explanation

export interface Value {
  type: ScalarType;
  /** Decimal digits without padding zeros, ISO date, text, true/false; null where unknown. */
  value: Constant;
  reason?: Reason;
}

/** A figure and what it was made from. `children` are the values its formula names, in the order it names them. */
export interface Explanation extends Value {
  /** `term`: a formula; `aggregate`: over a list; `lookup`: of a table; `fact`, `parameter`, `context`, `key`, `reference`. */
  kind: 'term' | 'aggregate' | 'lookup' | 'fact' | 'parameter' | 'context' | 'key' | 'reference';
  entity: string;
  key: string;
  name: string;
  /** What to ask for to explain this further, where it is not `name`: part of a formula, kept in a column of its own. */
  column?: string;
  title?: Localized;
  formula?: string;
  source?: string;
  unverified?: boolean;
  /** Parameters: the date whose value holds. Lookups: the row's cells that matched, as written. */
  from?: string | null;
  matched?: string;
  /** Facts: where they were read, or the term of another run that they are. */
  read?: { file: string; line: number };
  run?: OtherRun;
  /** Facts: the row of a method's result they were read from, and, where asked, the lines behind it. */
  result?: ResultRow;
  /**
   * Aggregates: how many elements, and the largest few, those without a value first (each with its own key; explained on demand).
   * `type` is that of the elements' values; none where only their number counts. `unsure`: whether it belongs to the list is not known.
   */
  list?: {
    function: string;
    entity: string;
    count: number;
    type?: ScalarType;
    shown: { key: string; value: Constant; unsure?: true }[];
  };
  /** Not followed further here (already shown above, or past the depth asked for). */
  cut?: boolean;
  /** Cut only because it stands opened elsewhere in the tree. */
  again?: boolean;
  children: Explanation[];
}

/** The figure of another run that a fact is. */
export interface OtherRun {
  run: string;
  entity: string;
  term: string;
  /** Of its row there. */
  key: string;
  /**
   * Where the fact has no value: the figure is unknown there (`reason`), that run has no such row, it cannot be opened any more, or what
   * stands there now is not what was read.
   */
  without?: 'unknown' | 'no row' | 'gone' | 'changed';
  reason?: Reason;
  /** Of what has no value there, and of its entity. */
  title?: Localized;
  entityTitle?: Localized;
  /** Where that is a fact of a further run. */
  from?: OtherRun;
}

/** A row of a method's result. */
export interface ResultRow {
  name: string;
  method: string;
  title: Localized;
  /** Parts joined by commas. */
  key: string;
  columns: {
    name: string;
    title: Localized;
    type: MethodColumn['type'];
    value: string | null;
    /** What the value says, where it is a code of ours. */
    words?: Localized;
    key: boolean;
  }[];
  lines?: LinesPage;
  /** What it was made from where that is no line of the data. */
  evidence?: Evidence[];
}

/** Lines behind a row of a result, a page of them in order of date, claim and line. */
export interface LinesPage {
  page: number;
  pages: number;
  total: number;
  groups: (LineGroup & { words: Localized | null })[];
  shown: (Line & { words: Localized | null })[];
}

// ---------------------------------------------------------------------------------- compare, what-if, reconcile

export interface Difference {
  payment: string;
  key: string;
  before: StatementRow | null;
  after: StatementRow | null;
  /** after − before, in the currency; null where one side is undetermined. */
  difference: string | null;
}

export interface Comparison {
  /** Parameters (with `period` and `as_of`) and facts that differ, references among them, and rows that came or went. */
  parameters: { name: string; before: string; after: string }[];
  documents: { name: string; before: string | null; after: string | null }[];
  facts: { entity: string; key: string; name: string; before: Constant; after: Constant }[];
  factsTotal: number;
  rows: { entity: string; key: string; change: 'added' | 'removed' }[];
  rowsTotal: number;
  /** Rows whose amount, status or due date differs: the first hundred thousand, and how many there are. */
  payments: Difference[];
  paymentsTotal?: number;
  totals: { payment: string; before: string; after: string; difference: string }[];
}

export interface Scenario {
  /** Parameter → value as written in a contract. */
  set: Record<string, string>;
  totals: {
    payment: string;
    amount: string;
    difference: string;
    final: number;
    pending: number;
    undetermined: number;
  }[];
  /** Rows whose payment changes: the largest differences, and how many there are in all. */
  payments: Difference[];
  paymentsChanged: number;
  /** Terms computed again, of all. */
  recomputed: { terms: number; of: number };
}

export interface ReconcileOptions {
  file: string;
  key: string[];
  amount: string;
  payment?: string;
  entity?: string;
  term?: string;
  /** Absolute, in the unit of the figure; relative, as a ratio of theirs. Agreement within the larger. */
  within?: string;
  relative?: string;
}

export interface Reconciliation {
  of: number;
  agree: number;
  differ: {
    key: string;
    line: number;
    theirs: string | null;
    ours: string | null;
    difference: string | null;
  }[];
  /** Keys only one side has. */
  onlyTheirs: { key: string; line: number; theirs: string | null }[];
  onlyOurs: { key: string; ours: string | null }[];
  diagnostics: Diagnostic[];
}
