/**
 * Cells of tables as sets of values: closed intervals of integers (numbers at their scale, dates as day numbers), or sets of
 * texts and truth values. Only so can the engine tell which rows overlap, and write a row's test in the fewest words.
 */
import type { Cell, Constant, ScalarType } from '../../language/plan.ts';
import { dayNumber } from '../../language/value.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { Fragment, Step } from './steps.ts';
import { join, sql } from './steps.ts';

/** From `low` to `high`, both within; absent: without end. */
export interface Interval {
  low?: bigint;
  high?: bigint;
}

export type CellSet =
  | { kind: 'intervals'; intervals: Interval[] }
  /** Equal to one of the values; or, `but`, to none of them. */
  | { kind: 'values'; values: string[]; but: boolean };

const EVERYTHING: CellSet = { kind: 'intervals', intervals: [{}] };

export function isOrdered(type: ScalarType): boolean {
  return type.kind === 'number' || type.kind === 'date';
}

export function cellSet(cell: Cell, type: ScalarType): CellSet {
  return isOrdered(type) ? { kind: 'intervals', intervals: merge(intervalsOf(cell, type)) } : valuesOf(cell);
}

/** A number's or a date's place on the line. */
export function place(value: Constant, type: ScalarType): bigint {
  return type.kind === 'date' ? BigInt(dayNumber(String(value))) : BigInt(String(value));
}

function intervalsOf(cell: Cell, type: ScalarType): Interval[] {
  switch (cell.test) {
    case 'any':
      return [{}];
    case 'is': {
      const at = place(cell.value, type);
      return [{ low: at, high: at }];
    }
    case 'between': {
      const interval: Interval = {};
      if (cell.low !== undefined) interval.low = place(cell.low, type) + (cell.lowClosed ? 0n : 1n);
      if (cell.high !== undefined) interval.high = place(cell.high, type) - (cell.highClosed ? 0n : 1n);
      return isEmpty(interval) ? [] : [interval];
    }
    case 'either':
      return cell.cells.flatMap((c) => intervalsOf(c, type));
    case 'not':
      return complement(merge(cell.cells.flatMap((c) => intervalsOf(c, type))));
  }
}

function isEmpty({ low, high }: Interval): boolean {
  return low !== undefined && high !== undefined && low > high;
}

/** In order, without overlaps. */
function merge(intervals: readonly Interval[]): Interval[] {
  const sorted = [...intervals].sort((a, b) => {
    if (a.low === b.low) return 0;
    if (a.low === undefined) return -1;
    return b.low === undefined || a.low > b.low ? 1 : -1;
  });
  const merged: Interval[] = [];
  for (const next of sorted) {
    const last = merged.at(-1);
    if (last && (last.high === undefined || next.low === undefined || next.low <= last.high + 1n)) {
      if (last.high === undefined) continue;
      if (next.high === undefined) delete last.high;
      else if (next.high > last.high) last.high = next.high;
    } else merged.push({ ...next });
  }
  return merged;
}

function complement(merged: readonly Interval[]): Interval[] {
  const gaps: Interval[] = [];
  let low: bigint | undefined;
  let open = true;
  for (const interval of merged) {
    if (interval.low !== undefined) {
      const gap: Interval = { high: interval.low - 1n };
      if (low !== undefined) gap.low = low;
      gaps.push(gap);
    }
    if (interval.high === undefined) open = false;
    else low = interval.high + 1n;
  }
  if (open) gaps.push(low === undefined ? {} : { low });
  return gaps;
}

function valuesOf(cell: Cell): CellSet {
  switch (cell.test) {
    case 'any':
      return { kind: 'values', values: [], but: true };
    case 'is':
      return { kind: 'values', values: [String(cell.value)], but: false };
    case 'between':
      return { kind: 'values', values: [], but: false };
    case 'either':
      return cell.cells.map(valuesOf).reduce(union);
    case 'not': {
      const set = cell.cells.map(valuesOf).reduce(union);
      return set.kind === 'values' ? { ...set, but: !set.but } : set;
    }
  }
}

function union(a: CellSet, b: CellSet): CellSet {
  if (a.kind !== 'values' || b.kind !== 'values') return EVERYTHING;
  const without = (values: string[], other: string[]) => values.filter((v) => !other.includes(v));
  if (!a.but && !b.but)
    return { kind: 'values', values: [...new Set([...a.values, ...b.values])], but: false };
  if (a.but && b.but)
    return { kind: 'values', values: a.values.filter((v) => b.values.includes(v)), but: true };
  const [not, is] = a.but ? [a.values, b.values] : [b.values, a.values];
  return { kind: 'values', values: without(not, is), but: true };
}

export function isEverything(set: CellSet): boolean {
  if (set.kind === 'values') return set.but && set.values.length === 0;
  const [only] = set.intervals;
  return set.intervals.length === 1 && only?.low === undefined && only?.high === undefined;
}

/** Do two sets share a value? (A text beyond those listed always exists.) */
export function overlap(a: CellSet, b: CellSet): boolean {
  if (a.kind === 'intervals' && b.kind === 'intervals') {
    return a.intervals.some((x) =>
      b.intervals.some(
        (y) =>
          (x.high === undefined || y.low === undefined || y.low <= x.high) &&
          (y.high === undefined || x.low === undefined || x.low <= y.high),
      ),
    );
  }
  if (a.kind === 'values' && b.kind === 'values') {
    if (a.but && b.but) return true;
    if (a.but) return b.values.some((v) => !a.values.includes(v));
    return a.values.some((v) => b.values.includes(v) !== b.but);
  }
  return true;
}

/** A place on the line as SQL. */
export function placeText(at: bigint, type: ScalarType): string {
  if (type.kind === 'date') return `(date '1970-01-01' + (${at}))`;
  return at < 0n ? `(${at})` : String(at);
}

/** Does the argument lie in the set? Undefined: always (of a known argument). */
export function testOf(set: CellSet, argument: Step, type: ScalarType): Fragment | undefined {
  if (isEverything(set)) return undefined;
  if (set.kind === 'values') {
    if (type.kind === 'boolean') {
      const allowed = ['true', 'false'].filter((v) => set.values.includes(v) !== set.but);
      if (allowed.length === 2) return undefined;
      if (allowed.length === 0) return sql`false`;
      return allowed[0] === 'true' ? sql`${argument}` : sql`not ${argument}`;
    }
    const values = set.values.map(quoteLiteral);
    if (values.length === 0) return sql`false`;
    if (values.length === 1) return sql`${argument} ${set.but ? '<>' : '='} ${values[0] as string}`;
    return sql`${argument} ${set.but ? 'not in' : 'in'} (${values.join(', ')})`;
  }
  const tests = set.intervals.map(({ low, high }) => {
    if (low !== undefined && low === high) return sql`${argument} = ${placeText(low, type)}`;
    const [from, to] = [low, high].map((at) => (at === undefined ? undefined : placeText(at, type)));
    if (from !== undefined && to !== undefined) return sql`(${argument} >= ${from} and ${argument} <= ${to})`;
    return from !== undefined ? sql`${argument} >= ${from}` : sql`${argument} <= ${to as string}`;
  });
  if (tests.length === 0) return sql`false`;
  return tests.length === 1 ? (tests[0] as Fragment) : sql`(${join(tests, ' or ')})`;
}
