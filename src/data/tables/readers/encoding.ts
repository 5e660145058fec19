/** Text in other encodings → UTF-8 in a temporary file, streamed; and what an undeclared encoding probably is. */
import { isAscii, isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { once } from 'node:events';
import type { Location } from '../../../language/diagnostic.ts';
import type { TableSource } from '../../../language/agreement.ts';
import type { Reading } from './reader.ts';

interface Utf8File {
  file: string;
  /** Of the original; absent where the original is what will be scanned. */
  sha256?: string;
}

/** The source's text as a UTF-8 file: itself, or a copy. Reports bytes that are not of the declared encoding. */
export async function asUtf8(
  source: TableSource & { at: Location },
  name: string,
  reading: Reading,
): Promise<Utf8File | undefined> {
  const declared = source.encoding.toLowerCase();
  const mark = await firstBytes(source.file);
  // The mark decides the byte order; `utf-16` alone means little-endian.
  const swapped = declared.startsWith('utf-16') && mark[0] === 0xfe && mark[1] === 0xff;
  const label = swapped ? 'utf-16be' : declared;
  let decoder: InstanceType<typeof TextDecoder>;
  try {
    decoder = new TextDecoder(label, { fatal: true });
  } catch {
    reading.problems.add('encoding-unknown', { encoding: source.encoding }, source.at);
    return undefined;
  }
  if (decoder.encoding === 'utf-8') return { file: source.file };
  const file = join(await reading.folder(), `${nextCopy()}.txt`);
  const out = createWriteStream(file);
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(source.file) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      if (!out.write(decoder.decode(chunk, { stream: true }))) await once(out, 'drain');
    }
    out.write(decoder.decode());
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    const line = await firstUndecodable(source.file, label);
    const data = { file: name, line, encoding: source.encoding };
    reading.problems.add('encoding-wrong', data, { file: source.file, line });
    return undefined;
  } finally {
    out.end();
    await once(out, 'close');
  }
  return { file, sha256: hash.digest('hex') };
}

/** The line of the first replacement character that a lenient decoder puts in. */
export async function firstUndecodable(file: string, label: string): Promise<number> {
  const decoder = new TextDecoder(label);
  let line = 1;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    const text = decoder.decode(chunk, { stream: true });
    const place = text.indexOf('\ufffd');
    line += (place < 0 ? text : text.slice(0, place)).split('\n').length - 1;
    if (place >= 0) break;
  }
  return line;
}

let copies = 0;
function nextCopy(): number {
  copies += 1;
  return copies;
}

const SAMPLE = 1 << 20;

/**
 * Whether a file that does not say so is Chinese in GB18030: if its first line is no UTF-8, or, as headers may be plain (field codes, pinyin), if the lines
 * below speak for it. A file in UTF-8 with a line of another encoding among them is in UTF-8.
 */
export async function isGb18030(file: string): Promise<boolean> {
  const bytes = await firstBytes(file, SAMPLE);
  const lines = { other: 0, utf8: 0, either: 0 };
  for (let from = 0; from < bytes.length;) {
    const end = bytes.indexOf(10, from);
    // The last line of a sample may be cut within a character.
    if (end < 0 && bytes.length === SAMPLE && from > 0) break;
    const line = bytes.subarray(from, end < 0 ? bytes.length : end);
    if (!isAscii(line)) {
      if (!isUtf8(line)) lines.other += 1;
      // 女 alone is a letter of UTF-8 too, as é is a character of GB18030: what has three bytes is no chance.
      else if (/[\u0800-\uffff]/.test(line.toString('utf8'))) lines.utf8 += 1;
      else lines.either += 1;
    }
    if (from === 0 && lines.other > 0) break;
    from = end < 0 ? bytes.length : end + 1;
  }
  const speaks = lines.other > lines.utf8 && lines.other * 4 >= lines.either;
  return speaks && (await likelyEncoding(file)) === 'gbk';
}

/** The encoding a file that is not UTF-8 reads as, from its start: by byte order mark, zero bytes, or pairs of high bytes. */
export async function likelyEncoding(file: string): Promise<string | undefined> {
  const bytes = await firstBytes(file, SAMPLE);
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return 'utf-16';
  let [high, pairs] = [0, 0];
  for (let i = 0; i < bytes.length - 1; i += 1) {
    if ((bytes[i] as number) < 0x80) continue;
    high += 1;
    if ((bytes[i + 1] as number) >= 0xa1) {
      pairs += 1;
      i += 1;
    }
  }
  if (high === 0) return undefined;
  // Chinese text is runs of such pairs; Latin text has single accented letters.
  if (pairs / high < 0.7) return 'latin1';
  const decoder = new TextDecoder('gbk', { fatal: true });
  try {
    decoder.decode(bytes, { stream: true });
    return 'gbk';
  } catch {
    return undefined;
  }
}

async function firstBytes(file: string, size = 4): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(size), 0, size, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
