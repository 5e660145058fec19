/** The cells SQL does not convert: their distinct texts are read one by one by `parse.ts`, and joined back. */
import type { Cell, ColumnType, Warehouse } from '../../warehouse/warehouse.ts';
import { quoteTable } from '../../warehouse/warehouse.ts';
import { formatsOf, parseCell } from './parse.ts';
import { staging } from './staging.ts';
import { columnTypeOf } from './targets.ts';
import type { Typed } from './typing.ts';

export interface Dictionary {
  table: string;
  alias: string;
  join: string;
  type: ColumnType;
  rounded: boolean;
  /** Kinds of faults found. */
  bad: Set<string>;
}

const BATCH = 50_000;

/** Names of dictionaries, and of their aliases in a query, are not used twice. */
let made = 0;

/** Of the cells left in column `i` of a typed table. */
export async function makeDictionary(
  warehouse: Warehouse,
  from: string,
  column: Typed,
  i: number,
): Promise<Dictionary> {
  made += 1;
  const id = made;
  const alias = `d${id}`;
  const by = column.by === undefined ? undefined : `v.by${i}`;
  const texts = quoteTable(staging(`texts_${id}`));
  await warehouse.run(
    `create table ${texts} as select distinct v.left${i} as text, ${by ?? 'null::varchar'} as "by"
     from ${from} v where v.left${i} is not null`,
  );
  const kind = column.target.type.kind;
  const type: ColumnType = kind === 'number' ? 'hugeint' : columnTypeOf(column.target.type);
  const columns = [
    { name: 'text', type: 'varchar' },
    { name: 'by', type: 'varchar' },
    { name: 'value', type },
    { name: 'status', type: 'varchar' },
  ] as const;
  const table = staging(`dictionary_${id}`);
  await warehouse.create(table, columns);
  let [rounded, large] = [false, false];
  const bad = new Set<string>();
  const read = cellReader(column);
  const [[count]] = (await warehouse.values(`select count(*) from ${texts}`)) as [[bigint]];
  for (let from = 0; from < Number(count); from += BATCH) {
    const batch = await warehouse.values(
      `select text, "by" from ${texts} where rowid >= ${from} and rowid < ${from + BATCH}`,
    );
    const rows = batch.map(([cell, other]): Cell[] => {
      const result = read(cell as string, other as string | null);
      if (isWide(result.value)) large = true;
      if (result.status === 'rounded') rounded = true;
      else if (result.status !== 'ok') bad.add(result.status);
      return [cell as string, other as string | null, result.value, result.status];
    });
    await warehouse.insert(table, columns, rows);
  }
  await warehouse.run(`drop table ${texts}`);
  const place = quoteTable(table);
  const onBy = by === undefined ? '' : ` and ${alias}."by" is not distinct from ${by}`;
  return {
    table: place,
    alias,
    join: `left join ${place} ${alias} on ${alias}.text = v.left${i}${onBy}`,
    type: kind === 'number' && !large ? 'bigint' : type,
    rounded,
    bad,
  };
}

const MAX = 2n ** 63n - 1n;

/** A number that does not fit 64 bits. */
export function isWide(value: Cell): boolean {
  return typeof value === 'bigint' && (value > MAX || value < -MAX);
}

interface ReadCell {
  value: Cell;
  status: 'ok' | 'rounded' | 'unreadable' | 'too large' | 'no format';
}

/** The meaning of one cell of a column: unknown texts, then mapped values (written as in a document), then formats. */
export function cellReader(
  column: Pick<Typed, 'target' | 'map'>,
): (cell: string, by: string | null) => ReadCell {
  const { type } = column.target;
  const map = column.map;
  const unknown = new Set((map?.unknown ?? []).map((text) => text.trim()));
  const values = new Map(Object.entries(map?.values ?? {}).map(([text, value]) => [text.trim(), value]));
  const standard = formatsOf(type).slice(0, 1);
  // `plain` is the name of every type's own way.
  const named = (formats: readonly string[]) =>
    formats.map((f) => (f === 'plain' ? (standard[0] as string) : f));
  const given = map && map.formats.length > 0 ? named(map.formats) : undefined;
  return (cell, by) => {
    const text = cell.trim();
    if (text === '' || unknown.has(text)) return { value: null, status: 'ok' };
    const mapped = values.get(text);
    if (mapped?.trim() === '') return { value: null, status: 'ok' };
    let formats: readonly string[] | undefined = given ?? standard;
    if (mapped !== undefined) formats = standard;
    else if (map?.formatBy) {
      const cases = map.formatBy.cases;
      const chosen = by !== null && Object.hasOwn(cases, by) ? cases[by] : undefined;
      formats = chosen ? named(chosen) : given;
    }
    if (!formats) return { value: null, status: 'no format' };
    const parsed = parseCell(mapped?.trim() ?? text, type, formats);
    if (!parsed.ok) return { value: null, status: parsed.why };
    return { value: parsed.value, status: parsed.rounded ? 'rounded' : 'ok' };
  };
}
