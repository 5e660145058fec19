/** The same twice: stays that overlap, a stay billed twice, an item more often than there are days, a line on two bills. */
import { OURS, REGULATION } from '../knowledge/sources.ts';
import type { Rule } from '../rule.ts';
import { shareOf, units } from '../../shared/exact.ts';
import { caseLine, guards, INTENSIVE, ofCase } from '../sql.ts';

const SOURCE = `${REGULATION}：不得挂床住院、重复收费、超标准收费`;

const overlap: Rule = {
  id: 'overlap.stays',
  family: 'overlap',
  severity: 'breach',
  title: { en: 'In two beds at once', zh: '住院时间重叠' },
  about: {
    en: 'Two stays of one person overlap by at least {days} days: nominal stays, or somebody else’s card.',
    zh: '同一参保人两次住院时间重叠不少于 {days} 天，可能挂床住院或冒名住院。',
  },
  guard: {
    en: 'A stay that ends where the next begins; a transfer that overlaps by one day while papers are made; newborns billed under their mother’s number.',
    zh: '前后相接的住院、转院手续造成的 1 天重叠，以及随母结算的新生儿除外。',
  },
  says: { en: '{measure} days in common with {detail}', zh: '与 {detail} 重叠 {measure} 天' },
  source: SOURCE,
  parameters: [
    {
      name: 'days',
      type: 'integer',
      label: { en: 'Least days in common', zh: '重叠天数下限' },
      default: '1',
      source: OURS,
    },
  ],
  reads: ['inpatient_case'],
  money: 'fund',
  find: ({ cases, values }) => {
    // Of all stays that began before, the one that lasts longest: who overlaps at all overlaps with it.
    const common = 'least(c.discharged, p.discharged) - c.admitted';
    return {
      hits: `select p.case_id || '+' || c.case_id as subject, ${ofCase('c')}, p.case_id as related, ${common} as measure, ${values.number('days')} as expected,
          p.hospital_id || ' ' || p.admitted || '–' || p.discharged as detail,
          ${guards(
            ['transferred', `${common} <= 1 and (p.way_out in ('2', '3') or c.way_in = '3')`],
            ['newborn', '(c.age = 0 and c.age_days <= 28) <> (p.age = 0 and p.age_days <= 28)'],
          )} as guard
        from (select *, max(struct_pack(last := discharged, id := case_id)) over (partition by person_id order by admitted, discharged, case_id
            rows between unbounded preceding and 1 preceding) as longest from ${cases}) c
        join ${cases} p on p.case_id = c.longest.id
        where c.current and ${common} >= ${values.number('days')}
          and not (p.hospital_id = c.hospital_id and p.admitted = c.admitted and p.discharged = c.discharged)`,
      evidence: (hits) => [
        `select h.subject, ${caseLine('c', { counted: true })} from ${hits} h join ${cases} c using (case_id)`,
        `select h.subject, ${caseLine('c', { counted: false, reason: 'other-stay' })} from ${hits} h join ${cases} c on c.case_id = h.related`,
      ],
    };
  },
};

const stayTwice: Rule = {
  id: 'duplicate.stay',
  family: 'duplicate',
  severity: 'breach',
  title: { en: 'Stay billed twice', zh: '同一次住院重复结算' },
  about: {
    en: 'Two cases of one person at one hospital have the same days of admission and discharge.',
    zh: '同一参保人在同一医院有两份入院、出院日期均相同的病例。',
  },
  guard: {
    en: 'Newborns billed under their mother’s number; day cases with different main procedures, which may be two.',
    zh: '随母结算的新生儿，以及当日出入院且主要手术不同的病例除外。',
  },
  says: { en: 'the same stay as {detail}', zh: '与 {detail} 为同一次住院' },
  source: SOURCE,
  parameters: [],
  reads: ['inpatient_case'],
  money: 'fund',
  find: ({ cases }) => ({
    hits: `select p.case_id || '+' || c.case_id as subject, ${ofCase('c')}, p.case_id as related, null as measure, null as expected, p.case_id as detail,
        ${guards(
          ['newborn', '(c.age = 0 and c.age_days <= 28) <> (p.age = 0 and p.age_days <= 28)'],
          ['two-day-cases', 'c.admitted = c.discharged and c.px[1] is distinct from p.px[1]'],
        )} as guard
      from (select *, lag(case_id) over (partition by person_id, hospital_id, admitted, discharged order by case_id) as previous from ${cases}) c
      join ${cases} p on p.case_id = c.previous where c.current`,
    evidence: (hits) => [
      `select h.subject, ${caseLine('c', { counted: true })} from ${hits} h join ${cases} c using (case_id)`,
      `select h.subject, ${caseLine('c', { counted: false, reason: 'other-stay' })} from ${hits} h join ${cases} c on c.case_id = h.related`,
    ],
  }),
};

const itemLine = (reason: string) =>
  `'cost_item' as "table", i._source, i._file, i._line, i.case_id as claim_id, i.item_number as claim_line_number, i.item_date as service_date,
   i.amount::decimal(38,4) as amount, ${reason} is null as counted, ${reason} as reason`;

