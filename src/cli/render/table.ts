/** Tables on a terminal: headers, numbers to the right, texts wrapped where the terminal is narrow. */
import { cells, padEnd, padStart, wrap } from './width.ts';

export interface Column {
  header: string;
  align?: 'left' | 'right';
}

export interface TableRow {
  cells: string[];
  /** Puts the row into weight or colour, after its cells were laid out. */
  style?(text: string): string;
  /** A line above: for totals. */
  ruled?: boolean;
}

const GAP = '  ';
/** A text column is never made narrower than this. */
const NARROWEST = 12;

/** Lines of a table, each indented by `indent` spaces. */
export function table(
  columns: readonly Column[],
  rows: readonly TableRow[],
  options: { width: number; indent?: number; dim(text: string): string },
): string[] {
  const indent = ' '.repeat(options.indent ?? 0);
  const widths = columns.map((column, i) =>
    Math.max(cells(column.header), ...rows.map((row) => cells(row.cells[i] ?? ''))),
  );
  shrink(widths, columns, options.width - indent.length);
  const rule = options.dim(indent + widths.map((width) => '─'.repeat(width)).join(GAP));
  const hasHeader = columns.some(({ header }) => header !== '');
  const lines = hasHeader
    ? [
        ...layOut(
          columns,
          widths,
          columns.map(({ header }) => header),
        ).map((line) => options.dim(indent + line)),
        rule,
      ]
    : [];
  for (const row of rows) {
    if (row.ruled) lines.push(rule);
    const text = layOut(columns, widths, row.cells).map((line) => indent + line);
    lines.push(...(row.style ? text.map(row.style) : text));
  }
  return lines;
}

/** Takes room from the widest text column, one cell at a time, until the table fits. */
function shrink(widths: number[], columns: readonly Column[], room: number): void {
  const needed = () => widths.reduce((sum, width) => sum + width, 0) + GAP.length * (widths.length - 1);
  while (needed() > room) {
    let widest = -1;
    for (const [i, column] of columns.entries()) {
      if (column.align === 'right' || widths[i]! <= NARROWEST) continue;
      if (widest === -1 || widths[i]! > widths[widest]!) widest = i;
    }
    if (widest === -1) return;
    widths[widest]! -= 1;
  }
}

function layOut(columns: readonly Column[], widths: readonly number[], row: readonly string[]): string[] {
  const wrapped = columns.map((column, i) => {
    const text = row[i] ?? '';
    return cells(text) <= widths[i]! || column.align === 'right' ? [text] : wrap(text, widths[i]!);
  });
  const height = Math.max(...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    columns
      .map(({ align }, i) => (align === 'right' ? padStart : padEnd)(wrapped[i]![line] ?? '', widths[i]!))
      .join(GAP)
      .trimEnd(),
  );
}
