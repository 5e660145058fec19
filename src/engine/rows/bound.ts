/** Rows from the contract's binding: `facts."<entity>"`, numbered in key order, with the references its columns hold. */
import type { PlanEntity } from '../../language/plan.ts';
import { describeTables } from '../../warehouse/columns.ts';
import { quoteIdentifier as q } from '../../warehouse/warehouse.ts';
import { LINE, referenceColumn, RID, SOURCE } from '../columns.ts';
import { sqlTypeOf } from '../lower/constants.ts';
import { report } from '../messages.ts';
import { LIMIT_64 } from '../lower/steps.ts';
import type { Work } from '../work.ts';
import type { Made } from './register.ts';
import { register } from './register.ts';
import { numbered, rowsTable } from './number.ts';

/** References to rows that are there already; others (of circles) are resolved later. */
export async function bindRows(work: Work, entity: PlanEntity): Promise<void> {
  const facts = `facts.${q(entity.name)}`;
  const has = await factColumns(work, entity.name);
  const columns: Made[] = [];
  const selected: string[] = [];
  const take = (made: Made, source: string) => {
    if (columns.some(({ name }) => name === made.name)) return;
    // −2^63 has no place in the language's 64 bits, and the reader uses 128 for it.
    const narrow = has.get(made.name) === 'BIGINT';
    columns.push(narrow ? { ...made, number: { bound: LIMIT_64, wide: false } } : made);
    selected.push(`${source} as ${q(made.name)}`);
  };
  const fact = (name: string, type: Made['type']) =>
    has.has(name) ? `f.${q(name)}` : `null::${typeof type === 'string' ? 'varchar' : sqlTypeOf(type)}`;
  for (const part of entity.key) take(part, fact(part.name, part.type));
  const joins: string[] = [];
  for (const reference of entity.references) {
    if (reference.kind !== 'column') continue;
    if (reference.to === 'party') {
      const column = has.has(`${reference.name}.id`) ? `${reference.name}.id` : reference.name;
      take({ name: reference.name, type: 'text' }, fact(column, 'text'));
      continue;
    }
    for (const { name, type } of referenceParts(work, entity, reference))
      take({ name, type }, fact(name, type));
    const target = work.store.entity(reference.to).rows;
    if (target === undefined) continue;
    const alias = `r${joins.length + 1}`;
    const on = referenceParts(work, entity, reference).map(
      ({ name, target: part }) => `${alias}.${q(part)} = ${has.has(name) ? `f.${q(name)}` : 'null'}`,
    );
    joins.push(`left join ${target} ${alias} on ${on.join(' and ')}`);
    take({ name: referenceColumn(reference.name), type: 'row' }, `${alias}.${RID}`);
  }
  for (const { name, type } of entity.facts) take({ name, type }, fact(name, type));
  for (const name of [SOURCE, LINE]) if (has.has(name)) selected.push(`f.${q(name)} as ${q(name)}`);
  const table = rowsTable(work, entity);
  const from = has.size > 0 ? `${facts} f` : `(select 1 where false) f`;
  const rows = `select ${selected.join(', ')} from ${from} ${joins.join(' ')}`;
  const order = entity.key.map((part) => q(part.name));
  const count = await work.run(`create table ${table} as ${numbered(rows, order)}`);
  await register(work, entity, table, count, columns);
  await checkReferences(work, entity);
}

/** The columns that hold a reference's key, with the key part of the target each is for. */
export function referenceParts(
  work: Work,
  entity: PlanEntity,
  reference: { name: string; to: string },
): { name: string; target: string; type: PlanEntity['key'][number]['type'] }[] {
  const target = work.store.entity(reference.to).entity;
  return target.key.map((part) => {
    const spelled = `${reference.name}.${part.name}`;
    // A group's key holds the reference under its own name where the target's key has one part.
    const own = entity.rows.kind !== 'bound' && entity.rows.kind !== 'referred';
    const inKey = own && entity.key.some(({ name }) => name === reference.name);
    return { name: inKey ? reference.name : spelled, target: part.name, type: part.type };
  });
}

/** Columns of the table the reader filled; none if the entity is not bound. */
export async function factColumns(work: Work, entity: string): Promise<ReadonlyMap<string, string>> {
  work.factColumns ??= await readFactColumns(work);
  return work.factColumns.get(entity) ?? new Map();
}

/** Of the tables that were read. */
async function readFactColumns(work: Work): ReturnType<typeof describeTables> {
  const read = work.agreement.plan.entities.filter(
    ({ name, rows }) =>
      rows.kind === 'bound' || (rows.kind === 'referred' && Object.hasOwn(work.agreement.bindings, name)),
  );
  return describeTables(
    work,
    read.map(({ name }) => ({ schema: 'facts', name })),
  );
}

const SHOWN = 20;

/**
 * A column that holds an id of no row is an error of the data, with file and line (docs/language.md §1). Rows without an id are counted: no
 * list of the target has them, so that what they hold is in none of its sums.
 */
export async function checkReferences(work: Work, entity: PlanEntity, table?: string): Promise<void> {
  const stored = work.store.entity(entity.name);
  const checks = entity.references.flatMap((reference) => {
    const column = stored.columns.get(referenceColumn(reference.name));
    if (reference.kind !== 'column' || !column || column.table !== (table ?? stored.rows)) return [];
    const parts = referenceParts(work, entity, reference);
    const given = parts.map(({ name }) => `${q(name)} is not null`).join(' and ');
    return [{ reference, parts, empty: `not (${given})`, where: `${given} and ${q(column.name)} is null` }];
  });
  if (checks.length === 0 || stored.rows === undefined) return;
  const from = table === undefined ? stored.rows : `${stored.rows} join ${table} using (${RID})`;
  const counts = checks.flatMap(({ where, empty }) =>
    [where, empty].map((one) => `count(*) filter (where ${one})`),
  );
  const [[total, ...found] = []] = await work.values(`select count(*), ${counts.join(', ')} from ${from}`);
  for (const [i, { reference, parts, where }] of checks.entries()) {
    const [count, without] = [Number(found[2 * i]), Number(found[2 * i + 1])];
    const data = { entity: entity.name, reference: reference.name, target: reference.to };
    if (without > 0)
      work.diagnostics.push(report('references-empty', { ...data, without, total: Number(total) }));
    if (count === 0) continue;
    const value = `concat_ws(',', ${parts.map(({ name }) => q(name)).join(', ')})`;
    const place = stored.entity.rows.kind === 'bound' || stored.entity.rows.kind === 'referred';
    const rows = await work.values(
      `select ${value}, ${place ? `${SOURCE}, ${LINE}` : 'null, null'} from ${from} where ${where} order by ${place ? `${SOURCE}, ${LINE}, ` : ''}${RID} limit ${SHOWN}`,
    );
    for (const [id, source, line] of rows) {
      const at = work.place(entity.name, source, line);
      work.diagnostics.push(report('dangling-reference', { ...data, value: String(id) }, at));
    }
    if (count > rows.length)
      work.diagnostics.push(report('dangling-references', { ...data, count, shown: rows.length }));
  }
}
