import { describe, expect, it } from 'vitest';
import {
  add,
  compare,
  decimal,
  decimalText,
  parseDecimal,
  roundHalfUp,
  subtract,
  trimmed,
} from './decimal.ts';

describe('decimals as text', () => {
  it('adds figures of different precision exactly', () => {
    expect(decimalText(add(decimal('0.1'), decimal('0.20')))).toBe('0.30');
    expect(decimalText(add(decimal('99999999999999999999.99'), decimal('0.01')), 2)).toBe(
      '100000000000000000000.00',
    );
    expect(decimalText(subtract(decimal('1'), decimal('1.05')))).toBe('-0.05');
  });

  it('compares by value, not by digits', () => {
    expect(compare(decimal('0.75'), decimal('0.750000000000000'))).toBe(0);
    expect(compare(decimal('-0.1'), decimal('0'))).toBe(-1);
  });

  it('rounds half away from zero, as amounts are', () => {
    expect(decimalText(roundHalfUp(decimal('2.345'), 2))).toBe('2.35');
    expect(decimalText(roundHalfUp(decimal('-2.345'), 2))).toBe('-2.35');
    expect(decimalText(roundHalfUp(decimal('-2.3449'), 2))).toBe('-2.34');
  });

  it('refuses what is not plain digits', () => {
    for (const text of ['', '1,234', '1e3', '.5', '5.', '0x1', '１２'])
      expect(parseDecimal(text)).toBeUndefined();
  });

  it('trims zeros of the fraction only', () => {
    expect(decimalText(trimmed(decimal('1200.500')))).toBe('1200.5');
    expect(decimalText(trimmed(decimal('1200')))).toBe('1200');
  });
});
