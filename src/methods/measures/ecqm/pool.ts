/** Chunks of patients computed in threads, and given back in the order they came: no more are under way than the threads can hold. */
import { Worker } from 'node:worker_threads';
import type { PatientResult, Task } from './types.ts';
import type { Answer, Chunk } from './worker.ts';

// Node runs the source as it is, and a build has JavaScript beside it.
const WORKER = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);

interface Thread {
  /** Absent until asked, and after it died. */
  worker: Worker | undefined;
  busy: { chunk: Chunk; settle(results: PatientResult[]): void; fail(error: Error): void } | undefined;
}

interface PoolOptions {
  threads: number;
  /** Stops it: what is under way is thrown away. */
  signal?: AbortSignal;
}

/** Results of each chunk, in order. A thread that dies is replaced; the patient it died of has `failed`. */
export async function* computeChunks(
  task: Task,
  chunks: AsyncIterable<Chunk>,
  { threads, signal }: PoolOptions,
): AsyncGenerator<PatientResult[]> {
  const pool: Thread[] = [];
  const free: Thread[] = [];
  const waiting: ((thread: Thread) => void)[] = [];
  const release = (thread: Thread) => {
    const next = waiting.shift();
    if (next) next(thread);
    else free.push(thread);
  };
  const start = (thread: Thread): Worker => {
    const worker = new Worker(WORKER, { workerData: task, execArgv: [] });
    thread.worker = worker;
    worker.on('message', ({ results }: Answer) => {
      const { busy } = thread;
      thread.busy = undefined;
      busy?.settle(results);
    });
    const died = (error: Error) => {
      if (thread.worker !== worker) return;
      const { busy } = thread;
      thread.busy = undefined;
      thread.worker = undefined;
      busy?.fail(error);
    };
    worker.on('error', died);
    worker.on('exit', (code) => died(new Error(`exit ${code}`)));
    return worker;
  };
  const take = async (): Promise<Thread> => {
    const idle = free.pop();
    if (idle) return idle;
    if (pool.length < threads) {
      const thread: Thread = { worker: undefined, busy: undefined };
      pool.push(thread);
      return thread;
    }
    return new Promise((resolve) => waiting.push(resolve));
  };
  const ask = (thread: Thread, chunk: Chunk) =>
    new Promise<PatientResult[]>((settle, fail) => {
      thread.busy = { chunk, settle, fail };
      (thread.worker ?? start(thread)).postMessage(chunk, []);
    });
  /** Of a chunk that killed its thread each patient alone, so that only the one it died of is lost. */
  const computed = async (thread: Thread, chunk: Chunk): Promise<PatientResult[]> => {
    try {
      return await ask(thread, chunk);
    } catch (error) {
      const [only, ...others] = chunk.patients;
      if (!only) return [];
      if (others.length === 0) {
        const failed = error instanceof Error ? error.message : String(error);
        return [{ patient: only.id, place: only.place, failed, groups: [] }];
      }
      const results: PatientResult[] = [];
      for (const patient of chunk.patients)
        results.push(...(await computed(thread, { number: chunk.number, patients: [patient] })));
      return results;
    }
  };
  const underWay: Promise<PatientResult[]>[] = [];
  try {
    for await (const chunk of chunks) {
      signal?.throwIfAborted();
      const thread = await take();
      const promise = computed(thread, chunk).finally(() => release(thread));
      promise.catch(() => {});
      underWay.push(promise);
      // Results wait for those before them; so few that memory does not depend on how many patients there are.
      if (underWay.length >= threads * 2) yield await stoppable(underWay.shift(), signal);
    }
    while (underWay.length > 0) yield await stoppable(underWay.shift(), signal);
  } finally {
    for (const thread of pool) {
      const { worker } = thread;
      thread.worker = undefined;
      await worker?.terminate();
    }
  }
}

async function stoppable(
  promise: Promise<PatientResult[]> | undefined,
  signal: AbortSignal | undefined,
): Promise<PatientResult[]> {
  signal?.throwIfAborted();
  if (!promise || !signal) return (await promise) ?? [];
  let stop = () => {};
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([promise, stopped]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
