/** The figures of a provider, or of all: observed, expected, adjusted both ways, with intervals, and where it stands. */
import type { Cell, Missing } from './cells.ts';
import type { Expected } from './expected.ts';
import { sumsOf } from './expected.ts';
import type { Interval } from './statistics/intervals.ts';
import { logNormal, wilson, Z95, Z998 } from './statistics/intervals.ts';
import type { Scale, Sums } from './statistics/standardise.ts';
import { direct, indirect } from './statistics/standardise.ts';

/** Outside the limits of 99.8 or of 95 per cent, better or worse; else as expected. */
export type Standing = 'better' | 'rather-better' | 'as-expected' | 'rather-worse' | 'worse';

export interface Figure {
  /** Cycles the figure asks about, and those of them whose value is known. */
  cases: number;
  known: number;
  /** Why others are not: reason → cycles. */
  unknown: Record<string, number>;
  /** Events of a share, else the sum; exact decimal text. */
  total: string;
  /** Share, or mean of a case. */
  observed: number | null;
  interval: Interval | null;
  /** Of a case, by the case mix. */
  expected: number | null;
  /** Observed ÷ expected. */
  ratio: number | null;
  ratioInterval: Interval | null;
  adjusted: number | null;
  adjustedInterval: Interval | null;
  intervalKind: string | null;
  /** Directly standardised; `emptyStrata` says why not. */
  direct: number | null;
  directInterval: Interval | null;
  emptyStrata: number;
  z: number | null;
  /** Of known × (observed − expected), by chance alone; null where nothing is expected. */
  variance: number | null;
  standing: Standing | null;
  /** Too few known cases to be ranked. */
  small: boolean;
}

export interface FigureAsked {
  scale: Scale;
  better: 'higher' | 'lower';
  leastCases: number;
  /** All cases, which are the expectation, or those of nobody: they stand nowhere against it. */
  all?: boolean;
}

/** Exact decimal text of units of the fourth digit, without zeros at the end. */
export function decimalText(sum: bigint): string {
  const sign = sum < 0n ? '-' : '';
  const digits = (sum < 0n ? -sum : sum).toString().padStart(5, '0');
  return `${sign}${digits.slice(0, -4)}.${digits.slice(-4)}`.replace(/\.?0+$/, '');
}

export function figureOf(
  cells: readonly Cell[],
  missing: readonly Missing[],
  expected: Expected | undefined,
  { scale, better, leastCases, all = false }: FigureAsked,
): Figure {
  const sums = sumsOf(cells);
  const unknown: Record<string, number> = {};
  for (const { reason, count } of missing) unknown[reason] = (unknown[reason] ?? 0) + count;
  const found = expected && indirect(expected.own(cells), expected.reference);
  const standard =
    expected && sums.cases > 0
      ? direct(
          expected.byStratum(cells),
          expected.strata.map((one) => one.sums.cases),
          expected.reference,
        )
      : undefined;
  const small = sums.cases < leastCases;
  return {
    cases: cells.reduce((sum, one) => sum + one.cases, 0),
    known: sums.cases,
    unknown,
    total: decimalText(cells.reduce((sum, one) => sum + one.sum, 0n)),
    observed: sums.cases === 0 ? null : sums.sum / sums.cases,
    interval: observedInterval(sums, scale),
    expected: found ? found.expected / sums.cases : null,
    ratio: found?.ratio ?? null,
    ratioInterval: found?.ratioInterval ?? null,
    adjusted: found?.adjusted ?? null,
    adjustedInterval: found?.adjustedInterval ?? null,
    intervalKind: found?.kind ?? null,
    direct: standard?.value?.value ?? null,
    directInterval: standard?.value?.interval ?? null,
    emptyStrata: standard?.empty ?? 0,
    z: all ? null : (found?.z ?? null),
    variance: found?.variance ?? null,
    standing: all || small || found?.z === undefined ? null : standingOf(found.z, found.tail, better),
    small,
  };
}

/** One side of 95 and 99.8 per cent. */
const [TAIL95, TAIL998] = [0.025, 0.001];

function standingOf(z: number, tail: number | undefined, better: 'higher' | 'lower'): Standing {
  const far = tail === undefined ? Math.abs(z) >= Z998 : tail <= TAIL998;
  const rather = tail === undefined ? Math.abs(z) >= Z95 : tail <= TAIL95;
  if (!rather) return 'as-expected';
  const good = better === 'higher' ? z > 0 : z < 0;
  return far ? (good ? 'better' : 'worse') : good ? 'rather-better' : 'rather-worse';
}

function observedInterval({ cases, sum, squares }: Sums, scale: Scale): Interval | null {
  if (cases === 0) return null;
  if (scale === 'share') return wilson(sum, cases);
  if (cases === 1) return null;
  const mean = sum / cases;
  const error = Math.sqrt(Math.max(0, squares - sum * mean) / (cases - 1) / cases);
  if (scale === 'cost') return mean > 0 ? logNormal(mean, error) : null;
  return { low: mean - Z95 * error, high: mean + Z95 * error };
}
