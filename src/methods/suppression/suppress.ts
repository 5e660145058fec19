/**
 * Small counts out of files meant for the public.
 *
 * CMS's cell size suppression policy: no cell of 1 to 10 is shown, nor any other figure from which one could be derived (a percentage, a total, a
 * difference); zero may be shown. So further cells are withheld (complementary suppression) until the row and column totals no longer give
 * a withheld cell away. Reader and attacker see one mark for both kinds.
 *
 * What is promised: for every withheld cell there is another table, of whole numbers with no withheld cell below 1, that has all the shown figures and
 * another value there. Cells are edges between the line of their row and that of their column, totals too; a cell can change if a cycle of withheld
 * cells goes through it, up and down by turns, none of those going down being 1.
 */

/** A table of counts with its totals; a total left out is not published. Counts are whole and not negative; undefined is a cell that is not there. */
export interface CountTable {
  counts: readonly (readonly (number | undefined)[])[];
  /** Published with the table. */
  rowTotals: boolean;
  columnTotals: boolean;
}

export interface SuppressionOptions {
  /** Counts from 1 to one below this are withheld. */
  threshold?: number;
}

/** `shown`, withheld because it is `small`, or withheld to protect another (`complementary`). */
export type Mark = 'shown' | 'small' | 'complementary';

export interface Suppressed {
  counts: Mark[][];
  /** By row and by column; empty where they are not published. */
  rowTotals: Mark[];
  columnTotals: Mark[];
  /** Where both are published. */
  total: Mark | undefined;
}

/** The smallest count that is shown, by CMS's policy. */
export const CMS_THRESHOLD = 11;

interface Cell {
  row: number;
  column: number;
  count: number;
  /** Not published at all: known to nobody, and costs nothing. */
  absent: boolean;
  mark: Mark;
}

/** Throws a RangeError on a count that is negative or not whole, rows of unequal length, and a threshold below 1. */
export function suppress(
  table: CountTable,
  { threshold = CMS_THRESHOLD }: SuppressionOptions = {},
): Suppressed {
  const grid = cellsOf(table, threshold);
  // What more is withheld never uncovers a cell that is hidden already: its cycle stays. So each is looked at once.
  const waiting = grid.flat().filter((cell) => cell.mark !== 'shown');
  for (let cell = waiting.pop(); cell !== undefined; cell = waiting.pop()) {
    if (canChange(grid, cell)) continue;
    // Where nothing in the table can hide it, all that is not zero goes.
    const path = protect(grid, cell) ?? grid.flat().filter((other) => other.count > 0);
    const added = path.filter((other) => other.mark === 'shown' && !other.absent);
    for (const other of added) other.mark = 'complementary';
    waiting.push(...added);
  }
  const rows = table.counts.length;
  const columns = table.counts[0]?.length ?? 0;
  const mark = (row: number, column: number) => grid[row]?.[column]?.mark ?? 'shown';
  return {
    counts: table.counts.map((line, r) => line.map((_, c) => mark(r, c))),
    rowTotals: table.rowTotals ? table.counts.map((_, r) => mark(r, columns)) : [],
    columnTotals: table.columnTotals ? Array.from({ length: columns }, (_, c) => mark(rows, c)) : [],
    total: table.rowTotals && table.columnTotals ? mark(rows, columns) : undefined,
  };
}

/** The table with its totals as one more row and column, in which small counts are withheld. */
function cellsOf({ counts, rowTotals, columnTotals }: CountTable, threshold: number): Cell[][] {
  if (!(threshold >= 1)) throw new RangeError(`threshold ${threshold} is below 1`);
  const width = counts[0]?.length ?? 0;
  if (counts.some((line) => line.length !== width)) throw new RangeError('rows of unequal length');
  const plain = counts.map((line) => line.map((count) => count ?? 0));
  if (plain.flat().some((count) => !Number.isSafeInteger(count) || count < 0))
    throw new RangeError('a count is negative or not whole');
  const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);
  const sums = plain.map((line) => [...line, sum(line)]);
  const full = [...sums, Array.from({ length: width + 1 }, (_, c) => sum(sums.map((line) => line[c] ?? 0)))];
  return full.map((line, row) =>
    line.map((count, column) => {
      const inTotals =
        row === plain.length ? (column === width ? rowTotals && columnTotals : columnTotals) : rowTotals;
      const absent = (row === plain.length || column === width) && !inTotals;
      return {
        row,
        column,
        count,
        absent,
        mark: count > 0 && count < threshold && !absent ? 'small' : 'shown',
      };
    }),
  );
}

