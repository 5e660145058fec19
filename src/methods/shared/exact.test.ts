import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { productToCent, shareOf } from './exact.ts';
import { rounded } from './fraction.ts';
import { units } from './decimal.ts';

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openDuckdb({ threads: 1 });
});
afterAll(() => warehouse.close());

/** Whole units of 0.0001 as decimal text. */
const text = (n: bigint) => {
  const digits = String(n < 0n ? -n : n).padStart(5, '0');
  return `${n < 0n ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}`;
};

const answers = async (sql: string, rows: readonly (readonly string[])[]) => {
  const values = rows.map((row) => `(${row.join(', ')})`).join(', ');
  const got = await warehouse.values(`select (${sql})::varchar from (values ${values}) t(a, b, c)`);
  return got.map(([cell]) => units(String(cell)));
};

describe('money in SQL', () => {
  // Halves of a cent are what rounding is about: small factors make many of them.
  const small = fc.constantFrom(0n, 1n, 5n, 50n, 5000n, 12500n, 10000n, -50n, -15000n);
  const amount = fc.oneof(small, fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }));
  const factor = fc.oneof(small, fc.bigInt({ min: 0n, max: 10n ** 9n }));

  it('rounds products half to even to the cent', async () => {
    const pairs = fc.array(fc.tuple(amount, factor), { minLength: 100, maxLength: 100 });
    await fc.assert(
      fc.asyncProperty(pairs, async (list) => {
        const got = await answers(
          productToCent('a', 'b'),
          list.map(([a, b]) => [text(a), text(b), '0']),
        );
        expect(got).toEqual(list.map(([a, b]) => rounded({ over: a * b, under: 1_000_000n }) * 100n));
      }),
      { numRuns: 10, seed: 4 },
    );
  });

  it('rounds shares half to even to the cent', async () => {
    const day = fc.integer({ min: 0, max: 40 });
    // Beyond 64 bits too, where whole numbers are of another kind.
    const wide = fc.oneof(amount, fc.bigInt({ min: -(10n ** 22n), max: 10n ** 22n }));
    const cases = fc.array(fc.tuple(wide, day, day), { minLength: 100, maxLength: 100 });
    await fc.assert(
      fc.asyncProperty(cases, async (list) => {
        const rows = list.map(([a, part, rest]) => [text(a), String(part), String(part + rest + 1)]);
        const got = await answers(shareOf('a', 'b', 'c'), rows);
        const whole = (part: number, rest: number) => BigInt(part + rest + 1) * 100n;
        expect(got).toEqual(
          list.map(([a, part, rest]) => rounded({ over: a * BigInt(part), under: whole(part, rest) }) * 100n),
        );
      }),
      { numRuns: 10, seed: 6 },
    );
  });
});
