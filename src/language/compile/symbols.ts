/** What a model declares, resolved: entities with their columns, references, terms; parameters; payments. */
import type { Node } from '../formula/ast.ts';
import type { Location } from '../diagnostic.ts';
import type {
  EntityDocument,
  ParameterDocument,
  PaymentDocument,
  ReferenceDocument,
  Scalar,
  TermDocument,
} from '../document.ts';
import type { EachList, Expression, KeyPart, PlanFact, PlanTerm, ScalarType } from '../plan.ts';
import type { Task } from './drive.ts';

export interface Entity {
  name: string;
  index: number;
  at: Location;
  document?: EntityDocument;
  columns: Map<string, Column>;
  facts: PlanFact[];
  references: Reference[];
  terms: Term[];
  /** References of other entities that lead here and give their list no name of its own. */
  incoming: Reference[];
  /** Lists with a name of their own (`list: admitted`). */
  lists: Map<string, Reference>;
  group?: Group;
  each?: Each;
  dated?: Dated;
  /** The key's parts, with references spelled out; found when first asked for. */
  key?: KeyPart[];
  /** Hidden terms by their structure, so that one aggregate is computed once. */
  hidden: Map<string, PlanTerm>;
  hiddenCount: Map<string, number>;
  /** All terms in the order of the plan: hidden ones before the term they serve. */
  planTerms: PlanTerm[];
}

export type Column =
  | { kind: 'fact'; name: string; type: ScalarType; optional: boolean; oneOf?: Set<string> }
  /** A key part that is neither fact nor reference. `task`: its type is found by compiling that. */
  | { kind: 'key'; name: string; type?: ScalarType; task?: Task }
  | { kind: 'reference'; name: string; reference: Reference }
  | { kind: 'party'; name: string }
  /** Declared with a mistake that has been reported: what reads it is silent. */
  | { kind: 'broken'; name: string }
  | { kind: 'term'; name: string; term: Term }
  /** What an `each` over records gives: `row.share`. */
  | { kind: 'record'; name: string; fields: Map<string, ScalarType> };

export interface Reference {
  name: string;
  from: Entity;
  to: Entity;
  kind: 'column' | 'computed' | 'group' | 'parent';
  document?: ReferenceDocument;
  group?: Group;
  list?: string;
  at: Location;
  /** Computed references: the formulas of their `by`, and their values, flattened like the target's key. */
  nodes?: { node: Node; source: Scalar }[];
  by?: Expression[];
  task?: Task;
}

export interface Term {
  entity: Entity;
  name: string;
  document: TermDocument;
  node: Node;
  task: Task;
  type?: ScalarType;
  plan?: PlanTerm;
  /** For a call of a table with several outputs: the name of each part's own term. */
  parts?: Map<string, ScalarType>;
  partTerms?: PlanTerm[];
  /** Optional facts known to be there when the term is true, or false; keys as seen from `me`. */
  yes: readonly string[];
  no: readonly string[];
}

export interface Group {
  entity: Entity;
  of: Entity;
  parts: { name: string; node: Node; source: Scalar; to?: Entity }[];
  where?: { node: Node; source: Scalar };
  task: Task;
  by?: { name: string; value: Expression }[];
  filter?: Expression;
}

export interface Each {
  entity: Entity;
  of: Entity;
  variable: string;
  source: Scalar;
  node: Node;
  task: Task;
  list?: EachList;
  /** The key part the element makes. */
  part?: KeyPart;
  elements: KeyPart[];
}

export interface Dated {
  source: Scalar;
  node: Node;
  task: Task;
  expression?: Expression;
}

export type Parameter = { name: string; document: ParameterDocument; broken: boolean } & (
  | { kind: 'scalar'; type: ScalarType }
  | { kind: 'list'; type: ScalarType }
  | { kind: 'records'; columns: { name: string; type: ScalarType }[] }
  | Table
);

interface Table {
  kind: 'table';
  inputs: TableInput[];
  outputs: { name: string; type: ScalarType }[];
  read: 'match' | 'interpolate' | 'bands';
  called: boolean;
}

export interface TableInput {
  name: string;
  declared: boolean;
  /** Declared, or from the first call. Its scale is the largest any call brings. */
  type?: ScalarType;
  /** The values a text can have, where every call reads a fact with `one_of`. */
  oneOf?: Set<string>;
  open: boolean;
}

export interface Payment {
  id: string;
  document: PaymentDocument;
  entity: Entity;
  amount: Part;
  due?: Part;
  pendingUnless?: Part;
}

export interface Part {
  source: Scalar;
  node: Node;
  task: Task;
  expression?: Expression;
  term: string;
}
