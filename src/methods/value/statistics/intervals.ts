/**
 * Intervals of counts, proportions and ratios, in doubles. Sources: Wilson, J Am Stat Assoc 22 (1927) 209–212; Garwood, Biometrika 28 (1936) 437–442; Fay and
 * Feuer, Stat Med 16 (1997) 791–801.
 */
import gammainc from '@stdlib/math-base-special-gammainc';

export interface Interval {
  low: number;
  high: number;
}

/** Standard normal quantiles of two-sided 95 and 99.8 per cent: intervals, and warning and control limits of a funnel. */
export const Z95 = 1.959963984540054;
export const Z998 = 3.090232306167813;

/** Score interval of a proportion; `total` may be an effective number and need not be whole. */
export function wilson(events: number, total: number, z = Z95): Interval {
  if (total <= 0) return { low: 0, high: 1 };
  const share = events / total;
  const square = z * z;
  const middle = share + square / (2 * total);
  const half = z * Math.sqrt((share * (1 - share)) / total + square / (4 * total * total));
  const under = 1 + square / total;
  // At the ends a rounding error must not leave the range.
  return {
    low: share === 0 ? 0 : Math.max(0, (middle - half) / under),
    high: share === 1 ? 1 : Math.min(1, (middle + half) / under),
  };
}

/** Exact interval of a Poisson count. */
export function poisson(events: number, alpha = 0.05): Interval {
  return {
    low: events === 0 ? 0 : gammaQuantile(alpha / 2, events),
    high: gammaQuantile(1 - alpha / 2, events + 1),
  };
}

/** Probability of a count as far from the expectation as this one or further, on its side. */
export function poissonTail(events: number, expected: number): number {
  if (events >= expected) return events === 0 ? 1 : gammainc(expected, events);
  return 1 - gammainc(expected, events + 1);
}

/** The value a gamma variable of the shape (scale 1) stays below with the probability. By halving: it is asked a few thousand times, not millions. */
export function gammaQuantile(probability: number, shape: number): number {
  let [low, high] = [0, Math.max(1, shape)];
  while (gammainc(high, shape) < probability) high *= 2;
  for (let i = 0; i < 200 && high - low > 1e-13 * high; i += 1) {
    const middle = (low + high) / 2;
    if (gammainc(middle, shape) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** A directly standardised rate of rare events: its variance and the greatest weight of one event. */
export function fayFeuer(rate: number, variance: number, greatest: number, alpha = 0.05): Interval {
  const shape = (mean: number, spread: number) => (mean * mean) / spread;
  const above = variance + greatest * greatest;
  const mean = rate + greatest;
  return {
    low: rate <= 0 ? 0 : (variance / rate) * gammaQuantile(alpha / 2, shape(rate, variance)),
    high: greatest <= 0 ? 0 : (above / mean) * gammaQuantile(1 - alpha / 2, shape(mean, above)),
  };
}

/** An estimate above zero whose logarithm is about normal; by the delta method. */
export function logNormal(estimate: number, error: number, z = Z95): Interval {
  const factor = Math.exp((z * error) / estimate);
  return { low: estimate / factor, high: estimate * factor };
}
