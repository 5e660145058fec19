import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divideHalfEven, formatDecimal, MOST, parseDecimal } from './number.ts';

describe('exact decimals', () => {
  it.each([
    ['12345678901234567.89', 6, 12345678901234567890000n, false],
    ['-0.05', 15, -50000000000000n, false],
    ['.5', 0, 0n, true],
    ['1.5', 0, 2n, true],
    ['2.5', 0, 2n, true],
    ['-2.5', 0, -2n, true],
    ['2.51', 0, 3n, true],
    ['1e-3', 6, 1000n, false],
    ['1.25E3', 0, 1250n, false],
    ['0012', 0, 12n, false],
    ['0.0000001', 6, 0n, true],
    ['1e-9999', 6, 0n, true],
    ['-0', 6, 0n, false],
  ])('%s at %d', (text, scale, value, rounded) => {
    expect(parseDecimal(text, scale)).toEqual({ value, rounded });
  });

  it.each(['', '.', '-', '1,000', '1.2.3', '5%', 'e3', '0x10', ' 1', '1 ', 'NaN', '1e99999', '9'.repeat(40)])(
    '%s is no number',
    (text) => expect(parseDecimal(text, 6)).toBeUndefined(),
  );

  it('holds up to 2^127 − 1 and no more', () => {
    expect(parseDecimal(String(MOST), 0)?.value).toBe(MOST);
    expect(parseDecimal(String(MOST + 1n), 0)).toBeUndefined();
  });

  it('writes without padding zeros', () => {
    expect(formatDecimal(1250000n, 6)).toBe('1.25');
    expect(formatDecimal('-50000', 6)).toBe('-0.05');
    expect(formatDecimal(0n, 15)).toBe('0');
    expect(formatDecimal(7000000n, 6)).toBe('7');
  });

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -MOST, max: MOST }), fc.constantFrom(0, 6, 9, 15), (value, scale) => {
        expect(parseDecimal(formatDecimal(value, scale), scale)).toEqual({ value, rounded: false });
      }),
    );
  });

  it('divides to the nearest, ties to even', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
        fc.bigInt({ min: 1n, max: 10n ** 12n }),
        (a, b) => {
          const q = divideHalfEven(a, b);
          const off = (a - q * b) * 2n;
          const size = off < 0n ? -off : off;
          expect(size < b || (size === b && q % 2n === 0n)).toBe(true);
        },
      ),
    );
  });
});
