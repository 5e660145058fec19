/** Bytes of a file to text, or a diagnostic that says why not. Nothing is guessed: text is UTF-8 or it is refused. */
import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import type { Checked, Diagnostic, Location } from '../diagnostic.ts';
import { report } from './messages.ts';

/** A document of people's making is small; beyond this a file was meant as data and belongs in a table (`bind: … table:`). */
export const LARGEST_DOCUMENT = 5_000_000;

export interface SourceText {
  file: string;
  text: string;
  sha256: string;
}

/** Hashes of what was read, by file: they stand in the run. */
export type Seen = Record<string, string>;

/**
 * Reads `file`, or takes `text` in its place (an editor's unsaved text). `at` is where the file was named, for the
 * diagnostic when it is not there.
 */
export function readText(
  file: string,
  text?: string,
  at?: Location,
  largest = LARGEST_DOCUMENT,
): Checked<SourceText> {
  if (text !== undefined) {
    const bytes = Buffer.byteLength(text);
    if (bytes > largest) return { diagnostics: [tooLarge(file, bytes, largest)] };
    return finish(file, text, createHash('sha256').update(text).digest('hex'));
  }
  const place = at ?? { file };
  let bytes: Buffer;
  try {
    const status = statSync(file);
    if (status.isDirectory()) return { diagnostics: [report('file-is-folder', { path: file }, place)] };
    if (status.size > largest) return { diagnostics: [tooLarge(file, status.size, largest)] };
    bytes = status.isFile() ? readFileSync(file) : readStream(file, largest + 1);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'ERROR';
    if (code === 'ENOENT' || code === 'ENOTDIR')
      return { diagnostics: [report('file-not-found', { path: file }, place)] };
    return { diagnostics: [report('file-unreadable', { path: file, reason: code }, place)] };
  }
  if (bytes.length > largest) return { diagnostics: [tooLarge(file, bytes.length, largest)] };
  const decoded = decode(bytes, file);
  if (decoded.value === undefined) return { diagnostics: decoded.diagnostics };
  return finish(file, decoded.value, createHash('sha256').update(bytes).digest('hex'));
}

/** A pipe or device has no size: read at most `limit` bytes of it. */
function readStream(file: string, limit: number): Buffer {
  const chunks: Buffer[] = [];
  const descriptor = openSync(file, 'r');
  try {
    for (let total = 0; total < limit;) {
      const chunk = Buffer.alloc(Math.min(65_536, limit - total));
      const got = readSync(descriptor, chunk, 0, chunk.length, null);
      if (got === 0) break;
      chunks.push(chunk.subarray(0, got));
      total += got;
    }
  } finally {
    closeSync(descriptor);
  }
  return Buffer.concat(chunks);
}

function tooLarge(file: string, bytes: number, largest: number): Diagnostic {
  const megabytes = (n: number) => Math.round(n / 100_000) / 10;
  return report(
    'file-too-large',
    { path: file, size: megabytes(bytes), largest: megabytes(largest) },
    { file },
  );
}

function finish(file: string, text: string, sha256: string): Checked<SourceText> {
  const diagnostics: Diagnostic[] = [];
  let body = text;
  if (body.startsWith('\uFEFF')) {
    diagnostics.push(report('byte-order-mark', {}, { file, line: 1, column: 1 }));
    body = body.slice(1);
  }
  return { value: { file, text: body, sha256 }, diagnostics };
}

/** Strict UTF-8; what is not is named, where it can be told (UTF-16 by its mark or zero bytes, GBK where it decodes). */
export function decode(bytes: Uint8Array, file: string): Checked<string> {
  const utf16 = looksLikeUtf16(bytes);
  if (utf16)
    return {
      diagnostics: [report('file-utf16', { path: file, encoding: utf16 }, { file, line: 1, column: 1 })],
    };
  try {
    return {
      value: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes),
      diagnostics: [],
    };
  } catch {
    const at = firstBadByte(bytes, file);
    if (decodes(bytes, 'gb18030')) return { diagnostics: [report('file-gbk', { path: file }, at)] };
    return { diagnostics: [report('not-utf8', { path: file }, at)] };
  }
}

function looksLikeUtf16(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'UTF-16LE';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'UTF-16BE';
  if (bytes.length < 4) return undefined;
  // Without a mark: ASCII in UTF-16 has a zero in every other byte.
  if (bytes[1] === 0 && bytes[3] === 0 && bytes[0] !== 0 && bytes[2] !== 0) return 'UTF-16LE';
  if (bytes[0] === 0 && bytes[2] === 0 && bytes[1] !== 0 && bytes[3] !== 0) return 'UTF-16BE';
  return undefined;
}

function decodes(bytes: Uint8Array, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** The place of the first byte that is not UTF-8: after the longest prefix that decodes. */
function firstBadByte(bytes: Uint8Array, file: string): Location {
  let low = 0;
  let high = bytes.length;
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const good = (n: number) => {
    try {
      // `stream` accepts a character cut off at the end, so that only a wrong byte fails.
      decoder.decode(bytes.subarray(0, n), { stream: true });
      decoder.decode(new Uint8Array(), { stream: true });
      return true;
    } catch {
      return false;
    } finally {
      try {
        decoder.decode();
      } catch {
        // Resets the decoder; an unfinished character at the end is no matter here.
      }
    }
  };
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (good(middle)) low = middle;
    else high = middle - 1;
  }
  const before = new TextDecoder('utf-8').decode(bytes.subarray(0, low)).replace(/\uFFFD$/, '');
  const lines = before.split('\n');
  return { file, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
