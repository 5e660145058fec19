import { describe, expect, it } from 'vitest';
import { bundle, eob, money, ndjson, patient, variable } from './samples.ts';
import type { Resource } from './samples.ts';
import { codes, imported, read, say } from './testing.ts';

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

  it('of a hospital has its payment on its first line, and none on the others', async () => {
    const item = { sequence: 1, productOrService: {}, adjudication: [money('submitted', 900)] };
    const more = {
      payment: { amount: { value: 7000.25 }, date: '2024-03-01' },
      total: [money('submitted', 1800)],
    };
    const two = await read(ndjson(eob('1', { ...more, item: [item, { ...item, sequence: 2 }] })));
    expect(say(two, 'claim_line_number', 'charge_amount', 'paid_amount', 'paid_date')).toEqual([
      '1 900 7000.25 2024-03-01',
      '2 900 0 2024-03-01',
    ]);
    expect(codes(two)).toEqual([]);
    const silent = { sequence: 2, productOrService: {} };
    const whole = { total: [money('submitted', 900)], payment: { amount: { value: 10 } } };
    const paid = { ...item, adjudication: [money('submitted', 900), money('benefit', 4)] };
    expect(
      say(await read(ndjson(eob('1', { ...whole, item: [paid, silent] }))), 'charge_amount', 'paid_amount'),
    ).toEqual(['900 4', '0 ']);
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

  it('knows a contained provider by its numbers, not by an id that means another one in each document', async () => {
    const contained = (identifier?: object) => ({
      provider: { reference: '#billing' },
      contained: [
        {
          resourceType: 'Organization',
          id: 'billing',
          name: 'Clinic',
          ...(identifier && { identifier: [identifier] }),
        },
      ],
    });
    const npi = { system: 'http://hl7.org/fhir/sid/us-npi', value: '1999999984' };
    const result = await read(
      ndjson(eob('1', contained()), eob('2', contained({ value: '220135' })), eob('3', contained(npi))),
    );
    expect(new Set(say(result, 'claim_id', 'billing_npi'))).toEqual(
      new Set(['CLM-1 ', 'CLM-2 220135', 'CLM-3 1999999984']),
    );
  });

  it('has the codes of Conditions and Procedures it only refers to, in whichever file they are', async () => {
    const coded = (resourceType: string, system: string, code: string): Resource => ({
      resourceType,
      id: 'x1',
      status: 'completed',
      subject: { reference: 'Patient/p1' },
      code: { coding: [{ system: `http://hl7.org/fhir/sid/${system}`, code }] },
    });
    const claim = eob('1', {
      diagnosis: [
        { sequence: 1, diagnosisReference: { reference: 'Condition/x1' } },
        { sequence: 2, diagnosisReference: { reference: 'Condition/none' } },
        { sequence: 3, diagnosisReference: { reference: 'Condition/wrong' } },
      ],
      procedure: [{ sequence: 1, procedureReference: { reference: 'https://here/Procedure/x1' } }],
    });
    const { tables, findings } = await imported({
      'a.ndjson': ndjson(claim),
      'b.ndjson': ndjson(
        coded('Condition', 'icd-10-cm', 'E119'),
        coded('Procedure', 'icd-10-pcs', '0SR90JZ'),
        { ...coded('Condition', 'icd-10-cm', 'C509'), id: 'wrong', status: 'entered-in-error' },
      ),
    });
    expect(tables['medical_claim']?.[0]).toMatchObject({
      diagnosis_code_1: 'E119',
      procedure_code_1: '0SR90JZ',
    });
    // Of one it finds nowhere, and of one that was entered in error, the code is unknown.
    expect(tables['medical_claim']?.[0]).not.toHaveProperty('diagnosis_code_2');
    expect(findings).toMatchObject([{ code: 'fhir-diagnosis-elsewhere', count: 2 }]);
  });

  it('has no code of a mixed drug, and says where a claim is of an older FHIR', async () => {
    const literal = {
      system: 'http://hl7.org/fhir/us/carin-bb/CodeSystem/C4BBCompoundLiteral',
      code: 'compound',
    };
    const type = { coding: [{ code: 'pharmacy' }] };
    const mixed = await read(ndjson(eob('1', { type, item: [{ productOrService: { coding: [literal] } }] })));
    expect(mixed.rows.map(({ row }) => row['ndc_code'])).toEqual([undefined]);
    const older = await read(ndjson(eob('1', { item: [{ service: { coding: [{ code: '99213' }] } }] })));
    expect(codes(older)).toEqual(['fhir-older']);
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
    expect(say(result, 'claim_line_number', 'charge_amount', 'paid_amount')).toEqual(['1 60 70', '2 40 0']);
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
