/** The engine: settle an agreement, open what was settled, read its statement. Explaining, comparing and posting have folders of their own. */
export { evaluate, StageError, type EvaluateOptions } from './evaluate.ts';
export { openRun } from './run/open.ts';
export { settle } from './run/settle.ts';
export { statementRow, statementRows } from './statement-rows.ts';
export * from './types.ts';
