import type { Diagnostic } from '../../language/diagnostic.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { ExplainContext, Method, MethodContext } from '../method.ts';
import { Options } from '../options.ts';
import { makeLines } from './line-table.ts';
import { spendingLines } from './lines.ts';
import { ENROLMENT_WORDS, reasons } from './messages.ts';
import {
  byCategory,
  categoryColumns,
  ENROLMENT_BY,
  LINES_OPTIONS,
  PEOPLE_OPTIONS,
  SPENDING_TABLES,
  TRUNCATION_OPTIONS,
  yearsOf,
  withoutDrugs,
} from './options.ts';
import { enrolmentAt, enrolmentName, monthsIn, monthsOfType, spendingPeople } from './people.ts';
import { kindsOf, personYears } from './person-years.ts';

/** People without a provider, where no attribution is given. */
const EVERYONE = 'all';

const isByMonth = ({ options }: MethodContext) => new Options(options).text('enrolment_by') === 'month';

async function compute(context: MethodContext): Promise<Diagnostic[]> {
  const made = await personYears(context, { byMonth: isByMonth(context), named: false });
  if (!made.value) return made.diagnostics;
  const { table, people, years, lines } = made.value;
  const kinds = kindsOf(context, (name) => `sum(${name})::decimal(38,4)`);
  await context.warehouse.run(
    `create table ${context.into} as
     select coalesce(provider, '${EVERYONE}') as provider, ${enrolmentName('enrolment')} as enrolment, year, count(*) as people, sum(months)::bigint as months,
       count(*) filter (where annual > cap) as capped, max(cap) as cap,
       sum(amount)::decimal(38,4) as amount, sum(truncated)::decimal(38,4) as truncated, ${kinds}
     from ${table} where months > 0 group by all`,
  );
  if (context.lines !== undefined)
    await linesOf(
      context,
      context.lines,
      `(select provider || ',' || enrolment || ',' || year as key from ${context.into})`,
      { lines, years, people },
    );
  return made.diagnostics;
}

async function explain(context: ExplainContext): Promise<Diagnostic[]> {
  const [provider = '', enrolment = '', year = ''] = context.key;
  const asked = yearsOf(context);
  const lines = asked.value && (await spendingLines(context, asked.value));
  if (!asked.value || !lines?.value) return [...asked.diagnostics, ...(lines?.diagnostics ?? [])];
  const years = asked.value;
  const all = await spendingPeople(context, years, { byMonth: isByMonth(context) });
  const people = context.temporary();
  await context.warehouse.run(
    `create table ${people} as select * from ${all} where coalesce(provider, '${EVERYONE}') = ${quoteLiteral(provider)}`,
  );
  const only = `c.person_id in (select person_id from ${people})`;
  const key = quoteLiteral([provider, enrolment, year].join(','));
  await linesOf(context, context.lines, `(select ${key} as key)`, {
    lines: lines.value,
    years,
    people,
    only,
  });
  return [];
}

/** Lines of the rows whose keys `own` has. */
async function linesOf(
  context: MethodContext,
  into: string,
  own: string,
  made: Omit<Parameters<typeof makeLines>[2], 'key' | 'where'>,
): Promise<void> {
  const place = enrolmentAt('l.day', made.years, isByMonth(context));
  // Lines of months without coverage count where they are asked for, but a person-year of no month is none.
  const year = `(year(l.day) - ${made.years.first})`;
  const monthless = `${monthsIn(isByMonth(context) ? monthsOfType(place) : 'p.mask', year)} = 0`;
  const key = `coalesce(p.provider, '${EVERYONE}') || ',' || ${enrolmentName(place)} || ',' || year(l.day)`;
  await makeLines(context, into, { ...made, key, monthless, where: `key in (select key from ${own})` });
}

export const strata: Method = {
  name: 'spending.strata',
  title: { en: 'Spending by group, enrolment type and year', zh: '分组、参保类别与年份的费用' },
  about: {
    en: 'The person-years of `spending.person-year` added up by the provider or group people are attributed to, by enrolment type (esrd, disabled, aged-dual, aged-nondual, other) and year. A person’s type of a year is the one in force last in it; with `enrolment_by: month` each month has its own (42 CFR 425.652(a)(2)), and the parts of a year are annualised and truncated each by itself. Person-years are months over twelve. Without an attribution everybody is in the group `all`.',
    zh: '将 `spending.person-year` 的人年按归属的机构或组、参保类别（esrd、disabled、aged-dual、aged-nondual、other）和年份汇总。某人某年的类别取该年最后生效者；`enrolment_by: month` 时逐月确定类别（42 CFR 425.652(a)(2)），一年中各类别的部分分别年化、分别截断。人年数为月数除以十二。不给出归属时全部归入 `all` 组。',
  },
  source: '42 CFR 425.601(a), 425.605(a)',
  reads: SPENDING_TABLES,
  unread: withoutDrugs,
  options: [...PEOPLE_OPTIONS, ENROLMENT_BY, ...LINES_OPTIONS, byCategory('false'), ...TRUNCATION_OPTIONS],
  columns: [
    { name: 'provider', type: 'text', key: true, label: { en: 'Provider or group', zh: '机构、人员或组' } },
    {
      name: 'enrolment',
      type: 'text',
      key: true,
      label: { en: 'Enrolment type', zh: '参保类别' },
      values: ENROLMENT_WORDS,
    },
    { name: 'year', type: 'integer', key: true, label: { en: 'Year', zh: '年份' } },
    { name: 'people', type: 'integer', label: { en: 'People', zh: '人数' } },
    { name: 'months', type: 'integer', label: { en: 'Months of coverage', zh: '参保月数' } },
    {
      name: 'capped',
      type: 'integer',
      label: { en: 'People above the truncation', zh: '超过截断金额的人数' },
    },
    {
      name: 'cap',
      type: 'money',
      label: { en: 'Truncation of annualised spending', zh: '年化费用截断金额' },
    },
    { name: 'amount', type: 'money', label: { en: 'Amount', zh: '金额' } },
    { name: 'truncated', type: 'money', label: { en: 'Amount, truncated', zh: '截断后的金额' } },
    ...categoryColumns,
  ],
  reasons,
  compute,
  explain,
};
