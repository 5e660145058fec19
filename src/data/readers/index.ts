/** Every source format, by name. */
import type { Format } from '../import/format.ts';
import { tuva } from './tuva/tuva.ts';

export const FORMATS: readonly Format[] = [tuva];
