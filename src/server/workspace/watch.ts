/**
 * Watches a folder and all below it. On Linux with a watcher for each folder: Node's own recursive watching loses a file as soon as another is renamed
 * over it, which is how editors, and we, save.
 */
import { readdirSync, statSync, watch, type FSWatcher } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** More folders than this are not watched: the system's watchers are for all programs. */
const MOST = 8000;

export interface Watching {
  close(): void;
}

/** `heard` gets paths below the folder, with `/`; names that `passedOver` says are neither watched nor told. */
export function watchBelow(
  root: string,
  heard: (path: string) => void,
  passedOver: (name: string) => boolean,
): Watching {
  const told = (path: string) => {
    if (!path.split('/').some(passedOver)) heard(path === '' ? '.' : path);
  };
  if (process.platform !== 'linux') {
    const watcher = watch(root, { recursive: true, persistent: false }, (_, name) =>
      told(String(name ?? '').replaceAll('\\', '/')),
    );
    watcher.on('error', () => watcher.close());
    return watcher;
  }

  const open = new Map<string, { watcher: FSWatcher; node: string }>();
  const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  const drop = (folder: string) => {
    for (const [path, { watcher }] of open) {
      if (path !== folder && !path.startsWith(folder + sep)) continue;
      watcher.close();
      open.delete(path);
    }
  };
  /** `late`: what is in it came before it was watched, and is told of now. */
  const add = (folder: string, late: boolean) => {
    try {
      // Numbers of inodes are given again.
      const { ino, birthtimeMs } = statSync(folder);
      const node = `${ino} ${birthtimeMs}`;
      if (open.get(folder)?.node === node || open.size >= MOST) return;
      // A folder of the same name may be another one now.
      drop(folder);
      const watcher = watch(folder, { persistent: false }, (_, name) => {
        if (name === null) return told(relative(root, folder).replaceAll(sep, '/'));
        if (passedOver(name)) return;
        const path = join(folder, name);
        told(relative(root, path).replaceAll(sep, '/'));
        if (isFolder(path)) add(path, true);
        else drop(path);
      });
      watcher.on('error', () => drop(folder));
      open.set(folder, { watcher, node });
      for (const entry of readdirSync(folder, { withFileTypes: true })) {
        const path = join(folder, entry.name);
        if (passedOver(entry.name)) continue;
        if (late) told(relative(root, path).replaceAll(sep, '/'));
        if (entry.isDirectory()) add(path, late);
      }
    } catch {
      // Gone meanwhile, forbidden, or no watcher left: the pages still ask again when they are looked at.
    }
  };
  add(root, false);
  return { close: () => drop(root) };
}
