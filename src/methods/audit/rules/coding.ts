/** The principal diagnosis that cannot be one, is a sign of another, or is not what was operated on; an operation that was charged and not written. */
import { PURPOSES } from '../knowledge/operations.ts';
import { FRONT_PAGE, ICD10, OURS } from '../knowledge/sources.ts';
import type { Rule } from '../rule.ts';
import { Codes } from '../../shared/codes.ts';
import { guards, ofCase, OTHER_CODES, ownCase } from '../sql.ts';

const barred: Rule = {
  id: 'coding.principal-barred',
  family: 'coding',
  severity: 'breach',
  title: { en: 'Code that is never principal', zh: '不可作为主要诊断的编码' },
  about: {
    en: 'The principal diagnosis is an external cause, an organism or an outcome of delivery, which only stand beside another diagnosis.',
    zh: '主要诊断为损伤中毒外部原因、病原体或分娩结局编码，此类编码只能作为附加编码。',
  },
  guard: {
    en: 'Cases coded in another system than ICD-10, where the same letters mean something else.',
    zh: '采用 ICD-10 以外编码体系的病例除外（同一编码含义不同）。',
  },
  says: { en: 'principal diagnosis {detail}', zh: '主要诊断 {detail}' },
  source: ICD10,
  parameters: [
    {
      name: 'diagnoses',
      type: 'codes',
      label: { en: 'Codes that are never principal', zh: '不可作为主要诊断的编码' },
      default: 'V* W* X* Y* B95* B96* B97* Z37* Z38*',
      source: ICD10,
      unverified: true,
    },
  ],
  reads: ['inpatient_case'],
  money: 'fund',
  find: ({ cases, values }) => ({
    hits: `select c.case_id as subject, ${ofCase('c')}, null as related, null as measure, null as expected, c.dx as detail, ${guards(
      OTHER_CODES,
      // A healthy newborn's own stay has no other diagnosis.
      ['newborn', `c.dx like 'Z38%' and c.age_days <= 28`],
    )} as guard
      from ${cases} c where c.current and ${values.has('diagnoses', 'c.dx')}`,
    evidence: ownCase(cases),
  }),
};

const symptom: Rule = {
  id: 'coding.principal-symptom',
  family: 'coding',
  severity: 'suspect',
  title: { en: 'Symptom as principal diagnosis', zh: '以症状体征作主要诊断' },
  about: {
    en: 'The principal diagnosis is a symptom or finding (R00–R99) although another diagnosis names a disease.',
    zh: '主要诊断为症状、体征或异常所见（R00–R99），而其他诊断中已有明确疾病。',
  },
  guard: {
    en: 'Cases whose other diagnoses are only conditions that most people of that age bring along, which do not explain a symptom; other systems of codes.',
    zh: '其他诊断仅为常见伴随慢性病（不足以解释症状）的病例，以及采用其他编码体系的病例除外。',
  },
  says: { en: 'principal {detail}', zh: '主要诊断 {detail}' },
  source: FRONT_PAGE,
  parameters: [
    {
      name: 'background',
      type: 'codes',
      label: { en: 'Diseases that explain no symptom', zh: '常见伴随慢性病' },
      default: 'I10* E11.9* E78* E66* M81* N40* K29.5* K76.0* I25.1* J30* H25* M17* F17* E04*',
      source: OURS,
      unverified: true,
    },
  ],
  reads: ['inpatient_case'],
  money: 'fund',
  find: ({ cases, values }) => ({
    hits: `select c.case_id as subject, ${ofCase('c')}, null as related, null as measure, null as expected,
        c.dx || ' · ' || coalesce(c.disease, c.others[1]) as detail, ${guards(OTHER_CODES, ['background-only', 'c.disease is null'])} as guard
      from (select *, [x for x in others if regexp_matches(x, '^[A-QST]') and not ${values.has('background', 'x')}][1] as disease,
          len([x for x in others if regexp_matches(x, '^[A-QST]')]) as diseases from ${cases}) c
      where c.current and c.dx like 'R%' and c.diseases > 0`,
    evidence: ownCase(cases),
  }),
};

