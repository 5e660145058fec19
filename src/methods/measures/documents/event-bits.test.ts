import { expect, it } from 'vitest';
import { openDuckdb } from '../../../warehouse/duckdb/driver.ts';
import { EventBits, isEvent } from './event-bits.ts';

/** Rows with two masks of lists, a number and a day; one has no day. */
const ROWS = `(select i % 8 as a, (i * 5) % 8 as b, i % 3 as n, case when i < 63 then date '2022-01-01' + (i * 29)::integer end as day from range(64) r(i))`;

it('sets the bit of an event where its lists or its test hold, on the days it is asked for', async () => {
  const events = new EventBits();
  const year = (from: string, to: string) => ({ day: 'x.day', from, to });
  const a = (bit: number) => ({ mask: 'a', bit });
  const b = (bit: number) => ({ mask: 'b', bit });
  const sql = {
    'a in list 2': 'x.a & 4 <> 0',
    'a in list 0 or b in list 1': '(x.a & 1 <> 0 or x.b & 2 <> 0)',
    'n is one': 'x.n = 1',
    'a in list 1, 2023 only': 'x.a & 2 <> 0',
    'b in list 0, asked for by two': 'x.b & 1 <> 0',
    'b in list 2, asked for on any day too': 'x.b & 4 <> 0',
  };
  const places = [
    events.place(sql['a in list 2'], [a(2)], undefined),
    events.place(sql['a in list 0 or b in list 1'], [a(0), b(1)], undefined),
    events.place(sql['n is one'], undefined, year('2024-01-01', '2025-01-01')),
    events.place(sql['a in list 1, 2023 only'], [a(1)], year('2023-01-01', '2024-01-01')),
    events.place(sql['b in list 0, asked for by two'], [b(0)], year('2022-03-01', '2022-06-01')),
    events.place(sql['b in list 2, asked for on any day too'], [b(2)], year('2022-03-01', '2022-06-01')),
  ];
  expect(places).toEqual([0, 1, 2, 3, 4, 5]);
  // The same event again, for another measure.
  expect(events.place(sql['b in list 0, asked for by two'], [b(0)], year('2023-01-01', '2023-02-01'))).toBe(
    4,
  );
  expect(events.place(sql['b in list 2, asked for on any day too'], [b(2)], undefined)).toBe(5);
  expect(events.find('x.n = 1')).toBe(2);
  expect(events.find('x.n = 2')).toBeUndefined();

  const on = (from: string, to: string) => `(x.day is null or (x.day >= '${from}' and x.day < '${to}'))`;
  const days = ['true', 'true', on('2024-01-01', '2025-01-01'), on('2023-01-01', '2024-01-01')];
  days.push(on('2022-03-01', '2023-02-01'), 'true');
  const warehouse = await openDuckdb({ threads: 1 });
  try {
    for (const within of [true, false]) {
      const tests = Object.values(sql).map((test, i) => (within ? `(${test} and ${days[i]})` : test));
      const rows = await warehouse.values(
        `select [${places.map((place) => isEvent('m', place)).join(', ')}]::varchar, [${tests.join(', ')}]::varchar
         from (select x.*, ${events.columns(within).join(', ')} from ${ROWS} x) m, lateral (select m.a, m.b, m.n, m.day) x`,
      );
      expect(rows).toHaveLength(64);
      expect(rows.map(([own]) => own)).toEqual(rows.map(([, other]) => other));
      expect(new Set(rows.map(([own]) => own)).size).toBeGreaterThan(10);
    }
  } finally {
    warehouse.close();
  }
});

it('is nothing where nothing is asked for', () => {
  expect(new EventBits().columns(true)).toEqual([expect.stringContaining('0::bigint')]);
});
