/** A data folder → its quality report, and `quality.json` in the folder. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parquetRows } from '../../warehouse/files.ts';
import { quoteIdentifier } from '../../warehouse/warehouse.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import type { Checked } from '../../language/diagnostic.ts';
import { CANONICAL, canonicalTable } from '../canonical/index.ts';
import { addExact } from '../import/exact.ts';
import { writeWhole } from '../disk/folders.ts';
import type { SourceManifest } from '../import/manifest.ts';
import type { OpenedData } from '../open/open.ts';
import { openData } from '../open/open.ts';
import { partsOf, receivedRows } from '../open/received.ts';
import { moneyReport, rowFindings, sourceFindings, sourceReport } from './account.ts';
import { fileOf } from './deliveries.ts';
import type { ExamineProgress } from './examine.ts';
import { examine, ordered } from './examine.ts';
import { found, refusalWords } from './found.ts';
import { supersededBy } from './messages/report.ts';
import type { QualityFinding, QualityReport, RefusalReport } from './report.ts';
import { amountText, EXAMPLES } from './subject.ts';
import { unreadMoney } from './unread.ts';

interface AssessOptions {
  onProgress?: (progress: ExamineProgress) => void;
  /** Writes `quality.json` into the folder; true unless said. */
  write?: boolean;
}

/**
 * Looks at all rows of a data folder and writes `quality.json` into it. What is wrong with the data is in the report; a diagnostic, and no
 * report, only where the folder itself cannot be opened. Makes views in the schema `data` and temporary tables, which it drops.
 */
export async function assess(
  warehouse: Warehouse,
  folder: string,
  options: AssessOptions = {},
): Promise<Checked<QualityReport>> {
  const { value: opened, diagnostics } = await openData(warehouse, folder, { how: 'full' });
  if (!opened) return { diagnostics };
  const report = await assessOpened(warehouse, opened, options);
  if (options.write !== false) await writeWhole(join(folder, 'quality.json'), report);
  return { value: report, diagnostics };
}

/** The same for a folder whose views are there. Writes nothing. */
export async function assessOpened(
  warehouse: Warehouse,
  opened: OpenedData,
  options: AssessOptions = {},
): Promise<QualityReport> {
  const { folder, manifest, sources } = opened;
  const standing = new Map(manifest.tables.map(({ name, standing: rows }) => [name, rows]));
  const names = CANONICAL.map(({ name }) => name).filter((name) => (standing.get(name) ?? 0) > 0);
  const subject = {
    warehouse,
    tables: new Map(names.map((name) => [name, `data.${quoteIdentifier(name)}`])),
    formats: sources.map(({ format }) => format),
    fileOf: (source: number, file: number) => fileOf(sources, source, file),
  };
  const examined = await examine(subject, options.onProgress);
  const received = await receivedSums(warehouse, opened);
  const account = { data: manifest, sources };
  const unread = await unreadMoney(warehouse, folder, sources);
  const { money, findings } = moneyReport(account, examined.tables, received.money, unread);
  const reports = [];
  for (const [i, source] of sources.entries())
    reports.push(sourceReport(source, i, await refusalsOf(warehouse, folder, sources, i)));
  const superseded = new Map(manifest.tables.map((one) => [one.name, one.superseded]));
  return {
    version: 1,
    sources: reports,
    money,
    tables: examined.tables.map(({ table, ...rest }) => ({
      table,
      superseded: String(superseded.get(table) ?? 0),
      ...rest,
    })),
    findings: ordered([
      ...rowFindings(account, received.rows),
      ...findings,
      ...refusedFindings(reports.flatMap(({ refusals }) => refusals)),
      ...sourceFindings(account),
      ...supersededFindings(opened),
      ...examined.findings,
    ]),
    months: examined.months,
  };
}

/** Rows and money of all that was received, as the files hold them: what the import says of them is held against it. */
async function receivedSums(
  warehouse: Warehouse,
  { folder, sources }: OpenedData,
): Promise<{ rows: Map<string, bigint>; money: Map<string, string> }> {
  const rows = new Map<string, bigint>();
  const money = new Map<string, string>();
  for (const table of CANONICAL) {
    const parts = partsOf(folder, sources, table.name);
    if (parts.length === 0) continue;
    const columns = table.columns.filter(({ type }) => type === 'money').map(({ name }) => name);
    const query = receivedRows(table, parts, { columns, exact: false });
    const sums = columns.map((name) => `, sum(${quoteIdentifier(name)})`);
    const [row = []] = await warehouse.values(`select count(*)${sums.join('')} from (${query})`);
    rows.set(table.name, BigInt(String(row[0] ?? 0)));
    for (const [i, column] of columns.entries()) {
      const sum = row[i + 1];
      if (sum !== null && sum !== undefined) money.set(`${table.name}.${column}`, String(sum));
    }
  }
  return { rows, money };
}

/** What was refused, by reason, with the first lines of each. */
async function refusalsOf(
  warehouse: Warehouse,
  folder: string,
  sources: readonly SourceManifest[],
  place: number,
): Promise<RefusalReport[]> {
  const source = sources[place] as SourceManifest;
  const file = join(folder, 'received', source.id, 'refused.parquet');
  if (source.refused.length === 0 || !existsSync(file)) return [];
  const rows = await warehouse.rows(
    `select "file", "table", "reason", "column", "line", "text" from ${parquetRows(file)}
     qualify row_number() over (partition by "file", "table", "reason", "column" order by "line", "text") <= ${EXAMPLES}
     order by "file", "line", "text"`,
  );
  const name = (cell: unknown) => (cell === null || cell === undefined ? '' : String(cell));
  return source.refused.map(({ file: at, table = '', reason, column = '', count, amount }) => ({
    file: source.files[at]?.name ?? '',
    table,
    reason,
    column,
    count: String(count),
    amount: amountText(amount) ?? null,
    examples: rows
      .filter(
        (row) =>
          Number(row['file']) === at &&
          name(row['table']) === table &&
          name(row['reason']) === reason &&
          name(row['column']) === column,
      )
      .map((row) => ({
        ...fileOf(sources, place, at),
        line: name(row['line']),
        ...(row['text'] !== null && { text: name(row['text']) }),
      })),
  }));
}

/** One finding for each reason and table, over all files. */
function refusedFindings(refusals: readonly RefusalReport[]): QualityFinding[] {
  const groups = new Map<string, RefusalReport[]>();
  for (const one of refusals) {
    const key = `${one.table} ${one.reason} ${one.column}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((group) => {
    const [{ table, column, reason }] = group as [RefusalReport];
    const count = group.reduce((sum, one) => sum + BigInt(one.count), 0n);
    const amounts = group.flatMap(({ amount }) => (amount === null ? [] : [amount]));
    return found(
      'rows-refused',
      {
        ...(table !== '' && { table }),
        ...(column !== '' && { column }),
        count: String(count),
        ...(amounts.length > 0 && { amount: amountText(amounts.reduce(addExact, '0')) ?? '0.00' }),
        examples: group.flatMap(({ examples }) => examples).slice(0, EXAMPLES),
      },
      { words: refusalWords(reason, table, column) },
    );
  });
}

function supersededFindings({ manifest }: OpenedData): QualityFinding[] {
  return manifest.superseded.map(({ name, reasons }) => {
    const count = Object.values(reasons).reduce((sum, n) => sum + n, 0);
    const examples = Object.entries(reasons)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, n]) => ({ words: supersededBy[key] ?? { en: key, zh: key }, text: String(n) }));
    return found('superseded', { table: canonicalTable(name).name, count: String(count), examples });
  });
}
