import { expect, test } from 'vitest';
import type { Cell, ScalarType } from '../../language/plan.ts';
import { parameterLines } from './parameter-lines.ts';

const ratio: ScalarType = { kind: 'number', dimensions: {}, scale: 15 };
const text: ScalarType = { kind: 'text' };
const style = { currency: 'CNY', minorUnit: 2, words: { good: { en: 'good', zh: '好' } } };

test('factors beyond 1 make their whole column factors, shares stay shares, and texts are in the model’s words', () => {
  const row = (cells: Cell[], ...outputs: string[]) => ({ cells, outputs });
  const scaled = (value: string) => `${value}${'0'.repeat(14)}`;
  const shape = {
    kind: 'table' as const,
    inputs: [
      { name: 'effect', type: text },
      { name: 'ratio', type: ratio },
    ],
    outputs: [
      { name: 'factor', type: ratio },
      { name: 'share', type: ratio },
    ],
    values: [
      {
        from: null,
        unverified: false,
        value: [
          row(
            [
              { test: 'is', value: 'good' },
              { test: 'between', high: scaled('8'), lowClosed: false, highClosed: false },
            ],
            '1.05',
            '0.5',
          ),
          row(
            [{ test: 'any' }, { test: 'between', low: scaled('12'), lowClosed: false, highClosed: false }],
            '0.98',
            '1',
          ),
        ],
      },
    ],
  };
  const note = { name: 'grade', changed: false, unverified: false, shape };
  expect(parameterLines(note, { ...style, lang: 'zh' }).map(({ value }) => value)).toEqual([
    '好 · < 0.8 → 1.05 · 50%',
    '任意 · > 1.2 → 0.98 · 100%',
  ]);
});
