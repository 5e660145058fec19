/** One row per distinct key over the rows of another entity that pass `where`; and the reference from those rows to their group. */
import type { Expression, PlanEntity, Rows } from '../../language/plan.ts';
import { quoteIdentifier as q } from '../../warehouse/warehouse.ts';
import { referenceColumn, RID } from '../columns.ts';
import { Frame } from '../frame.ts';
import { lower } from '../lower/expression.ts';
import type { Output, Step } from '../lower/steps.ts';
import { sql } from '../lower/steps.ts';
import { report } from '../messages.ts';
import type { Store } from '../store.ts';
import type { Work } from '../work.ts';
import { register } from './register.ts';
import { numbered, rowsTable } from './number.ts';

type GroupRows = Extract<Rows, { kind: 'group' }>;

export async function groupRows(work: Work, entity: PlanEntity, rows: GroupRows): Promise<void> {
  const frame = Frame.of(work, 'me', rows.entity);
  const parts = rows.by.flatMap(({ value }) => spelledOut(work.store, value)).map((e) => lower(frame, e));
  const outputs: Output[] = [{ name: RID, step: frame.rid('me') }];
  // A row with an unknown key or `where` belongs to no group.
  const where = rows.where && lower(frame, rows.where);
  if (where) outputs.push({ name: 'chosen', step: where });
  parts.forEach((step, i) => {
    const value = where ? frame.steps.make(step.kind, sql`case when ${where} then ${step} end`, step) : step;
    outputs.push({ name: `k${i}`, step: value });
  });
  const keys = work.table();
  await work.run(`create table ${keys} as ${frame.select(outputs)}`);
  await sayLeftOut(work, entity, rows, keys, Boolean(where));
  const names = parts.map((_, i) => `k${i}`);
  const known = names.map((name) => `${name} is not null`).join(' and ');
  const selected = entity.key.map((part, i) => `k${i} as ${q(part.name)}`);
  const table = rowsTable(work, entity);
  const distinct = `select distinct ${selected.join(', ')} from ${keys} where ${known}`;
  const order = entity.key.map((part) => q(part.name));
  const count = await work.run(`create table ${table} as ${numbered(distinct, order)}`);
  const made = entity.key.map((part, i) => {
    const { bound, wide } = parts[i] as Step;
    return { ...part, number: { bound, wide } };
  });
  await register(work, entity, table, count, made);

  const reference = work.table();
  const on = entity.key.map((part, i) => `g.${q(part.name)} = k.k${i}`).join(' and ');
  await work.run(
    `create table ${reference} as select k.${RID}, g.${RID} as ref from ${keys} k join ${table} g on ${on}; drop table ${keys}`,
  );
  for (const { name, to, kind } of work.store.entity(rows.entity).entity.references) {
    if (kind !== 'group' || to !== entity.name) continue;
    work.store
      .entity(rows.entity)
      .columns.set(referenceColumn(name), { table: reference, name: 'ref', kind: 'row' });
  }
}

/** Rows that belong to no group though `where` does not refuse them are counted, with the parts of the key that are unknown: what they hold is in no sum over groups. */
async function sayLeftOut(
  work: Work,
  entity: PlanEntity,
  { entity: of }: GroupRows,
  keys: string,
  chosen: boolean,
): Promise<void> {
  const wanted = chosen ? 'chosen is distinct from false' : 'true';
  const nulls = entity.key.map((_, i) => `k${i} is null`);
  const counts = [
    'count(*)',
    `count(*) filter (where ${nulls.join(' or ')})`,
    ...(chosen ? ['count(*) filter (where chosen is null)'] : []),
    ...nulls.map((unknown) => `count(*) filter (where ${chosen ? 'chosen and ' : ''}${unknown})`),
  ];
  const [[total, count, ...by] = []] = await work.values(
    `select ${counts.join(', ')} from ${keys} where ${wanted}`,
  );
  if (Number(count) === 0) return;
  const names = [...(chosen ? ['where'] : []), ...entity.key.map(({ name }) => name)];
  const parts = names.flatMap((name, i) => (Number(by[i]) > 0 ? [`${name} (${by[i]})`] : [])).join(', ');
  const data = { entity: entity.name, of, total: Number(total), count: Number(count), parts };
  work.diagnostics.push(report('group-unknown', data, entity.origin));
}

/** A part of a key that is a reference stands for the key parts of the row it leads to. */
export function spelledOut(store: Store, e: Expression): Expression[] {
  if (e.type.kind !== 'reference' || e.op !== 'column') return [e];
  const target = store.entity(e.type.entity).entity;
  const path = [...e.path, e.name];
  return target.key.map((part) => ({
    op: 'column',
    row: e.row,
    path,
    entity: target.name,
    name: part.name,
    type: part.type,
  }));
}
