/**
 * Time-driven activity-based costing: a case costs the minutes its steps take of each resource, times the resource's capacity cost rate (cost of
 * supplying it ÷ practical capacity). What of the capacity no case used is a cost of its own, not the cases'.
 *
 * R. S. Kaplan and S. R. Anderson, Time-Driven Activity-Based Costing, Harvard Business School Working Paper 04-045 and Harvard Business Review,
 * November 2004; for care, R. S. Kaplan and M. E. Porter, How to Solve the Cost Crisis in Health Care, Harvard Business Review, September 2011.
 */
import type { Diagnostic } from '../../language/diagnostic.ts';
import { hasErrors, reporter } from '../../language/diagnostic.ts';
import type { Method, MethodContext } from '../method.ts';
import { noLines } from '../shared/no-lines.ts';
import { halfEven, MONEY } from '../shared/exact.ts';
import { CASE_COLUMNS, explainCase, MARGIN_COLUMNS } from './cases.ts';
import { messages, REASONS } from './messages.ts';
import { USE_OPTIONS, usedResources } from './uses.ts';
import type { Used } from './uses.ts';

const report = reporter(messages);

const SOURCE =
  'Kaplan and Anderson, Time-Driven Activity-Based Costing (Harvard Business School Working Paper 04-045; Harvard Business Review, November 2004); Kaplan and Porter, How to Solve the Cost Crisis in Health Care (Harvard Business Review, September 2011)';

export const tdabc: Method = {
  name: 'costing.tdabc',
  title: { en: 'Cost of cases by time', zh: '时间驱动作业成本法：病例成本' },
  about: {
    en: 'The cost of each case by time-driven activity-based costing: minutes of each step of its pathway, as planned or as done, times the capacity cost rate of each resource, and supplies. With what was received, the margin.',
    zh: '按时间驱动作业成本法核算病例成本：路径各步骤的（计划或实际）分钟数乘以各资源的产能成本率，加上耗材；与收入相减得出结余。',
  },
  source: SOURCE,
  reads: ['inpatient_case', 'cost_item'],
  options: USE_OPTIONS,
  columns: [
    ...CASE_COLUMNS,
    { name: 'pathway', type: 'text', label: { en: 'Pathway', zh: '路径' } },
    {
      name: 'minutes',
      type: 'decimal',
      label: { en: 'Minutes of all resources', zh: '各资源分钟数合计' },
    },
    { name: 'time_cost', type: 'money', label: { en: 'Cost of the time', zh: '时间成本' } },
    { name: 'supplies', type: 'money', label: { en: 'Supplies', zh: '耗材' } },
    { name: 'cost', type: 'money', label: { en: 'Cost', zh: '成本' } },
    ...MARGIN_COLUMNS,
    { name: 'reason', type: 'text', label: { en: 'Why the cost is unknown', zh: '成本未知的原因' } },
  ],
  reasons: REASONS,
  compute: costCases,
  explain: explainCase(costCases),
};

async function costCases(context: MethodContext): Promise<Diagnostic[]> {
  const { value, diagnostics } = await usedResources(context);
  if (!value || hasErrors(diagnostics)) return diagnostics;
  const cost = 'case when k.unknown = 0 then k.time + k.supplies end';
  await context.warehouse.run(`
    create table ${context.into} as
    select c.case_id, c.case_group, c.hospital_id, c.department, c.discharge_date, c.pathway, k.minutes,
      case when k.unknown = 0 then k.time end::${MONEY} as time_cost, k.supplies::${MONEY} as supplies, (${cost})::${MONEY} as cost,
      c.payment, (c.payment - (${cost}))::${MONEY} as margin,
      case when c.pathway is null then 'no-pathway' when k.case_id is null then 'no-events' when k.unknown > 0 then 'no-resource-cost' end as reason
    from ${value.cases} c left join (
      select case_id, sum(minutes)::decimal(38,4) as minutes, coalesce(sum(cost) filter (where resource is not null), 0)::${MONEY} as time,
        coalesce(sum(cost) filter (where resource is null), 0)::${MONEY} as supplies, count(*) filter (where cost is null) as unknown
      from ${value.uses} group by case_id) k using (case_id)
    order by case_id`);
  if (context.lines !== undefined) await linesOf(context, value, context.lines);
  return diagnostics;
}

/** A step of the process map has no line of the data: the case's own stands for it, and the line's number is that of the file. */
async function linesOf(context: MethodContext, { uses, events, cases }: Used, into: string): Promise<void> {
  const others =
    events === undefined
      ? ''
      : `union all select case_id, origin, _source, _file, _line, case_id, item, day, null::${MONEY}, false, 'no-step' from ${events} where own is null and pathway is not null`;
  await context.warehouse.run(`
    create table ${into} as
    select * from (
      select case_id as key, origin as "table", _source, _file, _line, case_id as claim_id, item as claim_line_number, day as service_date, cost as amount,
        cost is not null as counted, case when cost is null then 'no-resource-cost' else reason end as reason
      from ${uses} ${others}
      union all
      select case_id, 'inpatient_case', _source, _file, _line, case_id, null, discharge_date, null, false, 'no-pathway' from ${cases} where pathway is null)
    order by all`);
}

