/** Where the header of a table stands that people made: under a title, a period, a unit, or a first row of merged headings. */

/** Rows looked at. */
export const HEADER_WITHIN = 20;
/** Known headers that make a row a header; a row of data has a name of a fee or two among its cells. */
const ENOUGH = 3;

/** The place of the header among the first rows, from 0: the one with the most known headers; where none has enough, the first row. */
export function headerPlace(
  rows: readonly (readonly string[])[],
  knows: (header: string) => boolean,
): number {
  const counts = rows.map((cells) => new Set(cells.filter((cell) => cell.trim() !== '' && knows(cell))).size);
  const most = Math.max(0, ...counts);
  if (most < ENOUGH) return 0;
  let place = counts.indexOf(most);
  // Cells that go over both rows of a heading of two say the same in each; what stands below is nearer to the columns.
  while (counts[place + 1] === most) place += 1;
  return place;
}
