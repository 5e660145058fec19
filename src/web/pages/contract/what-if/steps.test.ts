import { describe, expect, it } from 'vitest';
import { plain, positions, sameNumber, valueAt } from './steps.ts';

describe('a slider', () => {
  it('stands for exact values', () => {
    expect(valueAt('0', '1', '0.1', 3)).toBe('0.3');
    expect(valueAt('-0.05', '0.05', '0.01', 5)).toBe('0');
    expect(valueAt('9000000000000000.01', '9000000000000000.05', '0.01', 2)).toBe('9000000000000000.03');
  });

  it('finds where a value stands, and the ends for what lies outside', () => {
    expect(positions('0', '1', '0.05', '0.500000000000000')).toEqual({ count: 20, position: 10 });
    expect(positions('0', '1', '0.05', '3')).toEqual({ count: 20, position: 20 });
    expect(positions('0', '1', '0.05', '-1')).toEqual({ count: 20, position: 0 });
  });

  it('reaches its upper end where steps do not meet it', () => {
    expect(positions('0', '1', '0.3', '1')).toEqual({ count: 4, position: 4 });
    expect(valueAt('0', '1', '0.3', 4)).toBe('1');
  });

  it('is none where there is no range', () => {
    expect(positions('1', '1', '0.1', '1')).toBeNull();
    expect(positions('a', '1', '0.1', '1')).toBeNull();
  });

  it('writes as a person would', () => {
    expect([plain('0.750000'), plain('-12.00'), plain('P90D'), plain('.5')]).toEqual([
      '0.75',
      '-12',
      'P90D',
      '0.5',
    ]);
    expect(sameNumber('0.50', '0.5')).toBe(true);
  });
});
