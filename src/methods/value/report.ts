/** The report of a condition from cells: all providers and each, by outcome and cost, by year, value, and the variation in four steps. No database here. */
import { inCurrency } from '../../data/quality/currency.ts';
import type { Localized } from '../../language/plan.ts';
import type { Cell, Cells, Missing } from './cells.ts';
import { COST, costPart } from './cells.ts';
import type { Basis, CostPart } from './cycles.ts';
import { COST_PARTS } from './cycles.ts';
import type { Condition, Outcome, Variable } from './document.ts';
import { scaleOf } from './document.ts';
import type { Expected } from './expected.ts';
import { expectedOf } from './expected.ts';
import type { Figure, FigureAsked } from './figures.ts';
import { figureOf } from './figures.ts';
import { variableWords } from './messages/words.ts';
import type { Scale } from './statistics/standardise.ts';
import type { Variation } from './steps.ts';
import { variationOf } from './steps.ts';

/** What is compared: an outcome of the condition, or `cost`. */
export interface Measure {
  name: string;
  title: Localized;
  scale: Scale;
  better: 'higher' | 'lower';
  dimension: Localized | null;
  target: { at_least: string | null; at_most: string | null; source: string } | null;
  source: string;
  unverified: string | null;
  /** How expectations were reckoned. */
  method: 'strata' | 'main-effects';
  /** Main effects were asked for and could not be told apart. */
  fellBack: boolean;
  /** Mean of all known cases. */
  mean: number | null;
  strata: { levels: string[]; cases: number; expected: number }[];
}

export type Quadrant = 'better-cheaper' | 'better-dearer' | 'worse-cheaper' | 'worse-dearer';

export interface YearFigure {
  year: number;
  figure: Figure;
}

export interface ProviderReport {
  /** Null: cycles without a provider. */
  provider: string | null;
  name: string | null;
  cycles: number;
  figures: Record<string, Figure>;
  parts: Record<CostPart, Figure>;
  years: Record<string, YearFigure[]>;
  /** By the headline outcome and the cost, both adjusted; null where either is not known or of few cases. */
  quadrant: Quadrant | null;
}

export interface ValueReport {
  condition: string;
  version: string;
  title: Localized;
  source: string;
  notes: Localized[];
  period: { from: string; to: string };
  asOf: string;
  basis: Basis;
  /** ISO 4217, as whoever asked for the report says: the data does not. */
  currency?: string;
  leastCases: number;
  adjustment: { method: 'strata' | 'main-effects'; least: number; variables: Localized[] };
  headline: string;
  measures: Measure[];
  all: ProviderReport;
  providers: ProviderReport[];
  /** Growth of the mean adjusted cost from the year before the last to the last. */
  growth: { provider: string | null; from: number; to: number; growth: number; reached: boolean | null }[];
  growthTarget: { at_most: string; source: string } | null;
  variation: Variation[];
  /** Cycles that were not looked at: reason → count. */
  rejected: Record<string, number>;
}

interface Asked {
  period: { from: string; to: string };
  asOf: string;
  basis: Basis;
  currency?: string;
  method?: 'strata' | 'main-effects';
  rejected: Record<string, number>;
}

const COST_TITLE: Localized = { en: 'Cost of the full cycle', zh: '全周期总费用' };

export function valueReport(
  document: Condition,
  { cells, missing, names }: Cells,
  asked: Asked,
): ValueReport {
  const adjustment = { method: asked.method ?? document.adjustment.method, least: document.adjustment.least };
  const expected = new Map<string, Expected | undefined>();
  const cellsOf = new Map<string, Cell[]>();
  for (const cell of cells) {
    const own = cellsOf.get(cell.outcome);
    if (own) own.push(cell);
    else cellsOf.set(cell.outcome, [cell]);
  }
  const prepare = (name: string, scale: Scale) =>
    expected.set(name, expectedOf(cellsOf.get(name) ?? [], scale, adjustment));
  for (const one of document.outcomes) prepare(one.outcome, scaleOf(one));
  for (const name of [COST, ...Object.keys(COST_PARTS).map(costPart)]) prepare(name, 'cost');

  const measures = [
    ...document.outcomes.map((one) => measureOf(one, expected, adjustment.method)),
    costMeasure(expected, adjustment.method, asked.currency),
  ];
  const of = (provider: string | null | undefined) =>
    providerReport({ document, measures, expected, cellsOf, missing, names }, provider);
  const ids = [...new Set((cellsOf.get(COST) ?? []).map(({ provider }) => provider))].sort((a, b) =>
    a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1,
  );
  const all = of(undefined);
  const providers = ids.map(of);
  place(providers, all, document);
  return {
    condition: document.condition,
    version: document.version,
    title: document.title,
    source: document.source,
    notes: document.notes,
    period: asked.period,
    asOf: asked.asOf,
    basis: asked.basis,
    ...(asked.currency !== undefined && { currency: asked.currency }),
    leastCases: document.least_cases,
    adjustment: {
      ...adjustment,
      variables: document.case_mix.map(variableTitle),
    },
    headline: document.headline,
    measures,
    all,
    providers,
    growth: [all, ...providers].flatMap((one) => growthOf(one, document)),
    growthTarget: document.cost_growth ?? null,
    variation: measures.map((measure) => variationOf(measure, all, providers, document.least_cases)),
    rejected: asked.rejected,
  };
}

