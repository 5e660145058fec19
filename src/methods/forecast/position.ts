/** A group's position at the end of the period, from its cells and what all of them teach of development. */
import type { Development, Triangle } from './chain-ladder.ts';
import { development, standardError, ultimates } from './chain-ladder.ts';
import type { Cell, Cells } from './cells.ts';
import type { Fraction } from '../shared/fraction.ts';
import { approximately, fraction, rounded } from '../shared/fraction.ts';
import type { Reason } from './messages.ts';

interface PositionRules {
  /** Ages of the triangle: payments later than this count in its last. */
  lags: number;
  earlierYears: number;
  /** Development from the group's own claims instead of all. */
  ownFactors: boolean;
  /** Yearly growth on the months of last year; undefined for this year's own level. */
  trend: Fraction | undefined;
  deviations: Fraction;
}

/** Amounts in units of 0.0001. */
export interface Position {
  monthsPast: number;
  monthsLeft: number;
  incurred: bigint;
  completed: bigint | undefined;
  rest: bigint | undefined;
  projected: bigint | undefined;
  error: bigint | undefined;
  low: bigint | undefined;
  high: bigint | undefined;
  years: number;
  basis: 'season' | 'trend' | 'even' | 'over' | undefined;
  rangeOf: 'lag-and-season' | 'lag' | undefined;
  reason: Reason | undefined;
}

/** A cent in units of 0.0001: figures that are estimates are rounded to it. */
const CENT = 100n;

export function positionOf(cells: Cells, group: string, rules: PositionRules): Position {
  const own = cells.groups.get(group) ?? [];
  const { from, to, valuation } = cells;
  const past = Math.max(Math.min(valuation, to) - from, 0);
  const left = to - from - past;
  const triangle = triangleOf(own, cells, rules.lags);
  const learnt = rules.ownFactors ? development(triangle) : developmentOfAll(cells, rules.lags);
  const complete = new Map(ultimates(triangle, learnt).map((amount, i) => [cells.first + i, amount]));
  // What was paid on an unknown day is known, but tells nothing of lags.
  for (const { month, lag, amount } of own) {
    if (lag === undefined) complete.set(month, (complete.get(month) ?? 0n) + amount);
  }
  const months = (start: number, count: number) =>
    Array.from({ length: count }, (_, i) => complete.get(start + i) ?? 0n).reduce((a, b) => a + b, 0n);
  const inPeriod = (month: number) => month >= from && month < from + past;
  const incurred = own.filter(({ month }) => inPeriod(month)).reduce((a, { amount }) => a + amount, 0n);
  const completed = toCent(months(from, past), incurred);
  const years = Array.from({ length: rules.earlierYears }, (_, i) => i + 1).filter(
    (y) => from - 12 * y >= cells.first && to - 12 * y <= valuation,
  );
  const base: Position = {
    monthsPast: past,
    monthsLeft: left,
    incurred,
    completed,
    rest: undefined,
    projected: undefined,
    error: undefined,
    low: undefined,
    high: undefined,
    years: years.length,
    basis: undefined,
    rangeOf: undefined,
    reason: undefined,
  };
  const seasons = years.map((y) => ({
    past: months(from - 12 * y, past),
    rest: months(from - 12 * y + past, left),
  }));
  if (own.length === 0) return { ...base, completed: undefined, reason: 'no-claims' };
  const rest = restOf({ completed, past, left, seasons, trend: rules.trend });
  if ('reason' in rest) return { ...base, reason: rest.reason };
  const amount = toCent(rounded({ over: rest.growth.over * rest.of, under: rest.growth.under }), 0n);
  const projected = completed + amount;
  const found = { ...base, rest: amount, projected, basis: rest.basis };
  const lag = standardError(triangle, learnt, (origin) => inPeriod(cells.first + origin));
  if (lag === undefined) return { ...found, reason: 'lag-unknown' };
  const growth = rest.of === completed ? approximately(rest.growth) : 0;
  const season = left === 0 ? 0 : rest.basis === 'season' ? seasonError(seasons) : undefined;
  const error = Math.hypot(lag * (1 + growth), (season ?? 0) * Number(amount));
  const exact = BigInt(Math.round(error / Number(CENT))) * CENT;
  const width = rounded({ over: exact * rules.deviations.over, under: rules.deviations.under * CENT }) * CENT;
  return {
    ...found,
    error: exact,
    low: projected - width,
    high: projected + width,
    rangeOf: season === undefined || left === 0 ? 'lag' : 'lag-and-season',
  };
}

interface Season {
  past: bigint;
  rest: bigint;
}

/** Months left as a growth of an amount that is known. */
function restOf(given: {
  completed: bigint;
  past: number;
  left: number;
  seasons: readonly Season[];
  trend: Fraction | undefined;
}): { of: bigint; growth: Fraction; basis: NonNullable<Position['basis']> } | { reason: Reason } {
  const { completed, past, left, seasons, trend } = given;
  if (left === 0) return { of: 0n, growth: { over: 0n, under: 1n }, basis: 'over' };
  const [last] = seasons;
  if (trend) {
    if (!last) return { reason: 'no-earlier-year' };
    return { of: last.rest, growth: { over: trend.under + trend.over, under: trend.under }, basis: 'trend' };
  }
  if (past === 0) return { reason: 'no-month-yet' };
  const sum = (part: keyof Season) => seasons.reduce((a, season) => a + season[part], 0n);
  const growth = fraction(sum('rest'), sum('past'));
  if (growth && growth.over >= 0n) return { of: completed, growth, basis: 'season' };
  return { of: completed, growth: { over: BigInt(left), under: BigInt(past) }, basis: 'even' };
}

/** How far each earlier year's rest would have been missed from the others, root mean square, relative; undefined with fewer than two. */
function seasonError(seasons: readonly Season[]): number | undefined {
  if (seasons.length < 2) return undefined;
  const misses = seasons.map((season) => {
    const others = seasons.filter((other) => other !== season);
    const past = others.reduce((a, other) => a + other.past, 0n);
    const rest = others.reduce((a, other) => a + other.rest, 0n);
    const expected = past === 0n ? Number.NaN : Number(season.past) * (Number(rest) / Number(past));
    return Number(season.rest) / expected - 1;
  });
  if (misses.some((miss) => !Number.isFinite(miss))) return undefined;
  return Math.sqrt(misses.reduce((a, miss) => a + miss * miss, 0) / misses.length);
}

/** Estimates to the cent; an amount that needed no estimate stays as it is. */
function toCent(amount: bigint, known: bigint): bigint {
  return amount === known ? amount : rounded({ over: amount, under: CENT }) * CENT;
}

/** Cumulative by month of service, from the first with data to the last that is over. */
function triangleOf(cells: readonly Cell[], { first, valuation }: Cells, lags: number): Triangle {
  const rows = Array.from({ length: Math.max(valuation - first, 0) }, (_, i) =>
    Array.from({ length: Math.min(lags, valuation - first - i) }, () => 0n),
  );
  for (const { month, lag, amount } of cells) {
    const row = rows[month - first];
    if (lag === undefined || !row) continue;
    row[Math.min(lag, row.length - 1)] = (row[Math.min(lag, row.length - 1)] as bigint) + amount;
  }
  return rows.map((row) => {
    let total = 0n;
    return row.map((amount) => (total += amount));
  });
}

const remembered = new WeakMap<Cells, Development>();

function developmentOfAll(cells: Cells, lags: number): Development {
  const known = remembered.get(cells);
  if (known) return known;
  const learnt = development(triangleOf([...cells.groups.values()].flat(), cells, lags));
  remembered.set(cells, learnt);
  return learnt;
}
