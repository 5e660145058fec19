/** The report of hospitals: figures of all, of each hospital (or department), of each group and of each in each, and what changed since before. */
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { hasErrors, reporter } from '../../language/diagnostic.ts';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import type { Cell, Period } from './cells.ts';
import { beyond, byGroup, readCells } from './cells.ts';
import type { Change } from './change.ts';
import { changeOf } from './change.ts';
import type { FigureName, Figures } from './figures.ts';
import { decimal, FIGURE_NAMES, FIGURES, figuresOf } from './figures.ts';
import { hidden } from './hide.ts';
import type { Hidden } from './hide.ts';
import { messages } from './messages/cases.ts';
import { readCases } from './read.ts';
import type { CaseSource } from './read.ts';
import type { Given, Risk, Standards } from './standard.ts';
import { openStandards, standardsOf } from './standard.ts';

const report = reporter(messages);

export interface ReportOptions {
  cases: CaseSource;
  by: 'hospital' | 'department';
  /** Half-open; all cases unless given. */
  period?: Period;
  /** What to compare with: a period of the same cases, other cases, or both. */
  before?: { cases?: CaseSource; period?: Period };
  /** Table of groups: weight, mean days, mean fee, risk of death. */
  groups?: string;
  /** What groups are measured by where the table does not say: the period before, or each period by itself. */
  base: 'before' | 'each';
  /** Counts from 1 to one below this are withheld, and what would give them away. */
  suppress?: number;
  /** Show this hospital's units alone; what they are measured by, and the line of all, is as without it. */
  hospital?: string;
  /** Cases in both periods from which a change has an interval. */
  intervalFrom: number;
}

type Texts = Record<FigureName, string | null>;

export interface UnitReport {
  hospital: string | null;
  department: string | null;
  figures: Texts;
  before?: Texts;
  changes?: Record<FigureName, Change>;
  risks: { risk: Risk; cases: string | null; deaths: string | null; mortality: string | null }[];
  unknown: Record<string, string | null>;
  /** Figures that are known but withheld for their small counts, or to protect others. */
  hidden: FigureName[];
  /** All of it is. */
  withheld: boolean;
}

/** A group of one unit, or of all (without hospital). */
export interface GroupReport {
  hospital: string | null;
  department: string | null;
  group: string | null;
  weight: string | null;
  risk: Risk | null;
  figures: Pick<Texts, GroupFigure>;
  withheld: boolean;
}

export const GROUP_FIGURES = [
  'cases',
  'mean_stay',
  'mean_fee',
  'time_index',
  'cost_index',
  'drug_share',
  'materials_share',
  'deaths',
] as const satisfies readonly FigureName[];
type GroupFigure = (typeof GROUP_FIGURES)[number];

export interface EfficiencyReport {
  by: 'hospital' | 'department';
  period: Period | null;
  before: { period: Period | null } | null;
  /** What groups were measured by. */
  standards: {
    weight: 'table' | 'cases';
    stay: 'table' | 'cases';
    fee: 'table' | 'cases';
    risk: 'table' | 'cases';
  };
  base: 'before' | 'each' | null;
  suppress: number | null;
  intervalFrom: number;
  all: UnitReport;
  units: UnitReport[];
  groups: GroupReport[];
  /** Groups of units were left out: too many to withhold small counts in. */
  coarse: boolean;
  /** Groups of units. */
  cells: GroupReport[];
}

export async function reportHospitals(options: ReportOptions): Promise<Checked<EfficiencyReport>> {
  const warehouse = await openDuckdb();
  try {
    return await made(warehouse, options);
  } finally {
    warehouse.close();
  }
}

