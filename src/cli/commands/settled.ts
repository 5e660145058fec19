/** What a settled run pays for each case, as the table of payments that costing reads: `case_id`, `payment`. */
import { writeFile } from 'node:fs/promises';
import { add, decimal, decimalText, roundHalfUp, ZERO } from '../../engine/decimal.ts';
import type { Run } from '../../engine/types.ts';
import { renderConstant } from '../../language/value.ts';
import { CallError, report } from '../arguments.ts';

const ENTITY = 'case';
/** Digits of the data's money. */
const SCALE = 4;

/** The sum of terms (or facts) of the run's cases; a case of which one is undetermined has no payment there. */
export async function writeSettled(run: Run, terms: readonly string[], file: string): Promise<void> {
  const { figureOf, ourRows } = await import('../../engine/reconcile/index.ts');
  const sums = new Map<string, ReturnType<typeof decimal> | null>();
  for (const name of terms.map((term) => term.trim())) {
    const figure = figureOf(run, { entity: ENTITY, term: name });
    if ('near' in figure)
      throw new CallError(
        report('bad-option', { option: '--settled-terms', value: figure.name, form: figure.near }),
      );
    if (figure.type.kind !== 'number')
      throw new CallError(report('bad-option', { option: '--settled-terms', value: name, form: 'money' }));
    for (const { key, value } of await ourRows(run, figure, 1)) {
      const sum = sums.has(key) ? (sums.get(key) ?? null) : ZERO;
      const text = value === null ? null : String(renderConstant(value, figure.type));
      sums.set(key, sum === null || text === null ? null : add(sum, decimal(text)));
    }
  }
  const lines = [...sums].map(
    ([key, sum]) =>
      `"${key.replaceAll('"', '""')}",${sum === null ? '' : decimalText(roundHalfUp(sum, SCALE))}\n`,
  );
  await writeFile(file, `case_id,payment\n${lines.join('')}`);
}
