/**
 * Indirect and direct standardisation from sums by stratum, in doubles: what would be expected of a provider's own cases, and what a provider would have with
 * everybody's. Breslow and Day, Statistical Methods in Cancer Research II (IARC 1987), chapter 2; ratios of means by linearisation (Cochran, Sampling
 * Techniques, 3rd ed., 1977, chapter 6).
 */
import type { Interval } from './intervals.ts';
import { fayFeuer, logNormal, poisson, poissonTail, wilson, Z95 } from './intervals.ts';

/** What is standardised: a share of cases, a mean that may be below zero, or a cost, whose ratio matters. */
export type Scale = 'share' | 'mean' | 'cost';

/** Cases of which the value is known, the sum of values (events, of a share) and of their squares. */
export interface Sums {
  cases: number;
  sum: number;
  squares: number;
}

/** A stratum's sums, and what is expected of one case in it. */
export interface Stratum extends Sums {
  expected: number;
}

/** Events at most this share are taken for rare: their counts as Poisson's, commoner ones as binomial, where Poisson's would be too wide. */
const RARE = 0.1;

/** A model expects a little of everybody; less than this of a case is nothing. */
const NOTHING = 1e-6;

type IntervalKind = 'poisson' | 'binomial' | 'normal' | 'log-normal';

interface Indirect {
  observed: number;
  expected: number;
  /** Observed ÷ expected; undefined where nothing is expected. */
  ratio: number | undefined;
  ratioInterval: Interval | undefined;
  /** On the scale of the figure, at the mean case mix of all. */
  adjusted: number | undefined;
  adjustedInterval: Interval | undefined;
  /** (observed − expected) ÷ its standard deviation were there no difference but chance; undefined where that is nought. */
  z: number | undefined;
  /** Variance of observed − expected by chance alone. */
  variance: number;
  /** Of rare events, for which z says too much: the probability of as few, or as many, by chance alone (one side). */
  tail?: number | undefined;
  kind: IntervalKind;
}

export const total = (parts: readonly Sums[]): Sums => ({
  cases: sumOf(parts, ({ cases }) => cases),
  sum: sumOf(parts, ({ sum }) => sum),
  squares: sumOf(parts, ({ squares }) => squares),
});

const sumOf = <T>(parts: readonly T[], of: (part: T) => number): number =>
  parts.reduce((sum, part) => sum + of(part), 0);

/** Σ (value − expected)² of the cases. */
export const squaresAround = (own: readonly Stratum[]): number =>
  Math.max(
    0,
    sumOf(own, ({ cases, sum, squares, expected }) => squares - 2 * expected * sum + cases * expected ** 2),
  );

export interface Reference {
  scale: Scale;
  /** Mean of all cases. */
  mean: number;
  /** Variance of one case around what is expected of it, over all; of a share not needed. */
  spread: number;
}

/** `own`: the provider's strata with cases. Undefined without any. */
export function indirect(own: readonly Stratum[], reference: Reference): Indirect | undefined {
  const all = total(own);
  if (all.cases === 0) return undefined;
  const expected = sumOf(own, (one) => one.cases * one.expected);
  return reference.scale === 'share'
    ? share(own, all, expected, reference)
    : reference.scale === 'cost'
      ? cost(own, all, expected, reference)
      : mean(own, all, expected, reference);
}

/**
 * The adjusted share is the ratio times the share of all, reckoned on the rarer side (those with, or those without the event): so it seldom leaves the range
 * from 0 to 1, and is brought back where it does.
 */
function share(own: readonly Stratum[], all: Sums, expected: number, reference: Reference): Indirect {
  const observed = all.sum;
  const variance = sumOf(own, (one) => one.cases * one.expected * (1 - one.expected));
  const rare = Math.min(reference.mean, 1 - reference.mean) <= RARE;
  const turned = reference.mean > 0.5;
  const [events, awaited, mean] = turned
    ? [all.cases - observed, all.cases - expected, 1 - reference.mean]
    : [observed, expected, reference.mean];
  const counts = (count: number) => (rare ? poisson(count) : scaled(wilson(count, all.cases), all.cases));
  const within = (value: number) => Math.min(1, Math.max(0, turned ? 1 - value : value));
  // Where none of all cases has it, or every one, there is nothing to adjust by; where none of cases like these has it, no way to.
  const factor = mean === 0 ? 1 / all.cases : awaited > NOTHING * all.cases ? mean / awaited : undefined;
  const limits = counts(events);
  const ends =
    factor === undefined ? undefined : [limits.low, limits.high].map((one) => within(one * factor));
  const direct = rare && !turned ? poisson(observed) : scaled(wilson(observed, all.cases), all.cases);
  return {
    observed,
    expected,
    ratio: expected > 0 ? observed / expected : undefined,
    ratioInterval: expected > 0 ? scaled(direct, 1 / expected) : undefined,
    adjusted: factor === undefined ? undefined : within(events * factor),
    adjustedInterval: ends && { low: Math.min(...ends), high: Math.max(...ends) },
    z: variance > NOTHING * all.cases ? (observed - expected) / Math.sqrt(variance) : undefined,
    variance,
    tail: rare && awaited > NOTHING * all.cases ? poissonTail(events, awaited) : undefined,
    kind: rare ? 'poisson' : 'binomial',
  };
}

