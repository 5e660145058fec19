/** Faults planted one by one among rows that have none: each is found, and nothing else is. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { QualityFinding } from './report.ts';
import type { Given, Rows } from './testing.ts';
import { Examiner } from './testing.ts';

const examiner = new Examiner();
afterAll(() => examiner.close());

const person: Given = {
  person_id: 'p1',
  member_id: 'm1',
  gender: 'female',
  birth_date: '1950-03-01',
  enrollment_start_date: '2022-01-01',
  enrollment_end_date: '2023-12-31',
  payer: 'cms',
  plan: 'ffs',
  data_source: 'x',
};
const claim: Given = {
  claim_id: 'c1',
  claim_line_number: 1,
  claim_type: 'professional',
  person_id: 'p1',
  payer: 'cms',
  plan: 'ffs',
  claim_start_date: '2023-02-01',
  claim_end_date: '2023-02-03',
  claim_line_start_date: '2023-02-01',
  claim_line_end_date: '2023-02-02',
  paid_date: '2023-03-01',
  paid_amount: '80',
  allowed_amount: '100',
  charge_amount: '150',
  coinsurance_amount: '20',
  service_unit_quantity: 1,
  hcpcs_code: '99213',
  rendering_npi: '1234567893',
  place_of_service_code: '11',
  diagnosis_code_type: 'icd-10-cm',
  diagnosis_code_1: 'E11.9',
  diagnosis_code_2: 'I10',
  data_source: 'x',
};
const drug: Given = {
  claim_id: 'd1',
  claim_line_number: 1,
  person_id: 'p1',
  dispensing_date: '2023-02-05',
  paid_date: '2023-02-06',
  ndc_code: '00093505698',
  quantity: 30,
  days_supply: 30,
  paid_amount: '10',
  allowed_amount: '12',
  charge_amount: '15',
  data_source: 'x',
};
const stay: Given = {
  case_id: 'k1',
  person_id: 'p1',
  hospital_id: 'H33010200001',
  sex: 'female',
  birth_date: '1950-03-01',
  age_years: 72,
  admission_date: '2023-02-01',
  discharge_date: '2023-02-10',
  stay_days: 9,
  diagnosis_code_type: 'icd-10-cn',
  principal_diagnosis: 'I63.900x001',
  other_diagnosis_1: 'E11.900',
  procedure_code_type: 'icd-9-cm-3-cn',
  principal_procedure: '39.7401',
  total_fee: '300',
  fund_payment: '200',
  personal_payment: '100',
  fee_bed: '100',
  fee_western_drugs: '200',
};
const item: Given = {
  case_id: 'k1',
  item_number: 1,
  person_id: 'p1',
  item_date: '2023-02-02',
  quantity: 2,
  unit_price: '150',
  amount: '300',
  class_a: '300',
};
const encounter: Given = {
  encounter_id: 'e1',
  person_id: 'p1',
  start_date: '2023-02-01',
  end_date: '2023-02-02',
};
const condition: Given = {
  condition_id: 'n1',
  person_id: 'p1',
  encounter_id: 'e1',
  code_type: 'snomed-ct',
  code: '44054006',
  onset_date: '2010-01-01',
};
const sound = {
  eligibility: [person],
  provider: [
    { provider_id: '1234567893', tin: '91350100M000100Y43' },
    { provider_id: 'H33010200001', kind: 'institution' },
  ],
  encounter: [encounter],
  medical_claim: [claim],
  pharmacy_claim: [drug],
  inpatient_case: [stay],
  cost_item: [item],
  condition: [condition],
} satisfies Rows;
type Table = keyof typeof sound;

/** A fault: the table, what is changed in its one row or added as another, and what must be found, as `code column count amount`. */
type Fault = [name: string, table: Table, change: Given, found: string[], how?: 'another'];

// GB 11643: 330102 19500301 002 and its check character, computed by hand: Σ = 138, 138 mod 11 = 6, so 6.
const CITIZEN = '330102195003010026';