const isWithheld = (cell: Cell) => cell.absent || cell.mark !== 'shown';

/** May a cell be higher (or lower) than it is? Absent ones may be anything. */
const mayFall = (cell: Cell) => cell.absent || cell.count >= 2;

/** Is there a cycle of withheld cells through it, none of those that go down being 1? */
function canChange(grid: readonly Cell[][], cell: Cell): boolean {
  const cost = (other: Cell) => (isWithheld(other) ? 0 : undefined);
  return cycle(grid, cell, cost) !== undefined;
}

/** The cheapest cells to withhold so that it can change; totals cost more, as more is read from them. */
function protect(grid: readonly Cell[][], cell: Cell): Cell[] | undefined {
  const last = grid.length - 1;
  const dear = grid[last]?.at(-1)?.count ?? 0;
  const side = (grid[0]?.length ?? 1) - 1;
  return cycle(grid, cell, (other) => {
    if (isWithheld(other)) return 0;
    if (other.count === 0) return undefined;
    return other.count + (other.row === last || other.column === side ? dear + 1 : 0);
  });
}

/** Cheap cycle by which the cell goes up, or else down. */
function cycle(
  grid: readonly Cell[][],
  cell: Cell,
  cost: (cell: Cell) => number | undefined,
): Cell[] | undefined {
  const up = cheapest(grid, cell, cost, 'up');
  return up ?? (mayFall(cell) ? cheapest(grid, cell, cost, 'down') : undefined);
}

/**
 * Dijkstra over lines: rows 0 … m−1 and columns m … . To move along a cell from its row to its column is to raise it, back is to lower it,
 * and round a closed walk every sum stays. (A total counts against its lines; turning the signs of the two lines of totals makes it a cell
 * like the others, which falls where they rise, so it must be able to fall both ways.)
 */
function cheapest(
  grid: readonly Cell[][],
  cell: Cell,
  cost: (cell: Cell) => number | undefined,
  way: 'up' | 'down',
): Cell[] | undefined {
  const rows = grid.length;
  const columns = grid[0]?.length ?? 0;
  const isTotal = (one: Cell) => (one.row === rows - 1) !== (one.column === columns - 1);
  const rises = way === 'up' ? !isTotal(cell) : isTotal(cell);
  const [from, to] = rises ? [rows + cell.column, cell.row] : [cell.row, rows + cell.column];
  const best = Array.from({ length: rows + columns }, () => Number.POSITIVE_INFINITY);
  const via: (Cell | undefined)[] = [];
  const done = new Set<number>();
  // Dearest first, so that the cheapest is at the end.
  const frontier: { line: number; value: number }[] = [{ line: from, value: 0 }];
  best[from] = 0;
  for (;;) {
    const at = frontier.pop()?.line;
    if (at === undefined) return undefined;
    if (done.has(at)) continue;
    if (at === to) break;
    done.add(at);
    const isRow = at < rows;
    const count = isRow ? columns : rows;
    for (let i = 0; i < count; i += 1) {
      const other = (isRow ? grid[at]?.[i] : grid[i]?.[at - rows]) as Cell;
      if (other === cell) continue;
      const price = cost(other);
      const lowered = isRow === isTotal(other);
      if (price === undefined || (lowered && !mayFall(other))) continue;
      const next = isRow ? rows + i : i;
      const value = (best[at] as number) + price;
      if (value < (best[next] as number)) {
        best[next] = value;
        via[next] = other;
        frontier.splice(place(frontier, value), 0, { line: next, value });
      }
    }
  }
  const path: Cell[] = [];
  for (let line = to; line !== from;) {
    const step = via[line] as Cell;
    path.push(step);
    line = line < rows ? rows + step.column : step.row;
  }
  return path;
}

/** Where a value stands in a list from dearest to cheapest. */
function place(list: readonly { value: number }[], value: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] as { value: number }).value > value) low = middle + 1;
    else high = middle;
  }
  return low;
}
