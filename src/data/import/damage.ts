/** Files of a data folder that are not what was written, by file and by the import that can write them again. */
import { join } from 'node:path';
import type { Diagnostic } from '../../language/diagnostic.ts';
import { changesOf } from './changes.ts';
import type { PlacedFile } from './changes.ts';
import { readSource } from './folder.ts';
import type { DataManifest, SourceManifest } from './manifest.ts';
import { standingSums } from '../sums/sums.ts';
import { report } from './report.ts';
import type { Change, Thoroughness } from './written.ts';

export interface Damage {
  /** Below the data folder. */
  file: string;
  what: Change;
  /** Of which the file was written; none for what was worked out of all of them. */
  source: string | undefined;
  /** Names of the files that were imported. */
  of: string[];
}

/**
 * In the order of the sources, and of a source by name; of some tables' files only where `tables` are given. Figures made from such files would be wrong
 * in silence.
 */
export async function damageOf(
  folder: string,
  manifest: DataManifest,
  how: Thoroughness,
  tables?: readonly string[],
): Promise<Damage[]> {
  const isRead = (name: string) => tables?.includes(name) ?? true;
  // Sums are read by who asks for them by name, and only where they stand; when all is looked at they are looked at too.
  const { superseded, derived = [] } = manifest;
  const standing = new Set(standingSums(derived).filter(({ name }) => tables?.includes(name)));
  const unread = new Set(
    [
      ...superseded.filter(({ name }) => !isRead(name)),
      ...derived.filter((one) => how === 'quick' && !standing.has(one)),
    ].map(({ file }) => file),
  );
  const said = manifest.written
    .filter(({ file }) => !unread.has(file))
    .map((written) => ({ folder, written }));
  const sourceOf = (file: string) =>
    manifest.sources.find(({ id }) => file === `received/${id}/source.json`)?.id;
  const damage: { at: number; damage: Damage }[] = [];
  const parts: (PlacedFile & { id: string; at: number })[] = [];
  const changes = await changesOf(said, how);
  for (const [at, { written }] of said.entries()) {
    const [id, what] = [sourceOf(written.file), changes[at]];
    const of = namesOf(manifest, id);
    if (what) damage.push({ at, damage: { file: written.file, what, source: id, of } });
    if (what || id === undefined) continue;
    const { value } = await readSource(folder, id);
    const skipped = new Set(value?.tables.flatMap(({ name, parts: own }) => (isRead(name) ? [] : own)));
    const place = join(folder, 'received', id);
    for (const one of value?.written ?? [])
      if (!skipped.has(one.file)) parts.push({ folder: place, written: one, id, at });
  }
  for (const [i, what] of (await changesOf(parts, how)).entries()) {
    const { id, at, written } = parts[i] as (typeof parts)[number];
    const file = join('received', id, written.file);
    if (what) damage.push({ at, damage: { file, what, source: id, of: namesOf(manifest, id) } });
  }
  return damage.toSorted((a, b) => a.at - b.at).map(({ damage: one }) => one);
}

/** Whether a source that an import left behind, and no `data.json` names yet, is all there. */
export async function isWhole(place: string, { written }: SourceManifest): Promise<boolean> {
  const files = written.map((one) => ({ folder: place, written: one }));
  return (await changesOf(files, 'full')).every((change) => change === undefined);
}

/** Names in a message; who imported hundreds knows which by the first. */
const NAMED = 5;

function namesOf({ sources }: DataManifest, source: string | undefined): string[] {
  return sources.flatMap(({ id, files }) =>
    source === undefined || id === source ? files.map(({ name }) => name) : [],
  );
}

export function saidOf(folder: string, { file, what, of }: Damage): Diagnostic {
  const files = `${of.slice(0, NAMED).join(', ')}${of.length > NAMED ? ' …' : ''}`;
  return report(`received-${what}`, { folder, file, files }, { file: join(folder, file) });
}
