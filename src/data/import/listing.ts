/** Paths given → files: folders listed with all they hold, names sorted. */
import { readdir, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import type { Diagnostic } from '../../language/diagnostic.ts';
import { report } from './report.ts';

export interface Listed {
  files: string[];
  /** Path → how it is called in the data folder: below the folder that was given. */
  names: Map<string, string>;
  diagnostics: Diagnostic[];
}

export async function listFiles(paths: readonly string[]): Promise<Listed> {
  const listed: Listed = { files: [], names: new Map(), diagnostics: [] };
  for (const path of paths) {
    const found = await stat(path).catch(() => undefined);
    if (!found) listed.diagnostics.push(report('path-missing', { path }));
    else if (found.isFile()) take(listed, path, basename(path));
    else if (found.isDirectory()) await takeFolder(listed, path);
    else listed.diagnostics.push(report('path-strange', { path }));
  }
  return listed;
}

async function takeFolder(listed: Listed, folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort((a, b) => (a < b ? -1 : 1));
  let hidden = 0;
  for (const file of files) {
    const name = relative(folder, file);
    if (name.split(sep).some((part) => part.startsWith('.'))) hidden += 1;
    else if ((await stat(file).catch(() => undefined))?.isFile())
      take(listed, file, name.split(sep).join('/'));
    else listed.diagnostics.push(report('path-strange', { path: file }));
  }
  if (hidden > 0) listed.diagnostics.push(report('files-hidden', { folder, count: hidden }));
  if (files.length === hidden) listed.diagnostics.push(report('folder-empty', { folder }));
}

function take(listed: Listed, file: string, name: string): void {
  if (listed.names.has(file)) return;
  listed.files.push(file);
  listed.names.set(file, name);
}
