/** Worked examples of methods: rows of canonical tables as objects → a method → its rows and lines, as plain values. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonicalTable } from '../data/canonical/index.ts';
import { narrowest, SUMS } from '../data/sums/sums.ts';
import type { Diagnostic } from '../language/diagnostic.ts';
import { fitsOption } from '../language/method.ts';
import { openDuckdb } from '../warehouse/duckdb/driver.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { quoteIdentifier, quoteLiteral } from '../warehouse/warehouse.ts';
import { LINES } from './method.ts';
import type { Evidence, Method } from './method.ts';
import { checkColumns, openContext, resultTable } from './run.ts';
import { columnsOfTable, completeTables } from './tables.ts';

/** Dates as ISO text, money as decimal text or a number that is written as it is exact. */
export type Given = Record<string, string | number | boolean | null>;
/** Money and decimals as decimal text without padding zeros, dates ISO, integers numbers. */
export type Got = Record<string, string | number | boolean | null>;

export interface Example {
  /** Canonical table → rows; columns left out are unknown. `_source`, `_file` are 0 and `_line` the row's place from 1 unless given. */
  tables?: Record<string, readonly Given[]>;
  options?: Record<string, string>;
  /** Results of earlier methods: name → rows, columns of text unless the `types` say otherwise (SQL). */
  results?: Record<string, { rows: readonly Given[]; types?: Record<string, string> }>;
  /** Files that options name: path as in the option → content. */
  files?: Record<string, string>;
  period?: { from: string; to: string };
  asOf?: string;
  /** Lines of this row only, as `explain` asks for them; else all lines are made with the result. */
  explain?: readonly string[];
  /** What this row was made from, where the method tells it. */
  evidence?: readonly string[];
  /** Make no lines with the result. */
  withoutLines?: boolean;
}

export interface Outcome {
  /** In order of key. */
  rows: Got[];
  /** In order of all columns. */
  lines: Got[];
  diagnostics: Diagnostic[];
  /** Hashes of the files the options name, and of those their documents name: kept with a run. Absent where nothing was computed. */
  files?: Record<string, string>;
  evidence?: Evidence[];
}

