import type { Diagnostic } from '../../language/diagnostic.ts';
import type { ExplainContext, Method, MethodContext } from '../method.ts';
import { explainPerson } from './explain-person.ts';
import { makeLines } from './line-table.ts';
import { ENROLMENT_WORDS, reasons } from './messages.ts';
import {
  byCategory,
  categoryColumns,
  LINES_OPTIONS,
  PEOPLE_OPTIONS,
  SPENDING_TABLES,
  TRUNCATION_OPTIONS,
  withoutDrugs,
} from './options.ts';
import { enrolmentName } from './people.ts';
import { kindsOf, personYears } from './person-years.ts';

async function compute(context: MethodContext): Promise<Diagnostic[]> {
  const made = await personYears(context);
  if (!made.value) return made.diagnostics;
  const { table, people, years, lines } = made.value;
  await context.warehouse.run(
    `create table ${context.into} as
     select person_id, year, provider, ${enrolmentName('enrolment')} as enrolment, months, amount, ${kindsOf(context, (name) => name)}, annual, cap, truncated_annual, truncated
     from ${table}`,
  );
  if (context.lines !== undefined) {
    const key = `l.person_id || ',' || year(l.day)`;
    const where = `key in (select person_id || ',' || year from ${context.into})`;
    await makeLines(context, context.lines, { lines, years, people, key, where });
  }
  return made.diagnostics;
}

// All lines of the person: those of other years, and without a day, say so.
const explain = (context: ExplainContext) =>
  explainPerson(context, (year) => `day is null or year(day) = ${Number(year)}`);

export const personYear: Method = {
  name: 'spending.person-year',
  title: { en: 'Spending of a person in a year', zh: '人均年度费用：按人按年' },
  about: {
    en: 'What was spent on each person in each calendar year, by kind, with the months of coverage. `annual` is the amount times twelve over the months; where it lies above the truncation it is cut there, and `truncated` is the part of the cut amount that falls to the months (for the others the amount as it is). Quotients are rounded half to even at four digits. A person has a row for a year with coverage, or with spending that counts.',
    zh: '每个参保人每个自然年的费用，分类别列示，并给出参保月数。`annual` 为金额乘以十二除以月数；超过截断金额者按截断金额计，`truncated` 为截断后的金额按月数折回（未超过者为原金额）。除法结果按四位小数、四舍六入五成双取整。有参保月份或有计入费用的年份各一行。',
  },
  source: '42 CFR 425.601(a)(4), 425.605(a): annualised and truncated per capita expenditures',
  reads: SPENDING_TABLES,
  unread: withoutDrugs,
  options: [...PEOPLE_OPTIONS, ...LINES_OPTIONS, byCategory('true'), ...TRUNCATION_OPTIONS],
  columns: [
    { name: 'person_id', type: 'text', key: true, label: { en: 'Person', zh: '参保人' } },
    { name: 'year', type: 'integer', key: true, label: { en: 'Year', zh: '年份' } },
    { name: 'provider', type: 'text', label: { en: 'Provider or group', zh: '机构、人员或组' } },
    {
      name: 'enrolment',
      type: 'text',
      label: { en: 'Enrolment type', zh: '参保类别' },
      values: ENROLMENT_WORDS,
    },
    { name: 'months', type: 'integer', label: { en: 'Months of coverage', zh: '参保月数' } },
    { name: 'amount', type: 'money', label: { en: 'Amount', zh: '金额' } },
    ...categoryColumns,
    { name: 'annual', type: 'money', label: { en: 'Annualised amount', zh: '年化金额' } },
    { name: 'cap', type: 'money', label: { en: 'Truncation', zh: '截断金额' } },
    {
      name: 'truncated_annual',
      type: 'money',
      label: { en: 'Annualised amount, truncated', zh: '截断后的年化金额' },
    },
    { name: 'truncated', type: 'money', label: { en: 'Amount, truncated', zh: '截断后的金额' } },
  ],
  reasons,
  compute,
  explain,
};
