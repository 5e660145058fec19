/** A column map laid over a file's headers, and the query that gives its rows under the names of the canonical table. */
import type { ColumnMap, TableSource } from '../../../language/agreement.ts';
import { quoteIdentifier, quoteLiteral } from '../../../warehouse/warehouse.ts';
import type { Cell } from '../../../warehouse/warehouse.ts';
import type { CanonicalColumn, CanonicalTable } from '../../canonical/index.ts';
import type { Intake } from '../../import/format.ts';
import { Headers } from '../../tables/headers.ts';
import { trimmed } from '../../tables/trim.ts';
import { isMapped, mappedCell } from './cells.ts';

interface MappedColumn {
  column: CanonicalColumn;
  map?: ColumnMap;
  /** Header it is read from; absent for a constant. */
  header?: string;
  by?: string;
}

interface Columns {
  columns: MappedColumn[];
  keep: { header: string; values: string[] }[];
  /** Headers the map names that are not there, or there twice. */
  absent: string[];
  /** Columns every row needs that nothing gives. */
  missing: string[];
  /** Headers nothing reads. */
  unused: string[];
  /** Columns that `unpivot` fills: where all are empty or unknown there is no row. */
  templated: ReadonlySet<string>;
}

/** The map once for each value of `unpivot`, which its headers are filled with: a row of the file is a row by each. */
export function unpivoted(table: CanonicalTable, source: TableSource): Filled[] {
  const { unpivot, ...whole } = source;
  if (!unpivot) return [{ source, templated: new Set() }];
  const own = table.columns.some(({ name }) => name === unpivot.name) && !source.columns[unpivot.name];
  return unpivot.values.map(({ value, text }) => {
    const fill = (header: string) => header.replaceAll(`{${unpivot.name}}`, () => text);
    const templated = new Set<string>();
    const columns = Object.entries(source.columns).map(([name, map]): [string, ColumnMap] => {
      if (map.column === undefined) return [name, map];
      const { formatBy } = map;
      const column = fill(map.column);
      if (column !== map.column) templated.add(name);
      return [
        name,
        { ...map, column, ...(formatBy && { formatBy: { ...formatBy, column: fill(formatBy.column) } }) },
      ];
    });
    if (own) {
      const at = Object.values(source.columns)[0]?.at ?? { file: source.file };
      columns.push([unpivot.name, { at, value, formats: [], values: {}, unknown: [] }]);
    }
    return { source: { ...whole, columns: Object.fromEntries(columns) }, templated };
  });
}

interface Filled {
  source: TableSource;
  templated: ReadonlySet<string>;
}

export function columnsFor(
  table: CanonicalTable,
  { source, templated }: Filled,
  headers: readonly string[],
): Columns {
  const places = new Headers(headers);
  const absent: string[] = [];
  const used = new Set<string>();
  const locate = (name: string, named: boolean): string | undefined => {
    const place = places.find(name);
    if (typeof place === 'number') {
      used.add(headers[place] as string);
      return headers[place];
    }
    if (named || place === 'twice') absent.push(name);
    return undefined;
  };
  const columns: MappedColumn[] = [];
  for (const column of table.columns) {
    const map = Object.hasOwn(source.columns, column.name) ? source.columns[column.name] : undefined;
    if (map?.value !== undefined) {
      columns.push({ column, map });
      continue;
    }
    const header = locate(map?.column ?? column.name, map !== undefined);
    if (header === undefined) continue;
    const by = map?.formatBy && locate(map.formatBy.column, true);
    columns.push({ column, header, ...(map && { map }), ...(by !== undefined && { by }) });
  }
  const keep = source.keep.flatMap(({ header, values }) => {
    const found = locate(header, true);
    return found === undefined ? [] : [{ header: found, values }];
  });
  const given = new Set(columns.map(({ column }) => column.name));
  const missing = table.columns
    .filter(({ required, name }) => required && !given.has(name))
    .map(({ name }) => name);
  return {
    columns,
    keep,
    absent,
    missing,
    unused: headers.filter((header) => header !== '' && !used.has(header)),
    templated,
  };
}

interface RowsQuery {
  query: string;
  /** Rows that `keep` does not name. */
  left: number;
  /** Of the others those in which nothing stands under the headers that `unpivot` fills. */
  empty: number;
  release(): Promise<void>;
}

