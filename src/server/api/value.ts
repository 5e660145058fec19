/** Reports of outcomes and cost. */
import type { Localized } from '../../language/plan.ts';
import type { ValueReport } from '../../methods/value/report.ts';

/** GET /value: reports of `openvbp value … -o report.json` below the folder, newest first. */
export interface ValueCard {
  file: string;
  condition: string;
  title: Localized;
  period: { from: string; to: string };
  asOf: string;
  providers: number;
  cycles: number;
  written: string;
}
/** GET /value/:file: one of them, and words for its codes. Figures are floating point, sums of money exact (`docs/guide`). */
export interface Value {
  report: ValueReport;
  words: {
    /** Why something is not known, or not looked at. */
    reasons: Record<string, Localized>;
    /** Parts of the cost. */
    parts: Record<string, Localized>;
    /** What the amounts are: paid, allowed, charged. */
    basis: Localized;
    /** How it was measured, sentence by sentence. */
    notes: Localized[];
  };
}
