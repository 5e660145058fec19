/** Exact means and quotients in SQL, on whole numbers: DuckDB divides decimals in floating point. */

/** Whole division of numbers that are not negative, half to even. */
export function halfEven(above: string, below: string): string {
  const [n, d] = [`(${above})`, `(${below})`];
  return `(${n} // ${d} + case when 2 * (${n} % ${d}) > ${d} or (2 * (${n} % ${d}) = ${d} and (${n} // ${d}) % 2 = 1) then 1 else 0 end)`;
}

/** Whole numbers of the same ratio as decimals: `0.1, 0.2, 0.7` → 1, 2, 7. */
export function whole(decimals: readonly string[]): bigint[] {
  const places = Math.max(0, ...decimals.map((one) => one.split('.')[1]?.length ?? 0));
  return decimals.map((one) => {
    const [integer = '0', fraction = ''] = one.split('.');
    return BigInt(integer + fraction.padEnd(places, '0'));
  });
}
