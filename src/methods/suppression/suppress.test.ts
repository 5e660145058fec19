import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CountTable, Mark, Suppressed } from './suppress.ts';
import { suppress } from './suppress.ts';
import { suppressList } from './list.ts';

const short: Record<Mark, string> = { shown: '.', small: 's', complementary: 'c' };
const drawn = (marks: Suppressed) => marks.counts.map((line) => line.map((mark) => short[mark]).join(''));

describe('a table with its totals', () => {
  it('withholds 1 to 10, shows 0, and hides three more so that no total gives the small one away', () => {
    const counts = [
      [5, 40, 60],
      [30, 20, 0],
      [70, 80, 90],
    ];
    const marks = suppress({ counts, rowTotals: true, columnTotals: true });
    expect(drawn(marks)).toEqual(['sc.', 'cc.', '...']);
    expect([...marks.rowTotals, ...marks.columnTotals, marks.total]).toEqual(Array(7).fill('shown'));
  });

  it('withholds no more where small counts protect each other', () => {
    const counts = [
      [5, 6, 60],
      [3, 9, 12],
    ];
    expect(drawn(suppress({ counts, rowTotals: true, columnTotals: true }))).toEqual(['ss.', 'ss.']);
  });

  it('sees that two cells that add up to 2 are 1 and 1', () => {
    const counts = [
      [1, 1, 50],
      [1, 1, 50],
    ];
    const marks = suppress({ counts, rowTotals: true, columnTotals: true });
    expect(marks.counts.flat().filter((mark) => mark !== 'shown').length).toBeGreaterThan(4);
  });

  it('takes another threshold, and no totals', () => {
    const counts = [[5, 40]];
    expect(drawn(suppress({ counts, rowTotals: true, columnTotals: false }, { threshold: 5 }))).toEqual([
      '..',
    ]);
    expect(drawn(suppress({ counts, rowTotals: false, columnTotals: false }))).toEqual(['s.']);
  });

  it('withholds everything where nothing else hides the one', () => {
    const marks = suppress({ counts: [[4], [0]], rowTotals: true, columnTotals: true });
    expect(marks).toMatchObject({ counts: [['small'], ['shown']], total: 'small' });
  });

  it('is quick on a table of a report: 200 institutions by 12 months', () => {
    const counts = Array.from({ length: 200 }, (_, r) =>
      Array.from({ length: 12 }, (_unused, c) => ((r * 7919 + c * 104729) % 97) % 61),
    );
    const started = performance.now();
    const marks = suppress({ counts, rowTotals: true, columnTotals: true }).counts.flat();
    expect(performance.now() - started).toBeLessThan(10_000);
    const small = counts.flat().map((count) => count > 0 && count < 11);
    expect(marks.map((mark) => mark === 'small')).toEqual(small);
  });

  it('refuses what is no table of counts', () => {
    for (const counts of [[[-1]], [[1.5]], [[1, 2], [3]]])
      expect(() => suppress({ counts, rowTotals: true, columnTotals: true })).toThrow(RangeError);
    const none = { counts: [[1]], rowTotals: true, columnTotals: true };
    expect(() => suppress(none, { threshold: 0 })).toThrow(RangeError);
  });
});

/** All values a withheld cell could have, by trying every table with withheld cells from 1 up and the same shown figures. */
function possible(table: CountTable, marks: Suppressed): Set<number>[][] {
  const { counts } = table;
  const hidden = counts.flatMap((line, r) =>
    line.flatMap((_, c) => (marks.counts[r]?.[c] === 'shown' ? [] : [{ r, c }])),
  );
  const found = counts.map((line) => line.map(() => new Set<number>()));
  const now = counts.map((line) => line.map((count) => count ?? 0));
  const rowSum = (r: number, of: readonly (readonly (number | undefined)[])[]) =>
    (of[r] ?? []).reduce<number>((a, b) => a + (b ?? 0), 0);
  const columnSum = (c: number, of: readonly (readonly (number | undefined)[])[]) =>
    of.reduce((a, line) => a + (line[c] ?? 0), 0);
  const total = (of: readonly (readonly (number | undefined)[])[]) =>
    of.reduce((a, _, r) => a + rowSum(r, of), 0);
  const bound = total(counts) + 2;
  const fits = () =>
    (marks.total !== 'shown' || total(now) === total(counts)) &&
    marks.rowTotals.every((mark, r) =>
      mark === 'shown' ? rowSum(r, now) === rowSum(r, counts) : rowSum(r, now) > 0,
    ) &&
    marks.columnTotals.every((mark, c) =>
      mark === 'shown' ? columnSum(c, now) === columnSum(c, counts) : columnSum(c, now) > 0,
    );
  const walk = (i: number, left: number): void => {
    const at = hidden[i];
    if (!at) {
      if (fits()) hidden.forEach(({ r, c }) => found[r]?.[c]?.add(now[r]?.[c] as number));
      return;
    }
    for (let value = 1; value <= Math.min(left, bound); value += 1) {
      (now[at.r] as number[])[at.c] = value;
      walk(i + 1, left - value);
    }
  };
  const shown = counts.reduce<number>(
    (a, line, r) =>
      a + line.reduce<number>((b, count, c) => b + (marks.counts[r]?.[c] === 'shown' ? (count ?? 0) : 0), 0),
    0,
  );
  walk(0, bound - shown);
  return found;
}

describe('any table', () => {
  const count = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 4, max: 8 }));
  const counts = fc
    .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }))
    .filter(([rows, columns]) => rows * columns <= 6)
    .chain(([rows, columns]) =>
      fc.array(fc.array(count, { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
    );

  it('gives no withheld cell away, by trying all tables there could be', () => {
    fc.assert(
      fc.property(counts, fc.boolean(), fc.boolean(), (given, rowTotals, columnTotals) => {
        const table = { counts: given, rowTotals, columnTotals };
        const marks = suppress(table, { threshold: 4 });
        const all = possible(table, marks);
        const everything = given.flat().every((n, i) => n === 0 || marks.counts.flat()[i] !== 'shown');
        given.forEach((line, r) =>
          line.forEach((n, c) => {
            const mark = marks.counts[r]?.[c];
            expect(mark === 'small').toBe(n > 0 && n < 4);
            if (mark !== 'shown' && !everything) expect(all[r]?.[c]?.size).toBeGreaterThan(1);
          }),
        );
      }),
      { numRuns: 150, seed: 11 },
    );
  });
});

describe('a list', () => {
  it('hides the next smallest count beside a lone small one, if the total is published', () => {
    expect(suppressList([3, 50, 20, 0])).toEqual({
      counts: ['small', 'shown', 'complementary', 'shown'],
      total: 'shown',
    });
    expect(suppressList([3, 50, 20, 0], { total: false }).counts).toEqual([
      'small',
      'shown',
      'shown',
      'shown',
    ]);
    expect(suppressList([])).toEqual({ counts: [], total: 'shown' });
  });
});
