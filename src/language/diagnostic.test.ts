import { expect, it } from 'vitest';
import { fill } from './diagnostic.ts';

it('fills names, and leaves those it knows nothing of', () => {
  expect(fill('{file}: {what}', { file: 'a.csv' })).toBe('a.csv: {what}');
});

it('chooses the word for one or for many', () => {
  const words = '{rows} {rows|row|rows} of {files} {files|file|files}';
  expect(fill(words, { rows: 1, files: 1 })).toBe('1 row of 1 file');
  expect(fill(words, { rows: '1,000', files: 0 })).toBe('1,000 rows of 0 files');
  expect(fill('{rows|row|rows}', {})).toBe('{rows|row|rows}');
});
