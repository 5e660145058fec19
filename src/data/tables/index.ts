export { loadFacts } from './load.ts';
export type { Facts, LoadOptions, ReadProgress, RunTerm, SourceRead } from './types.ts';
