/**
 * The figures of a hospital, of a department or of all, from their cells by group.
 *
 * Case-mix index: Σ weight × cases ÷ Σ cases. Time and cost efficiency index: in each group the mean of the unit ÷ the mean of the region, weighted by the
 * unit's cases: Σ k·n ÷ Σ n; 1 is the region's average, less is shorter or cheaper. (W. Jian et al., Performance evaluation of inpatient service in
 * Beijing, BMC Health Services Research 2009, 9:72.) As Σ over the cases of a group of their days ÷ the region's mean is k·n, an index is a mean of
 * cases, and has the sampling variance of one.
 */
import type { Fraction } from '../shared/fraction.ts';
import { approximately, rounded } from '../shared/fraction.ts';
import type { Cell, Pair, Sums } from './cells.ts';
import type { Risk, Standards } from './standard.ts';
import { RISKS } from './standard.ts';

/** Quotients of different denominators are added with so many digits; figures have at most six. */
const FINE = 10n ** 24n;

/** How a figure is shown and compared. */
export const FIGURES = {
  cases: { kind: 'count', digits: 0 },
  grouped: { kind: 'count', digits: 0 },
  groups: { kind: 'count', digits: 0 },
  weight: { kind: 'sum', digits: 4 },
  cmi: { kind: 'mean', digits: 4 },
  time_index: { kind: 'mean', digits: 4 },
  cost_index: { kind: 'mean', digits: 4 },
  mean_stay: { kind: 'mean', digits: 2 },
  mean_fee: { kind: 'mean', digits: 2 },
  drug_share: { kind: 'share', digits: 4 },
  drug_share_without_herbs: { kind: 'share', digits: 4 },
  materials_share: { kind: 'share', digits: 4 },
  deaths: { kind: 'count', digits: 0 },
  mortality: { kind: 'proportion', digits: 6 },
  low_risk_deaths: { kind: 'count', digits: 0 },
  low_risk_mortality: { kind: 'proportion', digits: 6 },
} as const satisfies Record<string, { kind: string; digits: number }>;

export type FigureName = keyof typeof FIGURES;
export const FIGURE_NAMES = Object.keys(FIGURES) as FigureName[];

export interface Figure {
  /** Undefined: not known (no case has what it needs). */
  value: Fraction | undefined;
  /** Cases it is of. */
  cases: bigint;
  /** Known, but withheld. */
  hidden?: true;
  /** Of the estimate, for intervals; of a proportion, how many. */
  variance?: number;
  hits?: bigint;
}

interface RiskFigure {
  risk: Risk;
  cases: bigint;
  deaths: bigint;
}

export interface Figures {
  values: Record<FigureName, Figure>;
  risks: RiskFigure[];
  /** Cases that a figure leaves out because something of them is not known. */
  unknown: Record<'group' | 'stay' | 'fee' | 'drugs' | 'materials' | 'death' | 'weight' | 'standard', bigint>;
}

/** `cells`: one per group, as `byGroup` gives them. */
export function figuresOf(cells: readonly Cell[], standards: Standards): Figures {
  const cases = total(cells, (cell) => cell.cases);
  const inGroup = cells.filter(({ group }) => group !== undefined);
  const grouped = total(inGroup, (cell) => cell.cases);
  const standard = (cell: Cell) => standards.get(cell.group ?? '');
  const weighed = inGroup.flatMap((cell) => {
    const weight = standard(cell)?.weight;
    return weight === undefined ? [] : [{ cases: cell.cases, weight }];
  });
  const weighedCases = total(weighed, (one) => one.cases);
  const weight = total(weighed, (one) => one.cases * one.weight);
  const weightSquares = total(weighed, (one) => one.cases * one.weight * one.weight);
  const stays = sumOf(cells.map(({ stay }) => stay));
  const fees = sumOf(cells.map(({ fee }) => fee));
  const time = index(
    inGroup,
    (cell) => cell.stay,
    (cell) => standard(cell)?.stay,
  );
  const cost = index(
    inGroup,
    (cell) => cell.fee,
    (cell) => standard(cell)?.fee,
  );
  const fates = total(cells, (cell) => cell.fates);
  const deaths = total(cells, (cell) => cell.deaths);
  const risks = RISKS.map((risk) => {
    const own = inGroup.filter((cell) => standard(cell)?.risk === risk);
    return { risk, cases: total(own, (cell) => cell.fates), deaths: total(own, (cell) => cell.deaths) };
  });
  const low = risks.find(({ risk }) => risk === 'low') as RiskFigure;
  const plain = (value: bigint): Figure => ({ value: { over: value, under: 1n }, cases });
  return {
    values: {
      cases: plain(cases),
      grouped: plain(grouped),
      groups: plain(BigInt(inGroup.length)),
      weight: { value: quotient(weight, 10_000n), cases: weighedCases },
      cmi: {
        value: quotient(weight, weighedCases * 10_000n),
        cases: weighedCases,
        ...spread(weighedCases, Number(weight) / 1e4, Number(weightSquares) / 1e8),
      },
      time_index: time.figure,
      cost_index: cost.figure,
      mean_stay: {
        value: quotient(stays.sum, stays.cases),
        cases: stays.cases,
        ...spread(stays.cases, Number(stays.sum), Number(stays.squares)),
      },
      mean_fee: {
        value: quotient(fees.sum, fees.cases * 10_000n),
        cases: fees.cases,
        ...spread(fees.cases, Number(fees.sum) / 1e4, Number(fees.squares) / 1e8),
      },
      drug_share: share(cells.map(({ drugs }) => drugs)),
      drug_share_without_herbs: share(cells.map(({ plainDrugs }) => plainDrugs)),
      materials_share: share(cells.map(({ materials }) => materials)),
      deaths: fates === 0n ? { value: undefined, cases: 0n } : { ...plain(deaths), cases: fates },
      mortality: proportion(deaths, fates),
      low_risk_deaths:
        low.cases === 0n ? { value: undefined, cases: 0n } : { ...plain(low.deaths), cases: low.cases },
      low_risk_mortality: proportion(low.deaths, low.cases),
    },
    risks,
    unknown: {
      group: cases - grouped,
      stay: cases - stays.cases,
      fee: cases - fees.cases,
      drugs: cases - total(cells, ({ drugs }) => drugs.cases),
      materials: cases - total(cells, ({ materials }) => materials.cases),
      death: cases - fates,
      weight: grouped - weighedCases,
      standard: time.without > cost.without ? time.without : cost.without,
    },
  };
}

