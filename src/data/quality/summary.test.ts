import { expect, it } from 'vitest';
import { percentText } from './summary.ts';

it('shares are rounded to the nearest tenth of a per cent, and are never none or all where they are not', () => {
  const shares = [
    ['1', '15'],
    ['1', '16'],
    ['2', '3'],
    ['1', '4'],
    ['0', '7'],
    ['7', '7'],
    ['0', '0'],
  ] as const;
  expect(shares.map(([part, whole]) => percentText(part, whole))).toEqual([
    '6.7 %',
    '6.3 %',
    '66.7 %',
    '25 %',
    '0 %',
    '100 %',
    '',
  ]);
  expect(percentText('1', '100000')).toBe('< 0.1 %');
  expect(percentText('99999', '100000')).toBe('> 99.9 %');
});
