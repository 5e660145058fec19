/** Where a fact came from a method: the row of its result, and a page of the lines behind it. */
import { join } from 'node:path';
import { reporter, type Checked } from '../../language/diagnostic.ts';
import type { Localized } from '../../language/plan.ts';
import { openEvidence, openLines } from '../../methods/explain.ts';
import type { Method } from '../../methods/method.ts';
import { findMethod } from '../../methods/registry.ts';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import { parquetRows } from '../../warehouse/files.ts';
import type { Cell, Row, Warehouse } from '../../warehouse/warehouse.ts';
import { quoteIdentifier, quoteLiteral } from '../../warehouse/warehouse.ts';
import { METHODS } from '../run/folder.ts';
import type { LinesPage, ResultRow, Run } from '../types.ts';
import { messages } from './messages.ts';

const report = reporter(messages);

/** Lines on a page. */
const PAGE = 20;

/** The place of the row in which columns have these values, from 1. */
export async function resultLine(
  run: Run,
  warehouse: Warehouse,
  name: string,
  columns: readonly (readonly [column: string, value: string])[],
): Promise<number | undefined> {
  const file = join(run.folder, METHODS, `${name}.parquet`);
  const equal = columns.map(
    ([column, value]) => `trim(${quoteIdentifier(column)}::varchar) = ${quoteLiteral(value)}`,
  );
  const [row] = await warehouse.values(
    `select file_row_number + 1 from ${parquetRows(file, 'file_row_number = true')} where ${equal.join(' and ')} order by 1 limit 1`,
  );
  return row ? Number(row[0]) : undefined;
}

/** The row of a result by its place in the file, from 1. */
export async function resultRow(
  run: Run,
  warehouse: Warehouse,
  name: string,
  line: number,
): Promise<ResultRow | undefined> {
  const call = run.agreement.methods?.find((one) => one.name === name);
  const method = call && findMethod(call.method);
  if (!method) return undefined;
  const list = method.columns.map(
    (column) => `${quoteIdentifier(column.name)}::varchar as ${quoteIdentifier(column.name)}`,
  );
  const file = join(run.folder, METHODS, `${name}.parquet`);
  const [row] = await warehouse.rows(
    `select ${list.join(', ')} from ${parquetRows(file, 'file_row_number = true')} where file_row_number = ${line - 1}`,
  );
  if (!row) return undefined;
  return shownRow(name, method, row);
}

const YES_NO: Readonly<Record<string, Localized>> = {
  true: { en: 'yes', zh: '是' },
  false: { en: 'no', zh: '否' },
};

function shownRow(name: string, method: Method, row: Row): ResultRow {
  const columns = method.columns.map((column) => {
    const value = shownCell(row[column.name], column.type);
    const given = column.type === 'boolean' ? YES_NO : column.values;
    const codes = given ?? (column.name === 'reason' ? method.reasons : undefined);
    const words = value === null ? undefined : codes?.[value];
    return {
      name: column.name,
      title: column.label,
      type: column.type,
      value,
      ...(words && { words }),
      key: column.key === true,
    };
  });
  const key = columns.flatMap((column) => (column.key ? [column.value ?? ''] : []));
  return { name, method: method.name, title: method.title, key: key.join(','), columns };
}

/** Rows of a result by its key or the first parts of it: of a person, say, each span. Nothing for what is no result of the run. */
interface ResultRows {
  total: number;
  /** In the order of their keys; no more than `PAGE`. */
  rows: ResultRow[];
}

