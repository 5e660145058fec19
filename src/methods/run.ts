/**
 * Computes the methods of a contract, in the order written: each result is a Parquet file `<name>.parquet` (columns as documented, sorted by
 * key), which the contract binds like any other. Lines are kept only where the contract asks (`lines: true`): `explain.ts` makes those of one
 * row when somebody looks.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { makeFolder } from '../data/disk/folders.ts';
import type { MethodCall } from '../language/agreement.ts';
import type { Diagnostic } from '../language/diagnostic.ts';
import { hasErrors } from '../language/diagnostic.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { quoteIdentifier, quoteLiteral } from '../warehouse/warehouse.ts';
import { LINES } from './method.ts';
import type { Method, MethodColumn, MethodContext } from './method.ts';
import { report } from './messages.ts';
import { Options } from './options.ts';
import { findMethod } from './registry.ts';
import { findDocument, shippedDocuments } from './shipped.ts';
import { completeTables, csvTable } from './tables.ts';

interface MethodsOptions {
  /** The contract's file: `file` options are relative to it. */
  contract: string;
  period: { from: string; to: string };
  asOf: string;
  /** Folder of the Parquet files, made if it is not there. */
  into: string;
  /** Methods by name; all of the registry unless given. */
  find?: (name: string) => Method | undefined;
  onProgress?(progress: { stage: 'method'; name: string; done: number; total: number }): void;
}

interface MethodResult {
  name: string;
  method: string;
  /** As computed with: given and default. */
  options: Record<string, string>;
  file: string;
  sha256: string;
  rows: number;
  /** Hashes of the files its options name: option → sha256. */
  files: Record<string, string>;
  lines?: { file: string; sha256: string; rows: number };
}

/** The schema results and what is in between stand in. */
const SCHEMA = 'methods';

/** The views `data.<table>` must be open. Results stay as tables `methods."<name>"` until `closeMethods`. */
export async function runMethods(
  warehouse: Warehouse,
  calls: readonly MethodCall[],
  options: MethodsOptions,
): Promise<{ diagnostics: Diagnostic[]; results: MethodResult[] }> {
  const diagnostics: Diagnostic[] = [];
  const results: MethodResult[] = [];
  await makeFolder(options.into);
  await completeTables(warehouse);
  await warehouse.run(`create schema if not exists ${SCHEMA}`);
  for (const call of calls) {
    options.onProgress?.({ stage: 'method', name: call.name, done: results.length, total: calls.length });
    const method = (options.find ?? findMethod)(call.method);
    if (!method) throw new Error(`no method ${call.method}`);
    const opened = openContext(warehouse, method, call, options);
    try {
      const found = await method.compute(opened.context);
      diagnostics.push(...found);
      if (hasErrors(found)) break;
      results.push(await written(warehouse, method, call, opened, options));
      if (results.at(-1)?.rows === 0 && !method.mayBeEmpty)
        diagnostics.push(report('method-no-rows', { name: call.name }, call.at));
    } finally {
      await opened.release();
    }
  }
  options.onProgress?.({ stage: 'method', name: '', done: results.length, total: calls.length });
  return { diagnostics, results };
}

/** Tables of the data that calls of methods read. */
export function tablesOf(calls: readonly MethodCall[], find = findMethod): string[] {
  const read = calls.flatMap((call) => {
    const method = find(call.method);
    return method ? readsOf(method, valuesOf(method, call)) : [];
  });
  return [...new Set(read)];
}

function readsOf({ reads, unread }: Method, values: ReadonlyMap<string, string>): string[] {
  const without = unread?.(new Options(values)) ?? [];
  return reads.filter((name) => !without.includes(name));
}

/** Options as given, with defaults in place. */
function valuesOf({ options }: Method, call: MethodCall): Map<string, string> {
  const values = new Map<string, string>();
  for (const option of options) {
    const value = call.options[option.name] ?? option.default;
    if (value !== undefined) values.set(option.name, value);
  }
  return values;
}

/** Drops the results and the tables of the data that were missing. */
export async function closeMethods(warehouse: Warehouse): Promise<void> {
  await warehouse.run(`drop schema if exists ${SCHEMA} cascade`);
}

export function resultTable(name: string): string {
  return `${SCHEMA}.${quoteIdentifier(name)}`;
}

export interface OpenContext {
  context: MethodContext;
  options: Record<string, string>;
  files: Record<string, string>;
  /** Drops what `temporary` and `file` made. */
  release(): Promise<void>;
}

let temporaries = 0;

