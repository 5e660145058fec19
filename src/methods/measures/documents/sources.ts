/** What events are read from: the canonical tables, and two made of them: `stay` (inpatient stays) and `death`. */
import { canonicalTable, CANONICAL, DAY } from '../../../data/canonical/index.ts';
import type { CanonicalType } from '../../../data/canonical/index.ts';

/** A column a condition may name: one column of the table, or several of which any may hold (`diagnosis`). */
export interface SourceColumn {
  type: CanonicalType;
  columns: readonly string[];
}

export interface Source {
  table: string;
  /** SQL of the first and the last day of a row, `m` its alias. */
  day: string;
  end: string;
  /** SQL of who the row belongs to, where it says. */
  provider: string | undefined;
  columns: ReadonlyMap<string, SourceColumn>;
  /** Dates a document may name as `day`. */
  dates: readonly string[];
}

/** The last day, where it is not the first. */
const ENDS: Record<string, string> = {
  encounter: 'coalesce(m.end_date, m.start_date)',
  medical_claim:
    'coalesce(m.claim_line_end_date, m.claim_end_date, m.claim_line_start_date, m.claim_start_date)',
  treatment: 'm.end_date',
};

const dayOf = (name: string): string => {
  const days = (DAY[name] ?? []).map((one) => `m.${one}`);
  return days.length > 1 ? `coalesce(${days.join(', ')})` : (days[0] ?? 'null');
};

const PROVIDERS: Record<string, string> = {
  encounter: 'coalesce(m.facility_id, m.provider_id)',
  medical_claim: 'coalesce(m.facility_npi, m.billing_npi)',
  pharmacy_claim: 'm.dispensing_provider_npi',
  inpatient_case: 'm.hospital_id',
  procedure: 'm.provider_id',
  treatment: 'm.provider_id',
};

const numbered = (name: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `${name}_${from + i}`);

const text = (...columns: string[]): SourceColumn => ({ type: 'text', columns });

/** Columns that stand for several. */
const TOGETHER: Record<string, Record<string, SourceColumn>> = {
  medical_claim: {
    principal_diagnosis: text('diagnosis_code_1'),
    other_diagnosis: text(...numbered('diagnosis_code', 2, 25)),
    diagnosis: text(...numbered('diagnosis_code', 1, 25)),
    procedure: text(...numbered('procedure_code', 1, 25)),
  },
  inpatient_case: {
    other_diagnosis: text(...numbered('other_diagnosis', 1, 40)),
    diagnosis: text('principal_diagnosis', ...numbered('other_diagnosis', 1, 40)),
    procedure: text('principal_procedure', ...numbered('other_procedure', 1, 40)),
  },
};

function ofCanonical(name: string): Source {
  const table = canonicalTable(name);
  const day = dayOf(name);
  const end = ENDS[name] ?? day;
  return {
    table: name,
    day,
    end,
    provider: PROVIDERS[name],
    columns: new Map([
      ...table.columns.map(({ name: column, type }): [string, SourceColumn] => [
        column,
        { type, columns: [column] },
      ]),
      ...Object.entries(TOGETHER[name] ?? {}),
    ]),
    dates: table.columns.filter(({ type }) => type === 'date').map(({ name: column }) => column),
  };
}

/**
 * Inpatient stays, put together by `stays.ts` of claims and cases: those that follow each other without a night between, or at another hospital within a
 * day (a transfer), are one. `acquired_diagnosis`: not present on admission.
 */
const stay: Source = {
  table: 'stay',
  day: 'm.admission_date',
  end: 'm.discharge_date',
  provider: 'm.provider',
  columns: new Map<string, SourceColumn>([
    ['admission_date', { type: 'date', columns: ['admission_date'] }],
    ['discharge_date', { type: 'date', columns: ['discharge_date'] }],
    ['days', { type: 'integer', columns: ['days'] }],
    ['hospitals', { type: 'integer', columns: ['hospitals'] }],
    ['died', { type: 'boolean', columns: ['died'] }],
    ['return_planned', { type: 'boolean', columns: ['return_planned'] }],
    ...[
      'drg_code',
      'discharge_disposition_code',
      'admit_type_code',
      'admit_source_code',
      'principal_diagnosis',
      'diagnosis',
      'other_diagnosis',
      'acquired_diagnosis',
      'procedure',
    ].map((name): [string, SourceColumn] => [name, text(name)]),
  ]),
  dates: ['admission_date', 'discharge_date'],
};

/** The death of a person, by the eligibility or an outcome event `death`, the earlier. */
const death: Source = {
  table: 'death',
  day: 'm.death_date',
  end: 'm.death_date',
  provider: undefined,
  columns: new Map([['death_date', { type: 'date', columns: ['death_date'] }]]),
  dates: ['death_date'],
};

const LEFT_OUT = new Set(['eligibility', 'provider', 'provider_attribution']);

export const SOURCES: ReadonlyMap<string, Source> = new Map(
  [
    ...CANONICAL.filter(({ name }) => !LEFT_OUT.has(name)).map(({ name }) => ofCanonical(name)),
    stay,
    death,
  ].map((source) => [source.table, source]),
);

/** Columns of stays that hold codes of several columns of a claim, or of a case. */
export const STAY_CODES = {
  principal_diagnosis: { claim: ['diagnosis_code_1'], case: ['principal_diagnosis'] },
  other_diagnosis: {
    claim: numbered('diagnosis_code', 2, 25),
    case: numbered('other_diagnosis', 1, 40),
  },
  procedure: {
    claim: numbered('procedure_code', 1, 25),
    case: ['principal_procedure', ...numbered('other_procedure', 1, 40)],
  },
} as const;
