/** Tables of a parameter kept in a file beside the document (`from: deciles.csv`): RFC 4180, UTF-8, a header, every cell with its place. */
import type { Checked, Diagnostic, Location } from '../diagnostic.ts';
import type { Scalar } from '../document.ts';
import { report } from './messages.ts';
import { plainScalar } from './scalar.ts';
import { readText } from './text.ts';
import type { Seen } from './text.ts';

/** Bytes of a table kept as a parameter; data is bound by the contract instead. */
const LARGEST_TABLE = 20_000_000;

/** More lines of a wrong length than anybody reads. */
const MOST = 20;

/**
 * Reads the rows of a table, cells in the order of `names` whatever their order in the file. A single output may be headed `value`.
 * Other columns (notes, sources) are left aside.
 */
export function readTableFile(
  file: string,
  at: Location,
  names: readonly string[],
  outputs: number,
  seen?: Seen,
): Checked<Scalar[][]> {
  const source = readText(file, undefined, at, LARGEST_TABLE);
  if (!source.value) return { diagnostics: source.diagnostics };
  if (seen) seen[file] = source.value.sha256;
  // A mark at the start of a file made by a spreadsheet is no matter for an author.
  const diagnostics: Diagnostic[] = source.diagnostics.filter((d) => d.code !== 'byte-order-mark');
  const lines = parseCsv(source.value.text, file, diagnostics);
  const header = lines[0]?.map((cell) => cell.text.trim().toLowerCase()) ?? [];
  const positions = names.map((name, i) => {
    const found = header.indexOf(name);
    const alone = outputs === 1 && i === names.length - 1;
    return found < 0 && alone ? header.indexOf('value') : found;
  });
  for (const [i, position] of positions.entries()) {
    if (position < 0) {
      const data = { path: file, name: names[i] as string, columns: header.join(', ') || '—' };
      diagnostics.push(report('csv-header', data, lines[0]?.[0]?.at ?? { file, line: 1, column: 1 }));
    }
  }
  if (diagnostics.some((d) => d.severity === 'error')) return { diagnostics };
  let wrong = 0;
  const value = lines.slice(1).flatMap((cells) => {
    if (cells.length !== header.length) {
      if (++wrong > MOST) return [];
      diagnostics.push(
        report('csv-row-length', { found: cells.length, expected: header.length }, (cells[0] as Scalar).at),
      );
      return [];
    }
    return [positions.map((position) => cells[position] as Scalar)];
  });
  if (wrong > MOST) diagnostics.push(report('more-problems', { count: wrong - MOST }, { file }));
  return { value, diagnostics };
}

/** Lines of cells; lines without any text are left out. */
export function parseCsv(text: string, file: string, diagnostics: Diagnostic[]): Scalar[][] {
  const rows: Scalar[][] = [];
  let row: Scalar[] = [];
  let line = 1;
  let lineStart = 0;
  let i = 0;
  const end = () => {
    if (row.length > 1 || (row[0]?.text ?? '') !== '') rows.push(row);
    row = [];
  };
  while (i <= text.length) {
    const at: Location = { file, line, column: i - lineStart + 1 };
    let cell = '';
    if (text[i] === '"') {
      i++;
      for (;;) {
        const quote = text.indexOf('"', i);
        if (quote < 0) {
          diagnostics.push(report('csv-quote', {}, at));
          return rows;
        }
        const part = text.slice(i, quote);
        for (let n = part.indexOf('\n'); n >= 0; n = part.indexOf('\n', n + 1)) {
          line++;
          lineStart = i + n + 1;
        }
        cell += part;
        i = quote + 1;
        if (text[i] !== '"') break;
        cell += '"';
        i++;
      }
      if (i < text.length && !',\r\n'.includes(text[i] as string)) {
        diagnostics.push(report('csv-quote', {}, at));
        return rows;
      }
    } else {
      const start = i;
      while (i < text.length && !',\r\n'.includes(text[i] as string)) i++;
      cell = text.slice(start, i).trim();
    }
    row.push(plainScalar(cell, at));
    if (text[i] === ',') {
      i++;
      continue;
    }
    end();
    if (i >= text.length) break;
    if (text[i] === '\r' && text[i + 1] === '\n') i++;
    i++;
    line++;
    lineStart = i;
  }
  return rows;
}
