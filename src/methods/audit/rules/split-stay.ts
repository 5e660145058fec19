/** One stay billed as two: out and in again at the same hospital within days, for the same or a related diagnosis. */
import { OURS, REGULATION, ZHEJIANG } from '../knowledge/sources.ts';
import type { Rule } from '../rule.ts';
import { caseLine, guards, ofCase } from '../sql.ts';

const readmission: Rule = {
  id: 'split-stay.readmission',
  family: 'split-stay',
  severity: 'suspect',
  title: { en: 'Admitted again within days', zh: '短期内重复住院' },
  about: {
    en: 'The next stay at the same hospital begins within {days} days of the last, with the same diagnosis (three characters), the same adjacent group, or a diagnosis the last stay already had.',
    zh: '出院后 {days} 天内再次入住同一医院，且主要诊断（前三位）相同、核心病组相同，或为上次住院的其他诊断。',
  },
  guard: {
    en: 'Planned cycles (chemotherapy, radiotherapy, dialysis, removal of fixation), a readmission the list says is planned, a patient who had left against advice or was transferred out and comes back, the other eye operated on, births.',
    zh: '化疗、放疗、透析、取内固定等计划性周期治疗，清单注明的计划内再住院，上次非医嘱离院或转出后返回，双眼分次手术，以及分娩除外。',
  },
  says: {
    en: 'admitted again {measure} days after discharge (threshold {expected}): {detail}',
    zh: '出院后 {measure} 天再次入院（阈值 {expected} 天）：{detail}',
  },
  source: `${ZHEJIANG}：分解住院；${REGULATION}：不得分解住院`,
  parameters: [
    {
      name: 'days',
      type: 'integer',
      label: { en: 'Days between', zh: '间隔天数' },
      default: '15',
      source: '本项目需求；各地规定为 10～31 天不等',
      unverified: true,
    },
    {
      name: 'planned',
      type: 'codes',
      label: { en: 'Diagnoses of planned cycles', zh: '计划性周期治疗诊断' },
      default: 'Z51.0* Z51.1* Z51.2* Z51.5* Z51.8* Z49* Z47.0* Z43* Z45* Z46.6*',
      source: `${OURS}；ICD-10 Z43–Z51 为专项治疗`,
      unverified: true,
    },
    {
      name: 'staged',
      type: 'codes',
      label: {
        en: 'Diagnoses of organs in pairs, operated on one after the other',
        zh: '成对器官分次手术诊断',
      },
      default: 'H*',
      source: OURS,
      unverified: true,
    },
    {
      name: 'births',
      type: 'codes',
      label: { en: 'Diagnoses of births', zh: '分娩诊断' },
      default: 'O80* O81* O82* O83* O84*',
      source: 'ICD-10 O80–O84',
    },
  ],
  reads: ['inpatient_case'],
  money: 'fund',
  find: ({ cases, values }) => {
    const why = `case when left(c.dx, 3) = left(p.dx, 3) then 'dx' when c.adrg = p.adrg then 'adrg'
      when list_contains([left(x, 3) for x in p.others], left(c.dx, 3)) then 'other' end`;
    return {
      hits: `select p.case_id || '+' || c.case_id as subject, ${ofCase('c')}, p.case_id as related, c.admitted - p.discharged as measure,
          ${values.number('days')} as expected, p.dx || ' → ' || c.dx || case ${why} when 'adrg' then ' · ' || c.adrg when 'other' then ' (+)' else '' end as detail,
          ${guards(
            [
              'planned-cycle',
              `${values.has('planned', 'c.dx')} or len([x for x in c.others if ${values.has('planned', 'x')}]) > 0`,
            ],
            ['planned-readmission', 'p.planned_again'],
            ['against-advice', `p.way_out = '4'`],
            ['transferred', `p.way_out in ('2', '3')`],
            [
              'staged-operation',
              `len(c.px) > 0 and len(p.px) > 0 and ${values.has('staged', 'c.dx')} and ${values.has('staged', 'p.dx')}`,
            ],
            ['birth', values.has('births', 'c.dx')],
          )} as guard
        from (select *, lag(case_id) over w as previous, lag(discharged) over w as left_on from ${cases}
          window w as (partition by person_id, hospital_id order by admitted, discharged, case_id)) c
        join ${cases} p on p.case_id = c.previous
        where c.current and c.admitted >= c.left_on and c.admitted - c.left_on <= ${values.number('days')} and p.way_out is distinct from '5' and ${why} is not null`,
      evidence: (hits) => [
        `select h.subject, ${caseLine('c', { counted: true })} from ${hits} h join ${cases} c using (case_id)`,
        `select h.subject, ${caseLine('c', { counted: false, reason: 'first-stay' })} from ${hits} h join ${cases} c on c.case_id = h.related`,
      ],
    };
  },
};

export const splitStay: readonly Rule[] = [readmission];
