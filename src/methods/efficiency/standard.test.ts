import { describe, expect, it } from 'vitest';
import type { Cell, Pair, Sums } from './cells.ts';
import { newcombe, wilson } from './change.ts';
import { standardsOf } from './standard.ts';

const none: Sums = { cases: 0n, sum: 0n, squares: 0n };
const pair: Pair = { cases: 0n, part: 0n, whole: 0n, partSquares: 0n, products: 0n, wholeSquares: 0n };
const cell = (group: string, fates: bigint, deaths: bigint): Cell => ({
  period: 0,
  hospital: 'H1',
  department: undefined,
  group,
  cases: fates,
  stay: none,
  fee: none,
  drugs: pair,
  plainDrugs: pair,
  materials: pair,
  fates,
  deaths,
});

describe('the risk of death of groups', () => {
  it('is graded by standard deviations of the logarithm of their mortality', () => {
    // ln: −6.908, −4.605, −3.912, −2.303, −0.693; mean −3.684, standard deviation 2.353.
    const found = standardsOf([
      cell('A', 1000n, 1n),
      cell('B', 100n, 1n),
      cell('C', 50n, 1n),
      cell('D', 10n, 1n),
      cell('E', 2n, 1n),
      cell('F', 900n, 0n),
    ]);
    expect([...found].map(([group, { risk }]) => [group, risk])).toEqual([
      ['A', 'low'],
      ['B', 'mid-low'],
      ['C', 'mid-low'],
      ['D', 'mid-high'],
      ['E', 'high'],
      ['F', 'none'],
    ]);
  });

  it('is not graded where fewer than two groups had a death', () => {
    const found = standardsOf([cell('A', 1000n, 1n), cell('B', 100n, 0n)]);
    expect([...found.values()].map(({ risk }) => risk)).toEqual([undefined, 'none']);
  });

  it('is the same for groups of the same mortality', () => {
    const found = standardsOf([cell('A', 30n, 1n), cell('B', 90n, 3n)]);
    expect([...found.values()].map(({ risk }) => risk)).toEqual(['mid-high', 'mid-high']);
  });
});

describe('intervals', () => {
  it('of a proportion: 0 of 20 is up to z² ÷ (n + z²)', () => {
    const { low, high } = wilson(0, 20);
    expect(low).toBe(0);
    expect(high).toBeCloseTo(3.841459 / 23.841459, 6);
  });

  it('of a difference join those of both: 56 of 70 less 48 of 80', () => {
    const [a, b] = [wilson(56, 70), wilson(48, 80)];
    const { low, high } = newcombe([56, 70], [48, 80]);
    expect(low).toBeCloseTo(0.2 - Math.sqrt((0.8 - a.low) ** 2 + (b.high - 0.6) ** 2), 12);
    expect(high).toBeCloseTo(0.2 + Math.sqrt((a.high - 0.8) ** 2 + (0.6 - b.low) ** 2), 12);
    expect([low.toFixed(4), high.toFixed(4)]).toEqual(['0.0524', '0.3339']);
  });
});
