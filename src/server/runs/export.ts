/** The entity table as a file: CSV row by row as the database gives them, or a workbook, headed in the reader's language. */
import { csvCell } from '../../data/disk/cells.ts';
import { PassThrough, Readable } from 'node:stream';
import { reopen } from '../../engine/reopen.ts';
import type { Lang } from '../../language/diagnostic.ts';
import type { Constant, Plan, PlanEntity } from '../../language/plan.ts';
import { titled, word } from '../../statement/index.ts';
import { words } from '../messages/words.ts';
import type { OpenRun } from './open-runs.ts';
import { EntityQuery, orderOf, valuesOf, type Narrowed } from './rows.ts';
import { columnsOf, type ShapeColumn } from './shape.ts';

interface AskedExport extends Narrowed {
  sort?: string | undefined;
  lang: Lang;
}

/** A sheet holds no more rows; what is beyond stands in the CSV, and the sheet says so. */
const SHEET_ROWS = 1_000_000;

interface Rows {
  headers: string[];
  columns: ShapeColumn[];
  rows: AsyncIterable<{ key: string; values: Record<string, Constant> }[]>;
}

/** On a connection of its own: nobody else waits while a long file is written. */
async function rowsFor(open: OpenRun, entity: PlanEntity, asked: AskedExport): Promise<Rows> {
  const { run } = open;
  const columns = columnsOf(entity);
  const work = await reopen(run, { plain: true });
  try {
    const query = new EntityQuery(work, run.plan, entity, asked);
    const names = [query.key, ...columns.map((column) => query.column(column))];
    const order = orderOf(query, asked.sort);
    const sql = query.sql(names.join(', '), `order by ${order}`);
    const rows = async function* () {
      try {
        for await (const chunk of work.warehouse.stream(sql))
          yield chunk.map((row) => {
            const [key, ...cells] = names.map((name) => row[name]);
            return { key: String(key ?? ''), values: valuesOf(columns, cells) };
          });
      } finally {
        work.warehouse.close();
      }
    };
    return { headers: headersOf(run.plan, columns, asked.lang), columns, rows: rows() };
  } catch (error) {
    work.warehouse.close();
    throw error;
  }
}

function headersOf(plan: Plan, columns: readonly ShapeColumn[], lang: Lang): string[] {
  const named = columns.map(({ name, title, unit }) => {
    const words = titled(title ?? undefined, name, lang);
    return unit === null ? words : `${words} (${unit.replace(/\bmoney\b/, plan.currency)})`;
  });
  return [word('key', lang), ...named];
}

export async function csvOf(open: OpenRun, entity: PlanEntity, asked: AskedExport): Promise<Readable> {
  const { headers, columns, rows } = await rowsFor(open, entity, asked);
  const line = (cells: readonly Constant[]) =>
    `${cells.map((cell) => csvCell(cell === null ? null : String(cell))).join(',')}\r\n`;
  async function* text() {
    // The mark tells spreadsheets that the text is UTF-8.
    yield `\ufeff${line(headers)}`;
    for await (const chunk of rows)
      yield chunk
        .map(({ key, values }) => line([key, ...columns.map(({ name }) => values[name] ?? null)]))
        .join('');
  }
  return Readable.from(text());
}

export async function xlsxOf(open: OpenRun, entity: PlanEntity, asked: AskedExport): Promise<Readable> {
  const { headers, columns, rows } = await rowsFor(open, entity, asked);
  const stream = new PassThrough();
  const { default: excel } = await import('exceljs');
  const book = new excel.stream.xlsx.WorkbookWriter({ stream, useStyles: true });
  const write = async () => {
    const sheet = book.addWorksheet(
      titled(entity.title, entity.name, asked.lang)
        .replace(/[\\/?*[\]:]/g, ' ')
        .slice(0, 31),
      {
        views: [{ state: 'frozen', ySplit: 1, xSplit: 1 }],
      },
    );
    const heading = sheet.addRow(headers);
    heading.font = { bold: true };
    heading.commit();
    let count = 0;
    for await (const chunk of rows) {
      for (const { key, values } of chunk) {
        if (count === SHEET_ROWS) {
          sheet.addRow([words.moreInCsv[asked.lang]]).commit();
          break;
        }
        count += 1;
        sheet
          .addRow([key, ...columns.map(({ name, type }) => sheetCell(values[name] ?? null, type))])
          .commit();
      }
      if (count === SHEET_ROWS) break;
      // A slow reader is waited for; for one who has gone away nothing more is read.
      if (stream.writableNeedDrain && !stream.destroyed)
        await new Promise<void>((resolve) => {
          const on = () => {
            stream.off('drain', on).off('close', on);
            resolve();
          };
          stream.once('drain', on).once('close', on);
        });
      if (stream.destroyed) return;
    }
    sheet.commit();
    await book.commit();
  };
  write().catch((error: unknown) =>
    stream.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  return stream;
}

/** A spreadsheet's numbers hold 15 digits; one with more is written as text, so that no digit is lost. */
function sheetCell(value: Constant, type: ShapeColumn['type']): string | number | boolean | null {
  if (value === null || typeof value === 'boolean' || type.kind !== 'number') return value;
  return value.replace(/\D/g, '').replace(/^0+/, '').length <= 15 ? Number(value) : value;
}
