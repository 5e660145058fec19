/**
 * Files of a data folder by what is in them. Each has two digests, made when it was written: SHA-256, by which a run names its data, and CRC-32, which
 * is cheap enough to be taken of every file before every settlement. The first finds every change; the second all damage and every exchange of files,
 * but not a change made to deceive it. So `quick` is for reading, `full` for importing and for the quality report.
 */
import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { crc32 } from 'node:zlib';

export interface WrittenFile {
  /** Below the folder whose manifest names it. */
  file: string;
  /** Bytes. */
  size: number;
  sha256: string;
  /** Eight hexadecimal digits. */
  crc32: string;
}

export type Thoroughness = 'quick' | 'full';

export type Change = 'missing' | 'unreadable' | 'changed';

/** As it stands; throws what the system says. */
export async function writtenFile(folder: string, file: string): Promise<WrittenFile> {
  const { size, sha256, crc } = await digests(join(folder, file), 'full');
  return { file, size, sha256, crc32: crc };
}

/** What became of a file since it was written: undefined where it is the same. */
export async function changeOf(
  folder: string,
  { file, size, sha256, crc32: crc }: WrittenFile,
  how: Thoroughness,
): Promise<Change | undefined> {
  try {
    const found = await digests(join(folder, file), how);
    const same = found.size === size && found.crc === crc && (how === 'quick' || found.sha256 === sha256);
    return same ? undefined : 'changed';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'missing';
    // A disk that gives an error, a folder in place of the file, a right that is gone.
    if (typeof code === 'string') return 'unreadable';
    throw error;
  }
}

const CHUNK = 1 << 20;
/** Chunks after which others have their turn. */
const TURN = 64;

/** Read in this thread: handing every chunk to another and back costs more than the digest. */
async function digests(
  path: string,
  how: Thoroughness,
): Promise<{ size: number; sha256: string; crc: string }> {
  const file = openSync(path, 'r');
  try {
    const hash = how === 'full' ? createHash('sha256') : undefined;
    const buffer = Buffer.allocUnsafe(CHUNK);
    let [size, crc] = [0, 0];
    for (let chunk = 1; ; chunk += 1) {
      const read = readSync(file, buffer, 0, CHUNK, null);
      if (read === 0) break;
      const bytes = buffer.subarray(0, read);
      size += read;
      crc = crc32(bytes, crc);
      hash?.update(bytes);
      if (chunk % TURN === 0) await setImmediate();
    }
    return { size, sha256: hash?.digest('hex') ?? '', crc: crc.toString(16).padStart(8, '0') };
  } finally {
    closeSync(file);
  }
}
