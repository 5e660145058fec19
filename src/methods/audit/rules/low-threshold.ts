/** Admission of people who did not need a bed: for tests only, or with what is treated in the clinic. */
import { REGULATION, ZHEJIANG, OURS } from '../knowledge/sources.ts';
import type { Rule } from '../rule.ts';
import {
  AGAINST_ADVICE,
  DIED,
  EMERGENCY,
  guards,
  INTENSIVE,
  ofCase,
  ownCase,
  share,
  TRANSFERRED,
} from '../sql.ts';

const SOURCE = `${ZHEJIANG}：健康体检住院、不符合出入院指征住院；${REGULATION}`;
const TESTS = '(c.fee_examination + c.fee_laboratory)';
const DRUGS =
  '(c.fee_western_drugs + coalesce(c.fee_chinese_herbs, 0) + coalesce(c.fee_chinese_patent_drugs, 0))';

const testsOnly: Rule = {
  id: 'low-threshold.tests-only',
  family: 'low-threshold',
  severity: 'suspect',
  title: { en: 'Stay for tests only', zh: '检查化验住院' },
  about: {
    en: 'No procedure, examinations and laboratory at least {tests} of the total fee, drugs at most {drugs}.',
    zh: '无手术操作，检查费与化验费合计占总费用不低于 {tests}，药品费占比不高于 {drugs}。',
  },
  guard: {
    en: 'Emergencies, intensive care, deaths, transfers, patients who left against advice: tests may be all there was time for.',
    zh: '急诊入院、重症监护、死亡、转院及非医嘱离院病例除外：此类病例可能仅来得及检查。',
  },
  says: {
    en: '{measure} of the fee is examinations and laboratory (threshold {expected})',
    zh: '检查化验费占总费用 {measure}（阈值 {expected}）',
  },
  source: SOURCE,
  parameters: [
    {
      name: 'tests',
      type: 'decimal',
      label: { en: 'Least share of examinations and laboratory', zh: '检查化验费最低占比' },
      default: '0.7',
      source: OURS,
      unverified: true,
    },
    {
      name: 'drugs',
      type: 'decimal',
      label: { en: 'Largest share of drugs', zh: '药品费最高占比' },
      default: '0.1',
      source: OURS,
      unverified: true,
    },
  ],
  reads: ['inpatient_case'],
  money: 'fund',
  find: ({ cases, values }) => ({
    hits: `select c.case_id as subject, ${ofCase('c')}, null as related, ${share(TESTS, 'c.total')} as measure, ${values.decimal('tests')} as expected,
        c.dx as detail, ${guards(EMERGENCY, INTENSIVE, DIED, TRANSFERRED, AGAINST_ADVICE)} as guard
      from ${cases} c where c.current and c.total > 0 and len(c.px) = 0
        and ${TESTS} >= ${values.decimal('tests')} * c.total and ${DRUGS} <= ${values.decimal('drugs')} * c.total`,
    evidence: ownCase(cases),
  }),
};

const ambulatory: Rule = {
  id: 'low-threshold.ambulatory',
  family: 'low-threshold',
  severity: 'suspect',
  title: { en: 'Stay with what the clinic treats', zh: '门诊可治疾病住院' },
  about: {
    en: 'Principal diagnosis that is usually treated without a bed, no procedure, at most {days} days.',
    zh: '主要诊断为通常门诊可治的疾病，无手术操作，住院不超过 {days} 天。',
  },
  guard: {
    en: 'Emergencies, intensive care, deaths, transfers; children under {child} and people of {old} or older; cases whose group says complications.',
    zh: '急诊入院、重症监护、死亡、转院病例，{child} 岁以下儿童、{old} 岁及以上老人，以及伴并发症或合并症病组的病例除外。',
  },
  says: {
    en: '{measure} days for {detail} (threshold {expected} days)',
    zh: '因 {detail} 住院 {measure} 天（阈值 {expected} 天）',
  },
  source: SOURCE,
  parameters: [
    {
      name: 'days',
      type: 'integer',
      label: { en: 'Longest stay', zh: '最长住院天数' },
      default: '3',
      source: OURS,
      unverified: true,
    },
    {
      name: 'diagnoses',
      type: 'codes',
      label: { en: 'Diagnoses treated in the clinic', zh: '门诊可治诊断' },
      default: 'J00* J01* J02* J03* J04* J06* K30* K29.3* K29.4* K29.5* L20* L23* L30* M54.5* R51* Z00* Z01*',
      source: OURS,
      unverified: true,
    },
    {
      name: 'child',
      type: 'integer',
      label: { en: 'Children under this age are spared', zh: '低于该年龄的儿童除外' },
      default: '6',
      source: OURS,
      unverified: true,
    },
    {
      name: 'old',
      type: 'integer',
      label: { en: 'People of this age or older are spared', zh: '达到该年龄的老人除外' },
      default: '75',
      source: OURS,
      unverified: true,
    },
  ],
  reads: ['inpatient_case'],
  money: 'fund',
  find: ({ cases, values }) => ({
    hits: `select c.case_id as subject, ${ofCase('c')}, null as related, c.stay as measure, ${values.number('days')} as expected, c.dx as detail,
        ${guards(
          EMERGENCY,
          INTENSIVE,
          DIED,
          TRANSFERRED,
          ['young-or-old', `c.age < ${values.number('child')} or c.age >= ${values.number('old')}`],
          ['complicated', 'c.severity in (1, 3)'],
        )} as guard
      from ${cases} c where c.current and len(c.px) = 0 and c.stay <= ${values.number('days')} and ${values.has('diagnoses', 'c.dx')}`,
    evidence: ownCase(cases),
  }),
};

export const lowThreshold: readonly Rule[] = [testsOnly, ambulatory];