function total<T>(list: readonly T[], of: (one: T) => bigint): bigint {
  return list.reduce((sum, one) => sum + of(one), 0n);
}

const sumOf = (list: readonly Sums[]): Sums => ({
  cases: total(list, (one) => one.cases),
  sum: total(list, (one) => one.sum),
  squares: total(list, (one) => one.squares),
});

const quotient = (over: bigint, under: bigint): Fraction | undefined =>
  under === 0n ? undefined : { over, under };

/** Variance of a mean of n, from its sums; nothing where n says nothing of it. */
function spread(n: bigint, sum: number, squares: number): { variance?: number } {
  const count = Number(n);
  if (count < 2) return {};
  return { variance: Math.max(0, squares - (sum * sum) / count) / (count - 1) / count };
}

/** Mean of days (or fee) ÷ the group's standard; cases in groups without a standard are left out and counted. */
function index(
  cells: readonly Cell[],
  of: (cell: Cell) => Sums,
  standard: (cell: Cell) => Fraction | undefined,
): { figure: Figure; without: bigint } {
  let [sum, cases, without] = [0n, 0n, 0n];
  let [first, second] = [0, 0];
  for (const cell of cells) {
    const own = of(cell);
    const by = standard(cell);
    if (by === undefined) {
      without += own.cases;
      continue;
    }
    cases += own.cases;
    sum += rounded({ over: own.sum * by.under * FINE, under: by.over });
    const unit = approximately({ over: by.under, under: by.over });
    first += Number(own.sum) * unit;
    second += Number(own.squares) * unit * unit;
  }
  const value = quotient(sum, cases * FINE);
  return { figure: { value, cases, ...spread(cases, first, second) }, without };
}

/** Σ part ÷ Σ whole; its variance by linearisation. */
function share(pairs: readonly Pair[]): Figure {
  const cases = total(pairs, (one) => one.cases);
  const [part, whole] = [total(pairs, (one) => one.part), total(pairs, (one) => one.whole)];
  if (whole <= 0n) return { value: undefined, cases };
  const figure: Figure = { value: { over: part, under: whole }, cases };
  if (cases < 2n) return figure;
  const n = Number(cases);
  const ratio = Number(part) / Number(whole);
  const rest =
    Number(total(pairs, (one) => one.partSquares)) -
    2 * ratio * Number(total(pairs, (one) => one.products)) +
    ratio * ratio * Number(total(pairs, (one) => one.wholeSquares));
  const middle = Number(whole) / n;
  return { ...figure, variance: Math.max(0, rest) / (n - 1) / n / (middle * middle) };
}

const proportion = (hits: bigint, cases: bigint): Figure => ({
  value: quotient(hits, cases),
  cases,
  hits,
});

/** A fraction as decimal text with so many digits, half to even. */
export function decimal({ over, under }: Fraction, digits: number): string {
  const whole = rounded({ over: over * 10n ** BigInt(digits), under });
  const text = String(whole < 0n ? -whole : whole).padStart(digits + 1, '0');
  const cut = text.length - digits;
  return `${whole < 0n ? '-' : ''}${text.slice(0, cut)}${digits > 0 ? `.${text.slice(cut)}` : ''}`;
}