const notOperatedOn: Rule = {
  id: 'coding.principal-not-operated',
  family: 'coding',
  severity: 'suspect',
  title: { en: 'Operated on for another diagnosis', zh: '主要诊断与主要手术不符' },
  about: {
    en: 'The main procedure is not done for the principal diagnosis, but is for another diagnosis of the case.',
    zh: '主要手术不用于治疗主要诊断，而适用于本病例的其他诊断。',
  },
  guard: {
    en: 'Procedures that serve many purposes are not in the list; a case where no diagnosis fits may be a rare indication and is left to others; other systems of codes.',
    zh: '用途广泛的手术不在清单内；各诊断均不匹配的病例可能属少见适应证，不在此列；采用其他编码体系的除外。',
  },
  says: {
    en: 'principal diagnosis, procedure, diagnosis that fits: {detail}',
    zh: '主要诊断、手术、相符诊断：{detail}',
  },
  source: FRONT_PAGE,
  parameters: [
    {
      name: 'except',
      type: 'codes',
      label: { en: 'Principal diagnoses that are left alone', zh: '不核查的主要诊断' },
      default: 'Z51* A40* A41* R57* T81* T85*',
      source: OURS,
      unverified: true,
    },
  ],
  reads: ['inpatient_case'],
  money: 'fund',
  find: ({ cases, values }) => {
    const purposes = PURPOSES.map(({ operation, diagnoses }) => ({
      is: new Codes(operation.split(' ')).matches('c.px[1]'),
      principal: new Codes(diagnoses.split(' ')).matches('c.dx'),
      other: `[x for x in c.others if ${new Codes(diagnoses.split(' ')).matches('x')}][1]`,
    }));
    return {
      hits: `select c.case_id as subject, ${ofCase('c')}, null as related, null as measure, null as expected,
          c.dx || ' · ' || c.px[1] || coalesce(' · ' || c.fitting, '') as detail,
          ${guards(OTHER_CODES, ['excepted-diagnosis', values.has('except', 'c.dx')], ['no-fitting-diagnosis', 'c.fitting is null'])} as guard
        from (select c.*, case ${purposes.map(({ is, other }) => `when ${is} then ${other}`).join(' ')} end as fitting,
            case ${purposes.map(({ is, principal }) => `when ${is} then not ${principal}`).join(' ')} else false end as misfit
          from ${cases} c where c.current and len(c.px) > 0 and c.dx is not null) c where c.misfit`,
      evidence: ownCase(cases),
    };
  },
};

const missingProcedure: Rule = {
  id: 'coding.missing-procedure',
  family: 'coding',
  severity: 'suspect',
  title: { en: 'Surgery charged, no procedure coded', zh: '有手术费而未填报手术操作' },
  about: {
    en: 'The fee for surgery is at least {fee}, and no procedure is coded: the case went to another group than it belongs to.',
    zh: '手术费不低于 {fee} 元，但未填报任何手术操作，病例可能入错病组。',
  },
  guard: {
    en: 'Small fees (stitches, drains); births without a procedure, where the fee is the midwife’s.',
    zh: '小额费用（缝合、引流等）及无操作编码的正常分娩（接生费）除外。',
  },
  says: {
    en: 'surgery {measure} (threshold {expected}), no procedure',
    zh: '手术费 {measure}（阈值 {expected}），无手术操作编码',
  },
  source: FRONT_PAGE,
  parameters: [
    {
      name: 'fee',
      type: 'decimal',
      label: { en: 'Least fee for surgery', zh: '手术费下限' },
      default: '500',
      source: OURS,
      unverified: true,
    },
    {
      name: 'births',
      type: 'codes',
      label: { en: 'Births', zh: '分娩诊断' },
      default: 'O80* O81* O82* O83* O84* Z37*',
      source: 'ICD-10 O80–O84',
    },
  ],
  reads: ['inpatient_case'],
  money: 'fund',
  find: ({ cases, values }) => ({
    hits: `select c.case_id as subject, ${ofCase('c')}, null as related, c.fee_surgery as measure, ${values.decimal('fee')} as expected, c.dx as detail,
        ${guards(['birth', values.has('births', 'c.dx')])} as guard
      from ${cases} c where c.current and len(c.px) = 0 and c.fee_surgery >= ${values.decimal('fee')}`,
    evidence: ownCase(cases),
  }),
};

export const coding: readonly Rule[] = [barred, symptom, notOperatedOn, missingProcedure];
