/** Values as the interpreter holds them, their order, and how they are written. */
import type { Reason } from '../../src/engine/types.ts';
import type { Constant, ScalarType } from '../../src/language/plan.ts';
import { type Duration, formatDate, formatDuration, parseDate, parseDuration } from './calendar.ts';
import type { Row } from './rows.ts';

/** Numbers: the scaled integer. Text and party: string. Dates: a day number. References: the row. */
export type Known = bigint | string | boolean | DateValue | Duration | Row;
export interface DateValue {
  day: number;
}

/** A value that is not known, and the first cause. */
export class Unknown {
  readonly reason: Reason;
  constructor(reason: Reason) {
    this.reason = reason;
  }
}

export type Value = Known | Unknown;

export function parseConstant(type: ScalarType, constant: string | boolean): Known {
  switch (type.kind) {
    case 'number':
      return BigInt(constant as string);
    case 'text':
    case 'party':
      return constant as string;
    case 'boolean':
      return typeof constant === 'boolean' ? constant : constant === 'true';
    case 'date':
      return { day: parseDate(constant as string) };
    case 'duration':
      return parseDuration(constant as string);
    case 'reference':
      throw new Error('A constant is never a row');
  }
}

/** As `Constant`s in a plan are written: scaled integers, ISO dates and durations, keys of rows. */
export function writeConstant(value: Known): Constant {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if ('day' in value) return formatDate(value.day);
  if ('months' in value) return formatDuration(value);
  return value.id;
}

/** As keys are written for people: numbers with their point, without padding zeros. */
export function writeKeyPart(type: ScalarType, value: Known): string {
  return type.kind === 'number' ? writeDecimal(value as bigint, type.scale) : String(writeConstant(value));
}

function writeDecimal(value: bigint, scale: number): string {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  return `${value < 0n ? '-' : ''}${whole}${fraction && `.${fraction}`}`;
}

export function compareText(a: string, b: string): number {
  const left = Array.from(a, (c) => c.codePointAt(0)!);
  const right = Array.from(b, (c) => c.codePointAt(0)!);
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    if (left[i] !== right[i]) return left[i]! - right[i]!;
  }
  return left.length - right.length;
}

/** Numbers by size, dates by day, text by code points, false before true. Both are of one type. */
export function compareValues(a: Known, b: Known): number {
  if (typeof a === 'bigint' && typeof b === 'bigint') return a < b ? -1 : a > b ? 1 : 0;
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  if (isDate(a) && isDate(b)) return a.day - b.day;
  throw new Error('These values have no order');
}

export function equalValues(a: Known, b: Known): boolean {
  if (isDuration(a) && isDuration(b)) return a.months === b.months && a.days === b.days;
  if (isRow(a) && isRow(b)) return a === b;
  return compareValues(a, b) === 0;
}

export function isDate(value: Known): value is DateValue {
  return typeof value === 'object' && 'day' in value;
}

export function isDuration(value: Known): value is Duration {
  return typeof value === 'object' && 'months' in value;
}

export function isRow(value: Known): value is Row {
  return typeof value === 'object' && 'entity' in value;
}

export function compareKeys(a: readonly Known[], b: readonly Known[]): number {
  for (let i = 0; i < a.length; i++) {
    const order = compareValues(a[i]!, b[i]!);
    if (order !== 0) return order;
  }
  return 0;
}
