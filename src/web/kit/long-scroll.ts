/**
 * How a place of the scrollbar is a place among rows. No browser draws an element of more than some 17 to 33 million pixels; a million rows are 36
 * million. A longer list is drawn as tall as may be: a small move (wheel, keys, touch) moves the rows by as many pixels, a large one (the bar itself)
 * to the same share of them, so that every row can be reached, and no wheel leaps over any.
 */

/** Firefox draws 17.9 million pixels, others more. */
export const TALLEST = 15_000_000;

export interface Extent {
  /** The furthest that the element can be scrolled. */
  lastTop: number;
  /** By how much the rows are taller than what is drawn; 0: a pixel of the bar is a pixel of the rows. */
  spare: number;
  /** The part that is seen. */
  view: number;
}

export interface Place {
  /** Of the element (`scrollTop`). */
  top: number;
  /** Of the rows: pixels from their beginning, as though all were drawn. */
  offset: number;
}

const within = (value: number, most: number) => Math.min(Math.max(value, 0), Math.max(most, 0));
export const lastOffset = ({ lastTop, spare }: Extent) => lastTop + spare;

/** Where the rows are after the element was scrolled to `top`. */
export function placeAfter(before: Place, top: number, extent: Extent): Place {
  const last = lastOffset(extent);
  if (extent.spare <= 0) return { top, offset: within(top, last) };
  const moved = top - before.top;
  if (Math.abs(moved) <= 10 * extent.view) return { top, offset: within(before.offset + moved, last) };
  return { top, offset: within((top / extent.lastTop) * last, last) };
}

/** Where the bar belongs when the rows stand at `offset`: near an end as far from it as they are, so that what is left of them can be scrolled. */
export function placeAt(offset: number, extent: Extent): Place {
  const { lastTop, view } = extent;
  const last = lastOffset(extent);
  const there = within(offset, last);
  const share = last <= 0 ? 0 : Math.round((there / last) * lastTop);
  const top = Math.min(Math.max(share, Math.min(there, view)), lastTop - Math.min(last - there, view));
  return { top, offset: there };
}
