/** Relative factors by age band and sex: exact fractions, from a reference population or a table. */
import type { Fraction } from '../shared/fraction.ts';
import { fraction, ONE, rounded, times } from '../shared/fraction.ts';
import type { Reason } from './messages.ts';

export interface Band {
  /** First and last age; no last where it has no end. */
  from: number;
  to: number | undefined;
}

export interface Seen {
  sex: string;
  band: number;
  people: bigint;
  /** In one unit throughout. */
  exposure: bigint;
  amount: bigint;
}

export interface Factor {
  sex: string;
  band: number;
  /** Undefined where there is none, as `reason` says; `borrowed` has one. */
  factor: Fraction | undefined;
  reason: Reason | undefined;
}

interface EstimateRules {
  minimumPeople: bigint;
  borrow: boolean;
  /** People at whose number a cell's own mean counts half; undefined for full credibility. */
  credibility: Fraction | undefined;
}

/** Scores have six digits after the point. */
const SCALE = 1_000_000n;

/**
 * Cell mean ÷ overall mean. With credibility k a cell of n people counts Z = n / (n + k), the overall mean (1) the rest (Bühlmann 1967).
 * A cell of too few people takes the factor of the nearest band of the same sex with enough, of two as near the younger. Undefined where nothing was
 * spent.
 */
export function estimate(
  seen: readonly Seen[],
  bands: number,
  sexes: readonly string[],
  rules: EstimateRules,
): Factor[] | undefined {
  const total = (part: 'exposure' | 'amount') => seen.reduce((a, cell) => a + cell[part], 0n);
  const [exposure, amount] = [total('exposure'), total('amount')];
  if (amount <= 0n || exposure <= 0n) return undefined;
  const own = (sex: string, band: number): Fraction | undefined => {
    const cell = seen.find((one) => one.sex === sex && one.band === band);
    if (!cell || cell.people < rules.minimumPeople) return undefined;
    const raw = fraction(cell.amount * exposure, cell.exposure * amount);
    return raw && rules.credibility ? credible(raw, cell.people, rules.credibility) : raw;
  };
  return sexes.flatMap((sex) =>
    Array.from({ length: bands }, (_, band): Factor => {
      const factor = own(sex, band);
      if (factor) return { sex, band, factor, reason: undefined };
      const nearest = rules.borrow
        ? Array.from({ length: bands }, (_unused, other) => other)
            .sort((a, b) => Math.abs(a - band) - Math.abs(b - band) || a - b)
            .map((other) => own(sex, other))
            .find((other) => other !== undefined)
        : undefined;
      return { sex, band, factor: nearest, reason: nearest ? 'borrowed' : 'too-few' };
    }),
  );
}

function credible(raw: Fraction, people: bigint, k: Fraction): Fraction {
  // (n · f + k) / (n + k)
  const over = people * raw.over * k.under + k.over * raw.under;
  return fraction(over, raw.under * (people * k.under + k.over)) as Fraction;
}

/** The factor that makes the mean over the reference's exposure 1; `ONE` where there is no exposure with a factor. */
export function normaliser(factors: readonly Factor[], seen: readonly Seen[]): Fraction {
  let sum: Fraction = { over: 0n, under: 1n };
  let exposure = 0n;
  for (const cell of seen) {
    const found = factors.find((one) => one.sex === cell.sex && one.band === cell.band);
    if (!found?.factor) continue;
    const own = { over: found.factor.over * cell.exposure, under: found.factor.under };
    sum = { over: sum.over * own.under + own.over * sum.under, under: sum.under * own.under };
    exposure += cell.exposure;
  }
  return sum.over > 0n ? (fraction(exposure * sum.under, sum.over) as Fraction) : ONE;
}

/** In millionths, half to even. */
export function millionths(factor: Fraction): bigint {
  return rounded(times(factor, { over: SCALE, under: 1n }));
}
