/**
 * The share who have had each of several events, where one rules out the others (death before relapse): O. Aalen and S. Johansen (1978). One minus
 * Kaplan and Meier’s curve would count people as still to relapse who cannot any more.
 */

/** What happened at a time, in ascending order of `time`, each time once. */
export interface CompetingCounts {
  time: number;
  /** People whose first event was of each kind, in one order throughout. */
  events: readonly number[];
  censored: number;
}

interface IncidencePoint {
  time: number;
  atRisk: number;
  /** Share who have had the event of the kind, by kind. */
  incidence: number[];
  /** Delta-method variance of each (E. Marubini and M. G. Valsecchi, "Analysing Survival Data from Clinical Trials", 1995, 10.2). */
  variance: number[];
}

export function cumulativeIncidence(counts: readonly CompetingCounts[]): IncidencePoint[] {
  const kinds = counts[0]?.events.length ?? 0;
  let atRisk = counts.reduce((n, { events, censored }) => n + total(events) + censored, 0);
  let survival = 1;
  const incidence = Array.from({ length: kinds }, () => 0);
  // Var F(t) = Σ (F(t) − F(tᵢ))² aᵢ + Σ bᵢ − 2 Σ (F(t) − F(tᵢ)) cᵢ, kept as the sums that do not hold t.
  const sums = incidence.map(() => ({ a: 0, af: 0, aff: 0, b: 0, c: 0, cf: 0 }));
  return counts.map(({ time, events, censored }) => {
    const before = atRisk;
    const d = total(events);
    if (d > 0) {
      for (const [k, own] of events.entries()) {
        incidence[k]! += (survival * own) / before;
        const [f, sum] = [incidence[k]!, sums[k]!];
        const a = before === d ? 0 : d / (before * (before - d));
        const b = (survival * survival * (before - own) * own) / before ** 3;
        const c = (survival * own) / before ** 2;
        sum.a += a;
        sum.af += a * f;
        sum.aff += a * f * f;
        sum.b += b;
        sum.c += c;
        sum.cf += c * f;
      }
      survival *= 1 - d / before;
    }
    atRisk -= d + censored;
    return {
      time,
      atRisk: before,
      incidence: [...incidence],
      variance: incidence.map((f, k) => {
        const { a, af, aff, b, c, cf } = sums[k]!;
        return Math.max(0, f * f * a - 2 * f * af + aff + b - 2 * (f * c - cf));
      }),
    };
  });
}

const total = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
