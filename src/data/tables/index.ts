export { loadFacts } from './load.ts';
export { withResults } from './results.ts';
export { LINE, SOURCE } from './types.ts';
export type { Facts, LoadOptions, ReadProgress, RunTerm, SourceRead } from './types.ts';
export { formatOfFile, previewTable } from './preview.ts';
export type { Preview } from './preview.ts';
