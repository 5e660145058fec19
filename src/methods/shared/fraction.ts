/** Exact fractions of whole numbers, for development factors and seasons: money stays exact until it is rounded once. */

export interface Fraction {
  over: bigint;
  /** Above zero. */
  under: bigint;
}

export const ONE: Fraction = { over: 1n, under: 1n };

/** Undefined where the denominator is zero. */
export function fraction(over: bigint, under: bigint): Fraction | undefined {
  if (under === 0n) return undefined;
  return under < 0n ? { over: -over, under: -under } : { over, under };
}

export const times = (a: Fraction, b: Fraction): Fraction => ({
  over: a.over * b.over,
  under: a.under * b.under,
});

/** As a double, for standard errors only. */
export function approximately({ over, under }: Fraction): number {
  // Both cut to some 60 digits of bits first, as a big integer beyond 2^1024 is no double.
  const shift = BigInt(Math.max(0, bits(under < 0n ? -under : under) - 200));
  return Number(over >> shift) / Number(under >> shift);
}

const bits = (n: bigint) => n.toString(2).length;

/** The nearest whole number, half to even. */
export function rounded({ over, under }: Fraction): bigint {
  const size = over < 0n ? -over : over;
  let whole = size / under;
  const rest = (size % under) * 2n;
  if (rest > under || (rest === under && whole % 2n === 1n)) whole += 1n;
  return over < 0n ? -whole : whole;
}
