import type { Method } from '../method.ts';
import { panel, registration, voluntary } from './given.ts';
import { plurality } from './plurality.ts';
import { twoStep } from './two-step.ts';

export const attribution: readonly Method[] = [plurality, twoStep, panel, registration, voluntary];
