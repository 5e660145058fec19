/**
 * The plan: what the language compiles a model to, and all that the engine reads.
 *
 * A plan is plain JSON: it can be stored, compared and sent. Every number in it is exact: an integer written
 * in decimal digits, at the scale its type fixes (`docs/language.md`, "Numbers"). Two programs that follow
 * `docs/language.md` compute the same run from the same plan and the same facts, to the last digit.
 */

/** Raised whenever a field changes meaning; a stored plan of another version is refused, never guessed at. */
export const PLAN_VERSION = 1;

/** Text shown to people, in both languages. */
export interface Localized {
  en: string;
  zh: string;
}

/** Exponents of units: `money/person_year` is `{ money: 1, person: -1, year: -1 }`; a ratio is `{}`. Sorted by name, no zeros. */
export type Dimensions = Record<string, number>;

export type Scale = 0 | 6 | 9 | 15;

export interface NumberType {
  kind: 'number';
  dimensions: Dimensions;
  /** Digits after the point: a value v is stored as the integer v · 10^scale. */
  scale: Scale;
}

export type ScalarType =
  | NumberType
  | { kind: 'text' }
  | { kind: 'boolean' }
  | { kind: 'date' }
  | { kind: 'duration' }
  /** The identifier of a party: text, matched with nothing. */
  | { kind: 'party' }
  /** A row of an entity, by its key. */
  | { kind: 'reference'; entity: string };

/**
 * A constant. Numbers are scaled integers in decimal digits ("-1250000"), dates ISO ("2024-02-29"), durations ISO
 * ("P1Y", "P3M", "P7D", "P1Y2M3D"), `null` the literal null.
 */
export type Constant = string | boolean | null;

/** Where a part of the plan came from, for explanations and diagnostics. Lines and columns start at 1. */
interface Origin {
  file: string;
  line: number;
  column: number;
}

// ---------------------------------------------------------------------------------------------- expressions

/** Which row a column is read from: the row whose term this is, or the element of the list being aggregated. */
export type Row = 'me' | 'element';

/**
 * A typed expression. Operands of one operator stand at one scale already: where scales differ the compiler has
 * put a `rescale`, which only ever goes up (exact). `multiply` and `divide` round once, half to even.
 */
export type Expression = { type: ScalarType } & (
  | { op: 'constant'; value: Constant }
  /**
   * A fact, term, key part or reference of `row`, or of the row that `path` (names of references) leads to; `entity`
   * is the entity the path ends in. The agreement's terms are reached from any row by `path: ['agreement']`.
   */
  | { op: 'column'; row: Row; path: string[]; entity: string; name: string }
  /** `period.start`, `period.end` (date), `period.years` (year, scale 9), `as_of` (date). */
  | { op: 'context'; name: 'period.start' | 'period.end' | 'period.years' | 'as_of' }
  /**
   * A scalar parameter; `date` decides which value holds (always given, `period.start` unless the entity is `dated`).
   * Of a parameter, list or table with one value that holds always (`from: null`) the date is not read, so an
   * unknown date leaves it known.
   */
  | { op: 'parameter'; name: string; date: Expression }
  /**
   * A table: `output` is an index into its outputs. Arguments stand at the scale of the table's inputs. For `bands`
   * the type is that of the last input × the output; for all others that of the output.
   */
  | { op: 'lookup'; table: string; output: number; arguments: Expression[]; date: Expression }
  | { op: 'rescale'; value: Expression }
  | { op: 'negate' | 'not'; value: Expression }
  | { op: 'add' | 'subtract' | 'multiply' | 'divide'; left: Expression; right: Expression }
  /** Whole constant exponent 0…16: left-to-right repeated `multiply`, each rounding once at the scale in `steps`. */
  | { op: 'power'; value: Expression; exponent: number; steps: NumberType[] }
  | {
      op: 'equal' | 'unequal' | 'less' | 'at_most' | 'more' | 'at_least';
      left: Expression;
      right: Expression;
    }
  | { op: 'and' | 'or'; operands: Expression[] }
  /** Membership of a constant list parameter. */
  | { op: 'in_list'; value: Expression; list: string; date: Expression }
  | { op: 'if'; condition: Expression; then: Expression; else: Expression }
  /** Two-valued: is the optional fact, or the reference, absent? (`x = null`) Unknown only where a path before it is. */
  | { op: 'absent'; value: Expression }
  /** `otherwise(x, y)`: x is a column that is an optional fact. */
  | { op: 'otherwise'; value: Expression; instead: Expression }
  | { op: 'least' | 'greatest'; operands: Expression[] }
  | { op: 'clamp'; value: Expression; low: Expression; high: Expression }
  | { op: 'absolute'; value: Expression }
  /** To `digits` after the point (may be negative); the result keeps the scale its type says. */
  | { op: 'round'; value: Expression; digits: number; mode: RoundingMode }
  /** Whole numbers only. The sign follows the divisor (FEEL). By zero: unknown. */
  | { op: 'modulo'; left: Expression; right: Expression }
  /** date − date: whole days. */
  | { op: 'days_between'; from: Expression; to: Expression }
  /** date ± duration: months first (day clamped to the month's end), then days. */
  | { op: 'shift'; date: Expression; duration: Expression; sign: 1 | -1 }
  /** duration × whole number. */
  | { op: 'repeat'; duration: Expression; times: Expression }
  | { op: 'date_part'; part: 'year' | 'month' | 'day'; value: Expression }
  | { op: 'text_test'; test: 'starts with' | 'ends with' | 'contains'; value: Expression; with: Expression }
);