const FAULTS: Fault[] = [
  [
    'paid above allowed',
    'medical_claim',
    { paid_amount: '100.01', coinsurance_amount: null },
    ['paid-over-allowed paid_amount 1 0.01'],
  ],
  [
    'paid above charged',
    'medical_claim',
    { paid_amount: '160', allowed_amount: null, coinsurance_amount: null },
    ['paid-over-charge paid_amount 1 10.00', 'claim-overpaid 1 10.00'],
  ],
  [
    'allowed above charged',
    'medical_claim',
    { allowed_amount: '151' },
    ['allowed-over-charge allowed_amount 1 1.00'],
  ],
  [
    'shares above allowed',
    'medical_claim',
    { deductible_amount: '5' },
    ['shares-over-allowed allowed_amount 1 5.00'],
  ],
  [
    'a negative share',
    'medical_claim',
    { copayment_amount: '-1' },
    ['negative-amount copayment_amount 1 -1.00'],
  ],
  [
    'no amount',
    'medical_claim',
    { paid_amount: null, allowed_amount: null, charge_amount: null },
    ['no-amount 1'],
  ],
  [
    'no units',
    'medical_claim',
    { service_unit_quantity: 0 },
    ['units-not-positive service_unit_quantity 1 80.00'],
  ],
  [
    'a year of tablets and more',
    'pharmacy_claim',
    { days_supply: 400 },
    ['days-supply-implausible days_supply 1'],
  ],
  ['claim of nobody', 'medical_claim', { person_id: 'p9' }, ['person-unknown person_id 1 80.00']],
  [
    'provider of no list',
    'medical_claim',
    { rendering_npi: '1003000126' },
    ['provider-unknown rendering_npi 1 80.00'],
  ],
  ['encounter that is not', 'condition', { encounter_id: 'e9' }, ['reference-unknown encounter_id 1']],
  ['item of no case', 'cost_item', { case_id: 'k9' }, ['reference-unknown case_id 1 300.00']],
  [
    'claim ends before it begins',
    'medical_claim',
    { claim_end_date: '2023-01-31' },
    ['line-outside-claim claim_line_start_date 1', 'dates-reversed claim_end_date 1'],
  ],
  ['1900', 'medical_claim', { admission_date: '1900-01-01' }, ['date-implausible admission_date 1']],
  ['before birth', 'encounter', { start_date: '1949-01-01' }, ['before-birth 1']],
  ['after death', 'eligibility', { death_date: '2023-02-03' }, ['after-death 1 10.00']],
  ['outside coverage', 'pharmacy_claim', { dispensing_date: '2021-12-31' }, ['outside-coverage 1 10.00']],
  [
    'in a gap of coverage',
    'eligibility',
    { enrollment_end_date: '2022-12-31' },
    ['outside-coverage 1 80.00', 'outside-coverage 1 10.00', 'outside-coverage 1 300.00'],
  ],
  [
    'covered after death',
    'eligibility',
    {
      death_date: '2023-06-01',
      enrollment_start_date: '2024-01-01',
      enrollment_end_date: null,
    },
    ['covered-after-death enrollment_start_date 1'],
    'another',
  ],
  [
    'paid before service',
    'pharmacy_claim',
    { paid_date: '2023-01-01' },
    ['paid-before-service paid_date 1 10.00'],
  ],
  [
    'no date',
    'medical_claim',
    { claim_start_date: null, claim_end_date: null, claim_line_start_date: null, claim_line_end_date: null },
    ['no-service-date 1 80.00'],
  ],
  [
    'two birthdays',
    'eligibility',
    { birth_date: '1950-03-02', enrollment_start_date: '2024-01-01', enrollment_end_date: null },
    ['two-birth-dates birth_date 1'],
    'another',
  ],
  [
    'two sexes',
    'eligibility',
    { gender: 'male', enrollment_start_date: '2024-01-01', enrollment_end_date: null },
    ['two-sexes gender 1'],
    'another',
  ],
  [
    'sex not known is no other',
    'eligibility',
    { gender: 'unknown', enrollment_start_date: '2024-01-01', enrollment_end_date: null },
    [],
    'another',
  ],
  [
    'overlapping coverage',
    'eligibility',
    { enrollment_start_date: '2023-12-31', enrollment_end_date: '2024-12-31' },
    ['eligibility-overlap 1'],
    'another',
  ],
  [
    'two plans at a time',
    'eligibility',
    { plan: 'hmo', enrollment_start_date: '2023-12-01', enrollment_end_date: '2024-12-31' },
    ['two-plans 1'],
    'another',
  ],
  ['same key twice', 'condition', {}, ['duplicate-key 1'], 'another'],
  [
    'same service on another claim',
    'medical_claim',
    { claim_id: 'c2' },
    ['duplicate-service 1 80.00'],
    'another',
  ],
  [
    'same service on another day',
    'medical_claim',
    { claim_id: 'c2', claim_line_start_date: '2023-02-02' },
    [],
    'another',
  ],
  [
    'a diagnosis that is none',
    'medical_claim',
    { diagnosis_code_2: 'HYPERTENSION' },
    ['code-shape diagnosis_code 1'],
  ],
  [
    'a code of another system',
    'medical_claim',
    { diagnosis_code_1: '25000', diagnosis_code_type: 'icd-10-cm' },
    ['code-shape diagnosis_code 1'],
  ],
  ['a procedure code cut off', 'medical_claim', { hcpcs_code: '9921' }, ['code-shape hcpcs_code 1']],
  ['a drug of ten digits', 'pharmacy_claim', { ndc_code: '0093505698' }, ['code-shape ndc_code 1']],
  [
    'an NPI with a wrong digit',
    'provider',
    { provider_id: '1234567890' },
    ['npi-check-digit provider_id 1'],
    'another',
  ],
  [
    'a group that is none',
    'medical_claim',
    { drg_code_type: 'ms-drg', drg_code: '47' },
    ['code-shape drg_code 1'],
  ],
  [
    'a citizen number with a wrong digit',
    'eligibility',
    { member_id: CITIZEN.replace(/.$/, '5') },
    ['citizen-check-digit member_id 1'],
  ],
  [
    'a citizen number of a man',
    'eligibility',
    { member_id: CITIZEN, gender: 'male' },
    ['citizen-sex member_id 1'],
  ],
  [
    'a citizen number of another day',
    'eligibility',
    { member_id: CITIZEN, birth_date: '1950-03-09' },
    ['citizen-birth-date member_id 1', 'birth-date-differs birth_date 1'],
  ],
  [
    'a credit code with a wrong digit',
    'provider',
    { provider_id: 'q', tin: '91350100M000100Y42' },
    ['code-shape provider_id 1', 'credit-code-check-digit tin 1'],
    'another',
  ],
  [
    'more from the fund than it cost',
    'inpatient_case',
    { fund_payment: '301', personal_payment: null },
    ['fund-over-total fund_payment 1 1.00'],
  ],
  [
    'fees that do not add up',
    'inpatient_case',
    { fee_bed: '99' },
    ['fees-differ-from-total total_fee 1 -1.00'],
  ],
  [
    'payments that do not add up',
    'inpatient_case',
    { personal_payment: '99' },
    ['payments-differ-from-total total_fee 1 -1.00'],
  ],
  ['nine days that are eight', 'inpatient_case', { stay_days: 4 }, ['stay-differs stay_days 1']],
  ['an age of another', 'inpatient_case', { age_years: 27 }, ['age-differs age_years 1']],
  ['kilograms', 'inpatient_case', { newborn_weight: '3.2' }, ['newborn-weight-implausible newborn_weight 1']],
  [
    'a Chinese code of no shape',
    'inpatient_case',
    { other_diagnosis_1: '糖尿病' },
    ['code-shape principal_diagnosis 1'],
  ],
  ['classes above the amount', 'cost_item', { class_b: '1' }, ['classes-over-amount amount 1 1.00']],
  ['price times quantity', 'cost_item', { unit_price: '149' }, ['price-times-quantity amount 1']],
  [
    'items that do not add up to the case',
    'cost_item',
    { item_number: 2, quantity: null, unit_price: null, amount: '1', class_a: '1' },
    ['items-differ-from-case 1 1.00'],
    'another',
  ],
];