/** A method's context for one call. */
export function openContext(
  warehouse: Warehouse,
  method: Method,
  call: MethodCall,
  { contract, period, asOf }: Pick<MethodsOptions, 'contract' | 'period' | 'asOf'>,
  lines = call.lines,
): OpenContext {
  const values = valuesOf(method, call);
  const reads = readsOf(method, values);
  const made: string[] = [];
  const files: Record<string, string> = {};
  const temporary = () => {
    temporaries += 1;
    const name = `${SCHEMA}."#${temporaries}"`;
    made.push(name);
    return name;
  };
  const context: MethodContext = {
    warehouse,
    table: (name) => {
      // What is not declared was not opened, and would be taken for a table without rows.
      if (!reads.includes(name)) throw new Error(`${method.name} reads ${name} and does not say so`);
      return `data.${quoteIdentifier(name)}`;
    },
    result: resultTable,
    file: async (option) => {
      const text = values.get(option);
      if (text === undefined) throw new Error(`option ${option} names no file`);
      const file = isAbsolute(text) ? text : resolve(dirname(contract), text);
      const read = await csvTable(warehouse, file, temporary(), { name: call.name, option, at: call.at });
      if (read.value !== undefined) files[option] = await sha256Of(file);
      return read;
    },
    document: async (option, shipped, item) => {
      const text = item ?? values.get(option);
      if (text === undefined) throw new Error(`option ${option} names no document`);
      const file = findDocument(text, dirname(contract), shipped);
      if (file === undefined) {
        const known = shipped === undefined ? '' : shippedDocuments(shipped).join(', ');
        const data = { name: call.name, option, file: text, known: known || '–' };
        return { diagnostics: [report('method-document-missing', data, call.at)] };
      }
      files[item === undefined ? option : `${option} ${item}`] = await sha256Of(file);
      return { value: file, diagnostics: [] };
    },
    keep: async (name, file) => {
      files[name] = await sha256Of(file);
    },
    options: values,
    period,
    asOf,
    into: resultTable(call.name),
    lines: lines ? `${SCHEMA}.${quoteIdentifier(`${call.name} lines`)}` : undefined,
    temporary,
    at: call.at,
  };
  return {
    context,
    options: Object.fromEntries([...values].sort(([a], [b]) => (a < b ? -1 : 1))),
    files,
    release: async () => {
      for (const name of made) {
        const [kind] = await warehouse.rows(
          `select table_type from information_schema.tables where table_schema = '${SCHEMA}' and table_name = ${quoteLiteral(name.slice(SCHEMA.length + 2, -1))}`,
        );
        if (kind) await warehouse.run(`drop ${kind['table_type'] === 'VIEW' ? 'view' : 'table'} ${name}`);
      }
    },
  };
}

const TYPES: Record<MethodColumn['type'], RegExp> = {
  text: /^VARCHAR$/,
  integer: /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER)$/,
  decimal: /^(DECIMAL\(\d+,\d+\)|BIGINT|INTEGER|HUGEINT)$/,
  money: /^(DECIMAL\(\d+,\d+\)|BIGINT|INTEGER|HUGEINT)$/,
  boolean: /^BOOLEAN$/,
  date: /^DATE$/,
};

/** A result has the columns its method documents, of their types: anything else is a mistake of ours, found here and not in a figure. */
export async function checkColumns(warehouse: Warehouse, method: Method, table: string): Promise<void> {
  const rows = await warehouse.rows(`select column_name, column_type from (describe ${table})`);
  const types = new Map(rows.map((row) => [String(row['column_name']), String(row['column_type'])]));
  for (const { name, type } of method.columns) {
    const found = types.get(name);
    if (found === undefined || !TYPES[type].test(found))
      throw new Error(`${method.name}: column ${name} is ${found ?? 'absent'}, not ${type}`);
  }
}

async function written(
  warehouse: Warehouse,
  method: Method,
  call: MethodCall,
  { context, options: used, files }: OpenContext,
  options: MethodsOptions,
): Promise<MethodResult> {
  await checkColumns(warehouse, method, context.into);
  const columns = method.columns.map(({ name }) => quoteIdentifier(name));
  const keys = method.columns.filter(({ key }) => key).map(({ name }) => quoteIdentifier(name));
  const file = join(options.into, `${call.name}.parquet`);
  const rows = await copy(warehouse, columns, context.into, keys, file);
  const result = {
    name: call.name,
    method: method.name,
    options: used,
    file,
    sha256: await sha256Of(file),
    rows,
    files,
  };
  if (context.lines === undefined) return result;
  const kept = join(options.into, `${call.name}.lines.parquet`);
  const list = LINES.map((name) => quoteIdentifier(name));
  const count = await copy(warehouse, list, context.lines, list, kept);
  await warehouse.run(`drop table ${context.lines}`);
  return { ...result, lines: { file: kept, sha256: await sha256Of(kept), rows: count } };
}

/** Sorted by what tells rows apart, in row groups of one size: the same rows give the same bytes. */
async function copy(
  warehouse: Warehouse,
  columns: readonly string[],
  from: string,
  order: readonly string[],
  file: string,
): Promise<number> {
  return warehouse.run(
    `copy (select ${columns.join(', ')} from ${from} order by ${order.join(', ')}) to ${quoteLiteral(file)} (format parquet, compression zstd, row_group_size 122880)`,
  );
}

export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
