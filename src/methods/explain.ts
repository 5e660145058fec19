/**
 * The lines behind one row of a result: from the run where they were kept, else made again from the data, for that row alone if the method can.
 * The data must be what the run read: otherwise the lines would not be those that were counted. Why they cannot be shown is a warning.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openData } from '../data/open/index.ts';
import type { OpenedData } from '../data/open/index.ts';
import { SUMS } from '../data/sums/sums.ts';
import type { MethodCall } from '../language/agreement.ts';
import type { Checked } from '../language/diagnostic.ts';
import { hasErrors } from '../language/diagnostic.ts';
import { openDuckdb } from '../warehouse/duckdb/driver.ts';
import { parquetRows } from '../warehouse/files.ts';
import type { Cell, Warehouse } from '../warehouse/warehouse.ts';
import { quoteIdentifier, quoteLiteral } from '../warehouse/warehouse.ts';
import { LINES } from './method.ts';
import type { Evidence, Method } from './method.ts';
import { report } from './messages.ts';
import { findMethod } from './registry.ts';
import { openContext, resultTable, sha256Of, tablesOf } from './run.ts';
import { completeTables } from './tables.ts';

interface LinesOf {
  /** All methods of the contract, in order. */
  calls: readonly MethodCall[];
  name: string;
  /** The result's key, as text, in the order of the key columns. */
  key: readonly string[];
  contract: string;
  period: { from: string; to: string };
  asOf: string;
  /** Folder with `<name>.parquet` of all results. */
  results: string;
  data: { folder: string; sha256: string } | undefined;
  /** Names of the files that were read, by source and file, where the run kept them with its lines. */
  files?: readonly (readonly string[])[];
  find?: (name: string) => Method | undefined;
}

interface OpenLines {
  /** All lines of the row. */
  groups: LineGroup[];
  /** Some of them, in order of date, claim and line. */
  page(from: number, count: number): Promise<Line[]>;
  close(): void;
}

/** Lines by whether they were counted and why not: how many, and the sum of their amounts. */
export interface LineGroup {
  counted: boolean;
  reason: string | null;
  count: number;
  amount: string | null;
}

export interface Line {
  counted: boolean;
  reason: string | null;
  table: string;
  claim: string | null;
  claimLine: string | null;
  date: string | null;
  amount: string | null;
  /** Where it was read. */
  file: string | null;
  line: number | null;
}

const FOUND = 'methods."# lines"';

export async function openLines(asked: LinesOf): Promise<Checked<OpenLines>> {
  const warehouse = await openDuckdb();
  let done: Checked<OpenLines>;
  try {
    done = await opened(warehouse, asked);
  } catch (error) {
    warehouse.close();
    throw error;
  }
  if (done.value) return done;
  warehouse.close();
  // The figure is as it was settled, whatever became of the data since: only its lines cannot be shown, and that is told beside it.
  return { diagnostics: done.diagnostics.map((one) => ({ ...one, severity: 'warning' as const })) };
}

async function opened(warehouse: Warehouse, asked: LinesOf): Promise<Checked<OpenLines>> {
  const { calls, name, key, results } = asked;
  const call = calls.find((one) => one.name === name);
  const method = call && (asked.find ?? findMethod)(call.method);
  if (!call || !method) throw new Error(`no result ${name}`);
  await warehouse.run('create schema if not exists methods');
  const kept = join(results, `${name}.lines.parquet`);
  const hasLines = existsSync(kept);
  const data = await dataOf(warehouse, asked, hasLines ? [] : tablesBehind(call, method), hasLines);
  if (!data.value && data.diagnostics.length > 0) return { diagnostics: data.diagnostics };
  const ofRow = `"key" = ${quoteLiteral(key.join(','))}`;
  const list = LINES.map(quoteIdentifier).join(', ');
  if (hasLines) {
    await warehouse.run(`create table ${FOUND} as select ${list} from ${parquetRows(kept)} where ${ofRow}`);
  } else {
    await completeTables(warehouse);
    for (const one of calls) {
      const file = join(results, `${one.name}.parquet`);
      const table = one.name === name ? 'methods."# own"' : resultTable(one.name);
      await warehouse.run(`create view ${table} as select * from ${parquetRows(file)}`);
    }
    const { context, release } = openContext(warehouse, method, call, asked, true);
    const lines = context.lines as string;
    const diagnostics = method.explain
      ? await method.explain({ ...context, lines, own: 'methods."# own"', key })
      : await method.compute(context);
    if (hasErrors(diagnostics)) return { diagnostics };
    await warehouse.run(`create table ${FOUND} as select ${list} from ${lines} where ${ofRow}`);
    await release();
  }
  const files = data.value?.sources.map((source) => source.files.map((file) => file.name)) ?? asked.files;
  return { value: await linesOf(warehouse, files ?? []), diagnostics: [] };
}

