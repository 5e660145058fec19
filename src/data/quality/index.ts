/** The quality report of a data folder. */
export { assess, assessOpened } from './assess.ts';
export type { AssessOptions } from './assess.ts';
export type * from './report.ts';
