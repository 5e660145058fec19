/** Why a figure is what it is, and what would change it. */
import type { Localized, ScalarType } from '../../language/plan.ts';
import type { Explanation as Explained, Status } from '../../engine/types.ts';

/** A figure explained, and every formula in it in the reader's words. */
export interface Explanation extends Omit<Explained, 'children'> {
  words?: Localized;
  children: Explanation[];
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
