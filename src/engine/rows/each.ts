/** One row per row of a parent and element of a list (docs/language.md §1, `each`). */
import type { PlanEntity, Rows } from '../../language/plan.ts';
import { quoteIdentifier as q } from '../../warehouse/warehouse.ts';
import { referenceColumn, RID } from '../columns.ts';
import { Frame } from '../frame.ts';
import { constant, sqlTypeOf } from '../lower/constants.ts';
import { integer } from '../lower/integers.ts';
import { dated, lower } from '../lower/expression.ts';
import type { Output } from '../lower/steps.ts';
import { report } from '../messages.ts';
import type { Work } from '../work.ts';
import { Stopped } from '../work.ts';
import type { Made } from './register.ts';
import { register } from './register.ts';
import { numbered, rowsTable } from './number.ts';

type EachRows = Extract<Rows, { kind: 'each' }>;

/** More elements in all are taken for a mistake in a bound. */
const LIMIT = 100_000_000;

/** Elements of a parent as a query from `s`: `parent` and one column per element column. */
interface Elements {
  query: string;
  columns: Made[];
  /** Of a list that every parent has whole: how long it is. The query then has each element's `place` in it, from 1. */
  length?: number;
}

export async function eachRows(work: Work, entity: PlanEntity, rows: EachRows): Promise<void> {
  const parent = work.store.entity(rows.parent);
  const { query, columns, length } = await elements(work, entity, rows);
  const made: Made[] = [];
  const selected: string[] = [];
  const take = (column: Made, text: string) => {
    if (made.some(({ name }) => name === column.name)) return;
    made.push(column);
    selected.push(`${text} as ${q(column.name)}`);
  };
  const parentKey = parent.entity.key;
  entity.key.forEach((part, i) => {
    const own = parentKey[i];
    const number = own && work.store.column(rows.parent, own.name).number;
    if (own) take({ ...part, ...(number && { number }) }, `p.${q(own.name)}`);
    else take(part, `e.${q(columns[i - parentKey.length]?.name ?? '')}`);
  });
  for (const column of columns) take(column, `e.${q(column.name)}`);
  for (const { name, kind } of entity.references) {
    if (kind === 'parent') take({ name: referenceColumn(name), type: 'row' }, 'e.parent');
  }
  const from = `(${query}) e join ${parent.rows} p on p.${RID} = e.parent`;
  // Key parts of the parent are all in the table of its rows, which stand in key order.
  const first = columns[0]?.name;
  const order = ['e.parent', ...(first === undefined ? [] : [`e.${q(first)}`])];
  const table = rowsTable(work, entity);
  const list = selected.join(', ');
  // Parents are numbered without gaps: where each has the whole list, nothing need be sorted.
  const all =
    length === undefined
      ? numbered(`select ${list} from ${from}`, order)
      : `select ((e.parent::bigint - 1) * ${length} + e.place)::integer as ${RID}, ${list} from ${from}`;
  const count = await work.run(`create table ${table} as ${all}`);
  await register(work, entity, table, count, made);
}

