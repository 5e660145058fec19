import { CATEGORIES } from '../../data/sums/categories.ts';
import type { Diagnostic } from '../../language/diagnostic.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { ExplainContext, Method, MethodContext } from '../method.ts';
import { Options } from '../options.ts';
import { unknownPlans } from '../shared/plans.ts';
import { explainPerson } from './explain-person.ts';
import { makeLines } from './line-table.ts';
import { spendingLines } from './lines.ts';
import { reasons } from './messages.ts';
import {
  categoryColumns,
  LINES_OPTIONS,
  PEOPLE_OPTIONS,
  TABLES_BY_MONTH,
  yearsOf,
  withoutDrugs,
} from './options.ts';
import { countedWhere, spendingPeople } from './people.ts';

async function compute(context: MethodContext): Promise<Diagnostic[]> {
  const asked = yearsOf(context);
  if (!asked.value) return asked.diagnostics;
  const years = asked.value;
  const read = await spendingLines(context, years);
  if (!read.value) return read.diagnostics;
  const lines = read.value;
  const people = await spendingPeople(context, years);
  const count = (years.last - years.first + 1) * 12;
  const counts = countedWhere(new Options(context.options), years);
  const wide = CATEGORIES.map(
    (name, i) => `coalesce(sum(amount) filter (where category = ${i}), 0)::decimal(38,4) as ${name}`,
  );
  await context.warehouse.run(
    `create table ${context.into} as
     with paid as (
       select p.rowid as n, ((year(l.day) - ${years.first}) * 12 + month(l.day) - 1)::integer as m, l.category, sum(l.amount) as amount
       from (${lines.counted()}) l join ${people} p on p.person_id = l.person_id where ${counts} group by all having sum(l.amount) is not null
     ), wide as (select n, m, sum(amount)::decimal(38,4) as amount, ${wide.join(', ')} from paid group by n, m),
     months as (select p.rowid as n, t.m::integer as m from ${people} p, range(${count}) t(m) where ((p.mask >> t.m::integer) & 1) = 1),
     joined as (select coalesce(a.n, w.n) as n, coalesce(a.m, w.m) as m, a.n is not null as covered, w.* exclude (n, m)
       from months a full join wide w on w.n = a.n and w.m = a.m)
     select p.person_id, make_date((${years.first} + b.m // 12)::integer, (b.m % 12 + 1)::integer, 1) as month, p.provider, b.covered,
       coalesce(b.amount, 0)::decimal(38,4) as amount, ${CATEGORIES.map((name) => `coalesce(b.${name}, 0)::decimal(38,4) as ${name}`).join(', ')}
     from joined b join ${people} p on p.rowid = b.n`,
  );
  if (context.lines !== undefined) {
    const key = `l.person_id || ',' || date_trunc('month', l.day)::date`;
    const where = `key in (select person_id || ',' || month from ${context.into})`;
    await makeLines(context, context.lines, { lines, years, people, key, where });
  }
  return [...(await unknownPlans(context)), ...(await lines.diagnostics())];
}

const explain = (context: ExplainContext) =>
  explainPerson(context, (month) => `date_trunc('month', day)::date = ${quoteLiteral(month)}::date`);

export const personMonth: Method = {
  name: 'spending.person-month',
  title: { en: 'Spending of a person in a month', zh: '人月费用：按人按月' },
  about: {
    en: 'What was spent on each person in each month, by kind: a row for every month with coverage (on its first day) or with spending that counts.',
    zh: '每个参保人每月的费用，分类别列示：有参保（以月初当日为准）或有计入费用的月份各一行。',
  },
  source: 'Per member per month spending, as payers state it',
  reads: TABLES_BY_MONTH,
  unread: withoutDrugs,
  options: [...PEOPLE_OPTIONS, ...LINES_OPTIONS],
  columns: [
    { name: 'person_id', type: 'text', key: true, label: { en: 'Person', zh: '参保人' } },
    { name: 'month', type: 'date', key: true, label: { en: 'First day of the month', zh: '月份首日' } },
    { name: 'provider', type: 'text', label: { en: 'Provider or group', zh: '机构、人员或组' } },
    { name: 'covered', type: 'boolean', label: { en: 'Covered', zh: '是否参保' } },
    { name: 'amount', type: 'money', label: { en: 'Amount', zh: '金额' } },
    ...categoryColumns,
  ],
  reasons,
  compute,
  explain,
};
