/** Small counts in a list of records, as statement and report writers have them. */
import type { Mark, SuppressionOptions } from './suppress.ts';
import { suppress } from './suppress.ts';

export interface ListOptions extends SuppressionOptions {
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

/**
 * Records with the count of people in `count`: where it may not be shown, it and all `derived` columns (rates, means, amounts over so few
 * people) are replaced by `mark`. Records stay in order; the rest of them is as it was.
 */
export function suppressRecords<R extends Record<string, unknown>>(
  records: readonly R[],
  columns: { count: keyof R & string; derived?: readonly (keyof R & string)[]; mark?: string },
  options: ListOptions = {},
): { records: Record<string, unknown>[]; withheld: number; total: Mark | undefined } {
  const counts = records.map((record) => {
    const value = record[columns.count];
    return value === null || value === undefined ? undefined : Number(value);
  });
  const marks = suppressList(counts, options);
  const mark = columns.mark ?? '*';
  const hidden = [columns.count, ...(columns.derived ?? [])];
  const shown = records.map((record, i) =>
    marks.counts[i] === 'shown'
      ? { ...record }
      : { ...record, ...Object.fromEntries(hidden.map((name) => [name, mark])) },
  );
  const withheld = marks.counts.filter((one) => one !== 'shown').length;
  return { records: shown, withheld, total: marks.total };
}
