/** Rows as they were received, of all sources, as SQL: canonical columns, `_source`, `_file`, `_line`, and `_part`, `_row` that tell any two rows apart. */
import { join } from 'node:path';
import { quoteIdentifier, quoteLiteral } from '../../warehouse/warehouse.ts';
import type { CanonicalTable } from '../canonical/index.ts';
import { SQL_TYPES } from '../canonical/ddl.ts';
import { pattern } from '../tables/readers/files.ts';

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

/** A query over `parts`; of no parts, one without rows. `exact` adds `_part` and `_row`. */
export function receivedRows(
  table: CanonicalTable,
  parts: readonly ReceivedPart[],
  options: { columns?: readonly string[]; exact: boolean },
): string {
  const wanted = table.columns.filter(({ name }) => options.columns?.includes(name) ?? true);
  if (parts.length === 0) {
    const none = wanted.map(({ name, type }) => `null::${SQL_TYPES[type]} as ${quoteIdentifier(name)}`);
    const places = ['_source', '_file', ...(options.exact ? ['_part'] : [])].map(
      (name) => `null::integer as ${name}`,
    );
    const rows = ['_line', ...(options.exact ? ['_row'] : [])].map((name) => `null::bigint as ${name}`);
    return `select ${[...none, ...places, ...rows].join(', ')} where false`;
  }
  const names = wanted.map(({ name }) => quoteIdentifier(name));
  return parts
    .map(({ source, part, file }) => {
      const places = [`${source}::integer as _source`, '_file::integer as _file'];
      const exact = options.exact ? [`${part}::integer as _part`, 'file_row_number::bigint as _row'] : [];
      // The order is that of the empty table above.
      const list = [...names, ...places, ...exact.slice(0, 1), '_line::bigint as _line', ...exact.slice(1)];
      const reader = `read_parquet(${quoteLiteral(pattern(file))}${options.exact ? ', file_row_number = true' : ''})`;
      return `select ${list.join(', ')} from ${reader}`;
    })
    .join('\nunion all\n');
}
