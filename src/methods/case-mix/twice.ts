import type { Warehouse } from '../../warehouse/warehouse.ts';

/** The first code of a file that stands in it with two values, and the line of the second. `rows`: `code`, `value`, `_line`, and what `by` names besides. */
export async function twiceIn(
  warehouse: Warehouse,
  rows: string,
  by = 'code',
): Promise<{ line: number; code: string; first: string; second: string } | undefined> {
  const [twice] = await warehouse.rows(
    `select code, min(value) as first, max(value) as second, max(_line) as line from (${rows})
     group by ${by} having count(distinct value) > 1 order by line limit 1`,
  );
  return (
    twice && {
      line: Number(twice['line']),
      code: String(twice['code']),
      first: String(twice['first']),
      second: String(twice['second']),
    }
  );
}
