/** Dates that cannot be: reversed, before birth, after death, in no span of coverage, or of no real day at all. */
import { CANONICAL } from '../../canonical/index.ts';
import type { Check, Shape } from './check.ts';
import { SHAPES, t } from './check.ts';

function reversed(table: string, first: string, last: string): Check {
  return {
    code: 'dates-reversed',
    table,
    column: last,
    when: `${t(last)} < ${t(first)}`,
    of: `${t(first)} is not null and ${t(last)} is not null`,
    text: `${t(first)}::varchar || ' … ' || ${t(last)}::varchar`,
  };
}

/** Dates that systems write for "none" and "for ever", and years nobody has data of. An open end of coverage is no fault. */
const OPEN_ENDS = new Set(['enrollment_end_date', 'registration_end_date', 'resolved_date']);

function implausible(table: string): Check[] {
  const dates = (CANONICAL.find((one) => one.name === table)?.columns ?? []).filter((c) => c.type === 'date');
  return dates.map(({ name }) => ({
    code: 'date-implausible',
    table,
    column: name,
    when: `${t(name)} < date '1900-01-02'${OPEN_ENDS.has(name) ? '' : ` or ${t(name)} >= date '2100-01-01'`}`,
    possible: (statistics) => {
      const { least = '9', greatest = '0' } = statistics.get(name) ?? {};
      return least < '1900-01-02' || (!OPEN_ENDS.has(name) && greatest >= '2100-01-01');
    },
    of: `${t(name)} is not null`,
    text: `${t(name)}::varchar`,
  }));
}

function aboutPerson(table: string, shape: Shape): Check[] {
  const { date, amount } = shape;
  if (!date) return [];
  const money = amount ? { amount } : {};
  const checks: Check[] = [
    {
      code: 'before-birth',
      table,
      when: `${date} < p.birth_first`,
      of: `${date} is not null and p.birth_first is not null`,
      ...money,
      text: `${date}::varchar || ' < ' || p.birth_first::varchar`,
    },
  ];
  if (table !== 'outcome_event') {
    checks.push({
      code: 'after-death',
      table,
      when: `${date} > p.death_last`,
      of: `${date} is not null`,
      ...money,
      text: `${date}::varchar || ' > ' || p.death_last::varchar`,
    });
  }
  if (shape.covered) {
    checks.push({
      code: 'outside-coverage',
      table,
      needs: 'eligibility',
      when: `p.person_id is not null and (${date} < p.first_day or ${date} > p.last_day or (p.spans is not null and len(list_filter(p.spans, lambda s: ${date} between s.a and s.b)) = 0))`,
      of: `${date} is not null and p.person_id is not null`,
      ...money,
      text: `${date}::varchar`,
    });
  }
  return checks;
}

function personUnknown(table: string): Check {
  const amount = SHAPES[table]?.amount;
  return {
    code: 'person-unknown',
    table,
    column: 'person_id',
    needs: 'eligibility',
    when: `p.person_id is null`,
    ...(amount && { amount }),
    text: t('person_id'),
  };
}

const about = CANONICAL.filter((table) =>
  table.columns.some(({ references }) => references?.table === 'eligibility'),
).map(({ name }) => name);

const claimDates = (table: string): Check[] => {
  const shape = SHAPES[table] as Required<Pick<Shape, 'date' | 'amount' | 'paid'>>;
  return [
    {
      code: 'no-service-date',
      table,
      when: `${shape.date} is null`,
      amount: shape.amount,
    },
    {
      code: 'paid-before-service',
      table,
      column: 'paid_date',
      when: `${t('paid_date')} < ${shape.date}`,
      of: `${t('paid_date')} is not null and ${shape.date} is not null`,
      amount: shape.amount,
      text: `${t('paid_date')}::varchar || ' < ' || ${shape.date}::varchar`,
    },
  ];
};

