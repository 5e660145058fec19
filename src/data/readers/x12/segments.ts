/**
 * Bytes → segments. Knows delimiters, line breaks and encodings, nothing of envelopes or claims. Holds one segment and one chunk at a
 * time, whatever the size of the file.
 */
import { isAscii } from 'node:buffer';
import { HEADER_LIMIT, ofExcerpt, ofInterchange, startsInterchange } from './delimiters.ts';
import type { Delimiters } from './delimiters.ts';

export interface Segment {
  /** `CLP`. */
  id: string;
  /** The elements with the identifier first, so that `elements[2]` is CLP02. */
  elements: readonly string[];
  /**
   * Which segment of the file it is, from 1: the line it stands on where a file has a line for each, and the line it would stand on in one
   * that is a single line.
   */
  place: number;
  component: string;
  /** What its text is encoded in, where it is not UTF-8. */
  encoding?: 'windows-1252';
}

/** Something between two terminators (or without one) that is no segment. */
export interface Broken {
  broken: 'x12-cut' | 'x12-too-long' | 'x12-unreadable' | 'x12-delimiters';
  place: number;
  /** Its beginning. */
  text: string;
}

export type Piece = Segment | Broken;

/** No segment of a claim comes near it: what is longer has lost its terminators. */
const SEGMENT_LIMIT = 1 << 20;

const NAME = /^[A-Z][A-Z0-9]{1,2}$/;
const utf8 = new TextDecoder('utf-8', { fatal: true });
const western = new TextDecoder('windows-1252');

export class Segmenter {
  #rest: Buffer = Buffer.alloc(0);
  #delimiters: Delimiters | undefined;
  #place = 0;
  #started = false;
  /** In a segment that is too long, up to its end. */
  #skipping = false;
  /** In text that has no delimiters, up to the next ISA. */
  #seeking = false;

  /** The segments that `chunk` completes; with `last`, all that is left. */
  take(chunk: Buffer, last = false): Piece[] {
    const bytes = this.#rest.length ? Buffer.concat([this.#rest, chunk]) : chunk;
    const pieces: Piece[] = [];
    const used = this.#read(bytes, last, pieces);
    this.#rest = used < bytes.length ? bytes.subarray(used) : Buffer.alloc(0);
    return pieces;
  }

  #read(bytes: Buffer, last: boolean, pieces: Piece[]): number {
    let at = 0;
    if (!this.#started) {
      if (bytes.length < 3 && !last) return 0;
      if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) at = 3;
      this.#started = true;
    }
    for (;;) {
      if (this.#seeking) {
        const found = nextInterchange(bytes, at);
        if (found < 0) return last ? bytes.length : Math.max(at, bytes.length - 3);
        at = found;
        this.#seeking = false;
      }
      if (this.#skipping) {
        const end = bytes.indexOf(this.#delimiters!.terminator, at);
        if (end < 0) return bytes.length;
        at = end + 1;
        this.#skipping = false;
      }
      while (at < bytes.length && bytes[at]! <= 0x20) at += 1;
      if (at >= bytes.length) return at;
      if (!last && bytes.length - at < 4) return at;

      if (startsInterchange(bytes, at) || !this.#delimiters) {
        if (!last && bytes.length - at < 2 * HEADER_LIMIT) return at;
        const head = bytes.subarray(at, at + 4 * HEADER_LIMIT);
        this.#delimiters = startsInterchange(bytes, at)
          ? ofInterchange(bytes, at)
          : ofExcerpt(head.toString('latin1'));
        if (!this.#delimiters) {
          pieces.push(this.#break('x12-delimiters', head));
          this.#seeking = true;
          at += 1;
          continue;
        }
      }

      const end = bytes.indexOf(this.#delimiters.terminator, at);
      const length = (end < 0 ? bytes.length : end) - at;
      if (length > SEGMENT_LIMIT) {
        pieces.push(this.#break('x12-too-long', bytes.subarray(at, at + 200)));
        this.#skipping = true;
        continue;
      }
      if (end < 0) {
        if (!last) return at;
        pieces.push(this.#break('x12-cut', bytes.subarray(at)));
        return bytes.length;
      }
      if (length > 0) pieces.push(this.#segment(bytes.subarray(at, end), this.#delimiters));
      at = end + 1;
    }
  }

  #segment(bytes: Buffer, delimiters: Delimiters): Piece {
    const { text, encoding } = decode(bytes);
    // Files wrapped at 80 columns break a line wherever it falls; a line break is no character of X12.
    const broken = text.includes('\n') || text.includes('\r');
    const whole = broken ? text.replace(/[\r\n]/g, '') : text;
    const elements = whole.split(String.fromCharCode(delimiters.element));
    const id = elements[0]!.trim();
    if (!NAME.test(id)) return this.#break('x12-unreadable', bytes);
    this.#place += 1;
    return {
      id,
      elements,
      place: this.#place,
      component: delimiters.component,
      ...(encoding && { encoding }),
    };
  }

  #break(broken: Broken['broken'], bytes: Buffer): Broken {
    this.#place += 1;
    return { broken, place: this.#place, text: decode(bytes.subarray(0, 200)).text };
  }
}

function nextInterchange(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf('ISA', from, 'latin1'); at >= 0; at = bytes.indexOf('ISA', at + 1, 'latin1'))
    if (startsInterchange(bytes, at)) return at;
  return -1;
}

/** X12 is plain ASCII; names outside it come as UTF-8 or, from older systems, in Windows' western alphabet. */
function decode(bytes: Buffer): { text: string; encoding?: 'windows-1252' } {
  if (isAscii(bytes)) return { text: bytes.toString('latin1') };
  try {
    return { text: utf8.decode(bytes) };
  } catch {
    return { text: western.decode(bytes), encoding: 'windows-1252' };
  }
}
