/** Failures. */
import type { Diagnostic } from '../../language/diagnostic.ts';
import type { Localized } from '../../language/plan.ts';

/** The body of every failure: what is wrong and the way out, in both languages. */
export interface Problem {
  code: string;
  message: Localized;
  diagnostics?: Diagnostic[];
}
