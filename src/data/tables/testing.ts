/** For the tests beside it: a plan of one entity, a binding, and the tables that come of them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Agreement, Binding, ColumnMap, Source, TableSource } from '../../language/agreement.ts';
import type { Diagnostic, Location } from '../../language/diagnostic.ts';
import type { Plan, PlanEntity, PlanFact, PlanReference, ScalarType } from '../../language/plan.ts';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import type { Cell } from '../../warehouse/warehouse.ts';
import { loadFacts } from './load.ts';
import type { LoadOptions, SourceRead } from './types.ts';

export const at: Location = { file: 'contract.yaml', line: 1 };
const origin = { file: 'model.yaml', line: 1, column: 1 };

export const text: ScalarType = { kind: 'text' };
export const date: ScalarType = { kind: 'date' };
export const boolean: ScalarType = { kind: 'boolean' };
export const duration: ScalarType = { kind: 'duration' };
export const party: ScalarType = { kind: 'party' };
export const money: ScalarType = { kind: 'number', dimensions: { money: 1 }, scale: 6 };
export const ratio: ScalarType = { kind: 'number', dimensions: {}, scale: 15 };
export const count: ScalarType = { kind: 'number', dimensions: {}, scale: 0 };

interface EntityShape {
  key?: Record<string, ScalarType>;
  facts?: Record<string, ScalarType | { type: ScalarType; optional?: boolean; oneOf?: string[] }>;
  /** Name → entity. */
  references?: Record<string, string>;
  rows?: PlanEntity['rows'];
}

export function entity(name: string, shape: EntityShape): PlanEntity {
  return {
    name,
    key: Object.entries(shape.key ?? { id: text }).map(([part, type]) => ({ name: part, type })),
    rows: shape.rows ?? { kind: 'bound' },
    facts: Object.entries(shape.facts ?? {}).map(([fact, given]): PlanFact => {
      const full = 'kind' in given ? { type: given } : given;
      const { type, optional = false, oneOf } = full as { type: ScalarType } & Partial<PlanFact>;
      return { name: fact, type, optional, ...(oneOf && { oneOf }), origin };
    }),
    references: Object.entries(shape.references ?? {}).map(([reference, to]): PlanReference => ({
      name: reference,
      to,
      kind: 'column',
      origin,
    })),
    terms: [],
    elements: [],
    origin,
  };
}

export function agreement(entities: PlanEntity[], bindings: Record<string, Source[] | Binding>): Agreement {
  const plan: Plan = {
    version: 1,
    model: 'test',
    modelVersion: '1',
    currency: 'USD',
    minorUnit: 2,
    parties: [],
    entities,
    parameters: [],
    payments: [],
    posted: [],
    order: [],
  };
  return {
    contract: 'test',
    file: at.file,
    documents: {},
    plan,
    changed: [],
    parties: [],
    period: { from: '2023-01-01', to: '2024-01-01' },
    asOf: '2024-01-01',
    posts: 'all',
    bindings: Object.fromEntries(
      Object.entries(bindings).map(([name, given]) => [
        name,
        Array.isArray(given) ? { sources: given, runs: [] } : given,
      ]),
    ),
  };
}

type Map = string | Partial<ColumnMap>;

export function table(
  file: string,
  options: Partial<Omit<TableSource, 'columns'>> & { columns?: Record<string, Map> } = {},
): Source {
  const ending = file.slice(file.lastIndexOf('.') + 1);
  const format = ending === 'parquet' || ending === 'xlsx' || ending === 'jsonl' ? ending : 'csv';
  const columns = Object.entries(options.columns ?? {}).map(([name, map]): [string, ColumnMap] => [
    name,
    { at, formats: [], values: {}, unknown: [], ...(typeof map === 'string' ? { column: map } : map) },
  ]);
  return {
    at,
    kind: 'table',
    file,
    format,
    encoding: 'utf-8',
    header: 1,
    keep: [],
    ...options,
    columns: Object.fromEntries(columns),
  };
}

export function rows(...given: Record<string, string>[]): Source {
  return {
    at,
    kind: 'rows',
    rows: given.map((values, i) => ({ values, at: { file: at.file, line: 10 + i } })),
  };
}

interface Loaded {
  sources: SourceRead[];
  diagnostics: Diagnostic[];
  /** `error row-ragged 3`: severity, code, line. */
  problems: string[];
  /** Rows of a table in order of source and line; intervals ISO, whole numbers as digits. */
  facts: Record<string, Record<string, unknown>[]>;
}

export async function load(given: Agreement, options?: LoadOptions): Promise<Loaded> {
  const warehouse = await openDuckdb({ threads: 2 });
  try {
    const { sources, diagnostics } = await loadFacts(warehouse, given, options);
    const facts: Loaded['facts'] = {};
    const tables = await warehouse.rows(
      "select table_name as name from information_schema.tables where table_schema = 'facts' order by 1",
    );
    for (const { name } of tables) {
      const found = await warehouse.rows(`select * from facts."${String(name)}" order by _source, _line`);
      facts[String(name)] = found.map((row) =>
        Object.fromEntries(Object.entries(row).map(([k, v]) => [k, plain(v)])),
      );
    }
    const left = await warehouse.rows(
      "select database_name from duckdb_databases() where database_name = 'reading'",
    );
    if (left.length > 0) throw new Error('the staging catalog was left behind');
    return { sources, diagnostics, problems: diagnostics.map(short), facts };
  } finally {
    warehouse.close();
  }
}

function plain(cell: Cell): unknown {
  return typeof cell === 'bigint' ? String(cell) : cell;
}

/** Also holds that no message lacks data for a placeholder. */
function short(d: Diagnostic): string {
  for (const words of [d.message, d.hint]) {
    for (const text of [words?.en, words?.zh]) {
      if (text && /\{\w+\}/.test(text)) throw new Error(`${d.code} lacks data: ${text}`);
    }
  }
  const line = d.at?.line === undefined || d.at.file === at.file ? [] : [d.at.line];
  return [d.severity, d.code, ...line].join(' ');
}

/** A folder for fixtures that a test writes; removed by `remove`. */
export function fixtures() {
  const folder = mkdtempSync(join(tmpdir(), 'openvbp-tables-'));
  return {
    folder,
    write(name: string, content: string | Uint8Array): string {
      const file = join(folder, name);
      writeFileSync(file, content);
      return file;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Data of real programmes that lie beside the checkout, if they do. */
export const SHARED = resolve(dirname(import.meta.dirname), '../../../shared/data');
