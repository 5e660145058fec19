/** Rules that look at a case alone. */
import type { Given } from '../../testing.ts';
import { CHEAP, DIED, EMERGENCY, LEFT, OTHER_CODES, TRANSFERRED, stay } from './stay.ts';
import type { Planted } from './stay.ts';

interface Variants {
  rule: string;
  found: Given;
  /** Guard → what is different. */
  spared: Record<string, Given>;
}

/** One case found, others that differ from it by what their guard says. */
function variants({ rule, found, spared }: Variants): Planted {
  const name = rule.replace('.', '-');
  const rows = Object.entries(spared).map(([guard, more]) => stay(`${name}-${guard}`, { ...found, ...more }));
  return {
    rule,
    found: [`${name}-1`],
    spared: Object.fromEntries(Object.keys(spared).map((guard) => [guard, 1])),
    tables: { inpatient_case: [stay(`${name}-1`, found), ...rows] },
  };
}

export const single: Planted[] = [
  variants({
    rule: 'low-threshold.tests-only',
    found: {
      fee_examination: 5000,
      fee_laboratory: 3000,
      fee_western_drugs: 400,
      fee_chinese_patent_drugs: 0,
    },
    spared: {
      emergency: EMERGENCY,
      intensive: { icu_hours: 10 },
      died: DIED,
      transferred: TRANSFERRED,
      'against-advice': LEFT,
    },
  }),
  variants({
    rule: 'low-threshold.ambulatory',
    found: { principal_diagnosis: 'J06.900', stay_days: 3, discharge_date: '2023-03-04' },
    spared: {
      emergency: EMERGENCY,
      intensive: { ventilator_hours: 4 },
      died: DIED,
      transferred: TRANSFERRED,
      'young-or-old': { age_years: 3 },
      complicated: { provider_group: 'ET13' },
    },
  }),
  variants({
    rule: 'upcoding.cheap-complication',
    found: { ...CHEAP, provider_group: 'ES31', other_diagnosis_1: 'J96.000' },
    spared: {
      'few-peers': { provider_group: 'XY11' },
      died: DIED,
      transferred: TRANSFERRED,
      'against-advice': LEFT,
    },
  }),
  variants({
    rule: 'upcoding.operation-not-charged',
    found: {
      principal_diagnosis: 'K80.100x001',
      principal_procedure: '51.2300',
      fee_treatment: 0,
      fee_materials: 0,
      provider_group: 'HC29',
    },
    spared: { transferred: { discharge_type: '2', stay_days: 1, discharge_date: '2023-03-02' } },
  }),
  variants({
    rule: 'coding.principal-barred',
    found: { principal_diagnosis: 'W19.900' },
    spared: {
      'other-code-system': OTHER_CODES,
      newborn: { principal_diagnosis: 'Z38.000', age_years: 0, age_days: 3 },
    },
  }),
  variants({
    rule: 'coding.principal-symptom',
    found: { principal_diagnosis: 'R07.400', other_diagnosis_1: 'I10.x00', other_diagnosis_2: 'I21.900' },
    spared: {
      'other-code-system': OTHER_CODES,
      'background-only': { other_diagnosis_2: 'E78.500' },
    },
  }),
  variants({
    rule: 'coding.principal-not-operated',
    found: {
      principal_diagnosis: 'I25.103',
      other_diagnosis_1: 'K80.100x001',
      principal_procedure: '51.2300',
      fee_surgery: 3000,
      provider_group: 'HC29',
    },
    spared: {
      'other-code-system': OTHER_CODES,
      'excepted-diagnosis': { principal_diagnosis: 'A41.900' },
      'no-fitting-diagnosis': { other_diagnosis_1: 'I10.x00' },
    },
  }),
  variants({
    rule: 'coding.missing-procedure',
    found: { fee_surgery: 1800 },
    spared: { birth: { principal_diagnosis: 'O80.000', sex: 'female', age_years: 30 } },
  }),
  variants({
    rule: 'shifting.self-paid',
    found: { self_paid: 4000, fund_payment: 3000 },
    spared: {
      'not-insured': { fund_payment: 0 },
      small: { self_paid: 400, total_fee: 1000, fund_payment: 300 },
      'few-peers': { provider_group: 'XY15' },
    },
  }),
  variants({
    rule: 'service.low-intensity',
    found: { total_fee: 3500, fund_payment: 2000, stay_days: 3, discharge_date: '2023-03-04' },
    spared: {
      died: DIED,
      transferred: TRANSFERRED,
      'against-advice': LEFT,
      'short-group': {
        provider_group: 'OR19',
        stay_days: 1,
        discharge_date: '2023-03-02',
        principal_diagnosis: 'N20.000',
      },
    },
  }),
  variants({
    rule: 'service.left-out',
    found: { fee_laboratory: 0, fee_western_drugs: 0 },
    spared: {
      died: DIED,
      transferred: TRANSFERRED,
      'against-advice': LEFT,
      'short-stay': { stay_days: 1, discharge_date: '2023-03-02' },
    },
  }),
  variants({
    rule: 'conflict.sex-diagnosis',
    found: { other_diagnosis_1: 'N80.000' },
    spared: { 'other-code-system': OTHER_CODES, intersex: { other_diagnosis_2: 'Q56.000' } },
  }),
  variants({
    rule: 'conflict.sex-procedure',
    found: { other_procedure_1: '68.4100', principal_procedure: '88.7200' },
    spared: { intersex: { other_diagnosis_1: 'Q97.300' } },
  }),
  variants({
    rule: 'conflict.age-diagnosis',
    found: { principal_diagnosis: 'P22.000', age_years: 9 },
    spared: { 'other-code-system': OTHER_CODES },
  }),
];
