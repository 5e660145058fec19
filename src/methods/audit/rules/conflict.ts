/** What the record says cannot all be true: sex or age against diagnoses and procedures, the record against the register. */
import {
  AGES,
  FEMALE_DIAGNOSES,
  FEMALE_PROCEDURES,
  MALE_DIAGNOSES,
  MALE_PROCEDURES,
} from '../knowledge/sex-age.ts';
import { ICD10, OURS } from '../knowledge/sources.ts';
import type { Rule, RuleContext, Search } from '../rule.ts';
import { Codes } from '../../shared/codes.ts';
import { guards, ofCase, OTHER_CODES, ownCase } from '../sql.ts';

/** Diagnoses of people whose sex a code cannot decide. */
const INTERSEX = [
  'intersex',
  `len([x for x in c.codes if regexp_matches(x, '^(Q56|Q9[6789]|F64|E345)')]) > 0`,
] as const;

/** Codes of the case that are not of its sex. */
function ofOtherSex({ cases, values }: RuleContext, codes: string, unlike: boolean): Search {
  const wrong = (name: string) => `[x for x in c.${codes} if ${values.has(name, 'x')}]`;
  return {
    hits: `select c.case_id as subject, ${ofCase('c')}, null as related, len(c.wrong) as measure, 0 as expected,
        c.sex || ' · ' || array_to_string(c.wrong, ' ') as detail, ${guards(...(unlike ? [OTHER_CODES] : []), INTERSEX)} as guard
      from (select c.*, case c.sex when 'female' then ${wrong('male')} when 'male' then ${wrong('female')} end as wrong
        from (select *, list_concat([dx], others) as codes from ${cases} where current and sex in ('female', 'male')) c) c
      where len(c.wrong) > 0`,
    evidence: ownCase(cases),
  };
}

const sexDiagnosis: Rule = {
  id: 'conflict.sex-diagnosis',
  family: 'conflict',
  severity: 'breach',
  title: { en: 'Diagnosis of the other sex', zh: '性别与诊断不符' },
  about: {
    en: 'A diagnosis of the case belongs to the other sex.',
    zh: '病例的主要诊断或其他诊断为异性专属疾病。',
  },
  guard: {
    en: 'Unknown sex; people with diagnoses of intersex, chromosomal or gender conditions (Q56, Q96–Q99, E34.5, F64); other systems of codes.',
    zh: '性别未知、有两性畸形、性染色体异常或性别认同相关诊断（Q56、Q96–Q99、E34.5、F64），以及采用其他编码体系的病例除外。',
  },
  says: { en: '{detail}', zh: '{detail}' },
  source: `${ICD10}；与 CHS-DRG 1.1 分组方案 MDCM、MDCN、MDCO 诊断表无矛盾`,
  parameters: [
    {
      name: 'male',
      type: 'codes',
      label: { en: 'Diagnoses of men', zh: '男性专属诊断' },
      default: MALE_DIAGNOSES,
      source: ICD10,
      unverified: true,
    },
    {
      name: 'female',
      type: 'codes',
      label: { en: 'Diagnoses of women', zh: '女性专属诊断' },
      default: FEMALE_DIAGNOSES,
      source: ICD10,
      unverified: true,
    },
  ],
  reads: ['inpatient_case'],
  money: 'fund',
  find: (context) => ofOtherSex(context, 'codes', true),
};

const sexProcedure: Rule = {
  id: 'conflict.sex-procedure',
  family: 'conflict',
  severity: 'breach',
  title: { en: 'Procedure of the other sex', zh: '性别与手术操作不符' },
  about: {
    en: 'A procedure of the case is on organs of the other sex.',
    zh: '病例的手术操作为异性生殖器官手术或产科操作。',
  },
  guard: sexDiagnosis.guard,
  says: sexDiagnosis.says,
  source: 'ICD-9-CM-3：第60–64类为男性生殖器官手术，第65–75类为女性生殖器官手术与产科操作',
  parameters: [
    {
      name: 'male',
      type: 'codes',
      label: { en: 'Procedures of men', zh: '男性专属手术操作' },
      default: MALE_PROCEDURES,
      source: 'ICD-9-CM-3',
    },
    {
      name: 'female',
      type: 'codes',
      label: { en: 'Procedures of women', zh: '女性专属手术操作' },
      default: FEMALE_PROCEDURES,
      source: 'ICD-9-CM-3',
    },
  ],
  reads: ['inpatient_case'],
  money: 'fund',
  find: (context) => ofOtherSex(context, 'px', false),
};

