/** Files of a data folder that are not what was written, by file and by the import that can write them again. */
import { join } from 'node:path';
import type { Diagnostic } from '../../language/diagnostic.ts';
import { changesOf } from './changes.ts';
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
  const { superseded, derived } = manifest;
  const standing = new Set(standingSums(derived).filter(({ name }) => tables?.includes(name)));
  const unread = new Set(
    [
      ...superseded.filter(({ name }) => !isRead(name)),
      ...derived.filter((one) => how === 'quick' && !standing.has(one)),
    ].map(({ file }) => file),
  );
  const said = manifest.written.flatMap((written, at) => {
    const source = manifest.sources.find(({ id }) => written.file === `received/${id}/source.json`)?.id;
    return unread.has(written.file) ? [] : [{ folder, written, at, source, below: '' }];
  });
  const damage: { at: number; damage: Damage }[] = [];
  const look = async (files: typeof said) => {
    const changes = await changesOf(files, how);
    for (const [i, { written, at, source, below }] of files.entries()) {
      const what = changes[i];
      const file = join(below, written.file);
      if (what) damage.push({ at, damage: { file, what, source, of: namesOf(manifest, source) } });
    }
    return files.filter((_, i) => changes[i] === undefined);
  };
  // First what names the files of a source, then all of them at once, for as many threads as there are.
  const sound = await look(said.filter(({ source }) => source !== undefined));
  const parts = said.filter(({ source }) => source === undefined);
  for (const { at, source } of sound) {
    const { value } = await readSource(folder, source ?? '');
    const skipped = new Set(value?.tables.flatMap(({ name, parts: own }) => (isRead(name) ? [] : own)));
    const below = join('received', source ?? '');
    for (const written of value?.written ?? [])
      if (!skipped.has(written.file)) parts.push({ folder: join(folder, below), written, at, source, below });
  }
  await look(parts);
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
