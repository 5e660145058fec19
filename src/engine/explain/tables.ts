/** Which rows of a parameter table gave a value, as words an analyst can find in the table. */
import type { Cell, Constant, PlanParameter, ScalarType, TableRow } from '../../language/plan.ts';
import { renderConstant } from '../../language/value.ts';

type Table = Extract<PlanParameter, { kind: 'table' }>;

/** Numbers compare by size at one scale, dates as text; both are ordered the same way once written so. */
function order(a: Constant, b: Constant, type: ScalarType): number {
  if (type.kind === 'number') {
    const [x, y] = [BigInt(a as string), BigInt(b as string)];
    return x < y ? -1 : x > y ? 1 : 0;
  }
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
}

function cellMatches(cell: Cell, value: Constant, type: ScalarType): boolean {
  if (value === null) return false;
  switch (cell.test) {
    case 'any':
      return true;
    case 'is':
      return type.kind === 'number' ? order(cell.value, value, type) === 0 : cell.value === value;
    case 'between': {
      const low = cell.low === undefined ? 1 : order(value, cell.low, type);
      const high = cell.high === undefined ? -1 : order(value, cell.high, type);
      return (low > 0 || (low === 0 && cell.lowClosed)) && (high < 0 || (high === 0 && cell.highClosed));
    }
    case 'either':
      return cell.cells.some((one) => cellMatches(one, value, type));
    case 'not':
      return !cell.cells.some((one) => cellMatches(one, value, type));
  }
}

export function cellText(cell: Cell, type: ScalarType): string {
  const text = (value: Constant) => renderConstant(value, type);
  switch (cell.test) {
    case 'any':
      return 'any';
    case 'is':
      return text(cell.value);
    case 'between': {
      const { low, high, lowClosed, highClosed } = cell;
      if (low === undefined) return `${highClosed ? '<=' : '<'} ${high === undefined ? '' : text(high)}`;
      if (high === undefined) return `${lowClosed ? '>=' : '>'} ${text(low)}`;
      return `${lowClosed ? '[' : '('}${text(low)}..${text(high)}${highClosed ? ']' : ')'}`;
    }
    case 'either':
      return cell.cells.map((one) => cellText(one, type)).join(', ');
    case 'not':
      return `not(${cell.cells.map((one) => cellText(one, type)).join(', ')})`;
  }
}

/** The rows a lookup used: those that match; of an interpolation the two points around; of bands the bounds reached. */
export function matchedRows(
  table: Table,
  rows: readonly TableRow[],
  values: readonly Constant[],
): TableRow[] {
  const last = table.inputs.length - 1;
  const fits = (row: TableRow, upTo: number) =>
    table.inputs
      .slice(0, upTo)
      .every(({ type }, i) => cellMatches(row.cells[i] as Cell, values[i] ?? null, type));
  if (table.read === 'match') {
    const found = rows.filter((row) => fits(row, last + 1));
    return table.hit === 'first' ? found.slice(0, 1) : found;
  }
  const type = table.inputs[last]?.type as ScalarType;
  const x = values[last] ?? null;
  if (x === null) return [];
  const point = (row: TableRow) => (row.cells[last] as { value: Constant }).value;
  const group = rows.filter((row) => fits(row, last));
  const below = group.filter((row) => order(point(row), x, type) <= 0);
  if (table.read === 'bands') return below;
  const above = group.find((row) => order(point(row), x, type) > 0);
  const lower = below.at(-1);
  if (lower && order(point(lower), x, type) === 0) return [lower];
  // Beyond the ends of the line there is no value, or that of the end.
  if ((!lower || !above) && table.outside === 'unknown') return [];
  return [lower, above].filter((row) => row !== undefined);
}

/** "EN → 0.75", "5000 → 0.039 … 5999 → 0.036". */
export function rowsText(table: Table, rows: readonly TableRow[], output: number): string {
  return rows
    .map((row) => {
      const cells = row.cells.map((cell, i) => cellText(cell, table.inputs[i]?.type as ScalarType));
      const value = row.outputs[output];
      const type = table.outputs[output]?.type as ScalarType;
      return `${cells.join(', ')} → ${value === null || value === undefined ? 'null' : renderConstant(value, type)}`;
    })
    .join(' … ');
}