export async function explainResult(
  run: Run,
  { name, key, page }: { name: string; key: string; page?: number },
): Promise<Checked<ResultRows>> {
  const call = run.agreement.methods?.find((one) => one.name === name);
  const method = call && findMethod(call.method);
  if (!method) {
    const names = (run.agreement.methods ?? []).map((one) => one.name).join(', ');
    return { diagnostics: [report('explain-no-result', { name, names: names || '–' })] };
  }
  const warehouse = await openDuckdb({ threads: 1 });
  let found: ResultRow[];
  let total: number;
  try {
    const keys = method.columns.filter(({ key: part }) => part);
    const whole = `concat_ws(',', ${keys.map((one) => `coalesce(${quoteIdentifier(one.name)}::varchar, '')`).join(', ')}, '')`;
    const list = method.columns.map(
      (one) => `${quoteIdentifier(one.name)}::varchar as ${quoteIdentifier(one.name)}`,
    );
    const from = parquetRows(join(run.folder, METHODS, `${name}.parquet`));
    const rows = await warehouse.rows(
      `select ${list.join(', ')}, count(*) over () as "# count" from ${from} where starts_with(${whole}, ${quoteLiteral(`${key},`)})
       order by ${keys.map((one) => `${quoteIdentifier(one.name)} nulls first`).join(', ')} limit ${PAGE}`,
    );
    total = Number(rows[0]?.['# count'] ?? 0);
    found = rows.map((row) => shownRow(name, method, row));
  } finally {
    warehouse.close();
  }
  const parts = method.columns.flatMap((one) => (one.key ? [one.name] : [])).join(',');
  if (found.length === 0) return { diagnostics: [report('explain-no-result-row', { name, key, parts })] };
  const [only] = found;
  if (found.length > 1 || !only || page === undefined)
    return { value: { total, rows: found }, diagnostics: [] };
  const opened = await openedRow(run, only, page);
  return { value: { total, rows: [opened.value ?? only] }, diagnostics: opened.diagnostics };
}

/** Decimals without padding zeros. */
function shownCell(cell: Cell | undefined, type: string): string | null {
  if (cell === null || cell === undefined) return null;
  const text = String(cell);
  return (type === 'money' || type === 'decimal') && text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** What a row of a result is computed again with. */
function rowAgain({ agreement, folder }: Run, row: ResultRow) {
  return {
    calls: agreement.methods ?? [],
    name: row.name,
    key: row.columns.flatMap((column) => (column.key ? [column.value ?? ''] : [])),
    contract: agreement.file,
    period: agreement.period,
    asOf: agreement.asOf,
    results: join(folder, METHODS),
  };
}

/** A row with a page of its lines, or with what else it was made from. */
export async function openedRow(run: Run, row: ResultRow, page: number): Promise<Checked<ResultRow>> {
  const method = findMethod(row.method);
  if (!method?.evidence) {
    const lines = await linesPage(run, row, page);
    return { value: { ...row, ...(lines.value && { lines: lines.value }) }, diagnostics: lines.diagnostics };
  }
  const found = await openEvidence({
    ...rowAgain(run, row),
    data: undefined,
  });
  return {
    value: { ...row, ...(found.value && found.value.length > 0 && { evidence: found.value }) },
    diagnostics: found.diagnostics,
  };
}

/** The lines behind a row; what cannot be read again is a diagnostic. */
async function linesPage(run: Run, row: ResultRow, page: number): Promise<Checked<LinesPage>> {
  const { agreement, manifest } = run;
  const method = findMethod(row.method);
  const words = (reason: string | null): Localized | null => (reason && method?.reasons?.[reason]) || null;
  const sha256 = manifest.data?.sha256;
  const opened = await openLines({
    ...rowAgain(run, row),
    data: agreement.data && sha256 !== undefined ? { folder: agreement.data.folder, sha256 } : undefined,
    ...(manifest.data?.files && { files: manifest.data.files }),
  });
  if (!opened.value) return { diagnostics: opened.diagnostics };
  const lines = opened.value;
  try {
    const total = lines.groups.reduce((sum, { count }) => sum + count, 0);
    const pages = Math.max(1, Math.ceil(total / PAGE));
    const shown = await lines.page((Math.min(page, pages) - 1) * PAGE, PAGE);
    return {
      value: {
        page: Math.min(page, pages),
        pages,
        total,
        groups: lines.groups.map((group) => ({
          ...group,
          amount: group.amount === null ? null : shownCell(group.amount, 'money'),
          words: words(group.reason),
        })),
        shown: shown.map((line) => ({
          ...line,
          amount: line.amount === null ? null : shownCell(line.amount, 'money'),
          words: words(line.reason),
        })),
      },
      diagnostics: opened.diagnostics,
    };
  } finally {
    lines.close();
  }
}
