/** The files of reports on runs: each appears whole or not at all. */
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../../data/disk/folders.ts';

export async function writeFiles(folder: string, texts: Readonly<Record<string, string>>): Promise<void> {
  await makeFolder(folder);
  const partial = (name: string) => join(folder, `.${name}.partial`);
  const names = Object.keys(texts);
  try {
    for (const name of names) await writeFile(partial(name), texts[name]!);
    for (const name of names) await rename(partial(name), join(folder, name));
  } catch (error) {
    for (const name of names) await rm(partial(name), { force: true });
    throw error;
  }
}
