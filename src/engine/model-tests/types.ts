import type { Diagnostic, Location } from '../../language/diagnostic.ts';
import type { ExpectedFigure } from '../../language/agreement.ts';
import type { Constant } from '../../language/plan.ts';
import type { Reason } from '../types.ts';
import type { Problem } from './compare.ts';

/** A figure that is not what the test expects. */
export interface Failure {
  expected: ExpectedFigure;
  problem: Problem;
  /** Absent where there is no such row. */
  got?: Constant;
  /** Why it is unknown. */
  reason?: Reason;
  /** got − expected, where both are numbers. */
  difference?: string;
}

export interface TestResult {
  name: string;
  source?: string;
  at: Location;
  /** Figures compared. */
  figures: number;
  passed: boolean;
  failures: Failure[];
  /** Errors that kept the test from being computed: it has failed then. */
  diagnostics: Diagnostic[];
}
