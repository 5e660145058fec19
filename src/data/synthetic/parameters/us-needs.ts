/** Why people of the United States use services, how often, and what stays they have. */
import type { Need } from './types.ts';
import { diseaseStays } from './us-disease-stays.ts';
import { stays } from './us-stays.ts';
import { visits } from './us-visits.ts';

export const needs: readonly Need[] = [...visits, ...stays, ...diseaseStays];
