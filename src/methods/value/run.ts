/** A condition looked at in a data folder: document → cycles, outcomes, cost → cells → report, and the rows behind it as files. */
import { ledQuery } from '../../data/disk/cells.ts';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openData } from '../../data/open/index.ts';
import type { Checked, Diagnostic, Location } from '../../language/diagnostic.ts';
import { hasErrors } from '../../language/diagnostic.ts';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { quoteIdentifier, quoteLiteral } from '../../warehouse/warehouse.ts';
import { dateLiteral } from '../options.ts';
import { findMethod } from '../registry.ts';
import { openContext } from '../run.ts';
import { withCases } from '../shared/cases.ts';
import { readDocument } from '../shared/document.ts';
import { findDocument, shippedDocuments } from '../shipped.ts';
import { completeTables } from '../tables.ts';
import { makeCaseMix } from './case-mix.ts';
import { readCells } from './cells.ts';
import { flagsOf, makeClaims } from './claims.ts';
import type { Place } from './compute.ts';
import type { Basis } from './cycles.ts';
import { makeCycles } from './cycles.ts';
import type { Condition } from './document.ts';
import { condition, misfits } from './document.ts';
import { report } from './messages/value.ts';
import { makeOutcomes } from './outcomes.ts';
import type { ValueReport } from './report.ts';
import { valueReport } from './report.ts';
import { makeScores } from './scores.ts';
import { strangeUnits } from './strange-units.ts';

interface ValueAsked {
  /** Name of a condition that comes along, or path of a document. */
  condition: string;
  /** Data folder. */
  data: string;
  /** Cycles that start in it, half-open; all of the data unless given. */
  period?: { from: string; to: string };
  /** The day of the position; the day after the last in the data unless given. */
  asOf?: string;
  basis: Basis;
  method?: 'strata' | 'main-effects';
  valueSet?: string;
  /** ISO 4217: what the amounts of the data are in, which the data does not say. */
  currency?: string;
  /** Files with a row per cycle, and with the claim lines of their cost. */
  cycles?: string;
  lines?: string;
  threads?: number;
  /** Where relative names of documents are looked for. */
  cwd: string;
}

export const CONDITIONS = 'conditions';

/** Reads a condition by name or path. */
export function openCondition(name: string, cwd: string): Checked<{ document: Condition; at: Location }> {
  const path = findDocument(name, cwd, CONDITIONS);
  if (path === undefined) {
    const known = shippedDocuments(CONDITIONS).join(', ');
    return { diagnostics: [report('value-no-condition', { name, known })] };
  }
  const { value, diagnostics } = readDocument(path, condition);
  if (!value) return { diagnostics };
  const wrong = misfits(value).map((data) => report('value-misfit', { path, ...data }, { file: path }));
  return wrong.length > 0
    ? { diagnostics: wrong }
    : { value: { document: value, at: { file: path } }, diagnostics };
}

export async function conditionReport(asked: ValueAsked): Promise<Checked<ValueReport>> {
  const opened = openCondition(asked.condition, asked.cwd);
  if (!opened.value) return { diagnostics: opened.diagnostics };
  if (!existsSync(join(asked.data, 'data.json')))
    return { diagnostics: [report('value-no-data', { path: asked.data })] };
  const warehouse = await openDuckdb(asked.threads === undefined ? {} : { threads: asked.threads });
  try {
    const data = await openData(warehouse, asked.data);
    if (!data.value) return { diagnostics: data.diagnostics };
    await completeTables(warehouse);
    await warehouse.run('create schema if not exists methods');
    const { document, at } = opened.value;
    const found = await reported(warehouse, document, at, asked);
    return { ...found, diagnostics: [...data.diagnostics, ...found.diagnostics] };
  } finally {
    warehouse.close();
  }
}

/** With the views `data.<table>` open. */
export async function reported(
  warehouse: Warehouse,
  document: Condition,
  at: Location,
  asked: Omit<ValueAsked, 'condition' | 'threads'>,
): Promise<Checked<ValueReport>> {
  const span = await spanOf(warehouse);
  if (!span) return { diagnostics: [report('value-empty-data', { path: asked.data })] };
  const asOf = asked.asOf ?? span.to;
  const place: Place = { warehouse, asOf, period: asked.period ?? { from: span.from, to: asOf }, at };
  const whole = findMethod('episodes.trigger');
  if (!whole) throw new Error('no episodes');
  const context = openContext(
    warehouse,
    whole,
    { name: 'claims', method: whole.name, options: {}, lines: false, at },
    {
      contract: at.file,
      period: place.period,
      asOf,
    },
  );
  try {
    const merged = await withCases(context.context);
    const claims = merged.context.table('medical_claim');
    const cycles = await makeCycles(
      place,
      document,
      asked.basis,
      claims,
      merged.codes,
      asked.lines !== undefined,
    );
    if (!cycles.value) return { diagnostics: cycles.diagnostics };
    const diagnostics = [...cycles.diagnostics];
    const flags = flagsOf(document);
    await makeClaims(warehouse, claims, merged.codes, flags, asOf);
    const scores = await makeScores(place, document, asked.valueSet);
    diagnostics.push(...scores.diagnostics);
    if (!scores.value || hasErrors(diagnostics)) return { diagnostics };
    await makeCaseMix(place, document, flags, scores.value);
    await makeOutcomes(place, document, flags, scores.value);
    diagnostics.push(...(await strangeUnits(place, document)));
    const cells = await readCells(warehouse);
    const rejected = await rejectedOf(place, cycles.value.table, document);
    diagnostics.push(...(await leftOut(warehouse, place, document)));
    if (!cells.value) return { diagnostics: [...diagnostics, ...cells.diagnostics] };
    if (cells.value.cells.length === 0)
      return {
        diagnostics: [...diagnostics, report('value-no-cycles', { condition: document.condition }, at)],
      };
    const value = valueReport(document, cells.value, {
      period: place.period,
      asOf,
      basis: asked.basis,
      ...(asked.method && { method: asked.method }),
      ...(asked.currency !== undefined && { currency: asked.currency }),
      rejected,
    });
    diagnostics.push(...said(value, at));
    await written(warehouse, document, asked, cycles.value.lines);
    return { value, diagnostics };
  } finally {
    await context.release();
  }
}

