/**
 * What can be proved of a table before it is read: rows that overlap though at most one may match, values that no row
 * takes, points out of order. What cannot be proved is found at run, and is unknown there.
 */
import type { Cell, Dated, PlanParameter, TableRow } from '../plan.ts';
import { complain } from './context.ts';
import type { Context } from './context.ts';
import { formatDecimal } from '../number.ts';
import { dayNumber } from '../value.ts';
import { LEAST, MOST } from './cells.ts';

type PlanTable = Extract<PlanParameter, { kind: 'table' }>;
/** Closed intervals of integers: at the input's scale, or days. In order, apart from each other. */
type Spans = [bigint, bigint][];

/** A proof may take so many steps; tables that need more are left to the run. */
const STEPS = 300_000;

export function checkCoverage(
  ctx: Context,
  table: PlanTable,
  dated: Dated<TableRow[]>,
  oneOf: readonly (ReadonlySet<string> | undefined)[],
): void {
  const rows = dated.value;
  if (rows.length === 0) return;
  const line = table.read !== 'match';
  if (line) return checkLines(ctx, table, rows);
  const proof = new Proof(table, rows, oneOf);
  if (table.hit === 'unique') {
    const pair = proof.overlap(
      rows.map((_, i) => i),
      0,
    );
    if (pair) {
      const data = { name: table.name, first: pair[0] + 1, second: pair[1] + 1 };
      complain(ctx, 'table-overlap', data, (rows[pair[1]] as TableRow).origin);
      return;
    }
  }
  const gap = proof.gap(
    rows.map((_, i) => i),
    0,
  );
  if (gap) {
    const example = gap.map((value, i) => `${table.inputs[i]?.name} = ${value}`).join(', ');
    complain(ctx, 'table-gap', { name: table.name, example }, (rows[rows.length - 1] as TableRow).origin);
  }
}

/** Points or bounds rise strictly within each group of the other inputs. */
function checkLines(ctx: Context, table: PlanTable, rows: readonly TableRow[]): void {
  const last = new Map<string, bigint>();
  for (const row of rows) {
    const group = JSON.stringify(row.cells.slice(0, -1));
    const cell = row.cells.at(-1);
    if (cell?.test !== 'is') continue;
    const point = BigInt(String(cell.value));
    const before = last.get(group);
    if (before !== undefined && point <= before) {
      const input = table.inputs.at(-1);
      const scale = input?.type.kind === 'number' ? input.type.scale : 0;
      const data = {
        name: table.name,
        point: formatDecimal(point, scale),
        before: formatDecimal(before, scale),
      };
      complain(ctx, 'points-not-rising', data, row.origin);
      return;
    }
    last.set(group, point);
  }
}

class Proof {
  private steps = 0;
  private readonly table: PlanTable;
  private readonly rows: readonly TableRow[];
  private readonly oneOf: readonly (ReadonlySet<string> | undefined)[];

  constructor(
    table: PlanTable,
    rows: readonly TableRow[],
    oneOf: readonly (ReadonlySet<string> | undefined)[],
  ) {
    this.table = table;
    this.rows = rows;
    this.oneOf = oneOf;
  }

  private cell(row: number, column: number): Cell {
    return (this.rows[row] as TableRow).cells[column] as Cell;
  }

  /** Two rows that some values would both match; the lowest such second row that is found first. */
  overlap(rows: number[], column: number): [number, number] | undefined {
    if (rows.length < 2 || (this.steps += rows.length) > STEPS) return undefined;
    if (column === this.table.inputs.length) return [rows[0] as number, rows[1] as number];
    for (const part of this.parts(rows, column)) {
      const found = this.overlap(part.rows, column + 1);
      if (found) return found;
    }
    return undefined;
  }

  /** Values that no row takes, one for each column up to where the gap is seen. */
  gap(rows: number[], column: number): string[] | undefined {
    if (column === this.table.inputs.length || (this.steps += rows.length) > 2 * STEPS) return undefined;
    for (const part of this.parts(rows, column)) {
      if (part.rows.length === 0) return [part.example];
      const found = this.gap(part.rows, column + 1);
      if (found) return [part.example, ...found];
    }
    return undefined;
  }

