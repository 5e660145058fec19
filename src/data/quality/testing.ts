/** For the tests beside it: rows into tables, and what is found in them. */
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import { quoteIdentifier, quoteLiteral } from '../../warehouse/warehouse.ts';
import type { CanonicalType } from '../canonical/index.ts';
import { CANONICAL, canonicalTable } from '../canonical/index.ts';
import type { Examined } from './examine.ts';
import { examine } from './examine.ts';

export const TYPES: Readonly<Record<CanonicalType, string>> = {
  text: 'varchar',
  date: 'date',
  money: 'decimal(18, 4)',
  quantity: 'decimal(18, 4)',
  integer: 'bigint',
  boolean: 'boolean',
};

/** Column → text; `_line` is its place in the list, from 2, unless given. */
export type Given = Readonly<Record<string, string | number | boolean | null>>;
export type Rows = Readonly<Record<string, readonly Given[]>>;

/** One database for all tests of a file: opening one takes longer than looking at a few rows. */
export class Examiner {
  readonly #opened = openDuckdb({ threads: 1 });

  async examine(rows: Rows): Promise<Examined> {
    const warehouse = await this.#opened;
    const tables = new Map<string, string>();
    const statements = ['drop schema if exists data cascade', 'create schema data'];
    for (const { name, columns } of CANONICAL) {
      const list = rows[name] ?? [];
      if (list.length === 0) continue;
      const shape = columns.map((column) => `${quoteIdentifier(column.name)} ${TYPES[column.type]}`);
      const table = `data.${quoteIdentifier(name)}`;
      statements.push(
        `create table ${table} (${shape.join(', ')}, _source integer, _file integer, _line bigint)`,
      );
      for (const [i, row] of list.entries())
        statements.push(insertOf(name, { _source: 0, _file: 0, _line: i + 2, ...row }));
      tables.set(name, table);
    }
    await warehouse.run(statements.join(';\n'));
    return examine({ warehouse, tables, fileOf: (_, file) => ({ file: `file-${file}.csv` }) });
  }

  async close(): Promise<void> {
    (await this.#opened).close();
  }
}

function insertOf(table: string, row: Given): string {
  const known = new Set([
    ...canonicalTable(table).columns.map(({ name }) => name),
    '_source',
    '_file',
    '_line',
  ]);
  for (const name of Object.keys(row))
    if (!known.has(name)) throw new Error(`${table} has no column ${name}`);
  const names = Object.keys(row).map(quoteIdentifier);
  const values = Object.values(row).map((value) => (value === null ? 'null' : quoteLiteral(String(value))));
  return `insert into data.${quoteIdentifier(table)} (${names.join(', ')}) values (${values.join(', ')})`;
}
