/** CSV, TSV and their kin: a scan for lines and faults, then DuckDB's reader with nothing left to guess. */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Location } from '../../../language/diagnostic.ts';
import type { TableSource } from '../../../language/agreement.ts';
import { csvRows } from '../../../warehouse/files.ts';
import { quoteIdentifier, quoteLiteral, quoteTable, WarehouseError } from '../../../warehouse/warehouse.ts';
import type { TableName, Warehouse } from '../../../warehouse/warehouse.ts';
import { LISTED } from '../problems.ts';
import { staging } from '../staging.ts';
import type { TextRow } from './appended.ts';
import { appendRows } from './appended.ts';
import { asUtf8, likelyEncoding } from './encoding.ts';
import type { Opened, Reading, Staged } from './reader.ts';
import { guessDelimiter, RecordReader, splitRow } from './records.ts';
import type { Scan } from './scan.ts';
import { LONGEST_ROW, scanFile } from './scan.ts';

const SAMPLE = 1 << 18;

export async function openDelimited(
  source: TableSource & { at: Location },
  name: string,
  reading: Reading,
): Promise<Opened | undefined> {
  const { problems } = reading;
  const text = await asUtf8(source, name, reading);
  if (!text) return undefined;
  const sample = await start(text.file);
  const delimiter = delimiterOf(source, name) ?? guessDelimiter(skipLines(sample, source.header - 1));
  if (delimiter.length !== 1 || delimiter.charCodeAt(0) > 126 || '"\n\r\0'.includes(delimiter)) {
    problems.add('delimiter-wrong', { delimiter }, source.at);
    return undefined;
  }
  const returnsEndLines = sample.includes('\r') && !sample.includes('\n');
  const scan = await scanFile(text.file, {
    delimiter,
    header: source.header,
    listed: LISTED,
    returnsEndLines,
  });
  if (!(await sound(scan, source, name, reading))) return undefined;
  const headers = splitRow(scan.header.toString('utf8').replace(/\r$/, ''), delimiter);
  return {
    headers,
    headerAt: { file: source.file, line: source.header },
    sha256: text.sha256 ?? scan.sha256,
    stage: async (columns, into) => {
      const { warehouse } = reading;
      const staged = scan.irregular
        ? undefined
        : await quickly(warehouse, text.file, delimiter, scan, columns, into);
      return (
        staged ??
        appendRows(warehouse, into, columns, slowly(text.file, delimiter, source.header, headers.length))
      );
    },
  };
}

/** Reports what the scan found; false where the file is not to be read. */
async function sound(scan: Scan, source: TableSource, name: string, reading: Reading): Promise<boolean> {
  const { problems } = reading;
  const at = { file: source.file };
  if (scan.stop) {
    const { why, line } = scan.stop;
    const here = { file: source.file, line };
    switch (why) {
      case 'empty':
        problems.add('file-empty', { file: name }, at);
        break;
      case 'no header':
        problems.add('header-missing', { file: name, row: source.header }, at);
        break;
      case 'zero byte':
        if ((await likelyEncoding(source.file)) === 'utf-16') {
          problems.add('encoding-other', { file: name, line: 1, encoding: 'utf-8', other: 'utf-16' }, at);
        } else problems.add('zero-byte', { file: name, line }, here);
        break;
      case 'too long':
        problems.add('line-too-long', { file: name, line, limit: LONGEST_ROW }, here);
        break;
      case 'quote open':
        problems.add('quote-open', { file: name, line }, here);
        break;
      case 'encoding': {
        const other = await likelyEncoding(source.file);
        const data = { file: name, line, encoding: 'utf-8' };
        if (other) problems.add('encoding-other', { ...data, other }, here);
        else problems.add('encoding-wrong', data, here);
      }
    }
    return false;
  }
  const expected = scan.cells;
  const listed = (first: { line: number; found: number }[]) =>
    first.map(({ line, found }) => ({
      data: { line, found, expected, file: name },
      at: { file: source.file, line },
    }));
  problems.several('row-ragged', scan.ragged.total, listed(scan.ragged.first), at);
  problems.several('quote-stray', scan.stray.total, listed(scan.stray.first), at);
  problems.several('line-end-mixed', scan.returns.total, listed(scan.returns.first), at);
  return scan.ragged.total + scan.stray.total + scan.returns.total === 0;
}

