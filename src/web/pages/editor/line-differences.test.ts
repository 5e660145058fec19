import { describe, expect, it } from 'vitest';
import { lineDifferences } from './line-differences.ts';

const short = (mine: string, theirs: string) =>
  lineDifferences(mine, theirs).map(
    ({ kind, text }) => `${{ same: ' ', mine: '-', theirs: '+' }[kind]}${text}`,
  );

describe('differences of two texts', () => {
  it('are the lines only one has', () => {
    expect(short('a\nb\nc\nd', 'a\nB\nc\nd\ne')).toEqual([' a', '-b', '+B', ' c', ' d', '+e']);
  });

  it('name the line of either text', () => {
    expect(lineDifferences('a\nb', 'x\na\nb')).toEqual([
      { kind: 'theirs', text: 'x', mine: null, theirs: 1 },
      { kind: 'same', text: 'a', mine: 1, theirs: 2 },
      { kind: 'same', text: 'b', mine: 2, theirs: 3 },
    ]);
  });

  it('lose nothing of texts too long to compare in full', () => {
    const lines = (from: number) => Array.from({ length: 3000 }, (_, i) => `line ${from + i}`).join('\n');
    const found = lineDifferences(lines(0), lines(10_000));
    expect(found.filter(({ kind }) => kind === 'mine')).toHaveLength(3000);
    expect(found.filter(({ kind }) => kind === 'theirs')).toHaveLength(3000);
  });
});
