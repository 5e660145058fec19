/** What falls due when, and how much of it is final. */
import { money } from '../../engine/statement-rows.ts';
import type { Status } from '../../engine/types.ts';
import type { Timeline } from '../api.ts';
import type { OpenRun } from './open-runs.ts';
import { STATEMENT_ROWS } from './rows.ts';

export function timelineOf(open: OpenRun): Promise<Timeline> {
  return open.once('timeline', async () => {
    const { work, run } = open;
    const rows = await work.values(
      `select payment, strftime(due, '%Y-%m'), status, count(*), coalesce(sum(amount), 0)::hugeint from ${STATEMENT_ROWS} group by 1, 2, 3 order by 1, 2 nulls last, 3`,
    );
    return {
      payments: run.plan.payments.map(({ id }) => ({
        payment: id,
        points: rows
          .filter(([payment]) => payment === id)
          .map(([, due, status, count, amount]) => ({
            due: due === null || due === undefined ? null : String(due),
            status: status as Status,
            rows: Number(count),
            amount: money(BigInt(String(amount)), run.plan.minorUnit),
          })),
      })),
    };
  });
}
