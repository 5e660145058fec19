/** Sums of exact decimal texts (`-12.3400`), outside the database. */

function parts(text: string): { digits: bigint; scale: number } {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text.trim());
  if (!match || (match[2] === '' && (match[3] ?? '') === ''))
    throw new RangeError(`not an exact decimal: ${text}`);
  const fraction = match[3] ?? '';
  const digits = BigInt(`${match[2]}${fraction}`);
  return { digits: match[1] === '-' ? -digits : digits, scale: fraction.length };
}

/** As many digits after the point as the longer has, and at least two. Throws on what is no decimal. */
export function addExact(a: string, b: string): string {
  const [x, y] = [parts(a), parts(b)];
  const scale = Math.max(x.scale, y.scale, 2);
  const sum = x.digits * 10n ** BigInt(scale - x.scale) + y.digits * 10n ** BigInt(scale - y.scale);
  const text = (sum < 0n ? -sum : sum).toString().padStart(scale + 1, '0');
  return `${sum < 0n ? '-' : ''}${text.slice(0, -scale)}.${text.slice(-scale)}`;
}

export function isExact(text: string): boolean {
  return /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(text.trim());
}

export function equalExact(a: string, b: string): boolean {
  const negated = b.startsWith('-') ? b.slice(1) : `-${b.replace(/^\+/, '')}`;
  return /^-?0+\.?0*$/.test(addExact(a, negated));
}
