/** A dearer group than the care: a complication that cost nothing, an operation nobody charged, a hospital whose cases all are complicated. */
import { joinNorm, PEERS } from '../cases.ts';
import { OPERATIONS } from '../knowledge/operations.ts';
import { OURS, REGULATION, SPIEGELHALTER, ZHEJIANG } from '../knowledge/sources.ts';
import type { Rule } from '../rule.ts';
import { AGAINST_ADVICE, DIED, guards, ofCase, ownCase, share, TRANSFERRED } from '../sql.ts';
import { compare } from '../compare.ts';

const SOURCE = `${ZHEJIANG}：高套点数、升级诊断；${REGULATION}`;

const cheapComplication: Rule = {
  id: 'upcoding.cheap-complication',
  family: 'upcoding',
  severity: 'suspect',
  title: { en: 'Complication without its cost', zh: '伴并发症病组但费用偏低' },
  about: {
    en: 'A case in a group with complications that cost no more than {ratio} of the median of the same adjacent group without complications.',
    zh: '入组伴并发症或合并症病组，但费用不高于同一核心病组中不伴并发症病组费用中位数的 {ratio}。',
  },
  guard: {
    en: `Deaths, transfers and patients who left against advice, whose stays were cut short; groups of fewer than ${PEERS} cases.`,
    zh: `死亡、转院、非医嘱离院等住院中断病例，以及不足 ${PEERS} 例的病组除外。`,
  },
  says: {
    en: 'fee is {measure} of the median of the group without complications (threshold {expected}): {detail}',
    zh: '费用为不伴并发症病组中位数的 {measure}（阈值 {expected}）：{detail}',
  },
  source: SOURCE,
  parameters: [
    {
      name: 'ratio',
      type: 'decimal',
      label: { en: 'Largest share of the median', zh: '占中位数的最高比例' },
      default: '0.6',
      source: OURS,
      unverified: true,
    },
  ],
  reads: ['inpatient_case'],
  needs: 'levels',
  money: 'fund',
  find: ({ cases, norms, values }) => ({
    hits: cheapComplications(cases, norms, values.decimal('ratio')),
    evidence: ownCase(cases),
  }),
};

/** Cases of `severity` 1 or 3 whose fee fits the group of the same ADRG with level 5. */
function cheapComplications(cases: string, norms: string, ratio: string): string {
  return `select c.case_id as subject, ${ofCase('c')}, null as related, ${share('c.total', 'coalesce(w.fee, e.fee)')} as measure, ${ratio} as expected,
      c.drg || ' → ' || c.adrg || '5' || coalesce(' · ' || c.complication, '') as detail,
      ${guards(['few-peers', `coalesce(w.cases, e.cases) < ${PEERS}`], DIED, TRANSFERRED, AGAINST_ADVICE)} as guard
    from ${cases} c ${joinNorm(norms).replaceAll('= c.drg', `= c.adrg || '5'`)}
    where c.current and c.severity in (1, 3) and c.total > 0 and c.total <= ${ratio} * coalesce(w.fee, e.fee)`;
}

const operationFree: Rule = {
  id: 'upcoding.operation-not-charged',
  family: 'upcoding',
  severity: 'suspect',
  title: { en: 'Operation coded, none charged', zh: '有手术编码而无手术费用' },
  about: {
    en: 'An operation is coded that is always charged, and the case has no fee for surgery, none for treatment and none for consumables.',
    zh: '已填报应收取手术费的手术，但病例的手术费、治疗费、卫生材料费均为零。',
  },
  guard: {
    en: 'Cases where a fee is unknown: unknown is not zero. Patients transferred out the same day, who may have been operated on elsewhere.',
    zh: '费用未知的病例除外（未知不等于零）；当日转出、可能在外院手术的病例除外。',
  },
  says: { en: 'operation {detail}, charged {measure}', zh: '手术 {detail}，收费 {measure}' },
  source: SOURCE,
  parameters: [
    {
      name: 'operations',
      type: 'codes',
      label: { en: 'Operations that are always charged', zh: '应收取手术费的手术' },
      default: OPERATIONS,
      source: `ICD-9-CM-3；${OURS}`,
      unverified: true,
    },
  ],
  reads: ['inpatient_case'],
  money: 'fund',
  find: ({ cases, values }) => ({
    hits: `select c.case_id as subject, ${ofCase('c')}, null as related, c.fee_surgery as measure, 0 as expected, c.operation as detail,
        ${guards(['transferred', `c.way_out in ('2', '3') and c.stay <= 1`])} as guard
      from (select *, [x for x in px if ${values.has('operations', 'x')}][1] as operation from ${cases}) c
      where c.current and c.operation is not null and c.fee_surgery = 0 and c.fee_treatment = 0 and c.fee_materials = 0`,
    evidence: ownCase(cases),
  }),
};

const drift: Rule = {
  id: 'upcoding.drift',
  family: 'upcoding',
  severity: 'hint',
  title: { en: 'Too many complicated cases', zh: '伴并发症病例占比异常偏高' },
  about: {
    en: 'A hospital’s cases in groups with complications are more than its adjacent groups would have elsewhere, by at least {z} standard deviations.',
    zh: '在核心病组结构相同的前提下，医院伴并发症或合并症病例数高于其他医院的预期，差异不低于 {z} 个标准差。',
  },
  guard: {
    en: 'Compared within adjacent groups and against the other hospitals of the same level; at least {cases} cases; hospitals that differ no more than hospitals do here anyway (over-dispersion).',
    zh: '在同级医院、同一核心病组内比较；病例数不少于 {cases}；差异未超出当地医院间固有离散程度（过度离散校正）的除外。',
  },
  says: {
    en: '{measure} standard deviations above what is expected (threshold {expected}): {detail}',
    zh: '高于预期 {measure} 个标准差（阈值 {expected}）：{detail}',
  },
  source: `${SOURCE}；${SPIEGELHALTER}`,
  parameters: [
    {
      name: 'z',
      type: 'decimal',
      label: { en: 'Standard deviations', zh: '标准差倍数' },
      default: '3',
      source: SPIEGELHALTER,
    },
    {
      name: 'cases',
      type: 'integer',
      label: { en: 'Least cases compared', zh: '最少比较病例数' },
      default: '100',
      source: OURS,
      unverified: true,
    },
  ],
  reads: ['inpatient_case'],
  needs: 'levels',
  money: 'none',
  find: (context) =>
    compare(context, {
      // Only adjacent groups that are divided by complication at all.
      of: `adrg in (select adrg from ${context.cases} where current and severity is not null group by adrg having count(distinct severity) > 1)`,
      outcome: 'severity in (1, 3)',
      stratum: 'adrg',
      side: 'high',
      reason: 'complicated-case',
    }),
};

export const upcoding: readonly Rule[] = [cheapComplication, operationFree, drift];