export type RoundingMode = 'half_even' | 'half_up' | 'half_down' | 'up' | 'down' | 'floor' | 'ceiling';

// ---------------------------------------------------------------------------------------------- aggregates

export type AggregateFunction =
  | 'sum'
  | 'count'
  | 'min'
  | 'max'
  | 'mean'
  | 'median'
  | 'stddev'
  | 'any'
  | 'all'
  | 'only'
  | 'percentile'
  | 'rank'
  | 'allocate';

/**
 * A list of rows seen from one row: go up from me along `up` (references) to an anchor, then take every row of
 * `entity` whose references `down` lead to that anchor. `up: [], down: ['hospital']` in hospital: its episodes.
 * `up: ['treatment'], down: ['treatment']` in dispense: my siblings and me. `down: []` with entity `agreement` as
 * the anchor (`anchor: 'agreement'`): all rows.
 */
export interface List {
  entity: string;
  anchor: string;
  up: string[];
  down: string[];
  /** Filter, in the element's row; unknown makes the aggregate unknown. */
  where?: Expression;
}

export interface Aggregate {
  function: AggregateFunction;
  list: List;
  /** What is aggregated, in the element's row. Absent for `count` and `rank`. For `allocate` the weight. */
  value?: Expression;
  /** Only the elements before me in this order (ascending, ties by key). The list's entity is then mine. */
  preceding?: Expression;
  /** `rank`: ordered by this, ascending; ties share a place. */
  order?: Expression;
  /** `percentile`: p as a ratio in [0, 1], in my row. `allocate`: the total, in my row. */
  argument?: Expression;
  /**
   * `allocate`: the size of the smallest unit shared, as a power of ten of the stored integer
   * (money at scale 6 in a currency with cents: 4).
   */
  unit?: number;
  /** True where `where`, `value` or `preceding` also read my row: the engine pairs rows instead of grouping. */
  correlated: boolean;
}

// ---------------------------------------------------------------------------------------------- the model

export interface PlanTerm {
  /** A term whose formula is a call of a table with several outputs becomes one per output: `weights.quality`. */
  name: string;
  type: ScalarType;
  /** Exactly one of the two. Every aggregate stands in a term of its own; the compiler makes hidden ones (`benchmark#1`). */
  expression?: Expression;
  aggregate?: Aggregate;
  /**
   * For a hidden term, the visible term whose formula it was lifted from: `savings`, `hospital.savings` where that stands in
   * another entity, `payment:ID`, or the reference, key part or `dated` of the entity that reads it.
   */
  hiddenIn?: string;
  title?: Localized;
  note?: Localized;
  source?: string;
  /** The formula as the author wrote it (hidden terms: the part of it). */
  formula: string;
  origin: Origin;
}

export interface PlanFact {
  name: string;
  type: ScalarType;
  optional: boolean;
  oneOf?: string[];
  title?: Localized;
  unit?: string;
  origin: Origin;
}

/** `list`: what formulas call the rows of this entity that lead there, where it is not the entity's name. */
export type PlanReference = { name: string; to: string; list?: string; origin: Origin } &
  /** A column with the id of a row (or its composite key, as columns `name.part`). */
  (
    | { kind: 'column' }
    /** Matched by key: `by` in the order of the target's key parts, in the `me` row. */
    | { kind: 'computed'; by: Expression[] }
    /** To the group this row falls in (made by the group, not the author); same `by` as the group. */
    | { kind: 'group'; by: Expression[]; where?: Expression }
    /** From an `each` row to the row it was made from. */
    | { kind: 'parent' }
  );

export interface KeyPart {
  name: string;
  type: ScalarType;
}

/** How the rows of an entity come about. */
export type Rows =
  /** From the contract's binding. */
  | { kind: 'bound' }
  /** Not bound and without facts: one row per distinct id that columns of bound and referred entities hold. */
  | { kind: 'referred' }
  /**
   * One row per distinct key of `entity`; the key parts are the names in `by`, whose values are read in the `me` row
   * of `entity`. A part that is a reference is spelled out as its target's key parts, and the group has that
   * reference too (kind `column`).
   */
  | { kind: 'group'; entity: string; by: { name: string; value: Expression }[]; where?: Expression }
  /**
   * One row per row of `parent` and element of `list`; the key is the parent's key and the element. Expressions in
   * `list` are read in the parent's row (`me`).
   */
  | { kind: 'each'; parent: string; variable: string; list: EachList }
  /** The single row of the agreement. */
  | { kind: 'root' };

