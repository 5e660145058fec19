/**
 * A grouping scheme as a document: what the official publication of CHS-DRG says, as data. A city's variant is another document: lists,
 * conditions and groups may differ, the grouper does not.
 */

/** What one case must meet. `list` names a list of codes; ages are days, weights grams, half-open. */
export type Condition =
  | { diagnosis: 'principal' | 'any'; list: string }
  | { procedure: 'main' | 'any'; list: string }
  | { ageDays: readonly [number, number] }
  | { ageYears: readonly [number, number] }
  | { weight: readonly [number, number] }
  | { sex: 'female' | 'male' }
  /** A column of the cases: a number from and to (half-open, null without end), or one of some texts. Of a city's own conditions. */
  | { fact: string; within: readonly [number | null, number | null] }
  | { fact: string; oneOf: readonly string[] }
  /** No procedure of the list of surgery. */
  | { surgery: false };

/** Met where all conditions of one of the alternatives are. An empty alternative is always met. */
export type Alternatives = readonly (readonly Condition[])[];

export interface Mdc {
  code: string;
  title: string;
  when: Alternatives;
}

export interface Adrg {
  code: string;
  title: string;
  mdc: string;
  when: Alternatives;
}

export interface Drg {
  code: string;
  adrg: string;
  title: string;
}

export interface Scheme {
  scheme: string;
  version: string;
  source: string;
  /** In the order in which a case is offered to them. */
  mdcs: readonly Mdc[];
  /** In order within their category. */
  adrgs: readonly Adrg[];
  /** The last character of a code says for whom: 1 with major complications or comorbidities, 3 with others, 5 with none, 9 all. */
  drgs: readonly Drg[];
  lists: Readonly<Record<string, readonly string[]>>;
  /** Diagnoses that complicate: code → the list of principal diagnoses beside which it does not, or null. */
  mcc: Readonly<Record<string, string | null>>;
  cc: Readonly<Record<string, string | null>>;
}

/** The list of procedures that are surgery, in every scheme. */
export const SURGERY = 'surgery';
