/** Facts that are columns of a method's result, matched by key (`docs/language.md` §6, `facts:` of a binding). */
import type { Plan, PlanEntity, PlanFact } from '../../language/plan.ts';
import type { Source } from '../../language/agreement.ts';
import type { ColumnType } from '../../warehouse/warehouse.ts';
import { quoteIdentifier, quoteTable } from '../../warehouse/warehouse.ts';
import type { Reading } from './readers/reader.ts';
import type { Sandbox } from './readers/sql.ts';
import { placeValues } from './runs.ts';
import { readSource } from './source.ts';
import { staging } from './staging.ts';
import { targetsOf } from './targets.ts';
import { LINE } from './types.ts';
import type { SourceRead } from './types.ts';

/** A fact's values by key in the staging catalog: columns `k0`, `k1` … and `value`. */
export interface ResultColumn {
  fact: PlanFact;
  type: ColumnType;
  table: string;
  result: string;
  source: Source;
  read: SourceRead;
  /** Key parts that rows are matched by, in the order of `k0`, `k1` … */
  by: readonly string[];
}

export async function readResultFact(
  plan: Plan,
  entity: PlanEntity,
  given: { fact: string; by: readonly string[]; source: Source },
  place: number,
  reading: Reading,
  sandbox: Sandbox,
): Promise<ResultColumn | undefined> {
  const { warehouse, problems } = reading;
  const { source } = given;
  const all = targetsOf(plan, entity);
  const keys = given.by.flatMap((part) => all.find(({ name, isKey }) => isKey && name === part) ?? []);
  const target = all.find(({ name }) => name === given.fact);
  const fact = entity.facts.find(({ name }) => name === given.fact);
  if (!fact || !target || keys.length === 0 || source.kind === 'rows') return undefined;
  const part = await readSource(entity, [...keys, target], source, place, reading, sandbox);
  if (part.query === undefined) return undefined;
  const table = quoteTable(staging(`fact_${place}`));
  const parts = keys.map(({ name }, k) => `${quoteIdentifier(name)} as k${k}`);
  await warehouse.run(
    `create table ${table} as select ${[...parts, `${quoteIdentifier(fact.name)} as value`, LINE].join(', ')} from (${part.query})`,
  );
  await part.release();
  const key = keys.map((_, k) => `k${k}`).join(', ');
  const twice = await warehouse.values(
    `select min(${LINE}) as first, max(${LINE}) as last, count(*) over () from ${table} group by ${key} having count(*) > 1 order by first limit 1`,
  );
  const [repeated] = twice;
  if (repeated) {
    const [line = 0, other = 0, count = 0] = repeated.map(Number);
    const by = given.by.join(', ');
    const data = { file: part.read.file, entity: entity.name, name: fact.name, by, line, other, count };
    problems.add('result-key-twice', data, source.at);
  }
  const result = part.read.file.replace(/\.parquet$/, '');
  return {
    fact,
    type: part.types[fact.name] ?? 'varchar',
    table,
    result,
    source,
    read: part.read,
    by: keys.map(({ name }) => name),
  };
}

/** Writes the values into the fact's column, and says how many rows found none and how many values found no row. */
export async function placeResultFact(
  entity: PlanEntity,
  column: ResultColumn,
  { warehouse, problems }: Reading,
): Promise<SourceRead> {
  const found = await placeValues(
    warehouse,
    { entity: entity.name, key: column.by },
    column.fact.name,
    column.table,
  );
  if (found.without > 0 || found.unused > 0) {
    const data = { result: column.result, entity: entity.name, name: column.fact.name, ...found };
    problems.add('result-partly', data, column.source.at);
  }
  return {
    ...column.read,
    kept: found.values - found.unused,
    leftOut: column.read.read - found.values + found.unused,
  };
}
