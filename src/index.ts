/**
 * OpenVBP as a library: the same steps as the command's. Nothing throws for what a document or the data says; whatever is wrong
 * comes back as diagnostics, in English and Chinese, and a value only where there is no error.
 *
 *     import { checkContract, settle, statementRows, writeStatement } from 'openvbp';
 *
 *     const { value: agreement, diagnostics } = checkContract('contract.yaml');
 *     if (!agreement) throw new Error(diagnostics.map(({ message }) => message.en).join('\n'));
 *     const { value: run } = await settle(agreement, { output: 'contract.run' });
 *     if (run) {
 *       for await (const row of statementRows(run)) console.log(row.key, row.amount, row.status);
 *       await writeStatement(run, statementRows(run));
 *       run.close();
 *     }
 */
export { checkContract, checkFile } from './methods/contract.ts';
export {
  checkModel,
  checkTests,
  findModel,
  jsonSchema,
  libraries,
  listModels,
  type CheckedFile,
  type CheckOptions,
  type ContractOptions,
  type DocumentKind,
  type LibraryModel,
} from './language/index.ts';
export type { Agreement, TestCase } from './language/agreement.ts';
export type { Checked, Diagnostic, Lang, Location, Severity } from './language/diagnostic.ts';
export type { Constant, Localized, Plan, ScalarType } from './language/plan.ts';

export { openRun, settle, statementRows } from './engine/index.ts';
export type {
  Comparison,
  Difference,
  Explanation,
  Progress,
  Reason,
  Reconciliation,
  ReconcileOptions,
  Run,
  RunManifest,
  Scenario,
  SettleOptions,
  StatementRow,
  Status,
  Value,
} from './engine/types.ts';
export { compare } from './engine/compare/index.ts';
export { accrualRules, accrue, type Accrual } from './engine/accrual/index.ts';
export { audienceRules, hiddenFrom, type Hidden } from './engine/audience/index.ts';
export { exchangeRates, portfolio, type Portfolio } from './engine/portfolio/index.ts';
export { register, type Register } from './engine/register/index.ts';
export { explain, type Figure } from './engine/explain/index.ts';
export { runTests, type TestResult } from './engine/model-tests/index.ts';
export { post, type Posted, type PostOptions } from './engine/post/index.ts';
export { reconcile } from './engine/reconcile/index.ts';
export { whatIf } from './engine/what-if/index.ts';

export { STATEMENT_FILES, summarize, writeStatement, type StatementSummary } from './statement/index.ts';
