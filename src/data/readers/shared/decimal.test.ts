import { assert, bigInt, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalText, millionths } from './decimal.ts';

describe('exact decimals', () => {
  it('reads what an amount may look like', () => {
    expect(['12.5', '-.5', '5.', '+7', '0012.50', '0'].map((text) => decimalText(millionths(text)!))).toEqual(
      ['12.5', '-0.5', '5', '7', '12.5', '0'],
    );
  });

  it('takes nothing else for an amount', () => {
    for (const text of ['', '.', '-', '1e3', '$5', '1,000', '1.2.3', ' 1', '0.0000001', undefined])
      expect(millionths(text)).toBeUndefined();
  });

  it('adds what floating point cannot', () => {
    expect(decimalText(millionths('0.1')! + millionths('0.2')!)).toBe('0.3');
    expect(decimalText(millionths('99999999999999.9999')! + millionths('0.0001')!)).toBe('100000000000000');
  });

  it('reads and writes small amounts as it does large ones', () => {
    assert(
      property(bigInt(-(10n ** 16n), 10n ** 16n), (value) => {
        const text = decimalText(value);
        // A sign or blank zeros in front take the long way.
        const long = text.startsWith('-') ? `-0000000000${text.slice(1)}` : `+${text}`;
        expect(millionths(text)).toBe(value);
        expect(millionths(long)).toBe(value);
        expect(text).not.toMatch(/\.$|\.\d*0$|^-?0\d/);
      }),
    );
  });

  it('gives back what it read', () => {
    assert(
      property(bigInt(-(10n ** 24n), 10n ** 24n), (value) => {
        expect(millionths(decimalText(value))).toBe(value);
      }),
    );
  });
});
