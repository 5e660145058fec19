/** The other side of `changes.ts`: one thread that takes files until none is left. */
import { parentPort, workerData } from 'node:worker_threads';
import type { ChangesAnswer, ChangesTask } from './changes.ts';
import { takeFiles } from './changes.ts';

const port = parentPort;
if (!port) throw new Error('changes-worker.ts is started as a thread');

port.postMessage((await takeFiles(workerData as ChangesTask)) satisfies ChangesAnswer);
