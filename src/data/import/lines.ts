/** Lines of a text file as they stand, with their numbers; a line that is no text says why, and the rest goes on. */
import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';

/** Bytes. A longer line is not held in memory: it is skipped, and refused. */
const LONGEST_LINE = 64 << 20;

export interface RawLine {
  /** From 1. */
  line: number;
  /** Without its line end. Absent where it is no text. */
  text?: string;
  bad?: 'encoding' | 'zero-byte' | 'row-too-long';
  /** What could be made of it, for the report. */
  sample: string;
}

interface LineOptions {
  /** Of the WHATWG encoding standard; UTF-8 without it. UTF-16 must be said, or marked at the start of the file. */
  encoding?: string | undefined;
  longest?: number;
  /** Lines end in carriage returns only. */
  returns?: boolean;
  onBytes?: (bytes: number) => void;
}

const SAMPLE = 200;

export async function* rawLines(path: string, options: LineOptions = {}): AsyncIterable<RawLine> {
  const encoding = new TextDecoder(options.encoding ?? 'utf-8').encoding;
  if (encoding.startsWith('utf-16')) {
    yield* wideLines(path, encoding, options);
    return;
  }
  const end = options.returns ? 13 : 10;
  const longest = options.longest ?? LONGEST_LINE;
  const decode = decoderOf(encoding);
  let line = 1;
  let held: Buffer[] = [];
  let length = 0;
  let total = 0;
  const finish = (): RawLine => {
    const bytes = held.length === 1 ? (held[0] as Buffer) : Buffer.concat(held);
    const whole = length;
    [held, length] = [[], 0];
    const raw = rawLine(bytes, line, whole > longest, options.returns === true, decode);
    line += 1;
    return raw;
  };
  for await (let chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    total += chunk.length;
    if (line === 1 && length === 0 && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) {
      chunk = chunk.subarray(3);
    }
    let from = 0;
    for (let at = chunk.indexOf(end); at >= 0; at = chunk.indexOf(end, from)) {
      const piece = chunk.subarray(from, at);
      length += piece.length;
      held.push(piece);
      yield finish();
      from = at + 1;
    }
    if (from < chunk.length) {
      length += chunk.length - from;
      // Of a line that is too long only the start is kept.
      if (length <= longest || held.length === 0) held.push(Buffer.from(chunk.subarray(from)));
    }
    options.onBytes?.(total);
  }
  if (length > 0) yield finish();
}

function rawLine(
  bytes: Buffer,
  line: number,
  tooLong: boolean,
  returns: boolean,
  decode: (bytes: Buffer) => string | undefined,
): RawLine {
  const sample = () => bytes.subarray(0, SAMPLE).toString('utf8').replaceAll('\0', '\u2400');
  if (tooLong) return { line, bad: 'row-too-long', sample: sample() };
  if (bytes.includes(0)) return { line, bad: 'zero-byte', sample: sample() };
  const stripped = !returns && bytes.at(-1) === 13 ? bytes.subarray(0, -1) : bytes;
  const text = decode(stripped);
  if (text === undefined) return { line, bad: 'encoding', sample: sample() };
  return { line, text, sample: text.slice(0, SAMPLE) };
}

function decoderOf(encoding: string): (bytes: Buffer) => string | undefined {
  if (encoding === 'utf-8') return (bytes) => (isUtf8(bytes) ? bytes.toString('utf8') : undefined);
  const decoder = new TextDecoder(encoding, { fatal: true });
  return (bytes) => {
    try {
      return decoder.decode(bytes);
    } catch {
      return undefined;
    }
  };
}

/** In UTF-16 a line feed is two bytes, so the text is decoded first; what is no character becomes U+FFFD, which refuses its line. */
async function* wideLines(path: string, encoding: string, options: LineOptions): AsyncIterable<RawLine> {
  const decoder = new TextDecoder(encoding);
  const longest = (options.longest ?? LONGEST_LINE) / 2;
  let line = 1;
  let held = '';
  let total = 0;
  let dropped = false;
  const finish = (text: string): RawLine => {
    const tooLong = dropped || text.length > longest;
    const stripped = text.endsWith('\r') ? text.slice(0, -1) : text;
    const sample = text.slice(0, SAMPLE).replaceAll('\0', '\u2400');
    const bad = tooLong
      ? 'row-too-long'
      : stripped.includes('\0')
        ? 'zero-byte'
        : stripped.includes('\ufffd')
          ? 'encoding'
          : undefined;
    dropped = false;
    return bad ? { line: line++, bad, sample } : { line: line++, text: stripped, sample };
  };
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    total += chunk.length;
    held += decoder.decode(chunk, { stream: true });
    let from = 0;
    for (let at = held.indexOf('\n'); at >= 0; at = held.indexOf('\n', from)) {
      yield finish(held.slice(from, at));
      from = at + 1;
    }
    held = held.slice(from);
    if (held.length > longest) {
      dropped = true;
      held = held.slice(0, SAMPLE);
    }
    options.onBytes?.(total);
  }
  held += decoder.decode();
  if (held !== '') yield finish(held);
}
