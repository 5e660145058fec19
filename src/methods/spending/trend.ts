import type { Diagnostic } from '../../language/diagnostic.ts';
import type { Method, MethodContext } from '../method.ts';
import { halfEven, units } from '../shared/exact.ts';
import { noLines } from '../shared/no-lines.ts';
import {
  LINES_OPTIONS,
  PEOPLE_OPTIONS,
  SPENDING_TABLES,
  TRUNCATION_OPTIONS,
  withoutDrugs,
} from './options.ts';
import { enrolmentName } from './people.ts';
import { fromUnits, personYears } from './person-years.ts';
import { ENROLMENT_WORDS } from './messages.ts';

/** Digits after the point of a growth. */
const DIGITS = 9;

async function compute(context: MethodContext): Promise<Diagnostic[]> {
  const options = new Map([...context.options, ['by_category', 'false']]);
  const made = await personYears({ ...context, options }, { named: false });
  if (!made.value) return made.diagnostics;
  const monthly = fromUnits(halfEven(units('truncated'), 'months::hugeint'));
  const before = (name: string) => `lag(${name}) over (partition by enrolment order by year)`;
  const growth = halfEven(
    `(${units('truncated')} * months_before * ${10 ** DIGITS}::hugeint)`,
    `(${units('truncated_before')} * months)`,
  );
  await context.warehouse.run(
    `create table ${context.into} as
     with years as (
       select ${enrolmentName('enrolment')} as enrolment, year, sum(months)::hugeint as months, sum(truncated)::decimal(38,4) as truncated
       from ${made.value.table} where months > 0 group by grouping sets ((enrolment, year), (year))
     ), named as (select coalesce(enrolment, 'all') as enrolment, year, months, truncated from years),
     beside as (select *, ${before('months')} as months_before, ${before('truncated')} as truncated_before, ${before('year')} as year_before from named)
     select enrolment, year, months::bigint as months, truncated as amount, ${monthly} as monthly,
       case when year_before = year - 1 and truncated_before > 0
         then ((${growth})::decimal(38,0) * ${(10 ** -DIGITS).toFixed(DIGITS)}::decimal(10,9))::decimal(38,9) end as growth
     from beside`,
  );
  if (context.lines !== undefined) await noLines(context, context.lines);
  return made.diagnostics;
}

export const trend: Method = {
  name: 'spending.trend',
  title: { en: 'Growth of spending by enrolment type', zh: '各参保类别费用增长' },
  about: {
    en: 'Spending per month of coverage by year, for each enrolment type and for all together, and its ratio to the year before (1.05 is five percent more), rounded half to even at nine digits. Unknown for the first year, and after a year without spending.',
    zh: '各参保类别及合计的年度月均费用，以及与上年之比（1.05 即增长百分之五），按九位小数、四舍六入五成双取整。首年以及上年无费用时未知。',
  },
  source: '42 CFR 425.601(a)(5): growth rates by enrolment type',
  reads: SPENDING_TABLES,
  unread: withoutDrugs,
  options: [...PEOPLE_OPTIONS, ...LINES_OPTIONS, ...TRUNCATION_OPTIONS],
  columns: [
    {
      name: 'enrolment',
      type: 'text',
      key: true,
      label: { en: 'Enrolment type', zh: '参保类别' },
      values: ENROLMENT_WORDS,
    },
    { name: 'year', type: 'integer', key: true, label: { en: 'Year', zh: '年份' } },
    { name: 'months', type: 'integer', label: { en: 'Months of coverage', zh: '参保月数' } },
    { name: 'amount', type: 'money', label: { en: 'Amount, truncated', zh: '截断后的金额' } },
    { name: 'monthly', type: 'money', label: { en: 'Amount per month of coverage', zh: '月均费用' } },
    { name: 'growth', type: 'decimal', label: { en: 'Ratio to the year before', zh: '与上年之比' } },
  ],
  compute,
};