async function made(warehouse: Warehouse, options: ReportOptions): Promise<Checked<EfficiencyReport>> {
  const diagnostics = await readCases(warehouse, options.cases, 'report_cases');
  if (hasErrors(diagnostics)) return { diagnostics };
  const parts: { table: string; period: Period | undefined }[] = [
    { table: 'report_cases', period: options.period },
  ];
  const { before } = options;
  if (before?.cases) {
    const found = await readCases(warehouse, before.cases, 'report_before');
    if (hasErrors(found)) return { diagnostics: found };
    diagnostics.push(...found);
  }
  if (before) parts.push({ table: before.cases ? 'report_before' : 'report_cases', period: before.period });
  const given = options.groups === undefined ? undefined : await openStandards(warehouse, options.groups);
  if (given && !given.value) return { diagnostics: given.diagnostics };
  for (const { table } of parts) diagnostics.push(...(await beyond(warehouse, table)));
  if (hasErrors(diagnostics)) return { diagnostics };
  const cells = await readCells(warehouse, parts, options.by);
  diagnostics.push(...(await lost(warehouse, parts, cells)));
  if (hasErrors(diagnostics)) return { diagnostics };
  const value = reportOf(cells, given?.value, options);
  const { hospital } = options;
  if (hospital === undefined) return { value, diagnostics };
  const own = <T extends { hospital: string | null }>(rows: readonly T[]) =>
    rows.filter((row) => row.hospital === hospital);
  if (own(value.units).length > 0)
    return { value: { ...value, units: own(value.units), cells: own(value.cells) }, diagnostics };
  const known = [...new Set(value.units.flatMap((unit) => unit.hospital ?? []))].slice(0, 20).join(', ');
  return { diagnostics: [...diagnostics, report('report-hospital-unknown', { hospital, known })] };
}

async function lost(
  warehouse: Warehouse,
  parts: readonly { table: string; period: Period | undefined }[],
  cells: readonly Cell[],
): Promise<Diagnostic[]> {
  const found: Diagnostic[] = [];
  for (const [i, { table, period }] of parts.entries()) {
    if (!cells.some((cell) => cell.period === i)) {
      const when = period ? `${period.from}/${period.to}` : table === 'report_before' ? '--before' : 'CASES';
      found.push(report('report-no-cases', { when }));
    }
    if (!period) continue;
    const [row] = await warehouse.values(`select count(*) from ${table} where day is null`);
    const count = Number(row?.[0] ?? 0);
    if (count > 0) found.push(report('report-undated', { count }));
  }
  const nameless = cells.filter(({ hospital }) => hospital === undefined);
  const count = nameless.reduce((sum, one) => sum + Number(one.cases), 0);
  if (count > 0) found.push(report('report-no-hospital', { count }));
  return found;
}

/** All of it from cells, without a warehouse. */
function reportOf(
  cells: readonly Cell[],
  given: ReadonlyMap<string, Given> | undefined,
  options: Pick<ReportOptions, 'by' | 'period' | 'before' | 'base' | 'suppress' | 'intervalFrom'>,
): EfficiencyReport {
  const now = cells.filter(({ period }) => period === 0);
  const then = cells.filter(({ period }) => period === 1);
  const compared = options.before !== undefined;
  const ownBase = !compared || options.base === 'each';
  const standards = standardsOf(ownBase ? now : then, given);
  const standardsThen = compared ? standardsOf(then, given) : standards;
  const units = unitsOf(cells);
  const hide = hidden(now, then, units, standards, standardsThen, options.suppress);
  const before = (own: readonly Cell[]) => (compared ? figuresOf(byGroup(own), standardsThen) : undefined);
  const unit = (key: string | undefined) => {
    const mine = key === undefined ? now : now.filter((cell) => unitKey(cell) === key);
    const old = key === undefined ? then : then.filter((cell) => unitKey(cell) === key);
    return unitReport(
      figuresOf(byGroup(mine), standards),
      before(old),
      mine[0] ?? old[0],
      key,
      hide,
      options,
    );
  };
  const has = (name: keyof Given) =>
    [...(given?.values() ?? [])].some((one) => one[name] !== undefined) ? 'table' : 'cases';
  return {
    by: options.by,
    period: options.period ?? null,
    before: compared ? { period: options.before?.period ?? null } : null,
    standards: { weight: has('weight'), stay: has('stay'), fee: has('fee'), risk: has('risk') },
    base: compared ? options.base : null,
    suppress: options.suppress ?? null,
    intervalFrom: options.intervalFrom,
    all: unit(undefined),
    units: units.map((key) => unit(key)),
    groups: sorted(byGroup(now)).map((cell) => groupReport(cell, undefined, standards, hide)),
    coarse: hide.coarse,
    cells: (hide.coarse ? [] : units).flatMap((key) =>
      sorted(now.filter((cell) => unitKey(cell) === key)).map((cell) =>
        groupReport(cell, key, standards, hide),
      ),
    ),
  };
}

