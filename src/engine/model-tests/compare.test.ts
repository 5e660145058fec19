import { describe, expect, it } from 'vitest';
import type { ExpectedFigure } from '../../language/agreement.ts';
import { problemWith, type Figure } from './compare.ts';

function expected(value: string | null, more: Partial<ExpectedFigure> = {}): ExpectedFigure {
  return {
    of: { kind: 'term', entity: 'aco', term: 'savings' },
    key: 'A1001',
    value,
    at: { file: 'tests.yaml' },
    ...more,
  };
}
const number = (value: string): Figure => ({ kind: 'number', value });
const missing: Figure = {
  kind: 'number',
  value: null,
  reason: { kind: 'missing', entity: 'aco', key: 'A1001', name: 'benchmark' },
};

describe('an expected figure', () => {
  it('is compared exactly, whatever zeros stand at its end', () => {
    expect(problemWith(expected('0.75'), number('0.750000000000000'))).toBeUndefined();
    expect(problemWith(expected('62404688'), number('62404688.000000'))).toBeUndefined();
    expect(problemWith(expected('0.75'), number('0.750000000000001'))).toBe('differs');
    expect(problemWith(expected('100'), number('100.4'))).toBe('differs');
  });

  it('may be within a margin, and the margin counts as within', () => {
    const about = expected('45867446', { within: '1.5' });
    expect(problemWith(about, number('45867447.5'))).toBeUndefined();
    expect(problemWith(about, number('45867447.51'))).toBe('differs');
  });

  it('keeps cents that a floating point number would lose', () => {
    expect(problemWith(expected('12345678901234567.89'), number('12345678901234567.88'))).toBe('differs');
  });

  it('may be unknown, for any reason or for the one named', () => {
    expect(problemWith(expected(null), missing)).toBeUndefined();
    expect(problemWith(expected(null, { reason: 'missing' }), missing)).toBeUndefined();
    expect(problemWith(expected(null, { reason: 'outside' }), missing)).toBe('other reason');
    expect(problemWith(expected(null), number('0'))).toBe('known');
    expect(problemWith(expected('0'), missing)).toBe('unknown');
  });

  it('names a row that is not there', () => {
    expect(problemWith(expected('1'), undefined)).toBe('no row');
    expect(problemWith(expected(null), undefined)).toBe('no row');
  });

  it('compares text, dates and truth as written, durations by their length', () => {
    expect(problemWith(expected('true'), { kind: 'boolean', value: true })).toBeUndefined();
    expect(problemWith(expected('2024-02-29'), { kind: 'date', value: '2024-02-29' })).toBeUndefined();
    expect(problemWith(expected('P12M'), { kind: 'duration', value: 'P1Y' })).toBeUndefined();
    expect(problemWith(expected('P30D'), { kind: 'duration', value: 'P1M' })).toBe('differs');
    expect(problemWith(expected('final'), { kind: 'text', value: 'pending' })).toBe('differs');
  });

  it('says so when the test expects words where a number is computed', () => {
    expect(problemWith(expected('1,000'), number('1000'))).toBe('not a number');
  });
});
