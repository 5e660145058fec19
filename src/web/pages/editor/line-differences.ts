/** Two texts line by line: what both have, what only one has. For the choice after a conflict. */

export interface DifferentLine {
  kind: 'same' | 'mine' | 'theirs';
  text: string;
  /** Line in either text, from 1; null where it is not in it. */
  mine: number | null;
  theirs: number | null;
}

/** Beyond this many cells of the table of common lines the middle is shown as wholly different: a page must not stall. */
const MOST_CELLS = 4_000_000;

/** Longest common lines; equal beginnings and ends are taken off first, since an edit is small against its document. */
export function lineDifferences(mine: string, theirs: string): DifferentLine[] {
  const a = mine.split('\n');
  const b = theirs.split('\n');
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const same = (i: number, j: number): DifferentLine => ({
    kind: 'same',
    text: a[i] as string,
    mine: i + 1,
    theirs: j + 1,
  });
  const lines: DifferentLine[] = [];
  for (let i = 0; i < start; i += 1) lines.push(same(i, i));
  lines.push(...middle(a, b, start, a.length - end, b.length - end, same));
  for (let i = end; i > 0; i -= 1) lines.push(same(a.length - i, b.length - i));
  return lines;
}

function middle(
  a: readonly string[],
  b: readonly string[],
  start: number,
  aEnd: number,
  bEnd: number,
  same: (i: number, j: number) => DifferentLine,
): DifferentLine[] {
  const onlyMine = (i: number): DifferentLine => ({
    kind: 'mine',
    text: a[i] as string,
    mine: i + 1,
    theirs: null,
  });
  const onlyTheirs = (j: number): DifferentLine => ({
    kind: 'theirs',
    text: b[j] as string,
    mine: null,
    theirs: j + 1,
  });
  const lines: DifferentLine[] = [];
  const width = bEnd - start + 1;
  const tall = (aEnd - start + 1) * width <= MOST_CELLS;
  // common[i][j]: common lines of a from i and b from j.
  const common = new Uint32Array(tall ? (aEnd - start + 1) * width : 0);
  const at = (i: number, j: number) => (i - start) * width + (j - start);
  if (tall)
    for (let i = aEnd - 1; i >= start; i -= 1)
      for (let j = bEnd - 1; j >= start; j -= 1)
        common[at(i, j)] =
          a[i] === b[j]
            ? (common[at(i + 1, j + 1)] as number) + 1
            : Math.max(common[at(i + 1, j)] as number, common[at(i, j + 1)] as number);
  let [i, j] = [start, start];
  while (i < aEnd || j < bEnd) {
    if (tall && i < aEnd && j < bEnd && a[i] === b[j]) lines.push(same(i++, j++));
    else if (
      i < aEnd &&
      (!tall || j >= bEnd || (common[at(i + 1, j)] as number) >= (common[at(i, j + 1)] as number))
    )
      lines.push(onlyMine(i++));
    else lines.push(onlyTheirs(j++));
  }
  return lines;
}
