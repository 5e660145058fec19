export { openData, readData, standingRows } from './open.ts';
export type { OpenedData } from './open.ts';
export { lineAt } from './line-at.ts';
