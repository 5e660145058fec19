/** An ordinary stay, an ordinary claim line, what differs from them often, and enough of what is usual. */
import type { Given } from '../../testing.ts';

export interface Planted {
  rule: string;
  /** Finding's subject. */
  found: string[];
  /** Guards and how many hits each spares. */
  spared: Record<string, number>;
  tables: Record<string, Given[]>;
}

/** An ordinary stay: pneumonia, eight days, 10,000 yuan. */
export function stay(case_id: string, more: Given = {}): Given {
  return {
    case_id,
    person_id: `P-${case_id}`,
    hospital_id: 'H1',
    insurance_type: 'employee',
    sex: 'male',
    age_years: 50,
    admission_type: '2',
    discharge_type: '1',
    admission_date: '2023-03-01',
    discharge_date: '2023-03-09',
    stay_days: 8,
    diagnosis_code_type: 'icd-10-cn',
    principal_diagnosis: 'J18.900',
    provider_group: 'ES35',
    total_fee: 10_000,
    fund_payment: 6000,
    self_paid: 500,
    fee_examination: 1000,
    fee_laboratory: 1500,
    fee_treatment: 2000,
    fee_surgery: 0,
    fee_nursing: 500,
    fee_materials: 500,
    fee_western_drugs: 3000,
    fee_chinese_herbs: 0,
    fee_chinese_patent_drugs: 500,
    ...more,
  };
}

export const EMERGENCY = { admission_type: '1' };
export const DIED = { discharge_type: '5' };
export const TRANSFERRED = { discharge_type: '2' };
export const LEFT = { discharge_type: '4' };
export const OTHER_CODES = { diagnosis_code_type: 'icd-9-cm' };
export const CHEAP = { total_fee: 5000, fund_payment: 3000 };

/** An outpatient line of the time of the stay. */
export const claim = (claim_id: string, more: Given): Given => ({
  claim_id,
  claim_line_number: 1,
  claim_start_date: '2023-03-04',
  claim_end_date: '2023-03-04',
  claim_line_start_date: '2023-03-04',
  facility_npi: 'H1',
  hcpcs_code: 'X1',
  paid_amount: 120,
  charge_amount: 150,
  service_unit_quantity: 1,
  ...more,
});

const many = (prefix: string, count: number, more: Given = {}) =>
  Array.from({ length: count }, (_, i) => stay(`${prefix}${i + 1}`, more));

/** What is usual: enough cases of the groups that are planted in. */
export const BACKGROUND: Record<string, Given[]> = {
  inpatient_case: [
    ...many('usual', 40),
    ...many('birth', 40, {
      provider_group: 'OR19',
      sex: 'female',
      age_years: 28,
      principal_diagnosis: 'O80.000',
      principal_procedure: '75.6902',
      fee_surgery: 800,
      stay_days: 2,
      discharge_date: '2023-03-03',
    }),
  ],
};
