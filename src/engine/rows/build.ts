/** Makes the rows of an entity: a table with `rid` (1 … n in key order), the key, facts, and references known by then. */
import type { PlanEntity } from '../../language/plan.ts';
import { RID } from '../columns.ts';
import type { Work } from '../work.ts';
import { bindRows } from './bound.ts';
import { eachRows } from './each.ts';
import { groupRows } from './group.ts';
import { rowsTable } from './number.ts';
import { referredRows } from './referred.ts';
import { register } from './register.ts';

export async function makeRows(work: Work, entity: PlanEntity): Promise<void> {
  work.begin(entity.name);
  switch (entity.rows.kind) {
    case 'root': {
      const table = rowsTable(work, entity);
      await work.run(`create table ${table} as select 1::integer as ${RID}`);
      return register(work, entity, table, 1, []);
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
