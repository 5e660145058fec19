/** Canonical tables in SQL. */
import { quoteIdentifier } from '../../warehouse/warehouse.ts';
import type { CanonicalTable, CanonicalType } from './types.ts';

export const SQL_TYPES: Record<CanonicalType, string> = {
  text: 'VARCHAR',
  date: 'DATE',
  money: 'DECIMAL(18,4)',
  quantity: 'DECIMAL(18,4)',
  integer: 'BIGINT',
  boolean: 'BOOLEAN',
};

/** Where a row was read: on every row of every table, after its own columns. */
export const PROVENANCE_TYPES = { _source: 'INTEGER', _file: 'INTEGER', _line: 'BIGINT' } as const;

/** The statement that makes an empty table; `into` is an SQL name. */
export function createTable(table: CanonicalTable, into: string): string {
  const columns = table.columns.map(({ name, type, required }) => {
    const rule = required ? ' NOT NULL' : '';
    return `${quoteIdentifier(name)} ${SQL_TYPES[type]}${rule}`;
  });
  const places = Object.entries(PROVENANCE_TYPES).map(([name, type]) => `${name} ${type}`);
  return `CREATE TABLE ${into} (\n  ${[...columns, ...places].join(',\n  ')}\n)`;
}
