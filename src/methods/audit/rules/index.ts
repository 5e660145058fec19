/** All rules, family by family. A new one: its definition and SQL in its family's file, a planted case and a spared one in `planted/`. */
import type { Rule } from '../rule.ts';
import { coding } from './coding.ts';
import { conflict } from './conflict.ts';
import { lowThreshold } from './low-threshold.ts';
import { repeated } from './repeated.ts';
import { selection } from './selection.ts';
import { service } from './service.ts';
import { shifting } from './shifting.ts';
import { splitStay } from './split-stay.ts';
import { upcoding } from './upcoding.ts';

export const RULES: readonly Rule[] = [
  ...lowThreshold,
  ...splitStay,
  ...upcoding,
  ...coding,
  ...shifting,
  ...selection,
  ...service,
  ...conflict,
  ...repeated,
];
