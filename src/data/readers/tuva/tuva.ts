/** Tuva input layer: CSV or Parquet files of medical_claim, pharmacy_claim, eligibility, provider_attribution (https://thetuvaproject.com). */
import { basename } from 'node:path';
import type { Diagnostic } from '../../../language/diagnostic.ts';
import { canonicalTable } from '../../canonical/index.ts';
import type { Format, InputFile } from '../../import/format.ts';
import { report } from '../../import/report.ts';
import { isEncoding } from '../shared/encoding.ts';
import { headersOf } from '../shared/headers.ts';
import { readTabular } from '../shared/tabular.ts';

/** Tables of the input layer; their columns are called as those of the canonical tables. */
export const TUVA_TABLES = [
  'medical_claim',
  'pharmacy_claim',
  'eligibility',
  'provider_attribution',
] as const;

/** What columns were called in earlier versions of the input layer (`ms_drg_code` still in 0.13), each with its name of now. */
const OLDER: Readonly<Record<string, string>> = { patient_id: 'person_id', ms_drg_code: 'drg_code' };

export const tuva: Format = {
  name: 'tuva',
  title: { en: 'Tuva input layer (CSV or Parquet)', zh: 'Tuva 输入层（CSV 或 Parquet）' },
  options: [
    {
      name: 'encoding',
      label: {
        en: 'encoding of CSV files, if not UTF-8: gb18030 …',
        zh: 'CSV 文件的编码（如 gb18030），默认 UTF-8',
      },
    },
  ],
  async choose(paths, { encoding }) {
    if (encoding !== undefined && !isEncoding(encoding)) {
      return { diagnostics: [report('encoding-unknown', { encoding })] };
    }
    const value: Omit<InputFile, 'index'>[] = [];
    const diagnostics: Diagnostic[] = [];
    for (const path of paths) {
      const file = basename(path);
      const headers = /\.(csv|tsv|txt|parquet|pq)$/i.test(file) ? await headersOf(path) : undefined;
      const names = new Set(
        headers?.map((header) => header.toLowerCase()).flatMap((name) => [name, OLDER[name] ?? name]),
      );
      const part = partByName(file) ?? partByHeader(names);
      if (part === undefined) {
        diagnostics.push(report('file-unknown', { file, format: 'tuva' }, { file: path }));
        continue;
      }
      const missing = requiredOf(part).filter((name) => !names.has(name));
      // A file that cannot be read at all is refused when it is read, with what is wrong with it.
      if (headers && missing.length > 0) {
        diagnostics.push(
          report('columns-missing', { file, columns: missing.join(', ') }, { file: path, line: 1 }),
        );
      } else value.push({ path, part });
    }
    return { value, diagnostics };
  },
  async read(files, intake, { encoding }) {
    const options = encoding === undefined ? {} : { encoding };
    for (const file of files) await readTabular(file, canonicalTable(file.part), intake, options, OLDER);
  },
};

function partByName(file: string): string | undefined {
  const name = file.toLowerCase().replaceAll(/[\s-]+/g, '_');
  return TUVA_TABLES.find((table) => name.includes(table));
}

/** The only table whose own columns are all there that it needs. */
function partByHeader(names: ReadonlySet<string>): string | undefined {
  const own: Record<(typeof TUVA_TABLES)[number], readonly string[]> = {
    medical_claim: ['claim_line_number', 'claim_type'],
    pharmacy_claim: ['claim_line_number', 'ndc_code'],
    eligibility: ['enrollment_start_date'],
    provider_attribution: ['year_month'],
  };
  const found = TUVA_TABLES.filter((table) =>
    [...requiredOf(table), ...own[table]].every((name) => names.has(name)),
  );
  return found.length === 1 ? found[0] : undefined;
}

function requiredOf(table: string): string[] {
  return canonicalTable(table)
    .columns.filter(({ required }) => required)
    .map(({ name }) => name);
}
