/** What if, and what matters most. */
import type { Diagnostic } from '../../language/diagnostic.ts';
import type { Localized, ScalarType } from '../../language/plan.ts';
import type { Scenario } from '../../engine/types.ts';

/** GET /runs/:run/levers: what can be moved, with a sensible range (from its type, its values and the model's bounds). */
export interface Levers {
  levers: {
    parameter: string;
    title: Localized;
    type: ScalarType;
    unit: string | null;
    /** As written in a contract, and as decimal digits. */
    written: string;
    value: string;
    low: string;
    high: string;
    step: string;
    changed: boolean;
    unverified: boolean;
  }[];
  /** Tables and records with more figures than can be moved one by one. */
  others: { parameter: string; title: Localized; figures: number }[];
}
/** POST /runs/:run/what-if {set: {parameter: written}} (one scenario). */
export interface WhatIf {
  scenario: Scenario;
  diagnostics: Diagnostic[];
}
/**
 * GET /runs/:run/sensitivity?payment: each lever 10 % down and up (or its neighbours), the largest effect first. Each answer has what is known
 * by then; asked again, more is tried, until `tried` is `of`.
 */
export interface Sensitivity {
  payment: string;
  amount: string;
  /** Levers tried, of all there are. */
  tried: number;
  of: number;
  bars: {
    parameter: string;
    title: Localized;
    /** Of `low` and `high`. */
    type: ScalarType;
    low: string;
    high: string;
    atLow: string | null;
    atHigh: string | null;
  }[];
}
