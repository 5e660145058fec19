/**
 * How far providers differ beyond chance. Systematic component of variation: McPherson and others, N Engl J Med 307 (1982) 1310–1314, where the variance by chance of
 * a Poisson count is its expectation. Overdispersion: Spiegelhalter, Stat Med 24 (2005) 1185–1202, without trimming.
 */

interface Compared {
  observed: number;
  expected: number;
  /** Of observed − expected, by chance alone. */
  variance: number;
  z: number | undefined;
}

/** 100 × the mean of ((observed − expected)² − variance) ÷ expected²; below nought where they differ less than chance would have it. */
export function systematicComponent(providers: readonly Compared[]): number | undefined {
  const used = providers.filter(({ expected }) => expected > 0);
  if (used.length < 2) return undefined;
  const sum = used.reduce(
    (all, { observed, expected, variance }) => all + ((observed - expected) ** 2 - variance) / expected ** 2,
    0,
  );
  return (100 * sum) / used.length;
}

/** Mean of z²: 1 by chance alone. */
export function overdispersion(providers: readonly Compared[]): number | undefined {
  const squares = providers.flatMap(({ z }) => (z === undefined ? [] : [z * z]));
  return squares.length < 2 ? undefined : squares.reduce((sum, one) => sum + one, 0) / squares.length;
}

/** By linear interpolation between the order statistics, as R's quantile type 7. */
export function quantile(values: readonly number[], share: number): number | undefined {
  if (values.length === 0) return undefined;
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? 0;
  return below + ((sorted[Math.ceil(place)] ?? 0) - below) * (place - Math.floor(place));
}
