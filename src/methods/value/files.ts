/** The report as a file, by the end of its name: a page, the whole as JSON, the figures as CSV or Parquet. */
import { writeFile } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import { makeFolder } from '../../data/disk/folders.ts';
import type { Diagnostic, Lang } from '../../language/diagnostic.ts';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import { valuePage } from './html/page.ts';
import { report } from './messages/value.ts';
import type { ValueReport } from './report.ts';
import { reportCsv, reportParquet } from './table.ts';

const REPORTS = ['.html', '.htm', '.json', '.csv', '.parquet'];
const ROWS = ['.json', '.csv', '.parquet'];

const endOf = (path: string) => extname(path).toLowerCase();

/** Names that do not say what is to be written, before any work is done. */
export function unclear(reports: readonly string[], rows: readonly string[]): Diagnostic[] {
  return [
    ...reports.filter((path) => !REPORTS.includes(endOf(path))),
    ...rows.filter((path) => !ROWS.includes(endOf(path))),
  ].map((path) => report('value-output', { path }));
}

export async function writeReport(found: ValueReport, path: string, lang: Lang): Promise<void> {
  await makeFolder(dirname(path));
  const end = endOf(path);
  if (end === '.parquet') {
    const warehouse = await openDuckdb();
    try {
      await reportParquet(warehouse, found, path);
    } finally {
      warehouse.close();
    }
    return;
  }
  const text =
    end === '.csv'
      ? `\ufeff${reportCsv(found)}`
      : end === '.json'
        ? `${JSON.stringify(found, null, 1)}\n`
        : valuePage(found, lang);
  await writeFile(path, text);
}
