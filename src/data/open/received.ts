/** Rows as they were received, of all sources, as SQL: canonical columns, `_source`, `_file`, `_line`, and `_part`, `_row` that tell any two rows apart. */
import { join } from 'node:path';
import { parquetRows } from '../../warehouse/files.ts';
import { quoteIdentifier } from '../../warehouse/warehouse.ts';
import type { CanonicalTable } from '../canonical/index.ts';
import { SQL_TYPES } from '../canonical/ddl.ts';

export interface ReceivedPart {
  /** Place of the source in `data.json`. */
  source: number;
  /** Place of the part among those of its table. */
  part: number;
  /** Absolute path. */
  file: string;
}

interface ReceivedSource {
  id: string;
  tables: readonly { name: string; parts: readonly string[] }[];
}

export function partsOf(folder: string, sources: readonly ReceivedSource[], table: string): ReceivedPart[] {
  return sources.flatMap(({ id, tables }, source) =>
    (tables.find(({ name }) => name === table)?.parts ?? []).map((file, part) => ({
      source,
      part,
      file: join(folder, 'received', id, file),
    })),
  );
}

/**
 * A query over `parts`; of no parts, one without rows. `exact` adds `_part` and `_row`. All files are one scan: a scan of its own for each costs the planner
 * milliseconds by file, in every statement.
 */
export function receivedRows(
  table: CanonicalTable,
  parts: readonly ReceivedPart[],
  options: { columns?: readonly string[]; exact: boolean },
): string {
  const wanted = table.columns.filter(({ name }) => options.columns?.includes(name) ?? true);
  // The order of columns is that of the table without rows.
  const exact = (list: string[]) => (options.exact ? list : []);
  if (parts.length === 0) {
    const none = wanted.map(({ name, type }) => `null::${SQL_TYPES[type]} as ${quoteIdentifier(name)}`);
    const places = ['_source', '_file', ...exact(['_part'])].map((name) => `null::integer as ${name}`);
    const rows = ['_line', ...exact(['_row'])].map((name) => `null::bigint as ${name}`);
    return `select ${[...none, ...places, ...rows].join(', ')} where false`;
  }
  const list = [
    ...wanted.map(({ name }) => quoteIdentifier(name)),
    `${ofFile(parts.map(({ source }) => source))} as _source`,
    '_file::integer as _file',
    ...exact([`${ofFile(parts.map(({ part }) => part))} as _part`]),
    '_line::bigint as _line',
    ...exact(['file_row_number::bigint as _row']),
  ];
  const files = parts.map(({ file }) => file);
  return `select ${list.join(', ')} from ${parquetRows(files, ...exact(['file_row_number = true']))}`;
}

/** What belongs to the file a row is of, by the files' order. */
function ofFile(values: readonly number[]): string {
  if (values.every((value) => value === values[0])) return `${values[0]}::integer`;
  return `([${values.join(', ')}])[file_index::bigint + 1]::integer`;
}
