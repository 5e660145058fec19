import { describe, expect, it } from 'vitest';
import type { Cell, ScalarType } from '../../language/plan.ts';
import { cellSet, overlap } from './cells.ts';

const whole: ScalarType = { kind: 'number', dimensions: {}, scale: 0 };
const text: ScalarType = { kind: 'text' };
const date: ScalarType = { kind: 'date' };
const is = (value: string): Cell => ({ test: 'is', value });
const between = (low: string, high: string, closed = true): Cell => ({
  test: 'between',
  low,
  lowClosed: closed,
  high,
  highClosed: closed,
});

describe('cells as sets', () => {
  it('open ends are the next whole number, or day', () => {
    expect(cellSet(between('1', '5', false), whole)).toEqual({
      kind: 'intervals',
      intervals: [{ low: 2n, high: 4n }],
    });
    expect(cellSet(between('1970-01-01', '1970-01-03', false), date)).toEqual({
      kind: 'intervals',
      intervals: [{ low: 1n, high: 1n }],
    });
    expect(cellSet(between('1', '2', false), whole)).toEqual({ kind: 'intervals', intervals: [] });
  });

  it('what is not in a set is what lies around it', () => {
    const not: Cell = { test: 'not', cells: [is('3'), between('4', '6'), is('9')] };
    expect(cellSet(not, whole)).toEqual({
      kind: 'intervals',
      intervals: [{ high: 2n }, { low: 7n, high: 8n }, { low: 10n }],
    });
    expect(cellSet({ test: 'not', cells: [{ test: 'any' }] }, whole)).toEqual({
      kind: 'intervals',
      intervals: [],
    });
    expect(cellSet({ test: 'not', cells: [not] }, whole)).toEqual({
      kind: 'intervals',
      intervals: [
        { low: 3n, high: 6n },
        { low: 9n, high: 9n },
      ],
    });
  });

  it('texts are themselves or all others', () => {
    const not: Cell = { test: 'not', cells: [is('A')] };
    expect(cellSet({ test: 'either', cells: [not, is('A')] }, text)).toEqual({
      kind: 'values',
      values: [],
      but: true,
    });
    expect(overlap(cellSet(not, text), cellSet(is('A'), text))).toBe(false);
    expect(overlap(cellSet(not, text), cellSet({ test: 'any' }, text))).toBe(true);
  });

  it('two sets overlap where they share a value', () => {
    const set = (cell: Cell) => cellSet(cell, whole);
    expect(overlap(set(between('1', '5')), set(between('5', '9')))).toBe(true);
    expect(overlap(set(between('1', '5', false)), set(is('5')))).toBe(false);
    expect(overlap(set({ test: 'between', lowClosed: true, low: '3', highClosed: true }), set(is('2')))).toBe(
      false,
    );
  });
});