  /** The values a column can have, in parts that match the same rows; values the table does not know of are left out. */
  private parts(rows: number[], column: number): { example: string; rows: number[] }[] {
    const { type } = this.table.inputs[column] as PlanTable['inputs'][number];
    if (type.kind === 'number' || type.kind === 'date') return this.spans(rows, column);
    const any: number[] = [];
    const byValue = new Map<string, number[]>();
    if (type.kind === 'boolean') for (const value of ['true', 'false']) byValue.set(value, []);
    // Values are those the fact can have, else those these rows speak of: pairs of codes may well be sparse.
    for (const value of this.oneOf[column] ?? []) byValue.set(value, []);
    for (const row of rows) {
      const cell = this.cell(row, column);
      if (cell.test === 'any') any.push(row);
      else if (cell.test === 'is') {
        const value = String(cell.value);
        const same = byValue.get(value);
        if (same) same.push(row);
        else byValue.set(value, [row]);
      }
    }
    const parts = [...byValue].map(([example, own]) => ({
      example,
      rows: any.length ? [...own, ...any].sort((a, b) => a - b) : own,
    }));
    // Values no row names are taken by `any` alone: another part, unless there can be none.
    const closed = type.kind === 'boolean' || this.oneOf[column] !== undefined;
    if (any.length && !closed) parts.push({ example: 'any', rows: any });
    return parts;
  }

  private spans(rows: number[], column: number): { example: string; rows: number[] }[] {
    const { type } = this.table.inputs[column] as PlanTable['inputs'][number];
    const toNumber = (text: string): bigint =>
      type.kind === 'date' ? BigInt(dayNumber(text)) : BigInt(text);
    const each = rows.map((row) => ({ row, cell: this.cell(row, column) }));
    const taken = each.map(({ row, cell }) => ({ row, spans: spansOf(cell, toNumber) }));
    // Only where intervals are written can the values between them be called missing.
    const intervals = each.some(({ cell }) => cell.test === 'between');
    const starts = new Set<bigint>();
    for (const { spans } of taken) {
      for (const [low, high] of spans) {
        starts.add(low);
        if (high < MOST) starts.add(high + 1n);
      }
    }
    const ordered = [...starts].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    const reached = ordered.at(-1);
    const active = new Set<number>();
    const events = taken.flatMap(({ row, spans }) =>
      spans.flatMap(([low, high]) => [
        { at: low, row, on: true },
        { at: high + 1n, row, on: false },
      ]),
    );
    events.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : Number(a.on) - Number(b.on)));
    const parts: { example: string; rows: number[] }[] = [];
    let next = 0;
    for (const start of ordered) {
      for (; next < events.length && (events[next] as { at: bigint }).at <= start; next++) {
        const event = events[next] as { row: number; on: boolean };
        if (event.on) active.add(event.row);
        else active.delete(event.row);
      }
      // Beyond the last bound written nothing is claimed; between points neither.
      if (active.size === 0 && (!intervals || start === reached)) continue;
      if ((this.steps += active.size) > 2 * STEPS) break;
      parts.push({ example: this.show(start, column), rows: [...active].sort((a, b) => a - b) });
    }
    return parts;
  }

  private show(value: bigint, column: number): string {
    const { type } = this.table.inputs[column] as PlanTable['inputs'][number];
    if (value === LEAST) return '…';
    if (type.kind === 'number') return formatDecimal(value, type.scale);
    return new Date(Number(value) * 86_400_000).toISOString().slice(0, 10);
  }
}

function spansOf(cell: Cell, toNumber: (text: string) => bigint): Spans {
  switch (cell.test) {
    case 'any':
      return [[LEAST, MOST]];
    case 'is': {
      const value = toNumber(String(cell.value));
      return [[value, value]];
    }
    case 'between': {
      const low = cell.low === undefined ? LEAST : toNumber(cell.low) + (cell.lowClosed ? 0n : 1n);
      const high = cell.high === undefined ? MOST : toNumber(cell.high) - (cell.highClosed ? 0n : 1n);
      return low <= high ? [[low, high]] : [];
    }
    case 'either':
      return merged(cell.cells.flatMap((part) => spansOf(part, toNumber)));
    case 'not': {
      const spans: Spans = [];
      let from = LEAST;
      for (const [low, high] of merged(cell.cells.flatMap((part) => spansOf(part, toNumber)))) {
        if (low > from) spans.push([from, low - 1n]);
        from = high + 1n;
      }
      if (from <= MOST) spans.push([from, MOST]);
      return spans;
    }
  }
}

function merged(spans: Spans): Spans {
  const ordered = [...spans].sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
  const result: Spans = [];
  for (const [low, high] of ordered) {
    const last = result.at(-1);
    if (last && low <= last[1] + 1n) last[1] = high > last[1] ? high : last[1];
    else result.push([low, high]);
  }
  return result;
}