async function elements(work: Work, entity: PlanEntity, rows: EachRows): Promise<Elements> {
  const frame = Frame.of(work, 'me', rows.parent);
  const outputs: Output[] = [{ name: 'parent', step: frame.rid('me') }];
  const { list, variable } = rows;
  const part = entity.key.at(-1)?.name ?? variable;
  switch (list.kind) {
    case 'range':
    case 'months':
    case 'years': {
      outputs.push({ name: 'a', step: lower(frame, list.from) }, { name: 'b', step: lower(frame, list.to) });
      const bounds = work.table();
      await work.run(`create table ${bounds} as ${frame.select(outputs)}`);
      const range = list.kind === 'range';
      const months = list.kind === 'years' ? 12 : 1;
      const length = range
        ? `greatest(b::double - a::double + 1, 0)`
        : `greatest(date_diff('month', a, b) // ${months} + 1, 0)`;
      await checkLists(work, entity, rows.parent, bounds, length);
      const known = `select * from ${bounds} where a is not null and b is not null`;
      if (range) {
        const type = { kind: 'number', dimensions: {}, scale: 0 } as const;
        const query = `select parent, a::hugeint + unnest(range(0, (b::hugeint - a + 1)::bigint)) as ${q(part)} from (${known}) where a <= b`;
        return { query, columns: [{ name: part, type }] };
      }
      const counted = `select parent, a, b, unnest(range(0, date_diff('month', a, b) // ${months} + 1)) as i from (${known}) where a < b`;
      const element = `(a + to_months((i * ${months})::integer))::date`;
      const query = `select parent, el as ${q(part)} from (select parent, b, ${element} as el from (${counted})) where el < b`;
      return { query, columns: [{ name: part, type: 'date' }] };
    }
    case 'records': {
      const parameter = frame.parameter(list.parameter);
      if (parameter.kind !== 'records') throw new Error(`not a list of records: ${list.parameter}`);
      const columns = parameter.columns.map(({ name, type }) => ({ name: `${variable}.${name}`, type }));
      const values = parameter.rows.map((cells) =>
        cells.map((cell, i) => {
          const type = parameter.columns[i]?.type ?? { kind: 'text' as const };
          return `${constant(frame.steps, type, cell).parts[0] as string}::${sqlTypeOf(type)}`;
        }),
      );
      const parents = frame.select(outputs);
      const placed = `(select *, row_number() over (order by ${q(columns[0]?.name ?? '')}) as place from ${valuesTable(values, columns)})`;
      const query = `select * from (${parents}) cross join ${placed}`;
      return { query, columns, length: parameter.rows.length };
    }
    case 'list': {
      const parameter = frame.parameter(list.parameter);
      if (parameter.kind !== 'list') throw new Error(`not a list: ${list.parameter}`);
      const date = work.store.entity(rows.parent).entity.dated ?? PERIOD_START;
      const version = dated(frame, { type: COUNT, date }, parameter.values, (_, i) =>
        integer(frame.steps, BigInt(i)),
      );
      outputs.push({ name: 'version', step: version });
      const bounds = work.table();
      await work.run(
        `create table ${bounds} as select parent, version, version as a, version as b from (${frame.select(outputs)})`,
      );
      await checkLists(work, entity, rows.parent, bounds, '0');
      const columns = [{ name: part, type: parameter.type }];
      const values = parameter.values.flatMap(({ value }, i) =>
        value.map((item) => [
          String(i),
          `${constant(frame.steps, parameter.type, item).parts[0] as string}::${sqlTypeOf(parameter.type)}`,
        ]),
      );
      const all = valuesTable(values, [{ name: 'of_version' }, ...columns]);
      return {
        query: `select parent, ${q(part)} from ${bounds} join ${all} on of_version = version`,
        columns,
      };
    }
  }
}

const COUNT = { kind: 'number', dimensions: {}, scale: 0 } as const;
const PERIOD_START = { op: 'context', name: 'period.start', type: { kind: 'date' } } as const;

function valuesTable(rows: readonly string[][], columns: readonly { name: string }[]): string {
  const names = columns.map(({ name }) => q(name)).join(', ');
  if (rows.length === 0)
    return `(select ${columns.map(({ name }) => `null as ${q(name)}`).join(', ')} where false) v`;
  return `(values ${rows.map((cells) => `(${cells.join(', ')})`).join(', ')}) v(${names})`;
}

/** Parents whose list is unknown have no rows, and are counted. */
async function checkLists(
  work: Work,
  entity: PlanEntity,
  parent: string,
  bounds: string,
  length: string,
): Promise<void> {
  const [[parents, unknown, all] = []] = await work.values(
    `select count(*), count(*) filter (where a is null or b is null), coalesce(sum((${length})::double), 0)::hugeint from ${bounds}`,
  );
  const data = { entity: entity.name, parent };
  if (Number(unknown) > 0) {
    work.diagnostics.push(
      report('each-unknown', { ...data, parents: Number(parents), count: Number(unknown) }, entity.origin),
    );
  }
  if (Number(all) > LIMIT) {
    work.diagnostics.push(
      report('each-too-long', { entity: entity.name, count: String(all), limit: LIMIT }, entity.origin),
    );
    throw new Stopped();
  }
}
