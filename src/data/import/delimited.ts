/**
 * A delimited file → `reader.<name>`, a view over a copy of its text in Parquet. A file with nothing doubtful in it is read by the database;
 * whatever it might read otherwise than it stands is first cut into rows here, each with its line.
 */
import { createWriteStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { join } from 'node:path';
import { csvRows, parquetRows } from '../../warehouse/files.ts';
import { quoteIdentifier, quoteLiteral, WarehouseError } from '../../warehouse/warehouse.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { isGb18030 } from '../tables/readers/encoding.ts';
import { guessDelimiter, splitRow } from '../tables/readers/records.ts';
import { copyInOrder } from './copy.ts';
import type { TextFacts } from './fingerprint.ts';
import type { DelimitedOptions, InputFile, Refused } from './format.ts';
import { HEADER_WITHIN, headerPlace } from './header-line.ts';
import { rawLines } from './lines.ts';
import type { RecordLine } from './records.ts';
import { LONGEST_ROW, records, serialised } from './records.ts';

export interface DelimitedContext {
  warehouse: Warehouse;
  /** For copies, removed at the end. */
  work: string;
  facts(file: InputFile): Promise<TextFacts>;
  refuse(refused: Refused): void;
  /** Said once of a file: another encoding than declared, headers twice. */
  note(code: string, file: InputFile, text: string | undefined, line?: number): void;
  progress(file: InputFile, bytes: number): void;
}

const SAMPLE = 1 << 16;

let copies = 0;

/** A file as it will be read. */
export interface Prepared {
  file: InputFile;
  /** One per column, no two the same. */
  names: readonly string[];
  delimiter: string;
  quote: boolean;
  /** Lines above the first row. */
  first: number;
  /** UTF-8 without it. */
  encoding: string | undefined;
  returns: boolean;
  /** Rows of a file that the database can be trusted with: one in every line. */
  quick: number | undefined;
  /** Bytes at which stretches of such a file start, after the first. */
  stretches: readonly number[];
}

/** Looks at the start of a file; undefined where it is no table, which is refused. */
export async function prepare(
  context: DelimitedContext,
  file: InputFile,
  options: DelimitedOptions,
): Promise<Prepared | undefined> {
  const facts = await context.facts(file);
  const encoding = await encodingOf(context, file, facts, options.encoding);
  const returns = facts.loneReturns && facts.lineFeeds === 0;
  const start = await startOf(file.path, encoding);
  const above = options.knows ? linesAbove(start, options.knows) : 0;
  const delimiter = options.delimiter ?? guessDelimiter(afterLines(start, above));
  const quote = options.quote !== false;
  const head = await headOf(file, { encoding, returns, longest: LONGEST_ROW, delimiter, quote, above });
  if (!head) {
    context.refuse({ file, line: 1, reason: facts.lines === 0 ? 'file-empty' : 'header-unreadable' });
    return undefined;
  }
  const headers = (options.headers ?? head.cells ?? []).map((header) => header.trim());
  const names = columnNames(headers);
  if (names.some((column, i) => column !== headers[i])) {
    const renamed = headers.filter((header, i) => names[i] !== header);
    context.note('header-repeated', file, renamed.join(', '));
  }
  // Nothing is wrong with it; a program that does not know it takes it for a part of the first header.
  if (facts.mark === 'utf-8') context.note('byte-order-mark', file, undefined, 1);
  if (!facts.ended && facts.lines > 1)
    context.note('file-without-end', file, undefined, facts.lines + facts.blank);
  if (above > 0) context.note('header-below', file, undefined, head.line);
  const first = options.headers ? 0 : head.line;
  const quick = encoding === undefined && isQuick(facts, head, options) ? facts.lines - first : undefined;
  return { file, names, delimiter, quote, first, encoding, returns, quick, stretches: facts.stretches };
}

/** Makes `reader.<name>`: the columns of the file as text, and `_line`. */
export async function delimited(context: DelimitedContext, prepared: Prepared, name: string): Promise<void> {
  copies += 1;
  const copy = join(context.work, `text-${copies}.parquet`);
  const { names, first, file } = prepared;
  const read = await quickly(context.warehouse, prepared, '*', copy);
  if (!read) await carefully(context, prepared, copy);
  else context.progress(file, Number.MAX_SAFE_INTEGER);
  const line = read ? `file_row_number + ${first + 1} as _line` : '_line';
  const columns = [...names.map(quoteIdentifier), line].join(', ');
  await context.warehouse.run(
    `create schema if not exists reader;
     create or replace view reader.${quoteIdentifier(name)} as
       select ${columns} from ${parquetRows(copy, 'file_row_number = true')}`,
  );
}

/** No quote that could be taken in two ways, no line that is no row, no byte that is no text: then a line is a row. */
function isQuick(facts: TextFacts, head: RecordLine, options: DelimitedOptions): boolean {
  if (!facts.utf8 || facts.zeros || facts.loneReturns || facts.blank > 0) return false;
  if (facts.longest > LONGEST_ROW || (facts.quotes && facts.paddedQuotes)) return false;
  if (facts.mark === 'utf-8' && options.headers) return false;
  return !options.headers || head.line === 1;
}

type Shape = Pick<Prepared, 'delimiter' | 'quote'>;

function readCsv(file: string, shape: Shape, names: readonly string[], more: readonly string[]): string {
  const quote = shape.quote ? `'"'` : "''";
  const options = [
    'auto_detect = false',
    'header = false',
    `delim = ${quoteLiteral(shape.delimiter)}`,
    `quote = ${quote}`,
    `escape = ${quote}`,
    'strict_mode = true',
    'null_padding = false',
    `compression = 'none'`,
    `max_line_size = ${2 * LONGEST_ROW}`,
    `columns = {${names.map((column) => `${quoteLiteral(column)}: 'VARCHAR'`).join(', ')}}`,
    ...more,
  ];
  return csvRows(file, ...options);
}

/**
 * The rows by the database's own reader, as Parquet in the order of the file; `query` makes columns of `from`. False where it does not find a row
 * in every line, or the file is not for it: then it is cut into rows here.
 */
export async function quickly(
  warehouse: Warehouse,
  prepared: Prepared,
  query: string | ((from: string) => string),
  copy: string,
): Promise<boolean> {
  if (prepared.quick === undefined) return false;
  const from = readCsv(prepared.file.path, prepared, prepared.names, [`skip = ${prepared.first}`]);
  const sql = typeof query === 'string' ? `select ${query} from ${from}` : query(from);
  try {
    const written = await copyInOrder(warehouse, sql, copy);
    return written === prepared.quick;
  } catch (cause) {
    if (!(cause instanceof WarehouseError)) throw cause;
    return false;
  }
}

async function carefully(context: DelimitedContext, prepared: Prepared, copy: string): Promise<void> {
  const { file, delimiter, quote, names, encoding, returns } = prepared;
  const plain = join(context.work, `rows-${copies}.csv`);
  const onBytes = (bytes: number) => context.progress(file, bytes);
  const raw = rawLines(file.path, { encoding, returns, longest: LONGEST_ROW, onBytes });
  const out = createWriteStream(plain);
  const failed = once(out, 'error').then(([cause]) => Promise.reject(cause as Error));
  failed.catch(() => {});
  const write = async (text: string) => {
    if (!out.write(text)) await Promise.race([once(out, 'drain'), failed]);
  };
  let rows = 0;
  let multiline = false;
  let held = '';
  for await (const record of records(raw, { delimiter, quote, width: names.length })) {
    const { line, cells, plain: text } = record;
    if (line <= prepared.first) continue;
    if (!cells) {
      context.refuse({ file, line, reason: record.bad ?? 'row-ragged', text: record.sample });
      continue;
    }
    const row = text ?? serialised(cells, delimiter);
    multiline ||= row.includes('\n');
    held += `${line}${delimiter}${row}\n`;
    rows += 1;
    if (held.length > 1 << 20) {
      await write(held);
      held = '';
    }
  }
  await write(held);
  out.end();
  await Promise.race([once(out, 'close'), failed]);
  // A line end in a cell cannot be told from one between rows by a thread that starts in the middle of the file.
  const from = readCsv(plain, prepared, ['_line', ...names], multiline ? ['parallel = false'] : []);
  const columns = names.map(quoteIdentifier).join(', ');
  const sql = `select _line::bigint as _line, ${columns} from ${from}`;
  const written = await copyInOrder(context.warehouse, sql, copy);
  if (written !== rows) throw new Error(`${rows} rows were found in ${file.path}, ${written} read`);
  await rm(plain);
}

/** The encoding to read by; undefined is UTF-8. A file that is not is asked what it looks like. */
export async function encodingOf(
  context: Pick<DelimitedContext, 'note'>,
  file: InputFile,
  facts: TextFacts,
  declared: string | undefined,
): Promise<string | undefined> {
  if (facts.mark === 'utf-16le' || facts.mark === 'utf-16be') return facts.mark;
  if (declared !== undefined) {
    const { encoding } = new TextDecoder(declared);
    return encoding === 'utf-8' ? undefined : encoding;
  }
  if (facts.utf8 || facts.zeros) return undefined;
  if (!(await isGb18030(file.path))) return undefined;
  context.note('encoding-assumed', file, 'gb18030');
  return 'gb18030';
}

async function headOf(
  file: InputFile,
  options: {
    encoding?: string | undefined;
    returns: boolean;
    longest: number;
    delimiter: string;
    quote: boolean;
    above: number;
  },
): Promise<RecordLine | undefined> {
  for await (const record of records(rawLines(file.path, options), options)) {
    if (record.line > options.above) return record.cells ? record : undefined;
  }
  return undefined;
}

/** Lines above the header of a table under titles. A title says nothing of the delimiter, so each line is asked for the one of what follows. */
function linesAbove(start: string, knows: (header: string) => boolean): number {
  const rows: string[][] = [];
  for (let line = 0; line < HEADER_WITHIN; line += 1) {
    const rest = afterLines(start, line);
    if (rest === '') break;
    rows.push(splitRow(rest, guessDelimiter(rest)));
  }
  return headerPlace(rows, knows);
}

function afterLines(text: string, count: number): string {
  let from = 0;
  for (let line = 0; line < count; line += 1) {
    const end = /\r\n|\n|\r/g;
    end.lastIndex = from;
    if (!end.test(text)) return '';
    from = end.lastIndex;
  }
  return text.slice(from);
}

async function startOf(path: string, encoding: string | undefined): Promise<string> {
  const handle = await open(path);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(SAMPLE), 0, SAMPLE, 0);
    return new TextDecoder(encoding ?? 'utf-8').decode(buffer.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}

/** The database's names know no case and are never twice: `Id`, `id_2`; a header that is empty is called by its place. */
function columnNames(headers: readonly string[]): string[] {
  const taken = new Set(['_line', '_file', 'file_row_number']);
  return headers.map((header, i) => {
    const plain = header === '' ? `column_${i + 1}` : header;
    let name = plain;
    for (let n = 2; taken.has(name.toLowerCase()); n += 1) name = `${plain}_${n}`;
    taken.add(name.toLowerCase());
    return name;
  });
}
