import type { Method } from '../method.ts';
import { completion } from './completion.ts';
import { enrolmentYear } from './enrolment-year.ts';
import { lagTriangle } from './lag-triangle.ts';
import { personMonth } from './person-month.ts';
import { personYear } from './person-year.ts';
import { strata } from './strata.ts';
import { trend } from './trend.ts';

export const spending: readonly Method[] = [
  personYear,
  enrolmentYear,
  personMonth,
  strata,
  trend,
  lagTriangle,
  completion,
];
