/** What the typing of columns found, as diagnostics. */
import { distance } from 'fastest-levenshtein';
import type { MessageData } from '../../language/diagnostic.ts';
import type { PlanEntity } from '../../language/plan.ts';
import { formatsOf, parseCell } from './parse.ts';
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

const CODES: Record<Exclude<Finding['kind'], 'unreadable'>, Code> = {
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
        formats: (formats.length > 0 ? formats : formatsOf(target.type).slice(0, 1)).join(', '),
        ...allowedWords(target),
      });
      const first = finding.first[0];
      if (finding.kind === 'rounded') {
        if (!first) continue;
        const scale = target.type.kind === 'number' ? target.type.scale : 0;
        const counted = { ...data(first.line, first.text), total: finding.total, scale };
        problems.add('cell-rounded', counted, { file, line: first.line });
        continue;
      }
      const code = finding.kind === 'unreadable' ? unreadable(target) : CODES[finding.kind];
      const instances = finding.first.map(({ line, text }) => {
        const near = code === 'cell-not-allowed' && nearlyAllowed(target, text);
        const other = finding.kind === 'unreadable' && otherFormats(target, text);
        return {
          data: { ...data(line, text), ...(near && { near }), ...(other && { other }) },
          at: { file, line },
          ...(near && { code: 'cell-nearly-allowed' as const }),
          ...(other && { code: `${target.type.kind as 'number' | 'date'}-other-format` as const }),
        };
      });
      problems.several(code, finding.total, instances, { file });
    }
  }
}

function unreadable({ type }: Target): Code {
  if (type.kind === 'date' || type.kind === 'boolean' || type.kind === 'duration')
    return `${type.kind}-unreadable`;
  return 'number-unreadable';
}

/** Formats by which the cell could be read, as a column map says them: $ or thousands, MM/DD/YYYY or DD/MM/YYYY. */
function otherFormats({ type }: Target, text: string): string | undefined {
  if (type.kind !== 'number' && type.kind !== 'date') return undefined;
  const fitting = formatsOf(type).filter((format) => parseCell(text.trim(), type, [format]).ok);
  return fitting.length > 0 ? fitting.map((format) => `\`format: ${format}\``).join(', ') : undefined;
}

function allowedWords({ oneOf }: Target): MessageData {
  return oneOf ? { allowed: oneOf.map((one) => `"${one}"`).join(', ') } : {};
}

/** The allowed value a cell may have meant: one or few letters off. */
function nearlyAllowed({ oneOf = [] }: Target, text: string): string | undefined {
  const cell = text.toLowerCase().slice(0, 200);
  const [best] = oneOf
    .map((one) => ({ one, edits: distance(one.toLowerCase(), cell) }))
    .sort((a, b) => a.edits - b.edits);
  return best && best.edits <= Math.max(1, Math.floor(best.one.length / 3)) ? best.one : undefined;
}

/** A cell may hold a whole page; a message need not. */
export function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
