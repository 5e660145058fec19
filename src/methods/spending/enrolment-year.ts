import type { Diagnostic } from '../../language/diagnostic.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { ExplainContext, Method, MethodContext } from '../method.ts';
import { makeLines } from './line-table.ts';
import { spendingLines } from './lines.ts';
import { ENROLMENT_WORDS, reasons } from './messages.ts';
import { TABLES_BY_MONTH, yearsOf } from './options.ts';
import { enrolmentAt, enrolmentName, spendingPeople } from './people.ts';
import type { Years } from './people.ts';
import { personYear } from './person-year.ts';
import { kindsOf, personYears } from './person-years.ts';

const keyOf = (years: Years) =>
  `l.person_id || ',' || year(l.day) || ',' || ${enrolmentName(enrolmentAt('l.day', years, true))}`;

async function compute(context: MethodContext): Promise<Diagnostic[]> {
  const made = await personYears(context, { byMonth: true });
  if (!made.value) return made.diagnostics;
  const { table, people, years, lines } = made.value;
  await context.warehouse.run(
    `create table ${context.into} as
     select person_id, year, ${enrolmentName('enrolment')} as enrolment, provider, months, amount, ${kindsOf(context, (name) => name)}, annual, cap, truncated_annual, truncated
     from ${table}`,
  );
  if (context.lines !== undefined) {
    const where = `key in (select person_id || ',' || year || ',' || enrolment from ${context.into})`;
    await makeLines(context, context.lines, { lines, years, people, key: keyOf(years), where });
  }
  return made.diagnostics;
}

async function explain(context: ExplainContext): Promise<Diagnostic[]> {
  const [person = ''] = context.key;
  const asked = yearsOf(context);
  const lines = asked.value && (await spendingLines(context, asked.value));
  if (!asked.value || !lines?.value) return [...asked.diagnostics, ...(lines?.diagnostics ?? [])];
  const only = `person_id = ${quoteLiteral(person)}`;
  const people = await spendingPeople(context, asked.value, { only, byMonth: true });
  const own = quoteLiteral(context.key.join(','));
  await makeLines(context, context.lines, {
    lines: lines.value,
    years: asked.value,
    people,
    // A line without a day is of no year and no type: every row of the person says so.
    key: `case when l.day is null then ${own} else ${keyOf(asked.value)} end`,
    only: `c.${only}`,
    where: `key = ${own}`,
  });
  return [];
}

export const enrolmentYear: Method = {
  ...personYear,
  // No year as a whole is of one type.
  reads: TABLES_BY_MONTH,
  name: 'spending.enrolment-year',
  title: {
    en: 'Spending of a person in a year by enrolment type',
    zh: '人均年度费用：按人、按年、按参保类别',
  },
  about: {
    en: 'As `spending.person-year`, with a row for each enrolment type a person had in a year: each month is of the type in force in it, and a line counts with the type of its month. So person-years (months over twelve) are counted by type, and the spending of each part of a year is annualised by its own months and truncated within its own type. The month a person turns from one type to another belongs to the span in force on its first day; of two in force, to the one that began last.',
    zh: '与 `spending.person-year` 相同，但某人某年有几个参保类别就有几行：每月按当月生效的类别，明细随其所在月份归类。由此人年数（月数除以十二）按类别计数，一年中各部分的费用按各自月数年化，并在各自类别内截断。变更类别的月份以月初当日生效者为准；同时有两段参保时取开始较晚者。',
  },
  source:
    '42 CFR 425.601(a)(2), 425.652(a)(2): expenditures separately for ESRD, disabled, aged/dual eligible and aged/non-dual eligible beneficiaries. That CMS counts person-years by the type of each month is unverified',
  columns: [
    ...personYear.columns.filter(({ name }) => name === 'person_id' || name === 'year'),
    {
      name: 'enrolment',
      type: 'text',
      key: true,
      label: { en: 'Enrolment type', zh: '参保类别' },
      values: ENROLMENT_WORDS,
    },
    ...personYear.columns.filter(({ name }) => !['person_id', 'year', 'enrolment'].includes(name)),
  ],
  reasons,
  compute,
  explain,
};
