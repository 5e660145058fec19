import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { Codes } from './codes.ts';

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openDuckdb({ threads: 1 });
});
afterAll(() => warehouse.close());

/** Does a list of codes match a row of columns, by each way there is? */
async function asked(codes: readonly string[], row: readonly (string | null)[]) {
  const columns = row.map((_, i) => `c${i}`);
  const cells = row.map((cell, i) => `${cell === null ? 'null::varchar' : quoteLiteral(cell)} as c${i}`);
  const few = new Codes(codes);
  // More codes that match nothing: the way of long lists.
  const many = new Codes([...codes, ...Array.from({ length: 300 }, (_, i) => `ZZZ${i}`)]);
  const tests = [
    few.matchesAny(columns),
    many.matchesAny(columns),
    columns.map((c) => few.matches(c)).join(' or '),
  ];
  const [answers] = await warehouse.values(`select ${tests.join(', ')} from (select ${cells.join(', ')})`);
  return answers;
}

/** The rule in other words. */
const holds = (codes: readonly string[], row: readonly (string | null)[]) =>
  row.some((cell) =>
    codes.some((code) => {
      const plain = (text: string) => text.replaceAll('.', '').toUpperCase();
      if (cell === null || plain(code) === '') return false;
      return code.endsWith('*')
        ? plain(cell).startsWith(plain(code).slice(0, -1))
        : plain(cell) === plain(code);
    }),
  );

describe('codes', () => {
  it('match without dots, in capitals, by prefix where they end in a star', async () => {
    expect(await asked(['E11*', 'I10'], ['e11.9', null])).toEqual([true, true, true]);
    expect(await asked(['E11', 'I10*'], ['E11.9', null])).toEqual([false, false, false]);
    expect(await asked(['47.0'], [null, '470'])).toEqual([true, true, true]);
    expect(await asked([], ['A', 'B'])).toEqual([false, false, false]);
  });

  it('mean the same in every way they are asked', async () => {
    const part = fc.constantFrom('A', 'b', '1', '.', '+', '(', "'", '\\', '$');
    const text = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));
    const code = fc.tuple(text, fc.constantFrom('', '*')).map(([own, star]) => own + star);
    const row = fc.array(fc.option(text), { minLength: 2, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.array(code, { maxLength: 4 }), row, async (codes, cells) => {
        const expected = holds(codes, cells);
        expect(await asked(codes, cells)).toEqual([expected, expected, expected]);
      }),
      { numRuns: 120, seed: 2 },
    );
  });
});