/** First day of the data, and the day after the last on which anything began: what began before may still run on, and is then not complete. */
async function spanOf(warehouse: Warehouse): Promise<{ from: string; to: string } | undefined> {
  const days = [
    [
      'medical_claim',
      'coalesce(claim_line_start_date, claim_start_date, admission_date)',
      'coalesce(claim_start_date, admission_date, claim_line_start_date)',
    ],
    ['inpatient_case', 'admission_date', 'admission_date'],
    ['pharmacy_claim', 'dispensing_date', 'dispensing_date'],
    ['observation', 'observation_date', 'observation_date'],
  ].map(([table, first, last]) => `select min(${first}) as a, max(${last}) as b from data.${table}`);
  const [row] = await warehouse.values(
    `select min(a)::varchar, (max(b) + 1)::varchar from (${days.join(' union all ')})`,
  );
  return row?.[0] == null || row[1] == null ? undefined : { from: String(row[0]), to: String(row[1]) };
}

async function rejectedOf(
  { warehouse, period }: Place,
  episodes: string,
  { people }: Condition,
): Promise<Record<string, number>> {
  // Of a chronic condition those whose year ends in nothing but loss of coverage are lost, not rejected.
  const first =
    people.begins === 'first-diagnosis'
      ? 'qualify row_number() over (partition by person_id order by anchor_start, episode_id) = 1'
      : '';
  const rows = await warehouse.values(
    `select coalesce(reason, status), count(*) from (select * from ${episodes} ${first})
     where (status = 'rejected' or (status = 'cancelled' and reason <> 'coverage-lost')) and anchor_start >= ${dateLiteral(period.from)} group by 1 order by 1`,
  );
  return Object.fromEntries(rows.map(([reason, count]) => [String(reason), Number(count)]));
}

async function leftOut(warehouse: Warehouse, { at }: Place, { people }: Condition): Promise<Diagnostic[]> {
  const [row] = await warehouse.values(
    'select (select count(*) from cycle_all where not fits), (select count(*) from cycle where provider is null)',
  );
  const found: Diagnostic[] = [];
  const [misfit, nameless] = [Number(row?.[0] ?? 0), Number(row?.[1] ?? 0)];
  const asked = people.from_age !== undefined || people.to_age !== undefined || people.sex !== undefined;
  if (asked && misfit > 0) found.push(report('value-no-age', { count: misfit }, at));
  if (nameless > 0) found.push(report('value-no-provider', { count: nameless }, at));
  return found;
}

function said({ measures, all }: ValueReport, at: Location): Diagnostic[] {
  return measures.flatMap(({ name, fellBack }) => {
    const figure = all.figures[name];
    return [
      ...(fellBack ? [report('value-no-model', { outcome: name }, at)] : []),
      ...(figure && figure.known === 0 && figure.cases > 0
        ? [report('value-nothing-known', { outcome: name, cases: figure.cases }, at)]
        : []),
    ];
  });
}

async function written(
  warehouse: Warehouse,
  { outcomes }: Condition,
  { cycles, lines }: Pick<ValueAsked, 'cycles' | 'lines'>,
  table: string | undefined,
): Promise<void> {
  if (cycles !== undefined) {
    const columns = outcomes.flatMap(({ outcome }) => {
      const own = `filter (where outcome = ${quoteLiteral(outcome)})`;
      return [
        `max(value) ${own} as ${quoteIdentifier(outcome)}`,
        `max(reason) ${own} as ${quoteIdentifier(`${outcome} unknown`)}`,
      ];
    });
    await copy(
      warehouse,
      `select c.*, array_to_string(m.levels, '|') as case_mix, o.* exclude (cycle_id) from cycle c join case_mix m using (cycle_id)
       left join (select cycle_id, ${columns.join(', ')} from outcome group by cycle_id) o using (cycle_id) order by c.cycle_id`,
      cycles,
    );
  }
  if (lines !== undefined && table !== undefined)
    await copy(
      warehouse,
      `select * from ${table} where key in (select cycle_id from cycle) order by key, "table", _source, _file, _line, counted desc`,
      lines,
    );
}

async function copy(warehouse: Warehouse, query: string, file: string): Promise<void> {
  const [format, rows] = /\.parquet$/i.test(file)
    ? ['format parquet', query]
    : /\.json$/i.test(file)
      ? ['format json, array true', query]
      : ['format csv, header true', await ledQuery(warehouse, query)];
  await warehouse.run(`copy (${rows}) to ${quoteLiteral(file)} (${format})`);
}
