/** Costing of a data folder without a contract: the same methods, one after another, and what a person wants to see of them. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ledQuery } from '../../data/disk/cells.ts';
import { makeFolder } from '../../data/disk/folders.ts';
import { openData } from '../../data/open/index.ts';
import type { MethodCall } from '../../language/agreement.ts';
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { hasErrors, reporter } from '../../language/diagnostic.ts';
import { fitsOption } from '../../language/method.ts';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { quoteIdentifier, quoteLiteral } from '../../warehouse/warehouse.ts';
import type { Method } from '../method.ts';
import { closeMethods, resultTable, runMethods } from '../run.ts';
import { costing } from './index.ts';
import { messages } from './messages.ts';

const report = reporter(messages);

export type CostingKind = 'charges' | 'time' | 'variance';

/** Methods of a kind, by the name of their result; the first has a row per case. */
const KINDS: Record<CostingKind, readonly { result: string; method: string; of?: string }[]> = {
  charges: [
    { result: 'cases', method: 'costing.cost-to-charge' },
    { result: 'groups', method: 'costing.group-margin', of: 'cases' },
  ],
  time: [
    { result: 'cases', method: 'costing.tdabc' },
    { result: 'groups', method: 'costing.group-margin', of: 'cases' },
    { result: 'capacity', method: 'costing.capacity' },
  ],
  variance: [{ result: 'cases', method: 'costing.pathway-variance' }],
};

interface CostingRequest {
  kind: CostingKind;
  data: string;
  /** Options of the methods by name, as text; paths of files are relative to `cwd`. */
  options: Readonly<Record<string, string>>;
  cwd: string;
  /** Half-open; from the first to the last discharge unless given. */
  period?: { from: string; to: string };
  /** Folder of a CSV per result. */
  output?: string;
}

/** Cells are text as the result has them, in full; null where not known. */
export interface CostingTable {
  name: string;
  columns: { name: string; label: Method['columns'][number]['label']; type: string }[];
  rows: (string | null)[][];
  file?: string;
}

export interface Costing {
  kind: CostingKind;
  period: { from: string; to: string };
  cases: number;
  /** Cases whose cost (or variance) is known. */
  known: number;
  /** Totals over the cases that are known. */
  totals: Record<string, string | null>;
  /** Groups and capacity; of cases only what is written (`output`). */
  tables: CostingTable[];
}

export async function costData(request: CostingRequest): Promise<Checked<Costing>> {
  const { kind, data, options } = request;
  if (!existsSync(join(data, 'data.json'))) return { diagnostics: [report('cost-no-data', { path: data })] };
  const wrong = misfits(kind, options);
  if (wrong.length > 0) return { diagnostics: wrong };
  const warehouse = await openDuckdb();
  const results = await mkdtemp(join(tmpdir(), 'openvbp-cost-'));
  try {
    const opened = await openData(warehouse, data);
    if (!opened.value) return { diagnostics: opened.diagnostics };
    const period = request.period ?? (await wholePeriod(warehouse));
    if (!period) return { diagnostics: [report('cost-no-cases', { path: data })] };
    const run = await runMethods(warehouse, callsOf(kind, options, request.cwd), {
      contract: join(request.cwd, 'contract.yaml'),
      period,
      asOf: period.to,
      into: results,
    });
    if (hasErrors(run.diagnostics)) return { diagnostics: distinct(run.diagnostics) };
    const value = await costingOf(warehouse, request, period);
    await closeMethods(warehouse);
    return { value, diagnostics: distinct(run.diagnostics) };
  } finally {
    warehouse.close();
    await rm(results, { recursive: true, force: true });
  }
}

const methodOf = (name: string): Method => {
  const found = costing.find((one) => one.name === name);
  if (!found) throw new Error(`no method ${name}`);
  return found;
};

/** As the check of a contract does: nothing is computed from an option that is none. */
function misfits(kind: CostingKind, given: Readonly<Record<string, string>>): Diagnostic[] {
  const known = KINDS[kind].flatMap(({ method }) => methodOf(method).options);
  const found = Object.entries(given).flatMap(([name, text]) => {
    const option = known.find((one) => one.name === name);
    if (!option) return [report('cost-option', { name, text, expected: '–' })];
    if (fitsOption(text, option)) return [];
    return [report('cost-option', { name, text, expected: option.oneOf?.join(' | ') ?? option.type })];
  });
  const needed = methodOf(KINDS[kind][0]?.method ?? '').options.filter(
    ({ name, optional, default: preset }) => !optional && preset === undefined && given[name] === undefined,
  );
  return [...found, ...needed.map(({ name }) => report('cost-option-needed', { name }))];
}

