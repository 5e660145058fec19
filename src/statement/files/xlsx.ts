/**
 * `statement.xlsx`: the statement for people who work in spreadsheets. Text is in both languages, since one file goes
 * to both sides. Dates of the workbook are fixed, so that the same statement gives the same bytes.
 */
import type ExcelJS from 'exceljs';
import type { Lang } from '../../language/diagnostic.ts';
import type { Localized, Plan } from '../../language/plan.ts';
import type { StatementRow } from '../../engine/types.ts';
import { shownPeriod } from '../format/index.ts';
import { words } from '../messages.ts';
import { reasonTitles, shownReason, type Word } from '../words.ts';
import type { StatementSummary } from '../types.ts';
import { parameterLines } from './parameter-lines.ts';
import { fixZipDates } from './zip-dates.ts';

/** More rows than this take longer to write than to compute, and nobody reads them in a spreadsheet; the rest stand in the CSV. */
export const XLSX_ROWS = 20_000;

const both = (text: Localized | undefined, name: string) =>
  text ? (text.en === text.zh ? text.en : `${text.zh} ${text.en}`) : name;
const label = (name: Word) => both(words[name], name);

/** A spreadsheet's numbers hold 15 digits; an amount with more is written as text, to the cent. */
function amountCell(amount: string | null): number | string | null {
  if (amount === null) return null;
  return amount.replace(/\D/g, '').replace(/^0+/, '').length <= 15 ? Number(amount) : amount;
}

export async function statementXlsx(
  summary: StatementSummary,
  rows: readonly StatementRow[],
  own: Plan['words'],
): Promise<Buffer> {
  // One file instead of three hundred (exceljs.d.ts): every settlement writes a workbook.
  const { default: excel } = await import('exceljs/dist/exceljs.bare.min.js');
  const book = new excel.Workbook();
  book.creator = book.lastModifiedBy = 'OpenVBP';
  book.created = book.modified = new Date(Date.UTC(1980, 0, 1));
  const money = `#,##0${summary.minorUnit === 0 ? '' : `.${'0'.repeat(summary.minorUnit)}`}`;
  summarySheet(book, summary, money);
  rowsSheet(book, summary, rows, money);
  parametersSheet(book, summary, own);
  return fixZipDates(Buffer.from(await book.xlsx.writeBuffer()));
}

function heading(sheet: ExcelJS.Worksheet, cells: string[]): void {
  const row = sheet.addRow(cells);
  row.font = { bold: true };
  row.eachCell((cell) => {
    cell.border = { bottom: { style: 'thin' } };
    cell.alignment = { wrapText: true, vertical: 'top' };
  });
}

function summarySheet(book: ExcelJS.Workbook, summary: StatementSummary, money: string): void {
  const sheet = book.addWorksheet('Statement 结算单', { pageSetup: pageSetup() });
  sheet.columns = [30, 22, 22, 10, 20, 10, 20, 12].map((width) => ({ width }));
  sheet.addRow([both(summary.title, summary.contract)]).font = { bold: true, size: 14 };
  sheet.addRow([
    label('model'),
    `${both(summary.modelTitle, summary.model)} (${summary.model}@${summary.modelVersion})`,
  ]);
  sheet.addRow([label('period'), shownPeriod(summary.period, 'en'), shownPeriod(summary.period, 'zh')]);
  sheet.addRow([label('asOf'), summary.asOf]);
  sheet.addRow([label('currency'), summary.currency]);
  sheet.addRow([]);
  heading(sheet, [
    label('payment'),
    label('from'),
    label('to'),
    label('rows'),
    label('final'),
    label('rows'),
    label('pending'),
    label('undetermined'),
  ]);
  const party = (id: string | null) => {
    const known = summary.parties.find((one) => one.id === id);
    return id === null ? both(words.nobody, '') : both(known?.name, id);
  };
  for (const payment of summary.payments) {
    const title = both(payment.title, payment.id);
    const cells = (t: typeof payment.total) => [
      t.final.rows,
      amountCell(t.final.amount),
      t.pending.rows,
      amountCell(t.pending.amount),
      t.undetermined,
    ];
    // The single routes stand on the next sheet; here at most as many as a page holds.
    for (const flow of payment.flows.slice(0, 200)) {
      moneyRow(sheet.addRow([title, party(flow.from), party(flow.to), ...cells(flow)]), [5, 7], money);
    }
    const total = sheet.addRow([`${title}: ${label('total')}`, '', '', ...cells(payment.total)]);
    moneyRow(total, [5, 7], money);
    total.font = { bold: true };
  }
}

function moneyRow(row: ExcelJS.Row, columns: number[], format: string): void {
  for (const column of columns) {
    row.getCell(column).numFmt = format;
    row.getCell(column).alignment = { horizontal: 'right' };
  }
}

function rowsSheet(
  book: ExcelJS.Workbook,
  summary: StatementSummary,
  rows: readonly StatementRow[],
  money: string,
): void {
  const sheet = book.addWorksheet('Payments 支付明细', {
    views: [{ state: 'frozen', ySplit: 1 }],
    pageSetup: pageSetup(),
  });
  sheet.columns = [24, 14, 20, 16, 16, 20, 14, 20, 20, 14, 44].map((width) => ({ width }));
  const names: Word[] = [
    'payment',
    'for',
    'key',
    'from',
    'to',
    'amount',
    'status',
    'posted',
    'difference',
    'due',
    'reason',
  ];
  heading(sheet, names.map(label));
  const titles = new Map(summary.payments.map(({ id, title }) => [id, both(title, id)]));
  for (const row of rows) {
    const { reason } = row;
    const why = (lang: Lang) => reason && shownReason(reason, lang, ...reasonTitles(summary, reason));
    const cells = [
      titles.get(row.payment) ?? row.payment,
      row.entity,
      row.key,
      row.from,
      row.to,
      amountCell(row.amount),
      label(row.status),
      amountCell(row.posted),
      amountCell(row.difference),
      row.due,
      reason ? `${why('zh')} ${why('en')} [${reason.key}]` : null,
    ];
    moneyRow(sheet.addRow(cells), [6, 8, 9], money);
  }
  if (summary.total.rows > rows.length) {
    sheet.addRow([`… ${summary.total.rows - rows.length} → statement.csv`]);
  }
  sheet.autoFilter = {
    from: { row: 1, column: 1 },
    to: { row: Math.max(1, rows.length + 1), column: names.length },
  };
}

function parametersSheet(book: ExcelJS.Workbook, summary: StatementSummary, own: Plan['words']): void {
  const sheet = book.addWorksheet('Parameters 参数', { pageSetup: pageSetup() });
  sheet.columns = [34, 14, 60, 44, 24].map((width) => ({ width }));
  heading(sheet, [label('parameter'), label('since'), label('value'), label('source'), '']);
  const style = {
    lang: 'en',
    currency: summary.currency,
    minorUnit: summary.minorUnit,
    exact: true,
    ...(own && { words: own }),
  } as const;
  for (const parameter of summary.parameters) {
    for (const line of parameterLines(parameter, style)) {
      const marks = [parameter.changed && label('changed'), line.unverified && label('unverified')].filter(
        Boolean,
      );
      sheet.addRow([
        both(parameter.title, parameter.name),
        line.from ?? '',
        line.value,
        line.source ?? '',
        marks.join(' · '),
      ]);
    }
  }
}

function pageSetup(): Partial<ExcelJS.PageSetup> {
  return { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 };
}
