/** Rows that hold together: one person, with a claim, a drug, a stay and what was done in it. */
import type { Given, Rows } from '../testing.ts';

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
export const claim: Given = {
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
/** A row of each table, in which no check finds anything. */
export const sound = {
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
export type Table = keyof typeof sound;
