/** What groups of cases (or hospitals, departments) cost, bring and leave: from a result with a row per case. */
import type { Diagnostic } from '../../language/diagnostic.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { Method, MethodContext } from '../method.ts';
import { Options } from '../options.ts';
import { halfEven, MONEY, units } from '../shared/exact.ts';
import { REASONS } from './messages.ts';

export const groupMargin: Method = {
  name: 'costing.group-margin',
  title: { en: 'Margin of groups', zh: '病组结余' },
  about: {
    en: 'Cases, cost, what was received and the margin of each group, hospital or department, from a result with the cost of each case. Cases whose cost or payment is unknown are counted beside, and in no sum.',
    zh: '由逐例成本汇总各病组、机构或科室的病例数、成本、收入与结余。成本或收入未知的病例单独计数，不计入合计。',
  },
  source: 'margin = payment − cost',
  reads: ['inpatient_case'],
  options: [
    {
      name: 'costs',
      type: 'result',
      label: {
        en: 'Result with the cost of each case (costing.cost-to-charge, costing.tdabc)',
        zh: '含逐例成本的结果（costing.cost-to-charge、costing.tdabc）',
      },
      needs: [
        'case_id',
        'case_group',
        'hospital_id',
        'department',
        'discharge_date',
        'cost',
        'payment',
        'margin',
      ],
    },
    {
      name: 'by',
      type: 'list',
      label: { en: 'What is summed: one or several', zh: '汇总维度，可多选' },
      oneOf: ['group', 'hospital', 'department'],
      default: 'group',
    },
  ],
  columns: [
    {
      name: 'id',
      type: 'text',
      label: {
        en: 'Group, hospital or department; of several, with / between',
        zh: '病组、机构或科室；多个维度以 / 相连',
      },
      key: true,
    },
    { name: 'case_group', type: 'text', label: { en: 'Group', zh: '病组' } },
    { name: 'hospital_id', type: 'text', label: { en: 'Hospital', zh: '医疗机构' } },
    { name: 'department', type: 'text', label: { en: 'Department', zh: '科室' } },
    { name: 'cases', type: 'integer', label: { en: 'Cases', zh: '病例数' } },
    {
      name: 'known_cases',
      type: 'integer',
      label: { en: 'Cases whose cost and payment are known', zh: '成本与收入均已知的病例数' },
    },
    { name: 'cost', type: 'money', label: { en: 'Cost', zh: '成本' } },
    { name: 'payment', type: 'money', label: { en: 'Received', zh: '收入' } },
    { name: 'margin', type: 'money', label: { en: 'Margin', zh: '结余' } },
    { name: 'mean_cost', type: 'money', label: { en: 'Cost per case', zh: '例均成本' } },
    { name: 'mean_payment', type: 'money', label: { en: 'Received per case', zh: '例均收入' } },
    { name: 'mean_margin', type: 'money', label: { en: 'Margin per case', zh: '例均结余' } },
    {
      name: 'loss_cases',
      type: 'integer',
      label: { en: 'Loss-making cases', zh: '亏损病例数' },
    },
  ],
  reasons: REASONS,
  compute,
};

const COLUMNS = { group: 'case_group', hospital: 'hospital_id', department: 'department' } as const;

async function compute(context: MethodContext): Promise<Diagnostic[]> {
  const { warehouse } = context;
  const options = new Options(context.options);
  const costs = context.result(options.text('costs'));
  const given = options.list('by');
  const by = (['hospital', 'department', 'group'] as const).filter((name) => given.includes(name));
  // A blank group is a group of its own, with a name that no group has.
  const id = (by.length === 0 ? (['group'] as const) : by)
    .map((name) => `coalesce(${COLUMNS[name]}, '–')`)
    .join(` || '/' || `);
  const own = (name: keyof typeof COLUMNS) =>
    by.includes(name) || (by.length === 0 && name === 'group') ? `min(${COLUMNS[name]})` : 'null::varchar';
  const mean = (sum: string) =>
    `case when count(margin) > 0 then (${halfEven(units(`sum(${sum}) filter (where margin is not null)`), 'count(margin)::hugeint')}::decimal(38,0) * 0.0001::decimal(4,4)) end::${MONEY}`;
  await warehouse.run(`
    create table ${context.into} as
    select ${id} as id, ${own('group')} as case_group, ${own('hospital')} as hospital_id, ${own('department')} as department,
      count(*) as cases, count(margin) as known_cases,
      sum(cost) filter (where margin is not null)::${MONEY} as cost,
      sum(payment) filter (where margin is not null)::${MONEY} as payment,
      sum(margin)::${MONEY} as margin,
      ${mean('cost')} as mean_cost, ${mean('payment')} as mean_payment, ${mean('margin')} as mean_margin,
      count(*) filter (where margin < 0) as loss_cases
    from ${costs} group by ${id} order by id`);
  if (context.lines === undefined) return [];
  await warehouse.run(`
    create table ${context.lines} as
    select ${id.replaceAll(/coalesce\((\w+)/g, 'coalesce(k.$1')} as key, ${quoteLiteral('inpatient_case')} as "table", c._source, c._file, c._line, k.case_id as claim_id,
      null::bigint as claim_line_number, k.discharge_date as service_date, k.margin as amount, k.margin is not null as counted,
      case when k.cost is null then 'cost-unknown' when k.payment is null then 'payment-unknown' else 'margin' end as reason
    from ${costs} k join ${context.table('inpatient_case')} c using (case_id) order by key, service_date, claim_id`);
  return [];
}
