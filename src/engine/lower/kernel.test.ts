import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { divide, multiply } from './arithmetic.ts';
import { floorByConstant } from './kernel.ts';
import { LIMIT, LIMIT_64, Steps, writeSelect } from './steps.ts';
import type { Step } from './steps.ts';

/** Exact figures, and null beyond ±(2^127 − 1): what the queries must agree with. */
const exact = {
  inRange: (x: bigint | null) => (x === null || x > LIMIT || x < -LIMIT ? null : x),
  halfEven(p: bigint, d: bigint): bigint {
    const q = p / d;
    const r = p % d;
    const twice = 2n * (r < 0n ? -r : r);
    const size = d < 0n ? -d : d;
    const away = twice > size || (twice === size && q % 2n !== 0n);
    return away ? q + (p < 0n === d < 0n ? 1n : -1n) : q;
  },
  multiply(a: bigint, b: bigint, down: number): bigint | null {
    const p = this.inRange(a * b);
    if (p === null) return null;
    return down >= 0 ? this.halfEven(p, 10n ** BigInt(down)) : this.inRange(p * 10n ** BigInt(-down));
  },
  divide(a: bigint, b: bigint, up: number): bigint | null {
    const [n, d] = up >= 0 ? [a * 10n ** BigInt(up), b] : [a, b * 10n ** BigInt(-up)];
    return d === 0n || this.inRange(n) === null || this.inRange(d) === null ? null : this.halfEven(n, d);
  },
  floor: (p: bigint, d: bigint) => (p >= 0n ? p / d : -((-p + d - 1n) / d)),
};

/** A small generator with a seed: the same cases every time. */
function random(seed: number) {
  let state = BigInt(seed) * 2654435761n + 1n;
  const next = (bits: bigint) => {
    let value = 0n;
    for (let have = 0n; have < bits; have += 31n) {
      state = (state * 6364136223846793005n + 1442695040888963407n) & (2n ** 64n - 1n);
      value = (value << 31n) | (state >> 33n);
    }
    return value & ((1n << bits) - 1n);
  };
  return {
    below: (n: number) => Number(next(31n)) % n,
    /** Any size from nothing to `bits`, either sign. */
    signed(bits: number): bigint {
      const value = next(BigInt(this.below(bits) + 1));
      return this.below(2) === 0 ? value : -value;
    },
  };
}

const extremes = (limit: bigint): bigint[] => {
  const found = new Set<bigint>([0n]);
  for (let k = 0; k <= 38; k += 1) for (const e of [-1n, 0n, 1n]) found.add(10n ** BigInt(k) + e);
  for (let k = 0; k <= 127; k += 1) for (const e of [-1n, 0n, 1n]) found.add(2n ** BigInt(k) + e);
  for (const k of [6, 9, 15]) for (const h of [1n, 3n, 5n, 7n, 15n]) found.add((10n ** BigInt(k) / 2n) * h);
  found
    .add(limit)
    .add(limit - 1n)
    .add(limit / 2n)
    .add(limit / 3n);
  return [...found].filter((x) => x <= limit).flatMap((x) => [x, -x]);
};

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openDuckdb({ threads: 2 });
});
afterAll(() => warehouse.close());

type Pairs = readonly (readonly [bigint, bigint])[];

/** Tables that hold pairs already: most time would go into writing the same ones again and again. */
const tables = new Map<Pairs, Map<boolean, Promise<string>>>();
let made = 0;

async function write(rows: Pairs, wide: boolean): Promise<string> {
  const type = wide ? 'hugeint' : 'bigint';
  const columns = [
    { name: 'a', type },
    { name: 'b', type },
  ] as const;
  const name = `t${(made += 1)}`;
  await warehouse.create({ name }, columns);
  await warehouse.insert({ name }, columns, rows);
  return name;
}

function tableOf(rows: Pairs, wide: boolean): Promise<string> {
  const both = tables.get(rows) ?? new Map<boolean, Promise<string>>();
  tables.set(rows, both);
  const table = both.get(wide) ?? write(rows, wide);
  both.set(wide, table);
  return table;
}

type Make = (steps: Steps, a: Step, b: Step) => Step;

async function mismatches(
  sets: readonly Pairs[],
  wide: boolean,
  make: Make,
  want: (a: bigint, b: bigint) => bigint | null,
  bounds = wide ? LIMIT : LIMIT_64,
): Promise<string[]> {
  const steps = new Steps();
  const [a, b] = ['a', 'b'].map((x) => steps.leaf('number', `t.${x}`, { bound: bounds, wide })) as [
    Step,
    Step,
  ];
  const outputs = [{ name: 'q', step: make(steps, a, b) }];
  const wrong: string[] = [];
  for (const rows of sets) {
    // Rows come out in the order they went in: the pairs themselves need not be read back.
    const found = await warehouse.values(writeSelect(outputs, `from ${await tableOf(rows, wide)} t`));
    expect(found.length).toBe(rows.length);
    for (const [i, [x, y]] of rows.entries()) {
      const expected = want(x, y);
      const q = found[i]?.[0];
      if (q !== expected) wrong.push(`${x}, ${y}: ${q}, not ${expected}`);
    }
  }
  return wrong;
}

/** The database divides 128 bits in ten microseconds and more: each operation meets a third of the pairs, in turn; all with OPENVBP_ALL_CASES. */
const SHARES = process.env['OPENVBP_ALL_CASES'] === undefined ? 3 : 1;

