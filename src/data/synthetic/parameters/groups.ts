/** Groups of a stay, a row each. */
import type { Group } from './types.ts';

export const groups = (...rows: [drg: string, share: number, weight: number, days: number][]): Group[] =>
  rows.map(([drg, share, weight, days]) => ({ drg, share, weight, days }));
