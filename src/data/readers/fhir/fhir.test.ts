import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { filesForTest, importInto } from '../../import/testing.ts';
import { collect } from '../shared/collecting.ts';
import type { Collected } from '../shared/collecting.ts';
import { fhir } from './fhir.ts';
import { bundle, eob, money, ndjson, patient, variable } from './samples.ts';
import type { Resource } from './samples.ts';

const read = (content: string | Buffer, name = 'all.ndjson') => collect(fhir, { [name]: content });
const codes = ({ findings }: Collected) => findings.map(({ code }) => code);
const say = ({ rows }: Collected, ...names: string[]) =>
  rows.map(({ row }) => names.map((name) => row[name] ?? '').join(' '));

async function imported(files: Record<string, string | Uint8Array>) {
  const { folder, remove } = filesForTest(files);
  try {
    return await importInto(fhir, [folder]);
  } finally {
    remove();
  }
}

const organization: Resource = {
  resourceType: 'Organization',
  id: 'o1',
  name: 'Clinic',
  identifier: [
    { system: 'http://hl7.org/fhir/sid/us-npi', value: '1999999984' },
    { type: { coding: [{ code: 'TAX' }] }, value: '123456789' },
  ],
};

describe('an explanation of benefit', () => {
  it('gives a row for each line', async () => {
    const { rows, refused, findings } = await read(ndjson(eob('1'), organization));
    expect(refused).toEqual([]);
    expect(findings).toEqual([]);
    expect(rows[0]).toEqual({
      table: 'medical_claim',
      file: 0,
      line: 1,
      row: {
        claim_id: 'CLM-1',
        claim_line_number: '1',
        claim_type: 'professional',
        person_id: 'p1',
        payer: 'Good Health Plan',
        claim_start_date: '2024-01-05',
        claim_end_date: '2024-01-06',
        claim_line_start_date: '2024-01-05',
        claim_line_end_date: '2024-01-05',
        service_unit_quantity: '1',
        hcpcs_code: '99213',
        billing_npi: '1999999984',
        billing_tin: '123456789',
        paid_amount: '60.5',
        allowed_amount: '80',
        charge_amount: '100',
        copayment_amount: '19.5',
        diagnosis_code_type: 'icd-10-cm',
        diagnosis_code_1: 'E119',
        diagnosis_code_2: 'I10',
        claim_group_id: 'CLM-1',
        claim_action: 'original',
        claim_received: '2024-02-01',
      },
    });
    // Nothing is said of the second line's allowed amount: unknown, not nothing.
    expect(rows[1]!.row).not.toHaveProperty('allowed_amount');
  });

  it('of a hospital has its payment on line 0, and one of a single line on that', async () => {
    const item = { sequence: 1, productOrService: {}, adjudication: [money('submitted', 900)] };
    const more = {
      payment: { amount: { value: 7000.25 }, date: '2024-03-01' },
      total: [money('submitted', 1800)],
    };
    const two = await read(ndjson(eob('1', { ...more, item: [item, { ...item, sequence: 2 }] })));
    expect(say(two, 'claim_line_number', 'charge_amount', 'paid_amount', 'paid_date')).toEqual([
      '0  7000.25 2024-03-01',
      '1 900  2024-03-01',
      '2 900  2024-03-01',
    ]);
    expect(codes(two)).toEqual([]);
    const one = await read(ndjson(eob('1', { ...more, item: [item] })));
    expect(say(one, 'claim_line_number', 'charge_amount', 'paid_amount')).toEqual(['1 900 7000.25']);
    expect(one.findings).toMatchObject([{ code: 'fhir-claim-differs', amount: '900' }]);
  });

  it('names amounts as Medicare does: variables tell more than the categories beside them', async () => {
    const adjudication = [
      { ...variable('rev_cntr_rate_amt', 'submitted'), amount: { value: 5 } },
      { ...variable('rev_cntr_tot_chrg_amt', 'submitted'), amount: { value: 500 } },
      { ...variable('rev_cntr_cash_ddctbl_amt', 'deductible'), amount: { value: 10 } },
      { ...variable('rev_cntr_blood_ddctbl_amt', 'deductible'), amount: { value: 2.5 } },
      { ...variable('rev_cntr_prvdr_pmt_amt', 'paidtoprovider'), amount: { value: 400 } },
      { ...variable('rev_cntr_bene_pmt_amt', 'paidtopatient'), amount: { value: 1 } },
      { ...variable('rev_cntr_wage_adjstd_coinsrnc_amt', 'coinsurance'), amount: { value: 80 } },
      { ...variable('rev_cntr_rdcd_coinsrnc_amt', 'coinsurance'), amount: { value: 70 } },
    ];
    const total = [{ ...variable('clm_tot_chrg_amt', 'priorpayerpaid'), amount: { value: 0 } }];
    const result = await read(
      ndjson(eob('1', { total, item: [{ sequence: 1, productOrService: {}, adjudication }] })),
    );
    expect(say(result, 'charge_amount', 'paid_amount', 'deductible_amount', 'coinsurance_amount')).toEqual([
      '500 401 12.5 80',
    ]);
    expect(codes(result)).toEqual([]);
  });

  it('as Synthea writes it: tails of floating point, a group for all, conditions for diagnoses', async () => {
    const adjudication = [
      { ...variable('line_coinsrnc_amt'), amount: { value: 25.832000000000004 } },
      { ...variable('line_prvdr_pmt_amt'), amount: { value: 103.328 } },
      { ...variable('line_sbmtd_chrg_amt'), amount: { value: 129.16 } },
    ];
    const claim = eob('e', {
      identifier: [
        { system: 'https://bluebutton.cms.gov/resources/variables/clm_id', value: 'c9' },
        { system: 'https://bluebutton.cms.gov/resources/identifier/claim-group', value: '99999999999' },
      ],
      patient: { reference: 'urn:uuid:p1' },
      provider: { reference: 'Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|9999999899' },
      contained: [{ resourceType: 'Coverage', id: 'coverage', type: { text: 'Aetna' } }],
      insurance: [{ focal: true, coverage: { reference: '#coverage' } }],
      diagnosis: [{ sequence: 1, diagnosisReference: { reference: 'urn:uuid:d1' } }],
      item: [{ sequence: 1, productOrService: {}, adjudication }],
    });
    const snomed = {
      coding: [{ system: 'http://snomed.info/sct', code: '38341003', display: 'Hypertension' }],
    };
    const condition = {
      resourceType: 'Condition',
      id: 'd1',
      subject: { reference: 'urn:uuid:p1' },
      code: snomed,
      onsetDateTime: '2010-02-01T03:04:05-05:00',
    };
    const result = await read(bundle(patient, claim, condition), 'patient.json');
    expect(result.rows[0]!.row).toMatchObject({
      claim_id: 'c9',
      claim_group_id: 'c9',
      person_id: 'p1',
      plan: 'Aetna',
      billing_npi: '9999999899',
      coinsurance_amount: '25.832',
      paid_amount: '103.328',
      diagnosis_code_type: 'snomed-ct',
      diagnosis_code_1: '38341003',
    });
    expect(result.rows[1]!.row).toMatchObject({
      condition_id: 'd1',
      person_id: 'p1',
      onset_date: '2010-02-01',
    });
    expect(codes(result)).toEqual(['fhir-amount-tail']);
  });

  it('may have a total among its lines', async () => {
    const line = (sequence: number, revenue: string, charge: number) => ({
      sequence,
      revenue: {
        coding: [{ system: 'https://bluebutton.cms.gov/resources/variables/rev_cntr', code: revenue }],
      },
      productOrService: {},
      adjudication: [money('submitted', charge), ...(revenue === '0001' ? [money('benefit', 70)] : [])],
    });
    const result = await read(
      ndjson(eob('1', { item: [line(1, '0300', 60), line(2, '0250', 40), line(3, '0001', 100)] })),
    );
    expect(say(result, 'claim_line_number', 'charge_amount', 'paid_amount')).toEqual([
      '0  70',
      '1 60 ',
      '2 40 ',
    ]);
    expect(codes(result)).toEqual(['fhir-total-line']);
  });

  it('of drugs is a pharmacy claim', async () => {
    const npi = (value: string) => ({ identifier: { type: { coding: [{ code: 'npi' }] }, value } });
    const drug = eob('1', {
      type: { coding: [{ code: 'PDE' }, { code: 'pharmacy' }] },
      provider: npi('1023011079'),
      careTeam: [{ sequence: 1, provider: npi('1750384806'), role: { coding: [{ code: 'prescribing' }] } }],
      supportingInfo: [
        { category: { coding: [{ code: 'refillnum' }] }, valueQuantity: { value: 3 } },
        { category: { coding: [{ code: 'dayssupply' }] }, valueQuantity: { value: 30 } },
      ],
      item: [
        {
          sequence: 1,
          productOrService: { coding: [{ system: 'http://hl7.org/fhir/sid/ndc', code: '00002323401' }] },
          servicedDate: '2015-05-12',
          quantity: { value: 60 },
          // The gross cost of the drug stands under coinsurance.
          adjudication: [
            { ...variable('cvrd_d_plan_pd_amt', 'benefit'), amount: { value: 126.99 } },
            { ...variable('gdc_blw_oopt_amt', 'coinsurance'), amount: { value: 995.34 } },
          ],
        },
      ],
    });
    const { rows } = await read(ndjson(drug));
    expect(rows).toMatchObject([
      {
        table: 'pharmacy_claim',
        row: {
          ndc_code: '00002323401',
          dispensing_date: '2015-05-12',
          dispensing_provider_npi: '1023011079',
          prescribing_provider_npi: '1750384806',
          days_supply: '30',
          refills: '3',
          paid_amount: '126.99',
        },
      },
    ]);
    expect(rows[0]!.row).not.toHaveProperty('coinsurance_amount');
  });

  it('is one of several versions, however the files are ordered', async () => {
    const prior = (claim: string) => ({
      related: [{ claim: { reference: `Claim/${claim}` }, relationship: { coding: [{ code: 'prior' }] } }],
    });
    const next = {
      related: [{ reference: { value: 'CLM-2' }, relationship: { coding: [{ code: 'replacedby' }] } }],
    };
    const first = eob('1', { ...next, claim: { reference: 'Claim/k1' } });
    const second = eob('2', { claim: { reference: 'Claim/k2' } });
    const third = eob('3', { ...prior('k2'), status: 'cancelled' });
    for (const order of [
      [first, second, third],
      [third, second, first],
    ]) {
      const result = await read(ndjson(...order));
      expect(new Set(say(result, 'claim_group_id'))).toEqual(new Set(['CLM-1']));
      expect(new Set(say(result, 'claim_id', 'claim_action'))).toEqual(
        new Set(['CLM-1 original', 'CLM-2 original', 'CLM-3 void']),
      );
    }
  });

  it('stands for the Claim it answers; a Claim without an answer stands itself', async () => {
    const claim = (id: string) => ({
      ...eob(id),
      resourceType: 'Claim',
      identifier: [],
      item: [{ sequence: 1, productOrService: {}, net: { value: 50 } }],
      total: { value: 50 },
    });
    const { received, report } = await imported({
      'Claim.ndjson': ndjson(claim('k1'), claim('k2')),
      'ExplanationOfBenefit.ndjson': ndjson(
        eob('1', { claim: { reference: 'https://plan.example/fhir/Claim/k1' } }),
      ),
    });
    expect(received['medical_claim']!.map((row) => row['claim_id'])).toEqual(['k2', 'CLM-1', 'CLM-1']);
    expect(report!.passedOver).toContainEqual({ file: 0, reason: 'fhir-claim-answered', count: 1 });
    expect(received['medical_claim']![0]).toMatchObject({ charge_amount: '50.0000' });
  });

  it('that is a draft or asks for permission is passed over', async () => {
    const result = await read(
      ndjson(eob('1', { status: 'draft' }), eob('2', { use: 'preauthorization' }), {
        resourceType: 'Goal',
        id: 'g',
      }),
    );
    expect(result.rows).toEqual([]);
    expect(result.passedOver).toEqual({ 'fhir-not-in-force': 1, 'fhir-no-claim': 1, 'part-unused': 1 });
  });
});