export const capacity: Method = {
  name: 'costing.capacity',
  title: { en: 'Capacity used and unused', zh: '产能利用与闲置' },
  about: {
    en: 'For each resource its capacity cost rate, the minutes the cases of the period used of its practical capacity, and what the rest cost.',
    zh: '各资源的产能成本率、本期病例使用的实际产能分钟数，以及闲置产能的成本。',
  },
  source: SOURCE,
  reads: ['inpatient_case', 'cost_item'],
  options: USE_OPTIONS,
  columns: [
    {
      name: 'id',
      type: 'text',
      label: {
        en: 'Resource; of one hospital, with the hospital before it',
        zh: '资源；仅属某机构的，前置机构编号',
      },
      key: true,
    },
    { name: 'resource', type: 'text', label: { en: 'Resource', zh: '资源' } },
    { name: 'hospital_id', type: 'text', label: { en: 'Hospital', zh: '医疗机构' } },
    { name: 'cost', type: 'money', label: { en: 'Cost of supplying it', zh: '资源成本' } },
    {
      name: 'minutes',
      type: 'decimal',
      label: { en: 'Practical capacity, minutes', zh: '实际可用产能（分钟）' },
    },
    {
      name: 'rate',
      type: 'decimal',
      label: { en: 'Capacity cost rate, per minute', zh: '产能成本率（每分钟）' },
    },
    { name: 'used_minutes', type: 'decimal', label: { en: 'Minutes used', zh: '已用分钟数' } },
    { name: 'used_cost', type: 'money', label: { en: 'Cost of the minutes used', zh: '已用产能成本' } },
    {
      name: 'unused_minutes',
      type: 'decimal',
      label: {
        en: 'Minutes not used; below zero where more than the capacity was',
        zh: '闲置分钟数；超出产能时为负',
      },
    },
    { name: 'unused_cost', type: 'money', label: { en: 'Cost of the minutes not used', zh: '闲置产能成本' } },
    { name: 'utilisation', type: 'decimal', label: { en: 'Share of the capacity used', zh: '产能利用率' } },
  ],
  compute: useOfCapacity,
};

async function useOfCapacity(context: MethodContext): Promise<Diagnostic[]> {
  const { value, diagnostics } = await usedResources(context);
  if (!value || hasErrors(diagnostics)) return diagnostics;
  const { warehouse } = context;
  const own = value.resources.table;
  const at = (digits: string, whole: string, type: string) =>
    `(${whole}::decimal(38,0) * ${digits})::${type}`;
  const money = (units: string) => at('0.0001::decimal(4,4)', units, MONEY);
  // Minutes used of a hospital's own resource count there, others in the common row.
  await warehouse.run(`
    create table ${context.into} as
    with used as (
      select u.resource, case when o.resource is not null then u.hospital_id end as hospital_id, sum(u.minutes)::decimal(38,4) as minutes, sum(u.cost)::${MONEY} as cost
      from ${value.uses} u left join ${own} o on o.resource = u.resource and o.hospital_id = u.hospital_id
      where u.resource is not null and u.cost is not null group by 1, 2)
    select coalesce(r.hospital_id || '/', '') || r.resource as id, r.resource, r.hospital_id, ${money('r.cost')} as cost, ${money('r.minutes')} as minutes,
      ${at('0.000001::decimal(6,6)', halfEven('(r.cost * 1000000::hugeint)', 'r.minutes'), 'decimal(38,6)')} as rate,
      coalesce(u.minutes, 0)::decimal(38,4) as used_minutes, coalesce(u.cost, 0)::${MONEY} as used_cost,
      (${money('r.minutes')} - coalesce(u.minutes, 0))::decimal(38,4) as unused_minutes,
      (${money('r.cost')} - coalesce(u.cost, 0))::${MONEY} as unused_cost,
      ${at('0.0001::decimal(4,4)', halfEven('((coalesce(u.minutes, 0) * 10000::decimal(5,0))::hugeint * 10000::hugeint)', 'r.minutes'), 'decimal(38,4)')} as utilisation
    from ${own} r left join used u on u.resource = r.resource and u.hospital_id is not distinct from r.hospital_id
    order by id`);
  if (context.lines !== undefined) await noLines(context, context.lines);
  const over = await warehouse.values(
    `select id, used_minutes::varchar, minutes::varchar from ${context.into} where unused_minutes < 0 order by id`,
  );
  for (const [resource, used, minutes] of over) {
    const data = { resource: String(resource), used: trimmed(used), minutes: trimmed(minutes) };
    diagnostics.push(report('overused', data, context.at));
  }
  return diagnostics;
}

const trimmed = (text: unknown) => String(text).replace(/\.?0+$/, '');
