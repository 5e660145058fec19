/** Rows of a CSV beside the contract, to be looked at one by one. */
import type { Checked } from '../../language/diagnostic.ts';
import type { MethodContext } from '../method.ts';
import { fileColumns, plainHeader } from './files.ts';

export interface CsvRow {
  /** Line of the file. */
  row: number;
  /** Without blanks around it; undefined where it is blank, or the file has no such column. */
  cell(name: string): string | undefined;
}

/** The rows of the file an option names, in the order of their lines; no value, and no diagnostic, where the option is not given. */
export async function csvRows(
  context: MethodContext,
  option: string,
  needed: readonly string[],
): Promise<Checked<CsvRow[]>> {
  const read = await fileColumns(context, option, needed);
  if (!read.value) return { diagnostics: read.diagnostics };
  const { table, columns } = read.value;
  const places = new Map([...columns.keys()].map((name, i) => [name, i + 1]));
  const rows = await context.warehouse.values(
    `select ${['_line', ...columns.values()].join(', ')} from ${table} order by _line`,
  );
  const value = rows.map((cells) => ({
    row: Number(cells[0]),
    cell: (name: string) => {
      const place = places.get(plainHeader(name));
      const text = place === undefined ? null : cells[place];
      // SQL trims spaces only.
      return text === null || text === undefined ? undefined : String(text).trim() || undefined;
    },
  }));
  return { value, diagnostics: read.diagnostics };
}