/** Groups by their code, cases without a group last. */
const sorted = (cells: readonly Cell[]) =>
  cells.toSorted((a, b) =>
    a.group === undefined
      ? 1
      : b.group === undefined
        ? -1
        : a.group < b.group
          ? -1
          : a.group > b.group
            ? 1
            : 0,
  );

const unitKey = ({ hospital, department }: Pick<Cell, 'hospital' | 'department'>) =>
  JSON.stringify([hospital ?? null, department ?? null]);

/** By name, the nameless last. */
function unitsOf(cells: readonly Cell[]): string[] {
  const found = new Map(cells.map((cell) => [unitKey(cell), cell]));
  const order = (a: string | undefined, b: string | undefined) =>
    a === b ? 0 : a === undefined ? 1 : b === undefined ? -1 : a < b ? -1 : 1;
  return [...found]
    .sort(([, a], [, b]) => order(a.hospital, b.hospital) || order(a.department, b.department))
    .map(([key]) => key);
}

function unitReport(
  found: Figures,
  old: Figures | undefined,
  cell: Cell | undefined,
  key: string | undefined,
  hide: Hidden,
  { intervalFrom, suppress }: Pick<ReportOptions, 'intervalFrom' | 'suppress'>,
): UnitReport {
  const [now, then] = [hide.unit(found, key, 0), old && hide.unit(old, key, 1)];
  const texts = ({ values }: Figures) =>
    Object.fromEntries(FIGURE_NAMES.map((name) => [name, textOf(name, values)])) as Texts;
  const changes =
    then &&
    (Object.fromEntries(
      FIGURE_NAMES.map((name) => [name, changeOf(name, then.values[name], now.values[name], intervalFrom)]),
    ) as Record<FigureName, Change>);
  return {
    hospital: key === undefined ? null : (cell?.hospital ?? null),
    department: key === undefined ? null : (cell?.department ?? null),
    figures: texts(now),
    ...(then && { before: texts(then) }),
    ...(changes && { changes }),
    risks: now.risks.map(({ risk, cases, deaths }) => {
      const shown = hide.risk(key, risk);
      return {
        risk,
        cases: shown.cases ? String(cases) : null,
        deaths: shown.cases && shown.deaths ? String(deaths) : null,
        mortality:
          shown.cases && shown.deaths && cases > 0n ? decimal({ over: deaths, under: cases }, 6) : null,
      };
    }),
    unknown: Object.fromEntries(
      Object.entries(now.unknown).map(([name, count]) => [
        name,
        hide.shown(key, 0) && (suppress === undefined || count === 0n || count >= BigInt(suppress))
          ? String(count)
          : null,
      ]),
    ),
    hidden: FIGURE_NAMES.filter((name) => now.values[name].hidden),
    withheld: !hide.shown(key, 0),
  };
}

function textOf(name: FigureName, values: Figures['values']): string | null {
  const { value } = values[name];
  return value ? decimal(value, FIGURES[name].digits) : null;
}

function groupReport(cell: Cell, key: string | undefined, standards: Standards, hide: Hidden): GroupReport {
  const standard = standards.get(cell.group ?? '');
  const shown = hide.cell(key, cell.group);
  const { values } = figuresOf([cell], standards);
  const figures = Object.fromEntries(
    GROUP_FIGURES.map((name) => [
      name,
      shown && !(name === 'deaths' && hide.active) ? textOf(name, values) : null,
    ]),
  ) as Pick<Texts, GroupFigure>;
  return {
    hospital: key === undefined ? null : (cell.hospital ?? null),
    department: key === undefined ? null : (cell.department ?? null),
    group: cell.group ?? null,
    weight: standard?.weight === undefined ? null : decimal({ over: standard.weight, under: 10_000n }, 4),
    risk: hide.active && !shown ? null : (standard?.risk ?? null),
    figures,
    withheld: !shown,
  };
}
