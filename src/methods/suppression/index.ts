export { suppressList } from './list.ts';
export type { Mark, Suppressed } from './suppress.ts';
export { CMS_THRESHOLD, suppress } from './suppress.ts';
