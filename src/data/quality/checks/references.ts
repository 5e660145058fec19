/** Rows that name rows which are not there. People are looked up in `dates.ts`, with their dates. */
import { CANONICAL } from '../../canonical/index.ts';
import type { Check } from './check.ts';
import { SHAPES, t } from './check.ts';

interface Reference {
  table: string;
  column: string;
  to: string;
  key: string;
}

const named = CANONICAL.flatMap((table) =>
  table.columns.flatMap(({ name, references }): Reference[] =>
    references && references.table !== 'eligibility'
      ? [{ table: table.name, column: name, to: references.table, key: references.column }]
      : [],
  ),
);

/** Providers are not named as references, for most data has no table of them; where there is one they should be in it. */
const providers: Record<string, readonly string[]> = {
  medical_claim: ['rendering_npi', 'billing_npi', 'facility_npi'],
  pharmacy_claim: ['prescribing_provider_npi', 'dispensing_provider_npi'],
  encounter: ['provider_id', 'facility_id'],
  procedure: ['provider_id'],
  inpatient_case: ['hospital_id'],
  treatment: ['provider_id'],
  eligibility: ['registered_provider'],
};

export const REFERENCES: readonly Reference[] = [
  ...named,
  { table: 'cost_item', column: 'case_id', to: 'inpatient_case', key: 'case_id' },
  ...Object.entries(providers).flatMap(([table, columns]) =>
    columns.map((column) => ({ table, column, to: 'provider', key: 'provider_id' })),
  ),
];

export const GAPS: readonly Check[] = REFERENCES.map(({ table, column, to }) => ({
  code: to === 'provider' ? 'provider-unknown' : 'reference-unknown',
  table,
  column,
  needs: to,
  when: `${t(column)} is not null and "r_${column}".k is null`,
  of: `${t(column)} is not null`,
  ...(SHAPES[table]?.amount && { amount: SHAPES[table].amount }),
  text: t(column),
}));
