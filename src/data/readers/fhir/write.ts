/**
 * Tables → FHIR R4 resources, a file per kind as a bulk export has them. Rows of a claim's version stand together. What FHIR has no place
 * for (the tax number of who renders, the tables without a resource) is left out. A reversal is a cancelled ExplanationOfBenefit.
 */
import { resourceOfClaim } from './write-claims.ts';
import { concept, decimal, defined, inKind, isCodeSystem, json, period, reference } from './write-values.ts';
import type { Cells } from './write-values.ts';

const CLASSES: Record<string, string> = { inpatient: 'IMP', emergency: 'EMER', outpatient: 'AMB' };

type Tables = Readonly<Record<string, readonly Cells[]>>;

/** File name → its lines. */
export function writeFhir(tables: Tables): Record<string, string> {
  const of = (name: string) => tables[name] ?? [];
  const claims = [...of('medical_claim'), ...of('pharmacy_claim')];
  const files: Record<string, object[]> = {
    'Patient.ndjson': [...new Map(of('eligibility').map((row) => [row['person_id'], row])).values()].map(
      patient,
    ),
    'Coverage.ndjson': of('eligibility').map(coverage),
    'Organization.ndjson': of('provider')
      .filter((row) => row['kind'] !== 'person')
      .map(provider),
    'Practitioner.ndjson': of('provider')
      .filter((row) => row['kind'] === 'person')
      .map(provider),
    'Encounter.ndjson': of('encounter').map(encounter),
    'Condition.ndjson': of('condition').map(condition),
    'Procedure.ndjson': of('procedure').map(procedure),
    'Observation.ndjson': of('observation')
      .filter((row) => !isAnswer(row))
      .map(observation),
    'QuestionnaireResponse.ndjson': responses(of('observation').filter(isAnswer)),
    'MedicationRequest.ndjson': of('treatment').map(treatment),
    'ExplanationOfBenefit.ndjson': versions(claims).map(resourceOfClaim),
  };
  return Object.fromEntries(
    Object.entries(files)
      .filter(([, resources]) => resources.length > 0)
      .map(([name, resources]) => [name, resources.map((resource) => `${json(resource)}\n`).join('')]),
  );
}

