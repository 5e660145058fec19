import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distribute, largestRemainder } from './distribute.ts';

describe('60 % by panel, 40 % by quality', () => {
  const members = [
    { id: 'B', weights: { panel: 300n, quality: 80n } },
    { id: 'A', weights: { panel: 100n, quality: 90n } },
    { id: 'C', weights: { panel: 200n, quality: 70n } },
  ];
  const pools = [
    { rule: 'panel', share: 60n },
    { rule: 'quality', share: 40n },
  ];

  it('of 1,000.01 goes out to the cent', () => {
    const got = distribute(100001n, members, pools, 1n);
    // 600.01 by 100 : 300 : 200 is 100.00167, 300.005, 200.00333: the cent to B. 400.00 by 90 : 80 : 70 is 150, 133.33, 116.67.
    expect(got).toEqual({
      amounts: new Map([
        ['A', [10000n, 15000n]],
        ['B', [30001n, 13333n]],
        ['C', [20000n, 11667n]],
      ]),
    });
  });

  it('of a loss is the same with its sign', () => {
    expect(distribute(-100001n, members, pools, 1n)).toMatchObject({
      amounts: new Map([
        ['A', [-10000n, -15000n]],
        ['B', [-30001n, -13333n]],
        ['C', [-20000n, -11667n]],
      ]),
    });
  });
});

describe('what cannot be distributed', () => {
  const pools = [{ rule: 'panel', share: 1n }];
  it('says why', () => {
    expect(distribute(1n, [], pools, 1n)).toEqual({ reason: 'no-members' });
    const of = (weight: bigint | undefined) =>
      distribute(1n, [{ id: 'A', weights: { panel: weight } }], pools, 1n);
    expect(of(undefined)).toEqual({ reason: 'weight-unknown', rule: 'panel' });
    expect(of(-1n)).toEqual({ reason: 'weight-negative', rule: 'panel' });
    expect(of(0n)).toEqual({ reason: 'weights-zero', rule: 'panel' });
  });
});

describe('largest remainder', () => {
  it('settles ties in order, and gives what is under a unit to the first', () => {
    expect(largestRemainder(100n, [1n, 1n, 1n], 1n)).toEqual([34n, 33n, 33n]);
    expect(largestRemainder(10007n, [1n, 1n], 100n)).toEqual([5007n, 5000n]);
  });

  it('always adds up, and nobody is a unit away from the exact share', () => {
    const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 8 });
    const total = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
    fc.assert(
      fc.property(total, weights, fc.constantFrom(1n, 100n), (amount, list, unit) => {
        const parts = largestRemainder(amount, list, unit);
        const whole = list.reduce((a, b) => a + b, 0n);
        if (whole === 0n) return expect(parts).toBeUndefined();
        expect((parts as bigint[]).reduce((a, b) => a + b, 0n)).toBe(amount);
        (parts as bigint[]).forEach((part, i) => {
          const off = part * whole - amount * (list[i] as bigint);
          expect(off < 2n * unit * whole && off > -2n * unit * whole).toBe(true);
        });
      }),
      { numRuns: 300, seed: 5 },
    );
  });
});
