/** Measures computed of a data folder without a contract: `openvbp measure DATA`. */
import { writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { csvCell, ledQuery } from '../../../data/disk/cells.ts';
import { makeFolder } from '../../../data/disk/folders.ts';
import { openData } from '../../../data/open/index.ts';
import type { Checked, Diagnostic } from '../../../language/diagnostic.ts';
import { hasErrors } from '../../../language/diagnostic.ts';
import type { Localized } from '../../../language/plan.ts';
import { openDuckdb } from '../../../warehouse/duckdb/driver.ts';
import type { Warehouse } from '../../../warehouse/warehouse.ts';
import { quoteLiteral } from '../../../warehouse/warehouse.ts';
import type { MethodContext } from '../../method.ts';
import { closeMethods, openContext } from '../../run.ts';
import { completeTables } from '../../tables.ts';
import { askedMeasures } from './ask.ts';
import { givenLists } from './code-lists.ts';
import { report } from './messages.ts';
import { measureRate, measurePerson, run } from './methods.ts';
import type { RateRow } from './public.ts';
import { publicRows } from './public.ts';
import type { Skipped } from './starter.ts';
import { answerable } from './starter.ts';

interface MeasureRequest {
  data: string;
  /** Names or paths; all that the data can answer unless given. */
  measures: readonly string[];
  /** Options of the method by name, as text; paths are relative to `cwd`. */
  options: Readonly<Record<string, string>>;
  cwd: string;
  /** Half-open; the last whole year of the data unless given. */
  period?: { from: string; to: string };
  /** The last day of the data, or of the period if that is later, unless given. */
  asOf?: string;
  /** Folder of rates.csv, people.csv and rates-public.csv. */
  output?: string;
  /** People whose rows are shown, line by line. */
  explain?: readonly string[];
}

export interface MeasuredData {
  period: { from: string; to: string };
  asOf: string;
  measures: {
    measure: string;
    title: Localized;
    unit: Localized;
    better: string;
    kind: string;
    source: string;
    path: string;
  }[];
  rates: RateRow[];
  skipped: Skipped[];
  lines: {
    person: string;
    measure: string;
    table: string;
    claim: string | null;
    line: number | null;
    date: string | null;
    counted: boolean;
    reason: string;
  }[];
  files: string[];
}

const RATES = [
  'measure',
  'provider',
  'stratum',
  'units',
  'people',
  'excluded',
  'unknown',
  'denominator',
  'numerator',
  'score',
  'reason',
] as const;

export async function measureData(request: MeasureRequest): Promise<Checked<MeasuredData>> {
  const { data, cwd } = request;
  if (!existsSync(join(data, 'data.json')))
    return { diagnostics: [report('measure-no-data', { path: data })] };
  const warehouse = await openDuckdb();
  try {
    const opened = await openData(warehouse, data);
    if (!opened.value) return { diagnostics: opened.diagnostics };
    await completeTables(warehouse);
    await warehouse.run('create schema if not exists methods');
    const last = await lastDay(warehouse);
    const period = request.period ?? lastYear(last);
    if (!period) return { diagnostics: [report('measure-no-days', { path: data })] };
    const end = new Date(Date.parse(`${period.to}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
    const asOf = request.asOf ?? (last !== undefined && last > end ? last : end);
    const call = (measures: readonly string[], lines: boolean, name: string) => ({
      name,
      method: measureRate.name,
      options: { ...request.options, measures: measures.join(',') },
      lines,
      at: { file: join(cwd, 'contract.yaml') },
    });
    const about = { contract: join(cwd, 'contract.yaml'), period, asOf };
    const first = openContext(warehouse, measureRate, call([], false, 'lists'), about).context;
    const given = request.measures.length > 0 ? undefined : await givenLists(first);
    if (given && !given.value) return { diagnostics: given.diagnostics };
    const chosen = given?.value
      ? await answerable(warehouse, new Set(given.value.keys()))
      : { measures: request.measures, skipped: [] };
    if (chosen.measures.length === 0) return { diagnostics: [report('measure-nothing', { path: data })] };
    const { context } = openContext(warehouse, measureRate, call(chosen.measures, false, 'rates'), about);
    const people = 'methods."people"';
    const diagnostics = without(await run(context, 'provider', undefined, people));
    if (hasErrors(diagnostics)) return { diagnostics };
    const asked = await askedMeasures(context);
    const value = await measured(warehouse, context, request, {
      period,
      asOf,
      skipped: chosen.skipped,
      measures: (asked.value ?? []).map(({ document, path }) => ({
        measure: document.measure,
        title: document.title,
        unit: document.unit,
        better: document.better,
        kind: document.kind,
        source: document.source,
        path,
      })),
    });
    for (const person of request.explain ?? []) {
      const opened = openContext(
        warehouse,
        measurePerson,
        { ...call(chosen.measures, true, `explain ${person}`), method: measurePerson.name },
        about,
      ).context;
      value.lines.push(...(await linesOf(opened, person)));
    }
    await closeMethods(warehouse);
    return { value, diagnostics };
  } finally {
    warehouse.close();
  }
}

/** There is no contract to point at. */
const without = (diagnostics: readonly Diagnostic[]): Diagnostic[] =>
  diagnostics.map((one) => {
    const { at, ...rest } = one;
    return at && !at.file.endsWith('contract.yaml') ? one : rest;
  });

/** The last day of services; what else the data has may go on longer, or end before, and says less of how far it is complete. */
async function lastDay(warehouse: Warehouse): Promise<string | undefined> {
  const services = `select max(coalesce(claim_line_start_date, claim_start_date)) as day from data.medical_claim
    union all select max(discharge_date) from data.inpatient_case`;
  const others = `select max(dispensing_date) as day from data.pharmacy_claim union all select max(observation_date) from data.observation`;
  for (const days of [services, others]) {
    const [row] = await warehouse.values(`select max(day)::varchar from (${days})`);
    if (typeof row?.[0] === 'string') return row[0];
  }
  return undefined;
}

function lastYear(last: string | undefined): { from: string; to: string } | undefined {
  if (last === undefined) return undefined;
  const year = Number(last.slice(0, 4));
  const whole = last.slice(5) >= '12-31' ? year : year - 1;
  return { from: `${whole}-01-01`, to: `${whole + 1}-01-01` };
}

async function measured(
  warehouse: Warehouse,
  context: MethodContext,
  { output }: MeasureRequest,
  known: Pick<MeasuredData, 'period' | 'asOf' | 'skipped' | 'measures'>,
): Promise<MeasuredData> {
  const columns = RATES.map((name) => `${name}::varchar`).join(', ');
  const rows = await warehouse.values(
    `select ${columns} from ${context.into} order by measure, provider, stratum`,
  );
  const rates = rows.map(
    (cells) =>
      Object.fromEntries(
        RATES.map((name, i) => [name, cells[i] === null ? null : plain(String(cells[i]))]),
      ) as unknown as RateRow,
  );
  const files: string[] = [];
  if (output !== undefined) {
    await makeFolder(output);
    const counted = new Set(
      known.measures.filter(({ kind }) => kind === 'proportion').map(({ measure }) => measure),
    );
    files.push(await writeRates(join(output, 'rates.csv'), rates));
    files.push(await writeRates(join(output, 'rates-public.csv'), publicRows(rates, counted)));
    const file = join(output, 'people.csv');
    const query = await ledQuery(
      warehouse,
      `select measure, provider, person_id, units, excluded, unknown, denominator, numerator, reason from methods."people" order by measure, provider, person_id`,
    );
    await warehouse.run(`copy (${query}) to ${quoteLiteral(file)} (header)`);
    files.push(file);
  }
  return { ...known, rates, lines: [], files };
}

/** A decimal without padding zeros. */
const plain = (text: string) => (/^-?\d+\.\d+$/.test(text) ? text.replace(/\.?0+$/, '') : text);

async function writeRates(file: string, rows: readonly RateRow[]): Promise<string> {
  const lines = [RATES.join(','), ...rows.map((row) => RATES.map((name) => csvCell(row[name])).join(','))];
  await writeFile(file, `${lines.join('\n')}\n`);
  return file;
}

async function linesOf(context: MethodContext, person: string): Promise<MeasuredData['lines']> {
  const asked = await askedMeasures(context);
  const found: MeasuredData['lines'] = [];
  const into = context.lines ?? '';
  for (const { document } of asked.value ?? []) {
    await context.warehouse.run(`drop table if exists ${into}`);
    for (const provider of await providersOf(context, document.measure, person)) {
      await context.warehouse.run(`drop table if exists ${into}`);
      await run(context, 'person', [document.measure, provider, person]);
      const rows = await context.warehouse.rows(
        `select "table", claim_id, _line, service_date::varchar as day, counted, reason from ${into} order by service_date, "table", claim_id, claim_line_number, _source, _file, _line`,
      );
      for (const row of rows)
        found.push({
          person,
          measure: document.measure,
          table: String(row['table']),
          claim: row['claim_id'] === null ? null : String(row['claim_id']),
          line: row['_line'] === null ? null : Number(row['_line']),
          date: row['day'] === null ? null : String(row['day']),
          counted: row['counted'] === true,
          reason: String(row['reason']),
        });
    }
  }
  return found;
}

async function providersOf(context: MethodContext, measure: string, person: string): Promise<string[]> {
  const rows = await context.warehouse.values(
    `select distinct provider from methods."people" where measure = ${quoteLiteral(measure)} and person_id = ${quoteLiteral(person)} order by provider`,
  );
  return rows.map(([provider]) => String(provider));
}
