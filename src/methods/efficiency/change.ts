/** What changed between two periods, with an interval of 95 per cent where there are cases enough to give one. */
import type { Figure, FigureName } from './figures.ts';
import { decimal, FIGURES } from './figures.ts';

/** 0.975 quantile of the normal distribution. */
const Z = 1.959963984540054;

export interface Change {
  before: string | null;
  after: string | null;
  /** After less before. */
  difference: string | null;
  /** Difference ÷ before, four digits. */
  relative: string | null;
  /** Of the difference. Null where either period has fewer cases than asked for. */
  interval: { low: string; high: string } | null;
}

/** `least`: cases in both periods from which an interval is given. */
export function changeOf(name: FigureName, before: Figure, after: Figure, least: number): Change {
  const { digits } = FIGURES[name];
  const [a, b] = [before.value, after.value];
  const difference =
    a && b ? { over: b.over * a.under - a.over * b.under, under: a.under * b.under } : undefined;
  return {
    before: a ? decimal(a, digits) : null,
    after: b ? decimal(b, digits) : null,
    difference: difference ? decimal(difference, digits) : null,
    relative:
      difference && a && a.over > 0n
        ? decimal({ over: difference.over * a.under, under: difference.under * a.over }, 4)
        : null,
    interval: difference ? intervalOf(name, before, after, least) : null,
  };
}

function intervalOf(
  name: FigureName,
  before: Figure,
  after: Figure,
  least: number,
): { low: string; high: string } | null {
  const { kind, digits } = FIGURES[name];
  if (before.cases < BigInt(least) || after.cases < BigInt(least)) return null;
  if (kind === 'proportion' && before.hits !== undefined && after.hits !== undefined) {
    const { low, high } = newcombe(
      [Number(after.hits), Number(after.cases)],
      [Number(before.hits), Number(before.cases)],
    );
    return { low: fixed(low, digits), high: fixed(high, digits) };
  }
  if (before.variance === undefined || after.variance === undefined || !before.value || !after.value)
    return null;
  const middle = Number(decimal(after.value, digits + 6)) - Number(decimal(before.value, digits + 6));
  const half = Z * Math.sqrt(before.variance + after.variance);
  return { low: fixed(middle - half, digits), high: fixed(middle + half, digits) };
}

/** Without a minus before nought. */
const fixed = (value: number, digits: number) => value.toFixed(digits).replace(/^-(?=[0.]+$)/, '');

/** Wilson's score interval of k of n. */
export function wilson(k: number, n: number): { low: number; high: number } {
  const p = k / n;
  const middle = p + (Z * Z) / (2 * n);
  const half = Z * Math.sqrt((p * (1 - p)) / n + (Z * Z) / (4 * n * n));
  const under = 1 + (Z * Z) / n;
  return { low: Math.max(0, (middle - half) / under), high: Math.min(1, (middle + half) / under) };
}

/** Of the difference of two proportions: R. G. Newcombe, Statistics in Medicine 1998, 17:873–890, method 10, from Wilson's intervals of each. */
export function newcombe(
  [k1, n1]: readonly [number, number],
  [k2, n2]: readonly [number, number],
): { low: number; high: number } {
  const [p1, p2, w1, w2] = [k1 / n1, k2 / n2, wilson(k1, n1), wilson(k2, n2)];
  return {
    low: p1 - p2 - Math.hypot(p1 - w1.low, w2.high - p2),
    high: p1 - p2 + Math.hypot(w1.high - p1, p2 - w2.low),
  };
}
