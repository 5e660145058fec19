/** Costs of a stay moved out of it: to the outpatient clinic while the patient lies in bed or just before, or to the patient. */
import { FEW_PEERS, joinNorm, norm } from '../cases.ts';
import { OURS, REGULATION, ZHEJIANG } from '../knowledge/sources.ts';
import type { Rule } from '../rule.ts';
import { caseLine, EMERGENCY, guards, ofCase, ownCase, share } from '../sql.ts';

const SOURCE = `${ZHEJIANG}：将住院费用分解至门诊结算、在院期间转自费；${REGULATION}`;

/** Outpatient lines with a day of their own: of a claim over several days without days of lines nobody knows which. */
const lines = (table: string) =>
  `select m.person_id, coalesce(m.facility_npi, m.billing_npi) as hospital_id, coalesce(m.claim_line_start_date, m.claim_start_date) as day, m.claim_id,
    m.claim_line_number, m.paid_amount, m._source, m._file, m._line
   from ${table} m where m.admission_date is null and (m.bill_type_code is null or left(m.bill_type_code, 2) not in ('11', '12', '18', '21', '41'))
     and m.paid_amount > 0 and (m.claim_line_start_date is not null or m.claim_start_date = m.claim_end_date)`;

const claimLine = `'medical_claim' as "table", l._source, l._file, l._line, l.claim_id, l.claim_line_number, l.day as service_date,
  l.paid_amount::decimal(38,4) as amount, true as counted, null::varchar as reason`;

const duringStay: Rule = {
  id: 'shifting.outpatient-during-stay',
  family: 'shifting',
  severity: 'suspect',
  title: { en: 'Outpatient bills during a stay', zh: '住院期间发生门诊费用' },
  about: {
    en: 'The hospital bills outpatient services for somebody who lies in one of its beds, on a day after the admission and before the discharge, for more than {amount} in all.',
    zh: '参保人住院期间（不含入院日与出院日），同一医院另行结算其门诊费用，基金支付合计超过 {amount} 元。',
  },
  guard: {
    en: 'The days of admission and discharge, other providers (medicines for a family member, a pharmacy), lines the fund paid nothing of, and claims over several days whose lines have none.',
    zh: '入院日、出院日、其他机构与药店费用、基金未支付的明细，以及跨日且明细无日期的单据除外。',
  },
  says: {
    en: '{measure} outpatient lines between admission and discharge',
    zh: '住院期间有 {measure} 条门诊明细',
  },
  source: SOURCE,
  parameters: [
    {
      name: 'amount',
      type: 'decimal',
      label: { en: 'Least amount paid by the fund', zh: '基金支付金额下限' },
      default: '0',
      source: OURS,
    },
  ],
  reads: ['inpatient_case', 'medical_claim'],
  money: 'fund',
  find: ({ cases, table, values }) => {
    const joined = `(${lines(table('medical_claim'))}) l`;
    const within = 'l.day > c.admitted and l.day < c.discharged';
    return {
      hits: `select c.case_id as subject, any_value(c.hospital_id) as hospital_id, any_value(c.insurance_type) as insurance_type, c.case_id,
          any_value(c.person_id) as person_id, any_value(c.discharged) as finding_date, null as related, count(*) as measure, 0 as expected,
          min(l.day)::varchar as detail, null::varchar as guard
        from ${cases} c join ${joined} on l.person_id = c.person_id and l.hospital_id = c.hospital_id and ${within}
        where c.current group by c.case_id having sum(l.paid_amount) > ${values.decimal('amount')}`,
      evidence: (hits) => [
        `select h.subject, ${claimLine} from ${hits} h join ${cases} c using (case_id) join ${joined} on l.person_id = c.person_id and l.hospital_id = c.hospital_id and ${within}`,
        `select h.subject, ${caseLine('c', { counted: false, reason: 'the-stay' })} from ${hits} h join ${cases} c using (case_id)`,
      ],
    };
  },
};

