/** Where a fact came from a method: the row of its result, and a page of the lines behind it. */
import { join } from 'node:path';
import type { Checked } from '../../language/diagnostic.ts';
import type { Localized } from '../../language/plan.ts';
import { openLines } from '../../methods/explain.ts';
import { findMethod } from '../../methods/registry.ts';
import type { Cell, Warehouse } from '../../warehouse/warehouse.ts';
import { quoteIdentifier, quoteLiteral } from '../../warehouse/warehouse.ts';
import { METHODS } from '../run/folder.ts';
import type { LinesPage, ResultRow, Run } from '../types.ts';

/** Lines on a page. */
export const PAGE = 20;

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
    `select file_row_number + 1 from read_parquet(${quoteLiteral(file)}, file_row_number = true) where ${equal.join(' and ')} order by 1 limit 1`,
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
    `select ${list.join(', ')} from read_parquet(${quoteLiteral(file)}, file_row_number = true) where file_row_number = ${line - 1}`,
  );
  if (!row) return undefined;
  const columns = method.columns.map((column) => ({
    name: column.name,
    title: column.label,
    type: column.type,
    value: shownCell(row[column.name], column.type),
    key: column.key === true,
  }));
  const key = columns.flatMap((column) => (column.key ? [column.value ?? ''] : []));
  return { name, method: method.name, title: method.title, key: key.join(','), columns };
}

/** Decimals without padding zeros. */
function shownCell(cell: Cell | undefined, type: string): string | null {
  if (cell === null || cell === undefined) return null;
  const text = String(cell);
  return (type === 'money' || type === 'decimal') && text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** The lines behind a row; what cannot be read again is a diagnostic. */
export async function linesPage(run: Run, row: ResultRow, page: number): Promise<Checked<LinesPage>> {
  const { agreement, manifest } = run;
  const method = findMethod(row.method);
  const words = (reason: string | null): Localized | null => (reason && method?.reasons?.[reason]) || null;
  const sha256 = manifest.data?.sha256;
  const opened = await openLines({
    calls: agreement.methods ?? [],
    name: row.name,
    key: row.columns.flatMap((column) => (column.key ? [column.value ?? ''] : [])),
    contract: agreement.file,
    period: agreement.period,
    asOf: agreement.asOf,
    results: join(run.folder, METHODS),
    data: agreement.data && sha256 !== undefined ? { folder: agreement.data.folder, sha256 } : undefined,
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
