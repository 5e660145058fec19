/** A run: its summary, pages of rows, distributions, due dates. */
import type { Constant, Localized, ScalarType } from '../../language/plan.ts';
import type { RunManifest, Status } from '../../engine/types.ts';
import type { StatementSummary } from '../../statement/types.ts';
import type { RunCard } from './workspace.ts';

/** GET /runs/:run. */
export interface RunDetail {
  card: RunCard;
  manifest: RunManifest;
  /** Of the flows of a payment the largest 200; how many there are in all stands in `flows`, of how many of them nothing is due in `nothing`. */
  summary: StatementSummary;
  flows: Record<string, number>;
  nothing: Record<string, number>;
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
    /** The formula in the reader's words. */
    words: Localized | null;
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
