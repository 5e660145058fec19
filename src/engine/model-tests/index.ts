export { TestDatabase } from './figures.ts';
export { runTest, runTests } from './run.ts';
export type { Failure, TestResult } from './types.ts';
