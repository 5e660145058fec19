export { openData, readData, standingRows } from './open.ts';
export type { OpenedData, OpenOptions } from './open.ts';
export { lineAt } from './line-at.ts';
export type { LineAt } from './line-at.ts';
