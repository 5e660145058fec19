/** Delimited text → rows of cells, character by character: for headers, for guessing the delimiter, and for files DuckDB might misread. */

interface TableRow {
  /** Line it starts on, from 1. */
  line: number;
  cells: string[];
  /** Nothing but blanks in the whole row. */
  blank: boolean;
}

/**
 * Quotes count at the start of a cell only; within, "" is a quote; blanks after the closing quote are dropped. LF, CRLF
 * and CR end a line. `last` tells that no more text follows: else an unfinished row is kept for the next call.
 */
export class RecordReader {
  readonly #delimiter: string;
  #line: number;
  #rest = '';

  constructor(delimiter: string, line = 1) {
    this.#delimiter = delimiter;
    this.#line = line;
  }

  read(text: string, last: boolean): TableRow[] {
    const all = this.#rest + text;
    const records: TableRow[] = [];
    let from = 0;
    for (;;) {
      const next = this.#record(all, from, last);
      if (!next) break;
      records.push(next.record);
      from = next.end;
    }
    this.#rest = all.slice(from);
    return records;
  }

  #record(all: string, from: number, last: boolean): { record: TableRow; end: number } | undefined {
    if (from >= all.length) return undefined;
    return this.#simple(all, from) ?? this.#careful(all, from, last);
  }

  /** A row that ends in this text and has no quote and no stray return: most rows. */
  #simple(all: string, from: number): { record: TableRow; end: number } | undefined {
    const end = all.indexOf('\n', from);
    if (end < 0) return undefined;
    const row = all.slice(from, all[end - 1] === '\r' && end > from ? end - 1 : end);
    if (row.includes('"') || row.includes('\r')) return undefined;
    const cells = row.split(this.#delimiter);
    const line = this.#line;
    this.#line += 1;
    return { record: { line, cells, blank: cells.length === 1 && /^ *$/.test(row) }, end: end + 1 };
  }

  #careful(all: string, from: number, last: boolean): { record: TableRow; end: number } | undefined {
    const cells: string[] = [];
    let cell = '';
    let at = from;
    let lines = 0;
    let quoted = false;
    const start = this.#line;
    for (;;) {
      if (at >= all.length) {
        if (!last) return undefined;
        break;
      }
      if (all[at] === '"' && !quoted && /^ *$/.test(cell)) {
        const text = quotedText(all, at + 1, last);
        if (!text) return undefined;
        cell = text.cell;
        lines += text.lines;
        at = text.end;
        quoted = true;
        while (all[at] === ' ' && all[at] !== this.#delimiter) at += 1;
        continue;
      }
      const char = all[at] as string;
      if (char === this.#delimiter) {
        cells.push(cell);
        cell = '';
        quoted = false;
        at += 1;
      } else if (char === '\n' || char === '\r') {
        // A return at the very end may be the first half of a line end.
        if (char === '\r' && at + 1 >= all.length && !last) return undefined;
        at += char === '\r' && all[at + 1] === '\n' ? 2 : 1;
        break;
      } else {
        cell += char;
        at += 1;
      }
    }
    const blank = cells.length === 0 && /^ *$/.test(cell) && !quoted;
    cells.push(cell);
    this.#line += lines + 1;
    return { record: { line: start, cells, blank }, end: at };
  }
}

function quotedText(
  all: string,
  from: number,
  last: boolean,
): { cell: string; lines: number; end: number } | undefined {
  let cell = '';
  let at = from;
  for (;;) {
    const quote = all.indexOf('"', at);
    if (quote < 0 || (quote + 1 >= all.length && !last)) {
      if (!last) return undefined;
      cell += all.slice(at);
      return { cell, lines: lineEnds(cell), end: all.length };
    }
    cell += all.slice(at, quote);
    if (all[quote + 1] !== '"') return { cell, lines: lineEnds(cell), end: quote + 1 };
    cell += '"';
    at = quote + 2;
  }
}

function lineEnds(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}

/** The cells of one row. */
export function splitRow(text: string, delimiter: string): string[] {
  return new RecordReader(delimiter).read(text, true)[0]?.cells ?? [''];
}

const DELIMITERS = [',', '\t', ';', '|'];

/** The delimiter that cuts the most rows of a sample into the same number (above one) of cells. Comma if none does. */
export function guessDelimiter(sample: string): string {
  let best = { delimiter: ',', rows: 0, cells: 1 };
  for (const delimiter of DELIMITERS) {
    const records = new RecordReader(delimiter).read(sample, false).filter((r) => !r.blank);
    const rows = (records.length > 0 ? records : new RecordReader(delimiter).read(sample, true)).slice(0, 50);
    const cells = rows[0]?.cells.length ?? 1;
    if (cells < 2) continue;
    const same = rows.filter((r) => r.cells.length === cells).length;
    if (same > best.rows || (same === best.rows && cells > best.cells))
      best = { delimiter, rows: same, cells };
  }
  return best.delimiter;
}
