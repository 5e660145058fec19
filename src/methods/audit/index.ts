import type { Method } from '../method.ts';
import { adjustments } from './adjustments.ts';
import { findings } from './findings.ts';

export const audit: readonly Method[] = [findings, adjustments];
