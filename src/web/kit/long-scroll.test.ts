/** A million rows of 36 pixels in a window of 480: taller than what a browser draws. */
import { describe, expect, it } from 'vitest';
import { lastOffset, placeAfter, placeAt, TALLEST, type Extent, type Place } from './long-scroll.ts';

const ROWS = 1_000_000 * 36;
const long: Extent = { lastTop: TALLEST - 480, spare: ROWS - TALLEST, view: 480 };

describe('a list that is taller than can be drawn', () => {
  it('moves by as many pixels as the wheel', () => {
    const at = placeAt(18_000_000, long);
    expect(placeAfter(at, at.top + 100, long).offset).toBe(18_000_100);
    expect(placeAfter(at, at.top - 480, long).offset).toBe(18_000_000 - 480);
  });

  it('comes to the same share of the rows as the bar is drawn to, and to both ends', () => {
    const at: Place = { top: 0, offset: 0 };
    expect(placeAfter(at, long.lastTop / 2, long).offset).toBe(lastOffset(long) / 2);
    expect(placeAfter(at, long.lastTop, long).offset).toBe(ROWS - 480);
    expect(placeAfter(placeAt(ROWS, long), 0, long).offset).toBe(0);
  });

  it('lets a wheel reach every row: no part of the way is leapt over, whenever the bar is put where it belongs', () => {
    let place = placeAt(ROWS - 200_000, long);
    const seen: number[] = [];
    for (let turn = 0; place.offset < lastOffset(long); turn += 1) {
      const before = place.offset;
      place = placeAfter(place, Math.min(place.top + 120, long.lastTop), long);
      seen.push(place.offset - before);
      // As it is done when the wheel rests.
      if (turn % 7 === 0) place = placeAt(place.offset, long);
    }
    expect(place.offset).toBe(ROWS - 480);
    expect(Math.max(...seen)).toBe(120);
  });
});

it('is the element’s own scrolling where all rows can be drawn', () => {
  const short: Extent = { lastTop: 3600 - 480, spare: 0, view: 480 };
  expect(placeAfter({ top: 0, offset: 0 }, 1234, short)).toEqual({ top: 1234, offset: 1234 });
  expect(placeAt(99_999, short)).toEqual({ top: 3120, offset: 3120 });
});
