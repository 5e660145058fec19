/** Thrown to leave a formula at its first mistake; caught where the formula began. */
import type { Diagnostic } from '../diagnostic.ts';

export class Failure {
  readonly diagnostic: Diagnostic;
  constructor(diagnostic: Diagnostic) {
    this.diagnostic = diagnostic;
  }
}
