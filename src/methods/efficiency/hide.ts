/**
 * Small counts out of a report meant for the public: cells of hospital × group, deaths by risk, and everything computed of them. Counts of what is
 * withheld cannot be found from the totals (`../suppression`). What weights would give away (a case-mix index is one more equation in the
 * counts) is blunted: with withheld cells a unit shows its index with two digits, and no total weight.
 */
import { suppress as mark } from '../suppression/index.ts';
import type { Mark, Suppressed } from '../suppression/index.ts';
import type { Cell } from './cells.ts';
import type { Figure, Figures } from './figures.ts';
import type { Risk, Standards } from './standard.ts';
import { RISKS } from './standard.ts';

export interface Hidden {
  active: boolean;
  /** Groups of units are left out altogether. */
  coarse: boolean;
  /** Is anything shown of the unit (undefined: all) in the period? */
  shown(key: string | undefined, period: 0 | 1): boolean;
  unit(figures: Figures, key: string | undefined, period: 0 | 1): Figures;
  cell(key: string | undefined, group: string | undefined): boolean;
  risk(key: string | undefined, risk: Risk): { cases: boolean; deaths: boolean };
}

const NOTHING: Hidden = {
  active: false,
  coarse: false,
  shown: () => true,
  unit: (figures) => figures,
  cell: () => true,
  risk: () => ({ cases: true, deaths: true }),
};

/** Cells above which groups of units are left out: to find what protects a small cell takes more than linear time. */
const MOST_CELLS = 10_000;

/** Grades of deaths, and those of cases that have none. */
const GRADES: readonly (Risk | undefined)[] = [...RISKS, undefined];

export function hidden(
  now: readonly Cell[],
  then: readonly Cell[],
  units: readonly string[],
  standards: Standards,
  standardsThen: Standards,
  threshold: number | undefined,
): Hidden {
  if (threshold === undefined) return NOTHING;
  const keyOf = ({ hospital, department }: Cell) => JSON.stringify([hospital ?? null, department ?? null]);
  const groups = [...new Set(now.map(({ group }) => group))];
  const table = (
    cells: readonly Cell[],
    columns: readonly unknown[],
    column: (cell: Cell) => unknown,
    of: (cell: Cell) => bigint,
  ) => {
    const counts = units.map(() => columns.map(() => 0));
    for (const cell of cells) {
      const [row, place] = [units.indexOf(keyOf(cell)), columns.indexOf(column(cell))];
      (counts[row] as number[])[place] = ((counts[row] as number[])[place] ?? 0) + Number(of(cell));
    }
    return mark({ counts, rowTotals: true, columnTotals: true }, { threshold });
  };
  const coarse = units.length * groups.length > MOST_CELLS;
  const cases = coarse
    ? apart(now, units, groups, keyOf, threshold)
    : table(
        now,
        groups,
        ({ group }) => group,
        (cell) => cell.cases,
      );
  // Of the period before only totals are shown.
  const old = table(
    then,
    [0],
    () => 0,
    (cell) => cell.cases,
  );
  const deathsBy = (cells: readonly Cell[], by: Standards) =>
    table(
      cells,
      GRADES,
      ({ group }) => by.get(group ?? '')?.risk,
      (cell) => cell.deaths,
    );
  const deaths = [deathsBy(now, standards), deathsBy(then, standardsThen)] as const;
  const open = (one: Mark | undefined) => one === undefined || one === 'shown';
  const rowOf = (key: string) => units.indexOf(key);
  const some = (key: string | undefined) =>
    key === undefined || coarse
      ? cases.columnTotals.some((one) => !open(one))
      : (cases.counts[rowOf(key)] ?? []).some((one) => !open(one));
  const shown = (key: string | undefined, period: 0 | 1) => {
    const own = period === 0 ? cases : old;
    return key === undefined ? open(own.total) : open(own.rowTotals[rowOf(key)]);
  };
  const deathShown = (key: string | undefined, grade: number | 'all', period: 0 | 1) => {
    const own = deaths[period];
    if (key === undefined) return grade === 'all' ? open(own.total) : open(own.columnTotals[grade]);
    return grade === 'all' ? open(own.rowTotals[rowOf(key)]) : open(own.counts[rowOf(key)]?.[grade]);
  };
  /** The cases of a grade would give away a group withheld in it. */
  const gradeShown = (key: string | undefined, risk: Risk | undefined) =>
    (key === undefined || !coarse) &&
    groups.every((group, column) => {
      if (standards.get(group ?? '')?.risk !== risk) return true;
      return key === undefined ? open(cases.columnTotals[column]) : open(cases.counts[rowOf(key)]?.[column]);
    });
  const low = GRADES.indexOf('low');
  const without = (figure: Figure): Figure =>
    figure.value === undefined ? figure : { value: undefined, cases: figure.cases, hidden: true };
  return {
    active: true,
    coarse,
    shown,
    unit(figures, key, period) {
      const values = { ...figures.values };
      const drop = (names: readonly (keyof typeof values)[]) => {
        for (const name of names) values[name] = without(values[name]);
      };
      if (!shown(key, period)) drop(Object.keys(values) as (keyof typeof values)[]);
      if (!deathShown(key, 'all', period)) drop(['deaths', 'mortality']);
      if (!deathShown(key, low, period) || (period === 0 && !gradeShown(key, 'low')))
        drop(['low_risk_deaths', 'low_risk_mortality']);
      if (some(key)) {
        drop(['weight']);
        const { value } = values.cmi;
        if (value) values.cmi = { ...values.cmi, value: blunt(value) };
      }
      return { ...figures, values };
    },
    cell: (key, group) => {
      const column = groups.indexOf(group);
      return key === undefined ? open(cases.columnTotals[column]) : open(cases.counts[rowOf(key)]?.[column]);
    },
    risk: (key, risk) => ({
      cases: shown(key, 0) && gradeShown(key, risk),
      deaths: shown(key, 0) && deathShown(key, GRADES.indexOf(risk), 0),
    }),
  };
}

/** Totals of units and of groups, each for themselves: of the table itself nothing is shown. */
function apart(
  cells: readonly Cell[],
  units: readonly string[],
  groups: readonly (string | undefined)[],
  keyOf: (cell: Cell) => string,
  threshold: number,
): Suppressed {
  const sums = <K>(keys: readonly K[], of: (cell: Cell) => K) => {
    const found = new Map(keys.map((key) => [key, 0]));
    for (const cell of cells) found.set(of(cell), (found.get(of(cell)) ?? 0) + Number(cell.cases));
    return [...found.values()];
  };
  const column = mark(
    { counts: sums(units, keyOf).map((n) => [n]), rowTotals: false, columnTotals: true },
    { threshold },
  );
  const row = mark(
    { counts: [sums(groups, ({ group }) => group)], rowTotals: true, columnTotals: false },
    { threshold },
  );
  return {
    counts: units.map(() => []),
    rowTotals: column.counts.map(([own]) => own ?? 'shown'),
    columnTotals: row.counts[0] ?? [],
    total: row.rowTotals[0] === 'shown' ? column.columnTotals[0] : row.rowTotals[0],
  };
}

/** To two digits. */
function blunt({ over, under }: { over: bigint; under: bigint }) {
  return { over: (over * 200n + under) / (under * 2n), under: 100n };
}
