/**
 * What is expected of a case by the main effects of its variables: logistic regression of shares, linear of means, log-linear of costs, on sums by pattern, by
 * iteratively reweighted least squares (McCullagh and Nelder, Generalized Linear Models, 2nd ed., 1989, section 2.5), solved by QR.
 */
import { Matrix, QrDecomposition } from 'ml-matrix';
import type { Scale } from './standardise.ts';

interface Pattern {
  /** A level for each variable. */
  levels: readonly string[];
  cases: number;
  sum: number;
}

interface Fit {
  /** Expected of one case, by pattern, in the order given. */
  expected: number[];
  intercept: number;
  /** By variable and level; the first level of each, in order of text, is the one compared with. */
  effects: ReadonlyMap<string, number>[];
  /** Steps taken. */
  steps: number;
}

const ROUNDS = 60;

interface Family {
  start(mean: number): number;
  link(mean: number): number;
  mean(eta: number): number;
  /** Of the mean by the linear predictor. */
  slope(mean: number): number;
  variance(mean: number): number;
}

const within = (p: number) => Math.min(1 - 1e-12, Math.max(1e-12, p));
const FAMILIES: Record<Scale, Family> = {
  share: {
    start: (mean) => within(mean),
    link: (mean) => Math.log(mean / (1 - mean)),
    mean: (eta) => within(1 / (1 + Math.exp(-eta))),
    slope: (mean) => mean * (1 - mean),
    variance: (mean) => mean * (1 - mean),
  },
  mean: {
    start: (mean) => mean,
    link: (mean) => mean,
    mean: (eta) => eta,
    slope: () => 1,
    variance: () => 1,
  },
  cost: {
    start: (mean) => Math.max(mean, 1e-9),
    link: Math.log,
    mean: (eta) => Math.exp(Math.min(eta, 700)),
    slope: (mean) => mean,
    variance: (mean) => mean,
  },
};

/** Undefined where variables overlap so that their effects cannot be told apart, or no solution is reached. */
export function mainEffects(patterns: readonly Pattern[], scale: Scale): Fit | undefined {
  const seen = patterns.filter(({ cases }) => cases > 0);
  if (seen.length === 0) return undefined;
  const variables = seen[0]?.levels.length ?? 0;
  const levels = Array.from({ length: variables }, (_, i) =>
    [...new Set(seen.map((one) => one.levels[i] ?? ''))].sort(),
  );
  const columns = levels.flatMap((own, i) => own.slice(1).map((level) => ({ i, level })));
  const row = ({ levels: own }: Pattern) => [1, ...columns.map(({ i, level }) => (own[i] === level ? 1 : 0))];
  const solved = solve(seen, seen.map(row), FAMILIES[scale]);
  if (!solved) return undefined;
  const { beta, steps } = solved;
  const family = FAMILIES[scale];
  const eta = (one: Pattern) => row(one).reduce((sum, x, j) => sum + x * (beta[j] ?? 0), 0);
  return {
    expected: patterns.map((one) => family.mean(eta(one))),
    intercept: beta[0] ?? 0,
    effects: levels
      .map(
        (own, i) =>
          new Map(
            own.map((level) => [
              level,
              beta[columns.findIndex((one) => one.i === i && one.level === level) + 1] ?? 0,
            ]),
          ),
      )
      .map(
        (map, i) => new Map([...map].map(([level, value]) => [level, level === levels[i]?.[0] ? 0 : value])),
      ),
    steps,
  };
}

function solve(
  patterns: readonly Pattern[],
  design: readonly number[][],
  family: Family,
): { beta: number[]; steps: number } | undefined {
  const all =
    patterns.reduce((sum, one) => sum + one.sum, 0) / patterns.reduce((sum, one) => sum + one.cases, 0);
  // Begun between the pattern's own mean and that of all, so that no pattern without an event stands at the edge.
  let means = patterns.map(({ cases, sum }) => family.start((sum + all) / (cases + 1)));
  let before: number[] | undefined;
  for (let steps = 1; steps <= ROUNDS; steps += 1) {
    const weights = means.map(
      (mean, i) => ((patterns[i]?.cases ?? 0) * family.slope(mean) ** 2) / family.variance(mean),
    );
    const working = means.map((mean, i) => {
      const { cases = 1, sum = 0 } = patterns[i] ?? {};
      return family.link(mean) + (sum / cases - mean) / family.slope(mean);
    });
    const roots = weights.map(Math.sqrt);
    const x = new Matrix(design.map((row, i) => row.map((cell) => cell * (roots[i] ?? 0))));
    const y = Matrix.columnVector(working.map((value, i) => value * (roots[i] ?? 0)));
    if (x.rows < x.columns) return undefined;
    const qr = new QrDecomposition(x);
    const ends = qr.upperTriangularMatrix.diagonal().map(Math.abs);
    if (!(Math.min(...ends) > 1e-9 * Math.max(...ends))) return undefined;
    const beta = qr.solve(y).to1DArray();
    if (beta.some((one) => !Number.isFinite(one))) return undefined;
    means = design.map((row) => family.mean(row.reduce((sum, cell, j) => sum + cell * (beta[j] ?? 0), 0)));
    const last = before;
    before = means;
    const moved =
      last && Math.max(...means.map((mean, i) => Math.abs(mean - (last[i] ?? 0)) / (Math.abs(mean) + 1e-6)));
    if (moved !== undefined && moved < 1e-10) return { beta, steps };
  }
  return undefined;
}