/** What a row was made from, where its method tells it; nothing where it does not. */
export async function openEvidence(asked: LinesOf): Promise<Checked<Evidence[]>> {
  const { calls, name, key, results } = asked;
  const call = calls.find((one) => one.name === name);
  const method = call && (asked.find ?? findMethod)(call.method);
  if (!call || !method?.evidence) return { value: [], diagnostics: [] };
  const warehouse = await openDuckdb({ threads: 1 });
  try {
    await warehouse.run('create schema if not exists methods');
    const own = 'methods."# own"';
    await warehouse.run(
      `create view ${own} as select * from ${parquetRows(join(results, `${name}.parquet`))}`,
    );
    const { context } = openContext(warehouse, method, call, asked, false);
    const found = await method.evidence({ ...context, own, key });
    // The figure is as it was settled: only what is behind it cannot be shown.
    return {
      ...found,
      diagnostics: found.diagnostics.map((one) => ({ ...one, severity: 'warning' as const })),
    };
  } finally {
    warehouse.close();
  }
}

/** What a method explains from. What lines add up to is not among it: a row is explained also where that was damaged. */
function tablesBehind(call: MethodCall, method: Method): string[] {
  return tablesOf([call], () => method).filter(
    (name) => method.explain === undefined || !SUMS.some((table) => table.name === name),
  );
}

/** The data as the run read it; where lines were kept it is only asked for the names of files. */
async function dataOf(
  warehouse: Warehouse,
  { data, name }: LinesOf,
  tables: readonly string[],
  optional: boolean,
): Promise<Checked<OpenedData>> {
  if (!data || !existsSync(join(data.folder, 'data.json'))) {
    return optional
      ? { diagnostics: [] }
      : { diagnostics: [report('lines-data-missing', { name, folder: data?.folder ?? '–' })] };
  }
  if ((await sha256Of(join(data.folder, 'data.json'))) !== data.sha256) {
    return optional
      ? { diagnostics: [] }
      : { diagnostics: [report('lines-data-changed', { name, folder: data.folder })] };
  }
  return openData(warehouse, data.folder, { tables });
}

async function linesOf(warehouse: Warehouse, files: readonly (readonly string[])[]): Promise<OpenLines> {
  const text = (cell: Cell | undefined) => (cell === null || cell === undefined ? null : String(cell));
  const number = (cell: Cell | undefined) => (cell === null || cell === undefined ? null : Number(cell));
  const groups = await warehouse.rows(
    `select counted, reason, count(*) as count, sum(amount)::varchar as amount from ${FOUND}
     group by counted, reason order by counted desc, reason nulls first`,
  );
  return {
    groups: groups.map((row) => ({
      counted: row['counted'] === true,
      reason: text(row['reason']),
      count: Number(row['count']),
      amount: text(row['amount']),
    })),
    async page(from, count) {
      const order = ['service_date', 'claim_id', 'claim_line_number', ...LINES].map(quoteIdentifier);
      const rows = await warehouse.rows(
        `select * replace (amount::varchar as amount, service_date::varchar as service_date) from ${FOUND}
         order by ${order.join(', ')} limit ${count} offset ${from}`,
      );
      return rows.map((row): Line => {
        const [source, file] = [number(row['_source']), number(row['_file'])];
        return {
          counted: row['counted'] === true,
          reason: text(row['reason']),
          table: String(row['table']),
          claim: text(row['claim_id']),
          claimLine: text(row['claim_line_number']),
          date: text(row['service_date']),
          amount: text(row['amount']),
          file: (source !== null && file !== null && files[source]?.[file]) || null,
          line: number(row['_line']),
        };
      });
    },
    close: () => warehouse.close(),
  };
}
