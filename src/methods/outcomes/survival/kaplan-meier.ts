/**
 * The share of people still without the event, by time since the start: E. L. Kaplan and P. Meier, "Nonparametric estimation from incomplete observations",
 * JASA 53 (1958); variance by M. Greenwood (1926). Computed from counts by time, so that its cost is of distinct times, not of people.
 */
import quantile from '@stdlib/stats-base-dists-normal-quantile';

/** What happened at a time: in ascending order of `time`, each time once. */
export interface Counts {
  /** Time since the start, in whatever unit; 0 or later. */
  time: number;
  /** People whose event was at this time. */
  events: number;
  /** People last seen without the event at this time; they are at risk at it. */
  censored: number;
}

export interface CurvePoint {
  time: number;
  /** People at risk just before the time. */
  atRisk: number;
  events: number;
  censored: number;
  /** Share without the event just after the time. */
  survival: number;
  /** Σ d ∕ n(n − d): variance of the logarithm of `survival`; infinite once nobody is left without the event. */
  variance: number;
}

/** What intervals are symmetrical in: the logarithm of the share, the logarithm of its negative logarithm, or the share itself. */
export type Transformation = 'log' | 'log-log' | 'plain';

interface Interval {
  /** Unknown where the transformation has no value: log-log of a share of 1, any of a share of 0 but plain. */
  lower: number | undefined;
  upper: number | undefined;
}

/** Times nearer than this share of themselves are one: sums of days as fractions of months differ in their last digits. */
const NEAR = Math.sqrt(Number.EPSILON);

export function kaplanMeier(counts: readonly Counts[]): CurvePoint[] {
  let atRisk = counts.reduce((sum, { events, censored }) => sum + events + censored, 0);
  let survival = 1;
  let variance = 0;
  return counts.map(({ time, events, censored }) => {
    const before = atRisk;
    if (events > 0) {
      survival = events === before ? 0 : survival * (1 - events / before);
      variance = events === before ? Infinity : variance + events / (before * (before - events));
    }
    atRisk -= events + censored;
    return { time, atRisk: before, events, censored, survival, variance };
  });
}

interface Estimate extends Interval {
  /** People at risk just before the time asked for. */
  atRisk: number;
  survival: number;
  /** Greenwood's, of the share itself. */
  standardError: number;
}

/** The share without the event at a time, such as a milestone; undefined beyond the last time anybody was seen, where it is not known. */
export function survivalAt(
  curve: readonly CurvePoint[],
  time: number,
  kind: Transformation = 'log',
  level = 0.95,
): Estimate | undefined {
  const last = curve.at(-1);
  if (!last || (time > last.time && last.survival > 0)) return undefined;
  const passed = curve.findLast((point) => point.time <= time * (1 + NEAR));
  const next = curve.find((point) => point.time >= time * (1 - NEAR));
  const [survival, variance] = passed ? [passed.survival, passed.variance] : [1, 0];
  const standardError = survival === 0 ? 0 : survival * Math.sqrt(variance);
  return {
    atRisk: next?.atRisk ?? 0,
    survival,
    standardError,
    ...interval(survival, variance, kind, level),
  };
}

/** Confidence interval of a share with the variance of its logarithm, within 0 and 1. */
export function interval(survival: number, variance: number, kind: Transformation, level: number): Interval {
  const z = quantile(1 - (1 - level) / 2, 0, 1);
  const error = Math.sqrt(variance);
  if (kind === 'plain') {
    const half = survival === 0 ? 0 : z * survival * error;
    return { lower: Math.max(0, survival - half), upper: Math.min(1, survival + half) };
  }
  if (survival === 0) return { lower: undefined, upper: undefined };
  if (kind === 'log') {
    return {
      lower: survival * Math.exp(-z * error),
      upper: Math.min(1, survival * Math.exp(z * error)),
    };
  }
  if (survival === 1) return { lower: undefined, upper: undefined };
  const middle = Math.log(-Math.log(survival));
  const half = (z * error) / Math.log(survival);
  return { lower: Math.exp(-Math.exp(middle - half)), upper: Math.exp(-Math.exp(middle + half)) };
}

/**
 * The time by which the given part of people have had the event, and its interval (R. Brookmeyer and J. Crowley, Biometrics 38, 1982: where the limits of the
 * curve cross); undefined while more are without it. Where the curve stands exactly at the part for a while, the middle of that while.
 */
export function quantileTime(
  curve: readonly CurvePoint[],
  part = 0.5,
  kind: Transformation = 'log',
  level = 0.95,
): { estimate: number | undefined } & Interval {
  const limits = curve.map(({ survival, variance }) => interval(survival, variance, kind, level));
  const crossed = (value: (i: number) => number | undefined) => crossing(curve, value, 1 - part);
  return {
    estimate: crossed((i) => curve[i]?.survival),
    lower: crossed((i) => limits[i]?.lower),
    upper: crossed((i) => limits[i]?.upper),
  };
}

function crossing(
  curve: readonly CurvePoint[],
  value: (i: number) => number | undefined,
  level: number,
): number | undefined {
  const below = curve.flatMap(({ time }, i) => {
    const y = value(i);
    return y !== undefined && y < level + NEAR ? [{ time, y }] : [];
  });
  const [first] = below;
  if (!first) return undefined;
  if (Math.abs(first.y - level) >= NEAR) return first.time;
  const after = below.find(({ y }) => y < first.y);
  return after ? (first.time + after.time) / 2 : first.time;
}

/**
 * Mean time without the event within the first `until`: the area below the curve, and its standard error. Beyond the last time anybody was seen the curve is
 * taken to stay where it is, so `until` should not lie far beyond it.
 */
export function restrictedMean(
  curve: readonly CurvePoint[],
  until: number,
): { mean: number; standardError: number } {
  const steps = curve.filter(({ time, events }) => events > 0 && time <= until);
  let mean = 0;
  let variance = 0;
  // Backwards: the area still to come after each event is what its variance is weighed by.
  for (let i = steps.length - 1; i >= -1; i -= 1) {
    const step = steps[i];
    const end = steps[i + 1]?.time ?? until;
    mean += (step?.survival ?? 1) * (end - (step?.time ?? 0));
    if (step && step.atRisk > step.events)
      variance += (mean * mean * step.events) / (step.atRisk * (step.atRisk - step.events));
  }
  return { mean, standardError: Math.sqrt(variance) };
}
