/** Which claims under one natural key a cancellation or an adjustment belongs to. */
import { describe, expect, it } from 'vitest';
import type { Version } from './chains.ts';
import { chainsOf } from './chains.ts';

/** `claim action day amount`. */
const versions = (...texts: string[]): Version[] =>
  texts.map((text, place) => {
    const [claim = '', action = '', day = '', amount = ''] = text.split(' ');
    return { claim, action, received: `2024-01-${day}`, source: 0, place, amount };
  });

describe('chains', () => {
  it('begin with an original each', () => {
    expect(chainsOf(versions('a original 01 80', 'b original 01 80', 'c original 02 50'))).toEqual([1, 2, 3]);
  });

  it('a cancellation takes back the claim of its amount, the last of several', () => {
    expect(chainsOf(versions('a original 01 80', 'b original 02 50', 'x void 03 80'))).toEqual([1, 2, 1]);
    expect(chainsOf(versions('a original 01 80', 'b original 02 80', 'x void 03 80'))).toEqual([1, 2, 2]);
    // Of an amount nobody has: the last that stands.
    expect(chainsOf(versions('a original 01 80', 'b original 02 50', 'x void 03 7'))).toEqual([1, 2, 2]);
  });

  it('an adjustment takes the place of what was cancelled on its day, wherever it is listed', () => {
    expect(
      chainsOf(versions('a original 01 80', 'b original 02 50', 'y replacement 03 70', 'x void 03 80')),
    ).toEqual([1, 2, 1, 1]);
    expect(chainsOf(versions('a original 01 80', 'b original 02 50', 'y replacement 03 70'))).toEqual([
      1, 2, 2,
    ]);
  });

  it('the same claim delivered again is the same claim', () => {
    const again = versions('a original 01 80', 'b original 02 50', 'a original 01 80');
    again[2]!.source = 1;
    expect(chainsOf(again)).toEqual([1, 2, 1]);
  });

  it('are the same in whatever order rows are read', () => {
    const some = versions('a original 01 80', 'b original 02 50', 'x void 03 80', 'y replacement 03 70');
    const turned = chainsOf(some.toReversed()).toReversed();
    expect(turned).toEqual(chainsOf(some));
  });
});
