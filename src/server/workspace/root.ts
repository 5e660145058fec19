/** The folder that is served. A path from a page is resolved below it, and refused outside it, symbolic links included. */
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { failure } from '../http/problem.ts';

export class Root {
  /** Absolute, without symbolic links. */
  readonly folder: string;

  constructor(folder: string) {
    this.folder = realpathSync(resolve(folder));
  }

  /** The absolute path of something below the folder, there or not yet. */
  at(path: string): string {
    const outside = () => failure(403, 'outside-folder', { path: path.replaceAll('\0', '␀').slice(0, 200) });
    if (path.includes('\0') || path.length > 2000) throw outside();
    const parts = path.split(/[\\/]/).filter((part) => part !== '' && part !== '.');
    if (parts.includes('..') || /^([\\/]|[A-Za-z]:)/.test(path)) throw outside();
    const absolute = join(this.folder, ...parts);
    // What is there may be a link that leads out; of what is not there yet, the folder it would lie in.
    let there = absolute;
    while (!existsSync(there) && dirname(there) !== there) there = dirname(there);
    if (!this.holds(realpathSync(there))) throw outside();
    return absolute;
  }

  /** Is an absolute path (without links) below the folder? */
  holds(absolute: string): boolean {
    return (
      absolute === this.folder ||
      absolute.startsWith(this.folder.endsWith(sep) ? this.folder : this.folder + sep)
    );
  }

  /** As the page names it: below the folder, with slashes; the folder itself is `.`. */
  name(absolute: string): string {
    return relative(this.folder, absolute).split(sep).join('/') || '.';
  }
}
