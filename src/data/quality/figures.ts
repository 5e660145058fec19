/** Small arithmetic on whole numbers. */

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

/** a / b with so many digits, half to even. b must not be 0. */
export function ratioText(a: bigint, b: bigint, digits: number): string {
  const negative = a < 0n !== b < 0n && a !== 0n;
  const [n, d] = [(a < 0n ? -a : a) * 10n ** BigInt(digits), b < 0n ? -b : b];
  let whole = n / d;
  const rest = n % d;
  if (rest * 2n > d || (rest * 2n === d && whole % 2n === 1n)) whole += 1n;
  const text = String(whole).padStart(digits + 1, '0');
  const cut = text.length - digits;
  return `${negative && whole !== 0n ? '-' : ''}${text.slice(0, cut)}${digits > 0 ? `.${text.slice(cut)}` : ''}`;
}
