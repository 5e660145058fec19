/** Chance: the same in SQL and JavaScript, even, and without ties between purposes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { draw, drawNumber, mix32, normalQuantile, randomMacros, unit } from './random.ts';

describe('chance', () => {
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await openDuckdb({ threads: 1 });
    await warehouse.run(randomMacros({ price: 0.5 }));
    await warehouse.run('create table m as select mix32(range::ubigint) as m from range(20000)');
  });
  afterAll(() => warehouse.close());

  it('mixes as MurmurHash3 does: 1 becomes 0x514e28b7', async () => {
    expect(mix32(1)).toBe(0x514e28b7);
    expect(
      await warehouse.values('select mix32(1::ubigint)::bigint, mix32(4294967295::ubigint)::bigint'),
    ).toEqual([[BigInt(0x514e28b7), BigInt(mix32(4294967295))]]);
  });

  it('draws the same in SQL and JavaScript', async () => {
    const [[first, second] = []] = await warehouse.values(
      `select (${draw('12345::ubigint', 'age')})::bigint, (${draw('12345::ubigint', 'age', '7')})::bigint`,
    );
    expect(first).toBe(BigInt(drawNumber(12345, 'age')));
    expect(second).toBe(BigInt(drawNumber(12345, 'age', 7)));
  });

  it('spreads draws evenly, and those for two purposes have nothing to do with each other', async () => {
    const [[mean, least, both] = []] = await warehouse.values(
      `select avg(a), min(n), corr(a, b) from (select ${unit('m', 'one')} as a, ${unit('m', 'two')} as b from m),
        (select min(c) as n from (select count(*) as c from m group by floor(${unit('m', 'one')} * 20)))`,
    );
    expect(mean).toBeCloseTo(0.5, 2);
    expect(Number(least)).toBeGreaterThan(880);
    expect(Math.abs(Number(both))).toBeLessThan(0.02);
  });

  it('has skewed draws with a mean of one', async () => {
    const [[skewed, waiting, bell] = []] = await warehouse.values(
      `select avg(skewed_price(${draw('m', 's')})), avg(waiting(${draw('m', 'w')})), avg(bell(${draw('m', 'b')})) from m`,
    );
    expect(skewed).toBeCloseTo(1, 1);
    expect(waiting).toBeCloseTo(1, 1);
    expect(bell).toBeCloseTo(0, 1);
  });

  it('knows the normal distribution: 97.5 % lie below 1.96', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959964, 5);
    expect(normalQuantile(0.01)).toBeCloseTo(-2.326348, 5);
  });
});
