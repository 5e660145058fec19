/** The data folder on disk: what belongs in it, and how its JSON is read and written. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { makeFolder, sync, writeWhole } from '../disk/folders.ts';
import type { DataManifest, SourceManifest } from './manifest.ts';
import { LAYOUT } from './manifest.ts';
import { report } from './report.ts';
import type { WrittenFile } from './written.ts';
import { writtenFile } from './written.ts';

export const LOCK = '.import.lock';
/** Folders of what is worked out of all sources: `<name>/<hash of the sources>/`. */
export const WORKED_OUT = ['superseded', 'derived'] as const;
const OURS = new Set([
  'data.json',
  'received',
  ...WORKED_OUT,
  'quality.json',
  'quality.html',
  LOCK,
  `${LOCK}.takeover`,
]);

/** Makes the folder if it is not there; a diagnostic where something else is. */
export async function prepareFolder(folder: string): Promise<Diagnostic | undefined> {
  const found = await stat(folder).catch(() => undefined);
  if (found && !found.isDirectory()) return report('not-a-folder', { folder });
  await makeFolder(folder);
  const entries = await readdir(folder);
  const known = entries.every(
    (name) => OURS.has(name) || name.startsWith('data.json.') || name.startsWith(`${LOCK}.`),
  );
  if (entries.includes('data.json') || known) return undefined;
  return report('not-a-data-folder', { folder });
}

/** Folders that must be made for this one to be there, the innermost first. */
export function missingFolders(folder: string): string[] {
  const above = dirname(folder);
  return existsSync(folder) || above === folder ? [] : [folder, ...missingFolders(above)];
}

/** What an import calls its folders: anything else of that place is somebody's own. */
const OWN_NAME = /^([0-9a-f]{32}|work)(\.partial)?$/;

/** Of an import that put nothing into the folder: what it wrote is gone. */
export async function leaveNothing(folder: string): Promise<void> {
  if (existsSync(join(folder, 'data.json'))) return;
  for (const below of ['received', ...WORKED_OUT]) {
    const place = join(folder, below);
    for (const name of await listed(place))
      if (OWN_NAME.test(name)) await rm(join(place, name), { recursive: true, force: true });
    await removeEmpty([place]);
  }
}

/** Folders without anything in them, one after the other up to the first that has something. */
export async function removeEmpty(folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    const gone = await rmdir(folder).then(
      () => true,
      () => false,
    );
    if (!gone) return;
  }
}

/** Brings all files of a source that is being written to the disk, and says in its `source.json` what they are. */
export async function sealSource(
  partial: string,
  source: Omit<SourceManifest, 'written'>,
): Promise<SourceManifest> {
  const written: WrittenFile[] = [];
  for (const name of (await readdir(partial)).sort()) {
    await sync(join(partial, name));
    written.push(await writtenFile(partial, name));
  }
  const sealed = { ...source, written };
  await writeWhole(join(partial, 'source.json'), sealed);
  return sealed;
}

/** Writes `data.json`, with what the files it stands for are. */
export async function sealData(
  folder: string,
  data: Omit<DataManifest, 'written' | 'seal'>,
): Promise<DataManifest> {
  const written: WrittenFile[] = [];
  for (const { id } of data.sources) written.push(await writtenFile(folder, `received/${id}/source.json`));
  for (const { file } of [...data.superseded, ...data.derived]) written.push(await writtenFile(folder, file));
  const unsealed = { ...data, written };
  const sealed = { ...unsealed, seal: sealOf(unsealed) };
  await writeWhole(join(folder, 'data.json'), sealed);
  return sealed;
}

function sealOf(data: object): string {
  return createHash('sha256').update(JSON.stringify(data)).digest('hex');
}

export async function readManifest(folder: string): Promise<Checked<DataManifest>> {
  const file = join(folder, 'data.json');
  const read = await readJson<DataManifest>(folder, file);
  if (!read.value) return read;
  const { seal, ...rest } = read.value;
  return seal === sealOf(rest) ? read : { diagnostics: [report('manifest-changed', { file })] };
}

export async function readSource(folder: string, id: string): Promise<Checked<SourceManifest>> {
  return readJson<SourceManifest>(folder, join(folder, 'received', id, 'source.json'));
}

async function readJson<T extends { layout: number }>(folder: string, file: string): Promise<Checked<T>> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) {
    const code = file.endsWith('data.json') ? 'no-data-folder' : 'received-missing';
    return { diagnostics: [report(code, { folder, file })] };
  }
  try {
    const value = JSON.parse(text) as T;
    const lists = file.endsWith('data.json')
      ? ['sources', 'tables', 'superseded', 'derived', 'written']
      : ['files', 'tables', 'refused', 'written'];
    const whole = lists.every((name) => Array.isArray((value as Record<string, unknown>)[name]));
    if (value.layout !== LAYOUT) {
      const found = value.layout ?? '?';
      return { diagnostics: [report('layout-other', { folder, found, layout: LAYOUT })] };
    }
    if (!whole) return { diagnostics: [report('manifest-damaged', { file, reason: lists.join(', ') })] };
    return { value, diagnostics: [] };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return { diagnostics: [report('manifest-damaged', { file, reason })] };
  }
}

/** What earlier, broken-off imports left: all that `data.json` does not name. */
export async function tidy(folder: string, manifest: DataManifest | undefined): Promise<void> {
  const kept = new Set(manifest?.sources.map(({ id }) => id));
  for (const name of await listed(join(folder, 'received'))) {
    if (!kept.has(name)) await rm(join(folder, 'received', name), { recursive: true, force: true });
  }
  for (const below of WORKED_OUT) {
    const used = new Set(manifest?.[below]?.map(({ file }) => file.split('/')[1]));
    for (const name of await listed(join(folder, below))) {
      if (!used.has(name)) await rm(join(folder, below, name), { recursive: true, force: true });
    }
    if (used.size === 0) await rm(join(folder, below), { recursive: true, force: true });
  }
  await rm(join(folder, 'data.json.partial'), { force: true });
  for (const name of await listed(folder)) {
    if (name.startsWith(`${LOCK}.`)) await rm(join(folder, name), { force: true });
  }
}

async function listed(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

export function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32);
}
