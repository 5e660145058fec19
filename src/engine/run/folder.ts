/**
 * A run's folder appears whole or not at all: everything is written beside it under another name, brought to the disk, and then
 * renamed. Whoever is killed leaves `<run>.partial`, which the next attempt removes.
 */
import { existsSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

export const DATABASE = 'run.duckdb';
export const MANIFEST = 'run.json';
export const PLAN = 'plan.json';
export const AGREEMENT = 'agreement.json';
/** Folder of the results of methods, a Parquet file each. */
export const METHODS = 'methods';

export class RunFolder {
  readonly output: string;
  readonly partial: string;

  constructor(output: string) {
    this.output = output;
    this.partial = `${output}.partial`;
  }

  async begin(): Promise<void> {
    await rm(this.partial, { recursive: true, force: true });
    await make(this.partial);
  }

  file(name: string): string {
    return join(this.partial, name);
  }

  /** Where the database may put what does not fit in memory; gone when the run is whole. */
  get temporary(): string {
    return join(this.partial, 'temporary');
  }

  async write(name: string, value: unknown): Promise<void> {
    await writeFile(this.file(name), `${JSON.stringify(value, null, 1)}\n`);
  }

  /** Puts the run in its place, over the one that was there. */
  async commit(): Promise<void> {
    await rm(this.temporary, { recursive: true, force: true });
    for (const name of await readdir(this.partial, { recursive: true })) await sync(this.file(name));
    await sync(this.partial);
    if (existsSync(this.output)) {
      const old = join(dirname(this.output), `.${basename(this.output)}.replaced`);
      await rm(old, { recursive: true, force: true });
      await rename(this.output, old);
      await rename(this.partial, this.output);
      await rm(old, { recursive: true, force: true });
    } else await rename(this.partial, this.output);
    await sync(dirname(this.output));
  }

  /** What cannot be removed now is removed by the next attempt. */
  async abandon(): Promise<void> {
    await rm(this.partial, { recursive: true, force: true }).catch(() => undefined);
  }
}

async function sync(path: string): Promise<void> {
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

/** As `mkdir -p`, one by one: Node's own goes round for ever in file systems that refuse a folder as if its parent were not there. */
async function make(folder: string): Promise<void> {
  const above = dirname(folder);
  if (above !== folder && !existsSync(above)) await make(above);
  await mkdir(folder);
}
