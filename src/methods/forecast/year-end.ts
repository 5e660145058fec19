/**
 * The position at the end of the period from the claims so far.
 *
 * Months that have passed are completed by chain ladder over months of service and months to payment (`chain-ladder.ts`); months to come are
 * the completed ones times the season of earlier years, so that this year's level is its trend. Amounts are exact fractions rounded once to the
 * cent; the standard error is Mack's for what is incurred and not yet paid, and for the season how far each earlier year would have been missed
 * from the others; both are doubles.
 */
import type { Diagnostic } from '../../language/diagnostic.ts';
import { hasErrors, reporter } from '../../language/diagnostic.ts';
import { quoteIdentifier, quoteLiteral } from '../../warehouse/warehouse.ts';
import type { Method, MethodContext } from '../method.ts';
import { option, Options } from '../options.ts';
import { MONEY } from '../shared/exact.ts';
import type { Cells } from './cells.ts';
import { readCells } from './cells.ts';
import { BASIS, RANGE_OF, messages, reasons } from './messages.ts';
import { writeLines } from './lines.ts';
import type { Position } from './position.ts';
import { positionOf } from './position.ts';
import { withCases } from '../shared/cases.ts';
import { decimalFraction } from '../shared/decimal.ts';

const report = reporter(messages);

export const yearEnd: Method = {
  name: 'forecast.year-end',
  title: { en: 'Year-end position', zh: '年终预测' },
  about: {
    en: 'Claims and inpatient cases of the period so far, completed for those not yet paid by the lag triangle, projected to the end of the period by the season of earlier years, with a range. A stay that is in the claims too counts there, once; cases have no day of payment and teach nothing of lags. A month whose last day is the as-of date is over.',
    zh: '以期内已发生费用（含住院病例）为基础，按赔付流量三角形补足已发生未赔付部分，再按往年季节规律推算至期末，并给出区间。同一次住院在费用明细中已有单据的，只按明细计一次；病例没有支付日期，不用于估计赔付发展。截至日期为月末日的，该月视为已结束。',
  },
  source:
    'T. Mack, Distribution-free calculation of the standard error of chain ladder reserve estimates, ASTIN Bulletin 23 (1993) 213–225',
  reads: ['medical_claim', 'inpatient_case', 'pharmacy_claim'],
  options: [
    option('amount', 'text', 'Amount', '金额口径', { oneOf: ['paid', 'allowed'], default: 'paid' }),
    option('pharmacy', 'boolean', 'Pharmacy claims count', '计入药店配药费用', { default: 'true' }),
    option('group_by', 'text', 'A row per', '分组方式', {
      oneOf: ['total', 'facility', 'payer', 'plan', 'people'],
      default: 'total',
    }),
    option('people', 'result', 'People with their group', '人员及其分组', {
      optional: true,
      needs: ['person_id'],
    }),
    option('people_column', 'text', 'Column of the group', '分组所在列', { default: 'provider' }),
    option('lags', 'integer', 'Months after which nothing more is paid', '赔付发展月数上限', {
      default: '24',
    }),
    option('earlier_years', 'integer', 'Earlier years to learn from', '参照的往年数', { default: '3' }),
    option('factors', 'text', 'Development of all claims or of the group', '发展因子取全体或本组', {
      oneOf: ['all', 'group'],
      default: 'all',
    }),
    option(
      'trend',
      'decimal',
      'Yearly trend on last year’s months, instead of the observed',
      '对上年同月采用的年增长率（代替观察值）',
    ),
    option('deviations', 'decimal', 'Standard errors either side of the range', '区间的标准误倍数', {
      default: '1.96',
    }),
  ],
  columns: [
    { name: 'group', type: 'text', label: { en: 'Group', zh: '分组' }, key: true },
    { name: 'months_past', type: 'integer', label: { en: 'Months of the period past', zh: '已过月数' } },
    { name: 'months_left', type: 'integer', label: { en: 'Months of the period left', zh: '剩余月数' } },
    {
      name: 'incurred',
      type: 'money',
      label: { en: 'Incurred and known to date', zh: '截至目前已发生金额' },
    },
    { name: 'to_come', type: 'money', label: { en: 'Incurred, not yet known', zh: '已发生未赔付金额' } },
    {
      name: 'completed',
      type: 'money',
      label: { en: 'Incurred in the months past', zh: '已过月份的最终金额' },
    },
    { name: 'projected_rest', type: 'money', label: { en: 'Months left', zh: '剩余月份预计金额' } },
    { name: 'projected', type: 'money', label: { en: 'At the end of the period', zh: '期末预计金额' } },
    {
      name: 'standard_error',
      type: 'decimal',
      label: { en: 'Standard error (computed in doubles)', zh: '标准误（浮点计算）' },
    },
    { name: 'low', type: 'money', label: { en: 'Lower end', zh: '区间下限' } },
    { name: 'high', type: 'money', label: { en: 'Upper end', zh: '区间上限' } },
    { name: 'earlier_years', type: 'integer', label: { en: 'Earlier years used', zh: '实际参照的往年数' } },
    {
      name: 'basis',
      type: 'text',
      label: { en: 'How the months left were projected', zh: '剩余月份的推算方式' },
      values: BASIS,
    },
    {
      name: 'range_of',
      type: 'text',
      label: { en: 'What the range covers', zh: '区间涵盖的不确定性' },
      values: RANGE_OF,
    },
    { name: 'reason', type: 'text', label: { en: 'Why a figure is unknown', zh: '结果未知的原因' } },
  ],
  reasons,
  compute,
  explain: async (given) => {
    const { context } = await withCases(given);
    await writeLines(context, given.own, given.key[0]);
    return [];
  },
};

