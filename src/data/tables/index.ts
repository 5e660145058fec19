export { loadFacts } from './load.ts';
export { withResults } from './results.ts';
export { writtenProblems } from './written.ts';
export { LINE, SOURCE } from './types.ts';
export type { RunTerm } from './types.ts';
export { formatOfFile, previewTable } from './preview.ts';
