/** What is wrong with a document: where in it, and what to do; given with the line of the file. */
import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import type { Diagnostic } from '../../../language/diagnostic.ts';
import { report } from './messages.ts';

export type Path = readonly (string | number)[];

export interface Problem {
  at: Path;
  code: Parameters<typeof report>[0];
  data: Record<string, string | number>;
}

export class Problems {
  readonly list: Problem[] = [];

  add(at: Path, code: Problem['code'], data: Problem['data'] = {}): void {
    this.list.push({ at, code, data });
  }
}

/** The first twenty, each with the place in the file nearest to what is meant. */
export function toDiagnostics(path: string, problems: readonly Problem[]): Diagnostic[] {
  if (problems.length === 0) return [];
  const counter = new LineCounter();
  const document = parseDocument(readFileSync(path, 'utf8'), {
    schema: 'failsafe',
    logLevel: 'error',
    lineCounter: counter,
  });
  return problems.slice(0, 20).map(({ at, code, data }) => {
    let offset = 0;
    for (let depth = at.length; depth > 0; depth -= 1) {
      const node = document.getIn(at.slice(0, depth), true) as
        { range?: [number, number, number] } | undefined;
      if (!node?.range) continue;
      offset = node.range[0];
      break;
    }
    const { line, col } = counter.linePos(offset);
    return report(code, { path, where: at.join('.') || '–', ...data }, { file: path, line, column: col });
  });
}

/** Some names, and that there are more. */
export function named(names: Iterable<string>): string {
  const all = [...names].sort();
  return all.length === 0 ? '–' : all.slice(0, 20).join(', ') + (all.length > 20 ? ', …' : '');
}
