/** Collects diagnostics, at most `LISTED` of a kind and source: a million bad cells are one wrong column. */
import type { Diagnostic, Location, MessageData } from '../../language/diagnostic.ts';
import { reporter } from '../../language/diagnostic.ts';
import { messages } from './messages.ts';

export const LISTED = 20;

export type Code = keyof typeof messages;

const report = reporter(messages);

interface Instance {
  data: MessageData;
  at?: Location;
  /** Where this one is said in other words. */
  code?: Code;
}

export class Problems {
  readonly diagnostics: Diagnostic[] = [];

  add(code: Code, data: MessageData, at?: Location): void {
    this.diagnostics.push(report(code, data, at));
  }

  /** `total` problems of a kind in one source, of which (some of) the first are given. */
  several(code: Code, total: number, first: readonly Instance[], at: Location): void {
    for (const one of first.slice(0, LISTED)) this.add(one.code ?? code, one.data, one.at);
    const more = total - Math.min(first.length, LISTED);
    if (more > 0) {
      const severity = messages[code].severity === 'error' ? 'more-errors' : 'more-notes';
      this.add(severity, { code, more, total }, { file: at.file });
    }
  }

  get failed(): boolean {
    return this.diagnostics.some((d) => d.severity === 'error');
  }
}
