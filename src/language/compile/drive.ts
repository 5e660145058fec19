/**
 * Compiles things in the order they need each other, without recursion: a task that needs another which is not done
 * throws `Suspend`, the other runs first, and the task starts again. A chain of a million terms costs no stack.
 */
import type { Location } from '../diagnostic.ts';

export interface Task {
  /** As shown in a circle: `hospital.savings`. */
  label: string;
  at: Location;
  state: 'new' | 'running' | 'done' | 'failed';
  run: () => void;
}

export function task(label: string, at: Location): Task {
  return { label, at, state: 'new', run: () => undefined };
}

/** Thrown to compile `task` first. No `Error`: there is no stack to show, and it must be cheap. */
export class Suspend {
  readonly task: Task;
  constructor(waitFor: Task) {
    this.task = waitFor;
  }
}

/** Thrown where something needed has failed already: its own diagnostic says why. */
export class Silent {
  readonly silent = true;
}

export function need(wanted: Task): void {
  if (wanted.state === 'failed') throw new Silent();
  if (wanted.state !== 'done') throw new Suspend(wanted);
}

/**
 * Runs `first` and all it needs. `failed` is told what a task threw, `undone` that its work is to be dropped before it
 * starts again, `circle` the tasks that wait for each other.
 */
export function drive(
  first: Task,
  on: { failed: (task: Task, thrown: unknown) => void; undone: () => void; circle: (tasks: Task[]) => void },
): void {
  const waiting: Task[] = [first];
  for (let top = waiting.at(-1); top; top = waiting.at(-1)) {
    if (top.state === 'done' || top.state === 'failed') {
      waiting.pop();
      continue;
    }
    top.state = 'running';
    try {
      top.run();
      top.state = 'done';
    } catch (thrown) {
      on.undone();
      if (thrown instanceof Suspend) {
        const wanted = thrown.task;
        if (wanted.state === 'running') {
          const circle = waiting.slice(waiting.indexOf(wanted));
          for (const member of circle) member.state = 'failed';
          on.circle(circle);
        } else waiting.push(wanted);
      } else {
        top.state = 'failed';
        if (!(thrown instanceof Silent)) on.failed(top, thrown);
      }
    }
  }
}
