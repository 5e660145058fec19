/** Whole numbers of the same ratio as decimals: `0.1, 0.2, 0.7` → 1, 2, 7. */
export function whole(decimals: readonly string[]): bigint[] {
  const places = Math.max(0, ...decimals.map((one) => one.split('.')[1]?.length ?? 0));
  return decimals.map((one) => {
    const [integer = '0', fraction = ''] = one.split('.');
    return BigInt(integer + fraction.padEnd(places, '0'));
  });
}
