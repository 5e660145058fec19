/** Tables (`docs/language.md` §1): a row that matches, a point on a line, or bands. */
import type { Cell, Constant, PlanParameter, ScalarType, TableRow } from '../../src/language/plan.ts';
import { divideRounded, inRange, powerOfTen } from './exact.ts';
import { type Known, compareValues, equalValues, parseConstant } from './value.ts';

type Table = Extract<PlanParameter, { kind: 'table' }>;
type Found = Known | 'outside' | 'several';

export function lookup(
  table: Table,
  rows: readonly TableRow[],
  output: number,
  arguments_: readonly Known[],
  type: ScalarType,
): Found {
  const types = table.inputs.map((input) => input.type);
  const read = (row: TableRow): Constant => row.outputs[output]!;
  if (table.read === 'match') {
    const matching = rows.filter((row) =>
      row.cells.every((cell, i) => matches(cell, arguments_[i]!, types[i]!)),
    );
    return choose(
      table.hit,
      matching.map((row) => parseConstant(table.outputs[output]!.type, read(row)!)),
    );
  }
  const last = types.length - 1;
  const x = arguments_[last] as bigint;
  const points = rows
    .filter((row) => row.cells.slice(0, last).every((cell, i) => matches(cell, arguments_[i]!, types[i]!)))
    .map((row): Point => {
      const cell = row.cells[last]!;
      if (cell.test !== 'is') throw new Error(`${table.name}: the last cell is not a point`);
      return { x: BigInt(cell.value as string), y: BigInt(read(row) as string) };
    });
  const clamp = table.outside === 'clamp';
  if (table.read === 'interpolate') return interpolate(points, x, clamp);
  const inputScale = (types[last] as { scale: number }).scale;
  const rateScale = (table.outputs[output]!.type as { scale: number }).scale;
  return bands(points, x, clamp, inputScale + rateScale - (type as { scale: number }).scale);
}

function choose(hit: Table['hit'], found: Known[]): Found {
  const [first] = found;
  if (first === undefined) return 'outside';
  switch (hit) {
    case 'unique':
      return found.length > 1 ? 'several' : first;
    case 'first':
      return first;
    case 'max':
      return found.reduce((most, value) => (compareValues(value, most) > 0 ? value : most));
    case 'sum':
      return (found as bigint[]).reduce((sum, value) => inRange(sum + value), 0n);
  }
}

function matches(cell: Cell, value: Known, type: ScalarType): boolean {
  switch (cell.test) {
    case 'any':
      return true;
    case 'is':
      return equalValues(value, parseConstant(type, cell.value!));
    case 'between': {
      const low = cell.low === undefined ? undefined : compareValues(value, parseConstant(type, cell.low));
      const high = cell.high === undefined ? undefined : compareValues(value, parseConstant(type, cell.high));
      const above = low === undefined || low > 0 || (low === 0 && cell.lowClosed);
      const below = high === undefined || high < 0 || (high === 0 && cell.highClosed);
      return above && below;
    }
    case 'either':
      return cell.cells.some((c) => matches(c, value, type));
    case 'not':
      return !cell.cells.some((c) => matches(c, value, type));
  }
}

interface Point {
  x: bigint;
  y: bigint;
}

/** y0 + half_even((x − x0)·(y1 − y0) / (x1 − x0)) between the two points x lies between. */
function interpolate(points: readonly Point[], x: bigint, clamp: boolean): Found {
  const [first] = points;
  const last = points.at(-1);
  if (!first || !last) return 'outside';
  if (x < first.x) return clamp ? first.y : 'outside';
  if (x > last.x) return clamp ? last.y : 'outside';
  const exact = points.find((point) => point.x === x);
  if (exact) return exact.y;
  const after = points.findIndex((point) => point.x > x);
  const from = points[after - 1]!;
  const to = points[after]!;
  const rise = inRange(inRange(x - from.x) * inRange(to.y - from.y));
  return inRange(from.y + divideRounded(rise, inRange(to.x - from.x), 'half_even'));
}

/** Σ rate × (the part of x in the band), at full scale, then rounded once. `y` is the rate, `x` the lower bound. */
function bands(points: readonly Point[], x: bigint, clamp: boolean, digits: number): Found {
  const [first] = points;
  if (!first) return 'outside';
  if (x < first.x) return clamp ? 0n : 'outside';
  let sum = 0n;
  for (const [i, band] of points.entries()) {
    if (x <= band.x) break;
    const next = points[i + 1];
    const upTo = next && next.x < x ? next.x : x;
    sum = inRange(sum + inRange(band.y * inRange(upTo - band.x)));
  }
  return digits < 0
    ? inRange(sum * powerOfTen(-digits))
    : divideRounded(sum, powerOfTen(digits), 'half_even');
}
