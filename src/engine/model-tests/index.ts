export { problemWith, type Figure, type Problem } from './compare.ts';
export { runTest, runTests } from './run.ts';
export type { Failure, TestResult } from './types.ts';
