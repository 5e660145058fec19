/** The rows of one version of a claim → ExplanationOfBenefit, with CARIN's codes where FHIR has none of its own. */
import type { Cells } from './write-values.ts';
import { concept, decimal, defined, inKind, period, reference } from './write-values.ts';

const MONEY = [
  ['submitted', 'charge_amount'],
  ['eligible', 'allowed_amount'],
  ['benefit', 'paid_amount'],
  ['coinsurance', 'coinsurance_amount'],
  ['copay', 'copayment_amount'],
  ['deductible', 'deductible_amount'],
] as const;

export function resourceOfClaim(rows: readonly Cells[]): object {
  const [row] = rows as [Cells];
  const drug = row['ndc_code'] !== undefined && row['ndc_code'] !== null;
  const action = row['claim_action'];
  const whole = rows.find((line) => line['claim_line_number'] === '0');
  const carers = careTeam(rows, drug);
  return defined({
    resourceType: 'ExplanationOfBenefit',
    id: [row['claim_id'], action, row['claim_received']].filter(Boolean).join('-'),
    contained: [
      defined({
        resourceType: 'Coverage',
        id: 'coverage',
        type: concept(undefined, row['plan']),
        subscriberId: row['member_id'],
      }),
    ],
    identifier: [{ type: inKind('uc'), value: row['claim_id'] }],
    status: action === 'reversal' || action === 'void' ? 'cancelled' : 'active',
    type: inKind(
      drug ? 'pharmacy' : row['claim_type'] === 'dental' ? 'oral' : (row['claim_type'] ?? 'professional'),
    ),
    use: 'claim',
    patient: reference('Patient', row['person_id']),
    billablePeriod: drug ? undefined : period(row['claim_start_date'], row['claim_end_date']),
    created: row['claim_received'],
    insurer: { display: row['payer'] ?? undefined },
    provider: reference('Organization', drug ? row['dispensing_provider_npi'] : row['billing_npi']),
    facility: reference('Organization', row['facility_npi']),
    related:
      action === 'original' || !row['claim_group_id']
        ? undefined
        : [{ relationship: inKind('prior'), reference: { value: row['claim_group_id'] } }],
    insurance: [{ focal: true, coverage: { reference: '#coverage' } }],
    payment: row['paid_date'] && { date: row['paid_date'] },
    careTeam: carers.map(({ npi, role, specialty }, index) =>
      defined({
        sequence: index + 1,
        provider: { identifier: { system: 'http://hl7.org/fhir/sid/us-npi', value: npi } },
        role: inKind(role),
        qualification: concept(undefined, specialty),
      }),
    ),
    supportingInfo: information(row).map((info, index) => ({ sequence: index + 1, ...info })),
    ...(drug ? {} : codes(row)),
    item: rows.filter((line) => line !== whole).map((line) => item(line, drug, carers)),
    total: whole && adjudication(whole),
  });
}

interface Carer {
  npi: string;
  role: string;
  specialty: string | null | undefined;
}

function careTeam(rows: readonly Cells[], drug: boolean): Carer[] {
  const [name, role] = drug ? ['prescribing_provider_npi', 'prescribing'] : ['rendering_npi', 'performing'];
  const carers = new Map<string, Carer>();
  for (const row of rows) {
    const npi = row[name!];
    if (npi)
      carers.set(`${npi} ${row['rendering_specialty'] ?? ''}`, {
        npi,
        role: role!,
        specialty: row['rendering_specialty'],
      });
  }
  return [...carers.values()];
}

function information(row: Cells): object[] {
  const coded = [
    ['typeofbill', 'bill_type_code'],
    ['pointoforigin', 'admit_source_code'],
    ['admtype', 'admit_type_code'],
    ['discharge-status', 'discharge_disposition_code'],
    ['drg', 'drg_code'],
  ].flatMap(([category, name]) =>
    row[name!] ? [{ category: inKind(category!), code: inKind(row[name!]!) }] : [],
  );
  const counted = [
    ['dayssupply', 'days_supply'],
    ['refillnum', 'refills'],
  ].flatMap(([category, name]) =>
    row[name!] ? [{ category: inKind(category!), valueQuantity: { value: decimal(row[name!]) } }] : [],
  );
  const stay = period(row['admission_date'], row['discharge_date']);
  return [
    ...(Object.keys(stay).length > 0 ? [{ category: inKind('admissionperiod'), timingPeriod: stay }] : []),
    ...coded,
    ...counted,
  ];
}

function codes(row: Cells): Record<string, unknown> {
  const numbers = Array.from({ length: 25 }, (_, i) => i + 1);
  return {
    diagnosis: numbers
      .filter((n) => row[`diagnosis_code_${n}`])
      .map((n) =>
        defined({
          sequence: n,
          diagnosisCodeableConcept: concept(
            row['diagnosis_code_type'] ?? undefined,
            row[`diagnosis_code_${n}`],
          ),
          type: [inKind(n === 1 ? 'principal' : 'secondary')],
          onAdmission: concept(undefined, row[`diagnosis_poa_${n}`]),
        }),
      ),
    procedure: numbers
      .filter((n) => row[`procedure_code_${n}`])
      .map((n) =>
        defined({
          sequence: n,
          date: row[`procedure_date_${n}`],
          procedureCodeableConcept: concept(
            row['procedure_code_type'] ?? undefined,
            row[`procedure_code_${n}`],
          ),
        }),
      ),
  };
}

function item(row: Cells, drug: boolean, carers: readonly Carer[]): object {
  const mine = carers.findIndex(
    ({ npi, specialty }) => npi === row['rendering_npi'] && specialty === row['rendering_specialty'],
  );
  const code = drug ? concept('ndc', row['ndc_code']) : concept('hcpcs', row['hcpcs_code']);
  const units = drug ? row['quantity'] : row['service_unit_quantity'];
  return defined({
    sequence: decimal(row['claim_line_number']),
    careTeamSequence: mine >= 0 ? [mine + 1] : undefined,
    revenue: concept(undefined, row['revenue_center_code']),
    productOrService: code ?? {
      coding: [
        { system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason', code: 'not-applicable' },
      ],
    },
    modifier: [1, 2, 3, 4, 5].flatMap((n) => concept(undefined, row[`hcpcs_modifier_${n}`]) ?? []),
    servicedDate: drug ? row['dispensing_date'] : undefined,
    servicedPeriod: drug ? undefined : period(row['claim_line_start_date'], row['claim_line_end_date']),
    locationCodeableConcept: concept(undefined, row['place_of_service_code']),
    quantity: units && { value: decimal(units) },
    adjudication: adjudication(row),
  });
}

function adjudication(row: Cells): object[] {
  return MONEY.filter(([, name]) => row[name] !== undefined && row[name] !== null).map(
    ([category, name]) => ({
      category: inKind(category),
      amount: { value: decimal(row[name]), currency: 'USD' },
    }),
  );
}
