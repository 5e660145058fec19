/**
 * Cells of tables. On text a cell is literal, on booleans `true`/`false`, on numbers and dates a unary test:
 * `>= 365`, `[183..365)`, `1, 2`, `not(3)`, `2024-01-01`; `any` matches every known value.
 */
import type { Scalar } from '../document.ts';
import { MOST, parseDecimal } from '../number.ts';
import type { Cell, Constant, ScalarType } from '../plan.ts';
import { isDate, parseConstant } from '../value.ts';
import { complain } from './context.ts';
import type { Context } from './context.ts';
import { describe } from './dimensions.ts';

const ANY: Cell = { test: 'any' };

/** A mistake is reported and gives `undefined`. */
export function readCell(ctx: Context, scalar: Scalar, type: ScalarType): Cell | undefined {
  const text = scalar.text.trim();
  if (text === 'any') return ANY;
  if (type.kind === 'number' || type.kind === 'date') {
    const cell = readTests(text, type);
    if (typeof cell !== 'string') return cell;
    complain(ctx, cell, { text, type: describe(type) }, scalar);
    return undefined;
  }
  const value = parseConstant(scalar.text, type);
  if (value !== undefined) return { test: 'is', value };
  complain(ctx, 'bad-cell', { text, type: describe(type) }, scalar);
  return undefined;
}

type Mistake = 'bad-cell' | 'cell-too-fine' | 'cell-empty-interval';

function readTests(text: string, type: ScalarType): Cell | Mistake {
  const negated = /^not\s*\((.*)\)$/s.exec(text);
  if (negated) {
    const cells = readEach(negated[1] as string, type);
    return typeof cells === 'string' ? cells : { test: 'not', cells };
  }
  const cells = readEach(text, type);
  if (typeof cells === 'string') return cells;
  return cells.length === 1 ? (cells[0] as Cell) : { test: 'either', cells };
}

/** No value of a number or a date has a comma outside of quotes. */
function readEach(text: string, type: ScalarType): Cell[] | Mistake {
  const cells: Cell[] = [];
  for (const piece of text.split(',')) {
    const cell = readTest(piece.trim(), type);
    if (typeof cell === 'string') return cell;
    cells.push(cell);
  }
  return cells;
}

function readTest(text: string, type: ScalarType): Cell | Mistake {
  const compared = /^(<=|>=|<|>|=|!=)\s*(.+)$/s.exec(text);
  if (compared) {
    const [, op, operand] = compared as unknown as [string, string, string];
    const bound = readBound(operand, type);
    if (bound.mistake) return bound.mistake;
    if (op === '=') return { test: 'is', value: bound.value };
    if (op === '!=') return { test: 'not', cells: [{ test: 'is', value: bound.value }] };
    const closed = op.length === 2;
    return op.startsWith('<')
      ? { test: 'between', lowClosed: false, high: String(bound.value), highClosed: closed }
      : { test: 'between', low: String(bound.value), lowClosed: closed, highClosed: false };
  }
  const interval = /^([[(\]])\s*(.*?)\s*\.\.\s*(.*?)\s*([\])[])$/s.exec(text);
  if (interval) {
    const [, open, lowText, highText, close] = interval as unknown as [
      string,
      string,
      string,
      string,
      string,
    ];
    const [low, high] = [readBound(lowText, type), readBound(highText, type)];
    const mistake = low.mistake ?? high.mistake;
    if (mistake) return mistake;
    const [lowClosed, highClosed] = [open === '[', close === ']'];
    const order = compare(String(low.value), String(high.value), type);
    if (order > 0 || (order === 0 && !(lowClosed && highClosed))) return 'cell-empty-interval';
    return { test: 'between', low: String(low.value), lowClosed, high: String(high.value), highClosed };
  }
  const bound = readBound(text, type);
  return bound.mistake ?? { test: 'is', value: bound.value };
}

/** A bound finer than any value of the input can be is a mistake: rounding it would move the line. */
function readBound(
  text: string,
  type: ScalarType,
): { value: Constant; mistake?: undefined } | { mistake: Mistake; value?: undefined } {
  if (type.kind === 'number') {
    const decimal = parseDecimal(text.replace(/^-\s+/, '-'), type.scale);
    if (!decimal) return { mistake: 'bad-cell' };
    return decimal.rounded ? { mistake: 'cell-too-fine' } : { value: decimal.value.toString() };
  }
  const plain = /^(?:@|date\s*\(\s*)?"?([^"]*?)"?\s*\)?$/.exec(text)?.[1] ?? text;
  return isDate(plain) ? { value: plain } : { mistake: 'bad-cell' };
}

function compare(a: string, b: string, type: ScalarType): number {
  if (type.kind === 'number') {
    const [x, y] = [BigInt(a), BigInt(b)];
    return x < y ? -1 : x > y ? 1 : 0;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The whole line, as integers at the input's scale or days. */
export const LEAST = -MOST;
export { MOST };
