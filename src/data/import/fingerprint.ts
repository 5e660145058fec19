/** One pass over a file before anything is read: its hash, and whether the database's own CSV reader can be trusted with it. */
import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

export interface Fingerprint {
  size: number;
  sha256: string;
  text: TextFacts;
}

export interface TextFacts {
  /** Lines that are not empty, a last one without line end among them. */
  lines: number;
  /** Empty lines before the end. */
  blank: number;
  /** Bytes of the longest line. */
  longest: number;
  utf8: boolean;
  zeros: boolean;
  quotes: boolean;
  /** A quote beside a blank: `, "a"`, which readers take in two ways. */
  paddedQuotes: boolean;
  /** Carriage returns that no line feed follows. */
  loneReturns: boolean;
  lineFeeds: number;
  /** The last line has its line end. */
  ended: boolean;
  /** Where the line after every `STRETCH` lines starts, in bytes: a long file is read in stretches. */
  stretches: number[];
  mark?: 'utf-8' | 'utf-16le' | 'utf-16be';
}

/** Lines. */
export const STRETCH = 4 * 122_880;

const [NUL, LF, CR, QUOTE] = [0, 10, 13, 34];

export async function fingerprint(
  path: string,
  onBytes: (bytes: number) => void = () => {},
): Promise<Fingerprint> {
  const hash = createHash('sha256');
  const facts = new Facts();
  let size = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    facts.take(chunk);
    size += chunk.length;
    onBytes(size);
  }
  return { size, sha256: hash.digest('hex'), text: facts.finish() };
}

class Facts {
  readonly #facts: TextFacts = {
    lines: 0,
    blank: 0,
    longest: 0,
    utf8: true,
    zeros: false,
    quotes: false,
    paddedQuotes: false,
    loneReturns: false,
    lineFeeds: 0,
    ended: true,
    stretches: [],
  };
  #bytes = 0;
  /** Where the line being read starts, and the last byte before this chunk. */
  #lineStart = 0;
  #last = LF;
  #tail: Buffer = Buffer.alloc(0);
  /** Not a text at all: nothing but the hash is of use. */
  #binary = false;

  take(chunk: Buffer): void {
    if (this.#bytes === 0) this.#begin(chunk);
    if (!this.#binary) this.#look(chunk);
    this.#bytes += chunk.length;
    this.#last = chunk.at(-1) ?? this.#last;
  }

  finish(): TextFacts {
    const facts = this.#facts;
    facts.ended = this.#last === LF || this.#last === CR;
    if (this.#bytes > this.#lineStart) this.#line(this.#bytes, this.#last === CR);
    if (this.#tail.length > 0) facts.utf8 = false;
    if (this.#last === CR) facts.loneReturns = true;
    if (facts.stretches.at(-1) === this.#bytes) facts.stretches.pop();
    return facts;
  }

  #begin(chunk: Buffer): void {
    const facts = this.#facts;
    if (chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) facts.mark = 'utf-8';
    else if (chunk[0] === 0xff && chunk[1] === 0xfe) facts.mark = 'utf-16le';
    else if (chunk[0] === 0xfe && chunk[1] === 0xff) facts.mark = 'utf-16be';
    this.#binary = chunk.subarray(0, 4).toString('latin1') === 'PAR1';
  }

  #look(chunk: Buffer): void {
    const facts = this.#facts;
    facts.zeros ||= chunk.includes(NUL);
    if (facts.utf8) this.#check(chunk);
    if (!facts.quotes && chunk.includes(QUOTE)) facts.quotes = true;
    if (facts.quotes && !facts.paddedQuotes) facts.paddedQuotes = this.#padded(chunk);
    if (!facts.loneReturns) this.#returns(chunk);
    for (let at = chunk.indexOf(LF); at >= 0; at = chunk.indexOf(LF, at + 1)) {
      facts.lineFeeds += 1;
      const before = at > 0 ? chunk[at - 1] : this.#last;
      this.#line(this.#bytes + at, before === CR);
      this.#lineStart = this.#bytes + at + 1;
      if (facts.lineFeeds % STRETCH === 0) facts.stretches.push(this.#lineStart);
    }
  }

  #line(end: number, returned: boolean): void {
    const length = end - this.#lineStart - (returned ? 1 : 0);
    if (length <= 0) this.#facts.blank += 1;
    else this.#facts.lines += 1;
    if (length > this.#facts.longest) this.#facts.longest = length;
  }

  #padded(chunk: Buffer): boolean {
    if (chunk.includes(' "') || chunk.includes('" ')) return true;
    return (this.#last === 32 && chunk[0] === QUOTE) || (this.#last === QUOTE && chunk[0] === 32);
  }

  #returns(chunk: Buffer): void {
    if (this.#last === CR && this.#bytes > 0 && chunk[0] !== LF) this.#facts.loneReturns = true;
    for (let at = chunk.indexOf(CR); at >= 0 && at < chunk.length - 1; at = chunk.indexOf(CR, at + 1)) {
      if (chunk[at + 1] !== LF) {
        this.#facts.loneReturns = true;
        return;
      }
    }
  }

  /** A character cut by the chunk's end waits for the next. */
  #check(chunk: Buffer): void {
    const bytes = this.#tail.length > 0 ? Buffer.concat([this.#tail, chunk]) : chunk;
    let whole = bytes.length;
    for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
      const byte = bytes[bytes.length - back] as number;
      if (byte < 0x80) break;
      if (byte < 0xc0) continue;
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      if (length > back) whole = bytes.length - back;
      break;
    }
    this.#tail = Buffer.from(bytes.subarray(whole));
    if (!isUtf8(bytes.subarray(0, whole))) this.#facts.utf8 = false;
  }
}
