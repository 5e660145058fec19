import type { Method } from '../method.ts';
import { costToCharge } from './cost-to-charge.ts';
import { groupMargin } from './group-margin.ts';
import { capacity, tdabc } from './tdabc.ts';
import { pathwayVariance } from './variance.ts';

export const costing: readonly Method[] = [costToCharge, tdabc, capacity, pathwayVariance, groupMargin];
