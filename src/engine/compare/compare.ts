/** Which inputs of two runs differ, and what that did to each payment. */
import type { Checked } from '../../language/diagnostic.ts';
import { statementRows } from '../statement-rows.ts';
import type { Comparison, Run } from '../types.ts';
import { documentDifferences, factDifferences, parameterDifferences } from './inputs.ts';
import { differences } from './payments.ts';

export async function compare(before: Run, after: Run): Promise<Checked<Comparison>> {
  const value: Comparison = {
    parameters: parameterDifferences(before.plan, after.plan),
    documents: documentDifferences(before, after),
    ...(await factDifferences(before, after)),
    ...(await differences(statementRows(before), statementRows(after))),
  };
  return { value, diagnostics: [] };
}
