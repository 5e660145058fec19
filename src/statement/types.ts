/** The statement in brief: what the files and the terminal show above the single rows. */
import type { Localized } from '../language/plan.ts';
import type { Constant, ScalarType, Cell } from '../language/plan.ts';
import type { Reason, RunManifest } from '../engine/types.ts';

/** Rows of one status and what they come to, in the currency, with its minor unit's digits. */
interface Tally {
  rows: number;
  amount: string;
}

export interface Totals {
  final: Tally;
  pending: Tally;
  /** Rows only: an undetermined amount is unknown, not zero. */
  undetermined: number;
}

/** What one party owes another under one payment. */
export interface Flow extends Totals {
  from: string | null;
  to: string | null;
}

export interface PaymentSummary {
  id: string;
  title?: Localized;
  source?: string;
  entity: string;
  entityTitle?: Localized;
  /** The amount as the model writes it. */
  formula: string;
  total: Totals;
  /** Held by the ledger before, and what posting would add. */
  posted: string;
  difference: string;
  /** Largest first. */
  flows: Flow[];
  /** Key of the row with the largest amount, to be looked at first. */
  example?: string;
}

export interface UndeterminedGroup {
  payment: string;
  /** Absent where the engine gave no reason. */
  reason?: Pick<Reason, 'kind' | 'entity' | 'name'>;
  /** Of the thing that has no value, where the model gives one. */
  title?: Localized;
  entityTitle?: Localized;
  rows: number;
  /** The first few keys that lack it. */
  keys: string[];
  /** Where the value would come from: the table or result, and the header bound to it. */
  bound?: { file: string; column: string };
}

export interface PendingGroup {
  payment: string;
  rows: number;
  amount: string;
  keys: string[];
  /** What is awaited: the condition's title and formula. */
  title?: Localized;
  formula?: string;
}

/** A parameter with its values, as decimal text. */
export interface ParameterNote {
  name: string;
  title?: Localized;
  unit?: string;
  changed: boolean;
  unverified: boolean;
  shape:
    | { kind: 'scalar'; type: ScalarType; values: DatedNote<Constant>[] }
    | { kind: 'list'; type: ScalarType; values: DatedNote<Constant[]>[] }
    | {
        kind: 'records';
        columns: { name: string; type: ScalarType }[];
        rows: Constant[][];
        source?: string;
        unverified: boolean;
      }
    | {
        kind: 'table';
        inputs: { name: string; type: ScalarType }[];
        outputs: { name: string; type: ScalarType }[];
        values: DatedNote<{ cells: Cell[]; outputs: Constant[] }[]>[];
      };
}

export interface DatedNote<T> {
  from: string | null;
  value: T;
  source?: string;
  unverified: boolean;
}

export interface StatementSummary {
  contract: string;
  title?: Localized;
  model: string;
  modelVersion: string;
  modelTitle?: Localized;
  modelSource?: string;
  currency: string;
  minorUnit: number;
  period: { from: string; to: string };
  asOf: string;
  /** `roleTitle`: what the role is called; absent where neither the model nor we have a word for it. */
  parties: (RunManifest['parties'][number] & { roleTitle?: Localized })[];
  sources: RunManifest['sources'];
  documents: RunManifest['documents'];
  engine: string;
  total: { rows: number; final: number; pending: number; undetermined: number };
  payments: PaymentSummary[];
  undetermined: UndeterminedGroup[];
  pending: PendingGroup[];
  parameters: ParameterNote[];
}
