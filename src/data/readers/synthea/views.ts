/** A view in SQL for each part, of no rows where the export lacks it. */
import type { InputFile, Intake } from '../../import/format.ts';
import { stacked } from '../shared/stacked.ts';
import { COLUMNS } from './columns.ts';
import type { SyntheaPart } from './columns.ts';

export type Views = Readonly<Record<SyntheaPart, string>>;

export async function views(files: readonly InputFile[], intake: Intake): Promise<Views> {
  const made: [string, string][] = [];
  for (const part of Object.keys(COLUMNS) as SyntheaPart[]) {
    const of = files.filter((file) => file.part === part);
    const { view } = await stacked(intake, `synthea_${part}`, of, COLUMNS[part], { delimiter: ',' });
    made.push([part, view]);
  }
  return Object.fromEntries(made) as Record<SyntheaPart, string>;
}
