/** Curves by age, read off at whole ages. */
import type { Curve } from './parameters/types.ts';

export const OLDEST = 110;

function valueAt(curve: Curve, age: number): number {
  if (typeof curve === 'number') return curve;
  const after = curve.findIndex(([at]) => at > age);
  const [from, to] =
    after === -1 ? [curve.at(-1), curve.at(-1)] : [curve[Math.max(0, after - 1)], curve[after]];
  if (!from || !to) throw new Error('a curve has at least one point');
  if (from[0] === to[0] || age <= from[0]) return from[1];
  return from[1] + ((to[1] - from[1]) * (age - from[0])) / (to[0] - from[0]);
}

/** Values at ages 0 … 110. */
export function byAge(curve: Curve): number[] {
  return Array.from({ length: OLDEST + 1 }, (_, age) => valueAt(curve, age));
}

/** SQL: a curve at an age that is a whole number in SQL; before birth it is that of birth. */
export function atAge(curve: Curve, age: string, factor = 1): string {
  if (typeof curve === 'number') return decimal(curve * factor);
  const list = byAge(curve).map((value) => decimal(value * factor));
  return `([${list.join(',')}]::double[])[1 + greatest(0, least(${OLDEST}, ${age}))]`;
}

/** A number as SQL reads it back, rounded so that it is written alike everywhere. */
export function decimal(value: number): string {
  return value.toFixed(9).replace(/\.?0+$/, '');
}
