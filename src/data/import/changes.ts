/** What became of many files since they were written. Gigabytes are shared among as many threads as there are cores; less is not worth starting one. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Change, Thoroughness, WrittenFile } from './written.ts';
import { changeOf } from './written.ts';

interface PlacedFile {
  /** What `written.file` is below. */
  folder: string;
  written: WrittenFile;
}

/** What a thread is given; `next` is the place in `order` of the first file that nobody has taken. */
export interface ChangesTask {
  files: readonly PlacedFile[];
  /** Places of files, large ones first: the last to be taken keeps nobody waiting. */
  order: readonly number[];
  how: Thoroughness;
  next: Int32Array;
}

/** What it answers: places and their changes. */
export type ChangesAnswer = [place: number, change: Change | undefined][];

/** Bytes below which this thread does it alone. */
const FEW = 64 * 1024 * 1024;

// Node runs the source as it is, and a build has JavaScript beside it.
const WORKER = new URL(
  import.meta.url.endsWith('.ts') ? './changes-worker.ts' : './changes-worker.js',
  import.meta.url,
);

/** In the order of `files`; undefined where a file is the same. Below `few` bytes no thread is started. */
export async function changesOf(
  files: readonly PlacedFile[],
  how: Thoroughness,
  few = FEW,
): Promise<(Change | undefined)[]> {
  const sizes = files.map(({ written }) => written.size);
  const order = [...files.keys()].sort((a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0));
  const task = { files, order, how, next: new Int32Array(new SharedArrayBuffer(4)) };
  const size = sizes.reduce((sum, one) => sum + one, 0);
  const threads = size < few ? 1 : Math.min(files.length, availableParallelism());
  // This thread takes its share: it has nothing else to do, and need not be started.
  const others = Array.from({ length: threads - 1 }, () => inThread(task));
  const answers = await Promise.all([takeFiles(task), ...others]);
  const changes = new Map(answers.flat());
  return files.map((_, place) => changes.get(place));
}

/** Takes files until none is left. */
export async function takeFiles({ files, order, how, next }: ChangesTask): Promise<ChangesAnswer> {
  const answer: ChangesAnswer = [];
  for (;;) {
    const place = order[Atomics.add(next, 0, 1)];
    if (place === undefined) return answer;
    const file = files[place] as PlacedFile;
    answer.push([place, await changeOf(file.folder, file.written, how)]);
  }
}

function inThread(task: ChangesTask): Promise<ChangesAnswer> {
  return new Promise((settle, fail) => {
    const worker = new Worker(WORKER, { workerData: task, execArgv: [] });
    worker.once('message', settle);
    worker.once('error', fail);
    worker.once('exit', (code) => fail(new Error(`a thread that looks at files ended with ${code}`)));
  });
}
