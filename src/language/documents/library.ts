/**
 * Finding models. A contract names one by its identifier (`us/mssp`, `us/mssp@2024.1`), looked up in the libraries that apply, or by a
 * path (`./model.yaml`). Libraries: folders `models/` beside the naming document and above it, then the one this package ships.
 */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Checked, Location } from '../diagnostic.ts';
import type { Localized } from '../plan.ts';
import { localizedOf } from './described.ts';
import { report } from './messages.ts';
import { suggest } from './suggest.ts';
import { readText } from './text.ts';
import { get, getText } from './tree.ts';
import { parseTree } from './yaml.ts';

/** The version of a model that names none. */
export const NO_VERSION = '0';

export interface LibraryModel {
  model: string;
  version: string;
  title?: Localized;
  /** Absolute path of the model's document. */
  file: string;
}

/** The models of the given libraries; of an identifier and version found twice the first. In order of identifier, then version. */
export function listModels(
  roots: readonly string[] = [packageLibrary()].flatMap((root) => root ?? []),
): LibraryModel[] {
  const found = new Map<string, LibraryModel>();
  for (const root of roots) {
    for (const file of documentsBelow(root)) {
      const entry = headOf(file);
      const key = entry && `${entry.model}@${entry.version}`;
      if (key && !found.has(key)) found.set(key, entry);
    }
  }
  return [...found.values()].sort(
    (a, b) => compare(a.model, b.model) || compare(a.version, b.version) || compare(a.file, b.file),
  );
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Resolves what a contract or tests document names as its model. `at` is where it is named. */
export function findModel(
  id: string,
  fromFile: string,
  at: Location = { file: fromFile },
): Checked<{ file: string }> {
  if (/^\.{1,2}[\\/]/.test(id) || isAbsolute(id) || /\.ya?ml$/i.test(id)) {
    return findPath(resolve(dirname(resolve(fromFile)), id), id, at);
  }
  const [name = '', version] = id.split('@');
  // A model's own tests lie below it, in whatever folder it is kept.
  const own = beside(fromFile).find((entry) => entry.model === name && fits(entry.version, version));
  if (own) return { value: { file: own.file }, diagnostics: [] };
  const roots = libraries(fromFile);
  for (const root of roots) {
    // The usual place, without reading the whole library.
    const file = /^[a-z0-9/-]+$/.test(name) ? join(root, name, 'model.yaml') : undefined;
    const entry = file && existsSync(file) ? headOf(file) : undefined;
    if (entry?.model === name && fits(entry.version, version))
      return { value: { file: entry.file }, diagnostics: [] };
  }
  const all = listModels(roots);
  const versions = all.filter((entry) => entry.model === name);
  const match = versions.findLast((entry) => fits(entry.version, version));
  if (match) return { value: { file: match.file }, diagnostics: [] };
  if (versions.length > 0) {
    const data = {
      id: name,
      version: version ?? '',
      versions: versions.map((entry) => entry.version).join(', '),
    };
    return { diagnostics: [report('unknown-model-version', data, at)] };
  }
  const names = all.map((entry) => entry.model);
  return { diagnostics: [suggest(report('unknown-model', { id: name }, at), name, names)] };
}

/** The model in the document's folder, and in the one above. */
function beside(fromFile: string): LibraryModel[] {
  const folder = dirname(resolve(fromFile));
  return [folder, dirname(folder)].flatMap((place) => {
    const file = join(place, 'model.yaml');
    return existsSync(file) ? (headOf(file) ?? []) : [];
  });
}

/** `2024` stands for any `2024.…`. */
function fits(version: string, wanted: string | undefined): boolean {
  return wanted === undefined || version === wanted || version.startsWith(`${wanted}.`);
}

function findPath(path: string, id: string, at: Location): Checked<{ file: string }> {
  const file = isFolder(path) ? join(path, 'model.yaml') : path;
  if (!existsSync(file)) return { diagnostics: [report('file-not-found', { path: id }, at)] };
  return { value: { file }, diagnostics: [] };
}

/** `models/` in the document's folder and those above it, then the package's. A model's own tests find it so too. */
export function libraries(fromFile: string): string[] {
  const roots: string[] = [];
  for (let folder = dirname(resolve(fromFile)); ; folder = dirname(folder)) {
    const root = join(folder, 'models');
    if (isFolder(root)) roots.push(root);
    if (dirname(folder) === folder) break;
  }
  const shipped = packageLibrary();
  if (shipped && !roots.includes(shipped)) roots.push(shipped);
  return roots;
}

/** `models/` at the root of this package, whether run from source or built. */
export function packageLibrary(): string | undefined {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json')) && isFolder(join(folder, 'models')))
      return join(folder, 'models');
    if (dirname(folder) === folder) return undefined;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** A library is a few hundred folders; a deeper tree is none. */
const DEEPEST = 6;

function documentsBelow(root: string, depth = 0): string[] {
  if (depth > DEEPEST || !isFolder(root)) return [];
  const entries = readdirSync(root, { withFileTypes: true }).sort((a, b) => compare(a.name, b.name));
  return entries.flatMap((entry) => {
    const path = join(root, entry.name);
    if (entry.isDirectory() && !/^(tests|node_modules|\..*)$/.test(entry.name))
      return documentsBelow(path, depth + 1);
    return entry.isFile() && entry.name === 'model.yaml' ? [path] : [];
  });
}

/** The first lines of a model say who it is; one that cannot be read is no model of the library. */
function headOf(file: string): LibraryModel | undefined {
  const head = headText(readFileSync(file, 'utf8'));
  const source = readText(file, head);
  const tree = source.value && parseTree(source.value).value;
  const model = getText(tree, 'model')?.text;
  if (model === undefined) return undefined;
  const title = localizedOf(get(tree, 'title'));
  return { model, version: getText(tree, 'version')?.text ?? NO_VERSION, ...(title && { title }), file };
}

/** Up to the first large part: the identifier, version and title need no more, and a broken formula does not hide a model. */
function headText(text: string): string {
  const end = text.search(/^(entities|parameters|terms|payments):/m);
  return end < 0 ? text : text.slice(0, end);
}
