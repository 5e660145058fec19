/** A file somebody gives, of cases, people or codes: a table of text with the line of each row, its columns under the names looked for. */
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { plainText, textTable } from '../../data/tables/text-table.ts';
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { reporter } from '../../language/diagnostic.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { quoteIdentifier as q } from '../../warehouse/warehouse.ts';
import { messages } from './messages.ts';

const report = reporter(messages);

const FORMATS = { parquet: 'parquet', xlsx: 'xlsx', jsonl: 'jsonl', ndjson: 'jsonl' } as const;

/** The file as the table `into`. Text that is not UTF-8 but reads as GB 18030 throughout is read as such, and that is said. */
export async function openGiven(
  warehouse: Warehouse,
  file: string,
  into: string,
): Promise<Checked<string[]>> {
  if (!existsSync(file)) return { diagnostics: [report('cases-not-there', { path: file })] };
  const end = file.split('.').at(-1)?.toLowerCase() ?? '';
  const format = FORMATS[end as keyof typeof FORMATS] ?? 'csv';
  const source = { ...plainText(file, { file }), format };
  const read = await textTable(warehouse, source, into);
  const other = read.diagnostics.find(({ code }) => code === 'encoding-other');
  if (read.value !== undefined || other?.data['other'] !== 'gbk') return read;
  const again = await textTable(warehouse, { ...source, encoding: 'gb18030' }, into);
  if (again.value === undefined) return again;
  const said = report('given-encoding', { file: basename(file), encoding: 'GB 18030' }, { file });
  return { value: again.value, diagnostics: [...again.diagnostics, said] };
}

/** Which header has which name: names are in lower case, the first that a table has counts. */
export class GivenColumns {
  readonly #found = new Map<string, string>();
  readonly headers: readonly string[];

  constructor(headers: readonly string[], names: Readonly<Record<string, readonly string[]>>) {
    this.headers = headers;
    for (const [name, aliases] of Object.entries(names)) {
      const header = headers.find((one) => aliases.includes(one.trim().toLowerCase()));
      if (header !== undefined) this.#found.set(name, header);
    }
  }

  has(name: string): boolean {
    return this.#found.has(name);
  }

  header(name: string): string {
    return this.#found.get(name) ?? name;
  }

  /** SQL: the cell, null where it is blank or the table has no such column. */
  text(name: string): string {
    const header = this.#found.get(name);
    return header === undefined ? 'null::varchar' : `nullif(trim(${q(header)}), '')`;
  }

  typed(name: string, type: string): string {
    return `try_cast(${this.text(name)} as ${type})`;
  }
}

/** Cells that should be of a type and are not: of each column the first with its line, and how many. */
export async function badGiven(
  warehouse: Warehouse,
  table: string,
  file: string,
  columns: GivenColumns,
  tests: Readonly<Record<string, string>>,
): Promise<Diagnostic[]> {
  const diagnostics: Diagnostic[] = [];
  for (const [name, good] of Object.entries(tests)) {
    if (!columns.has(name)) continue;
    const cell = columns.text(name);
    const [bad] = await warehouse.rows(
      `select _line, ${cell} as cell, count(*) over () as count from ${table} where ${cell} is not null and not coalesce(${good}, false) order by _line limit 1`,
    );
    if (!bad) continue;
    const line = Number(bad['_line']);
    const data = {
      column: columns.header(name),
      text: String(bad['cell']),
      line,
      count: Number(bad['count']),
    };
    diagnostics.push(report('given-cell', data, { file, line }));
  }
  return diagnostics;
}
