/**
 * What the server and the pages say to each other. Types only: the pages import nothing else of ours.
 *
 * All addresses are below `/api`. `:file`, `:run`, `:data` are paths below the served folder, percent-encoded whole
 * (`examples%2Faco%2Fcontract.yaml`); `:model` is `us/mssp@2025.1`. Amounts and values are exact decimal digits ("45867446.00");
 * rounding and grouping are the page's. Text for people is `Localized`. A failure is `Problem` with a status of 4xx or 5xx.
 */
import type { Diagnostic, Severity } from '../language/diagnostic.ts';
import type { Constant, Localized, ScalarType } from '../language/plan.ts';
import type {
  Comparison,
  Difference,
  Explanation,
  Progress,
  Reconciliation,
  RunManifest,
  Scenario,
  Status,
} from '../engine/types.ts';
import type { QualityReport } from '../data/quality/report.ts';
import type { ValueReport } from '../methods/value/report.ts';
import type { ParameterNote, StatementSummary } from '../statement/types.ts';

export type {
  Comparison,
  Constant,
  Diagnostic,
  Difference,
  Explanation,
  Localized,
  ParameterNote,
  QualityReport,
  RunManifest,
  ScalarType,
  Scenario,
  Severity,
  StatementSummary,
  Status,
  ValueReport,
};

/** The body of every failure: what is wrong and the way out, in both languages. */
export interface Problem {
  code: string;
  message: Localized;
  diagnostics?: Diagnostic[];
}

// ------------------------------------------------------------------------------------------------ workspace

/** GET /workspace. `empty`: no contract, run or data below the folder: the page offers the demo. */
export interface Workspace {
  name: string;
  version: string;
  empty: boolean;
  contracts: ContractCard[];
  /** Runs whose contract is not here, too. Newest first. */
  runs: RunCard[];
  /** `members`: rows of enrolment; `lines`: claim lines, medical and pharmacy. */
  data: { path: string; members: number | null; lines: number | null }[];
  /** The folder holds more than the server looks through (50,000 entries): something may be missing here. */
  partial: boolean;
  /** The largest file the server takes, in megabytes: the page says so before it sends one. */
  uploadMb: number;
}

export interface ContractCard {
  file: string;
  contract: string;
  title: Localized | null;
  model: string;
  modelTitle: Localized | null;
  period: { from: string; to: string } | null;
  currency: string | null;
  /** Its data folder, below the served one; null where it has plain tables, or data elsewhere. */
  data: string | null;
  diagnostics: { errors: number; warnings: number };
  /** Paths of its runs, newest first; `latest` is the first of them. */
  runs: string[];
  latest: RunCard | null;
  /** Against the run before it; null where there is none or either is undetermined. */
  change: { payment: string; difference: string }[] | null;
}

export interface RunCard {
  run: string;
  contract: string;
  model: string;
  currency: string;
  minorUnit: number;
  period: { from: string; to: string };
  asOf: string;
  /** When `run.json` was written (the folder's clock, not part of the run), ISO. */
  written: string;
  /**
   * Of each payment: what is final and pending together and what of it is pending, rows by status, the two sides of its largest flow by
   * name (the id, where they have none), and how many pairs of parties it flows between.
   */
  payments: {
    id: string;
    title: Localized | null;
    from: Localized | null;
    to: Localized | null;
    flows: number;
    amount: string;
    pendingAmount: string;
    final: number;
    pending: number;
    undetermined: number;
  }[];
  warnings: number;
  /** The documents or the data are not what they were when the run was made. */
  stale: boolean;
}

/** GET /events (server-sent): something below the folder changed; the page asks again for what it shows. */
export type FolderEvent = { kind: 'changed'; paths: string[] } | { kind: 'job'; job: Job };

// ------------------------------------------------------------------------------------------------ jobs

/**
 * POST /contracts/:file/settle {set?, asOf?, output?} · POST /demo {members?} · POST /models/:model/test → 202 and the job. Without `output` a new
 * run beside the last one; a run that `output` names is replaced.
 */
