/**
 * One pass over the bytes of a delimited file before the database reads it: its hash, its encoding, how many cells each
 * row has, and on which line each row starts. DuckDB is fast but counts rows, not lines, and stops at the first bad one;
 * so the lines people are told come from here, and a file that passes leaves DuckDB nothing to guess.
 */
import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** A longer row is refused: DuckDB holds a row in one buffer (its own limit is 2 MiB). Bytes. */
export const LONGEST_ROW = 2_000_000;

interface Tally {
  total: number;
  first: { line: number; found: number }[];
}

export interface Scan {
  sha256: string;
  /** Rows after the header, blank lines not among them (in a file of one column a blank line is a row). */
  rows: number;
  /** The header's row as it stands, and its cells. */
  header: Buffer;
  cells: number;
  /** Row i (from 0) starts on line `firstLine + i`, plus the `shift` of the last jump with `row` ≤ i. */
  firstLine: number;
  jumps: { row: number; shift: number }[];
  /** Cells with line ends in them. */
  quotedNewlines: boolean;
  /** Well formed, but in ways DuckDB may read differently: for the slow reader. */
  irregular: boolean;
  /** Rows with more or fewer cells than the header. */
  ragged: Tally;
  /** Rows where something follows a closing quote. */
  stray: Tally;
  /** Carriage returns within a row. */
  returns: Tally;
  /** Why the scan stopped before the end of the file, and on which line. */
  stop?: { why: 'zero byte' | 'too long' | 'quote open' | 'encoding' | 'no header' | 'empty'; line: number };
}

interface ScanOptions {
  /** One ASCII character. */
  delimiter: string;
  /** Line of the header, from 1. */
  header: number;
  /** How many of each kind of problem are kept. */
  listed: number;
  /** Line ends are lone carriage returns (files of old Macintosh programs). */
  returnsEndLines?: boolean;
}

export async function scanFile(file: string, options: ScanOptions): Promise<Scan> {
  const hash = createHash('sha256');
  const scanner = new Scanner(options);
  let start = true;
  for await (let chunk of createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    if (start && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) chunk = chunk.subarray(3);
    start = false;
    if (!scanner.take(chunk)) break;
  }
  return scanner.finish(hash.digest('hex'));
}

const [NUL, LF, CR, SPACE, QUOTE] = [0, 10, 13, 32, 34];
/**
 * Where in a cell the scan is: at its start, after blanks there, in plain text, between quotes, after a closing quote (or
 * the first of two), after blanks behind that.
 */
const [START, INDENTED, PLAIN, QUOTED, CLOSED, PADDED] = [0, 1, 2, 3, 4, 5];

