import { describe, expect, it } from 'vitest';
import type { Pair } from '../../engine/publish/index.ts';
import { withheldOf } from './marks.ts';

/** A county is paid by the fund and pays its clinics: people and what each is paid, `fund` of the county itself. */
const pair = (from: string, to: string, people: number, ...amounts: number[]): Pair => ({
  from,
  to,
  people,
  kind: from === 'fund' ? 'fund to county' : 'county to clinic',
  amounts: amounts.map((amount) => ({ amount: amount.toFixed(2) })),
});
const drawn = (pairs: readonly Pair[], payments: number, different?: number) => {
  const hidden = withheldOf(pairs, payments, 11, different);
  const mark = (one: boolean | undefined) => (one ? '*' : '.');
  return [
    ...pairs.map((_, i) => [hidden.people[i], ...(hidden.amounts[i] ?? [])].map(mark).join('')),
    [hidden.totalPeople, ...hidden.totalAmounts].map(mark).join(''),
  ];
};

describe('what hides a small count', () => {
  it('is no row that cannot have the payment: the clinic beside it goes, not the county', () => {
    // The county has the next smallest count, but is never paid a package.
    const pairs = [
      pair('fund', 'county', 20, 900, 0),
      pair('county', 'a', 5, 0, 500),
      pair('county', 'b', 30, 0, 3000),
      pair('county', 'c', 60, 0, 6000),
    ];
    const [, a, b, c, total] = drawn(pairs, 2);
    expect([a?.[2], b?.[2], c?.[2], total?.[2]]).toEqual(['*', '*', '.', '.']);
  });

  it('of one county is not a clinic of another: the first one’s people are in its own row', () => {
    const pairs = [
      pair('fund', 'x', 45, 1),
      pair('fund', 'y', 80, 1),
      pair('x', 'x1', 5, 0),
      pair('x', 'x2', 40, 0),
      pair('y', 'y1', 12, 0),
      pair('y', 'y2', 68, 0),
    ];
    const marks = drawn(pairs, 1, 125);
    expect(marks.slice(2, 4).map((line) => line[0])).toEqual(['*', '*']);
    // y1 went beside x1 as the smallest; so must y2, or y less y2 gives it away.
    expect(marks.slice(4, 6).map((line) => line[0])).toEqual(['*', '*']);
  });

  it('where nothing can, the total goes', () => {
    expect(drawn([pair('f', 'a', 5, 7), pair('f', 'b', 50, 0), pair('f', 'c', 60, 0)], 1)).toEqual([
      '**',
      '**',
      '..',
      '.*',
    ]);
  });

  it('counts the same people in two rows once: seven are no fourteen', () => {
    const pairs = [pair('f', 'a', 7, 1), pair('f', 'b', 7, 1)];
    expect(drawn(pairs, 1, 7)).toEqual(['**', '**', '**']);
    expect(drawn(pairs, 1, 14)).toEqual(['**', '**', '..']);
  });
});
