/** A contract as clauses. */
import type { Localized } from '../../language/plan.ts';
import type { ParameterNote } from '../../statement/types.ts';

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
