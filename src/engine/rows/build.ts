/** Makes the rows of an entity: a table with `rid` (1 … n in key order), the key, facts, and references known by then. */
import { quoteIdentifier as q } from '../../warehouse/warehouse.ts';
import type { PlanEntity, ScalarType } from '../../language/plan.ts';
import { RID } from '../columns.ts';
import { kindOf } from '../lower/constants.ts';
import { LIMIT, LIMIT_64 } from '../lower/steps.ts';
import type { StepKind } from '../lower/steps.ts';
import type { Work } from '../work.ts';
import { bindRows } from './bound.ts';
import { eachRows } from './each.ts';
import { groupRows } from './group.ts';
import { referredRows } from './referred.ts';

/** A column of the new table: its name there, and what it is. */
export interface Made {
  name: string;
  type: ScalarType | StepKind;
}

export async function makeRows(work: Work, entity: PlanEntity): Promise<void> {
  work.begin(entity.name);
  switch (entity.rows.kind) {
    case 'root': {
      const table = work.table();
      await work.run(`create table ${table} as select 1::integer as ${RID}`);
      return register(work, entity, table, []);
    }
    case 'bound':
      return bindRows(work, entity);
    case 'referred':
      return Object.hasOwn(work.agreement.bindings, entity.name)
        ? bindRows(work, entity)
        : referredRows(work, entity);
    case 'group':
      return groupRows(work, entity, entity.rows);
    case 'each':
      return eachRows(work, entity, entity.rows);
  }
}

/** Puts a finished table into the store; the size of numbers is measured, so that short ways can be proved later. */
export async function register(
  work: Work,
  entity: PlanEntity,
  table: string,
  columns: readonly Made[],
): Promise<void> {
  const stored = work.store.entity(entity.name);
  stored.rows = table;
  const kinds = columns.map(({ name, type }) => ({
    name,
    kind: typeof type === 'string' ? type : kindOf(type),
  }));
  const numbers = kinds.filter(({ kind }) => kind === 'number');
  const extremes = numbers.flatMap(({ name }) => [
    `min(${q(name)})`,
    `max(${q(name)})`,
    `typeof(any_value(${q(name)}))`,
  ]);
  const [found = []] = await work.values(`select ${['count(*)', ...extremes].join(', ')} from ${table}`);
  stored.count = Number(found[0]);
  for (const { name, kind } of kinds) stored.columns.set(name, { table, name, kind });
  numbers.forEach(({ name }, i) => {
    const [low, high, type] = found.slice(1 + 3 * i, 4 + 3 * i);
    const size = [low, high].map((v) => (typeof v === 'bigint' ? (v < 0n ? -v : v) : 0n));
    const bound = size.reduce((a, b) => (a > b ? a : b));
    const wide = type === 'HUGEINT' || bound > LIMIT_64;
    stored.columns.set(name, {
      table,
      name,
      kind: 'number',
      number: { bound: bound > LIMIT ? LIMIT : bound, wide },
    });
  });
}
