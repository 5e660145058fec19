/**
 * Sums and rounding of doubles as statistical software does them. Utilities are published to three digits from coefficients of four or more, so that states lie
 * exactly halfway in decimals (315 of Canada's 3,125); which way such a state falls is then a matter of the coefficients as doubles, and two programs agree only
 * if both take them so.
 */

/** The sum of doubles, rounded once: as if added in a format wide enough for all. */
export function sumOfDoubles(terms: readonly number[]): number {
  return nearest(terms.reduce((sum, term) => sum + units(term), 0n));
}

/** The decimal of so many digits nearest to a double, distances taken in doubles and ties to even: the rule of R from version 4.0.0 on. */
export function roundDouble(value: number, digits: number): number {
  const power = 10 ** digits;
  const below = Math.floor(value * power);
  const [down, up] = [below / power, Math.ceil(value * power) / power];
  const [toDown, toUp] = [value - down, up - value];
  return toDown < toUp || (toDown === toUp && below % 2 === 0) ? down : up;
}

/** A double as a whole number of 2⁻¹⁰⁷⁴, the smallest there is. */
function units(value: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const exponent = (bits >> 52n) & 0x7ffn;
  const fraction = bits & 0xfffffffffffffn;
  const size = exponent === 0n ? fraction : (fraction | 0x10000000000000n) << (exponent - 1n);
  return bits >> 63n === 0n ? size : -size;
}

/** The double nearest to a whole number of 2⁻¹⁰⁷⁴; ties to even. */
function nearest(whole: bigint): number {
  const size = whole < 0n ? -whole : whole;
  const extra = BigInt(Math.max(0, size.toString(2).length - 53));
  let kept = size >> extra;
  const rest = size - (kept << extra);
  const half = extra === 0n ? 0n : 1n << (extra - 1n);
  if (extra > 0n && (rest > half || (rest === half && (kept & 1n) === 1n))) kept += 1n;
  // In two steps: 2⁻¹⁰⁷⁴ times a power of two may be too small for one.
  const exponent = Number(extra) - 1074;
  const value = Number(kept) * 2 ** Math.max(exponent, -1022) * 2 ** Math.min(0, exponent + 1022);
  return whole < 0n ? -value : value;
}
