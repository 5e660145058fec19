/** A file somebody gives, of cases, people or codes: a table of text with the line of each row, its columns under the names looked for. */
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { plainText, textTable } from '../../data/tables/text-table.ts';
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { reporter } from '../../language/diagnostic.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { quoteIdentifier as q } from '../../warehouse/warehouse.ts';
import { messages, SAVE_AS } from './messages.ts';

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
  const marked = Object.hasOwn(FORMATS, end) ? undefined : utf16Of(file);
  if (marked !== undefined) return readAs(marked);
  const read = await textTable(warehouse, source, into);
  const other = read.diagnostics.find(({ code }) => code === 'encoding-other');
  if (read.value !== undefined || other?.data['other'] !== 'gbk') return withoutOptions(read);
  return readAs('gb18030');

  async function readAs(encoding: keyof typeof ENCODINGS): Promise<Checked<string[]>> {
    const again = withoutOptions(await textTable(warehouse, { ...source, encoding }, into));
    if (again.value === undefined) return again;
    const said = report('given-encoding', { file: basename(file), encoding: ENCODINGS[encoding] }, { file });
    return { value: again.value, diagnostics: [...again.diagnostics, said] };
  }
}

const ENCODINGS = { gb18030: 'GB 18030', 'utf-16le': 'UTF-16', 'utf-16be': 'UTF-16' } as const;

/** Text in UTF-16 says so by its first two bytes. */
function utf16Of(file: string): 'utf-16le' | 'utf-16be' | undefined {
  // What cannot be read at all is for the reader of tables to say.
  if (!statSync(file).isFile()) return undefined;
  const bytes = Buffer.alloc(2);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, bytes, 0, 2, 0);
  } finally {
    closeSync(handle);
  }
  const mark = bytes.toString('hex');
  return mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : undefined;
}

/** What the reader of tables advises on encodings is an option of documents; here there is none. */
function withoutOptions<T>({ value, diagnostics }: Checked<T>): Checked<T> {
  const own = diagnostics.map((one) =>
    ['zero-byte', 'encoding-other', 'encoding-wrong', 'encoding-unknown'].includes(one.code)
      ? { ...one, hint: SAVE_AS }
      : one,
  );
  return { ...(value !== undefined && { value }), diagnostics: own };
}

/** A header as it is looked for: lower case, brackets of half width, no blanks beside them. */
const plain = (header: string) =>
  header
    .trim()
    .toLowerCase()
    .replaceAll(/\s*（\s*/g, '(')
    .replaceAll(/\s*）/g, ')');

/** Which header has which name: names are in lower case with brackets of half width, the first that a table has counts. */
export class GivenColumns {
  readonly #found = new Map<string, string>();
  readonly headers: readonly string[];

  constructor(headers: readonly string[], names: Readonly<Record<string, readonly string[]>>) {
    this.headers = headers;
    for (const [name, aliases] of Object.entries(names)) {
      const header = aliases.flatMap((alias) => headers.find((one) => plain(one) === alias) ?? []).at(0);
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

  /** SQL: the cells of all columns whose headers have the form, in their order. */
  cells(form: RegExp): string[] {
    const found = this.headers.filter((one) => form.test(plain(one)));
    return found.map((header) => `nullif(trim(${q(header)}), '')`);
  }

  /** Columns whose headers have the form and are none of the names: name and cell, each name once. */
  more(form: RegExp, besides: readonly string[]): [string, string][] {
    const found = new Map(
      this.headers.flatMap((header): [string, string][] => {
        const name = plain(header);
        return form.test(name) && !besides.includes(name) ? [[name, `nullif(trim(${q(header)}), '')`]] : [];
      }),
    );
    return [...found];
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
