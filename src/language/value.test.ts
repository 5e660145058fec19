import { describe, expect, it } from 'vitest';
import type { ScalarType } from './plan.ts';
import { dayNumber, isDate, normalDuration, parseConstant, renderConstant } from './value.ts';

const money: ScalarType = { kind: 'number', dimensions: { money: 1 }, scale: 6 };

describe('constants', () => {
  it('keeps cents and codes', () => {
    expect(parseConstant('1250.75', money)).toBe('1250750000');
    expect(renderConstant('1250750000', money)).toBe('1250.75');
    expect(parseConstant('0012', { kind: 'text' })).toBe('0012');
    expect(parseConstant('yes', { kind: 'boolean' })).toBeUndefined();
    expect(parseConstant('true', { kind: 'boolean' })).toBe(true);
    expect(renderConstant(null, money)).toBe('null');
  });

  it('knows the calendar', () => {
    expect(isDate('2024-02-29')).toBe(true);
    for (const bad of [
      '2023-02-29',
      '1900-02-29',
      '2024-13-01',
      '2024-00-10',
      '2024-1-1',
      '0000-01-01',
      '2024-01-32',
    ])
      expect(isDate(bad), bad).toBe(false);
    expect(dayNumber('2024-03-01') - dayNumber('2024-02-28')).toBe(2);
  });

  it('spells a duration in one way', () => {
    expect(normalDuration('P14M')).toBe('P1Y2M');
    expect(normalDuration('P2W')).toBe('P14D');
    expect(normalDuration('P0D')).toBe('P0D');
    expect(normalDuration('P1Y2M3D')).toBe('P1Y2M3D');
    for (const bad of ['P', 'PT1H', '-P1D', 'P1D2M', '3M', 'P1.5Y'])
      expect(normalDuration(bad), bad).toBeUndefined();
  });
});
