export { COST } from './cells.ts';
export { unclear, writeReport } from './files.ts';

export * from './lines.ts';
export { quadrantWords, standingMarks, words } from './messages/words.ts';
export type { Measure, ProviderReport, ValueReport } from './report.ts';
export { conditionReport, CONDITIONS, openCondition } from './run.ts';