/** Each fault among sound rows of its own: other identifiers, another person. One examination for all, since one takes longer than many rows. */
function planted(): Rows {
  const rows: Record<string, Given[]> = Object.fromEntries(Object.keys(sound).map((table) => [table, []]));
  rows['provider'] = [...sound.provider];
  for (const [k, [, table, change, , how]] of FAULTS.entries()) {
    const own = (row: Given): Given =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [
          name,
          IDS.includes(name) ? `${String(value)}#${k}` : value,
        ]),
      );
    for (const [name, list] of Object.entries(sound) as [Table, readonly Given[]][]) {
      if (name === 'provider' && table !== 'provider') continue;
      const [row] = list as [Given];
      if (name !== table) rows[name]?.push(...(name === 'provider' ? [] : [own(row)]));
      else if (how === 'another')
        rows[name]?.push(...(name === 'provider' ? [] : [own(row)]), own({ ...row, ...change }));
      else rows[name]?.push(own({ ...row, ...change }));
    }
  }
  return rows;
}
const IDS = ['person_id', 'claim_id', 'case_id', 'encounter_id', 'condition_id'];

/** `code column`: what was found of a fault's rows, told by the keys of the examples. */
function foundOf(findings: readonly QualityFinding[], k: number): string[] {
  const [, table, change] = FAULTS[k] as Fault;
  const id = table === 'provider' ? String(change['provider_id']) : `#${k}`;
  const is = (key: string) =>
    table === 'provider' ? key === id : key.split(/[,=] ?| /).some((part) => part.endsWith(id));
  return findings.flatMap(({ code, column, examples }) =>
    examples.some(({ key = '' }) => is(key))
      ? [[code, column].filter((part) => part !== undefined).join(' ')]
      : [],
  );
}