function callsOf(kind: CostingKind, given: Readonly<Record<string, string>>, cwd: string): MethodCall[] {
  return KINDS[kind].map(({ result, method, of }) => {
    const names = methodOf(method).options.map(({ name }) => name);
    const own = Object.entries(given).filter(([name]) => names.includes(name));
    return {
      name: result,
      method,
      options: { ...Object.fromEntries(own), ...(of !== undefined && { costs: of }) },
      lines: false,
      at: { file: join(cwd, 'contract.yaml') },
    };
  });
}

async function wholePeriod(warehouse: Warehouse): Promise<{ from: string; to: string } | undefined> {
  const [row] = await warehouse.values(
    `select min(discharge_date)::varchar, (max(discharge_date) + 1)::varchar from data.inpatient_case`,
  );
  const [from, to] = row ?? [];
  return typeof from === 'string' && typeof to === 'string' ? { from, to } : undefined;
}

/** Two methods that read the same files say the same of them. */
function distinct(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.flatMap((one) => {
    const key = JSON.stringify([one.code, one.data]);
    if (seen.has(key)) return [];
    seen.add(key);
    // There is no contract to point at.
    const { at: _at, ...rest } = one;
    return [one.at?.file.endsWith('contract.yaml') ? rest : one];
  });
}

const TOTALS: Record<CostingKind, { known: string; sums: readonly string[] }> = {
  charges: { known: 'cost', sums: ['charges', 'cost', 'payment', 'margin'] },
  time: { known: 'cost', sums: ['minutes', 'time_cost', 'supplies', 'cost', 'payment', 'margin'] },
  variance: {
    known: 'variances',
    sums: ['missing', 'extra', 'repeated', 'late', 'over', 'variances', 'minutes_over', 'cost_effect'],
  },
};

async function costingOf(
  warehouse: Warehouse,
  { kind, output }: CostingRequest,
  period: { from: string; to: string },
): Promise<Costing> {
  const { known, sums } = TOTALS[kind];
  const [row = []] = await warehouse.values(
    `select count(*), count(${known}), ${sums.map((name) => `(sum(${name}) filter (where ${known} is not null))::varchar`).join(', ')} from ${resultTable('cases')}`,
  );
  if (output !== undefined) await makeFolder(output);
  const tables: CostingTable[] = [];
  for (const { result, method } of KINDS[kind]) {
    const { columns } = methodOf(method);
    const list = columns.map(({ name }) => quoteIdentifier(name));
    const key = columns.filter((column) => column.key).map(({ name }) => quoteIdentifier(name));
    const query = `select ${list.join(', ')} from ${resultTable(result)} order by ${key.join(', ')}`;
    const file = output === undefined ? undefined : join(output, `${result}.csv`);
    if (file !== undefined)
      await warehouse.run(
        `copy (${await ledQuery(warehouse, query)}) to ${quoteLiteral(file)} (format csv, header true)`,
      );
    if (result === 'cases' && kind !== 'variance') continue;
    const shown =
      kind === 'variance'
        ? `${query.replace(' order by ', ' where variances > 0 order by variances desc, ')} limit 20`
        : query;
    const rows = await warehouse.values(
      `select ${list.map((name) => `${name}::varchar`).join(', ')} from (${shown})`,
    );
    tables.push({
      name: result,
      columns: columns.map(({ name, label, type }) => ({ name, label, type })),
      rows: rows.map((cells) => cells.map((cell) => (cell === null ? null : String(cell)))),
      ...(file !== undefined && { file }),
    });
  }
  const totals = sums.map((name, i) => [name, row[i + 2] === null ? null : String(row[i + 2])] as const);
  return {
    kind,
    period,
    cases: Number(row[0] ?? 0),
    known: Number(row[1] ?? 0),
    totals: Object.fromEntries(totals),
    tables,
  };
}
