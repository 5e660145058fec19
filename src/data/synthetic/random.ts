/**
 * Chance that depends on nothing but the seed. Every draw is a function of (seed, member, purpose, index), so that members can be made in
 * any order and on any number of threads and the bytes are the same. DuckDB's own `hash` and `random` may change with its version; this
 * mixes 32-bit integers by MurmurHash3's finalizer (Appleby, public domain), a bijection: distinct members have distinct states.
 *
 * No `exp`, `ln` or `pow` runs in the database, since they may differ in the last digit between platforms: skewed distributions are lists of
 * quantiles made here, everything else is +, −, ×, ÷ on doubles, which IEEE 754 fixes.
 */

const MASK = 4294967295;

/** The finalizer in JavaScript: the same numbers as `mix32` in SQL. */
export function mix32(x: number): number {
  let h = x >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b) >>> 0;
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35) >>> 0;
  return (h ^ (h >>> 16)) >>> 0;
}

/** A purpose as a number: draws for different purposes have nothing to do with each other. */
function purposeNumber(purpose: string): number {
  let h = 0x811c9dc5;
  for (const character of purpose) h = mix32(Math.imul(h, 0x01000193) ^ (character.codePointAt(0) as number));
  return h;
}

const GOLDEN = 2654435769;

/** The state of a seed; seeds are whole numbers up to 2^53. */
export function seedState(seed: number): number {
  return mix32(mix32(seed % 4294967296) + Math.floor(seed / 4294967296) + 0x5eed);
}

/** A draw of 32 bits in JavaScript. */
export function drawNumber(state: number, purpose: string, index = 0): number {
  return mix32((state + purposeNumber(purpose) + Math.imul(index, GOLDEN)) >>> 0);
}

/** A draw in [0, 1) in JavaScript. */
export function unitNumber(state: number, purpose: string, index = 0): number {
  return drawNumber(state, purpose, index) / 4294967296;
}

/** SQL: a draw of 32 bits (UBIGINT) from a state column, for a purpose and perhaps an index (SQL of a whole number from 0 up). */
export function draw(state: string, purpose: string, index?: string): string {
  const step = index === undefined ? '' : ` + (${index})::ubigint * ${GOLDEN}`;
  return `mix32((${state} + ${purposeNumber(purpose)}${step}) & ${MASK})`;
}

/** SQL: a draw in [0, 1) as DOUBLE. */
export function unit(state: string, purpose: string, index?: string): string {
  return `(${draw(state, purpose, index)}::double / 4294967296)`;
}

/** SQL: true in `share` of the draws; `share` is a number or SQL of a DOUBLE. */
export function chance(state: string, purpose: string, share: number | string, index?: string): string {
  return `(${unit(state, purpose, index)} < ${share})`;
}

/** SQL: one of `count` (SQL), all alike. */
export function oneOf(state: string, purpose: string, count: number | string, index?: string): string {
  return `floor(${unit(state, purpose, index)} * ${count})::integer`;
}

const STEPS = 1024;

/** Standard normal quantile (Acklam's rational approximation, relative error 1.15e-9). */
export function normalQuantile(p: number): number {
  const a = [
    -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716,
    2.506628277459239,
  ];
  const b = [
    -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572,
  ];
  const c = [
    -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
    2.938163982698783,
  ];
  const d = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416];
  const poly = (x: number, terms: readonly number[]) => terms.reduce((sum, term) => sum * x + term, 0);
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p));
    return poly(q, c) / poly(q, [...d, 1]);
  }
  if (p > 1 - 0.02425) return -normalQuantile(1 - p);
  const q = p - 0.5;
  return (q * poly(q * q, a)) / poly(q * q, [...b, 1]);
}

/** Quantiles in the middle of each of 1,024 equal parts, scaled to a mean of exactly about 1, to six digits. */
function quantiles(of: (p: number) => number): string {
  const raw = Array.from({ length: STEPS }, (_, i) => of((i + 0.5) / STEPS));
  const mean = raw.reduce((sum, value) => sum + value, 0) / STEPS;
  return `[${raw.map((value) => (value / mean).toFixed(6)).join(',')}]::double[]`;
}

/** Macros every query here may use: `mix32`, `skewed_<name>(draw)` with mean 1, `waiting(draw)` (exponential, mean 1), `bell(draw)` (mean 0, sd 1). */
export function randomMacros(sigmas: Readonly<Record<string, number>>): string {
  const bell = Array.from({ length: STEPS }, (_, i) => normalQuantile((i + 0.5) / STEPS).toFixed(6));
  const at = '[1 + (d >> 22)::bigint]';
  return [
    `create or replace macro mix32_a(h) as (xor(h, h >> 16) * ${0x85ebca6b} & ${MASK})`,
    `create or replace macro mix32_b(h) as (xor(h, h >> 13) * ${0xc2b2ae35} & ${MASK})`,
    `create or replace macro mix32_c(h) as xor(h, h >> 16)`,
    `create or replace macro mix32(h) as mix32_c(mix32_b(mix32_a(h)))`,
    `create or replace macro bell(d) as ([${bell.join(',')}]::double[])${at}`,
    `create or replace macro waiting(d) as (${quantiles((p) => -Math.log(1 - p))})${at}`,
    ...Object.entries(sigmas).map(
      ([name, sigma]) =>
        `create or replace macro skewed_${name}(d) as (${quantiles((p) => Math.exp(sigma * normalQuantile(p)))})${at}`,
    ),
  ].join(';\n');
}