export type EachList =
  /** Whole numbers from…to (empty where to < from); element column `variable`. */
  | { kind: 'range'; from: Expression; to: Expression }
  /** Starts of the months or years from…to (half-open), stepping from `from`; element column `variable`. */
  | { kind: 'months' | 'years'; from: Expression; to: Expression }
  /** The rows of a record parameter; element columns `variable.column`, the key part is its first column, `variable.name`. */
  | { kind: 'records'; parameter: string }
  /** The elements of a list parameter. */
  | { kind: 'list'; parameter: string };

export interface PlanEntity {
  name: string;
  title?: Localized;
  /** Columns of the key, in order. References in a key are spelled out as the key parts of their target (`aco`, or `stratum.aco`). */
  key: KeyPart[];
  rows: Rows;
  facts: PlanFact[];
  references: PlanReference[];
  terms: PlanTerm[];
  /** Columns an `each` row has beside its key: `row.share`. */
  elements: { name: string; type: ScalarType }[];
  dated?: Expression;
  origin: Origin;
}

export type PlanParameter = {
  name: string;
  title?: Localized;
  unit?: string;
  /** No contract may change it: the months of a year, one person. */
  fixed?: true;
  origin: Origin;
} & (
  | { kind: 'scalar'; type: ScalarType; values: Dated<Constant>[] }
  | { kind: 'list'; type: ScalarType; values: Dated<Constant[]>[] }
  | {
      kind: 'records';
      columns: { name: string; type: ScalarType }[];
      rows: Constant[][];
      source?: string;
      unverified?: boolean;
    }
  | {
      kind: 'table';
      inputs: { name: string; type: ScalarType }[];
      outputs: { name: string; type: ScalarType }[];
      read: 'match' | 'interpolate' | 'bands';
      hit: 'unique' | 'first' | 'max' | 'sum';
      outside: 'unknown' | 'clamp';
      values: Dated<TableRow[]>[];
    }
);

/** A value holds from its date until the next one's; `from` null: always. In order of date. */
export interface Dated<T> {
  from: string | null;
  value: T;
  source?: string;
  unverified?: boolean;
  origin: Origin;
}

export interface TableRow {
  /** One per input. In `interpolate` and `bands` the last is `{ test: 'is' }` with the point or lower bound. */
  cells: Cell[];
  outputs: Constant[];
  origin: Origin;
}

export type Cell =
  | { test: 'any' }
  | { test: 'is'; value: Constant }
  /** Bounds at the input's scale; absent: unbounded. */
  | { test: 'between'; low?: string; lowClosed: boolean; high?: string; highClosed: boolean }
  | { test: 'either'; cells: Cell[] }
  | { test: 'not'; cells: Cell[] };

export interface PlanPayment {
  id: string;
  /** The entity each row of which has this payment. */
  for: string;
  from: Counterparty;
  to: Counterparty;
  /** Money, in the `for` row. The cumulative entitlement before rounding to the currency's minor unit. */
  amount: Expression;
  due?: Expression;
  signed: boolean;
  pendingUnless?: Expression;
  /** Hidden terms of `for` that hold amount, due, and pendingUnless, so that the engine computes them like any other. */
  terms: { amount: string; due?: string; pendingUnless?: string };
  title?: Localized;
  source?: string;
  origin: Origin;
}

export type Counterparty =
  /** A party named by the contract. */
  | { kind: 'role'; role: string }
  /** The row (or `party` reference) that `path` leads to from the payment's row; `path: []` is the row itself. */
  | { kind: 'row'; path: string[]; entity?: string };

/** Reads what stands posted under a payment for this row and its children (`posted("id")`): see docs/language.md, "Payments". */
export interface PostedTerm {
  entity: string;
  term: string;
  payment: string;
  /** References from the payment's `for` row to `entity`. */
  down: string[];
}

export interface Plan {
  version: typeof PLAN_VERSION;
  model: string;
  modelVersion: string;
  title?: Localized;
  source?: string;
  currency: string;
  /** Digits after the point in the currency's minor unit: 2, or 0 for JPY. */
  minorUnit: number;
  parties: string[];
  /** How texts are shown to people, where they are codes of the model's own; in formulas and files they stay what they are. */
  words?: Record<string, Localized>;
  entities: PlanEntity[];
  parameters: PlanParameter[];
  payments: PlanPayment[];
  posted: PostedTerm[];
  /** Dependency order of all that is computed; a node stands after everything it reads. */
  order: PlanNode[];
}

export type PlanNode =
  | { node: 'rows'; entity: string }
  | { node: 'reference'; entity: string; name: string }
  | { node: 'term'; entity: string; name: string };