class Scanner {
  readonly #options: ScanOptions;
  readonly #scan: Scan = {
    sha256: '',
    rows: 0,
    header: Buffer.alloc(0),
    cells: 0,
    firstLine: 0,
    jumps: [],
    quotedNewlines: false,
    irregular: false,
    ragged: { total: 0, first: [] },
    stray: { total: 0, first: [] },
    returns: { total: 0, first: [] },
  };
  #bytes = 0;
  #line = 1;
  #tail = Buffer.alloc(0);
  #header: Buffer[] | undefined = [];
  // The row being scanned: the line it starts on, its bytes and cells so far, and whether its line end is half seen.
  #rowLine = 1;
  #length = 0;
  #cells = 1;
  #state: number = START;
  #return = false;
  #stray = false;
  #plainEnds = false;
  #returnEnds = false;

  constructor(options: ScanOptions) {
    this.#options = options;
  }

  /** False where nothing more is to be learned. */
  take(chunk: Buffer): boolean {
    if (chunk.length === 0) return true;
    this.#bytes += chunk.length;
    const zero = chunk.indexOf(NUL);
    if (zero >= 0) return this.#stopAt('zero byte', this.#line + count(chunk.subarray(0, zero)));
    const invalid = this.#invalidLine(chunk);
    if (invalid !== undefined) return this.#stopAt('encoding', invalid);
    return this.#rows(chunk);
  }

  finish(sha256: string): Scan {
    const scan = this.#scan;
    scan.sha256 = sha256;
    if (scan.stop) return scan;
    if (this.#tail.length > 0) scan.stop = { why: 'encoding', line: this.#line };
    else if (this.#bytes === 0) scan.stop = { why: 'empty', line: 1 };
    else if (this.#state === QUOTED) scan.stop = { why: 'quote open', line: this.#rowLine };
    else {
      if (this.#length > 0) {
        if (this.#return) this.#length -= 1;
        this.#endRow();
      }
      if (this.#header) scan.stop = { why: 'no header', line: this.#line };
    }
    if (this.#plainEnds && this.#returnEnds) scan.irregular = true;
    if (this.#options.returnsEndLines) scan.irregular = true;
    return scan;
  }

  #rows(chunk: Buffer): boolean {
    const scan = this.#scan;
    const delimiter = this.#options.delimiter.charCodeAt(0);
    const end = this.#options.returnsEndLines ? CR : LF;
    let at = 0;
    // Lines above the header are no rows: whatever stands there is skipped.
    while (this.#line < this.#options.header) {
      const next = chunk.indexOf(end, at);
      if (next < 0) return true;
      at = next + 1;
      this.#line += 1;
      this.#rowLine = this.#line;
    }
    let headerFrom = at;
    let state = this.#state;
    let length = this.#length;
    let halfEnd = this.#return;
    const ordinary = ordinaryBytes(delimiter, end);
    const size = chunk.length;
    for (let i = at; i < size;) {
      const from = i;
      if (state === QUOTED) {
        let byte = -1;
        while (i < size && (byte = chunk[i] as number) !== QUOTE) {
          if (byte === end) {
            this.#line += 1;
            scan.quotedNewlines = true;
          }
          i += 1;
        }
        if (i < size) {
          state = CLOSED;
          i += 1;
        }
        length += i - from;
        continue;
      }
      while (i < size && ordinary[chunk[i] as number] === 1) i += 1;
      if (i > from) {
        if (halfEnd) this.#tally(scan.returns, 0);
        halfEnd = false;
        if (state >= CLOSED) this.#stray = true;
        else state = PLAIN;
        length += i - from;
        continue;
      }
      const byte = chunk[i] as number;
      i += 1;
      if (byte === end) {
        if (halfEnd) {
          halfEnd = false;
          this.#returnEnds = true;
          length -= 1;
        } else this.#plainEnds = true;
        if (this.#header) this.#header.push(chunk.subarray(headerFrom, from));
        this.#length = length;
        this.#state = state;
        this.#endRow();
        this.#line += 1;
        this.#rowLine = this.#line;
        state = START;
        length = 0;
        headerFrom = i;
        continue;
      }
      if (halfEnd) this.#tally(scan.returns, 0);
      halfEnd = byte === CR;
      length += 1;
      if (byte === delimiter) {
        this.#cells += 1;
        state = START;
      } else if (byte === QUOTE) {
        if (state === START || state === CLOSED) state = QUOTED;
        else if (state === PADDED) this.#stray = true;
        else {
          // A quote within a cell is a character, one after blanks opens a cell: DuckDB is not asked about either.
          if (state === INDENTED) state = QUOTED;
          scan.irregular = true;
        }
      } else if (byte === SPACE) {
        if (state >= CLOSED) {
          state = PADDED;
          scan.irregular = true;
        } else if (state === START) state = INDENTED;
      }
    }
    this.#state = state;
    this.#length = length;
    this.#return = halfEnd;
    if (this.#header) this.#header.push(chunk.subarray(headerFrom));
    if (length > LONGEST_ROW) return this.#stopAt('too long', this.#rowLine);
    return !scan.stop;
  }

  #endRow(): void {
    const scan = this.#scan;
    if (this.#length > LONGEST_ROW) scan.stop ??= { why: 'too long', line: this.#rowLine };
    if (this.#header) {
      scan.header = Buffer.concat(this.#header);
      scan.cells = this.#cells;
      scan.firstLine = this.#line + 1;
      this.#header = undefined;
      if (this.#stray) this.#tally(scan.stray, 0);
      // What DuckDB would skip above and in such a header is not said anywhere.
      if (this.#line !== 1) scan.irregular = true;
    } else if (scan.cells > 1 && this.#cells === 1 && this.#state <= INDENTED) {
      // A blank line is no row; DuckDB thinks so too unless there are blanks in it.
      if (this.#state === INDENTED) scan.irregular = true;
    } else {
      const shift = this.#rowLine - scan.firstLine - scan.rows;
      if (shift !== (scan.jumps.at(-1)?.shift ?? 0)) scan.jumps.push({ row: scan.rows, shift });
      if (this.#cells !== scan.cells) this.#tally(scan.ragged, this.#cells);
      if (this.#stray) this.#tally(scan.stray, 0);
      scan.rows += 1;
    }
    this.#cells = 1;
    this.#stray = false;
  }

  #tally(tally: Tally, found: number): void {
    tally.total += 1;
    if (tally.first.length < this.#options.listed) tally.first.push({ line: this.#rowLine, found });
  }

  #stopAt(why: NonNullable<Scan['stop']>['why'], line: number): false {
    this.#scan.stop = { why, line };
    return false;
  }

  /** The line of the first bytes that are not UTF-8; a character cut off at the chunk's end waits for the next. */
  #invalidLine(chunk: Buffer): number | undefined {
    const bytes = this.#tail.length > 0 ? Buffer.concat([this.#tail, chunk]) : chunk;
    const whole = wholeCharacters(bytes);
    this.#tail = Buffer.from(bytes.subarray(whole));
    if (isUtf8(bytes.subarray(0, whole))) return undefined;
    let line = this.#line;
    for (let from = 0; from < whole; line += 1) {
      const next = bytes.indexOf(LF, from);
      const to = next < 0 ? whole : next;
      if (!isUtf8(bytes.subarray(from, to))) break;
      from = to + 1;
    }
    return line;
  }
}

/** 1 for each byte that means nothing but itself. */
function ordinaryBytes(delimiter: number, end: number): Uint8Array {
  const ordinary = new Uint8Array(256).fill(1);
  for (const byte of [delimiter, end, CR, QUOTE, SPACE]) ordinary[byte] = 0;
  return ordinary;
}

/** Bytes up to the last character that is complete. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) {
      const size = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return size > back ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}

function count(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) lines += 1;
  return lines;
}
