/** CSVs that options name, as tables with the columns a method looks for. */
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { quoteIdentifier } from '../../warehouse/warehouse.ts';
import { report as reportFile } from '../messages.ts';
import type { MethodContext } from '../method.ts';
import { Options } from '../options.ts';

/** A header or the name of a column, as they are compared: without regard to case, and to how many blanks stand where. */
export const plainHeader = (name: string) => name.replaceAll(/\s+/g, ' ').trim().toLowerCase();

/** All columns of a file option by their plain names, as SQL (null where a cell is blank); no value where the option is not given. */
export async function fileColumns(
  context: MethodContext,
  option: string,
  needed: readonly string[],
): Promise<Checked<{ table: string; columns: Map<string, string> }>> {
  const text = new Options(context.options).maybe(option);
  if (text === undefined) return { diagnostics: [] };
  const read = await context.file(option);
  if (read.value === undefined) return { diagnostics: read.diagnostics };
  const described = await context.warehouse.values(`select column_name from (describe ${read.value})`);
  const headers = described.map(([name]) => String(name)).filter((name) => name !== '_line');
  const columns = new Map<string, string>();
  for (const header of headers) {
    const name = plainHeader(header);
    if (!columns.has(name)) columns.set(name, `nullif(trim(${quoteIdentifier(header)}), '')`);
  }
  const file = text.split(/[/\\]/).at(-1) ?? text;
  const missing = needed.filter((name) => !columns.has(plainHeader(name)));
  const diagnostics = missing.map((column) =>
    reportFile('method-file-column', { file, column, columns: headers.join(', ') }, context.at),
  );
  return diagnostics.length > 0 ? { diagnostics } : { value: { table: read.value, columns }, diagnostics };
}

/** Cells of dates that are none. */
export async function badDates(
  context: MethodContext,
  option: string,
  { table, columns }: { table: string; columns: Map<string, string> },
  names: readonly string[],
): Promise<Diagnostic[]> {
  const diagnostics: Diagnostic[] = [];
  for (const name of names) {
    const column = columns.get(name);
    if (column === undefined) continue;
    const rows = await context.warehouse.rows(
      `select _line, ${column} as text, count(*) over () as count from ${table}
       where ${column} is not null and try_cast(${column} as date) is null order by _line limit 1`,
    );
    const [row] = rows;
    if (!row) continue;
    const data = {
      file: context.options.get(option) ?? '',
      count: Number(row['count']),
      column: name,
      type: 'date',
      line: Number(row['_line']),
      text: String(row['text']),
    };
    diagnostics.push(reportFile('method-file-cell', data, context.at));
  }
  return diagnostics;
}
