/** The databases of an import, and where they put what does not fit into memory. */
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import { makeFolder } from '../disk/folders.ts';

/** Below `received`, while an import runs. */
export const WORK = 'work.partial';

/** One database for everything, and, once somebody asks for them, as many of one thread as there are processors to use. */
export class Databases {
  readonly #work: string;
  readonly #threads: number;
  /** Megabytes each may hold. */
  readonly #memory: number;
  readonly #open: Warehouse[] = [];
  #workers: Promise<Warehouse[]> | undefined;

  constructor({ folder, threads, memory }: { folder: string; threads?: number; memory?: number }) {
    this.#work = join(folder, 'received', WORK);
    this.#threads = threads ?? availableParallelism();
    const all = memory ?? Math.floor(totalmem() / 2 / 2 ** 20);
    this.#memory = Math.floor(all / (this.#threads + 1));
  }

  main(): Promise<Warehouse> {
    return this.#opened(this.#threads, this.#memory);
  }

  workers(): Promise<Warehouse[]> {
    this.#workers ??= Promise.all(Array.from({ length: this.#threads }, () => this.#opened(1, this.#memory)));
    return this.#workers;
  }

  close(): void {
    for (const warehouse of this.#open) warehouse.close();
  }

  async #opened(threads: number, memory: number): Promise<Warehouse> {
    await makeFolder(this.#work);
    const warehouse = await openDuckdb({ threads });
    this.#open.push(warehouse);
    const temporary = quoteLiteral(join(this.#work, `spilled-${this.#open.length}`));
    await warehouse.run(`set memory_limit = '${memory}MiB'; set temp_directory = ${temporary}`);
    return warehouse;
  }
}
