/**
 * Documents after reading: YAML turned into these shapes, each scalar still text and with its place, nothing yet
 * resolved against anything else. `documents/` makes them, `compile/` turns a model document into a plan.
 */
import type { Location } from './diagnostic.ts';
import type { Localized } from './plan.ts';

/** A scalar as written, and where. */
export interface Scalar {
  text: string;
  at: Location;
  /** The place of a character of `text` (formulas folded over several lines keep true places). */
  locate(offset: number): Location;
}

export interface Described {
  title?: Localized;
  note?: Localized;
  source?: string;
}

export interface ModelDocument extends Described {
  file: string;
  model: Scalar;
  version: string;
  currency: Scalar;
  parties: Scalar[];
  /** What texts that the model computes with are called: `per_diem` → by the day. */
  words?: Record<string, Localized>;
  entities: EntityDocument[];
  parameters: ParameterDocument[];
  terms: TermDocument[];
  payments: PaymentDocument[];
}

export interface EntityDocument extends Described {
  name: Scalar;
  key: Scalar[];
  facts: FactDocument[];
  references: ReferenceDocument[];
  group?: { of: Scalar; by: { name: Scalar; formula: Scalar }[]; where?: Scalar };
  each?: { of: Scalar; variable: Scalar; list: Scalar };
  dated?: Scalar;
}

export interface FactDocument extends Described {
  name: Scalar;
  type: Scalar;
  unit?: Scalar;
  oneOf?: Scalar[];
  optional: boolean;
}

export interface ReferenceDocument {
  name: Scalar;
  /** An entity or `party`. */
  to: Scalar;
  by?: Scalar[];
  /** The name of the list this reference makes in its target; else the entity's own name. */
  list?: Scalar;
}

/** A value with where it holds from; `from` absent: always. */
export interface DatedDocument<T> {
  from?: Scalar;
  value: T;
  source?: string;
  unverified: boolean;
  at: Location;
}

export interface NamedType {
  name: Scalar;
  type?: Scalar;
}

export interface ParameterDocument extends Described {
  name: Scalar;
  type?: Scalar;
  unit?: Scalar;
  /** No matter of agreement: the months of a year, one person. */
  fixed?: true;
  shape:
    | { kind: 'scalar'; values: DatedDocument<Scalar>[] }
    | { kind: 'list'; values: DatedDocument<Scalar[]>[] }
    | { kind: 'records'; columns: NamedType[]; rows: Scalar[][]; source?: string; unverified: boolean }
    | {
        kind: 'table';
        inputs: NamedType[];
        /** Never empty: a table without `outputs` has one of its own name and `type`. */
        outputs: NamedType[];
        read: 'match' | 'interpolate' | 'bands';
        hit: 'unique' | 'first' | 'max' | 'sum';
        outside: 'unknown' | 'clamp';
        /** Rows as cells in the order inputs, outputs. Rows `from:` a file are read already. */
        values: DatedDocument<Scalar[][]>[];
      };
}

export interface TermDocument extends Described {
  entity: Scalar;
  name: Scalar;
  formula: Scalar;
  type?: Scalar;
}

export interface PaymentDocument extends Described {
  id: Scalar;
  for: Scalar;
  from: Scalar;
  to: Scalar;
  amount: Scalar;
  due?: Scalar;
  signed: boolean;
  pendingUnless?: Scalar;
}

/** A contract as read; `parameters` in the model's own forms. */
export interface ContractDocument extends Described {
  file: string;
  contract: Scalar;
  model: Scalar;
  currency?: Scalar;
  parties: { role: Scalar; id: Scalar; name?: Localized }[];
  /** What others are called that rows name as parties: identifier → name. */
  names: { id: Scalar; name: Localized }[];
  period: { from: Scalar; to: Scalar };
  asOf?: Scalar;
  posts: 'difference' | 'all';
  supersedes?: Scalar;
  /** The data folder that methods read. */
  data?: Scalar;
  methods: MethodDocument[];
  bind: {
    entity: Scalar;
    sources: SourceDocument[];
    facts: RunFactDocument[];
    results: ResultFactDocument[];
  }[];
  parameters: ParameterDocument[];
}

/** A named result of a method; a list among its options is its items with commas between. */
export interface MethodDocument {
  name: Scalar;
  method: Scalar;
  options: { name: Scalar; value: Scalar; items?: Scalar[] }[];
  lines: boolean;
}

export interface RunFactDocument {
  name: Scalar;
  run: Scalar;
  term: Scalar;
}

/** A fact from a result of the contract's methods: `column` (of the fact's own name unless given), matched by key. */
export interface ResultFactDocument {
  name: Scalar;
  result: Scalar;
  column?: Scalar;
  /** Key parts that rows are matched by → column of the result, or a constant; none: all, under their own names. */
  by: { name: Scalar; map: ColumnDocument }[];
}

export type SourceDocument = { at: Location } & (
  | ({
      kind: 'table';
      table: Scalar;
      format?: 'csv' | 'parquet' | 'xlsx' | 'jsonl';
      sheet?: Scalar;
      range?: Scalar;
      delimiter?: Scalar;
      encoding?: Scalar;
      header?: Scalar;
    } & ShapeDocument)
  | { kind: 'rows'; rows: { name: Scalar; value: Scalar }[][] }
  | ({ kind: 'method'; result: Scalar } & ShapeDocument)
  | { kind: 'sql'; file: Scalar }
);

/** How the rows of a file or of a method's result become an entity's. */
export interface ShapeDocument {
  columns: { name: Scalar; map: ColumnDocument }[];
  keep: { header: Scalar; values: Scalar[] }[];
  unpivot?: { name: Scalar; values: { value: Scalar; text: string }[] };
}

export interface ColumnDocument {
  at: Location;
  column?: Scalar;
  value?: Scalar;
  formats: Scalar[];
  /** The format by another column's cell. */
  formatBy?: { column: Scalar; cases: { cell: string; formats: Scalar[] }[] };
  values: { cell: string; value: string }[];
  unknown: string[];
}

export interface TestsDocument {
  file: string;
  model: Scalar;
  tests: TestDocument[];
}

export interface TestDocument extends Described {
  name: Scalar;
  period?: { from: Scalar; to: Scalar };
  asOf?: Scalar;
  parameters: ParameterDocument[];
  facts: { entity: Scalar; rows: { name: Scalar; value: Scalar }[][] }[];
  expect: { entity: Scalar; rows: { key: Scalar; values: ExpectedValue[] }[] }[];
  payments: { id: Scalar; rows: { key: Scalar; values: ExpectedValue[] }[] }[];
}

/** `name` is a term (or `amount`, `status`, `due`, `from`, `to` of a payment). */
export interface ExpectedValue {
  name: Scalar;
  /** Text as written; `null` for unknown. */
  value: string | null;
  reason?: string;
  within?: string;
}
