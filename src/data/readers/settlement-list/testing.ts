/** For the tests beside it: a few files of lists or front pages, read. */
import { filesForTest, importInto } from '../../import/testing.ts';
import type { ImportedForTest } from '../../import/testing.ts';
import type { Format } from '../../import/format.ts';

export async function read(
  format: Format,
  files: Record<string, string | Uint8Array>,
  options: Record<string, string> = {},
) {
  const { folder, remove } = filesForTest(files);
  try {
    const { findings: all, ...rest } = await importInto(format, [folder], options);
    // Most examples leave fees out, which is a finding of its own: it is in `all`.
    return { ...rest, all, findings: all.filter(({ code }) => !code.startsWith('fees-')) };
  } finally {
    remove();
  }
}

/** Of every case the main diagnosis and procedure, each with the first of the others. */
export const firstCodes = (tables: ImportedForTest['tables']) =>
  tables['inpatient_case']?.map((row) =>
    ['principal_diagnosis', 'other_diagnosis_1', 'principal_procedure', 'other_procedure_1'].map(
      (name) => row[name],
    ),
  );
