/** Runs that are open: a few at a time, closed when they are replaced, deleted or long unused. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openExplainer, type Explainer } from '../../engine/explain/index.ts';
import { openRun } from '../../engine/index.ts';
import { reopen } from '../../engine/reopen.ts';
import type { Run } from '../../engine/types.ts';
import type { Work } from '../../engine/work.ts';
import { failure, Failure, problemFrom } from '../http/problem.ts';

const MOST = 6;

/** A run as the routes read it. */
export interface OpenRun {
  /** Below the served folder. */
  name: string;
  run: Run;
  /** Its tables, attached read only. One query at a time. */
  work: Work;
  /** When `run.json` was written. */
  written: Date;
  explainer(): Promise<Explainer>;
  /** Answers that hold as long as the run is this one. */
  once<T>(label: string, make: () => Promise<T>): Promise<T>;
}

interface Entry {
  stamp: string;
  opened: Promise<OpenRun>;
  users: number;
  stale: boolean;
  used: number;
}

export class OpenRuns {
  readonly #entries = new Map<string, Entry>();
  /** Folders that held a run while this server ran. */
  readonly #known = new Set<string>();
  #clock = 0;

  /** Opens the run in `folder` for `use`; it stays open for whoever comes next. */
  async use<T>(folder: string, name: string, use: (open: OpenRun) => Promise<T>): Promise<T> {
    const entry = this.#entry(folder, name);
    entry.users += 1;
    this.#clock += 1;
    entry.used = this.#clock;
    try {
      return await use(await entry.opened);
    } finally {
      entry.users -= 1;
      if (entry.stale && entry.users === 0) close(entry);
    }
  }

  #entry(folder: string, name: string): Entry {
    const stamp = stampOf(folder);
    const known = this.#entries.get(folder);
    if (known && known.stamp === stamp) return known;
    if (known) this.#drop(folder);
    if (stamp === undefined) {
      throw this.#known.has(folder)
        ? failure(410, 'run-gone', { run: name })
        : failure(404, 'no-run', { run: name });
    }
    this.#known.add(folder);
    // Room is made before it takes its place: with no user yet it would be the first to be closed.
    this.#makeRoom();
    const entry: Entry = { stamp, opened: opened(folder, name), users: 0, stale: false, used: 0 };
    entry.opened.catch(() => this.#entries.delete(folder));
    this.#entries.set(folder, entry);
    return entry;
  }

  #makeRoom(): void {
    const unused = [...this.#entries]
      .filter(([, { users }]) => users === 0)
      .sort(([, a], [, b]) => a.used - b.used);
    for (const [folder] of unused.slice(0, Math.max(0, this.#entries.size + 1 - MOST))) this.#drop(folder);
  }

  #drop(folder: string): void {
    const entry = this.#entries.get(folder);
    this.#entries.delete(folder);
    if (!entry) return;
    entry.stale = true;
    if (entry.users === 0) close(entry);
  }

  /** A folder that was seen to hold a run: without it later, it is gone and not merely unknown. */
  saw(folder: string): void {
    this.#known.add(folder);
  }

  closeAll(): void {
    for (const folder of this.#entries.keys()) this.#drop(folder);
  }
}

const closers = new WeakMap<OpenRun, () => void>();

function close(entry: Entry): void {
  void entry.opened.then((open) => closers.get(open)?.()).catch(() => undefined);
}

/** What changes when another run takes the folder. */
export function stampOf(folder: string): string | undefined {
  const stat = statSync(join(folder, 'run.json'), { throwIfNoEntry: false });
  return stat?.isFile() && existsSync(join(folder, 'run.duckdb'))
    ? [stat.ino, stat.mtimeMs, stat.size].join(' ')
    : undefined;
}

async function opened(folder: string, name: string): Promise<OpenRun> {
  const checked = await openRun(folder);
  const { value: run } = checked;
  if (!run) throw new Failure(409, problemFrom(checked.diagnostics, 'run-unreadable'));
  const work = await reopen(run, { plain: true }).catch(() => {
    throw failure(409, 'run-unreadable', { run: name });
  });
  let explainer: Promise<Explainer> | undefined;
  const answers = new Map<string, Promise<unknown>>();
  const open: OpenRun = {
    name,
    run,
    work,
    written: statSync(join(folder, 'run.json')).mtime,
    explainer: () => (explainer ??= openExplainer(run)),
    once<T>(label: string, make: () => Promise<T>): Promise<T> {
      const known = answers.get(label);
      if (known) return known as Promise<T>;
      const made = make();
      answers.set(label, made);
      made.catch(() => answers.delete(label));
      return made;
    },
  };
  closers.set(open, () => {
    work.warehouse.close();
    void explainer?.then((one) => one.close());
    run.close();
  });
  return open;
}
