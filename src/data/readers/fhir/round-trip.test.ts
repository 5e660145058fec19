/** A population written as a bulk export and read back says the same, as far as FHIR carries it. */
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { filesForTest, importInto } from '../../import/testing.ts';
import type { ImportedForTest } from '../../import/testing.ts';
import { cells, differences, population, shown } from '../shared/population.ts';
import type { TextCells } from '../shared/population.ts';
import { fhir } from './fhir.ts';
import { writeFhir } from './write.ts';

let written: Record<string, TextCells[]>;
let read: ImportedForTest;
beforeAll(async () => {
  const made = await population(25);
  const last = made['medical_claim']!.findLast((row) => row['claim_action'] === 'original')!;
  const reversal = made['medical_claim']!.filter(
    (row) => row['claim_id'] === last['claim_id'] && row['claim_action'] === 'original',
  ).map((row) => ({ ...row, claim_action: 'void', claim_received: '2023-12-31', paid_amount: '-1.25' }));
  written = { ...made, medical_claim: [...made['medical_claim']!, ...reversal] };
  const files = Object.entries(writeFhir(written)).map(([name, content]) =>
    name === 'Observation.ndjson' ? [`${name}.gz`, gzipSync(content)] : [name, content],
  );
  const { folder, remove } = filesForTest(Object.fromEntries(files));
  try {
    read = await importInto(fhir, [folder]);
  } finally {
    remove();
  }
}, 90_000);

/** What FHIR has no place for, or what the reader does not take. */
const OMITTED: Record<string, string[]> = {
  eligibility: [
    'race',
    'ethnicity',
    'esrd_status',
    'dual_status_code',
    'medicare_status_code',
    'original_reason_entitlement_code',
    'low_income_subsidy_indicator',
    'hospice_flag',
    'long_term_institutional_flag',
    'death_flag',
    'registered_provider',
    'registration_start_date',
    'registration_end_date',
  ],
  provider: ['primary_care', 'level', 'organization_id', 'specialty'],
  medical_claim: ['rendering_tin', 'in_network_flag', 'drg_code_type', 'total_cost_amount'],
  pharmacy_claim: ['in_network_flag'],
  treatment: ['price', 'line', 'last_seen_date'],
};

describe('a bulk export', () => {
  it('is read without a loss', () => {
    expect(read.refused).toEqual([]);
    expect(read.findings.filter(({ code }) => code.startsWith('fhir-'))).toEqual([]);
  });

  it.each([
    'eligibility',
    'provider',
    'encounter',
    'medical_claim',
    'pharmacy_claim',
    'condition',
    'procedure',
    'observation',
    'treatment',
  ])('gives back %s', (table) => {
    const rows = written[table]!.map((row) => ({
      ...row,
      // A Patient lives in one place: where the last span has it.
      ...(table === 'eligibility' && home(row['person_id']!)),
      ...(row['claim_action'] === 'reversal' && { claim_action: 'void' }),
      // An answer is named by its response and its item.
      ...(row['code_type'] === 'instrument' && { observation_id: `${row['observation_id']}.${row['code']}` }),
    }));
    const names = new Set(rows.flatMap((row) => Object.keys(row)));
    const columns = [...names].filter((name) => name !== 'data_source' && !OMITTED[table]?.includes(name));
    expect(columns.length).toBeGreaterThan(3);
    expect(
      differences(shown((read.received[table] ?? []).map(cells), columns), shown(rows, columns)),
    ).toEqual([]);
  });

  it('carries patient-reported scores as answered questionnaires', () => {
    const scores = read.received['observation']!.filter((row) => row['code_type'] === 'instrument');
    expect(scores.length).toBeGreaterThan(0);
    expect(writeFhir(written)['QuestionnaireResponse.ndjson']!.split('\n')).toHaveLength(scores.length + 1);
  });

  it('is the same to the cent', () => {
    const claims = read.report!.tables.find(({ name }) => name === 'medical_claim')!;
    expect(claims.money['paid_amount']).toMatchObject({ refused: '0.0000' });
    expect(claims.money['paid_amount']!.read).toBe(claims.money['paid_amount']!.kept);
  });
});

function home(person: string): TextCells {
  const last = written['eligibility']!.findLast((row) => row['person_id'] === person)!;
  return Object.fromEntries(['address', 'city', 'state', 'zip_code'].map((name) => [name, last[name]]));
}
