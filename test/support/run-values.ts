/** Values of a run for comparison with published ones: exact decimal digits, dates and words, `null` where unknown. */
import type { Diagnostic } from '../../src/language/diagnostic.ts';
import { checkContract } from '../../src/language/index.ts';
import { renderConstant } from '../../src/language/value.ts';
import { RID } from '../../src/engine/columns.ts';
import { constantOfCell } from '../../src/engine/explain/rows.ts';
import { settle } from '../../src/engine/index.ts';
import { reopen } from '../../src/engine/reopen.ts';
import type { Run } from '../../src/engine/types.ts';
import { quoteIdentifier } from '../../src/warehouse/warehouse.ts';

export type Values = Record<string, string | null>;

/** Checks and settles a contract into `output`; an error of the document or of the data fails the test with its words. */
export async function settled(contract: string, output: string): Promise<Run> {
  const checked = checkContract(contract);
  refuse(checked.diagnostics);
  const result = await settle(checked.value!, { output });
  refuse(result.diagnostics);
  return result.value!;
}

function refuse(diagnostics: readonly Diagnostic[]): void {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0)
    throw new Error(errors.map(({ message, at }) => `${at?.file}:${at?.line} ${message.en}`).join('\n'));
}

/** Facts and terms of every row of an entity, by key with its parts joined by commas. */
export async function valuesOf(
  run: Run,
  name: string,
  columns: readonly string[],
): Promise<Map<string, Values>> {
  const entity = run.plan.entities.find((e) => e.name === name)!;
  const types = columns.map((column) => {
    const found = [...entity.terms, ...entity.facts, ...entity.elements].find((c) => c.name === column);
    if (!found) throw new Error(`${name} has no ${column}`);
    return found.type;
  });
  const work = await reopen(run);
  try {
    const keys = entity.key.map((part) => part.name);
    const list = [...keys, ...columns].map(quoteIdentifier).join(', ');
    const cells = await work.values(`select ${list} from ${work.store.entity(name).rows} order by ${RID}`);
    return new Map(
      cells.map((row) => {
        const text = (i: number, type = types[i - keys.length]!) => {
          const constant = constantOfCell(row[i], type);
          return constant === null ? null : renderConstant(constant, type);
        };
        const key = entity.key.map((part, i) => text(i, part.type)).join(',');
        return [key, Object.fromEntries(columns.map((column, i) => [column, text(keys.length + i)]))];
      }),
    );
  } finally {
    work.warehouse.close();
  }
}
