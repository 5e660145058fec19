/** Every source format, by name. */
import type { Format } from '../import/format.ts';
import { csv } from './csv/csv.ts';
import { frontPage, settlementList } from './settlement-list/settlement-list.ts';
import { tuva } from './tuva/tuva.ts';

export const FORMATS: readonly Format[] = [tuva, settlementList, frontPage, csv];
