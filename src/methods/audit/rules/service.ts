/** Less care than the group stands for: a stay and a fee far below what is usual, or what nearly every case gets left out. */
import { FEW_PEERS, joinNorm, norm, PEERS } from '../cases.ts';
import { OURS, ZHEJIANG } from '../knowledge/sources.ts';
import type { Rule } from '../rule.ts';
import { AGAINST_ADVICE, DIED, guards, ofCase, ownCase, share, TRANSFERRED } from '../sql.ts';

const SOURCE = `${ZHEJIANG}：服务不足`;

const lowIntensity: Rule = {
  id: 'service.low-intensity',
  family: 'service',
  severity: 'suspect',
  title: { en: 'Short and cheap stay', zh: '住院时间短、费用低' },
  about: {
    en: 'The fee is at most {fee} and the stay at most {stay} of the medians of the group.',
    zh: '费用不高于同病组中位数的 {fee}，且住院天数不高于中位数的 {stay}。',
  },
  guard: {
    en: 'Deaths, transfers, patients who left against advice; groups that are short anyway (median of two days or less); cases with complications, which are looked at as upcoding; groups with few cases.',
    zh: '死亡、转院、非医嘱离院病例，中位住院日不超过 2 天的病组，伴并发症病组（按高套核查），以及病例过少的病组除外。',
  },
  says: {
    en: 'fee is {measure} of the median (threshold {expected}), stay {detail}',
    zh: '费用为中位数的 {measure}（阈值 {expected}），住院日 {detail}',
  },
  source: SOURCE,
  parameters: [
    {
      name: 'fee',
      type: 'decimal',
      label: { en: 'Largest share of the median fee', zh: '占费用中位数的最高比例' },
      default: '0.4',
      source: `${OURS}（浙江2025年通知以病组次均费用0.4倍为低倍率下限）`,
      unverified: true,
    },
    {
      name: 'stay',
      type: 'decimal',
      label: { en: 'Largest share of the median stay', zh: '占住院日中位数的最高比例' },
      default: '0.5',
      source: OURS,
      unverified: true,
    },
  ],
  reads: ['inpatient_case'],
  needs: 'groups',
  money: 'fund',
  find: ({ cases, norms, values }) => ({
    hits: `select c.case_id as subject, ${ofCase('c')}, null as related, ${share('c.total', norm('fee'))} as measure, ${values.decimal('fee')} as expected,
        c.stay || ' / ' || ${norm('stay')} as detail,
        ${guards(FEW_PEERS, DIED, TRANSFERRED, AGAINST_ADVICE, ['short-group', `${norm('stay')} <= 2`], ['complicated', 'c.severity in (1, 3)'])} as guard
      from ${cases} c ${joinNorm(norms)}
      where c.current and c.total > 0 and c.total <= ${values.decimal('fee')} * ${norm('fee')} and c.stay <= ${values.decimal('stay')} * ${norm('stay')}`,
    evidence: ownCase(cases),
  }),
};

const STANDARD = ['examination', 'laboratory', 'treatment', 'surgery', 'nursing', 'western_drugs'] as const;

const leftOut: Rule = {
  id: 'service.left-out',
  family: 'service',
  severity: 'hint',
  title: { en: 'What the group always has is missing', zh: '缺少同病组常规服务' },
  about: {
    en: `At least {missing} kinds of service (examination, laboratory, treatment, surgery, nursing, drugs) that at least {share} of the group’s cases were charged were not charged.`,
    zh: '同病组不低于 {share} 的病例均发生的服务类别（检查、化验、治疗、手术、护理、西药）中，有至少 {missing} 类费用为零。',
  },
  guard: {
    en: 'Stays of a day, deaths, transfers, patients who left against advice; fees that are unknown; groups with few cases.',
    zh: '住院仅 1 天、死亡、转院、非医嘱离院病例，费用未知的类别，以及病例过少的病组除外。',
  },
  says: {
    en: '{measure} kinds of service missing (threshold {expected}): {detail}',
    zh: '缺少 {measure} 类服务（阈值 {expected}）：{detail}',
  },
  source: SOURCE,
  parameters: [
    {
      name: 'share',
      type: 'decimal',
      label: { en: 'Share of the group’s cases that have it', zh: '同病组发生比例下限' },
      default: '0.95',
      source: OURS,
      unverified: true,
    },
    {
      name: 'missing',
      type: 'integer',
      label: { en: 'Kinds missing', zh: '缺少类别数' },
      default: '2',
      source: OURS,
      unverified: true,
    },
  ],
  reads: ['inpatient_case'],
  needs: 'groups',
  money: 'fund',
  find: ({ cases, values }) => {
    const usual = STANDARD.map(
      (name) =>
        `count(fee_${name}) >= ${PEERS} and count(*) filter (fee_${name} > 0)::decimal(18,4) >= ${values.decimal('share')} * count(fee_${name})::decimal(18,0) as has_${name}`,
    );
    const missing = STANDARD.map(
      (name) => `case when u.has_${name} and c.fee_${name} = 0 then '${name}' end`,
    );
    return {
      hits: `select c.case_id as subject, ${ofCase('c')}, null as related, len(c.missing) as measure, ${values.number('missing')} as expected,
          array_to_string(c.missing, ' ') as detail,
          ${guards(['few-peers', `c.usual_cases < ${PEERS}`], DIED, TRANSFERRED, AGAINST_ADVICE, ['short-stay', 'c.stay <= 1'])} as guard
        from (select c.*, u.usual_cases, [x for x in [${missing.join(', ')}] if x is not null] as missing from ${cases} c
          join (select drg, count(*) as usual_cases, ${usual.join(', ')} from ${cases} where drg is not null group by 1) u on u.drg = c.drg where c.current) c
        where len(c.missing) >= ${values.number('missing')}`,
      evidence: ownCase(cases),
    };
  },
};

export const service: readonly Rule[] = [lowIntensity, leftOut];