function versions(rows: readonly Cells[]): Cells[][] {
  const groups = new Map<string, Cells[]>();
  for (const row of rows) {
    const key = [
      row['claim_id'],
      row['claim_action'],
      row['claim_received'],
      row['ndc_code'] ? 'drug' : '',
    ].join('|');
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
}

function patient(row: Cells): object {
  return defined({
    resourceType: 'Patient',
    id: row['person_id'],
    name: [defined({ family: row['last_name'], given: row['first_name'] && [row['first_name']] })],
    gender: row['gender'],
    birthDate: row['birth_date'],
    deceasedDateTime: row['death_date'],
    deceasedBoolean: row['death_date'] ? undefined : row['death_flag'] && row['death_flag'] === 'true',
    address: [
      defined({
        line: row['address'] && [row['address']],
        city: row['city'],
        state: row['state'],
        postalCode: row['zip_code'],
      }),
    ],
  });
}

function coverage(row: Cells, index: number): object {
  return defined({
    resourceType: 'Coverage',
    id: String(index + 1),
    identifier: row['member_id'] && [{ type: inKind('MB'), value: row['member_id'] }],
    status: 'active',
    type: concept(undefined, row['payer_type']),
    subscriberId: row['subscriber_id'],
    beneficiary: reference('Patient', row['person_id']),
    relationship: concept(
      'http://terminology.hl7.org/CodeSystem/subscriber-relationship',
      row['subscriber_relation'],
    ),
    period: period(row['enrollment_start_date'], row['enrollment_end_date']),
    payor: [defined({ display: row['payer'] })],
    class: [
      ...(row['plan'] ? [{ type: inKind('plan'), value: row['plan'] }] : []),
      ...(row['group_id']
        ? [defined({ type: inKind('group'), value: row['group_id'], name: row['group_name'] })]
        : []),
    ],
  });
}

function provider(row: Cells): object {
  const person = row['kind'] === 'person';
  return defined({
    resourceType: person ? 'Practitioner' : 'Organization',
    id: row['provider_id'],
    identifier: [
      { system: 'http://hl7.org/fhir/sid/us-npi', value: row['provider_id'] },
      ...(row['tin'] ? [{ type: inKind('TAX'), value: row['tin'] }] : []),
    ],
    name: person ? row['name'] && [{ text: row['name'] }] : row['name'],
    qualification: row['specialty'] && [
      { code: concept('http://nucc.org/provider-taxonomy', row['specialty']) },
    ],
    address: [defined({ city: row['city'], state: row['state'] })],
  });
}

function encounter(row: Cells): object {
  const kind = row['encounter_type'];
  return defined({
    resourceType: 'Encounter',
    id: row['encounter_id'],
    status: 'finished',
    class: kind && { code: CLASSES[kind] ?? kind },
    subject: reference('Patient', row['person_id']),
    participant: row['provider_id'] && [{ individual: reference('Practitioner', row['provider_id']) }],
    period: period(row['start_date'], row['end_date']),
    reasonCode: row['primary_diagnosis_code'] && [concept('icd-10-cm', row['primary_diagnosis_code'])],
    serviceProvider: reference('Organization', row['facility_id']),
  });
}

function condition(row: Cells): object {
  return defined({
    resourceType: 'Condition',
    id: row['condition_id'],
    ...clinical(row),
    onsetDateTime: row['onset_date'],
    abatementDateTime: row['resolved_date'],
  });
}

function procedure(row: Cells): object {
  return defined({
    resourceType: 'Procedure',
    id: row['procedure_id'],
    status: 'completed',
    ...clinical(row),
    performedDateTime: row['procedure_date'],
    performer: row['provider_id'] && [{ actor: reference('Practitioner', row['provider_id']) }],
  });
}

function observation(row: Cells): object {
  return defined({
    resourceType: 'Observation',
    id: row['observation_id'],
    status: 'final',
    category: row['category'] && [concept(undefined, row['category'])],
    ...clinical(row),
    effectiveDateTime: row['observation_date'],
    valueQuantity: row['value_number'] && defined({ value: decimal(row['value_number']), unit: row['unit'] }),
    valueString: row['value_number'] ? undefined : row['value_text'],
  });
}

/** Patient-reported and of no system of codes: its code is the link of a questionnaire's item. */
function isAnswer(row: Cells): boolean {
  return row['category'] === 'survey' && !isCodeSystem(row['code_type'] ?? '');
}

/** Answers of one person, questionnaire and day are one response; an id that ends in the item's link begins with the response's. */
function responses(rows: readonly Cells[]): object[] {
  const groups = new Map<string, Cells[]>();
  for (const row of rows) {
    const name = ['person_id', 'encounter_id', 'code_type', 'observation_date'].map(
      (part) => row[part] ?? '',
    );
    const key = JSON.stringify([idOf(row), ...name]);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()].map((answers) => {
    const [first] = answers as [Cells];
    return defined({
      resourceType: 'QuestionnaireResponse',
      id: idOf(first),
      questionnaire: first['code_type'],
      status: 'completed',
      subject: reference('Patient', first['person_id']),
      encounter: reference('Encounter', first['encounter_id']),
      authored: first['observation_date'],
      item: answers.map((row) =>
        defined({ linkId: row['code'], text: row['description'], answer: [answer(row)] }),
      ),
    });
  });
}

function idOf({ observation_id: id, code }: Cells): string {
  return (id ?? '').endsWith(`.${code}`) ? (id ?? '').slice(0, -`.${code}`.length) : (id ?? '');
}

function answer(row: Cells): object {
  const value = decimal(row['value_number']);
  if (value === undefined) return defined({ valueString: row['value_text'] });
  if (row['value_text']) {
    const url = 'http://hl7.org/fhir/StructureDefinition/ordinalValue';
    return { valueCoding: { code: row['value_text'], extension: [{ url, valueDecimal: value }] } };
  }
  return row['unit'] ? { valueQuantity: { value, unit: row['unit'] } } : { valueDecimal: value };
}

function treatment(row: Cells): object {
  return defined({
    resourceType: 'MedicationRequest',
    id: row['treatment_id'],
    status: 'active',
    intent: 'order',
    medicationCodeableConcept: { text: row['product'] },
    subject: reference('Patient', row['person_id']),
    authoredOn: row['start_date'],
    requester: reference('Practitioner', row['provider_id']),
    reasonCode: row['indication'] && [concept('icd-10-cm', row['indication'])],
    dispenseRequest: { validityPeriod: period(row['start_date'], row['end_date']) },
  });
}

function clinical(row: Cells): Record<string, unknown> {
  return {
    code: concept(row['code_type'] ?? undefined, row['code'], row['description']),
    subject: reference('Patient', row['person_id']),
    encounter: reference('Encounter', row['encounter_id']),
  };
}