/** Computes a method on a few rows. A duplicate key, a line of no row and columns that are not as documented are exceptions. */
export async function computeExample(method: Method, example: Example): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'openvbp-method-'));
  const warehouse = await openDuckdb({ threads: 1 });
  try {
    for (const [path, content] of Object.entries(example.files ?? {}))
      writeFileSync(join(folder, path), content);
    await fill(warehouse, example);
    return await outcome(warehouse, method, example, folder);
  } finally {
    warehouse.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Makes the tables of the data, and the results of earlier methods. */
async function fill(warehouse: Warehouse, { tables = {}, results = {} }: Example): Promise<void> {
  await completeTables(warehouse);
  await warehouse.run('create schema if not exists methods');
  for (const [name, rows] of Object.entries(tables)) {
    const columns = columnsOfTable(canonicalTable(name));
    const own = rows.map((row, i) => ({ _source: 0, _file: 0, _line: i + 1, ...row }));
    await insert(warehouse, `data.${quoteIdentifier(name)}`, columns, own);
  }
  const type = await narrowest(warehouse, 'data.medical_claim');
  for (const { name, of, rows } of SUMS)
    await warehouse.run(`create table data.${name} as ${rows(`data.${of}`, type)}`);
  for (const [name, { rows, types = {} }] of Object.entries(results)) {
    const names = [...new Set([...rows.flatMap((row) => Object.keys(row)), ...Object.keys(types)])];
    const columns = names.map((column) => ({ name: column, type: types[column] ?? 'varchar' }));
    const list = columns.map((column) => `${quoteIdentifier(column.name)} ${column.type}`);
    await warehouse.run(`create table ${resultTable(name)} (${list.join(', ')})`);
    await insert(warehouse, resultTable(name), columns, rows);
  }
}

async function insert(
  warehouse: Warehouse,
  table: string,
  columns: readonly { name: string; type: string }[],
  rows: readonly Given[],
): Promise<void> {
  if (rows.length === 0) return;
  const given = new Set(rows.flatMap((row) => Object.keys(row)));
  for (const name of given) {
    if (!columns.some((column) => column.name === name)) throw new Error(`${table} has no column ${name}`);
  }
  // One statement, of the columns that are there: canonical tables are wide, and an example has few of them.
  const used = columns.filter(({ name }) => given.has(name));
  const values = rows.map((row) => {
    const cells = used.map(({ name, type }) => {
      const cell = row[name] ?? null;
      return cell === null ? 'null' : `${quoteLiteral(String(cell))}::${type}`;
    });
    return `(${cells.join(', ')})`;
  });
  const names = used.map(({ name }) => quoteIdentifier(name)).join(', ');
  await warehouse.run(`insert into ${table} (${names}) values ${values.join(', ')}`);
}

async function outcome(
  warehouse: Warehouse,
  method: Method,
  example: Example,
  folder: string,
): Promise<Outcome> {
  const { period = { from: '2023-01-01', to: '2024-01-01' }, asOf = period.to, options = {} } = example;
  checkOptions(method, options);
  const at = { file: join(folder, 'contract.yaml') };
  const call = { name: 'example', method: method.name, options, lines: true, at };
  const made = !example.withoutLines && !example.explain;
  const opened = openContext(warehouse, method, call, { contract: at.file, period, asOf }, made);
  const { context } = opened;
  const diagnostics = await method.compute(context);
  if (diagnostics.some(({ severity }) => severity === 'error')) return { rows: [], lines: [], diagnostics };
  await checkColumns(warehouse, method, context.into);
  const keys = method.columns.filter(({ key }) => key).map(({ name }) => name);
  const columns = method.columns.map(({ name }) => name);
  const rows = await read(warehouse, context.into, columns, keys);
  const keyOf = (row: Got) => keys.map((name) => row[name]).join(',');
  const known = new Set(rows.map(keyOf));
  if (known.size !== rows.length) throw new Error('two rows have the same key');
  if (keys.some((name) => rows.some((row) => row[name] === null))) throw new Error('a key is unknown');
  let table = context.lines;
  if (example.explain) {
    if (!method.explain) throw new Error(`${method.name} has no explain`);
    table = context.temporary();
    await method.explain({ ...context, lines: table, own: context.into, key: example.explain });
  }
  const found =
    example.evidence && (await method.evidence?.({ ...context, own: context.into, key: example.evidence }));
  diagnostics.push(...(found?.diagnostics ?? []));
  const lines = table === undefined ? [] : await read(warehouse, table, [...LINES], [...LINES]);
  for (const line of lines) {
    if (!known.has(String(line['key']))) throw new Error(`a line of no row: ${String(line['key'])}`);
    if (typeof line['counted'] !== 'boolean' || (!line['counted'] && line['reason'] === null))
      throw new Error(`a line neither counted nor with a reason: ${JSON.stringify(line)}`);
    const reason = line['reason'];
    if (typeof reason === 'string' && !(method.reasons && reason in method.reasons))
      throw new Error(`reason ${reason} has no words`);
  }
  await opened.release();
  return {
    rows,
    lines,
    diagnostics,
    files: opened.files,
    ...(found?.value && { evidence: found.value }),
  };
}

/** As the contract's check does: a test must not pass what a contract may not. */
function checkOptions(method: Method, options: Record<string, string>): void {
  for (const [name, value] of Object.entries(options)) {
    const option = method.options.find((one) => one.name === name);
    if (!option) throw new Error(`${method.name} has no option ${name}`);
    if (!fitsOption(value, option)) throw new Error(`${name} cannot be ${value}`);
  }
  for (const { name, optional, default: value } of method.options) {
    if (!optional && value === undefined && !(name in options)) throw new Error(`option ${name} is missing`);
  }
}

async function read(
  warehouse: Warehouse,
  table: string,
  columns: readonly string[],
  order: readonly string[],
): Promise<Got[]> {
  const list = columns.map(quoteIdentifier).join(', ');
  const by = order.map(quoteIdentifier).join(', ');
  const types = new Map(
    (await warehouse.rows(`select column_name, column_type from (describe ${table})`)).map((row) => [
      String(row['column_name']),
      String(row['column_type']),
    ]),
  );
  const rows = await warehouse.rows(`select ${list} from ${table} order by ${by}`);
  return rows.map((row) =>
    Object.fromEntries(
      columns.map((name) => {
        const cell = row[name] ?? null;
        if (typeof cell === 'bigint') return [name, Number(cell)];
        if (typeof cell === 'string' && types.get(name)?.startsWith('DECIMAL')) {
          return [name, cell.includes('.') ? cell.replace(/\.?0+$/, '') : cell];
        }
        return [name, cell as Got[string]];
      }),
    ),
  );
}
