/** Folders and files that outlive a power cut: made, brought to the disk, put in their place whole. */
import { existsSync } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * As `mkdir -p`, one by one: Node's own goes round for ever in file systems that refuse a folder as if its parent were not there. Throws what
 * the system says.
 */
export async function makeFolder(folder: string): Promise<void> {
  const above = dirname(folder);
  if (above !== folder && !existsSync(above)) await makeFolder(above);
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    // Something else of that name is found out by whoever writes into it.
    if (error.code !== 'EEXIST') throw error;
  });
}

/** Brings a file or folder to the disk. */
export async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } catch (error) {
    // Not every file system can bring a folder to the disk; the files in it are there.
    if (!['EINVAL', 'EPERM', 'EISDIR', 'EBADF'].includes((error as NodeJS.ErrnoException).code ?? ''))
      throw error;
  } finally {
    await handle.close();
  }
}

/** JSON whole or not at all: on the disk before it gets its name. */
export async function writeWhole(file: string, value: unknown): Promise<void> {
  const partial = `${file}.partial`;
  const handle = await open(partial, 'w');
  try {
    await handle.writeFile(`${JSON.stringify(value, null, 1)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(partial, file);
}
