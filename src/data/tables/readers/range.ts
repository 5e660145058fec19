/** Ranges of a sheet: `B5:K120`, `B5:K` (to the last row), `B:K`, `5:120`. */

/** Rows and columns from 1; absent is open. */
export interface Area {
  top?: number;
  bottom?: number;
  left?: number;
  right?: number;
}

const RANGE = /^\$?([A-Z]{1,3})?\$?(\d{1,7})?:\$?([A-Z]{1,3})?\$?(\d{1,7})?$/;

/** Nothing where the text is no range, or one that ends before it begins. */
export function parseRange(text: string): Area | undefined {
  const match = RANGE.exec(text.trim().toUpperCase().replace(/\s+/g, ''));
  if (!match) return undefined;
  const [, left, top, right, bottom] = match;
  if ((left === undefined) !== (right === undefined) || (left === undefined && top === undefined))
    return undefined;
  const area: Area = {
    ...(left && { left: columnOf(left) }),
    ...(right && { right: columnOf(right) }),
    ...(top && { top: Number(top) }),
    ...(bottom && { bottom: Number(bottom) }),
  };
  if (area.top === 0 || area.bottom === 0) return undefined;
  if (area.top !== undefined && area.bottom !== undefined && area.top > area.bottom) return undefined;
  if (area.left !== undefined && area.right !== undefined && area.left > area.right) return undefined;
  return area;
}

function columnOf(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}
