/** Files packed by gzip, as extracts are sent: unpacked beside the import, for formats that read files as they are. */
import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Diagnostic } from '../../language/diagnostic.ts';
import { makeFolder } from '../disk/folders.ts';
import { bytesOf } from '../readers/shared/bytes.ts';
import type { Listed } from './listing.ts';

export interface Unpacked extends Pick<Listed, 'files' | 'names'> {
  /** Path of what was unpacked → the file given. */
  from: Map<string, string>;
  /** Path of what was unpacked → why it is not whole. */
  faults: Map<string, string>;
}

/** Of all packed files together: how far unpacking is, in bytes as they are packed. */
interface UnpackProgress {
  name: string;
  done: number;
  total: number;
}

/** Unpacks into `work`; a file that breaks off is unpacked as far as it goes. */
export async function unpack(
  { files, names }: Listed,
  work: string,
  onProgress: (progress: UnpackProgress) => void = () => undefined,
): Promise<Unpacked> {
  const unpacked: Unpacked = { files: [], names: new Map(), from: new Map(), faults: new Map() };
  const sizes = await packedSizes(files);
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  let done = 0;
  for (const [index, file] of files.entries()) {
    let path = file;
    if (sizes.has(file)) {
      const name = names.get(file) ?? file;
      const folder = join(work, String(index));
      await makeFolder(folder);
      path = join(folder, basename(file).replace(/\.gz$/i, ''));
      await pipeline(
        bytesOf(
          file,
          (message) => unpacked.faults.set(path, message),
          (bytes) => onProgress({ name, done: (done += bytes), total }),
        ),
        createWriteStream(path),
      );
      unpacked.from.set(path, file);
    }
    unpacked.files.push(path);
    unpacked.names.set(path, names.get(file) ?? file);
  }
  return unpacked;
}

/** The same, said of the files given. */
export function ofGiven(diagnostics: readonly Diagnostic[], { from }: Unpacked): Diagnostic[] {
  return diagnostics.map((one) => {
    const given = one.at && from.get(one.at.file);
    return given === undefined ? one : { ...one, at: { ...one.at!, file: given } };
  });
}

/** Bytes of the files that are packed. */
async function packedSizes(files: readonly string[]): Promise<Map<string, number>> {
  const sizes = new Map<string, number>();
  for (const file of files) {
    const size = await packedSize(file);
    if (size !== undefined) sizes.set(file, size);
  }
  return sizes;
}

async function packedSize(path: string): Promise<number | undefined> {
  const handle = await open(path).catch(() => undefined);
  if (!handle) return undefined;
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    const packed = bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
    return packed ? (await handle.stat()).size : undefined;
  } finally {
    await handle.close();
  }
}
