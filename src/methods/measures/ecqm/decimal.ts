/** Observed values exactly: CQL decimals have eight places at most (CQL, Decimal), and are counted in units of the last. */

const PLACES = 8;
const UNIT = 10n ** BigInt(PLACES);

/** Decimal text of a number the logic observed, or of the `value` of a Quantity; undefined of anything else. */
export function decimalOf(value: unknown): string | undefined {
  const number = typeof value === 'object' && value !== null ? (value as { value?: unknown }).value : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) return undefined;
  return decimalText(unitsOf(number.toFixed(PLACES)));
}

/** `12.5` → 1250000000n. */
export function unitsOf(text: string): bigint {
  const [, sign = '', whole = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  const size = BigInt(whole) * UNIT + BigInt(fraction.padEnd(PLACES, '0').slice(0, PLACES));
  return sign === '-' ? -size : size;
}

/** Without zeros at the end. */
export function decimalText(units: bigint): string {
  const size = units < 0n ? -units : units;
  const fraction = String(size % UNIT)
    .padStart(PLACES, '0')
    .replace(/0+$/, '');
  return `${units < 0n ? '-' : ''}${size / UNIT}${fraction === '' ? '' : `.${fraction}`}`;
}

/** `over ÷ under` of units of any one size, to eight places, half away from zero; undefined where there is nothing to divide by. */
export function ratio(over: bigint, under: bigint): bigint | undefined {
  if (under === 0n) return undefined;
  const negative = over < 0n !== under < 0n;
  const [a, b] = [over < 0n ? -over : over, under < 0n ? -under : under];
  const size = (2n * a * UNIT + b) / (2n * b);
  return negative ? -size : size;
}
