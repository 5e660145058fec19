/** Jobs: one at a time, each in a process of its own, so that it can be cancelled and cannot hold up a page. */
import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Job, TestState } from '../api.ts';
import { DEMO_CONTRACTS } from '../demo.ts';
import { RunFolder } from '../../engine/run/folder.ts';
import { failure, problemOf } from '../http/problem.ts';
import { stampOf } from '../runs/open-runs.ts';
import type { Said, Task } from './work.ts';

const KEPT = 50;
/** How long a process may take to end when told to. */
const GRACE = 2000;

type Listener = (job: Job) => void;

interface Entry {
  job: Job;
  task: Task;
  child?: ChildProcess;
  /** Somebody wants it to end. */
  cancelled?: true;
  /** What its process left is cleared once: two who clear at the same time would each find the other at work. */
  cleared?: Promise<void>;
  /** The run that stood where it makes its own, when it began. */
  before?: string | undefined;
  listeners: Set<Listener>;
  onTests?: ((tests: TestState) => void) | undefined;
}

const WORKER = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url),
);

/** Its process starts in half the time with what the command (bin/openvbp.js) keeps compiled; where that cannot be kept, without. */
const COMPILED = existsSync(tmpdir()) ? { NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache') } : {};

export class Jobs {
  readonly #entries = new Map<string, Entry>();
  readonly #onChange: Listener;
  readonly #nameOf: (folder: string) => string;
  #running: Entry | undefined;
  #closed = false;

  constructor(onChange: Listener, nameOf: (folder: string) => string) {
    this.#onChange = onChange;
    this.#nameOf = nameOf;
  }

  list(): Job[] {
    return [...this.#entries.values()].map(({ job }) => job);
  }

  get(id: string): Job {
    return this.#entry(id).job;
  }

  /** The run's folder a job makes; undefined where it makes none, or several. */
  outputOf(id: string): string | undefined {
    const { task } = this.#entry(id);
    return task.kind === 'settle' ? task.output : undefined;
  }

  #entry(id: string): Entry {
    const entry = this.#entries.get(id);
    if (!entry) throw failure(404, 'no-job', { id: id.slice(0, 60) });
    return entry;
  }

  start(subject: string, task: Task, onTests?: (tests: TestState) => void): Job {
    const job: Job = {
      id: randomUUID(),
      kind: task.kind,
      subject,
      state: 'waiting',
      progress: null,
      run: null,
      problem: null,
    };
    this.#entries.set(job.id, { job, task, listeners: new Set(), onTests });
    const ended = [...this.#entries.values()].filter(({ job: one }) => isEnded(one));
    for (const { job: old } of ended.slice(0, Math.max(0, this.#entries.size - KEPT)))
      this.#entries.delete(old.id);
    this.#next();
    return this.get(job.id);
  }

  /** Hears of the job until it has ended. */
  listen(id: string, listener: Listener): () => void {
    const { listeners, job } = this.#entry(id);
    listener(job);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  /** Nothing of what was half made stays. */
  async cancel(id: string): Promise<Job> {
    const entry = this.#entry(id);
    if (isEnded(entry.job)) return entry.job;
    // One that waits has made nothing, and its folder may be another's.
    if (!entry.child) {
      this.#change(entry, { state: 'cancelled' });
      return entry.job;
    }
    entry.cancelled = true;
    await stop(entry.child);
    await cleared(entry);
    // It may have been done, or failed, before it heard of it.
    if (!isEnded(entry.job)) await this.#undo(entry);
    return entry.job;
  }

  /** Ended after its run was in its place and before all was said of it: nothing is to be changed, so it goes; what it replaced cannot come back. */
  async #undo(entry: Entry): Promise<void> {
    const { task, before } = entry;
    const made = task.kind === 'settle' && stampOf(task.output) !== before ? task.output : undefined;
    if (made !== undefined && before !== undefined)
      return this.#change(entry, { state: 'done', run: this.#nameOf(made) });
    if (made !== undefined) await rm(made, { recursive: true, force: true });
    this.#change(entry, { state: 'cancelled', run: null });
  }

  async close(): Promise<void> {
    this.#closed = true;
    const running = this.#running;
    if (!running?.child) return;
    await stop(running.child);
    await cleared(running);
  }

  #next(): void {
    if (this.#running || this.#closed) return;
    const entry = [...this.#entries.values()].find(({ job }) => job.state === 'waiting');
    if (!entry) return;
    this.#running = entry;
    if (entry.task.kind === 'settle') entry.before = stampOf(entry.task.output);
    this.#change(entry, { state: 'running' });
    const child = fork(WORKER, [], {
      execArgv: [],
      env: { ...COMPILED, ...process.env },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    entry.child = child;
    let answered = false;
    child.on('message', (said: Said) => {
      if (said.said === 'done' || said.said === 'failed') answered = true;
      this.#hear(entry, said);
    });
    child.on('error', () => undefined);
    child.on('close', (code, signal) => {
      void cleared(entry).finally(() => {
        if (!answered && !isEnded(entry.job) && !entry.cancelled) {
          const how = signal ?? `exit ${code ?? '?'}`;
          this.#change(entry, { state: 'failed', problem: problemOf('job-died', { how }) });
        }
        this.#running = undefined;
        this.#next();
      });
    });
    child.send(entry.task satisfies Task, () => undefined);
  }

  #hear(entry: Entry, said: Said): void {
    if (isEnded(entry.job)) return;
    switch (said.said) {
      case 'progress':
        return this.#change(entry, { progress: said.progress });
      case 'run':
        return this.#change(entry, { run: this.#nameOf(said.folder) });
      case 'failed':
        return this.#change(entry, { state: 'failed', problem: said.problem });
      case 'done':
        if (said.tests) entry.onTests?.(said.tests);
        return this.#change(entry, { state: 'done' });
    }
  }

  #change(entry: Entry, change: Partial<Job>): void {
    entry.job = { ...entry.job, ...change };
    for (const listener of entry.listeners) listener(entry.job);
    if (isEnded(entry.job)) entry.listeners.clear();
    this.#onChange(entry.job);
  }
}

export const isEnded = ({ state }: Job) => state === 'done' || state === 'failed' || state === 'cancelled';

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const hard = setTimeout(() => child.kill('SIGKILL'), GRACE);
    child.once('close', () => {
      clearTimeout(hard);
      resolve();
    });
    child.kill('SIGTERM');
  });
}

const cleared = (entry: Entry): Promise<void> => (entry.cleared ??= clean(entry.task));

/** What a process that was ended leaves half made. What another process is making there stays. */
async function clean(task: Task): Promise<void> {
  for (const output of outputsOf(task)) await new RunFolder(output).clear();
}

function outputsOf(task: Task): string[] {
  switch (task.kind) {
    case 'settle':
      return [task.output];
    case 'demo':
      return DEMO_CONTRACTS.map(({ run }) => join(task.folder, run));
    case 'test':
      return [];
  }
}
