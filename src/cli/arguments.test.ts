import { describe, expect, it } from 'vitest';
import { CallError, closest, currencyOption, isoDate, rowOf, scenariosOf, wholeNumber } from './arguments.ts';

function codeOf(call: () => unknown): string | undefined {
  try {
    call();
  } catch (error) {
    if (error instanceof CallError) return error.diagnostics[0]?.code;
    throw error;
  }
  return undefined;
}

describe('the command line', () => {
  it('names a row by entity and key, the key as it is', () => {
    expect(rowOf('aco=A1001')).toEqual({ entity: 'aco', key: 'A1001' });
    expect(rowOf('stratum=A1001,esrd')).toEqual({ entity: 'stratum', key: 'A1001,esrd' });
    expect(rowOf('drug=a=b')).toEqual({ entity: 'drug', key: 'a=b' });
    expect(rowOf('agreement')).toEqual({ entity: 'agreement', key: '' });
    expect(codeOf(() => rowOf('A1001'))).toBe('bad-option');
  });

  it('takes a currency by its code', () => {
    expect(currencyOption(undefined)).toBeUndefined();
    expect(currencyOption('cny')).toBe('CNY');
    for (const wrong of ['RMB', 'XXX', '']) expect(codeOf(() => currencyOption(wrong))).toBe('bad-option');
  });

  it('steps through a grid exactly, without the errors of floating point', () => {
    expect(scenariosOf([], ['share=0.1..0.3/0.1'])).toEqual([
      { share: '0.1' },
      { share: '0.2' },
      { share: '0.3' },
    ]);
    expect(scenariosOf(['cap=1'], ['a=1..2/1', 'b=-1..0/1'])).toEqual([
      { cap: '1', a: '1', b: '-1' },
      { cap: '1', a: '1', b: '0' },
      { cap: '1', a: '2', b: '-1' },
      { cap: '1', a: '2', b: '0' },
    ]);
  });

  it('refuses grids without an end', () => {
    expect(codeOf(() => scenariosOf([], ['a=0..1/0']))).toBe('bad-option');
    expect(codeOf(() => scenariosOf([], ['a=1..0/1']))).toBe('bad-option');
    expect(codeOf(() => scenariosOf([], ['a=0..1000000/0.001']))).toBe('grid-too-large');
    expect(codeOf(() => scenariosOf([], []))).toBe('no-scenario');
  });

  it('knows days that exist and numbers in range', () => {
    expect(isoDate('--as-of', '2024-02-29')).toBe('2024-02-29');
    expect(codeOf(() => isoDate('--as-of', '2023-02-29'))).toBe('bad-option');
    expect(codeOf(() => wholeNumber('--threads', '0', 1, 64))).toBe('bad-option');
  });

  it('suggests what is close, and nothing where nothing is', () => {
    expect(closest('savngs', ['savings', 'benchmark'])).toBe('savings');
    expect(closest('xyz', ['savings', 'benchmark'])).toBeUndefined();
  });
});
