/**
 * A run's folder appears whole or not at all: everything is written beside it under another name, brought to the disk, and then
 * renamed, by one settlement at a time. Whoever is killed leaves `<run>.partial` and a lock, which the next attempt removes.
 */
import { existsSync } from 'node:fs';
import { readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { makeFolder, sync } from '../../data/disk/folders.ts';
import { lockFile, type Lock } from '../../data/disk/lock.ts';

export const DATABASE = 'run.duckdb';
export const MANIFEST = 'run.json';
export const PLAN = 'plan.json';
export const AGREEMENT = 'agreement.json';
/** Folder of the results of methods, a Parquet file each. */
export const METHODS = 'methods';

export class RunFolder {
  readonly output: string;
  readonly partial: string;
  /** Held by who writes the run. */
  readonly lockFile: string;
  /** Where a run lies for the moment in which another takes its place. */
  readonly #replaced: string;
  #lock: Lock | undefined;

  constructor(output: string) {
    this.output = output;
    this.partial = `${output}.partial`;
    this.lockFile = join(dirname(output), `.${basename(output)}.lock`);
    this.#replaced = join(dirname(output), `.${basename(output)}.replaced`);
  }

  /** False: another settlement writes this run at this moment, in whatever process; nothing was touched. */
  async begin(): Promise<boolean> {
    await makeFolder(dirname(this.output));
    if (!(await this.clear())) return false;
    this.#lock = await lockFile(this.lockFile);
    if (!this.#lock) return false;
    await makeFolder(this.partial);
    return true;
  }

  /** Removes what somebody who was killed left half made. False where it is not left behind, but being made. */
  async clear(): Promise<boolean> {
    if (!existsSync(dirname(this.output))) return true;
    const lock = await lockFile(this.lockFile);
    if (!lock) return false;
    try {
      await rm(this.partial, { recursive: true, force: true });
      // Killed between the two renames that put a run in the place of another: the other comes back.
      if (existsSync(this.output)) await rm(this.#replaced, { recursive: true, force: true });
      else if (existsSync(this.#replaced)) await rename(this.#replaced, this.output);
    } finally {
      await lock.release();
    }
    return true;
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
      await rm(this.#replaced, { recursive: true, force: true });
      await rename(this.output, this.#replaced);
      await rename(this.partial, this.output);
      await rm(this.#replaced, { recursive: true, force: true });
    } else await rename(this.partial, this.output);
    await sync(dirname(this.output));
    await this.#lock?.release();
  }

  /** What cannot be removed now is removed by the next attempt. */
  async abandon(): Promise<void> {
    if (!this.#lock) return;
    await rm(this.partial, { recursive: true, force: true }).catch(() => undefined);
    await this.#lock.release().catch(() => undefined);
  }
}