export interface Job {
  id: string;
  kind: 'settle' | 'demo' | 'test';
  /** What it works on: a contract's file, a model, or the demo. */
  subject: string;
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  progress: Progress | null;
  /** The run it made, below the folder. */
  run: string | null;
  problem: Problem | null;
}
// GET /jobs · GET /jobs/:id · GET /jobs/:id/events (server-sent `Job`s until it ends) · DELETE /jobs/:id cancels.

// ------------------------------------------------------------------------------------------------ a run

/** GET /runs/:run. */
export interface RunDetail {
  card: RunCard;
  manifest: RunManifest;
  /** Of the flows of a payment the largest 200; how many there are in all stands in `flows`. */
  summary: StatementSummary;
  flows: Record<string, number>;
  /** One sentence: who pays whom what, and whether it is final. */
  sentence: Localized;
  /** The path from the first amount of money to each payment, of one row of its entity. */
  waterfalls: Waterfall[];
  entities: EntityShape[];
  /** What texts and columns of the model are called where people read them. */
  words: Record<string, Localized>;
}

export interface EntityShape {
  name: string;
  title: Localized | null;
  rows: number;
  /** Keys, references, facts and terms in the document's order; hidden terms left out. */
  columns: {
    name: string;
    title: Localized | null;
    kind: 'key' | 'reference' | 'fact' | 'term';
    type: ScalarType;
    unit: string | null;
    formula: string | null;
    source: string | null;
  }[];
}

/**
 * Steps add up to the last exactly where `exact`; otherwise the rest is a step of its own. A level may stand on the ground anew (a loss turned
 * into what is owed). Of another row: GET /runs/:run/waterfall?payment&key.
 */
export interface Waterfall {
  payment: string;
  entity: string;
  key: string;
  exact: boolean;
  steps: {
    name: string;
    /** What to explain: null of the rest, and of steps that are parts of a formula. */
    term: string | null;
    entity: string | null;
    key: string | null;
    title: Localized;
    /** A level stands on the ground; a change stands on the step before; factors, of types of their own, come to the level after them. */
    kind: 'level' | 'change' | 'factor';
    value: string | null;
    type?: ScalarType;
    status?: Status;
  }[];
}

/**
 * GET /runs/:run/entities/:entity?offset&limit&sort=term|-term&search&where (repeated: `term:op:value`, op of eq ne lt le gt ge
 * has known unknown). `where=status.PAYMENT:eq:pending` for the state of a payment; `sort` also `key` and `-key`. At most 500 rows a page.
 */
export interface EntityPage {
  total: number;
  offset: number;
  rows: EntityRow[];
  /**
   * Over all rows that match, per numeric column: known values' sum, and how many are unknown. Of a payment's amount rows that are undetermined
   * are not in the sum, whatever their formula gives: `undetermined`, where there are any.
   */
  totals: Record<string, { sum: string | null; unknown: number; undetermined?: number }>;
}
export interface EntityRow {
  key: string;
  values: Record<string, Constant>;
  /** Of payments for this entity. */
  status: Record<string, Status>;
}
// GET /runs/:run/entities/:entity/export?format=csv|xlsx&lang&… the same filters.

/** GET /runs/:run/entities/:entity/distribution/:term: at most 40 bins of even width, exact edges. The same `search` and `where`. */
export interface Distribution {
  count: number;
  unknown: number;
  min: string | null;
  median: string | null;
  max: string | null;
  bins: { from: string; to: string; count: number }[];
}

/** GET /runs/:run/timeline: `due` is a month (`2024-09`), null where the model names no day. Per payment and month of due date what is final and pending, cumulated by the page. */
export interface Timeline {
  payments: {
    payment: string;
    points: { due: string | null; status: Status; rows: number; amount: string }[];
  }[];
}

/** GET /runs/:run/explain?entity&key&term&depth&page. Names that stand in the formula are `children` by `name`. */
export interface Why {
  explanation: Explanation;
  /** In words, one paragraph, to copy. */
  sentence: Localized;
  status: Status | null;
  /** Of a pending amount what is awaited and when it will be known; of an undetermined one which fact is missing, for whom, and from which file. */
  awaits: Localized | null;
}

