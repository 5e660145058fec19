export type { ListOptions } from './records.ts';
export { suppressList, suppressRecords } from './records.ts';
export type { CountTable, Mark, Suppressed, SuppressionOptions } from './suppress.ts';
export { CMS_THRESHOLD, suppress } from './suppress.ts';
