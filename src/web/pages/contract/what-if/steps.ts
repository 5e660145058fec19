/** A slider counts whole steps; what it stands for is exact: 0.1 + 0.2 is 0.3 here. Decimal digits in, decimal digits out. */

interface Exact {
  digits: bigint;
  scale: number;
}

function exact(text: string): Exact | null {
  const [, sign = '', whole = '', fraction = ''] = /^\s*([+-]?)(\d*)(?:\.(\d*))?\s*$/.exec(text) ?? [];
  if (whole === '' && fraction === '') return null;
  return { digits: BigInt(`${sign === '-' ? '-' : ''}${whole}${fraction}`), scale: fraction.length };
}

function at(value: Exact, scale: number): bigint {
  return value.digits * 10n ** BigInt(scale - value.scale);
}

function written(digits: bigint, scale: number): string {
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  const whole = text.slice(0, text.length - scale);
  const fraction = text.slice(text.length - scale).replace(/0+$/, '');
  return `${digits < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Without padding zeros: what a person would write. Text that is no number stays. */
export function plain(text: string): string {
  const value = exact(text);
  return value === null ? text : written(value.digits, value.scale);
}

export function isNumber(text: string): boolean {
  return exact(text) !== null;
}

export function sameNumber(a: string, b: string): boolean {
  return plain(a) === plain(b);
}

/** How a slider from `low` to `high` in steps counts, and the step nearest to a value; null where the range is none. */
export function positions(
  low: string,
  high: string,
  step: string,
  value: string,
): { count: number; position: number } | null {
  const all = [low, high, step, value].map(exact);
  if (all.some((one) => one === null)) return null;
  const scale = Math.max(...all.map((one) => (one as Exact).scale));
  const [a, b, by, v] = all.map((one) => at(one as Exact, scale)) as [bigint, bigint, bigint, bigint];
  if (by <= 0n || b <= a) return null;
  const count = Number((b - a + by - 1n) / by);
  const position = v >= b ? count : Number((2n * (v - a) + by) / (2n * by));
  return { count, position: Math.min(count, Math.max(0, position)) };
}

/** The value of a position; the last one is the upper end even where steps do not meet it. */
export function valueAt(low: string, high: string, step: string, position: number): string {
  const all = [low, high, step].map(exact) as Exact[];
  const scale = Math.max(...all.map((one) => one.scale));
  const [a, b, by] = all.map((one) => at(one, scale)) as [bigint, bigint, bigint];
  const value = a + by * BigInt(position);
  return written(value > b ? b : value, scale);
}
