/** A query as a canonical table: all its columns in order and of their types, those not given unknown. */
import { quoteIdentifier } from '../../warehouse/warehouse.ts';
import { canonicalTable } from '../canonical/index.ts';
import { SQL_TYPES } from '../canonical/ddl.ts';

export interface CanonicalQuery {
  table: string;
  /** Canonical column → SQL over `from`. */
  columns: Readonly<Record<string, string>>;
  from: string;
  /** Joins go as they are written, so that rows come in the order of the first table: no sort of rows that are wide by then. */
  inOrder?: boolean;
}

export function canonicalSelect({ table, columns, from }: CanonicalQuery): string {
  const definition = canonicalTable(table);
  const unknown = Object.keys(columns).filter(
    (name) => !definition.columns.some((column) => column.name === name),
  );
  if (unknown.length > 0) throw new Error(`${table} has no column ${unknown.join(', ')}`);
  const list = definition.columns.map(({ name, type }) => {
    const given = columns[name];
    if (given === undefined) return `null::${SQL_TYPES[type]} as ${quoteIdentifier(name)}`;
    return `${type === 'money' ? money(given) : `(${given})::${SQL_TYPES[type]}`} as ${quoteIdentifier(name)}`;
  });
  return `select ${list.join(',\n  ')} from ${from}`;
}

/** Whole cents as an exact amount of four digits after the point: decimals are multiplied, never divided. */
function money(cents: string): string {
  return `((${cents})::decimal(15, 0) * 0.01)::decimal(18, 4)`;
}

export const person = (id: string) => `'M' || lpad(${id}::varchar, 8, '0')`;
