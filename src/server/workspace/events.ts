/** Tells the pages what changed below the folder: changes that follow one another closely are told at once. */
import { watch, type FSWatcher } from 'node:fs';
import type { FolderEvent } from '../api.ts';
import type { Root } from './root.ts';

const QUIET = 250;
const MOST_PATHS = 200;

type Listener = (event: FolderEvent) => void;

export class Events {
  readonly #listeners = new Set<Listener>();
  readonly #changed = new Set<string>();
  readonly #onChange: () => void;
  #timer: NodeJS.Timeout | undefined;
  #watcher: FSWatcher | undefined;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Where the system cannot watch, the pages still ask again when they are looked at. */
  watch(root: Root): void {
    try {
      this.#watcher = watch(root.folder, { recursive: true, persistent: false }, (_, name) => {
        const path = String(name ?? '').replaceAll('\\', '/');
        if (path !== '' && /(^|\/)(\.|node_modules\/|[^/]+\.partial(\/|$))/.test(path)) return;
        this.changed(path === '' ? '.' : path);
      });
      this.#watcher.on('error', () => this.#watcher?.close());
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
