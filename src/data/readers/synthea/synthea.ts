/** Synthea's CSV export, of both generations of headers: README.md. */
import { basename } from 'node:path';
import type { Diagnostic } from '../../../language/diagnostic.ts';
import type { Format, InputFile } from '../../import/format.ts';
import { report } from '../../import/report.ts';
import { headersOf, lacking } from '../shared/headers.ts';
import { passOverRows, stacked } from '../shared/stacked.ts';
import { allocate, readEncountersAsClaims, readMedical, readMedications } from './claims.ts';
import { readClinical } from './clinical.ts';
import { NEEDED, UNUSED } from './columns.ts';
import type { SyntheaPart } from './columns.ts';
import { readCoverage } from './coverage.ts';
import { views } from './views.ts';

const PARTS = Object.keys(NEEDED) as SyntheaPart[];

export const synthea: Format = {
  name: 'synthea',
  title: { en: 'Synthea (CSV)', zh: 'Synthea 模拟患者数据（CSV）' },
  async choose(paths) {
    const value: Omit<InputFile, 'index'>[] = [];
    const diagnostics: Diagnostic[] = [];
    for (const path of paths) {
      const file = basename(path);
      const name = /^(.+)\.csv$/i
        .exec(file)?.[1]
        ?.toLowerCase()
        .replaceAll(/[\s-]+/g, '_');
      const unused = UNUSED.find((one) => one === name);
      if (unused) {
        value.push({ path, part: unused });
        continue;
      }
      const part = PARTS.find((one) => one === name);
      if (part === undefined) {
        diagnostics.push(report('file-unknown', { file, format: 'synthea' }, { file: path }));
        continue;
      }
      const headers = await headersOf(path, ',');
      const short = lacking({ path, part }, headers, NEEDED[part]);
      if (short) diagnostics.push(short);
      else value.push({ path, part });
    }
    return { value, diagnostics };
  },
  async read(files, intake) {
    const all = await views(files, intake);
    await readCoverage(files, all, intake);
    await readClinical(files, all, intake);
    await allocate(files, all, intake);
    const claimed = files.some(({ part }) => part === 'claims_transactions');
    if (claimed) await readMedical(all, intake);
    else await readEncountersAsClaims(all, intake);
    await readMedications(all, intake);
    for (const part of UNUSED) {
      const of = files.filter((file) => file.part === part);
      const { view } = await stacked(intake, `synthea_${part}`, of, [], { delimiter: ',' });
      await passOverRows(intake, of, 'part-unused', view);
    }
  },
};
