/** What the typing of columns found, as diagnostics. */
import { distance } from 'fastest-levenshtein';
import type { MessageData } from '../../language/diagnostic.ts';
import type { PlanEntity } from '../../language/plan.ts';
import { typeWords } from './maps.ts';
import { formatsOf } from './parse.ts';
import type { Code, Problems } from './problems.ts';
import type { Columns } from './source.ts';
import type { Target } from './targets.ts';
import type { Finding, Typed, TypedColumn } from './typing.ts';

const CODES: Record<Finding['kind'], Code> = {
  unreadable: 'cell-unreadable',
  'too large': 'cell-too-large',
  'no format': 'cell-no-format',
  'not allowed': 'cell-not-allowed',
  rounded: 'cell-rounded',
};

export function explain(
  entity: PlanEntity,
  file: string,
  typed: readonly TypedColumn[],
  columns: Columns,
  problems: Problems,
): void {
  for (const { target, findings } of typed) {
    const column = columns.typed.find((c) => c.target === target);
    const header = columns.labels.get(target.name) ?? target.name;
    for (const finding of findings) {
      const data = (line: number, text: string): MessageData => ({
        text: shortened(text),
        header,
        line,
        entity: entity.name,
        name: target.name,
        by: columns.labels.get(`${target.name} by`) ?? '',
        ...typeWords(target.type),
        formats: formatsUsed(target, column),
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

function formatsUsed(target: Target, column: Typed | undefined): string {
  const formats = column?.map?.formats ?? [];
  const by = Object.values(column?.map?.formatBy?.cases ?? {}).flat();
  const used = [...new Set([...formats, ...by])];
  return (used.length > 0 ? used : formatsOf(target.type).slice(0, 1)).join(', ');
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