/** By DuckDB's reader. Nothing where it does not find the rows that the scan found: then the slow reader decides. */
async function quickly(
  warehouse: Warehouse,
  file: string,
  delimiter: string,
  scan: Scan,
  columns: readonly number[],
  into: TableName,
): Promise<Staged | undefined> {
  const table = quoteTable(into);
  const types = Array.from({ length: scan.cells }, (_, c) => `c${c}: 'VARCHAR'`).join(', ');
  const options = [
    'auto_detect = false',
    'header = false',
    `skip = ${scan.firstLine - 1}`,
    `delim = ${quoteLiteral(delimiter)}`,
    `quote = '"'`,
    `escape = '"'`,
    'strict_mode = true',
    `compression = 'none'`,
    `columns = {${types}}`,
    // A line end in a cell cannot be told from one between rows when a thread starts in the middle of the file.
    ...(scan.quotedNewlines ? ['parallel = false'] : []),
  ];
  const wanted = columns.length > 0 ? columns.map((c) => `c${c}`).join(', ') : 'null as nothing';
  try {
    await warehouse.run(`create table ${table} as select ${wanted} from ${csvRows(file, ...options)}`);
  } catch (cause) {
    if (cause instanceof WarehouseError) return undefined;
    throw cause;
  }
  const [[rows]] = (await warehouse.values(`select count(*) from ${table}`)) as [[bigint]];
  if (Number(rows) !== scan.rows) {
    await warehouse.run(`drop table ${table}`);
    return undefined;
  }
  if (scan.jumps.length === 0) return { line: `r.rowid + ${scan.firstLine}` };
  return withJumps(warehouse, scan, into);
}

/** Rows that span lines, and blank lines between rows, put the lines of all that follow out of step. */
async function withJumps(warehouse: Warehouse, scan: Scan, into: TableName): Promise<Staged> {
  const jumps = staging(`${into.name}_jumps`);
  const unlined = staging(`${into.name}_unlined`);
  const shape = [
    { name: 'row', type: 'bigint' },
    { name: 'shift', type: 'bigint' },
  ] as const;
  await warehouse.create(jumps, shape);
  await warehouse.insert(
    jumps,
    shape,
    scan.jumps.map((j) => [BigInt(j.row), BigInt(j.shift)]),
  );
  await warehouse.run(
    `alter table ${quoteTable(into)} rename to ${quoteIdentifier(unlined.name)};
     create table ${quoteTable(into)} as
       select r.rowid + ${scan.firstLine} + coalesce(j.shift, 0) as line, r.*
       from ${quoteTable(unlined)} r asof left join ${quoteTable(jumps)} j on r.rowid >= j."row";
     drop table ${quoteTable(unlined)};
     drop table ${quoteTable(jumps)}`,
  );
  return { line: 'r.line' };
}

/** Rows of a file that DuckDB might read in another way than the scan. */
async function* slowly(
  file: string,
  delimiter: string,
  header: number,
  width: number,
): AsyncIterable<TextRow> {
  const reader = new RecordReader(delimiter);
  const decoder = new TextDecoder('utf-8');
  let skipped = 0;
  let headerSeen = false;
  const rows = function* (text: string, last: boolean): Iterable<TextRow> {
    for (const record of reader.read(text, last)) {
      if (!headerSeen) headerSeen = true;
      else if (!record.blank || width === 1) {
        yield { line: record.line + header - 1, cells: record.cells };
      }
    }
  };
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    let text = decoder.decode(chunk, { stream: true });
    while (skipped < header - 1) {
      const end = /\r\n|\n|\r/.exec(text);
      if (!end) {
        text = '';
        break;
      }
      text = text.slice(end.index + end[0].length);
      skipped += 1;
    }
    yield* rows(text, false);
  }
  yield* rows(decoder.decode(), true);
}

const NAMED: Record<string, string> = { tab: '\t', '\\t': '\t', comma: ',', semicolon: ';', pipe: '|' };

function delimiterOf(source: TableSource, name: string): string | undefined {
  if (source.delimiter !== undefined) return NAMED[source.delimiter.toLowerCase()] ?? source.delimiter;
  return name.toLowerCase().endsWith('.tsv') ? '\t' : undefined;
}

async function start(file: string): Promise<string> {
  const handle = await open(file);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(SAMPLE), 0, SAMPLE, 0);
    return new TextDecoder('utf-8').decode(buffer.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}

function skipLines(text: string, lines: number): string {
  let from = 0;
  for (let i = 0; i < lines; i += 1) {
    const end = text.indexOf('\n', from);
    if (end < 0) break;
    from = end + 1;
  }
  return text.slice(from);
}
