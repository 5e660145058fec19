/**
 * A DIP scheme as a document: a catalogue of groups and the rules they are used by. A city's variant is another document of the same shape,
 * and so is version 2.0 beside 1.0; the grouper knows none of them.
 *
 * National technical specification for DIP (国家医疗保障按病种分值付费技术规范, 医保办发〔2020〕50 号): a core group (核心病种) is a principal
 * diagnosis by its first five characters with a set of procedures and at least 15 cases; fewer cases are gathered in comprehensive groups
 * (综合病种) by the diagnosis's category and the manner of treatment. Auxiliary directories (辅助目录) correct a group for age, severity and
 * comorbidity; of several that fit the highest factor holds.
 */

export interface DipScheme {
  groups: readonly DipGroup[];
  rules: DipRules;
}

export type DipKind = 'core' | 'conservative' | 'comprehensive';

/** Manners of treatment, from the least to the most: `procedure` is any, where nobody says of which kind it is. */
export const TREATMENTS = ['conservative', 'procedure', 'diagnostic', 'therapeutic', 'surgery'] as const;
export type Treatment = (typeof TREATMENTS)[number];

export interface DipGroup {
  code: string;
  title?: string;
  /** Beginning of the principal diagnosis: `I25.1` for a core group, `I25` for a comprehensive one, which may be a range, `I20-I25`. */
  diagnosis: string;
  kind: DipKind;
  /** All of these must be met, each by one of its alternatives; empty for conservative treatment. A part stands for all codes that begin with it. */
  procedures: readonly (readonly string[])[];
  /** Of a comprehensive group; `procedure` takes all that are not conservative. */
  treatment?: Treatment;
  /** Mean fee of the group, exact decimal text; the weight is this over the mean of all. */
  mean?: string;
  weight?: string;
  cases?: number;
}

/** What decides between core groups that fit alike; the fee, then the code, decide last. */
export const PREFERENCES = ['main', 'parts', 'matched', 'exact'] as const;

export interface DipRules {
  source: string;
  /** Characters of a principal diagnosis that make a core group, and a comprehensive one. */
  diagnosis: number;
  category: number;
  /** Fewest cases of a core group. */
  least: number;
  /** Weights of the years a catalogue is made of, the earliest first. */
  years: readonly string[];
  /**
   * `main`: the group has the main procedure; `parts`: the group has most procedures; `matched`: most of the case's own are met; `exact`: its
   * codes are the longest, so that 32.4100x002 goes before 32.4100. That decides last, before the fee, where it is not named.
   */
  prefer: readonly (typeof PREFERENCES)[number][];
  /** Whether a case whose procedures fit no core group of its diagnosis may be grouped as treated conservatively. */
  conservative: 'always' | 'without-procedures';
  /** Beginnings of procedure codes by manner of treatment; without it, procedures are just procedures. */
  treatments: Partial<Record<Treatment, readonly string[]>>;
  /** Lists of beginnings of diagnoses that directories name. */
  lists: Readonly<Record<string, readonly string[]>>;
  auxiliary: readonly Directory[];
  /** Factors that hold for a group alone, in place of the entry's own. */
  factors: readonly { group: string; directory: string; entry: string; factor: string }[];
}

/** An auxiliary directory: the first of its entries that a case fits is the case's. */
export interface Directory {
  name: string;
  title?: { en: string; zh: string };
  entries: readonly Entry[];
}

export interface Entry {
  name: string;
  title?: { en: string; zh: string };
  /** All must be met; what is not known of a case is not met. */
  when: Condition;
  /** Exact decimal text. Without it the entry holds only for groups that `factors` names. */
  factor?: string;
}

/** Half-open; `null` is open. */
export type Range = readonly [number | null, number | null];

/** In years `age`, under a year in days `days`; `stay` in days, `icu` in hours. */
export interface Condition {
  age?: Range;
  days?: Range;
  stay?: Range;
  icu?: Range;
  died?: boolean;
  /** Charlson index by Quan's codes, of the diagnoses besides the principal one. */
  charlson?: Range;
  /** Fee over the group's mean. */
  ratio?: Range;
  /** The principal diagnosis is in the list of this name. */
  principal?: string;
  /** One of the other diagnoses is. */
  other?: string;
}

/** The national specification's own figures; it leaves directories and their factors to the city's data. */
export const NATIONAL: DipRules = {
  source: '国家医疗保障按病种分值付费（DIP）技术规范，医保办发〔2020〕50 号',
  diagnosis: 5,
  category: 3,
  least: 15,
  years: ['1', '2', '7'],
  prefer: ['parts', 'matched'],
  conservative: 'always',
  treatments: {},
  lists: {},
  auxiliary: [],
  factors: [],
};
