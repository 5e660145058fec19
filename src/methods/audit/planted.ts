/**
 * For tests: for each rule a case that it finds, and for each of its guards the same case spared by one difference. All lie in the same tables, so that what is found
 * must be these and nothing else.
 */
import type { Given } from '../testing.ts';

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

const EMERGENCY = { admission_type: '1' };
const DIED = { discharge_type: '5' };
const TRANSFERRED = { discharge_type: '2' };
const LEFT = { discharge_type: '4' };
const OTHER_CODES = { diagnosis_code_type: 'icd-9-cm' };
const CHEAP = { total_fee: 5000, fund_payment: 3000 };

const single: Planted[] = [
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

const again = (id: string, more: Given = {}) =>
  stay(id, { admission_date: '2023-03-14', discharge_date: '2023-03-20', stay_days: 6, ...more });

/** Two stays of one person at one hospital. */
function pair(name: string, first: Given, second: Given): Given[] {
  return [
    stay(`${name}-a`, { person_id: name, ...first }),
    again(`${name}-b`, { person_id: name, ...second }),
  ];
}

const splitStays: Planted = {
  rule: 'split-stay.readmission',
  found: ['ss-same-a+ss-same-b', 'ss-related-a+ss-related-b', 'ss-group-a+ss-group-b'],
  spared: {
    'staged-operation': 1,
    'planned-cycle': 2,
    'planned-readmission': 1,
    'against-advice': 1,
    transferred: 1,
    birth: 1,
  },
  tables: {
    inpatient_case: [
      ...pair('ss-same', {}, {}),
      // A diagnosis the first stay already had.
      ...pair(
        'ss-related',
        { other_diagnosis_1: 'I50.900' },
        { principal_diagnosis: 'I50.901', provider_group: 'FR25' },
      ),
      ...pair('ss-group', { principal_diagnosis: 'J15.900' }, { principal_diagnosis: 'J18.000' }),
      ...pair(
        'ss-cycle',
        { principal_diagnosis: 'Z51.103', provider_group: 'RE15' },
        { principal_diagnosis: 'Z51.103', provider_group: 'RE15' },
      ),
      ...pair(
        'ss-cycle2',
        { principal_diagnosis: 'C34.900', provider_group: 'RE15' },
        { principal_diagnosis: 'C34.900', other_diagnosis_1: 'Z51.103', provider_group: 'RE15' },
      ),
      ...pair('ss-planned', { readmission_planned_31_days: true }, {}),
      ...pair('ss-left', LEFT, {}),
      ...pair('ss-transfer', TRANSFERRED, {}),
      ...pair(
        'ss-birth',
        { principal_diagnosis: 'O80.000', sex: 'female', age_years: 30, provider_group: 'OR15' },
        { principal_diagnosis: 'O80.000', sex: 'female', age_years: 30, provider_group: 'OR15' },
      ),
      // Sixteen days, another hospital, another disease: not even looked at.
      ...pair('ss-late', {}, { admission_date: '2023-03-25', discharge_date: '2023-03-30', stay_days: 5 }),
      ...pair('ss-elsewhere', {}, { hospital_id: 'H2' }),
      ...pair(
        'ss-other',
        {},
        {
          principal_diagnosis: 'K35.800',
          provider_group: 'GD25',
          principal_procedure: '47.0100',
          fee_surgery: 2000,
        },
      ),
    ],
  },
};

const claim = (claim_id: string, more: Given): Given => ({
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

const duringStay: Planted = {
  rule: 'shifting.outpatient-during-stay',
  found: ['out-1'],
  spared: {},
  tables: {
    inpatient_case: ['out-1', 'out-edge', 'out-elsewhere', 'out-unpaid', 'out-undated'].map((id) => stay(id)),
    medical_claim: [
      claim('OC1', { person_id: 'P-out-1' }),
      claim('OC1', { person_id: 'P-out-1', claim_line_number: 2, hcpcs_code: 'X2', paid_amount: 80.5 }),
      claim('OC2', { person_id: 'P-out-edge', claim_line_start_date: '2023-03-01' }),
      claim('OC3', { person_id: 'P-out-edge', claim_line_start_date: '2023-03-09' }),
      claim('OC4', { person_id: 'P-out-elsewhere', facility_npi: 'H2' }),
      claim('OC5', { person_id: 'P-out-unpaid', paid_amount: 0 }),
      claim('OC6', {
        person_id: 'P-out-undated',
        claim_line_start_date: null,
        claim_start_date: '2023-02-20',
        claim_end_date: '2023-03-20',
      }),
    ],
  },
};

const FEW_TESTS = { fee_examination: 200, fee_laboratory: 300 };

const testsBefore: Planted = {
  rule: 'shifting.tests-before',
  found: ['before-1'],
  spared: { emergency: 1, 'few-peers': 1 },
  tables: {
    inpatient_case: [
      stay('before-1', FEW_TESTS),
      stay('before-emergency', { ...FEW_TESTS, ...EMERGENCY }),
      ...Array.from({ length: 3 }, (_, i) => stay(`before-peer${i}`, { provider_group: 'XY15' })),
      stay('before-rare', { ...FEW_TESTS, provider_group: 'XY15' }),
      stay('before-early', FEW_TESTS),
      stay('before-usual'),
    ],
    medical_claim: ['1', 'emergency', 'rare', 'usual']
      .map((name, i) =>
        claim(`BC${i}`, {
          person_id: `P-before-${name}`,
          claim_line_start_date: '2023-02-27',
          paid_amount: 600,
          charge_amount: 700,
          hcpcs_code: 'CT',
        }),
      )
      .concat(
        claim('BC9', {
          person_id: 'P-before-early',
          claim_line_start_date: '2023-02-20',
          paid_amount: 600,
          hcpcs_code: 'CT',
        }),
      ),
  },
};

const MOTHER = {
  sex: 'female',
  age_years: 30,
  person_id: 'mother',
  provider_group: 'OR15',
  principal_diagnosis: 'O80.000',
  principal_procedure: '75.6902',
  fee_surgery: 800,
};
const BABY = {
  person_id: 'mother',
  sex: 'female',
  age_years: 0,
  age_days: 1,
  provider_group: 'PU15',
  principal_diagnosis: 'P22.000',
};

const overlaps: Planted = {
  rule: 'overlap.stays',
  found: ['over-a+over-b', 'over-a+over-c'],
  spared: { transferred: 1, newborn: 1 },
  tables: {
    inpatient_case: [
      stay('over-a', { person_id: 'over', discharge_date: '2023-03-30', stay_days: 29 }),
      stay('over-b', {
        person_id: 'over',
        hospital_id: 'H2',
        admission_date: '2023-03-05',
        discharge_date: '2023-03-08',
        stay_days: 6,
      }),
      // Overlaps with the first, not with the last before it.
      stay('over-c', {
        person_id: 'over',
        hospital_id: 'H3',
        admission_date: '2023-03-20',
        discharge_date: '2023-03-26',
        stay_days: 6,
      }),
      stay('moved-a', { person_id: 'moved', ...TRANSFERRED }),
      stay('moved-b', {
        person_id: 'moved',
        hospital_id: 'H2',
        admission_type: '3',
        admission_date: '2023-03-08',
        discharge_date: '2023-03-16',
      }),
      stay('next-a', { person_id: 'next' }),
      stay('next-b', {
        person_id: 'next',
        hospital_id: 'H2',
        admission_date: '2023-03-09',
        discharge_date: '2023-03-16',
      }),
      stay('mother-a', { ...MOTHER }),
      stay('mother-b', {
        ...BABY,
        hospital_id: 'H2',
        admission_date: '2023-03-02',
        discharge_date: '2023-03-11',
      }),
    ],
  },
};

const DAY = {
  admission_date: '2023-03-01',
  discharge_date: '2023-03-01',
  stay_days: 1,
  provider_group: 'CB39',
  hospital_id: 'H4',
};

const staysTwice: Planted = {
  rule: 'duplicate.stay',
  found: ['twice-a+twice-b'],
  spared: { newborn: 1, 'two-day-cases': 1 },
  tables: {
    inpatient_case: [
      stay('twice-a', { person_id: 'twice', provider_group: 'XA15' }),
      stay('twice-b', { person_id: 'twice', provider_group: 'XB15', principal_diagnosis: 'K25.900' }),
      stay('mother2-a', { ...MOTHER, person_id: 'mother2' }),
      stay('mother2-b', { ...BABY, person_id: 'mother2' }),
      stay('eyes-a', {
        ...DAY,
        person_id: 'eyes',
        principal_diagnosis: 'H25.900',
        principal_procedure: '13.4100x001',
        fee_surgery: 3000,
      }),
      stay('eyes-b', {
        ...DAY,
        person_id: 'eyes',
        principal_diagnosis: 'H40.900',
        principal_procedure: '12.6400',
        fee_surgery: 2000,
      }),
    ],
  },
};

const item = (case_id: string, item_number: number, more: Given = {}): Given => ({
  case_id,
  person_id: `P-${case_id}`,
  item_number,
  category: 'bed',
  code: 'BED',
  item_date: '2023-03-02',
  quantity: 1,
  unit_price: 45,
  amount: 45,
  ...more,
});

const dailyItems: Planted = {
  rule: 'duplicate.daily-item',
  found: ['daily-1·BED'],
  spared: { intensive: 1 },
  tables: {
    inpatient_case: [stay('daily-1'), stay('daily-intensive', { icu_hours: 20 }), stay('daily-usual')],
    cost_item: [
      // Twelve units in eight days and one: three too many, on the last line of five.
      item('daily-1', 1, { quantity: 7, amount: 315 }),
      item('daily-1', 2, { quantity: 5, amount: 225, item_date: '2023-03-08' }),
      item('daily-intensive', 1, { quantity: 12, amount: 540 }),
      item('daily-usual', 1, { quantity: 9, amount: 405 }),
    ],
  },
};

const CT = { category: 'examination', code: 'CT', unit_price: 220, amount: 220 };

const itemsTwice: Planted = {
  rule: 'duplicate.item',
  found: ['item-1·CT·2023-03-02·1.0000×220.0000'],
  spared: { intensive: 1 },
  tables: {
    inpatient_case: [stay('item-1'), stay('item-intensive', { ventilator_hours: 8 }), stay('item-usual')],
    cost_item: [
      ...[1, 2, 3].map((n) => item('item-1', n, CT)),
      ...[1, 2].map((n) => item('item-intensive', n, CT)),
      item('item-usual', 1, CT),
      item('item-usual', 2, { ...CT, item_date: '2023-03-05' }),
      // Drugs are given several times a day.
      ...[3, 4].map((n) => item('item-usual', n, { ...CT, category: 'western_drugs', code: 'DRUG' })),
    ],
  },
};

const linesTwice: Planted = {
  rule: 'duplicate.claim-line',
  found: ['LC1+LC2·X9·2023-05-04·120.0000·150.0000·1.0000·H1·'],
  spared: { 'repeat-modifier': 1, small: 1 },
  tables: {
    medical_claim: [
      ...['LC1', 'LC2'].map((id) =>
        claim(id, { person_id: 'L1', hcpcs_code: 'X9', claim_line_start_date: '2023-05-04' }),
      ),
      ...['LC3', 'LC4'].map((id, i) =>
        claim(id, {
          person_id: 'L2',
          hcpcs_code: 'X9',
          claim_line_start_date: '2023-05-04',
          ...(i === 1 && { hcpcs_modifier_1: '76' }),
        }),
      ),
      ...['LC5', 'LC6'].map((id) =>
        claim(id, {
          person_id: 'L3',
          hcpcs_code: 'X9',
          claim_line_start_date: '2023-05-04',
          paid_amount: 0.5,
        }),
      ),
      claim('LC7', { person_id: 'L4', hcpcs_code: 'X9', claim_line_start_date: '2023-05-04' }),
      claim('LC8', { person_id: 'L4', hcpcs_code: 'X9', claim_line_start_date: '2023-05-05' }),
    ],
  },
};

const enrolled = (person_id: string, gender: string, start = '2023-01-01'): Given => ({
  person_id,
  gender,
  enrollment_start_date: start,
});

const registered: Planted = {
  rule: 'conflict.sex-register',
  found: ['reg-1'],
  spared: { newborn: 1, 'register-unclear': 1 },
  tables: {
    inpatient_case: [
      stay('reg-1'),
      stay('reg-newborn', {
        age_years: 0,
        age_days: 5,
        principal_diagnosis: 'P22.000',
        provider_group: 'PU15',
      }),
      stay('reg-unclear'),
      stay('reg-same'),
    ],
    eligibility: [
      enrolled('P-reg-1', 'female'),
      enrolled('P-reg-newborn', 'female'),
      enrolled('P-reg-unclear', 'female'),
      enrolled('P-reg-unclear', 'male', '2023-06-01'),
      enrolled('P-reg-same', 'male'),
    ],
  },
};

export const PLANTED: readonly Planted[] = [
  ...single,
  splitStays,
  duringStay,
  testsBefore,
  overlaps,
  staysTwice,
  dailyItems,
  itemsTwice,
  linesTwice,
  registered,
];

/** All tables together. */
export function plantedTables(planted: readonly Planted[] = PLANTED): Record<string, Given[]> {
  const tables: Record<string, Given[]> = {};
  for (const one of [{ tables: BACKGROUND }, ...planted]) {
    for (const [name, rows] of Object.entries(one.tables)) tables[name] = [...(tables[name] ?? []), ...rows];
  }
  return tables;
}
