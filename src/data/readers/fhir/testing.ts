/** For tests of FHIR: what is read of a file, and what an import makes of several. */
import { filesForTest, importInto } from '../../import/testing.ts';
import type { ImportedForTest } from '../../import/testing.ts';
import { collect } from '../shared/collecting.ts';
import type { Collected } from '../shared/collecting.ts';
import { fhir } from './fhir.ts';

export const read = (content: string | Buffer, name = 'all.ndjson') => collect(fhir, { [name]: content });
export const codes = ({ findings }: Collected) => findings.map(({ code }) => code);
/** Some cells of each row. */
export const say = ({ rows }: Collected, ...names: string[]) =>
  rows.map(({ row }) => names.map((name) => row[name] ?? '').join(' '));

export async function imported(files: Record<string, string | Uint8Array>): Promise<ImportedForTest> {
  const { folder, remove } = filesForTest(files);
  try {
    return await importInto(fhir, [folder]);
  } finally {
    remove();
  }
}
