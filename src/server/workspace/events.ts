/** Tells the pages what changed below the folder: changes that follow one another closely are told at once. */
import type { FolderEvent } from '../api.ts';
import type { Root } from './root.ts';
import { watchBelow, type Watching } from './watch.ts';

const QUIET = 250;
/** Hidden files, what is half written, other people's programs. */
const PASSED_OVER = /^\.|^node_modules$|\.partial$/;
const MOST_PATHS = 200;

type Listener = (event: FolderEvent) => void;

export class Events {
  readonly #listeners = new Set<Listener>();
  readonly #changed = new Set<string>();
  readonly #onChange: () => void;
  #timer: NodeJS.Timeout | undefined;
  #watcher: Watching | undefined;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Where the system cannot watch, the pages still ask again when they are looked at. */
  watch(root: Root): void {
    try {
      this.#watcher = watchBelow(
        root.folder,
        (path) => this.changed(path),
        PASSED_OVER.test.bind(PASSED_OVER),
      );
    } catch {
      this.#watcher = undefined;
    }
  }

  changed(path: string): void {
    if (this.#changed.size < MOST_PATHS) this.#changed.add(path);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#tell(), QUIET);
    this.#timer.unref();
  }

  #tell(): void {
    const paths = [...this.#changed].sort();
    this.#changed.clear();
    this.#onChange();
    this.send({ kind: 'changed', paths });
  }

  send(event: FolderEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#watcher?.close();
    this.#listeners.clear();
  }
}
