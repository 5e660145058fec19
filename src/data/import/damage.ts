/** Files of a data folder that are not what was written, by file and by the import that can write them again. */
import { join } from 'node:path';
import type { Diagnostic } from '../../language/diagnostic.ts';
import { readSource } from './folder.ts';
import type { DataManifest, SourceManifest } from './manifest.ts';
import { report } from './report.ts';
import type { Thoroughness, WrittenFile } from './written.ts';
import { changeOf } from './written.ts';

export interface Damage {
  /** Below the data folder. */
  file: string;
  what: 'missing' | 'unreadable' | 'changed';
  /** Of which the file was written; none for what was worked out of all of them. */
  source: string | undefined;
  /** Names of the files that were imported. */
  of: string[];
}

/** In the order of the sources, and of a source by name. Figures made from such files would be wrong in silence. */
export async function damageOf(folder: string, manifest: DataManifest, how: Thoroughness): Promise<Damage[]> {
  const damage: Damage[] = [];
  const look = async (written: WrittenFile, below: string, source: string | undefined) => {
    const what = await changeOf(join(folder, below), written, how);
    if (what) damage.push({ file: join(below, written.file), what, source, of: namesOf(manifest, source) });
    return what === undefined;
  };
  for (const written of manifest.written) {
    const { id } = manifest.sources.find((one) => written.file === `received/${one.id}/source.json`) ?? {};
    const sound = await look(written, '', id);
    if (id === undefined || !sound) continue;
    const { value } = await readSource(folder, id);
    for (const part of value?.written ?? []) await look(part, join('received', id), id);
  }
  return damage;
}

/** Whether a source that an import left behind, and no `data.json` names yet, is all there. */
export async function isWhole(place: string, { written }: SourceManifest): Promise<boolean> {
  for (const one of written) if (await changeOf(place, one, 'full')) return false;
  return true;
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
