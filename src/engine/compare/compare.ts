/** Which inputs of two runs differ, and what that did to each payment. */
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { reporter, type Checked } from '../../language/diagnostic.ts';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import { DATABASE } from '../run/folder.ts';
import type { Comparison, Run } from '../types.ts';
import { factDifferences } from './facts.ts';
import { messages } from './messages.ts';
import { documentDifferences, parameterDifferences } from './parameters.ts';
import { paymentDifferences, paymentTotals } from './payments.ts';

const report = reporter(messages);

/** Refused where the currencies differ: no amount of one is more or less than one of the other. */
export async function compare(before: Run, after: Run): Promise<Checked<Comparison>> {
  const currencies = { before: before.plan.currency, after: after.plan.currency };
  if (currencies.before !== currencies.after) {
    return { diagnostics: [report('compare-currencies', currencies)] };
  }
  const warehouse = await openDuckdb();
  try {
    await warehouse.attach(join(before.folder, DATABASE), 'a', { readOnly: true });
    // The database attaches a file once; and a run differs in nothing from itself.
    if (realpathSync(before.folder) === realpathSync(after.folder)) {
      const value = { ...NOTHING, totals: await paymentTotals(warehouse, before, 'a', after, 'a') };
      return { value, diagnostics: [] };
    }
    await warehouse.attach(join(after.folder, DATABASE), 'b', { readOnly: true });
    const value: Comparison = {
      parameters: parameterDifferences(before, after),
      documents: documentDifferences(before, after),
      ...(await factDifferences(warehouse, before, after)),
      ...(await paymentDifferences(warehouse, after)),
      totals: await paymentTotals(warehouse, before, 'a', after, 'b'),
    };
    return { value, diagnostics: [] };
  } finally {
    warehouse.close();
  }
}

const NOTHING: Omit<Comparison, 'totals'> = {
  parameters: [],
  documents: [],
  facts: [],
  factsTotal: 0,
  rows: [],
  rowsTotal: 0,
  payments: [],
  paymentsTotal: 0,
};