const crossings = new Map<string, [bigint, bigint][]>();
/** Of the extremes, every thirteenth pair, of those a share; the same array for the same limit and share. */
function crossed(limit: bigint, turn: number): [bigint, bigint][] {
  const share = turn % SHARES;
  const name = `${limit} ${share}`;
  const all = extremes(limit);
  const found =
    crossings.get(name) ??
    all.flatMap((a, i) =>
      all.filter((_, j) => (i * 7 + j) % (13 * SHARES) === 13 * share).map((b): [bigint, bigint] => [a, b]),
    );
  crossings.set(name, found);
  return found;
}

const drawn = (count: number, bits: number, seed: number): [bigint, bigint][] => {
  const r = random(seed);
  return Array.from({ length: count }, (_, i): [bigint, bigint] => {
    const [a, b] = [r.signed(r.below(bits) + 1), r.signed(r.below(bits) + 1)];
    // Every fourth a tie, or one beside it: p = (q + ½)·d ± 0, 1.
    if (i % 4 === 0 && b !== 0n && a * b * 2n < 2n ** 120n && a * b * 2n > -(2n ** 120n)) {
      return [(2n * a + 1n) * b + BigInt(r.below(3) - 1), 2n * b];
    }
    return [a, b];
  });
};

/** Digits, and which share of the extremes they meet. */
const turns = (...digits: number[]): [number, number][] => digits.map((d, i) => [d, i]);

const within = (rows: [bigint, bigint][], limit: bigint) =>
  rows.filter(([a, b]) => a <= limit && a >= -limit && b <= limit && b >= -limit);

/** Products that end in …5000 at the digit where they are cut. */
const ties = (count: number, seed: number): [bigint, bigint][] => {
  const r = random(seed);
  return Array.from({ length: count }, (): [bigint, bigint] => {
    const [h, k] = [10n ** BigInt(r.below(16)), 10n ** BigInt(r.below(16))];
    return [r.signed(40) * h + BigInt(r.below(3) - 1), (2n * r.signed(20) + 1n) * k * 5n];
  });
};

describe('the kernel agrees with exact arithmetic to the last digit', () => {
  it.each(turns(-9, -3, 0, 3, 6, 9, 15, 18, 24))('a·b / 10^%i over 128 bits', async (down, turn) => {
    const rows = [crossed(LIMIT, turn), drawn(6_000, 127, down + 50), ties(4_000, down + 90)];
    const wrong = await mismatches(
      rows,
      true,
      (steps, a, b) => multiply(steps, a, b, down),
      (a, b) => exact.multiply(a, b, down),
    );
    expect(wrong.slice(0, 5)).toEqual([]);
  });

  it.each(turns(-9, -6, 0, 6, 9, 15, 21, 24))('a·10^%i / b over 128 bits', async (up, turn) => {
    const rows = [crossed(LIMIT, turn), drawn(10_000, 127, up + 500), drawn(3_000, 60, up + 700)];
    const wrong = await mismatches(
      rows,
      true,
      (steps, a, b) => divide(steps, a, b, up),
      (a, b) => exact.divide(a, b, up),
    );
    expect(wrong.slice(0, 5)).toEqual([]);
  });

  it.each(turns(0, 6, 9, 15))('the same in 64 bits, 10^%i', async (digits, turn) => {
    const rows = [crossed(LIMIT_64, turn), within(drawn(5_000, 62, digits + 900), LIMIT_64)];
    const products = await mismatches(
      rows,
      false,
      (steps, a, b) => multiply(steps, a, b, digits),
      (a, b) => exact.multiply(a, b, digits),
    );
    const quotients = await mismatches(
      rows,
      false,
      (steps, a, b) => divide(steps, a, b, digits),
      (a, b) => exact.divide(a, b, digits),
    );
    expect([...products, ...quotients].slice(0, 5)).toEqual([]);
  });

  it('bounds that prove a shorter way: |a| ≤ 2^31, |b| ≤ 2^31', async () => {
    const small = 2n ** 31n;
    const rows = [within(drawn(20_000, 30, 3), small), ...[0, 1, 2].map((turn) => crossed(small, turn))];
    for (const [wide, digits] of [
      [true, 6],
      [true, 9],
      [false, 6],
      [false, 9],
      [true, 15],
    ] as const) {
      const wrong = await mismatches(
        rows,
        wide,
        (steps, a, b) => multiply(steps, a, b, digits),
        (a, b) => exact.multiply(a, b, digits),
        small,
      );
      expect(wrong.slice(0, 5)).toEqual([]);
    }
  });

  it.each(turns(1, 6, 9, 15, 18, 24, 37))('⌊a / 10^%i⌋ and what is left', async (digits, turn) => {
    const d = 10n ** BigInt(digits);
    const rows = [crossed(LIMIT, turn), drawn(5_000, 127, digits + 40)];
    const floor = await mismatches(
      rows,
      true,
      (steps, a) => floorByConstant(steps, a, d).floor,
      (a) => exact.floor(a, d),
    );
    const rest = await mismatches(
      rows,
      true,
      (steps, a) => floorByConstant(steps, a, d).rest,
      (a) => a - exact.floor(a, d) * d,
    );
    expect([...floor, ...rest].slice(0, 5)).toEqual([]);
  });
});
