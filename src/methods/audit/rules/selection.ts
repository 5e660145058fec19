/** Light cases chosen, severe ones sent away: only visible over many cases, against hospitals with like cases. */
import { OURS, SPIEGELHALTER, WHITE_PAPER, ZHEJIANG } from '../knowledge/sources.ts';
import { compare } from '../compare.ts';
import type { Parameter, Rule } from '../rule.ts';

const SOURCE = `${ZHEJIANG}：选择轻病人住院、推诿重病人；${WHITE_PAPER}；${SPIEGELHALTER}`;

const z: Parameter = {
  name: 'z',
  type: 'decimal',
  label: { en: 'Standard deviations', zh: '标准差倍数' },
  default: '3',
  source: SPIEGELHALTER,
};
const least: Parameter = {
  name: 'cases',
  type: 'integer',
  label: { en: 'Least cases compared', zh: '最少比较病例数' },
  default: '100',
  source: OURS,
  unverified: true,
};
const severe: readonly Parameter[] = [
  {
    name: 'old',
    type: 'integer',
    label: { en: 'Severe from this age', zh: '重症：年龄不低于' },
    default: '80',
    source: OURS,
    unverified: true,
  },
  {
    name: 'others',
    type: 'integer',
    label: { en: 'Severe from so many other diagnoses', zh: '重症：其他诊断不少于' },
    default: '5',
    source: OURS,
    unverified: true,
  },
];

const GUARD = {
  en: 'Compared with hospitals of the same level, within adjacent groups; at least {cases} cases; differences between hospitals that are usual here (over-dispersion).',
  zh: '在同级医院、同一核心病组内比较；病例数不少于 {cases}；差异未超出当地医院间固有离散程度（过度离散校正）的除外。',
};

const fewSevere: Rule = {
  id: 'selection.few-severe',
  family: 'selection',
  severity: 'hint',
  title: { en: 'Too few severe cases', zh: '重症病例占比异常偏低' },
  about: {
    en: 'A hospital has fewer severe cases (age from {old}, {others} or more other diagnoses, intensive care) than its groups would have elsewhere, by at least {z} standard deviations.',
    zh: '在病组结构相同的前提下，医院重症病例（{old} 岁及以上、其他诊断不少于 {others} 个或入住重症监护）低于其他医院的预期，差异不低于 {z} 个标准差。',
  },
  guard: GUARD,
  says: {
    en: '{measure} standard deviations below what is expected (threshold {expected}); severe, expected, cases: {detail}',
    zh: '低于预期 {measure} 个标准差（阈值 {expected}）；重症数／预期数／病例数：{detail}',
  },
  source: SOURCE,
  parameters: [z, least, ...severe],
  reads: ['inpatient_case'],
  needs: 'groups',
  money: 'none',
  find: (context) =>
    compare(context, {
      of: 'true',
      outcome: isSevere(context.values),
      stratum: 'coalesce(adrg, drg)',
      side: 'low',
      reason: 'severe-case',
    }),
};

const sentAway: Rule = {
  id: 'selection.sent-away',
  family: 'selection',
  severity: 'hint',
  title: { en: 'Too many severe cases sent away', zh: '重症病例转出比例异常偏高' },
  about: {
    en: 'A hospital transfers more of its severe cases (age from {old}, {others} or more other diagnoses, intensive care) than other hospitals of its level do, by at least {z} standard deviations.',
    zh: '医院将重症病例（{old} 岁及以上、其他诊断不少于 {others} 个或入住重症监护）转出的比例高于同级医院，差异不低于 {z} 个标准差。',
  },
  guard: GUARD,
  says: {
    en: '{measure} standard deviations above what is expected (threshold {expected}); transferred, expected, severe cases: {detail}',
    zh: '高于预期 {measure} 个标准差（阈值 {expected}）；转出数／预期数／重症病例数：{detail}',
  },
  source: SOURCE,
  parameters: [z, { ...least, default: '50' }, ...severe],
  reads: ['inpatient_case'],
  needs: 'groups',
  money: 'none',
  find: (context) =>
    compare(context, {
      of: isSevere(context.values),
      outcome: `way_out in ('2', '3')`,
      stratum: 'left(coalesce(adrg, drg), 1)',
      side: 'high',
      reason: 'transferred-case',
    }),
};

/** Not by the group: a hospital that codes up would look as if it took severe cases. */
function isSevere(values: { number(name: string): number }): string {
  return `(coalesce(age >= ${values.number('old')}, false) or len(others) >= ${values.number('others')} or coalesce(icu_hours > 0, false))`;
}

export const selection: readonly Rule[] = [fewSevere, sentAway];
