/** What the typing of columns found, as diagnostics. */
import { distance } from 'fastest-levenshtein';
import type { MessageData } from '../../language/diagnostic.ts';
import type { PlanEntity } from '../../language/plan.ts';
import { typeWords } from './maps.ts';
import { formatsOf } from './parse.ts';
import type { Code, Problems } from './problems.ts';
import type { Target } from './targets.ts';

/** What the reading of one column found wrong: the first few in order of line, of `rounded` the first. */
export interface Finding {
  kind: 'unreadable' | 'too large' | 'no format' | 'rounded' | 'not allowed';
  total: number;
  first: { line: number; text: string }[];
}

/** How a target's column is called in messages, and which formats it was read by. */
export interface Shown {
  header: string;
  by?: string;
  formats: readonly string[];
}

const CODES: Record<Finding['kind'], Code> = {
  unreadable: 'cell-unreadable',
  'too large': 'cell-too-large',
  'no format': 'cell-no-format',
  'not allowed': 'cell-not-allowed',
  rounded: 'cell-rounded',
};

/** `shown` by the target's name; without it the column goes by that name. */
export function explain(
  entity: PlanEntity,
  file: string,
  typed: readonly { target: Target; findings: readonly Finding[] }[],
  shown: ReadonlyMap<string, Shown>,
  problems: Problems,
): void {
  for (const { target, findings } of typed) {
    const { header, by = '', formats } = shown.get(target.name) ?? { header: target.name, formats: [] };
    for (const finding of findings) {
      const data = (line: number, text: string): MessageData => ({
        text: shortened(text),
        header,
        line,
        entity: entity.name,
        name: target.name,
        by,
        ...typeWords(target.type),
        formats: (formats.length > 0 ? formats : formatsOf(target.type).slice(0, 1)).join(', '),
        ...near(target, text),
      });
      const first = finding.first[0];
      if (finding.kind === 'rounded') {
        if (!first) continue;
        const scale = target.type.kind === 'number' ? target.type.scale : 0;
        const counted = { ...data(first.line, first.text), total: finding.total, scale };
        problems.add('cell-rounded', counted, { file, line: first.line });
        continue;
      }
      const instances = finding.first.map(({ line, text }) => ({
        data: data(line, text),
        at: { file, line },
      }));
      problems.several(CODES[finding.kind], finding.total, instances, { file });
    }
  }
}

function near(target: Target, text: string): MessageData {
  if (!target.oneOf) return {};
  const allowed = target.oneOf.map((one) => `"${one}"`).join(', ');
  const [best] = target.oneOf
    .map((one) => ({ one, edits: distance(one.toLowerCase(), text.toLowerCase().slice(0, 200)) }))
    .sort((a, b) => a.edits - b.edits);
  if (!best || best.edits > Math.max(1, Math.floor(best.one.length / 3)))
    return { allowed, near: '', nearZh: '' };
  return { allowed, near: ` Did you mean "${best.one}"?`, nearZh: `是否指“${best.one}”？` };
}

/** A cell may hold a whole page; a message need not. */
export function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
