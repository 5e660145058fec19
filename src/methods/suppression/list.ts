/** Small counts in a list, as writers of statements have them. */
import type { Mark, SuppressionOptions } from './suppress.ts';
import { suppress } from './suppress.ts';

interface ListOptions extends SuppressionOptions {
  /** A total of the counts is published with the list. */
  total?: boolean;
}

/** Which of the counts of a list may be shown; undefined counts are not there. `total` is the mark of the total, where it is published. */
export function suppressList(
  counts: readonly (number | undefined)[],
  { total = true, ...options }: ListOptions = {},
): { counts: Mark[]; total: Mark | undefined } {
  if (counts.length === 0) return { counts: [], total: total ? 'shown' : undefined };
  const marks = suppress({ counts: [counts], rowTotals: total, columnTotals: false }, options);
  return { counts: marks.counts[0] ?? [], total: marks.rowTotals[0] };
}
