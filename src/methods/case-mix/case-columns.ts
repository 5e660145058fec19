/** What every grouped case has beside its group: columns of `inpatient_case` that payment by case reads. */
import type { MethodColumn } from '../../language/method.ts';

export const CASE = [
  ['hospital_id', 'text', 'Hospital', '医疗机构'],
  ['insurance_type', 'text', 'Insurance type', '医保类型'],
  ['insurance_region', 'text', 'Region of the insurance', '参保地'],
  ['person_id', 'text', 'Person', '参保人'],
  ['admission_date', 'date', 'Admission', '入院日期'],
  ['discharge_date', 'date', 'Discharge', '出院日期'],
  ['stay_days', 'integer', 'Days of stay', '住院天数'],
  ['total_fee', 'money', 'Total fee', '总费用'],
  ['fund_payment', 'money', 'Paid by the fund', '基金支付'],
  ['personal_payment', 'money', 'Paid by the person', '个人支付'],
] as const;

export const caseColumns: MethodColumn[] = CASE.map(([name, type, en, zh]) => ({
  name,
  type,
  label: { en, zh },
}));
