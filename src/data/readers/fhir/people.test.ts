import { describe, expect, it } from 'vitest';
import { bundle, ndjson, patient } from './samples.ts';
import type { Resource } from './samples.ts';
import { imported, read, say } from './testing.ts';

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
      'Patient.ndjson': ndjson(patient, other, {
        ...patient,
        id: 'p2',
        deceasedDateTime: '2024-03-05T08:00:00Z',
      }),
    });
    // Without coverage there is no span to write the day of death on.
    expect(received['outcome_event']).toMatchObject([
      { person_id: 'p2', event: 'death', event_date: '2024-03-05', _line: 3n },
    ]);
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

  // R4's fm-status: cancelled is "withdrawn, rescinded or reversed"; Medicare's server writes it of what was terminated, with the day.
  it('stands until it ended where it was cancelled, and not at all where it was a draft or an error', async () => {
    const ended = { start: '2023-01-01', end: '2023-06-30' };
    const { received, refused, findings, report } = await imported({
      'Coverage.ndjson': ndjson(
        coverage({ id: 'ended', status: 'cancelled', subscriberId: 'M-1', period: ended }),
        coverage({ id: 'open', status: 'cancelled' }),
        coverage({ id: 'draft', status: 'draft' }),
        coverage({ id: 'wrong', status: 'entered-in-error' }),
        coverage({ id: 'other', status: 'terminated', subscriberId: 'M-2' }),
      ),
    });
    expect(received['eligibility']).toMatchObject([
      { member_id: 'M-1', enrollment_start_date: '2023-01-01', enrollment_end_date: '2023-06-30' },
      { member_id: 'M-2', enrollment_start_date: '2024-01-01' },
    ]);
    expect(refused).toMatchObject([
      { line: 2n, table: 'eligibility', reason: 'fhir-coverage-cancelled-open', text: '2024-01-01/?' },
    ]);
    expect(report!.passedOver.map(({ reason, count }) => [reason, count]).toSorted()).toEqual([
      ['fhir-coverage-draft', 1],
      ['fhir-entered-in-error', 1],
    ]);
    expect(findings).toMatchObject([
      {
        code: 'fhir-coverage-cancelled',
        count: 1,
        examples: [{ key: 'ended', text: '2023-01-01/2023-06-30' }],
      },
      { code: 'fhir-coverage-status', count: 1, examples: [{ key: 'other', text: 'terminated' }] },
    ]);
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

const inError = { status: 'entered-in-error' };
const verification = { verificationStatus: { coding: [{ code: 'entered-in-error' }] } };

it.each<[string, Resource]>([
  ['Encounter', inError],
  ['Condition', verification],
  ['Procedure', inError],
  ['Observation', inError],
  ['MedicationRequest', inError],
  ['Claim', { ...inError, use: 'claim' }],
  ['ExplanationOfBenefit', { ...inError, use: 'claim' }],
])('%s entered in error makes no row, and is counted as such', async (resourceType, said) => {
  const code = { coding: [{ code: 'E11.9' }] };
  const { rows, passedOver } = await read(ndjson({ resourceType, id: 'x', code, ...said }));
  expect([rows, passedOver]).toEqual([[], { 'fhir-entered-in-error': 1 }]);
});

it('a stay learns nothing of a diagnosis that was entered in error', async () => {
  const coded = (system: string, code: string) => ({
    coding: [{ system: `http://hl7.org/fhir/sid/${system}`, code }],
  });
  const condition = { resourceType: 'Condition', id: 'c1', code: coded('icd-10-cm', 'E11.9') };
  const stay = {
    resourceType: 'Encounter',
    id: 'e1',
    status: 'finished',
    period: { start: '2024-01-05' },
    diagnosis: [{ condition: { reference: 'urn:uuid:c1' } }],
    reasonCode: [coded('icd-10-cm', 'Z00.00')],
  };
  const read1 = async (more: Resource) =>
    say(
      await read(bundle({ ...condition, ...more }, stay), 'all.json'),
      'encounter_id',
      'primary_diagnosis_code',
    );
  expect(await read1({})).toContain('e1 E11.9');
  expect(await read1(verification)).toEqual(['e1 Z00.00']);
});

/** The intake is handed rows a table at a time, in the order first met. */
function order(table: string): number {
  return ['observation', 'encounter', 'treatment'].indexOf(table);
}
