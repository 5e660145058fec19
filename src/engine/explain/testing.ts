/** For tests: an explanation of a run, and its children as a reader would note them. */
import type { Explanation, Run } from '../types.ts';
import { explain } from './index.ts';

export async function whyIn(
  run: Run,
  entity: string,
  key: string,
  term: string,
  depth?: number,
): Promise<Explanation> {
  const { value, diagnostics } = await explain(run, {
    entity,
    key,
    term,
    ...(depth !== undefined && { depth }),
  });
  if (!value) throw new Error(diagnostics.map(({ message }) => message.en).join('\n'));
  return value;
}

/** "fact paid = 40" of each child; of other rows "fact factor of region n = 1.25", of tables the row that matched. */
export function lines(figure: Explanation): string[] {
  return figure.children.map(({ kind, entity, key, name, value, matched, from }) => {
    const of = key === figure.key && entity === figure.entity ? '' : ` of ${entity} ${key}`;
    const row = matched === undefined ? '' : ` [${matched}]`;
    return `${kind} ${name}${of} = ${String(value)}${row}${from ? ` since ${from}` : ''}`;
  });
}