const daily: Rule = {
  id: 'duplicate.daily-item',
  family: 'duplicate',
  severity: 'suspect',
  title: { en: 'Daily item charged for more days than there were', zh: '按日收费项目超住院天数' },
  about: {
    en: 'An item charged by the day (bed, nursing) has more units than the days of the stay and {extra} more.',
    zh: '按日收费项目（床位、护理）数量超过实际住院天数加 {extra} 天。',
  },
  guard: {
    en: 'The day of discharge, which some prices count ({extra}); stays in intensive care, where nursing is charged by the hour.',
    zh: '部分价格项目计入出院日，故容许 {extra} 天；重症监护病例（护理按小时收费）除外。',
  },
  says: {
    en: '{measure} units in a stay of {expected} days: {detail}',
    zh: '住院 {expected} 天，收费数量 {measure}：{detail}',
  },
  source: SOURCE,
  parameters: [
    {
      name: 'extra',
      type: 'integer',
      label: { en: 'Days that may be charged beyond the stay', zh: '容许超出天数' },
      default: '1',
      source: OURS,
      unverified: true,
    },
    {
      name: 'categories',
      type: 'texts',
      label: { en: 'Categories of items charged by the day', zh: '按日收费类别' },
      default: 'bed nursing 床位费 护理费 01 07',
      source: '医疗保障基金结算清单收费项目类别',
    },
  ],
  reads: ['inpatient_case', 'cost_item'],
  money: 'fund',
  find: ({ cases, table, values }) => ({
    hits: `select c.case_id || '·' || i.code as subject, ${ofCase('c')}, null as related, i.units as measure, c.stay as expected, i.code as detail, i.code as item,
        ${guards(INTENSIVE)} as guard
      from ${cases} c join (select case_id, code, sum(quantity) as units from ${table('cost_item')} where category in ${values.literals('categories')}
        and code is not null and quantity > 0 group by 1, 2) i using (case_id)
      where c.current and i.units > c.stay + ${values.number('extra')}`,
    evidence: (hits) => [
      // Units are taken in the order of days; of a line, what lies beyond the days that may be charged counts.
      `select subject, ${itemLine("case when i.beyond <= 0 then 'within-days' end").replace('i.amount::decimal(38,4)', `case when i.beyond <= 0 then i.amount::decimal(38,4) else ${shareOf('i.amount', units('i.beyond'), units('i.quantity'))} end`)} from (
         select h.subject, i.*, least(i.quantity, sum(i.quantity) over (partition by h.subject order by i.item_date, i.item_number rows unbounded preceding)
           - h.expected - ${values.number('extra')})::decimal(18,4) as beyond
         from ${hits} h join ${table('cost_item')} i on i.case_id = h.case_id and i.code = h.item and i.category in ${values.literals('categories')} and i.quantity > 0) i`,
    ],
  }),
};

const itemTwice: Rule = {
  id: 'duplicate.item',
  family: 'duplicate',
  severity: 'suspect',
  title: { en: 'Item charged twice', zh: '项目重复收费' },
  about: {
    en: 'The same item with the same quantity and amount stands twice on one day of one case, in categories where that is not usual.',
    zh: '同一病例同一日、同一项目、相同数量与金额的收费重复出现（限通常不重复的类别）。',
  },
  guard: {
    en: 'Intensive care, where tests are repeated within a day; drugs and consumables, which are given several times.',
    zh: '重症监护病例（日内可复查）以及可多次使用的药品、耗材除外。',
  },
  says: { en: '{measure} times: {detail}', zh: '重复 {measure} 次：{detail}' },
  source: SOURCE,
  parameters: [
    {
      name: 'categories',
      type: 'texts',
      label: { en: 'Categories looked at', zh: '核查类别' },
      default: 'bed nursing examination laboratory surgery 床位费 护理费 检查费 化验费 手术费 01 03 04 06 07',
      source: OURS,
      unverified: true,
    },
  ],
  reads: ['inpatient_case', 'cost_item'],
  money: 'fund',
  find: ({ cases, table, values }) => {
    const items = `${table('cost_item')} i`;
    const looked = `i.category in ${values.literals('categories')} and i.code is not null and i.item_date is not null and i.amount > 0`;
    return {
      hits: `select c.case_id || '·' || i.code || '·' || i.item_date || '·' || coalesce(i.quantity::varchar, '') || '×' || i.amount as subject, ${ofCase('c')}, null as related, i.times as measure, 1 as expected,
          i.code || ' ' || i.item_date as detail, i.code as item, i.item_date as item_day, i.quantity as units, i.amount as each, ${guards(INTENSIVE)} as guard
        from ${cases} c join (select i.case_id, i.code, i.item_date, i.quantity, i.amount, count(*) as times from ${items} where ${looked} group by all having count(*) > 1) i
          using (case_id) where c.current`,
      evidence: (hits) => [
        `select subject, ${itemLine('i.why')} from (
           select h.subject, i.*, case when row_number() over (partition by h.subject order by i.item_number) = 1 then 'first-line' end as why
           from ${hits} h join ${items} on i.case_id = h.case_id and i.code = h.item and i.item_date = h.item_day and i.quantity is not distinct from h.units
             and i.amount = h.each and ${looked}) i`,
      ],
    };
  },
};

