/** Workbooks (XLSX): a sheet, or a range of it, as text. Numbers are their shortest decimal text, dates ISO. */
import { readFile } from 'node:fs/promises';
import type { CellValue, Workbook, Worksheet } from 'exceljs';
import type { Location } from '../../../language/diagnostic.ts';
import type { TableSource } from '../../../language/agreement.ts';
import { nearest } from '../headers.ts';
import type { TextRow } from './appended.ts';
import { appendRows } from './appended.ts';
import { sha256Of } from './files.ts';
import type { Opened, Reading } from './reader.ts';
import type { Area } from './range.ts';
import { parseRange } from './range.ts';

type XlsxSource = TableSource & { at: Location };

export async function openWorkbook(
  source: XlsxSource,
  name: string,
  reading: Reading,
): Promise<Opened | undefined> {
  const { problems } = reading;
  const workbook = await readWorkbook(source, name, reading);
  if (!workbook) return undefined;
  const sheet = chooseSheet(workbook, source, name, reading);
  if (!sheet) return undefined;
  let area: Area = {};
  if (source.range !== undefined) {
    const given = parseRange(source.range);
    if (!given) {
      problems.add('range-wrong', { range: source.range }, source.at);
      return undefined;
    }
    area = given;
  }
  // Within a range, `header` counts from the range's first row.
  const headerRow = (area.top ?? 1) + source.header - 1;
  const bottom = Math.min(area.bottom ?? sheet.rowCount, sheet.rowCount);
  const left = area.left ?? 1;
  const right = Math.min(area.right ?? sheet.columnCount, sheet.columnCount);
  const texts = new Texts(workbook, sheet);
  if (headerRow > bottom || left > right || !sheet.findRow(headerRow)) {
    problems.add('header-missing', { file: name, row: headerRow }, { file: source.file });
    return undefined;
  }
  const across = (row: number) =>
    Array.from({ length: right - left + 1 }, (_, c) => texts.at(row, left + c) ?? '');
  return {
    headers: across(headerRow),
    headerAt: { file: source.file, line: headerRow },
    sha256: await sha256Of(source.file),
    stage: async (columns, into) => {
      const uncomputed = texts.uncomputed(
        headerRow + 1,
        bottom,
        columns.map((c) => left + c),
      );
      if (uncomputed) {
        const data = { file: name, cell: uncomputed.address, sheet: sheet.name };
        problems.add('formula-without-result', data, { file: source.file, line: uncomputed.row });
        return undefined;
      }
      const rows = function* (): Iterable<TextRow> {
        for (let row = headerRow + 1; row <= bottom; row += 1) {
          const cells = across(row);
          if (cells.some((cell) => cell.trim() !== '')) yield { line: row, cells };
        }
      };
      return appendRows(reading.warehouse, into, columns, rows());
    },
  };
}

/** Encrypted and old (.xls) workbooks are both OLE containers; the encrypted one has a stream of that name. */
const OLE = 'd0cf11e0';

async function readWorkbook(
  source: XlsxSource,
  name: string,
  reading: Reading,
): Promise<Workbook | undefined> {
  const { problems } = reading;
  const at = { file: source.file };
  const bytes = await readFile(source.file);
  if (bytes.length === 0) {
    problems.add('file-empty', { file: name }, at);
    return undefined;
  }
  if (bytes.subarray(0, 4).toString('hex') === OLE) {
    const locked = bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'));
    problems.add(locked ? 'workbook-locked' : 'workbook-old', { file: name }, at);
    return undefined;
  }
  // Loaded only when there is a workbook to read: it is the largest thing the program loads.
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  try {
    const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
    await workbook.xlsx.load(buffer, {
      ignoreNodes: ['dataValidations', 'conditionalFormatting', 'drawing', 'picture', 'extLst', 'tableParts'],
    });
    if (workbook.worksheets.length > 0) return workbook;
    problems.add('workbook-broken', { file: name }, at);
  } catch {
    problems.add('workbook-broken', { file: name }, at);
  }
  return undefined;
}

function chooseSheet(
  workbook: Workbook,
  source: XlsxSource,
  name: string,
  { problems }: Reading,
): Worksheet | undefined {
  const sheets = workbook.worksheets;
  const names = sheets.map((s) => s.name);
  const wanted = source.sheet?.trim();
  if (wanted === undefined) {
    const [first] = sheets;
    if (sheets.length > 1 && first) {
      const data = { file: name, sheet: first.name, count: sheets.length };
      problems.add('sheet-first', data, source.at);
    }
    return first;
  }
  const plain = (text: string) => text.trim().toLowerCase();
  const found =
    sheets.find((s) => s.name === source.sheet) ??
    sheets.find((s) => plain(s.name) === plain(wanted)) ??
    (/^\d+$/.test(wanted) ? sheets[Number(wanted) - 1] : undefined);
  if (!found) {
    const data = { file: name, sheet: wanted, near: nearest(wanted, names), count: names.length };
    problems.add('sheet-missing', data, source.at);
  }
  return found;
}

/** `ExcelJS.ValueType.Formula`, which is known only once the library is loaded. */
const FORMULA = 6;

class Texts {
  readonly #sheet: Worksheet;
  readonly #from1904: boolean;

  constructor(workbook: Workbook, sheet: Worksheet) {
    this.#sheet = sheet;
    this.#from1904 = workbook.properties.date1904;
  }

  /** The cell's text; a cell of a merged block has the block's. */
  at(row: number, column: number): string | undefined {
    const cell = this.#sheet.findRow(row)?.findCell(column)?.master;
    if (!cell) return undefined;
    // `value` leaves out results that are 0 or false; `result` has them.
    const value = cell.type === FORMULA ? (cell.result as CellValue) : cell.value;
    return value === undefined || value === null ? undefined : this.#text(value);
  }

  #text(value: Exclude<CellValue, null | undefined>): string {
    if (typeof value !== 'object') return String(value);
    if (value instanceof Date) return isoOf(value, this.#from1904);
    if ('richText' in value) return value.richText.map((part) => part.text).join('');
    if ('hyperlink' in value) return this.#text((value.text as CellValue) ?? '');
    return 'error' in value ? value.error : '';
  }

  /**
   * A formula whose result the workbook does not hold, if none of these columns' formulas has one: such a file was written
   * by a program that does not compute. (Where some have results, one without has the empty text.)
   */
  uncomputed(
    top: number,
    bottom: number,
    columns: readonly number[],
  ): { address: string; row: number } | undefined {
    let found: { address: string; row: number } | undefined;
    for (let row = top; row <= bottom; row += 1) {
      for (const column of columns) {
        const cell = this.#sheet.findRow(row)?.findCell(column);
        if (cell?.type !== FORMULA) continue;
        if (cell.result !== undefined) return undefined;
        found ??= { address: cell.address, row };
      }
    }
    return found;
  }
}

const DAY = 86_400_000;

/**
 * ISO date, with the time where there is one. Excel's calendar has a 29 February 1900: its days before 1 March 1900 are
 * one off, and that day is none.
 */
function isoOf(value: Date, from1904: boolean): string {
  if (Number.isNaN(value.getTime())) return '#NUM!';
  let time = value.getTime();
  const march = Date.UTC(1900, 2, 1);
  if (!from1904 && time < march) {
    if (time >= march - DAY) return '1900-02-29';
    time += DAY;
  }
  const iso = new Date(time).toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, -14) : iso.slice(0, -1);
}
