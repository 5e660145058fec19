/** The path from the first amount of money to a payment. */
import type { StatementSummary } from '../../statement/index.ts';
import type { Waterfall } from '../api.ts';
import type { OpenRun } from '../runs/open-runs.ts';

export function waterfallsOf(_open: OpenRun, _summary: StatementSummary): Promise<Waterfall[]> {
  return Promise.resolve([]);
}