describe('references', () => {
  it('name people by any of FHIR’s ways', async () => {
    const named = [
      { reference: 'Patient/p1' },
      { reference: 'https://plan.example/fhir/Patient/p1/_history/3' },
      { reference: 'urn:uuid:p1' },
      { reference: '#me' },
      { identifier: { system: 'https://plan.example/member', value: 'M-77' } },
      { display: 'Jane' },
    ];
    const claims = named.map((reference, index) =>
      eob(String(index), { patient: reference, contained: [{ ...patient, id: 'me' }], item: [] }),
    );
    const alone = await read(ndjson(...claims));
    expect(say(alone, 'person_id')).toEqual(['p1', 'p1', 'p1', 'M-77', 'M-77', '']);
    expect(codes(alone)).toEqual(['fhir-person-by-number']);
    // Beside the Patient itself the number is known to be hers.
    expect(say(await read(bundle(patient, ...claims), 'b.json'), 'person_id')).toEqual([
      'p1',
      'p1',
      'p1',
      'p1',
      'p1',
      '',
    ]);
  });
});

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

describe('bad input', () => {
  it('is refused line by line, and the rest goes on', async () => {
    const deep = `{"resourceType":"Goal","x":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
    const wide = `{"resourceType":"Goal","x":"${'y'.repeat(3 << 20)}"}`;
    const lines = [
      eob('1'),
      '{"resourceType":',
      '[]',
      '17',
      '{"id":"x"}',
      '',
      deep,
      wide,
      'not json',
      eob('2'),
    ];
    const latin = Buffer.concat([
      Buffer.from(ndjson(...lines)),
      Buffer.from('{"resourceType":"Goal","x":"'),
      Buffer.from([0xe9]),
      Buffer.from('"}\n'),
      Buffer.from(ndjson(eob('3'))),
    ]);
    const result = await read(latin);
    expect(new Set(say(result, 'claim_id'))).toEqual(new Set(['CLM-1', 'CLM-2', 'CLM-3']));
    expect(result.refused.map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'json-malformed'],
      [4, 'fhir-no-resource'],
      [5, 'fhir-no-resource'],
      [9, 'json-malformed'],
      [11, 'encoding'],
    ]);
    expect(result.passedOver).toEqual({ 'part-unused': 2 });
  });

  it('of every wrong kind of value is no crash', async () => {
    const odd = [
      null,
      0,
      -1,
      1e300,
      '',
      ' ',
      'x',
      [],
      [[]],
      [null],
      {},
      { coding: 1 },
      { coding: [{ code: {} }] },
      true,
    ];
    const kinds = [
      'ExplanationOfBenefit',
      'Encounter',
      'Condition',
      'Procedure',
      'Observation',
      'MedicationRequest',
      'Organization',
      'Practitioner',
      'Patient',
      'Coverage',
    ];
    const full = {
      ...eob('1'),
      ...patient,
      subject: {},
      component: [{}],
      period: {},
      related: [{}],
      careTeam: [{}],
      supportingInfo: [{}],
      total: [{}],
      procedure: [{}],
      class: {},
      payor: [{}],
    };
    const resources = kinds.flatMap((resourceType) =>
      Object.keys(full).flatMap((name) => odd.map((value) => ({ ...full, [name]: value, resourceType }))),
    );
    const { rows, refused, passedOver } = await read(ndjson(...resources));
    expect(rows.length).toBeGreaterThan(1000);
    expect(refused).toEqual([]);
    expect(passedOver['fhir-patient']).toBeGreaterThan(0);
  });

  it('cut anywhere loses the line that is cut, and says so', async () => {
    const tiny = (id: string) => ({
      resourceType: 'ExplanationOfBenefit',
      id,
      item: [{ net: { value: 1.5 } }],
    });
    const content = ndjson(tiny('1'), { resourceType: 'Observation', id: 'o', status: 'final' }, tiny('2'));
    for (let at = 0; at <= content.length; at += 1) {
      const part = content.slice(0, at);
      const { rows, refused } = await read(part);
      const whole = part.split('\n').filter((line) => line !== '' && isJson(line)).length;
      const claims = new Set(rows.map(({ line }) => line)).size;
      expect(claims).toBe(whole);
      expect(refused).toHaveLength(
        part === '' || part.endsWith('\n') || isJson(part.split('\n').at(-1)!) ? 0 : 1,
      );
    }
  }, 30_000);

  it('cut within a compressed file keeps what was unpacked', async () => {
    const content = gzipSync(
      ndjson(...Array.from({ length: 400 }, (_, i) => eob(`${i}-${Math.imul(i, 2_654_435_761)}`))),
    );
    const result = await read(content.subarray(0, content.length - 200), 'ExplanationOfBenefit.ndjson.gz');
    expect(result.rows.length).toBeGreaterThan(0);
    expect(result.refused.at(-1)).toMatchObject({ reason: 'file-truncated' });
  });
});

describe('numbers', () => {
  it('are exact, digit by digit', async () => {
    const line = JSON.stringify(
      eob('1', {
        item: [
          { sequence: 1, productOrService: {}, adjudication: [money('benefit', 1), money('submitted', 2)] },
        ],
      }),
    );
    const exact = line
      .replace('"value":1,', '"value":99999999999999.9999,')
      .replace('"value":2,', '"value":1.25e3,');
    expect(say(await read(`${exact}\n`), 'paid_amount', 'charge_amount')).toEqual([
      '99999999999999.9999 1250',
    ]);
  });
});

describe('files', () => {
  it('may be documents or lines, packed or not, and others are left out', async () => {
    const one = JSON.stringify(eob('1'), null, 2);
    const list = JSON.stringify([eob('1'), eob('2')]);
    expect((await read(one, 'a.json')).rows).toHaveLength(2);
    expect((await read(list, 'a.json')).rows.map(({ line }) => line)).toEqual([1, 1, 2, 2]);
    expect((await read(ndjson(eob('1'), eob('2')), 'a.json')).rows).toHaveLength(4);
    expect((await read(`\ufeff${ndjson(eob('1')).replaceAll('\n', '\r\n')}`)).rows).toHaveLength(2);
    expect((await read(JSON.stringify(JSON.parse(bundle(eob('1')))), 'b.json')).rows).toHaveLength(2);
    const { diagnostics } = await imported({ 'a.ndjson': ndjson(eob('1')), 'README.md': '# An export' });
    expect(diagnostics.map(({ code }) => code)).toEqual(['fhir-file-other']);
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
