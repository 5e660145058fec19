/**
 * Medicare research identifiable files (RIF) as CMS gives them out, and its synthetic ones: delimited by pipes, a row per claim line with the
 * claim repeated. Layouts: https://www2.ccwdata.org/web/guest/data-dictionaries; how amounts and versions are read: README.md.
 */
import { basename } from 'node:path';
import type { Diagnostic } from '../../../language/diagnostic.ts';
import type { Format, InputFile, Intake } from '../../import/format.ts';
import { report } from '../../import/report.ts';
import { headersOf, lacking, upperNames } from '../shared/headers.ts';
import { readBeneficiaries } from './beneficiaries.ts';
import { readClaims } from './claims.ts';
import { NEEDED } from './columns.ts';
import type { RifPart } from './columns.ts';
import { readEvents } from './events.ts';

const PARTS = Object.keys(NEEDED) as RifPart[];

export const rif: Format = {
  name: 'rif',
  title: { en: 'Medicare research files (RIF)', zh: '美国联邦医疗保险研究用数据文件（RIF）' },
  async choose(paths) {
    const value: Omit<InputFile, 'index'>[] = [];
    const diagnostics: Diagnostic[] = [];
    for (const path of paths) {
      const file = basename(path);
      const headers = /\.(csv|txt|psv|rif)$/i.test(file) ? await headersOf(path, '|') : undefined;
      const names = upperNames(headers);
      if (names.has('BENE_ID') && names.has('CARRIER_CLAIMS')) {
        // A summary of the export by person: only counts of claims.
        value.push({ path, part: 'summary' });
        continue;
      }
      const part = partByName(file) ?? PARTS.find((one) => NEEDED[one].every((name) => names.has(name)));
      if (part === undefined) {
        const summary = headers?.[0]
          ?.toUpperCase()
          .replace(/^\uFEFF/, '')
          .startsWith('BENE_ID,CARRIER');
        if (summary) value.push({ path, part: 'summary' });
        else diagnostics.push(report('file-unknown', { file, format: 'rif' }, { file: path }));
        continue;
      }
      const short = lacking({ path, part }, headers, NEEDED[part]);
      if (short) diagnostics.push(short);
      else value.push({ path, part });
    }
    return { value, diagnostics };
  },
  async read(files, intake) {
    const of = (...parts: string[]) => files.filter((file) => parts.includes(file.part));
    const beneficiaries = of('beneficiary');
    if (beneficiaries.length > 0) await readBeneficiaries(beneficiaries, intake);
    await passOver(of('beneficiary_history'), intake, 'no-canonical-row', '|');
    const facilities = of('inpatient', 'outpatient', 'snf', 'hha', 'hospice');
    if (facilities.length > 0) await readClaims('institutional', facilities, intake);
    const professionals = of('carrier', 'dme');
    if (professionals.length > 0) await readClaims('professional', professionals, intake);
    const events = of('pde');
    if (events.length > 0) await readEvents(events, intake);
    await passOver(of('summary'), intake, 'no-canonical-row', ',');
  },
};

/** Histories of a person's data say nothing of coverage, which the yearly files do. */
async function passOver(
  files: readonly InputFile[],
  intake: Intake,
  reason: string,
  delimiter: string,
): Promise<void> {
  for (const file of files) {
    const name = `passed_${file.index}`;
    const headers = await intake.delimited(file, name, { delimiter, quote: false });
    if (!headers) continue;
    const [[count] = []] = await intake.warehouse.values(`select count(*) from reader."${name}"`);
    intake.passOver(file, reason, Number(count ?? 0));
  }
}

function partByName(file: string): RifPart | undefined {
  const name = file.toLowerCase().replaceAll(/[\s-]+/g, '_');
  if (!/\.(csv|txt|psv|rif)$/.test(name)) return undefined;
  const found = PARTS.filter((part) => new RegExp(`(^|[^a-z])${part}([^a-z]|$)`).test(name));
  return found.sort((a, b) => b.length - a.length)[0];
}