/**
 * GET /runs/:run/why-not?entity&key&term: single parameters, or facts of the figure's own row, changed, and what the figure would then be; what
 * decides it first. `complete` false: not everything was tried or shown, for want of time and room.
 */
export interface WhatWouldChangeIt {
  complete: boolean;
  changes: {
    kind: 'parameter' | 'fact';
    /** As what-if names it, or the fact. */
    parameter: string;
    title: Localized;
    /** Of `from` and `to`. */
    type: ScalarType;
    /** null: the fact that is missing. */
    from: string | null;
    to: string;
    value: string | null;
    difference: string | null;
  }[];
}

/** GET /runs/:run/terms. The contract as clauses, from titles. */
export interface TermsDocument {
  title: Localized;
  parties: { role: string; title: Localized | null; id: string; name: Localized | null }[];
  clauses: Clause[];
  parameters: ParameterClause[];
}
export interface Clause {
  number: string;
  entity: string;
  name: string;
  kind: 'entity' | 'term' | 'payment';
  title: Localized;
  note: Localized | null;
  source: string | null;
  formula: string | null;
  /** MathML of the formula, names replaced by titles in either language. */
  math: Localized | null;
  words: Localized | null;
}
export interface ParameterClause extends ParameterNote {
  /** What the model says where this contract says otherwise. */
  was: ParameterNote | null;
}

// ------------------------------------------------------------------------------------------------ what if

/** GET /runs/:run/levers: what can be moved, with a sensible range (from its type, its values and the model's bounds). */
export interface Levers {
  levers: {
    parameter: string;
    title: Localized;
    type: ScalarType;
    unit: string | null;
    /** As written in a contract, and as decimal digits. */
    written: string;
    value: string;
    low: string;
    high: string;
    step: string;
    changed: boolean;
    unverified: boolean;
  }[];
  /** Tables and records with more figures than can be moved one by one. */
  others: { parameter: string; title: Localized; figures: number }[];
}
/** POST /runs/:run/what-if {set: {parameter: written}} (one scenario). */
export interface WhatIf {
  scenario: Scenario;
  diagnostics: Diagnostic[];
}
/**
 * GET /runs/:run/sensitivity?payment: each lever 10 % down and up (or its neighbours), the largest effect first. Each answer has what is known
 * by then; asked again, more is tried, until `tried` is `of`.
 */
export interface Sensitivity {
  payment: string;
  amount: string;
  /** Levers tried, of all there are. */
  tried: number;
  of: number;
  bars: {
    parameter: string;
    title: Localized;
    /** Of `low` and `high`. */
    type: ScalarType;
    low: string;
    high: string;
    atLow: string | null;
    atHigh: string | null;
  }[];
}

// ------------------------------------------------------------------------------------- compare and reconcile

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

// ------------------------------------------------------------------------------------------------ data

/** GET /data/:data/quality: the import's quality report as `openvbp quality --json` gives it, and words for its codes. */
export interface Quality {
  report: QualityReport;
  /** What it comes to, in a sentence. */
  summary: Localized;
  /** Titles of tables by name, of columns by `table.column`. */
  labels: Record<string, Localized>;
  /** What refusals say, by `reason|table|column`; what lines passed over say, by `reason`. */
  reasons: Record<string, Localized>;
}

// ------------------------------------------------------------------------------------------------ value

/** GET /value: reports of `openvbp value … -o report.json` below the folder, newest first. */
export interface ValueCard {
  file: string;
  condition: string;
  title: Localized;
  period: { from: string; to: string };
  asOf: string;
  providers: number;
  cycles: number;
  written: string;
}
/** GET /value/:file: one of them, and words for its codes. Figures are floating point, sums of money exact (`docs/guide`). */
export interface Value {
  report: ValueReport;
  words: {
    /** Why something is not known, or not looked at. */
    reasons: Record<string, Localized>;
    /** Parts of the cost. */
    parts: Record<string, Localized>;
    /** What the amounts are: paid, allowed, charged. */
    basis: Localized;
    /** How it was measured, sentence by sentence. */
    notes: Localized[];
  };
}