export const DATES: readonly Check[] = [
  ...CANONICAL.flatMap(({ name }) => implausible(name)),
  ...about.map(personUnknown),
  ...about.flatMap((table) => aboutPerson(table, SHAPES[table] ?? {})),
  reversed('eligibility', 'enrollment_start_date', 'enrollment_end_date'),
  reversed('eligibility', 'registration_start_date', 'registration_end_date'),
  reversed('eligibility', 'birth_date', 'death_date'),
  {
    code: 'covered-after-death',
    table: 'eligibility',
    column: 'enrollment_start_date',
    when: `${t('enrollment_start_date')} > ${t('death_date')}`,
    of: `${t('death_date')} is not null`,
    text: `${t('enrollment_start_date')}::varchar || ' > ' || ${t('death_date')}::varchar`,
  },
  {
    code: 'covered-before-birth',
    table: 'eligibility',
    column: 'enrollment_start_date',
    when: `${t('enrollment_start_date')} < ${t('birth_date')}`,
    of: `${t('birth_date')} is not null`,
    text: `${t('enrollment_start_date')}::varchar || ' < ' || ${t('birth_date')}::varchar`,
  },
  reversed('encounter', 'start_date', 'end_date'),
  reversed('condition', 'onset_date', 'resolved_date'),
  reversed('treatment', 'start_date', 'end_date'),
  reversed('medical_claim', 'claim_start_date', 'claim_end_date'),
  reversed('medical_claim', 'claim_line_start_date', 'claim_line_end_date'),
  reversed('medical_claim', 'admission_date', 'discharge_date'),
  {
    code: 'line-outside-claim',
    table: 'medical_claim',
    column: 'claim_line_start_date',
    when: `${t('claim_line_start_date')} < ${t('claim_start_date')} or ${t('claim_line_start_date')} > ${t('claim_end_date')}`,
    of: `${t('claim_line_start_date')} is not null and ${t('claim_start_date')} is not null`,
    text: `${t('claim_line_start_date')}::varchar`,
  },
  ...claimDates('medical_claim'),
  ...claimDates('pharmacy_claim'),
  reversed('inpatient_case', 'admission_date', 'discharge_date'),
  reversed('inpatient_case', 'settlement_start_date', 'settlement_end_date'),
  {
    code: 'stay-differs',
    table: 'inpatient_case',
    column: 'stay_days',
    // 住院病案首页填写说明: the day of admission and that of discharge count as one; within a day it is 1.
    when: `${t('stay_days')} <> greatest(${t('discharge_date')} - ${t('admission_date')}, 1) and ${t('stay_days')} <> ${t('discharge_date')} - ${t('admission_date')}`,
    of: `${t('stay_days')} is not null and ${t('discharge_date')} is not null and ${t('admission_date')} is not null`,
    text: `${t('stay_days')}::varchar || ': ' || ${t('admission_date')}::varchar || ' … ' || ${t('discharge_date')}::varchar`,
  },
  {
    code: 'age-differs',
    table: 'inpatient_case',
    column: 'age_years',
    when: `abs(${t('age_years')} - date_sub('year', ${t('birth_date')}, ${t('admission_date')})) > 1`,
    of: `${t('age_years')} is not null and ${t('birth_date')} is not null and ${t('admission_date')} is not null`,
    text: `${t('age_years')}::varchar || ': ' || ${t('birth_date')}::varchar || ' … ' || ${t('admission_date')}::varchar`,
  },
  {
    code: 'birth-date-differs',
    table: 'inpatient_case',
    column: 'birth_date',
    when: `${t('birth_date')} not between p.birth_first and p.birth_last`,
    of: `${t('birth_date')} is not null and p.birth_first is not null`,
    text: `${t('birth_date')}::varchar || ' ≠ ' || p.birth_first::varchar`,
  },
  {
    code: 'newborn-weight-implausible',
    table: 'inpatient_case',
    column: 'newborn_weight',
    // 住院病案首页填写说明 lets 100 to 9999 grams be written.
    when: `${t('newborn_weight')} not between 100 and 9999 or ${t('newborn_admission_weight')} not between 100 and 9999`,
    of: `${t('newborn_weight')} is not null or ${t('newborn_admission_weight')} is not null`,
    text: `coalesce(${t('newborn_weight')}, ${t('newborn_admission_weight')})::varchar`,
  },
];
