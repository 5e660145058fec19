/**
 * Rows of a delimited file, line by line, for files that the database's reader cannot be trusted with. A row that is no row refuses one line;
 * reading goes on with the next, so that one stray quote does not swallow the rest of a file.
 */
import type { RawLine } from './lines.ts';

/** Bytes of a row over all its lines (the database holds a row in one buffer of 2 MiB). */
export const LONGEST_ROW = 2_000_000;
/** Lines a cell in quotes may go on for. */
const MOST_LINES = 1_000;

export interface RecordLine {
  /** Where it starts, from 1. */
  line: number;
  /** Absent where it is no row. */
  cells?: string[];
  /** The line as it stands, where its cells can be cut at the delimiters alone. */
  plain?: string;
  bad?: NonNullable<RawLine['bad']> | 'row-ragged' | 'quote-open' | 'quote-stray';
  sample: string;
}

interface RecordOptions {
  delimiter: string;
  /** Cells of every row; any number without it. */
  width?: number | undefined;
  /** Quotes mean nothing. */
  quote?: boolean | undefined;
}

/** Blank lines are no rows. The width may be set while reading, once the header is known. */
export async function* records(
  lines: AsyncIterable<RawLine>,
  options: RecordOptions,
): AsyncIterable<RecordLine> {
  const source = lines[Symbol.asyncIterator]();
  const waiting: RawLine[] = [];
  const next = async (): Promise<RawLine | undefined> => {
    const held = waiting.shift();
    if (held) return held;
    const { done, value } = await source.next();
    return done ? undefined : value;
  };
  for (;;) {
    const first = await next();
    if (!first) return;
    const { line, text, sample } = first;
    if (text === undefined) {
      yield { line, bad: first.bad ?? 'encoding', sample };
      continue;
    }
    if (!text.includes(options.delimiter) && text.trim() === '') continue;
    if (text.length > LONGEST_ROW) {
      yield { line, bad: 'row-too-long', sample };
      continue;
    }
    if (options.quote === false || !/["\r]/.test(text)) {
      const cells = text.split(options.delimiter);
      if (options.width !== undefined && cells.length !== options.width) {
        yield { line, bad: 'row-ragged', sample };
      } else yield { line, cells, plain: text, sample };
      continue;
    }
    const more: RawLine[] = [];
    let whole = text;
    let parsed = parse(whole, options.delimiter);
    while (parsed.state === 'open' && more.length < MOST_LINES && whole.length <= LONGEST_ROW) {
      const following = await next();
      if (!following) break;
      more.push(following);
      if (following.text === undefined) break;
      whole += `\n${following.text}`;
      if (following.text.includes('"')) parsed = parse(whole, options.delimiter);
    }
    const ragged = options.width !== undefined && parsed.cells.length !== options.width;
    if (parsed.state === 'done' && !ragged) {
      yield { line, cells: parsed.cells, sample };
      continue;
    }
    // Only the first line is at fault as far as anybody can tell: the others are looked at again by themselves.
    waiting.unshift(...more);
    const bad =
      parsed.state === 'open' ? 'quote-open' : parsed.state === 'stray' ? 'quote-stray' : 'row-ragged';
    yield { line, bad, sample };
  }
}

/** Quotes count at the start of a cell only; within, "" is a quote; blanks round quotes are dropped. */
function parse(text: string, delimiter: string): { cells: string[]; state: 'done' | 'open' | 'stray' } {
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    let start = at;
    while (text[start] === ' ' && text[start] !== delimiter) start += 1;
    if (text[start] !== '"') {
      const end = text.indexOf(delimiter, at);
      cells.push(text.slice(at, end < 0 ? undefined : end));
      if (end < 0) return { cells, state: 'done' };
      at = end + 1;
      continue;
    }
    let cell = '';
    let from = start + 1;
    for (;;) {
      const quote = text.indexOf('"', from);
      if (quote < 0) return { cells: [...cells, cell + text.slice(from)], state: 'open' };
      cell += text.slice(from, quote);
      from = quote + 1;
      if (text[from] !== '"') break;
      cell += '"';
      from += 1;
    }
    cells.push(cell);
    while (text[from] === ' ' && text[from] !== delimiter) from += 1;
    if (from >= text.length) return { cells, state: 'done' };
    if (text[from] !== delimiter) return { cells, state: 'stray' };
    at = from + 1;
  }
}

/** A row as the database reads it without doubt. */
export function serialised(cells: readonly string[], delimiter: string): string {
  return cells
    .map((cell) => (needsQuotes(cell, delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(delimiter);
}

function needsQuotes(cell: string, delimiter: string): boolean {
  return cell.includes('"') || cell.includes(delimiter) || cell.includes('\n') || cell.includes('\r');
}
