import { describe, expect, it } from 'vitest';
import { ndjson, patient } from './samples.ts';
import type { Resource } from './samples.ts';
import { imported, read } from './testing.ts';

describe('coverage', () => {
  const coverage = (more: Resource = {}) => ({
    resourceType: 'Coverage',
    id: 'c1',
    status: 'active',
    beneficiary: { reference: 'Patient/p1' },
    subscriberId: 'M-77',
    period: { start: '2024-01-01' },
    payor: [{ display: 'Good Health Plan' }],
    class: [{ type: { coding: [{ code: 'plan' }] }, value: 'GOLD' }],
    ...more,
  });

  it('makes spans of eligibility with what is known of the person, wherever that stands', async () => {
    const other = { ...patient, birthDate: '1951-03-04' };
    const { received, refused, findings, report } = await imported({
      'Coverage.ndjson': ndjson(
        coverage(),
        coverage({ id: 'c2', period: { start: '2023-05' } }),
        coverage({ beneficiary: { reference: 'Patient/p9' } }),
      ),
      'Patient.ndjson': ndjson(patient, other, { ...patient, id: 'p2' }),
    });
    expect(received['eligibility']).toMatchObject([
      {
        person_id: 'p1',
        member_id: 'M-77',
        plan: 'GOLD',
        gender: 'female',
        birth_date: '1951-03-04',
        enrollment_start_date: '2024-01-01',
        first_name: 'Jane',
      },
      { person_id: 'p9', plan: 'GOLD' },
    ]);
    // A month is no day: none is made up, and a span cannot begin on none.
    expect(refused).toMatchObject([
      {
        file: 0n,
        line: 2n,
        table: 'eligibility',
        reason: 'required-missing',
        column: 'enrollment_start_date',
      },
    ]);
    expect(findings.map(({ code, count }) => [code, count])).toEqual(
      expect.arrayContaining([
        ['fhir-date-partial', 1],
        ['fhir-patient-twice', 1],
        ['fhir-patient-uncovered', 1],
      ]),
    );
    expect(report!.passedOver).toContainEqual({ file: 1, reason: 'fhir-patient', count: 3 });
  });
});

describe('clinical resources', () => {
  it('give encounters, results and courses', async () => {
    const subject = { reference: 'Patient/p1' };
    const pressure = {
      resourceType: 'Observation',
      id: 'bp',
      status: 'final',
      subject,
      effectiveDateTime: '2024-01-05T09:00:00+08:00',
      code: { coding: [{ system: 'http://loinc.org', code: '85354-9' }] },
      component: [
        {
          code: { coding: [{ system: 'http://loinc.org', code: '8480-6' }] },
          valueQuantity: { value: 120, unit: 'mmHg' },
        },
        {
          code: { coding: [{ system: 'http://loinc.org', code: '8462-4' }] },
          valueQuantity: { value: 80, unit: 'mmHg' },
        },
      ],
    };
    const said = { ...pressure, id: 'smoke', component: [], valueCodeableConcept: { text: 'Never smoked' } };
    const stay = {
      resourceType: 'Encounter',
      id: 'e1',
      status: 'finished',
      class: { code: 'IMP' },
      subject,
      period: { start: '2024-01-05T00:00:00Z', end: '2024-01-07' },
    };
    const drug = {
      resourceType: 'MedicationRequest',
      id: 'm1',
      status: 'active',
      subject,
      authoredOn: '2024-01-06',
      medicationCodeableConcept: { coding: [{ code: '860975' }] },
    };
    const result = await read(ndjson(pressure, said, stay, drug, { ...stay, id: 'e2', status: 'cancelled' }));
    expect(result.rows.map(({ table, row }) => [table, row])).toMatchObject(
      [
        [
          'observation',
          {
            observation_id: 'bp.1',
            code: '8480-6',
            value_number: '120',
            unit: 'mmHg',
            observation_date: '2024-01-05',
          },
        ],
        ['observation', { observation_id: 'bp.2', value_number: '80' }],
        ['observation', { observation_id: 'smoke', value_text: 'Never smoked' }],
        [
          'encounter',
          {
            encounter_id: 'e1',
            encounter_type: 'inpatient',
            start_date: '2024-01-05',
            end_date: '2024-01-07',
          },
        ],
        ['treatment', { treatment_id: 'm1', product: '860975', start_date: '2024-01-06' }],
      ].toSorted(([a], [b]) => order(String(a)) - order(String(b))),
    );
    expect(result.passedOver).toEqual({ 'fhir-not-in-force': 1 });
  });
});

/** The intake is handed rows a table at a time, in the order first met. */
function order(table: string): number {
  return ['observation', 'encounter', 'treatment'].indexOf(table);
}
