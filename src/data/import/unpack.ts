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

/** Unpacks into `work`; a file that breaks off is unpacked as far as it goes. */
export async function unpack({ files, names }: Listed, work: string): Promise<Unpacked> {
  const unpacked: Unpacked = { files: [], names: new Map(), from: new Map(), faults: new Map() };
  for (const [index, file] of files.entries()) {
    let path = file;
    if (await isPacked(file)) {
      const folder = join(work, String(index));
      await makeFolder(folder);
      path = join(folder, basename(file).replace(/\.gz$/i, ''));
      await pipeline(
        bytesOf(file, (message) => unpacked.faults.set(path, message)),
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

async function isPacked(path: string): Promise<boolean> {
  const handle = await open(path).catch(() => undefined);
  if (!handle) return false;
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
}
