/**
 * Any table of one's own: CSV, Parquet, workbook or JSON lines, into one canonical table by a column map. The map is a document with the keys
 * of a contract's binding (docs/language.md §6): `columns`, `keep`, `unpivot`, `delimiter`, `encoding`, `header`, `sheet`, `range`. Without one, columns
 * are found by their own names.
 */
import { basename, resolve } from 'node:path';
import type { TableSource } from '../../../language/agreement.ts';
import type { Checked, Diagnostic, Location } from '../../../language/diagnostic.ts';
import { hasErrors, reporter } from '../../../language/diagnostic.ts';
import { readBinding } from '../../../language/binding.ts';
import { CANONICAL, canonicalTable } from '../../canonical/index.ts';
import type { CanonicalTable } from '../../canonical/index.ts';
import type { Format, FormatOptions, InputFile, Intake } from '../../import/format.ts';
import { nearest } from '../../tables/headers.ts';
import { columnsFor, rowsQuery, unpivoted } from './columns.ts';
import { scalarTypes } from './cells.ts';
import { messages } from './messages.ts';
import { openFile } from '../shared/open-table.ts';

const report = reporter(messages);

type Mapped = TableSource & { at: Location };

export const csv: Format = {
  name: 'csv',
  title: {
    en: 'Any table (CSV, Parquet, XLSX, JSON lines) by a column map',
    zh: '任意表格（CSV、Parquet、XLSX、JSON Lines），按列映射导入',
  },
  options: [
    { name: 'table', label: { en: 'the canonical table the rows go to', zh: '写入的标准表' } },
    { name: 'map', label: { en: 'the column map, a YAML document', zh: '列映射（YAML 文档）' } },
    { name: 'encoding', label: { en: 'encoding of the text, if not UTF-8', zh: '文本编码，默认 UTF-8' } },
  ],
  async choose(paths, options) {
    const name = options['table'];
    const tables = CANONICAL.map((table) => table.name);
    if (name === undefined) return { diagnostics: [report('table-missing', { tables: tables.join(', ') })] };
    const table = CANONICAL.find((one) => one.name === name);
    if (!table) return { diagnostics: [report('table-unknown', { name, near: nearest(name, tables) })] };
    const value: Omit<InputFile, 'index'>[] = [];
    const diagnostics: Diagnostic[] = [];
    const map = options['map'] === undefined ? undefined : resolve(options['map']);
    // First, so that another map of the same files is another import.
    if (map !== undefined) value.push({ path: map, part: 'map' });
    for (const path of paths) {
      if (path === map) continue;
      const { value: source, diagnostics: found } = sourceOf(path, table, options);
      // What is wrong with the map is said once.
      for (const one of found) if (!diagnostics.some((other) => same(one, other))) diagnostics.push(one);
      if (source) value.push({ path, part: table.name });
    }
    return { ...(!hasErrors(diagnostics) && { value }), diagnostics };
  },
  async read(files, intake, options) {
    const table = canonicalTable(options['table'] ?? '');
    for (const file of files) {
      if (file.part === 'map') continue;
      const { value: source } = sourceOf(file.path, table, options);
      if (source) await readFile(file, table, source, intake);
    }
  },
};

const same = (a: Diagnostic, b: Diagnostic) => JSON.stringify(a) === JSON.stringify(b);

const ENDINGS: Record<string, TableSource['format']> = {
  csv: 'csv',
  tsv: 'csv',
  txt: 'csv',
  parquet: 'parquet',
  pq: 'parquet',
  xlsx: 'xlsx',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
};

/** How a file is to be read: by the map, or by its ending and the names of the table's columns. */
function sourceOf(path: string, table: CanonicalTable, options: FormatOptions): Checked<Mapped> {
  const { map, encoding } = options;
  if (map !== undefined) {
    const read = readBinding(resolve(map), path, table.name, scalarTypes(table));
    if (!read.value || encoding === undefined) return read;
    return { value: { ...read.value, encoding }, diagnostics: read.diagnostics };
  }
  const format = ENDINGS[path.slice(path.lastIndexOf('.') + 1).toLowerCase()];
  if (!format) {
    return { diagnostics: [report('ending-unknown', { file: basename(path) }, { file: path })] };
  }
  const at = { file: path };
  const delimiter = /\.tsv$/i.test(path) ? { delimiter: '\t' } : {};
  return {
    value: {
      at,
      kind: 'table',
      file: path,
      format,
      encoding: encoding ?? 'utf-8',
      header: 1,
      columns: {},
      keep: [],
      ...delimiter,
    },
    diagnostics: [],
  };
}

async function readFile(
  file: InputFile,
  table: CanonicalTable,
  source: Mapped,
  intake: Intake,
): Promise<void> {
  const opened = await openFile(file, source, intake);
  if (!opened) return;
  const all = unpivoted(table, source).map((one) => columnsFor(table, one, opened.headers));
  const lacking = [...new Set(all.flatMap(({ absent, missing }) => [...absent, ...missing]))];
  if (lacking.length > 0) {
    const examples = lacking.map((key) => ({ key }));
    intake.find({ code: 'columns-missing', table: table.name, file, count: lacking.length, examples });
    // Where the map takes the file for another, nothing in it can be trusted: without its key every row is refused.
    for (const one of all) one.columns = one.columns.filter(({ column }) => !column.required);
  }
  const unused = all
    .slice(1)
    .reduce((of, one) => of.filter((name) => one.unused.includes(name)), all[0]?.unused ?? []);
  if (unused.length > 0) {
    const examples = unused.map((key) => ({ key }));
    intake.find({ code: 'header-unknown', table: table.name, file, count: unused.length, examples });
  }
  try {
    for (const [i, columns] of all.entries()) {
      const { query, left, empty, release } = await rowsQuery(intake, columns, opened.view, file.index);
      try {
        // Rows of the file: however many values they are unpivoted by, they are left out once.
        if (i === 0) intake.passOver(file, 'not-kept', left);
        intake.passOver(file, 'unpivot-empty', empty);
        await intake.query(table.name, query);
      } finally {
        await release();
      }
    }
  } finally {
    await opened.release();
  }
}