// ------------------------------------------------------------------------------------------------ models

/** GET /models. */
export interface ModelCard {
  model: string;
  version: string;
  family: string;
  title: Localized;
  /** What it is, in a sentence or two: its note, else how its description begins; null where it has neither. */
  about: Localized | null;
  source: string | null;
  file: string;
  unverified: number;
}
/** GET /models/:model. */
export interface ModelDetail {
  card: ModelCard;
  readme: Localized | null;
  document: string;
  terms: TermsDocument;
  graph: Graph;
  /** The last known state of its tests; null where they were not run in this server. */
  tests: TestState | null;
}
export interface Graph {
  nodes: {
    id: string;
    kind: 'fact' | 'parameter' | 'term' | 'payment';
    entity: string | null;
    title: Localized;
  }[];
  edges: { from: string; to: string }[];
}
export interface TestState {
  passed: number;
  failed: number;
  cases: { name: string; passed: boolean; message: Localized | null }[];
}

// ------------------------------------------------------------------------------------------------ documents

/** GET /documents: the YAML and CSV files below the folder an editor opens. */
export interface DocumentCard {
  file: string;
  kind: 'contract' | 'model' | 'tests' | 'other';
}
/** GET /documents/:file. PUT {text, version}: 409 with the present `DocumentText` where somebody else wrote in between. */
export interface DocumentText {
  file: string;
  text: string;
  /** Hash of the text. */
  version: string;
}
/** POST /check {file, text}: the same checker as `openvbp check`, on text not saved yet. */
export interface CheckedText {
  diagnostics: Diagnostic[];
}
/** POST /complete {file, text, line, column} (from 1). */
export interface Completions {
  from: number;
  items: {
    label: string;
    kind: 'key' | 'name' | 'function' | 'value';
    detail: Localized | null;
    insert: string;
  }[];
}
/** POST /hover {file, text, line, column, run?, entityKey?}: type, unit, documentation and, of a run, the value. */
export interface Hover {
  name: string;
  type: string | null;
  unit: string | null;
  documentation: Localized | null;
  value: string | null;
}

// ------------------------------------------------------------------------------------------------ all of them

/** What each address answers with a status of 2xx (and 409, of a document). The routes are held to it, and the OpenAPI document is made from it. */
export interface Answers {
  'GET /workspace': Workspace;
  'GET /jobs': Job[];
  'GET /jobs/:id': Job;
  'DELETE /jobs/:id': Job;
  'POST /contracts/:file/settle': Job;
  'POST /demo': Job;
  'POST /models/:model/test': Job;
  'GET /runs/:run': RunDetail;
  'GET /runs/:run/entities/:entity': EntityPage;
  'GET /runs/:run/entities/:entity/distribution/:term': Distribution;
  'GET /runs/:run/timeline': Timeline;
  'GET /runs/:run/waterfall': Waterfall;
  'GET /runs/:run/compare/:other': Comparison;
  'GET /runs/:run/explain': Why;
  'GET /runs/:run/why-not': WhatWouldChangeIt;
  'GET /runs/:run/terms': TermsDocument;
  'GET /runs/:run/levers': Levers;
  'POST /runs/:run/what-if': WhatIf;
  'GET /runs/:run/sensitivity': Sensitivity;
  'POST /runs/:run/reconcile': Reconciled;
  'POST /columns': FileColumns;
  'GET /data/:data/quality': Quality;
  'GET /value': ValueCard[];
  'GET /value/:file': Value;
  'GET /models': ModelCard[];
  'GET /models/:model': ModelDetail;
  'GET /documents': DocumentCard[];
  'GET /documents/:file': DocumentText;
  'PUT /documents/:file': DocumentText;
  'POST /check': CheckedText;
  'POST /complete': Completions;
  'POST /hover': Hover | null;
}

/** What is sent as it happens: the data of each message is one. */
export interface Streams {
  'GET /events': FolderEvent;
  'GET /jobs/:id/events': Job;
}
