/** An entity that is not bound and has no facts: a row for each distinct id that columns of references to it hold. */
import type { PlanEntity } from '../../language/plan.ts';
import { quoteIdentifier as q } from '../../warehouse/warehouse.ts';
import { sqlTypeOf } from '../lower/constants.ts';
import type { Work } from '../work.ts';
import { factColumns, referenceParts } from './bound.ts';
import { register } from './register.ts';
import { numbered, rowsTable } from './number.ts';

export async function referredRows(work: Work, entity: PlanEntity): Promise<void> {
  const sources: string[] = [];
  for (const { entity: from } of work.store.entities()) {
    const has = await factColumns(work, from.name);
    for (const reference of from.references) {
      if (reference.kind !== 'column' || reference.to !== entity.name || has.size === 0) continue;
      const parts = referenceParts(work, from, reference).map(({ name }) => name);
      if (!parts.every((name) => has.has(name))) continue;
      const known = parts.map((name) => `${q(name)} is not null`).join(' and ');
      sources.push(`select ${parts.map(q).join(', ')} from facts.${q(from.name)} where ${known}`);
    }
  }
  const names = entity.key.map((_, i) => `k${i}`);
  const all =
    sources.length > 0
      ? sources.join(' union all ')
      : `select ${names.map((n) => `null as ${n}`).join(', ')} where false`;
  const selected = entity.key.map((part, i) => `k${i}::${sqlTypeOf(part.type)} as ${q(part.name)}`);
  const keys = `select distinct ${selected.join(', ')} from (${all}) a(${names.join(', ')})`;
  const table = rowsTable(work, entity);
  const order = entity.key.map((part) => q(part.name));
  const count = await work.run(`create table ${table} as ${numbered(keys, order)}`);
  await register(work, entity, table, count, entity.key);
}
