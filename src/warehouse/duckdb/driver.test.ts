import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Warehouse } from '../warehouse.ts';
import { quoteIdentifier, quoteLiteral, quoteTable, WarehouseError } from '../warehouse.ts';
import { openDuckdb } from './driver.ts';
import { daysOf, isoDuration, parseDuration } from './values.ts';

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openDuckdb();
});
afterAll(() => warehouse.close());

describe('values cross without loss', () => {
  it('whole numbers of any width, text, dates, durations, booleans, nothing', async () => {
    const columns = [
      { name: 'n', type: 'integer' },
      { name: 'b', type: 'bigint' },
      { name: 'h', type: 'hugeint' },
      { name: 't', type: 'varchar' },
      { name: 'd', type: 'date' },
      { name: 'i', type: 'interval' },
      { name: 'y', type: 'boolean' },
      { name: 'x', type: 'double' },
    ] as const;
    const rows = [
      [7n, 2n ** 63n - 1n, -(2n ** 127n - 1n), "it's 心", '0001-01-01', 'P14M3D', true, 0.1],
      [-7n, 9007199254740993n, 2n ** 127n - 1n, '', '9999-12-31', 'P0D', false, 3],
      [null, null, null, null, null, null, null, null],
    ];
    expect(await warehouse.insert({ name: 'a' }, columns, []).catch((e: unknown) => e)).toBeInstanceOf(
      WarehouseError,
    );
    await warehouse.create({ name: 'a' }, columns);
    expect(await warehouse.insert({ name: 'a' }, columns, rows)).toBe(3);
    expect(await warehouse.values('select * from a')).toEqual(rows);
    expect((await warehouse.rows('select h, x from a limit 1'))[0]).toEqual({
      h: -(2n ** 127n - 1n),
      x: 0.1,
    });
  });

  it('many rows, in chunks both ways', async () => {
    const columns = [{ name: 'n', type: 'bigint' }] as const;
    await warehouse.create({ schema: 'other', name: 'many' }, columns);
    async function* numbers() {
      for (let i = 0n; i < 5000n; i += 1n) yield [i];
    }
    expect(await warehouse.insert({ schema: 'other', name: 'many' }, columns, numbers())).toBe(5000);
    let [count, sum] = [0, 0n];
    for await (const rows of warehouse.stream('select n from other.many')) {
      count += rows.length;
      for (const row of rows) sum += row['n'] as bigint;
    }
    expect([count, sum]).toEqual([5000, 12_497_500n]);
  });

  it('durations keep months and days apart; dates count from 1970', () => {
    expect([parseDuration('P1Y2M3D'), parseDuration('P2W'), parseDuration('-P1M')]).toEqual([
      { months: 14, days: 3 },
      { months: 0, days: 14 },
      { months: -1, days: -0 },
    ]);
    expect([isoDuration(14, 3), isoDuration(0, 0), isoDuration(-1, 0)]).toEqual(['P14M3D', 'P0D', '-P1M']);
    expect([daysOf('1970-01-01'), daysOf('2024-02-29'), daysOf('0001-01-01')]).toEqual([0, 19782, -719162]);
    expect(() => parseDuration('1 month')).toThrow(RangeError);
  });
});

describe('SQL', () => {
  it('quotes any text', async () => {
    for (const text of ['a', "it's", '"', "'; drop table a; --", '\\', 'line\nbreak', 'a\0b', '心']) {
      expect(await warehouse.values(`select ${quoteLiteral(text)}`)).toEqual([[text]]);
    }
    expect(quoteIdentifier('a"b')).toBe('"a""b"');
    expect(quoteTable({ name: 't' })).toBe('"t"');
    expect(quoteTable({ catalog: 'c', name: 't' })).toBe('"c"."main"."t"');
  });

  it('says how many rows were written, and what went wrong with which statement', async () => {
    expect(await warehouse.run('create table w as select * from range(10)')).toBe(10);
    expect(await warehouse.run('insert into w select * from range(3)')).toBe(3);
    const error = await warehouse.run('select nothing from w').catch((e: unknown) => e);
    expect(error).toBeInstanceOf(WarehouseError);
    expect((error as WarehouseError).sql).toBe('select nothing from w');
  });

  it('attaches files, and a file that is none is an error', async () => {
    const folder = mkdtempSync(join(tmpdir(), "openvbp-it's-"));
    try {
      await warehouse.attach(join(folder, 'x.duckdb'), 'other file');
      await warehouse.run('create table "other file".main.t as select 1 as a');
      await warehouse.detach('other file');
      await warehouse.attach(join(folder, 'x.duckdb'), 'again', { readOnly: true });
      expect(await warehouse.values('select a from again.main.t')).toEqual([[1n]]);
      await expect(warehouse.run('create table again.main.u as select 1')).rejects.toThrow(WarehouseError);
      await warehouse.detach('again');
      await expect(openDuckdb({ path: join(folder, 'none', 'y.duckdb') })).rejects.toThrow(WarehouseError);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