const BATCH = 50_000;

/** Columns with formats go through a dictionary of their distinct texts; all others are read as they stand. */
export async function rowsQuery(
  { warehouse }: Intake,
  { columns, keep, templated }: Columns,
  view: string,
  file: number,
): Promise<RowsQuery> {
  const conditions = keep.map(({ header, values }) => {
    const list = values.map((value) => quoteLiteral(value.trim())).join(', ');
    return `coalesce(${trimmed(`r.${quoteIdentifier(header)}`)}, '') in (${list})`;
  });
  const named = conditions.join(' and ') || 'true';
  const cells = columns.flatMap(({ column, map, header }) =>
    header !== undefined && templated.has(column.name) ? [filled(header, map)] : [],
  );
  const there = cells.join(' or ') || 'true';
  const where = ` where (${named}) and (${there})`;
  const [[left, empty] = []] =
    conditions.length + cells.length > 0
      ? await warehouse.values(
          `select count(*) - count_if(${named}), count_if((${named}) and not (${there})) from ${view} r`,
        )
      : [[0n, 0n]];
  const outputs = [`${file} as _file`, 'r._line as _line'];
  const joins: string[] = [];
  const made: string[] = [];
  for (const [i, { column, map, header, by }] of columns.entries()) {
    const name = quoteIdentifier(column.name);
    if (header === undefined) {
      const value = map?.value?.trim() ?? '';
      outputs.push(`${value === '' ? 'null::varchar' : quoteLiteral(value)} as ${name}`);
      continue;
    }
    const text = trimmed(`r.${quoteIdentifier(header)}`);
    if (!isMapped(map)) {
      outputs.push(`r.${quoteIdentifier(header)} as ${name}`);
      continue;
    }
    const other = by === undefined ? 'null::varchar' : trimmed(`r.${quoteIdentifier(by)}`);
    const dictionary = { schema: 'reader', name: `dictionary_${file}_${i}` };
    const place = `reader.${quoteIdentifier(dictionary.name)}`;
    const texts = `reader.${quoteIdentifier(`texts_${file}_${i}`)}`;
    const shape = ['text', 'by', 'value'].map((part) => ({ name: part, type: 'varchar' }) as const);
    await warehouse.run(
      `create or replace table ${texts} as select distinct ${text} as "text", ${other} as "by" from ${view} r where ${text} is not null`,
    );
    await warehouse.run(`drop table if exists ${place}`);
    await warehouse.create(dictionary, shape);
    const read = mappedCell(column, map);
    const [[count] = []] = await warehouse.values(`select count(*) from ${texts}`);
    for (let from = 0; from < Number(count ?? 0); from += BATCH) {
      const batch = await warehouse.values(
        `select "text", "by" from ${texts} where rowid >= ${from} and rowid < ${from + BATCH}`,
      );
      await warehouse.insert(
        dictionary,
        shape,
        batch.map(([cell, of]): Cell[] => [
          cell as string,
          of as string | null,
          read(cell as string, of as string | null),
        ]),
      );
    }
    await warehouse.run(`drop table ${texts}`);
    made.push(place);
    joins.push(
      `left join ${place} d${i} on d${i}."text" = ${text}${by === undefined ? '' : ` and d${i}."by" is not distinct from ${other}`}`,
    );
    outputs.push(`d${i}."value" as ${name}`);
  }
  return {
    query: `select ${outputs.join(', ')} from ${view} r ${joins.join(' ')}${where}`,
    left: Number(left ?? 0),
    empty: Number(empty ?? 0),
    release: async () => {
      for (const place of made) await warehouse.run(`drop table if exists ${place}`);
    },
  };
}

/** SQL: whether anything that is not unknown stands in a cell. */
function filled(header: string, map: ColumnMap | undefined): string {
  const text = trimmed(`r.${quoteIdentifier(header)}`);
  const none = [
    ...(map?.unknown ?? []),
    ...Object.entries(map?.values ?? {}).flatMap(([cell, value]) => (value.trim() === '' ? [cell] : [])),
  ];
  if (none.length === 0) return `${text} is not null`;
  return `coalesce(${text} not in (${none.map((cell) => quoteLiteral(cell.trim())).join(', ')}), false)`;
}
