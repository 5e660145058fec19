/** The rows of a reconciliation: what kind, narrowed and in order. */
import type { Localized, Reconciled } from '../../../../server/api.ts';
import { readSort } from '../../../kit/data-table.tsx';
import { compared, negated, signOf } from '../../../kit/decimal.ts';

export type Kind = 'differing' | 'missingHere' | 'missingThere';

export interface Row {
  kind: Kind;
  key: string;
  line: number | null;
  theirs: string | null;
  ours: string | null;
  difference: string | null;
  because: Localized | null;
}

export function rowsIn({ differ, onlyTheirs, onlyOurs }: Reconciled): Row[] {
  const none = { ours: null, theirs: null, line: null, difference: null, because: null };
  return [
    ...differ.map((one): Row => ({ ...none, kind: 'differing', ...one })),
    ...onlyTheirs.map((one): Row => ({ ...none, kind: 'missingHere', ...one })),
    ...onlyOurs.map((one): Row => ({ ...none, kind: 'missingThere', ...one })),
  ];
}

export function narrowed(
  rows: readonly Row[],
  by: { kind: Kind | 'all'; search: string; least: string },
): Row[] {
  const wanted = by.search.trim().toLowerCase();
  const least = /^\d+(\.\d+)?$/.test(by.least.trim()) ? by.least.trim() : null;
  const size = (text: string) => (signOf(text) < 0 ? negated(text) : text);
  return rows.filter(
    ({ kind, key, difference, theirs, ours }) =>
      (by.kind === 'all' || kind === by.kind) &&
      key.toLowerCase().includes(wanted) &&
      // What is unknown may be anything: it stays.
      (least === null || compared(size(difference ?? theirs ?? ours ?? least), least) >= 0),
  );
}

/** Unsorted: the kinds in their order, the largest difference first. */
export function ordered(rows: readonly Row[], sort: string | undefined): Row[] {
  const by = readSort(sort);
  const number = (text: string | null) => text ?? '0';
  const size = (text: string | null) => (text === null ? '0' : signOf(text) < 0 ? negated(text) : text);
  const kinds: Kind[] = ['differing', 'missingHere', 'missingThere'];
  return rows.toSorted((a, b) => {
    if (!by)
      return (
        kinds.indexOf(a.kind) - kinds.indexOf(b.kind) ||
        compared(size(b.difference ?? b.theirs ?? b.ours), size(a.difference ?? a.theirs ?? a.ours)) ||
        (a.key < b.key ? -1 : 1)
      );
    const turn = by.descending ? -1 : 1;
    const order =
      by.id === 'key'
        ? a.key < b.key
          ? -1
          : Number(a.key > b.key)
        : by.id === 'line'
          ? (a.line ?? 0) - (b.line ?? 0)
          : compared(number(a[by.id as 'theirs']), number(b[by.id as 'theirs']));
    return turn * order || (a.key < b.key ? -1 : 1);
  });
}
