/** The engine: settle an agreement, open what was settled, read its statement. Explaining, comparing and posting have folders of their own. */
export { evaluate } from './evaluate.ts';
export { openRun } from './run/open.ts';
export { settle } from './run/settle.ts';
export { statementRows } from './statement-rows.ts';
export * from './types.ts';