function measureOf(
  one: Outcome,
  expected: ReadonlyMap<string, Expected | undefined>,
  asked: string,
): Measure {
  return {
    name: one.outcome,
    title: one.title,
    scale: scaleOf(one),
    better: one.better,
    dimension: one.dimension ?? null,
    target: one.target
      ? {
          at_least: one.target.at_least ?? null,
          at_most: one.target.at_most ?? null,
          source: one.target.source,
        }
      : null,
    source: one.source,
    unverified: one.unverified ?? null,
    ...basisOf(expected.get(one.outcome), asked),
  };
}

const costMeasure = (
  expected: ReadonlyMap<string, Expected | undefined>,
  asked: string,
  currency: string | undefined,
): Measure => ({
  name: COST,
  title: inCurrency(COST_TITLE, currency),
  scale: 'cost',
  better: 'lower',
  dimension: null,
  target: null,
  source: '',
  unverified: null,
  ...basisOf(expected.get(COST), asked),
});

const basisOf = (found: Expected | undefined, asked: string) => ({
  method: found?.method ?? ('strata' as const),
  fellBack: found !== undefined && asked === 'main-effects' && found.method === 'strata',
  mean: found?.reference.mean ?? null,
  strata: (found?.strata ?? []).map(({ levels, sums, expected }) => ({
    levels,
    cases: sums.cases,
    expected,
  })),
});

const variableTitle = (one: Variable): Localized =>
  one.variable === 'diagnoses' ? one.title : variableWords[one.variable];

interface Parts {
  document: Condition;
  measures: readonly Measure[];
  expected: ReadonlyMap<string, Expected | undefined>;
  cellsOf: ReadonlyMap<string, readonly Cell[]>;
  missing: readonly Missing[];
  names: ReadonlyMap<string, string>;
}

/** `undefined`: all of them. */
function providerReport(
  { document, measures, expected, cellsOf, missing, names }: Parts,
  provider: string | null | undefined,
): ProviderReport {
  const mine = <T extends { provider: string | null }>(list: readonly T[]) =>
    provider === undefined ? list : list.filter((one) => one.provider === provider);
  const figure = (name: string, asked: Omit<FigureAsked, 'leastCases'>, year?: number) => {
    const own = mine(cellsOf.get(name) ?? []).filter((one) => year === undefined || one.year === year);
    const unknown = year === undefined ? mine(missing).filter(({ outcome }) => outcome === name) : [];
    return figureOf(own, unknown, expected.get(name), {
      ...asked,
      leastCases: document.least_cases,
      // Neither all of them nor those without a provider stand anywhere.
      all: (provider === undefined || provider === null) && year === undefined,
    });
  };
  const cost = { scale: 'cost', better: 'lower' } as const;
  const years = [...new Set(mine(cellsOf.get(COST) ?? []).map(({ year }) => year))].sort((a, b) => a - b);
  return {
    provider: provider ?? null,
    name: provider === undefined || provider === null ? null : (names.get(provider) ?? null),
    cycles: mine(cellsOf.get(COST) ?? []).reduce((sum, { cases }) => sum + cases, 0),
    figures: Object.fromEntries(measures.map((one) => [one.name, figure(one.name, one)])),
    parts: Object.fromEntries(
      Object.keys(COST_PARTS).map((part) => [part, figure(costPart(part), cost)]),
    ) as Record<CostPart, Figure>,
    years: Object.fromEntries(
      measures.map((one) => [
        one.name,
        years
          .map((year) => ({ year, figure: figure(one.name, one, year) }))
          .filter(({ figure: { known } }) => known > 0),
      ]),
    ),
    quadrant: null,
  };
}

function place(providers: readonly ProviderReport[], all: ProviderReport, document: Condition): void {
  const headline = document.outcomes.find((one) => one.outcome === document.headline);
  const [outcome, cost] = [all.figures[document.headline]?.observed, all.figures[COST]?.observed];
  if (!headline || typeof outcome !== 'number' || typeof cost !== 'number') return;
  for (const one of providers.filter(({ provider }) => provider !== null)) {
    const [own, paid] = [one.figures[document.headline], one.figures[COST]];
    if (!own || !paid || own.small || paid.small || own.adjusted === null || paid.adjusted === null) continue;
    const good = headline.better === 'higher' ? own.adjusted >= outcome : own.adjusted <= outcome;
    one.quadrant = `${good ? 'better' : 'worse'}-${paid.adjusted <= cost ? 'cheaper' : 'dearer'}`;
  }
}

function growthOf(
  { provider, years }: ProviderReport,
  { cost_growth: target, least_cases: least }: Condition,
) {
  const known = (years[COST] ?? []).filter(({ figure }) => figure.known >= least && figure.adjusted !== null);
  const [before, last] = known.slice(-2);
  if (!before || !last || last.year !== before.year + 1) return [];
  const [from, to] = [before.figure.adjusted ?? 0, last.figure.adjusted ?? 0];
  if (from <= 0) return [];
  const growth = to / from - 1;
  return [
    {
      provider,
      from: before.year,
      to: last.year,
      growth,
      reached: target === undefined ? null : growth <= Number(target.at_most),
    },
  ];
}