const testsBefore: Rule = {
  id: 'shifting.tests-before',
  family: 'shifting',
  severity: 'suspect',
  title: { en: 'Tests billed before the stay', zh: '院前检查费用外移' },
  about: {
    en: 'In the {days} days before a planned stay the hospital bills at least {amount} as outpatient care, and the stay’s own examinations and laboratory are at most {ratio} of the median of its group.',
    zh: '计划性住院前 {days} 天内同一医院门诊费用（基金支付）不低于 {amount} 元，且住院检查化验费不高于同病组中位数的 {ratio}。',
  },
  guard: {
    en: 'Emergency admissions, where the visit came first and decided on the stay; groups with few cases.',
    zh: '急诊入院（先就诊后收治）及病例过少的病组除外。',
  },
  says: {
    en: 'tests of the stay are {measure} of the median (threshold {expected}); outpatient {detail}',
    zh: '住院检查化验费为中位数的 {measure}（阈值 {expected}）；门诊 {detail}',
  },
  source: SOURCE,
  parameters: [
    {
      name: 'days',
      type: 'integer',
      label: { en: 'Days before the admission', zh: '入院前天数' },
      default: '3',
      source: OURS,
      unverified: true,
    },
    {
      name: 'amount',
      type: 'decimal',
      label: { en: 'Least outpatient amount', zh: '门诊费用下限' },
      default: '200',
      source: OURS,
      unverified: true,
    },
    {
      name: 'ratio',
      type: 'decimal',
      label: { en: 'Largest share of the median', zh: '占中位数的最高比例' },
      default: '0.3',
      source: OURS,
      unverified: true,
    },
  ],
  reads: ['inpatient_case', 'medical_claim'],
  needs: 'groups',
  money: 'fund',
  find: ({ cases, norms, table, values }) => {
    const joined = `(${lines(table('medical_claim'))}) l`;
    const before = `l.person_id = c.person_id and l.hospital_id = c.hospital_id and l.day < c.admitted and l.day >= c.admitted - ${values.number('days')}`;
    const tests = 'c.fee_examination + c.fee_laboratory';
    return {
      hits: `select c.case_id as subject, ${ofCase('c')}, null as related, ${share(tests, norm('tests'))} as measure, ${values.decimal('ratio')} as expected,
          c.outpatient::varchar as detail, ${guards(FEW_PEERS, EMERGENCY)} as guard
        from (select c.*, o.outpatient from ${cases} c join (
            select c.case_id, sum(l.paid_amount) as outpatient from ${cases} c join ${joined} on ${before} where c.current group by 1
          ) o using (case_id) where o.outpatient >= ${values.decimal('amount')}) c ${joinNorm(norms)}
        where ${norm('tests')} > 0 and ${tests} <= ${values.decimal('ratio')} * ${norm('tests')}`,
      evidence: (hits) => [
        `select h.subject, ${claimLine} from ${hits} h join ${cases} c using (case_id) join ${joined} on ${before}`,
        `select h.subject, ${caseLine('c', { counted: false, reason: 'the-stay' })} from ${hits} h join ${cases} c using (case_id)`,
      ],
    };
  },
};

const selfPaid: Rule = {
  id: 'shifting.self-paid',
  family: 'shifting',
  severity: 'suspect',
  title: { en: 'Much outside the scope of the insurance', zh: '目录外自费占比异常偏高' },
  about: {
    en: 'At least {share} of the fee is outside the scope of the insurance, and at least {times} times the share of the group’s cases together.',
    zh: '目录外自费占总费用不低于 {share}，且不低于同病组整体自费率的 {times} 倍。',
  },
  guard: {
    en: 'Cases the fund paid nothing of (not insured, or settled as self-paid), amounts under {least}, groups with few cases.',
    zh: '基金未支付的病例（非医保或自费结算）、自费金额低于 {least} 元的病例，以及病例过少的病组除外。',
  },
  says: {
    en: '{measure} of the fee is outside the scope (threshold {expected})',
    zh: '自费占比 {measure}（阈值 {expected}）',
  },
  source: SOURCE,
  parameters: [
    {
      name: 'share',
      type: 'decimal',
      label: { en: 'Least share', zh: '自费占比下限' },
      default: '0.3',
      source: OURS,
      unverified: true,
    },
    {
      name: 'times',
      type: 'decimal',
      label: { en: 'Times the share of the group', zh: '与同病组自费率的倍数' },
      default: '3',
      source: OURS,
      unverified: true,
    },
    {
      name: 'least',
      type: 'decimal',
      label: { en: 'Least amount', zh: '自费金额下限' },
      default: '500',
      source: OURS,
      unverified: true,
    },
  ],
  reads: ['inpatient_case'],
  needs: 'groups',
  money: 'person',
  find: ({ cases, norms, values }) => ({
    hits: `select c.case_id as subject, ${ofCase('c')}, null as related, ${share('c.self_paid', 'c.total')} as measure, ${values.decimal('share')} as expected,
        c.drg as detail, ${guards(['not-insured', 'coalesce(c.fund, 0) = 0'], ['small', `c.self_paid < ${values.decimal('least')}`], FEW_PEERS)} as guard
      from ${cases} c ${joinNorm(norms)}
      where c.current and c.total > 0 and c.self_paid >= ${values.decimal('share')} * c.total
        and ${share('c.self_paid', 'c.total')} >= ${values.decimal('times')} * (${share(norm('self_paid'), norm('total'))})`,
    evidence: ownCase(cases, 'c.self_paid'),
  }),
};

export const shifting: readonly Rule[] = [duringStay, testsBefore, selfPaid];
