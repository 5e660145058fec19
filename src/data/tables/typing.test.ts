import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScalarType } from '../../language/plan.ts';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { cellReader } from './dictionary.ts';
import { staging, openStaging } from './staging.ts';
import { boolean, count, date, money, ratio } from './testing.ts';
import type { Typed } from './typing.ts';
import { typeColumns } from './typing.ts';

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openDuckdb({ threads: 1 });
  await openStaging(warehouse);
});
afterAll(() => warehouse.close());

let tables = 0;

/** A column of cells typed in bulk: values as text, and what was found wrong. */
async function bulk(cells: readonly (string | null)[], column: Omit<Typed, 'text'>) {
  tables += 1;
  const name = staging(`cells_${tables}`);
  const shape = [
    { name: 'line', type: 'bigint' },
    { name: 't', type: 'varchar' },
  ] as const;
  await warehouse.create(name, shape);
  await warehouse.insert(
    name,
    shape,
    cells.map((cell, i) => [BigInt(i + 2), cell]),
  );
  const view = `reading.cells_${tables}`;
  const typed = await typeColumns(warehouse, view, [{ ...column, text: 't' }]);
  const [first] = typed.columns;
  const rows = await warehouse.values(`select ${first?.value} from ${typed.from} order by v.line`);
  await typed.release();
  await warehouse.run(`drop table ${view}`);
  return { values: rows.map(([value]) => value), type: first?.type, findings: first?.findings ?? [] };
}

const target = (type: ScalarType) => ({ name: 'x', type, isKey: false, optional: false, names: ['x'] });
const map = (formats: string[], values = {}, unknown: string[] = []) => ({ formats, values, unknown });

/** Cells people write, and near misses. */
const cell = fc.oneof(
  fc.stringMatching(/^[+-]?\d{1,20}(\.\d{0,20})?$/),
  fc.stringMatching(/^[+-]?\d{1,4}(,\d{3}){0,4}(\.\d{1,8})?$/),
  fc.stringMatching(/^-?\d{1,3}\.\d{1,18}5?0{0,3} ?%?$/),
  fc.stringMatching(/^\d\.\d{1,4}[eE]-?\d{1,2}$/),
  fc.stringMatching(/^[ 　]?[0-9０-９.]{1,6}[ \t]?$/),
  fc.stringMatching(/^\d{4}-\d\d-\d\d$/),
  fc.stringMatching(/^[0-3]?\d\/[0-3]?\d\/20\d\d$/),
  fc.constantFrom('', ' ', '-', 'N/A', '1', '0', 'true', 'No', '3 out of 10', '2024-02-30', '0000-01-01'),
  fc.string({ maxLength: 6 }).filter((s) => !s.includes('\0')),
);

describe('typing in bulk', () => {
  it.each([
    ['money, plain', money, []],
    ['money, thousands', money, ['thousands']],
    ['money, thousands or out of', money, ['thousands', 'out of']],
    ['ratio, plain', ratio, []],
    ['ratio, percent', ratio, ['percent']],
    ['count, plain', count, ['plain']],
    ['count, percent', count, ['percent']],
    ['date', date, []],
    ['date, American or ISO', date, ['MM/DD/YYYY', 'iso']],
    ['boolean', boolean, []],
  ])('reads cells as parse.ts does: %s', async (_, type, formats) => {
    const column = {
      target: target(type),
      map: map(formats, { '7': '1', '2024-01-01': '' }, ['-', '12', '0']),
    };
    const read = cellReader(column);
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { maxLength: 60 }), async (cells) => {
        const { values, findings } = await bulk(cells, column);
        const expected = cells.map((text) => read(text, null));
        expect(values).toEqual(expected.map((e) => e.value));
        for (const kind of ['unreadable', 'too large', 'rounded'] as const) {
          const wrong = expected.flatMap((e, i) => (e.status === kind ? [i + 2] : []));
          const found = findings.find((f) => f.kind === kind);
          expect(found?.total ?? 0).toBe(wrong.length);
          expect(found?.first.map((f) => f.line) ?? []).toEqual(wrong.slice(0, kind === 'rounded' ? 1 : 20));
        }
      }),
      { numRuns: 25 },
    );
  });

  it('is wide only where it must be', async () => {
    const narrow = await bulk(['9223372036854.775807', '1e3'], { target: target(money) });
    expect(narrow).toMatchObject({ type: 'bigint', values: [9223372036854775807n, 1000000000n] });
    const wide = await bulk(['9223372036854.775808', null], { target: target(money) });
    expect(wide).toMatchObject({ type: 'hugeint', values: [9223372036854775808n, null] });
  });

  it('counts all and lists twenty', async () => {
    const { findings } = await bulk(
      Array.from({ length: 50 }, () => 'x'),
      { target: target(money) },
    );
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ kind: 'unreadable', total: 50 });
    expect(findings[0]?.first).toHaveLength(20);
    expect(findings[0]?.first[0]).toEqual({ line: 2, text: 'x' });
  });
});