const sum = (a: string, b: string) => String(BigInt(a) + BigInt(b));
/** Counts and amounts added up by code and column. */
function added(lines: readonly string[]): Record<string, string> {
  const sums: Record<string, string> = {};
  for (const line of lines) {
    const [, name = '', count = '', amount] = /^([a-z].*?) (\d+)(?: (-?[\d.]+))?$/.exec(line) ?? [];
    sums[`${name} count`] = sum(sums[`${name} count`] ?? '0', count);
    if (amount !== undefined)
      sums[`${name} cents`] = sum(sums[`${name} cents`] ?? '0', amount.replace('.', ''));
  }
  return sums;
}

describe('faults planted in sound data', () => {
  let findings: QualityFinding[] = [];
  beforeAll(async () => {
    ({ findings } = await examiner.examine(planted()));
  }, 60_000);

  it('finds nothing in sound data', async () => {
    expect((await examiner.examine(sound)).findings).toEqual([]);
  });

  it.each(FAULTS.map(([name, , , expected], k) => ({ name, expected, k })))('$name', ({ expected, k }) => {
    const codes = expected.map((line) => line.replace(/( -?[\d.]+)+$/, ''));
    expect(foundOf(findings, k).sort()).toEqual(codes.sort());
  });

  it('counts them all, and their money', () => {
    const lines = findings.map(({ code, column, count, amount }) =>
      [code, column, count, amount].filter((part) => part !== undefined).join(' '),
    );
    expect(added(lines)).toEqual(added(FAULTS.flatMap(([, , , expected]) => expected)));
  });

  it('says where, and which', async () => {
    const claims = [claim, { ...claim, claim_id: 'c2', hcpcs_code: 'X', _file: 3, _line: 77 }];
    const one = (await examiner.examine({ ...sound, medical_claim: claims })).findings;
    expect(one.map(({ code, examples }) => ({ code, examples }))).toEqual([
      { code: 'code-shape', examples: [{ file: 'file-3.csv', line: '77', key: 'c2,1', text: 'X (1 ×)' }] },
    ]);
    expect(one[0]?.message).toEqual({
      en: 'Medical claims: Procedure or item of the line that no code of its system looks like',
      zh: '医疗费用明细：项目代码不符合任何编码体系的格式',
    });
  });
});