const lineTwice: Rule = {
  id: 'duplicate.claim-line',
  family: 'duplicate',
  severity: 'suspect',
  title: { en: 'Line on two claims', zh: '门诊明细重复结算' },
  about: {
    en: 'Two claims have a line of the same person, provider, day, item, quantity and amounts.',
    zh: '两张单据上有同一参保人、同一机构、同一日、同一项目、相同数量与金额的明细。',
  },
  guard: {
    en: 'Lines with a modifier for a repeated or distinct service (59, 76, 77, 91, X…), and lines the fund paid nothing or less than {least} of.',
    zh: '标注重复或独立服务修饰码（59、76、77、91、X…）的明细，以及基金未支付或支付低于 {least} 元的明细除外。',
  },
  says: { en: 'on {measure} claims: {detail}', zh: '出现在 {measure} 张单据上：{detail}' },
  source: SOURCE,
  parameters: [
    {
      name: 'repeated',
      type: 'texts',
      label: { en: 'Modifiers that say it was repeated', zh: '表示重复服务的修饰码' },
      default: '59 76 77 91 XE XP XS XU',
      source: 'HCPCS/CPT modifiers',
    },
    {
      name: 'least',
      type: 'decimal',
      label: { en: 'Least amount paid by the fund', zh: '基金支付金额下限' },
      default: '1',
      source: OURS,
      unverified: true,
    },
  ],
  reads: ['medical_claim'],
  money: 'fund',
  find: ({ table, values, period }) => {
    const same = [
      'person_id',
      'hospital_id',
      'day',
      'hcpcs_code',
      'rendering_npi',
      'service_unit_quantity',
      'charge_amount',
      'paid_amount',
    ];
    const lines = `(select coalesce(facility_npi, billing_npi) as hospital_id, coalesce(claim_line_start_date, claim_start_date) as day, plan, person_id, hcpcs_code, rendering_npi,
        service_unit_quantity, charge_amount, paid_amount, claim_id, claim_line_number, hcpcs_modifier_1, hcpcs_modifier_2, _source, _file, _line
      from ${table('medical_claim')} where paid_amount > 0 and hcpcs_code is not null
        and coalesce(claim_line_start_date, claim_start_date) >= date '${period.from}' and coalesce(claim_line_start_date, claim_start_date) < date '${period.to}') l`;
    // Nearly all lines are there once: a number for each tells which are not, so that texts are compared for those few only.
    const key = `hash(${same.map((name) => `l.${name}`).join(', ')})`;
    const repeatedKeys = `select ${key} as key from ${lines} group by 1 having count(*) > 1`;
    const marked = `coalesce(hcpcs_modifier_1 in ${values.literals('repeated')}, false) or coalesce(hcpcs_modifier_2 in ${values.literals('repeated')}, false)`;
    return {
      hits: `select first_claim || '+' || last_claim || '·' || hcpcs_code || '·' || day || '·' || paid_amount || '·' || coalesce(charge_amount::varchar, '')
            || '·' || coalesce(service_unit_quantity::varchar, '') || '·' || coalesce(hospital_id, '') || '·' || coalesce(rendering_npi, '') as subject,
          hospital_id, insurance_type, null as case_id, person_id, day as finding_date, first_claim as related, claims as measure, 1 as expected,
          hcpcs_code || ' ' || day as detail, case when marked then 'repeat-modifier' when paid_amount < ${values.decimal('least')} then 'small' end as guard, day, hcpcs_code, rendering_npi, service_unit_quantity, charge_amount, paid_amount
        from (select ${same.map((name) => `l.${name}`).join(', ')}, min(plan) as insurance_type, count(distinct claim_id) as claims, min(claim_id) as first_claim, max(claim_id) as last_claim,
            bool_or(${marked}) as marked from ${lines} semi join (${repeatedKeys}) r on r.key = ${key} group by ${same.map((name) => `l.${name}`).join(', ')} having min(claim_id) <> max(claim_id))`,
      evidence: (hits) => [
        `select subject, 'medical_claim' as "table", _source, _file, _line, claim_id, claim_line_number, day as service_date, paid_amount::decimal(38,4) as amount,
           first > 1 as counted, case when first = 1 then 'first-line' end as reason
         from (select h.subject, l.*, dense_rank() over (partition by h.subject order by l.claim_id) as first from ${hits} h join ${lines} on ${same
           .map((name) => `l.${name} is not distinct from h.${name}`)
           .join(' and ')})`,
      ],
    };
  },
};

export const repeated: readonly Rule[] = [overlap, stayTwice, daily, itemTwice, lineTwice];
