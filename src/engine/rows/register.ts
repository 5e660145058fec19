/** A finished table of rows in the store. */
import { quoteIdentifier as q } from '../../warehouse/warehouse.ts';
import type { PlanEntity, ScalarType } from '../../language/plan.ts';
import { kindOf } from '../lower/constants.ts';
import { LIMIT } from '../lower/steps.ts';
import type { NumberInfo, StepKind } from '../lower/steps.ts';
import type { Work } from '../work.ts';

/** A column of the new table: its name there, what it is, and how large its numbers are, as far as that is known. */
export interface Made {
  name: string;
  type: ScalarType | StepKind;
  number?: NumberInfo;
}

/** Rows from which measuring numbers pays: the size of what is there proves shorter ways of computing with it. */
const MANY = 500;

/** Puts a finished table of `count` rows into the store. */
export async function register(
  work: Work,
  entity: PlanEntity,
  table: string,
  count: number,
  columns: readonly Made[],
): Promise<void> {
  const stored = work.store.entity(entity.name);
  stored.rows = table;
  stored.count = count;
  const numbers: { name: string; number: NumberInfo }[] = [];
  for (const { name, type, number = UNMEASURED } of columns) {
    const kind = typeof type === 'string' ? type : kindOf(type);
    stored.columns.set(name, { table, name, kind, ...(kind === 'number' && { number }) });
    if (kind === 'number') numbers.push({ name, number });
  }
  if (numbers.length === 0 || count < MANY) return;
  const extremes = numbers.flatMap(({ name }) => [`min(${q(name)})`, `max(${q(name)})`]);
  const [found = []] = await work.values(`select ${extremes.join(', ')} from ${table}`);
  numbers.forEach(({ name, number }, i) => {
    const bound = found
      .slice(2 * i, 2 * i + 2)
      .map((v) => (typeof v === 'bigint' ? (v < 0n ? -v : v) : 0n))
      .reduce((a, b) => (a > b ? a : b));
    stored.columns.set(name, { table, name, kind: 'number', number: { bound, wide: number.wide } });
  });
}

const UNMEASURED: NumberInfo = { bound: LIMIT, wide: true };
