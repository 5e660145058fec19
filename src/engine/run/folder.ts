/**
 * A run's folder appears whole or not at all: everything is written beside it under another name, brought to the disk, and then
 * renamed. Whoever is killed leaves `<run>.partial`, which the next attempt removes.
 */
import { existsSync } from 'node:fs';
import { readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { makeFolder, sync } from '../../data/disk/folders.ts';

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
    await makeFolder(this.partial);
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
