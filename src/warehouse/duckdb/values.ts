/** Values between JavaScript and DuckDB, without loss: no number passes through floating point unless it is a DOUBLE. */
import {
  BIGINT,
  BOOLEAN,
  DATE,
  DOUBLE,
  DuckDBDateValue,
  DuckDBIntervalValue,
  DuckDBListValue,
  HUGEINT,
  INTEGER,
  INTERVAL,
  VARCHAR,
} from '@duckdb/node-api';
import type { DuckDBType, DuckDBValue } from '@duckdb/node-api';
import type { Cell, ColumnType } from '../warehouse.ts';

export const columnTypes: Record<ColumnType, DuckDBType> = {
  boolean: BOOLEAN,
  integer: INTEGER,
  bigint: BIGINT,
  hugeint: HUGEINT,
  double: DOUBLE,
  varchar: VARCHAR,
  date: DATE,
  interval: INTERVAL,
};

const MILLISECONDS_OF_DAY = 86_400_000;

/** Any value but floating point (the driver keeps those columns as they are); small integers come as numbers. */
export function fromDuckdb(value: DuckDBValue): Cell {
  if (
    value === null ||
    typeof value === 'bigint' ||
    typeof value === 'string' ||
    typeof value === 'boolean'
  ) {
    return value;
  }
  if (typeof value === 'number') return BigInt(value);
  if (value instanceof DuckDBIntervalValue) return isoDuration(value.months, value.days);
  if (value instanceof DuckDBListValue) return value.items.map(fromDuckdb);
  return value.toString();
}

export function toDuckdb(cell: Cell, type: ColumnType): DuckDBValue {
  if (cell === null) return null;
  switch (type) {
    case 'integer':
    case 'double':
      return Number(cell);
    case 'bigint':
    case 'hugeint':
      return typeof cell === 'bigint' ? cell : BigInt(cell as number | string);
    case 'date':
      return new DuckDBDateValue(daysOf(cell as string));
    case 'interval': {
      const { months, days } = parseDuration(cell as string);
      return new DuckDBIntervalValue(months, days, 0n);
    }
    case 'boolean':
    case 'varchar':
      return cell as boolean | string;
  }
}

/** Days since 1970-01-01 of an ISO date of the proleptic Gregorian calendar. */
export function daysOf(iso: string): number {
  const [year, month, day] = iso.split('-').map(Number) as [number, number, number];
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime() / MILLISECONDS_OF_DAY;
}

/** Months and days, kept apart: `P14M3D`; nothing is `P0D`. */
export function isoDuration(months: number, days: number): string {
  const sign = months < 0 || (months === 0 && days < 0) ? -1 : 1;
  const [m, d] = [months * sign, days * sign];
  const text = `${m === 0 ? '' : `${m}M`}${d === 0 ? '' : `${d}D`}`;
  return text === '' ? 'P0D' : `${sign < 0 ? '-' : ''}P${text}`;
}

const DURATION = /^(-)?P(?:(-?\d+)Y)?(?:(-?\d+)M)?(?:(-?\d+)W)?(?:(-?\d+)D)?(?:T(?:0+[HMS])+)?$/;

/** `P1Y2M3D`, `-P3M`, `P1W` as months and days. Throws on anything else: callers have checked it before. */
export function parseDuration(iso: string): { months: number; days: number } {
  const match = DURATION.exec(iso);
  if (!match) throw new RangeError(`not a duration of months and days: ${iso}`);
  const sign = match[1] ? -1 : 1;
  const [years, months, weeks, days] = match.slice(2).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
  ];
  return { months: sign * (years * 12 + months), days: sign * (weeks * 7 + days) };
}