const ageDiagnosis: Rule = {
  id: 'conflict.age-diagnosis',
  family: 'conflict',
  severity: 'suspect',
  title: { en: 'Diagnosis of another age', zh: '年龄与诊断不符' },
  about: {
    en: 'The principal diagnosis does not occur at the age of the case: perinatal conditions after the first year, obstetric ones outside 10 to 60, senile ones in the young.',
    zh: '主要诊断与年龄不符：围生期疾病见于一周岁以上，产科疾病见于 10～60 岁以外，老年性疾病见于年轻人等。',
  },
  guard: {
    en: 'Other diagnoses (late effects are coded there), unknown ages, other systems of codes.',
    zh: '其他诊断（后遗情况在此编码）、年龄未知，以及采用其他编码体系的病例除外。',
  },
  says: { en: '{detail} at the age of {measure}', zh: '{measure} 岁，{detail}' },
  source: `${ICD10}；${OURS}`,
  parameters: [],
  reads: ['inpatient_case'],
  money: 'fund',
  find: ({ cases }) => {
    const rules = AGES.map(({ codes, least, most, mostDays }) => {
      const outside = [
        ...(least === undefined ? [] : [`c.age < ${least}`]),
        ...(most === undefined ? [] : [`c.age > ${most}`]),
        ...(mostDays === undefined ? [] : [`c.age > 0 or c.age_days > ${mostDays}`]),
      ];
      return `(${new Codes(codes.split(' ')).matches('c.dx')} and (${outside.join(' or ')}))`;
    });
    return {
      hits: `select c.case_id as subject, ${ofCase('c')}, null as related, c.age as measure, null as expected, c.dx as detail, ${guards(OTHER_CODES)} as guard
        from ${cases} c where c.current and (${rules.join(' or ')})`,
      evidence: ownCase(cases),
    };
  },
};

const register: Rule = {
  id: 'conflict.sex-register',
  family: 'conflict',
  severity: 'suspect',
  title: { en: 'Sex differs from the register', zh: '性别与参保登记不符' },
  about: {
    en: 'The case gives another sex than the register of the insured: somebody else’s card, or an error.',
    zh: '病例性别与参保登记不一致，可能冒名就医或登记有误。',
  },
  guard: {
    en: 'Newborns, who may be billed under their mother’s number; people for whom the register itself says both.',
    zh: '新生儿（可随母结算）及参保登记自身不一致的人员除外。',
  },
  says: { en: 'case and register: {detail}', zh: '病例／登记：{detail}' },
  source: '医疗保障基金使用监督管理条例（国务院令第735号，2021）第十五条：实名就医（条文未核对）',
  parameters: [],
  reads: ['inpatient_case', 'eligibility'],
  money: 'fund',
  find: ({ cases, table }) => ({
    hits: `select c.case_id as subject, ${ofCase('c')}, null as related, null as measure, null as expected, c.sex || ' / ' || e.gender as detail,
        ${guards(['newborn', 'c.age = 0 and c.age_days <= 28'], ['register-unclear', 'e.genders > 1'])} as guard
      from ${cases} c join (select person_id, min(gender) as gender, count(distinct gender) as genders from ${table('eligibility')}
        where gender in ('female', 'male') group by 1) e using (person_id)
      where c.current and c.sex in ('female', 'male') and c.sex <> e.gender`,
    evidence: ownCase(cases),
  }),
};

export const conflict: readonly Rule[] = [sexDiagnosis, sexProcedure, ageDiagnosis, register];
