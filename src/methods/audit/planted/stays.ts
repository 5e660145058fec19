/** Rules that look at two stays: split ones, overlapping ones, the same one twice; and at a stay beside the register. */
import type { Given } from '../../testing.ts';
import { LEFT, stay, TRANSFERRED } from './stay.ts';
import type { Planted } from './stay.ts';

const again = (id: string, more: Given = {}) =>
  stay(id, { admission_date: '2023-03-14', discharge_date: '2023-03-20', stay_days: 6, ...more });

/** Two stays of one person at one hospital. */
function pair(name: string, first: Given, second: Given): Given[] {
  return [
    stay(`${name}-a`, { person_id: name, ...first }),
    again(`${name}-b`, { person_id: name, ...second }),
  ];
}

export const splitStays: Planted = {
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

export const overlaps: Planted = {
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

export const staysTwice: Planted = {
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

const enrolled = (person_id: string, gender: string, start = '2023-01-01'): Given => ({
  person_id,
  gender,
  enrollment_start_date: start,
});

export const registered: Planted = {
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
