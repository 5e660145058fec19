/** For tests: resources made up by hand, in the shapes that real exports have. */

export type Resource = Record<string, unknown>;

export const ndjson = (...resources: (Resource | string)[]) =>
  resources.map((one) => `${typeof one === 'string' ? one : JSON.stringify(one)}\n`).join('');

export const bundle = (...resources: Resource[]) =>
  JSON.stringify(
    {
      resourceType: 'Bundle',
      type: 'collection',
      entry: resources.map((resource) => ({ fullUrl: `urn:uuid:${String(resource['id'])}`, resource })),
    },
    null,
    2,
  );

const category = (code: string) => ({
  coding: [{ system: 'http://terminology.hl7.org/CodeSystem/adjudication', code }],
});
/** As Medicare writes it: the variable beside the category, or alone. */
export const variable = (name: string, beside?: string) => ({
  category: {
    coding: [
      ...(beside ? category(beside).coding : []),
      {
        system: 'https://bluebutton.cms.gov/resources/codesystem/adjudication',
        code: `https://bluebutton.cms.gov/resources/variables/${name}`,
      },
    ],
  },
});
export const money = (code: string, value: number) => ({
  category: category(code),
  amount: { value, currency: 'USD' },
});

export const patient: Resource = {
  resourceType: 'Patient',
  id: 'p1',
  identifier: [{ type: { coding: [{ code: 'MB' }] }, system: 'https://plan.example/member', value: 'M-77' }],
  name: [{ family: 'Doe', given: ['Jane', 'Q'] }],
  gender: 'female',
  birthDate: '1950-03-04',
};

export const eob = (id: string, more: Resource = {}): Resource => ({
  resourceType: 'ExplanationOfBenefit',
  id,
  identifier: [{ type: { coding: [{ code: 'uc' }] }, value: `CLM-${id}` }],
  status: 'active',
  type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/claim-type', code: 'professional' }] },
  use: 'claim',
  patient: { reference: 'Patient/p1' },
  billablePeriod: { start: '2024-01-05', end: '2024-01-06' },
  created: '2024-02-01T10:00:00Z',
  insurer: { display: 'Good Health Plan' },
  provider: { reference: 'Organization/o1' },
  outcome: 'complete',
  diagnosis: [
    {
      sequence: 2,
      diagnosisCodeableConcept: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'I10' }] },
    },
    {
      sequence: 1,
      diagnosisCodeableConcept: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'E119' }] },
      type: [{ coding: [{ code: 'principal' }] }],
    },
  ],
  insurance: [{ focal: true, coverage: { reference: 'Coverage/c1' } }],
  item: [
    {
      sequence: 1,
      productOrService: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '99213' }] },
      servicedDate: '2024-01-05',
      quantity: { value: 1 },
      adjudication: [
        money('submitted', 100),
        money('eligible', 80),
        money('benefit', 60.5),
        money('copay', 19.5),
      ],
    },
    {
      sequence: 2,
      productOrService: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '85025' }] },
      servicedPeriod: { start: '2024-01-05', end: '2024-01-06' },
      adjudication: [money('submitted', 20), money('benefit', 10)],
    },
  ],
  ...more,
});