async function compute(given: MethodContext): Promise<Diagnostic[]> {
  const { at } = given;
  const options = new Options(given.options);
  const diagnostics: Diagnostic[] = [];
  const people = options.maybe('group_by') === 'people';
  if (people && !options.maybe('people')) diagnostics.push(report('people-missing', {}, at));
  const bounded = (name: string, low: number, high: number) => {
    const value = options.maybeInteger(name) ?? low;
    if (value < low || value > high)
      diagnostics.push(report('number-outside', { name, low, high, value }, at));
    return value;
  };
  const lags = bounded('lags', 2, 120);
  const earlierYears = bounded('earlier_years', 0, 20);
  if (!/^\d{4}-\d{2}-01$/.test(given.period.from) || !/^\d{4}-\d{2}-01$/.test(given.period.to))
    diagnostics.push(report('period-not-months', { ...given.period }, at));
  if (hasErrors(diagnostics)) return diagnostics;

  const { context, diagnostics: cases } = await withCases(given);
  const cells = await readCells(context, earlierYears);
  diagnostics.push(...cases, ...cells.diagnostics);
  if (!cells.value || hasErrors(diagnostics)) return diagnostics;
  const rules = {
    lags,
    earlierYears,
    ownFactors: options.maybe('factors') === 'group',
    trend: decimalFraction(options.maybe('trend')),
    deviations: decimalFraction(options.maybe('deviations') ?? '1.96') ?? { over: 196n, under: 100n },
  };
  await writeRows(context, cells.value, (group) => positionOf(cells.value as Cells, group, rules));
  if (context.lines) await writeLines(context, context.into);
  return diagnostics;
}

/** A row per group, in the order of their names. */
async function writeRows(
  context: MethodContext,
  cells: Cells,
  of: (group: string) => Position,
): Promise<void> {
  const { warehouse } = context;
  const money = (units: bigint | undefined) =>
    units === undefined
      ? `null::${MONEY}`
      : `(${units}::hugeint::decimal(34,0) * 0.0001::decimal(4,4))::${MONEY}`;
  const word = (text: string | undefined) => (text === undefined ? 'null::varchar' : quoteLiteral(text));
  const rows = [...cells.groups.keys()].sort().map((group) => {
    const p = of(group);
    const values = {
      group: quoteLiteral(group),
      months_past: `${p.monthsPast}::integer`,
      months_left: `${p.monthsLeft}::integer`,
      incurred: money(p.incurred),
      to_come: money(p.completed === undefined ? undefined : p.completed - p.incurred),
      completed: money(p.completed),
      projected_rest: money(p.rest),
      projected: money(p.projected),
      standard_error: money(p.error),
      low: money(p.low),
      high: money(p.high),
      earlier_years: `${p.years}::integer`,
      basis: word(p.basis),
      range_of: word(p.rangeOf),
      reason: word(p.reason),
    };
    return `(${Object.values(values).join(', ')})`;
  });
  const names = yearEnd.columns.map(({ name }) => quoteIdentifier(name)).join(', ');
  const empty = yearEnd.columns
    .map(({ name, type }) => {
      const sql = {
        money: MONEY,
        decimal: MONEY,
        integer: 'integer',
        text: 'varchar',
        boolean: 'boolean',
        date: 'date',
      };
      return `${quoteIdentifier(name)} ${sql[type]}`;
    })
    .join(', ');
  await warehouse.run(`create table ${context.into} (${empty})`);
  for (let i = 0; i < rows.length; i += 500)
    await warehouse.run(`insert into ${context.into} (${names}) values ${rows.slice(i, i + 500).join(', ')}`);
}
