/** A file whose columns are called like a canonical table's: read as it stands. */
import { parquetRows } from '../../../warehouse/files.ts';
import { quoteIdentifier, WarehouseError } from '../../../warehouse/warehouse.ts';
import type { CanonicalTable } from '../../canonical/index.ts';
import type { DelimitedOptions, InputFile, Intake } from '../../import/format.ts';
import { isParquet } from './headers.ts';

/**
 * Reads a CSV or Parquet file into `table`: columns are matched by name, whatever their case; those the table has not are a finding
 * (`header-unknown`). Of a file without a required column every row is refused; a damaged file is refused whole. `older` are names that columns had
 * in earlier versions of the layout, in small letters: they are taken where the name of now is not there.
 */
export async function readTabular(
  file: InputFile,
  table: CanonicalTable,
  intake: Intake,
  options: DelimitedOptions = {},
  older: Readonly<Record<string, string>> = {},
): Promise<void> {
  const byName = new Set(table.columns.map(({ name }) => name));
  const match = (headers: readonly string[]) => {
    const taken = new Map<string, string>();
    const take = (name: string | undefined, header: string) => {
      if (name !== undefined && byName.has(name) && !taken.has(name)) taken.set(name, header);
    };
    for (const header of headers) take(header.toLowerCase(), header);
    for (const header of headers) take(older[header.toLowerCase()], header);
    return taken;
  };
  const headers = await readFile(file, table, intake, match, options);
  const used = new Set(match(headers ?? []).values());
  const unused = headers?.filter((header) => !used.has(header)) ?? [];
  if (unused.length === 0) return;
  intake.find({
    code: 'header-unknown',
    table: table.name,
    file,
    count: unused.length,
    examples: unused.map((key) => ({ key })),
  });
}

async function readFile(
  file: InputFile,
  table: CanonicalTable,
  intake: Intake,
  match: (headers: readonly string[]) => ReadonlyMap<string, string>,
  options: DelimitedOptions,
): Promise<readonly string[] | undefined> {
  const parquet = isParquet(file.path);
  if (!parquet && intake.tabular) return intake.tabular(table.name, file, match, options);
  const name = `tabular_${file.index}`;
  const headers = parquet
    ? await parquetView(file, name, intake)
    : await intake.delimited(file, name, options);
  if (!headers) return undefined;
  const list = [...match(headers)].map(
    ([column, header]) => `${quoteIdentifier(header)} as ${quoteIdentifier(column)}`,
  );
  list.push(`${file.index} as _file`, '_line');
  await intake.query(table.name, `select ${list.join(', ')} from reader.${quoteIdentifier(name)}`);
  return headers;
}

/** Columns that hold lists or records are no cells: they are left out, and that is a finding. */
async function parquetView(file: InputFile, name: string, intake: Intake): Promise<string[] | undefined> {
  const from = parquetRows(file.path, 'binary_as_string = true', 'file_row_number = true');
  try {
    const rows = await intake.warehouse.values(
      `select column_name, column_type from (describe select * from ${from})`,
    );
    const columns = rows.slice(0, -1).map(([column, type]) => ({ name: String(column), type: String(type) }));
    const cells = columns.filter(({ type }) => !/\[\d*\]$|^(STRUCT|MAP|UNION)\b/.test(type));
    const list = cells.map((column) => quoteIdentifier(column.name)).join(', ');
    await intake.warehouse.run(
      `create schema if not exists reader;
       create or replace view reader.${quoteIdentifier(name)} as select ${list}, file_row_number + 1 as _line from ${from}`,
    );
    const nested = columns.filter((column) => !cells.includes(column));
    if (nested.length > 0) {
      const examples = nested.map((column) => ({ key: column.name, text: column.type }));
      intake.find({ code: 'column-nested', file, count: nested.length, examples });
    }
    return cells.map((column) => column.name);
  } catch (cause) {
    if (!(cause instanceof WarehouseError)) throw cause;
    intake.refuse({ file, line: 1, reason: 'file-damaged', text: cause.message.split('\n')[0] ?? '' });
    return undefined;
  }
}
