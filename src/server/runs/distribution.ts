/** How a number is spread over the rows of an entity: counted in the database, in bins with round, exact edges. */
import { power10 } from '../../language/number.ts';
import type { PlanEntity } from '../../language/plan.ts';
import { decimalText, trimmed } from '../../engine/decimal.ts';
import type { Distribution } from '../api.ts';
import { failure } from '../http/problem.ts';
import type { OpenRun } from './open-runs.ts';
import { EntityQuery, type Narrowed } from './rows.ts';
import { columnOf } from './shape.ts';

const MOST_BINS = 40n;

export async function distributionOf(
  open: OpenRun,
  entity: PlanEntity,
  term: string,
  narrowed: Narrowed,
): Promise<Distribution> {
  const column = columnOf(entity, term);
  const { type } = column;
  if (type.kind !== 'number') throw failure(422, 'not-a-number', { name: term });
  const label = JSON.stringify(['distribution', entity.name, term, narrowed]);
  return open.once(label, async () => {
    const query = new EntityQuery(open.work, open.run.plan, entity, narrowed);
    const value = query.column(column);
    const [[all, known, low, high] = []] = await open.work.values(
      query.sql(`count(*), count(${value}), min(${value}), max(${value})`),
    );
    const count = Number(known ?? 0);
    const unknown = Number(all ?? 0) - count;
    if (count === 0 || low === null || low === undefined || high === null || high === undefined)
      return { count, unknown, min: null, median: null, max: null, bins: [] };
    const [min, max] = [BigInt(String(low)), BigInt(String(high))];
    const text = (digits: bigint, scale: number = type.scale) => decimalText(trimmed({ digits, scale }));
    // The one in the middle, or the mean of both: twice the median is whole.
    const middle = await open.work.values(
      `select * from (${query.sql(`${value} as v`)}) where v is not null order by v limit ${2 - (count % 2)} offset ${Math.floor((count - 1) / 2)}`,
    );
    const twice = middle.reduce((sum, [one]) => sum + BigInt(String(one)), 0n) * (count % 2 === 1 ? 2n : 1n);
    const { start, width } = binsOf(min, max);
    const counted = new Map(
      (
        await open.work.values(
          `select (v - (${start})::hugeint) // (${width})::hugeint as bin, count(*) from (${query.sql(`${value} as v`)}) where v is not null group by 1`,
        )
      ).map(([bin, rows]) => [BigInt(String(bin)), Number(rows)]),
    );
    const bins: Distribution['bins'] = [];
    for (let bin = 0n; start + bin * width <= max; bin += 1n)
      bins.push({
        from: text(start + bin * width),
        to: text(start + (bin + 1n) * width),
        count: counted.get(bin) ?? 0,
      });
    return { count, unknown, min: text(min), median: text(twice * 5n, type.scale + 1), max: text(max), bins };
  });
}

/** A width of 1, 2 or 5 and zeros, in the smallest unit, so that no more than `MOST_BINS` are needed. */
function binsOf(min: bigint, max: bigint): { start: bigint; width: bigint } {
  for (let zeros = 0; ; zeros += 1)
    for (const digit of [1n, 2n, 5n]) {
      const width = digit * power10(zeros);
      const start = floor(min, width) * width;
      if ((max - start) / width < MOST_BINS) return { start, width };
    }
}

const floor = (a: bigint, b: bigint) => (a >= 0n ? a / b : -((-a + b - 1n) / b));
