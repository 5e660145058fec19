/**
 * The cost of a case from what was charged for it: each fee category (or each item) times the ratio of costs to charges of the department or
 * category that earned it, items with a cost of their own at that cost. Top-down costing of DRGs as hospitals keep it (ratio of costs to charges by
 * cost centre; 成本收入比法, 项目叠加法).
 *
 * A charge without a ratio has no cost that is known: the case's cost is unknown, not zero, and the charge is named.
 */
import type { Diagnostic } from '../../language/diagnostic.ts';
import { hasErrors, reporter } from '../../language/diagnostic.ts';
import type { Method, MethodContext } from '../method.ts';
import { Options } from '../options.ts';
import { halfEven, MONEY, units } from '../shared/exact.ts';
import { CASE_COLUMNS, CASE_OPTIONS, costedCases, explainCase, MARGIN_COLUMNS } from './cases.ts';
import { FEES, messages, REASONS } from './messages.ts';
import { categorySql, readRatios, readUnitCosts } from './ratios.ts';

const report = reporter(messages);

export const costToCharge: Method = {
  name: 'costing.cost-to-charge',
  title: { en: 'Cost of cases by cost-to-charge ratios', zh: '按成本收费比核算病例成本' },
  about: {
    en: 'The cost of each case: its charges by category or item, times the ratio of costs to charges of the hospital, department and category; items with a unit cost at that cost. With what was received, the margin. A charge without a ratio leaves the cost unknown.',
    zh: '核算每个病例的成本：各类别或项目的收费乘以所属机构、科室、类别的成本收费比；有单位成本的项目按单位成本计。与收入相减得出结余。没有适用比率的收费使成本未知，而不是零。',
  },
  source:
    'Cost-to-charge ratios by cost centre (Medicare cost report, Worksheet C, Part I, as used to cost claims); 公立医院成本核算规范（国卫财务发〔2021〕4号）, not read here',
  reads: ['inpatient_case', 'cost_item'],
  options: [
    {
      name: 'ratios',
      type: 'file',
      label: {
        en: 'Ratios: category; hospital_id, department; ratio, or cost and charges. Blank: any',
        zh: '成本收费比：category；hospital_id、department；ratio，或 cost 与 charges。留空表示任意',
      },
    },
    {
      name: 'unit_costs',
      type: 'file',
      label: {
        en: 'Unit costs of items: code, unit_cost; hospital_id (with basis items)',
        zh: '项目单位成本：code、unit_cost；hospital_id（口径为 items 时）',
      },
      optional: true,
    },
    {
      name: 'basis',
      type: 'text',
      label: {
        en: 'Charges by fee category of the case, or by item',
        zh: '收费口径：病例费用类别或收费明细',
      },
      oneOf: ['fees', 'items'],
      default: 'fees',
    },
    ...CASE_OPTIONS,
  ],
  columns: [
    ...CASE_COLUMNS,
    { name: 'charges', type: 'money', label: { en: 'Charged (total fee)', zh: '收费（总费用）' } },
    { name: 'cost', type: 'money', label: { en: 'Cost', zh: '成本' } },
    ...MARGIN_COLUMNS,
    {
      name: 'costed',
      type: 'money',
      label: { en: 'Cost of the charges that have a ratio', zh: '有适用比率的收费的成本' },
    },
    { name: 'uncosted', type: 'money', label: { en: 'Charges without a ratio', zh: '没有适用比率的收费' } },
    { name: 'reason', type: 'text', label: { en: 'Why the cost is unknown', zh: '成本未知的原因' } },
  ],
  reasons: REASONS,
  compute,
  explain: explainCase(compute),
};

async function compute(context: MethodContext): Promise<Diagnostic[]> {
  const { warehouse } = context;
  const options = new Options(context.options);
  const ratios = await readRatios(context);
  const unitCosts = await readUnitCosts(context);
  const cases = await costedCases(context);
  const diagnostics = [ratios, unitCosts, cases].flatMap((one) => one?.diagnostics ?? []);
  if (hasErrors(diagnostics) || !ratios?.value || !cases.value) return diagnostics;
  const charges = context.temporary();
  await warehouse.run(
    `create table ${charges} as ${options.text('basis') === 'items' ? itemCharges(context, cases.value) : feeCharges(cases.value)}`,
  );
  const costs = context.temporary();
  await warehouse.run(`create table ${costs} as ${costed(charges, ratios.value, unitCosts?.value)}`);
  await warehouse.run(`
    create table ${context.into} as
    select c.case_id, c.case_group, c.hospital_id, c.department, c.discharge_date, c.total_fee::${MONEY} as charges,
      case when k.reason is null then coalesce(k.costed, 0) end::${MONEY} as cost, c.payment,
      (c.payment - case when k.reason is null then coalesce(k.costed, 0) end)::${MONEY} as margin,
      coalesce(k.costed, 0)::${MONEY} as costed, coalesce(k.uncosted, 0)::${MONEY} as uncosted, k.reason
    from ${cases.value} c left join (
      select case_id, coalesce(sum(cost), 0)::${MONEY} as costed, coalesce(sum(charge) filter (where cost is null), 0)::${MONEY} as uncosted,
        case when bool_or(reason = 'charge-unknown') then 'charge-unknown' when bool_or(reason = 'quantity-unknown') then 'quantity-unknown'
          when bool_or(cost is null) then 'no-ratio' end as reason
      from ${costs} group by case_id) k using (case_id)
    order by case_id`);
  if (context.lines !== undefined) await linesOf(context, costs, context.lines);
  diagnostics.push(...(await unknown(context, costs)));
  return diagnostics;
}

