/**
 * Chain ladder with Mack's standard error.
 *
 * T. Mack, «Distribution-free calculation of the standard error of chain ladder reserve estimates», ASTIN Bulletin 23 (1993), 213–225: factors
 * f(k) = ΣC(i,k+1)/ΣC(i,k); the error of one origin and of all together by its theorem and corollary; the last σ² by its rule,
 * min(σ⁴(n−2)/σ²(n−3), min(σ²(n−3), σ²(n−2))). Amounts are whole numbers of a smallest unit and exact; standard errors are
 * doubles.
 */
import type { Fraction } from '../shared/fraction.ts';
import { approximately, fraction, ONE, rounded, times } from '../shared/fraction.ts';

/** Cumulative amounts by origin (oldest first) and age; each origin as far as it is known, at least one age. */
export type Triangle = readonly (readonly bigint[])[];

/** What a triangle teaches of development, to complete it or another with. */
export interface Development {
  /** From age k to k + 1. A factor that cannot be known (nothing paid yet at that age) is 1, and named in `unknown`. */
  factors: Fraction[];
  unknown: number[];
  /** Mack's σ² by age; undefined where the triangle is too small for any. */
  variances: (number | undefined)[];
  /** Amounts each factor was learnt from, ΣC(i,k). */
  known: number[];
}

/** Origins must not be longer than those before them. Throws a RangeError if one is. */
export function development(triangle: Triangle): Development {
  triangle.forEach((origin, i) => {
    if (origin.length === 0) throw new RangeError('an origin without any age');
    if (i > 0 && origin.length > (triangle[i - 1] ?? []).length)
      throw new RangeError('an origin is longer than one before it');
  });
  const ages = triangle[0]?.length ?? 0;
  const factors: Fraction[] = [];
  const unknown: number[] = [];
  const known: number[] = [];
  for (let k = 0; k + 1 < ages; k += 1) {
    const both = triangle.filter((origin) => origin.length > k + 1);
    const base = sum(both.map((origin) => at(origin, k)));
    const factor = fraction(sum(both.map((origin) => at(origin, k + 1))), base);
    const usable = factor !== undefined && factor.over > 0n;
    if (!usable) unknown.push(k);
    factors.push(usable ? factor : ONE);
    known.push(Number(base));
  }
  return { factors, unknown, known, variances: variancesOf(triangle, factors) };
}

/** The amounts the origins come to, each rounded once to the unit. */
export function ultimates(triangle: Triangle, { factors }: Development): bigint[] {
  return triangle.map((origin) => {
    const last = { over: at(origin, origin.length - 1), under: 1n };
    return rounded(factors.slice(origin.length - 1).reduce(times, last));
  });
}

/** Mack's σ²: squared differences of single factors from the common one, weighted by amount, over one less than their number. */
function variancesOf(triangle: Triangle, factors: readonly Fraction[]): (number | undefined)[] {
  const own = factors.map((exact, k) => {
    const factor = approximately(exact);
    const rows = triangle.filter((origin) => origin.length > k + 1 && at(origin, k) > 0n);
    if (rows.length < 2) return undefined;
    const squares = rows.map((origin) => {
      const amount = Number(at(origin, k));
      return amount * (Number(at(origin, k + 1)) / amount - factor) ** 2;
    });
    return squares.reduce((a, b) => a + b, 0) / (rows.length - 1);
  });
  return own.map((variance, k) => variance ?? continued(own, k));
}

/**
 * Standard error of what is still to come of the origins chosen, together: Mack's theorem for one, his corollary for several. With the
 * development of a larger triangle, the amounts that are completed are the group's and those the factors were learnt from the larger's.
 * Undefined where an age that matters has no σ².
 */
export function standardError(
  triangle: Triangle,
  learnt: Development,
  chosen: (origin: number) => boolean = () => true,
): number | undefined {
  const f = learnt.factors.map(approximately);
  const rows = triangle.flatMap((origin, i) => (chosen(i) ? [completed(origin, f)] : []));
  const lengths = triangle.flatMap((origin, i) => (chosen(i) ? [origin.length] : []));
  let total = 0;
  for (const [i, row] of rows.entries()) {
    const ultimate = row.at(-1) as number;
    const later = rows.slice(i + 1).reduce((a, other) => a + (other.at(-1) as number), 0);
    for (let k = (lengths[i] as number) - 1; k < f.length; k += 1) {
      const amount = row[k] as number;
      const variance = learnt.variances[k];
      if (amount === 0 && ultimate === 0) continue;
      if (variance === undefined) return undefined;
      if (variance === 0) continue;
      const relative = variance / (f[k] as number) ** 2;
      const known = learnt.known[k] as number;
      total += ultimate ** 2 * relative * ((amount > 0 ? 1 / amount : 0) + 1 / known);
      total += (ultimate * later * 2 * relative) / known;
    }
  }
  return Math.sqrt(total);
}

/** An origin to its last age, in doubles. */
function completed(origin: readonly bigint[], f: readonly number[]): number[] {
  const row = origin.map(Number);
  for (let k = row.length; k <= f.length; k += 1) row.push((row[k - 1] as number) * (f[k - 1] as number));
  return row;
}

/** Mack's rule for the last σ², of which there is a single observation; for earlier ones there is none. */
function continued(variances: readonly (number | undefined)[], k: number): number | undefined {
  const [a, b] = [variances[k - 2], variances[k - 1]];
  if (a === undefined || b === undefined) return b === undefined ? undefined : b;
  return Math.min(a === 0 ? 0 : b ** 2 / a, a, b);
}

const at = (origin: readonly bigint[], k: number) => origin[k] ?? 0n;
const sum = (list: readonly bigint[]) => list.reduce((a, b) => a + b, 0n);
