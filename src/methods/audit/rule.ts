/**
 * What a rule is: a definition as data (what it finds, why that is suspect, where it is written, its thresholds, what spares a case), and the SQL that
 * finds it. A rule says that something should be looked at; whether it is a breach a person decides.
 */
import type { Localized } from '../../language/plan.ts';
import type { Values } from './values.ts';
import { LINES } from '../method.ts';

export const FAMILIES = [
  'low-threshold',
  'split-stay',
  'upcoding',
  'coding',
  'shifting',
  'selection',
  'service',
  'conflict',
  'overlap',
  'duplicate',
] as const;
export type Family = (typeof FAMILIES)[number];

/** `breach`: the record contradicts itself or a rule; `suspect`: likely, needs the medical record; `hint`: worth a look among others. */
export const SEVERITIES = ['breach', 'suspect', 'hint'] as const;
export type Severity = (typeof SEVERITIES)[number];

export interface Parameter {
  name: string;
  /** A list of `codes` matches without dots and case; a code that ends in `*` stands for all that begin with it. */
  type: 'integer' | 'decimal' | 'codes' | 'texts';
  label: Localized;
  /** As text; items of lists with blanks or commas between. */
  default: string;
  source: string;
  /** No text was seen that says this number: agree on it before using it. */
  unverified?: true;
}

export interface Rule {
  /** `family.name`. */
  id: string;
  family: Family;
  severity: Severity;
  title: Localized;
  /** The definition in words, with its thresholds as `{parameter}`. */
  about: Localized;
  /** What is not found although it looks alike, and why. */
  guard: Localized;
  /** What a finding says of itself: `{measure}`, `{expected}`, `{detail}`. */
  says: Localized;
  source: string;
  parameters: readonly Parameter[];
  /** Canonical tables without which it cannot look. */
  reads: readonly string[];
  /** Needs cases with a group; `levels`: of CHS-DRG's form (`ES31`: adjacent group and level of complication). */
  needs?: 'groups' | 'levels';
  /** Whose money `amount` of a finding is. */
  money: 'fund' | 'person' | 'none';
  find(context: RuleContext): Search | Promise<Search>;
}

/** Tables are SQL names. */
export interface RuleContext {
  /** Stays: columns of `cases.ts`. Those with `current` were discharged in the period; others are there to be compared. */
  cases: string;
  /** Groups' usual cost and stay: `norms.ts`. */
  norms: string;
  table(name: string): string;
  period: { from: string; to: string };
  values: Values;
  /** Query of rows, for what is computed outside SQL. */
  rows(sql: string): Promise<Record<string, unknown>[]>;
}

export interface Search {
  /**
   * A query, a row for each hit: columns of `HIT`. One with a `guard` (a code of GUARDS) is spared: counted, and no finding. More columns are for
   * `evidence`.
   */
  hits: string;
  /** Queries over the hits that stand: `subject` and columns of `LINE`. The amounts of counted lines add up to the finding's. */
  evidence(hits: string): string[];
}

/**
 * `subject` tells findings of the rule apart; `hospital_id` may not be unknown; `measure` and `expected` are decimals: what was found, and the
 * threshold or norm it was held against.
 */
export const HIT = [
  'subject',
  'hospital_id',
  'insurance_type',
  'case_id',
  'person_id',
  'finding_date',
  'related',
  'measure',
  'expected',
  'detail',
  'guard',
] as const;

/** Of `LINES` all but the key, which the rule's name and the subject make. */
export const LINE = LINES.filter((name) => name !== 'key').map((name) =>
  name === 'table' ? '"table"' : name,
);
