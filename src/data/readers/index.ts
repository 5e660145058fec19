/** Every source format, by name. */
import type { Format } from '../import/format.ts';
import { cclf } from './cclf/cclf.ts';
import { csv } from './csv/csv.ts';
import { fhir } from './fhir/fhir.ts';
import { frontPage, settlementList } from './settlement-list/settlement-list.ts';
import { rif } from './rif/rif.ts';
import { synthea } from './synthea/synthea.ts';
import { tuva } from './tuva/tuva.ts';
import { x12_835 } from './x12/read-835.ts';
import { x12_837 } from './x12/read-837.ts';

export const FORMATS: readonly Format[] = [
  tuva,
  cclf,
  rif,
  synthea,
  settlementList,
  frontPage,
  fhir,
  x12_835,
  x12_837,
  csv,
];
