/** How cells may be written (docs/language.md §6, "format of a column"). The data folder reads by the same words. */
import type { ScalarType } from '../plan.ts';

const NUMBERS = ['plain', 'thousands', 'percent', 'out of', '$', '€', '£', '¥'];
const DATES = ['iso', 'MM/DD/YYYY', 'DD/MM/YYYY', 'YYYYMMDD', 'YYYY/M/D', 'YYYY年M月D日', 'DD-MMM-YYYY'];

/** The formats a type can be read by; without a type (the model could not be read) all there are. */
export function formatsOf(type: ScalarType | undefined): readonly string[] {
  switch (type?.kind) {
    case undefined:
      return [...NUMBERS, ...DATES];
    case 'number':
      return NUMBERS;
    case 'date':
      return DATES;
    // Text, durations, and booleans (true, 1, yes, y, 是 and their opposites) have no other way to be written.
    default:
      return ['plain'];
  }
}
