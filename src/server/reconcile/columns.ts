/** What a file of theirs holds, and which of its columns are likeliest the key and the amount. */
import { previewTable } from '../../data/tables/index.ts';
import type { PlanEntity } from '../../language/plan.ts';
import type { FileColumns } from '../api.ts';
import { valueOf } from '../http/problem.ts';
import type { OpenRun } from '../runs/open-runs.ts';
import { pageKeys } from '../runs/rows.ts';

const ROWS = 20;

/** Where a run is named, the key is the column whose values are keys of its rows. */
export async function columnsOfFile(
  file: string,
  ours?: { open: OpenRun; entity: PlanEntity },
): Promise<FileColumns> {
  const { headers, rows } = valueOf(await previewTable(file, ROWS));
  const keys = ours
    ? await pageKeys(ours.open, ours.entity, columnsIn(rows, headers.length).flat())
    : undefined;
  const places = headers.map((_, i) => i);
  const key = best(places, (i) => {
    const column = rows.map((row) => row[i] ?? '');
    const hits = keys ? column.filter((cell) => keys.has(cell)).length * 10 : 0;
    return (
      hits + (KEY.test(headers[i] ?? '') ? 3 : 0) + (isDistinct(column) && !column.every(isNumber) ? 1 : 0)
    );
  });
  const amount = best(
    places.filter((i) => i !== key),
    (i) => {
      const column = rows.map((row) => row[i] ?? '').filter((cell) => cell !== '');
      // Most of it: that a cell of it cannot be read is said when it is compared.
      const share = column.filter(isNumber).length / column.length;
      if (column.length === 0 || share < 0.5) return 0;
      return (
        share + (AMOUNT.test(headers[i] ?? '') ? 3 : 0) + (column.some((cell) => cell.includes('.')) ? 1 : 0)
      );
    },
  );
  const named = (place: number | undefined) => (place === undefined ? null : (headers[place] ?? null));
  return { columns: headers, rows, key: named(key), amount: named(amount) };
}

const KEY = /\b(id|key|code|number|no|npi|ccn|tin)\b|_id$|编号|编码|代码|标识/i;
const AMOUNT = /amount|payment|paid|savings|losses|total|due|金额|支付|应付|结算|合计/i;

const columnsIn = (rows: readonly string[][], count: number) =>
  Array.from({ length: count }, (_, i) => rows.map((row) => row[i] ?? ''));
const isNumber = (cell: string) => /^[-(]?[$¥€£]?\s?-?[\d,]+(\.\d+)?\)?%?$/.test(cell.trim());
const isDistinct = (column: readonly string[]) =>
  new Set(column).size === column.length && !column.includes('');

/** The first with the largest mark; undefined where none has any. */
function best(places: readonly number[], mark: (place: number) => number): number | undefined {
  let found: { place: number; mark: number } | undefined;
  for (const place of places) {
    const own = mark(place);
    if (own > 0 && (!found || own > found.mark)) found = { place, mark: own };
  }
  return found?.place;
}
