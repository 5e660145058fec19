export type { CanonicalColumn, CanonicalTable, CanonicalType } from './types.ts';
export { DAY } from './day.ts';

import { medicalClaim, pharmacyClaim } from './claims.ts';
import { condition, encounter, observation, outcomeEvent, procedure, treatment } from './clinical.ts';
import { costItem, inpatientCase } from './inpatient.ts';
import { eligibility, provider, providerAttribution } from './people.ts';
import type { CanonicalTable } from './types.ts';

/** All canonical tables, those first that others refer to. */
export const CANONICAL: readonly CanonicalTable[] = [
  eligibility,
  provider,
  providerAttribution,
  encounter,
  medicalClaim,
  pharmacyClaim,
  inpatientCase,
  costItem,
  condition,
  procedure,
  observation,
  treatment,
  outcomeEvent,
];

export function canonicalTable(name: string): CanonicalTable {
  const found = CANONICAL.find((table) => table.name === name);
  if (!found) throw new Error(`no canonical table ${name}`);
  return found;
}
