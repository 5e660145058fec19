/** A thread that computes patients. It is told the task once (`workerData`), then chunks of patients; each is answered by their results. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Patient, PatientResult, Task } from './types.ts';

/** Bundles as JSON text: a copy of text is cheaper than one of many small objects. */
export interface Chunk {
  number: number;
  patients: (Omit<Patient, 'bundle'> & { text: string })[];
}

export interface Answer {
  number: number;
  results: PatientResult[];
}

const port = parentPort;
if (!port) throw new Error('worker.ts is started as a thread');
const task = workerData as Task;

// The same input gives the same result on any day and in any time zone: `Now()` is the task's, and times without an offset are UTC. Before the
// engine is loaded, which keeps its own reference to Date; a thread's globals are its own.
const now = Date.parse(task.now);
const RealDate = Date;
globalThis.Date = new Proxy(RealDate, {
  construct: (target, args: unknown[], made) =>
    Reflect.construct(target, args.length === 0 ? [now] : args, made) as Date,
  apply: () => new RealDate(now).toString(),
  get: (target, name) => (name === 'now' ? () => now : (Reflect.get(target, name) as unknown)),
});
Reflect.set(RealDate.prototype, 'getTimezoneOffset', () => 0);
// Engines write of what they meet to the console; a result must stay alone on the standard output.
console.log = console.info = console.warn = console.error = () => {};

const { computer } = await import('./compute.ts');
const compute = computer(task);

port.on('message', (chunk: Chunk) => {
  void compute(chunk.patients).then((results) =>
    port.postMessage({ number: chunk.number, results } satisfies Answer),
  );
});