/** A row per fee category that is not zero, and one for what of the total fee no category has. */
function feeCharges(cases: string): string {
  const some = (what: string) => FEES.map(({ column }) => what.replaceAll('@', column)).join(', ');
  const sum = FEES.map(({ column }) => `coalesce(${column}, 0)`).join(' + ');
  return `
    select case_id, hospital_id, department, category, charge, label, _source, _file, _line, null::bigint as item, null::varchar as code,
      null::decimal(18,4) as quantity, discharge_date as day, 'inpatient_case' as origin
    from (
      select case_id, hospital_id, department, discharge_date, _source, _file, _line,
        unnest([${FEES.map(({ category }) => `'${category}'`).join(', ')}, null]) as category,
        unnest([${some("'@'")}, 'not-itemised']) as label,
        unnest([${some('@::decimal(38,4)')}, (total_fee - (${sum}))::decimal(38,4)]) as charge
      from ${cases})
    where charge <> 0 or (label = 'not-itemised' and charge is null)`;
}

/** A row per item, and one for what of the total fee no item has. */
function itemCharges(context: MethodContext, cases: string): string {
  const items = context.table('cost_item');
  return `
    select i.case_id, c.hospital_id, c.department, ${categorySql('i.category')} as category, i.amount::decimal(38,4) as charge, 'by-ratio' as label,
      i._source, i._file, i._line, i.item_number as item, upper(i.code) as code, i.quantity, i.item_date as day, 'cost_item' as origin
    from ${items} i join ${cases} c using (case_id)
    union all
    select c.case_id, c.hospital_id, c.department, null, (c.total_fee - coalesce(i.amount, 0))::decimal(38,4), 'not-itemised', c._source, c._file, c._line,
      null, null, null, c.discharge_date, 'inpatient_case'
    from ${cases} c left join (select case_id, sum(amount) as amount from ${items} group by case_id) i using (case_id)
    where c.total_fee is null or c.total_fee <> coalesce(i.amount, 0)`;
}

/**
 * The ratio that names most: of this hospital before of any, of this category before of any, of this department before of any. Ratios are
 * found for what tells charges apart, not for every charge.
 */
function costed(charges: string, ratios: string, unitCosts: string | undefined): string {
  const ownCost = unitCosts
    ? `left join ${unitCosts} u on u.code = k.code and u.hospital_id = k.hospital_id left join ${unitCosts} a on a.code = k.code and a.hospital_id is null`
    : `left join (select null::hugeint as unit_cost) u on false left join (select null::hugeint as unit_cost) a on false`;
  const unitCost = 'coalesce(u.unit_cost, a.unit_cost)';
  const asMoney = (fourth: string) => `(${fourth}::decimal(38,0) * 0.0001::decimal(4,4))::${MONEY}`;
  const byRatio = asMoney(halfEven(`(${units('k.charge')} * r.over)`, 'r.under'));
  const byUnit = asMoney(halfEven(`(${units('k.quantity')} * ${unitCost})`, '10000::hugeint'));
  return `
    with kind as (select distinct hospital_id, department, category from ${charges}),
    ratio as (
      select t.hospital_id, t.department, t.category, r.over, r.under from kind t join ${ratios} r
        on (r.hospital_id is null or r.hospital_id = t.hospital_id) and (r.category is null or r.category = t.category)
        and (r.department is null or r.department = t.department)
      qualify row_number() over (partition by t.hospital_id, t.department, t.category
        order by r.hospital_id is null, r.category is null, r.department is null) = 1)
    select k.*,
      case when ${unitCost} is not null then ${byUnit} else ${byRatio} end as cost,
      case when ${unitCost} is not null then case when k.quantity is null then 'quantity-unknown' else 'by-unit-cost' end
        when k.charge is null then 'charge-unknown'
        when r.over is not null then k.label
        when k.label = 'by-ratio' then 'no-ratio' else k.label || '-no-ratio' end as reason
    from ${charges} k left join ratio r on r.hospital_id is not distinct from k.hospital_id and r.department is not distinct from k.department
      and r.category is not distinct from k.category ${ownCost}`;
}

async function linesOf(context: MethodContext, costs: string, into: string): Promise<void> {
  await context.warehouse.run(`
    create table ${into} as
    select case_id as key, origin as "table", _source, _file, _line, case_id as claim_id, item as claim_line_number, day as service_date, cost as amount,
      cost is not null as counted, reason
    from ${costs} order by key, claim_line_number, reason, _line`);
}

/** What is unknown of a line is not for want of a ratio. */
const UNKNOWN = `('charge-unknown', 'quantity-unknown')`;

async function unknown(context: MethodContext, costs: string): Promise<Diagnostic[]> {
  const { warehouse, at } = context;
  const [without] = await warehouse.values(`
    select count(distinct case_id), coalesce(sum(charge), 0)::varchar from ${costs} where cost is null and reason not in ${UNKNOWN}`);
  const examples = await warehouse.values(`
    select coalesce(category, '*'), sum(charge) as s from ${costs} where cost is null and reason not in ${UNKNOWN} group by 1 order by s desc, 1 limit 3`);
  const [blank] = await warehouse.values(
    `select count(distinct case_id) from ${costs} where cost is null and reason in ${UNKNOWN}`,
  );
  const found: Diagnostic[] = [];
  if (Number(without?.[0] ?? 0) > 0) {
    const data = {
      count: Number(without?.[0]),
      charges: String(without?.[1]),
      examples: examples.map(([name]) => String(name)).join(', '),
    };
    found.push(report('uncosted', data, at));
  }
  if (Number(blank?.[0] ?? 0) > 0) found.push(report('charges-unknown', { count: Number(blank?.[0]) }, at));
  return found;
}
