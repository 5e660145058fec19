/** For tests of methods: a few rows of canonical tables, a method with its options, and what it gives, as text. */
import { CANONICAL, canonicalTable } from '../../data/canonical/index.ts';
import type { CanonicalType } from '../../data/canonical/index.ts';
import type { Diagnostic } from '../../language/diagnostic.ts';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import { quoteIdentifier, quoteLiteral } from '../../warehouse/warehouse.ts';
import type { Method } from '../method.ts';

export type Rows = readonly Readonly<Record<string, string | number | boolean | null | undefined>>[];

export interface Given {
  tables?: Readonly<Record<string, Rows>>;
  /** Results of earlier methods, by name; columns are text unless `types` says otherwise. */
  results?: Readonly<Record<string, { types?: Readonly<Record<string, string>>; rows: Rows }>>;
  /** CSV files, by option. */
  files?: Readonly<Record<string, Rows>>;
  options?: Readonly<Record<string, string>>;
  period?: { from: string; to: string };
  asOf?: string;
}

export type TextRow = Record<string, string | null>;

export interface Got {
  rows: TextRow[];
  lines: TextRow[];
  diagnostics: Diagnostic[];
}

const TYPES: Record<CanonicalType, string> = {
  text: 'varchar',
  date: 'date',
  money: 'decimal(18,4)',
  quantity: 'decimal(18,4)',
  integer: 'bigint',
  boolean: 'boolean',
};

export async function compute(method: Method, given: Given): Promise<Got> {
  const warehouse = await openDuckdb({ threads: 2 });
  try {
    await warehouse.run('create schema data; create schema results; create schema files');
    for (const { name } of CANONICAL) {
      const { columns } = canonicalTable(name);
      const types = Object.fromEntries(columns.map((column) => [column.name, TYPES[column.type]]));
      const rows = (given.tables?.[name] ?? []).map((row, i) => ({
        _source: 0,
        _file: 0,
        _line: i + 2,
        ...row,
      }));
      await fill('data', name, { ...types, _source: 'integer', _file: 'integer', _line: 'bigint' }, rows);
    }
    for (const [name, { types = {}, rows }] of Object.entries(given.results ?? {})) {
      const texts = Object.fromEntries(Object.keys(rows[0] ?? {}).map((column) => [column, 'varchar']));
      await fill('results', name, { ...texts, ...types }, rows);
    }
    const defaults = method.options.flatMap(({ name, default: value }) =>
      value === undefined ? [] : [[name, value] as const],
    );
    const files = Object.keys(given.files ?? {}).map((name) => [name, `${name}.csv`] as const);
    let temporaries = 0;
    const diagnostics = await method.compute({
      warehouse,
      table: (name) => `data.${quoteIdentifier(name)}`,
      result: (name) => `results.${quoteIdentifier(name)}`,
      file: async (option) => {
        const rows = given.files?.[option] ?? [];
        const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
        await fill('files', option, Object.fromEntries(columns.map((column) => [column, 'varchar'])), rows);
        return { value: `files.${quoteIdentifier(option)}`, diagnostics: [] };
      },
      options: new Map([...defaults, ...files, ...Object.entries(given.options ?? {})]),
      period: given.period ?? { from: '2023-01-01', to: '2024-01-01' },
      asOf: given.asOf ?? '2024-12-31',
      into: 'into_',
      lines: 'lines_',
      temporary: () => `temporary_${(temporaries += 1)}`,
      at: { file: 'contract.yaml', line: 1, column: 1 },
    });
    if (diagnostics.some((one) => one.severity === 'error')) return { rows: [], lines: [], diagnostics };
    const left = await warehouse.values(
      "select table_name from duckdb_tables() where table_name like 'temporary%'",
    );
    if (left.length > 0) throw new Error(`tables in between left behind: ${left.join(', ')}`);
    const columns = (await warehouse.values('describe into_')).map(([name]) => String(name));
    const declared = method.columns.map(({ name }) => name);
    if (columns.join() !== declared.join())
      throw new Error(`columns ${columns.join()}; declared ${declared.join()}`);
    const tables = (await warehouse.values('show tables')).map(([name]) => name);
    return {
      rows: await texts('into_'),
      lines: tables.includes('lines_') ? await texts('lines_') : [],
      diagnostics,
    };
  } finally {
    warehouse.close();
  }

  async function texts(table: string): Promise<TextRow[]> {
    return (await warehouse.rows(`select columns(*)::varchar from ${table}`)) as TextRow[];
  }

  async function fill(schema: string, name: string, types: Readonly<Record<string, string>>, rows: Rows) {
    const place = `${schema}.${quoteIdentifier(name)}`;
    const columns = Object.entries(types);
    const list = columns.map(([column, type]) => `${quoteIdentifier(column)} ${type}`).join(', ');
    await warehouse.run(`create or replace table ${place} (${list})`);
    if (rows.length === 0) return;
    const used = columns.filter(([column]) => rows.some((row) => row[column] !== undefined));
    const unknown = rows.flatMap((row) => Object.keys(row)).find((column) => !(column in types));
    if (unknown) throw new Error(`${name} has no column ${unknown}`);
    const cells = (row: Rows[number]) =>
      used.map(([column, type]) => {
        const cell = row[column];
        return cell === undefined || cell === null
          ? 'null'
          : `cast(${quoteLiteral(String(cell))} as ${type})`;
      });
    for (let i = 0; i < rows.length; i += 500) {
      const values = rows.slice(i, i + 500).map((row) => `(${cells(row).join(', ')})`);
      const names = used.map(([column]) => quoteIdentifier(column)).join(', ');
      await warehouse.run(`insert into ${place} (${names}) values ${values.join(', ')}`);
    }
  }
}
