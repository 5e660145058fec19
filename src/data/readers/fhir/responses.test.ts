import { expect, it } from 'vitest';
import { money, ndjson } from './samples.ts';
import type { Resource } from './samples.ts';
import { imported } from './testing.ts';

const claim = (id: string): Resource => ({
  resourceType: 'Claim',
  id,
  status: 'active',
  use: 'claim',
  type: { coding: [{ code: 'professional' }] },
  patient: { reference: 'Patient/p1' },
  created: '2024-01-10',
  billablePeriod: { start: '2024-01-05', end: '2024-01-05' },
  item: [
    { sequence: 1, productOrService: { coding: [{ code: '83600-00-00' }] }, net: { value: 100.5 } },
    { sequence: 2, productOrService: { coding: [{ code: '73050-39-30' }] }, net: { value: 50 } },
  ],
  total: { value: 150.5 },
});
const response = (id: string, of: string, more: object): Resource => ({
  resourceType: 'ClaimResponse',
  id,
  status: 'active',
  use: 'claim',
  outcome: 'complete',
  created: '2024-01-12',
  request: { reference: `Claim/${of}` },
  ...more,
});

it('an answer to a claim (ClaimResponse) says what was paid where no explanation of benefit does', async () => {
  const { tables, report, findings } = await imported({
    'answers.ndjson': ndjson(
      // By line: the later of two stands, also where it comes first.
      response('r2', 'c1', {
        created: '2024-01-20',
        item: [
          { itemSequence: 1, adjudication: [money('eligible', 90), money('copay', 9), money('benefit', 81)] },
          { itemSequence: 2, adjudication: [money('eligible', 0), money('benefit', 0)] },
        ],
        payment: { date: '2024-02-01', amount: { value: 80 } },
      }),
      response('r1', 'c1', { item: [{ itemSequence: 1, adjudication: [money('benefit', 1)] }] }),
      // Of the claim as a whole.
      response('r3', 'c2', { total: [money('submitted', 150.5), money('benefit', 120)] }),
      // Queued; to a claim that is elsewhere.
      response('r4', 'c3', { outcome: 'queued' }),
      response('r5', 'c9', { total: [money('benefit', 7)] }),
    ),
    'claims.ndjson': ndjson(claim('c1'), claim('c2'), claim('c3')),
  });
  expect(
    tables['medical_claim']?.map((row) =>
      [
        'claim_id',
        'claim_line_number',
        'charge_amount',
        'allowed_amount',
        'copayment_amount',
        'paid_amount',
        'paid_date',
      ]
        .map((name) => String(row[name] ?? '?').replace(/00$/, ''))
        .join(' '),
    ),
  ).toEqual([
    'c1 1 100.50 90.00 9.00 81.00 2024-02-01',
    'c1 2 50.00 0.00 ? 0.00 2024-02-01',
    // 120 of both lines together, which nobody divides.
    'c2 1 100.50 ? ? 120.00 ?',
    'c2 2 50.00 ? ? 0.00 ?',
    'c3 1 100.50 ? ? ? ?',
    'c3 2 50.00 ? ? ? ?',
  ]);
  // The lines of c1 pay 81, its payment says 80.
  expect(findings.find(({ code }) => code === 'fhir-claim-differs')).toMatchObject({
    count: 1,
    amount: '-1',
    examples: [{ key: 'c1', text: 'paid_amount 80 ≠ 81' }],
  });
  expect(report?.passedOver.map(({ reason, count }) => `${reason} ${count}`).sort()).toEqual([
    'fhir-response 3',
    'fhir-response-alone 1',
    'fhir-response-empty 1',
  ]);
});

it('resources of a Bundle that have no id yet are known by the address the others name them by', async () => {
  // What is undefined is not written.
  const at = (name: string, resource: Resource) => ({
    fullUrl: `urn:uuid:${name}`,
    resource: { ...resource, id: undefined },
  });
  const patient = { resourceType: 'Patient', id: '', gender: 'male', birthDate: '1970-01-02' };
  const coverage = {
    resourceType: 'Coverage',
    id: '',
    status: 'active',
    beneficiary: { reference: 'urn:uuid:p' },
    period: { start: '2024-01-01', end: '2024-12-31' },
  };
  const { tables } = await imported({
    'sent.json': JSON.stringify({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        at('p', patient),
        at('v', coverage),
        at('c', { ...claim(''), patient: { reference: 'urn:uuid:p' } }),
        at('r', {
          ...response('', '', { total: [money('benefit', 120)] }),
          request: { reference: 'urn:uuid:c' },
        }),
      ],
    }),
  });
  expect(tables['eligibility']).toMatchObject([{ person_id: 'p', gender: 'male', birth_date: '1970-01-02' }]);
  expect(tables['medical_claim']).toMatchObject([
    { claim_id: 'c', person_id: 'p', paid_amount: '120.0000' },
    { claim_id: 'c', paid_amount: '0.0000' },
  ]);
});