const scaled = ({ low, high }: Interval, by: number): Interval => ({ low: low * by, high: high * by });

function mean(own: readonly Stratum[], all: Sums, expected: number, reference: Reference): Indirect {
  const { cases } = all;
  const difference = (all.sum - expected) / cases;
  const adjusted = reference.mean + difference;
  const left = Math.max(0, squaresAround(own) - cases * difference ** 2);
  const error = cases > 1 ? Math.sqrt(left / (cases - 1) / cases) : undefined;
  return {
    observed: all.sum,
    expected,
    ratio: undefined,
    ratioInterval: undefined,
    adjusted,
    adjustedInterval:
      error === undefined ? undefined : { low: adjusted - Z95 * error, high: adjusted + Z95 * error },
    ...chance(all, expected, reference),
    kind: 'normal',
  };
}

function cost(own: readonly Stratum[], all: Sums, expected: number, reference: Reference): Indirect {
  const { cases, sum } = all;
  const rest = chance(all, expected, reference);
  const kind = 'log-normal';
  if (expected <= 0)
    return {
      observed: sum,
      expected,
      ratio: undefined,
      ratioInterval: undefined,
      adjusted: undefined,
      adjustedInterval: undefined,
      ...rest,
      kind,
    };
  const ratio = sum / expected;
  // Σ (cost − ratio × expected)²: what the ratio leaves unexplained.
  const left = squaresAround(own.map((one) => ({ ...one, expected: ratio * one.expected })));
  const error = cases > 1 ? Math.sqrt((cases / (cases - 1)) * left) / expected : undefined;
  const interval = error === undefined || ratio <= 0 ? undefined : logNormal(ratio, error);
  return {
    observed: sum,
    expected,
    ratio,
    ratioInterval: interval,
    adjusted: ratio * reference.mean,
    adjustedInterval: interval && scaled(interval, reference.mean),
    ...rest,
    kind,
  };
}

function chance({ cases, sum }: Sums, expected: number, { spread }: Reference) {
  const variance = cases * spread;
  return { z: variance > 0 ? (sum - expected) / Math.sqrt(variance) : undefined, variance };
}

interface Direct {
  value: number;
  interval: Interval | undefined;
}

/**
 * `own` and `weights` by stratum, in the same order: the provider's sums, and how many cases of the standard population are in it. `empty` strata, of which the
 * provider has no case, make it impossible.
 */
export function direct(
  own: readonly Sums[],
  weights: readonly number[],
  { scale, mean: overall }: Pick<Reference, 'scale' | 'mean'>,
): { value: Direct; empty: 0 } | { value: undefined; empty: number } {
  const whole = sumOf(weights, (one) => one);
  const parts = own.flatMap((one, i) =>
    (weights[i] ?? 0) > 0 ? [{ ...one, weight: (weights[i] ?? 0) / whole }] : [],
  );
  const empty = parts.filter(({ cases }) => cases === 0).length;
  if (empty > 0 || parts.length === 0) return { value: undefined, empty: Math.max(1, empty) };
  const value = sumOf(parts, ({ weight, sum, cases }) => (weight * sum) / cases);
  if (scale === 'share') {
    if (overall <= RARE) {
      const variance = sumOf(parts, ({ weight, sum, cases }) => (weight / cases) ** 2 * sum);
      const greatest = Math.max(...parts.map(({ weight, cases }) => weight / cases));
      const { low, high } = fayFeuer(value, variance, greatest);
      // Made for rates, which have no end; a share has.
      return { value: { value, interval: { low: Math.min(1, low), high: Math.min(1, high) } }, empty: 0 };
    }
    const variance = sumOf(parts, ({ weight, sum, cases }) => {
      const p = sum / cases;
      return (weight ** 2 * p * (1 - p)) / cases;
    });
    // As many cases as would make a plain share as uncertain.
    const cases = variance > 0 ? (value * (1 - value)) / variance : sumOf(parts, (one) => one.cases);
    return { value: { value, interval: wilson(value * cases, cases) }, empty: 0 };
  }
  if (parts.some(({ cases }) => cases < 2)) return { value: { value, interval: undefined }, empty: 0 };
  const error = Math.sqrt(
    sumOf(parts, ({ weight, sum, squares, cases }) => {
      const left = Math.max(0, squares - sum ** 2 / cases);
      return (weight ** 2 * left) / (cases - 1) / cases;
    }),
  );
  const interval =
    scale === 'cost'
      ? value > 0
        ? logNormal(value, error)
        : undefined
      : { low: value - Z95 * error, high: value + Z95 * error };
  return { value: { value, interval }, empty: 0 };
}
