/** One pass per table: the rows that are any event of any measure, narrow, with a bit per event. */
import { quoteIdentifier } from '../../../warehouse/warehouse.ts';
import type { Diagnostic } from '../../../language/diagnostic.ts';
import type { MethodContext } from '../../method.ts';
import { dateLiteral } from '../../options.ts';
import { report } from './messages.ts';
import type { Plan } from './plan.ts';
import type { CodeColumn, TablePlan } from './table-plan.ts';
import { INHERITED } from './table-plan.ts';
import { makeDeaths } from './deaths.ts';
import { INPATIENT, makeStays, STAY_COLUMNS } from './stays.ts';

/** Tables of events by source: `person_id`, `day_k`, `ends`, `provider`, `value_k`, `m0` …; with `detail` where each row was read. */
export interface EventTables {
  tables: Map<string, string>;
  /** Lines of stays: `stay` (rowid of the stay), table, claim. */
  stayLines: string | undefined;
  diagnostics: Diagnostic[];
}

export interface Reading {
  /** Condition on `m.person_id`. */
  only?: string;
  /** Keep where each row was read. */
  detail?: boolean;
}

const KEPT = ['_source', '_file', '_line'];

export async function readTables(
  context: MethodContext,
  plan: Plan,
  reading: Reading = {},
): Promise<EventTables> {
  const tables = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  const stays = plan.tables.get('stay');
  let stayLines: string | undefined;
  for (const [name, table] of plan.tables) {
    if (name === 'stay' || name === 'death') continue;
    const made = await readTable(context, plan, table, reading, stays);
    tables.set(name, made);
  }
  if (stays) {
    const made = await makeStays(context, plan, stays, tables.get('medical_claim') ?? '', reading);
    tables.set('stay', made.table);
    stayLines = made.lines;
  }
  const deaths = plan.tables.get('death');
  if (deaths) tables.set('death', await makeDeaths(context, plan, deaths, reading));
  for (const [name, table] of tables) {
    const [row] = await context.warehouse.values(
      `select count(*) from ${table} where day_0 is null and m0 <> 0`,
    );
    const count = Number(row?.[0] ?? 0);
    if (count > 0) diagnostics.push(report('undated', { table: name, count }, context.at));
  }
  return { tables, stayLines, diagnostics };
}

async function readTable(
  context: MethodContext,
  plan: Plan,
  table: TablePlan,
  { only, detail }: Reading,
  stays: TablePlan | undefined,
): Promise<string> {
  const { source } = table;
  const into = context.temporary();
  const makesStays = source.table === 'medical_claim' && stays !== undefined;
  const columnsOf = await filledColumns(context, table);
  const { from, where } = rowsOf(context, plan, table, only, makesStays);
  const raw = [...table.raw].map((column) => `m.${quoteIdentifier(column)}`);
  const { plain, masks } = table.masks(columnsOf);
  const days = (table.days.length === 0 ? [source.day] : table.days).map((sql, i) => `${sql} as day_${i}`);
  const inner = [
    'm.person_id',
    ...days,
    ...(table.hasUnits ? [`${source.end} as ends`, `${source.provider ?? 'null::varchar'} as provider`] : []),
    ...plain,
    ...raw,
    ...(detail ? detailOf(source.table) : []),
    ...(makesStays
      ? [
          // A line may be read for another of its days.
          `(${INPATIENT} and coalesce(${source.day} <= ${dateLiteral(plan.days.asOf)}, true)) as inpatient`,
          ...Object.entries(STAY_COLUMNS).map(([name, sql]) => `${sql} as "stay ${name}"`),
        ]
      : []),
  ];
  const values = table.values.map((sql, i) => `${sql} as value_${i}`);
  const events = table.events.columns(true);
  const outer = [
    'x.person_id',
    ...days.map((_, i) => `x.day_${i}`),
    ...(table.hasUnits ? ['x.ends', 'x.provider'] : []),
    ...values,
    ...events,
    ...(table.units ? ['x.unit'] : []),
    ...(source.table === 'pharmacy_claim' ? ['x.ndc_code', 'x.days_supply'] : []),
    ...(detail ? ['x._source', 'x._file', 'x._line', 'x.claim_id', 'x.claim_line_number'] : []),
    ...(makesStays ? [`case when x.inpatient then [${stayOf(table)}] end as stay`] : []),
  ];
  const any = events.map((_, k) => `m${k} <> 0`);
  const kept = [...any, ...(makesStays ? ['stay is not null'] : [])].join(' or ');
  if (source.table === 'pharmacy_claim')
    for (const column of ['ndc_code', 'days_supply']) if (!table.raw.has(column)) inner.push(`m.${column}`);
  await context.warehouse.run(
    `create table ${into} as select * from (select ${outer.join(', ')} from (select y.*${masks.map((sql) => `, ${sql}`).join('')} from (select ${inner.join(', ')} from ${from} m where ${where}) y) x) where ${kept}`,
  );
  return into;
}

