import { expect, it } from 'vitest';
import { readConditions, typedValue, writeConditions } from './conditions.ts';

it('conditions survive the address', () => {
  const text = 'savings:lt:0\nname:eq:a:b\nquality:unknown';
  expect(readConditions(text)).toEqual([
    { name: 'savings', op: 'lt', value: '0' },
    { name: 'name', op: 'eq', value: 'a:b' },
    { name: 'quality', op: 'unknown', value: '' },
  ]);
  expect(writeConditions(readConditions(text))).toBe(text);
  expect(readConditions('nonsense')).toEqual([]);
});

it('numbers are taken as people type them', () => {
  expect(typedValue('1,240.50')).toBe('1240.50');
  expect(typedValue('75 %')).toBe('0.75');
  expect(typedValue('-2.5%')).toBe('-0.025');
  expect(typedValue('aco 1')).toBe('aco 1');
});
