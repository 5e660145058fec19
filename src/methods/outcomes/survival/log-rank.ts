/**
 * Do groups differ in when the event comes? The log-rank test and its weighted kin: N. Mantel (1966); R. Peto and J. Peto (1972); weights S(t−)^ρ by
 * D. Harrington and T. Fleming, Biometrika 69 (1982): ρ = 0 is the log-rank test, ρ = 1 weighs early differences more. Strata are compared within themselves only.
 */
import gammainc from '@stdlib/math-base-special-gammainc';
import { Matrix, pseudoInverse, solve, SVD } from 'ml-matrix';
import type { Counts } from './kaplan-meier.ts';

export interface LogRank {
  /** By group, in the order given; `observed` and `expected` are weighted where ρ is not 0. */
  groups: { people: number; observed: number; expected: number }[];
  chiSquare: number;
  /** Groups with anything to expect, less one; fewer where nothing varies between some of them. */
  degrees: number;
  /** Undefined where there is nothing to compare. */
  p: number | undefined;
}

/** `strata[s][g]`: counts of group `g` in stratum `s`; one that has nobody of a group has an empty list there. */
export function logRank(strata: readonly (readonly (readonly Counts[])[])[], rho = 0): LogRank {
  const size = strata[0]?.length ?? 0;
  const groups = Array.from({ length: size }, () => ({ people: 0, observed: 0, expected: 0 }));
  const variance = Matrix.zeros(size, size);
  for (const stratum of strata) addStratum(stratum, rho, groups, variance);
  const active = groups.flatMap(({ expected }, g) => (expected > 0 ? [g] : []));
  // One group follows from the others.
  const kept = active.slice(1);
  if (kept.length === 0) return { groups, chiSquare: 0, degrees: 0, p: undefined };
  const excess = Matrix.columnVector(kept.map((g) => groups[g]!.observed - groups[g]!.expected));
  const spread = variance.selection(kept, kept);
  // Where all who are left have the event on one day nothing varies, and nothing exceeds what is expected.
  const degrees = new SVD(spread).rank;
  if (degrees === 0) return { groups, chiSquare: 0, degrees, p: undefined };
  const weighed = degrees < kept.length ? pseudoInverse(spread).mmul(excess) : solve(spread, excess);
  const chiSquare = excess.transpose().mmul(weighed).get(0, 0);
  return { groups, chiSquare, degrees, p: gammainc(chiSquare / 2, degrees / 2, true, true) };
}

function addStratum(
  stratum: readonly (readonly Counts[])[],
  rho: number,
  groups: LogRank['groups'],
  variance: Matrix,
): void {
  const atRisk = stratum.map((counts) =>
    counts.reduce((n, { events, censored }) => n + events + censored, 0),
  );
  for (const [g, n] of atRisk.entries()) groups[g]!.people += n;
  const times = [...new Set(stratum.flatMap((counts) => counts.map(({ time }) => time)))].sort(
    (a, b) => a - b,
  );
  const at = stratum.map((counts) => new Map(counts.map((one) => [one.time, one])));
  let survival = 1;
  for (const time of times) {
    const events = at.map((one) => one.get(time)?.events ?? 0);
    const d = events.reduce((a, b) => a + b, 0);
    const n = atRisk.reduce((a, b) => a + b, 0);
    if (d > 0) {
      const weight = survival ** rho;
      for (const [g, own] of atRisk.entries()) {
        groups[g]!.observed += weight * events[g]!;
        groups[g]!.expected += (weight * d * own) / n;
        // The last person at risk has the event for certain: nothing varies.
        if (n === 1) continue;
        const spread = (weight * weight * d * (n - d)) / (n - 1);
        for (const [h, other] of atRisk.entries())
          variance.set(g, h, variance.get(g, h) + (spread * own * ((g === h ? n : 0) - other)) / (n * n));
      }
      survival *= 1 - d / n;
    }
    for (const [g, one] of at.entries()) {
      const counts = one.get(time);
      if (counts) atRisk[g]! -= counts.events + counts.censored;
    }
  }
}