/** What a line says of its stay: few lines are of any, and a list of one costs the others next to nothing. */
function stayOf(table: TablePlan): string {
  const columns = [
    ...table.maskNames(INHERITED).map((name) => `${name} := x.${name}`),
    ...Object.keys(STAY_COLUMNS).map((name) => `${name} := x."stay ${name}"`),
  ];
  return `struct_pack(${columns.join(', ')})`;
}

/** One pass per table whose amounts are added up: a row per person. */
export async function readSums(
  context: MethodContext,
  plan: Plan,
  { only }: Reading = {},
): Promise<Map<string, string>> {
  const tables = new Map<string, string>();
  for (const [name, table] of plan.sums) {
    const into = context.temporary();
    const { plain, masks } = table.masks(await filledColumns(context, table));
    const inner = [
      'm.person_id',
      ...table.days.map((sql, i) => `${sql} as day_${i}`),
      ...plain,
      ...[...table.raw].map((column) => `m.${quoteIdentifier(column)}`),
    ];
    const { from, where } = rowsOf(context, plan, table, only, false);
    await context.warehouse.run(
      `create table ${into} as select x.person_id, ${table.sums.map((sql, i) => `${sql} as ${name}_s${i}`).join(', ')}
       from (select y.*${masks.map((sql) => `, ${sql}`).join('')} from (select ${inner.join(', ')} from ${from} m where ${where}) y) x group by x.person_id`,
    );
    tables.set(name, into);
  }
  return tables;
}

/** The columns of each group of code columns that have any code at all: of twenty-five diagnoses most are empty in most data. */
async function filledColumns(
  context: MethodContext,
  { source, groups }: TablePlan,
): Promise<(group: string) => readonly CodeColumn[]> {
  const several = [...groups.keys()].flatMap((group) => {
    const columns = group === 'acquired_diagnosis' ? ACQUIRED : (source.columns.get(group)?.columns ?? []);
    return columns.length > FEW ? columns : [];
  });
  const empty = await emptyColumns(context, context.table(source.table), [...new Set(several)]);
  return (group) => {
    if (group !== 'acquired_diagnosis')
      return (source.columns.get(group)?.columns ?? [])
        .filter((column) => !empty.has(column))
        .map((column) => ({ code: `m.${quoteIdentifier(column)}` }));
    return ACQUIRED.filter((column) => !empty.has(column)).map((column) => ({
      code: `m.${column}`,
      where: `m.${column.replace('code', 'poa')} in ('N', 'U')`,
    }));
  };
}

/**
 * Those of the columns that are unknown in every row. A few rows show most of the others; that the rest are empty is nearly free to ask, as the files say so, and
 * asked of all together, as what stands is found anew for every question.
 */
async function emptyColumns(
  context: MethodContext,
  from: string,
  columns: readonly string[],
): Promise<Set<string>> {
  const open = new Set(columns);
  while (open.size > 0) {
    const names = [...open].map(quoteIdentifier);
    const some = `select ${names.join(', ')} from ${from} where ${names.map((name) => `${name} is not null`).join(' or ')} limit ${SOME_ROWS}`;
    const [row = []] = await context.warehouse.values(
      `select ${names.map((name) => `bool_or(${name} is not null)`).join(', ')} from (${some})`,
    );
    const filled = [...open].filter((_, i) => row[i] === true);
    if (filled.length === 0) break;
    for (const column of filled) open.delete(column);
  }
  return open;
}

const SOME_ROWS = 2048;

/** Groups of so many columns are not worth asking about. */
const FEW = 3;
const ACQUIRED = Array.from({ length: 25 }, (_, i) => `diagnosis_code_${i + 1}`);

/** What of a table may matter: no later than the as-of date, and no earlier than any window. */
function rowsOf(
  context: MethodContext,
  { days, earliest }: Plan,
  { source, days: columns }: TablePlan,
  only: string | undefined,
  makesStays: boolean,
): { from: string; where: string } {
  const within = (day: string) =>
    `(${day} is null or (${day} <= ${dateLiteral(days.asOf)}${earliest === undefined ? '' : ` and ${day} >= ${dateLiteral(earliest)}`}))`;
  const tests = (columns.length === 0 ? [source.day] : columns).map(within);
  // A stay that began before any window reaches into it.
  const dated = makesStays
    ? `(${tests.join(' or ')} or (${INPATIENT} and ${source.day} <= ${dateLiteral(days.asOf)}))`
    : `(${tests.join(' or ')})`;
  return { from: context.table(source.table), where: only === undefined ? dated : `${dated} and m.${only}` };
}

function detailOf(table: string): string[] {
  const claim = table === 'medical_claim' || table === 'pharmacy_claim';
  return [
    ...KEPT.map((name) => `m.${name}`),
    `${claim ? 'm.claim_id' : table === 'inpatient_case' ? 'm.case_id' : 'null::varchar'} as claim_id`,
    `${claim ? 'm.claim_line_number' : 'null::bigint'} as claim_line_number`,
  ];
}
