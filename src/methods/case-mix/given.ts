/** `case-mix.given`: inpatient cases with the group the payer's own grouper gave them, as a method of a contract. */
import { dirname, resolve } from 'node:path';
import { unledSql } from '../../data/disk/cells.ts';
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { hasErrors, reporter } from '../../language/diagnostic.ts';
import type { MethodColumn } from '../../language/method.ts';
import type { Method, MethodContext } from '../method.ts';
import { dateLiteral, Options } from '../options.ts';
import { fileColumns } from '../shared/files.ts';
import { CASE, caseColumns } from './case-columns.ts';
import { ungrouped, WINDOW_OPTION } from './inpatient.ts';
import { messages, REASONS } from './messages.ts';
import { twiceIn } from './twice.ts';

const report = reporter(messages);

const columns: MethodColumn[] = [
  { name: 'case_id', type: 'text', label: { en: 'Case', zh: '病例' }, key: true },
  { name: 'code', type: 'text', label: { en: 'Group', zh: '病组' } },
  {
    name: 'weight',
    type: 'decimal',
    label: { en: 'Weight or points of the group, of the table given', zh: '病组权重或分值（取自所给的表）' },
  },
  { name: 'reason', type: 'text', label: { en: 'Why without a group', zh: '未入组原因' } },
  ...caseColumns,
];

export const given: Method = {
  name: 'case-mix.given',
  title: { en: 'Groups given by the payer', zh: '付费方分组结果' },
  about: {
    en: 'The group each inpatient case discharged in the period has in the data (provider_group), as the payer’s own grouper gave it: DRG or DIP; or in a table of its output, with a table of weights. Nothing is grouped here.',
    zh: '期间内出院病例在数据中已有的分组结果（provider_group），由付费方自有分组器给出，可为 DRG 或 DIP；也可另给分组结果表与权重表；此处不再分组。',
  },
  source: 'The payer’s own grouper',
  reads: ['inpatient_case'],
  options: [
    {
      name: 'groups',
      type: 'file',
      label: {
        en: 'The grouper’s output: case_id, group; without it, the cases’ own column provider_group',
        zh: '分组器输出：case_id、group；缺省取病例自带的 provider_group',
      },
      optional: true,
    },
    {
      name: 'weights',
      type: 'file',
      label: { en: 'Weights or points: group, weight', zh: '权重或分值表：group、weight' },
      optional: true,
    },
    WINDOW_OPTION,
  ],
  columns,
  reasons: REASONS,
  compute: groupsAsGiven,
};

async function groupsAsGiven(context: MethodContext): Promise<Diagnostic[]> {
  const { warehouse, into, lines } = context;
  const period = new Options(context.options).period('window') ?? context.period;
  const groups = await tableOf(context, 'groups', 'case_id', 'group');
  const weights = await tableOf(context, 'weights', 'group', 'weight');
  const said = [...groups.diagnostics, ...weights.diagnostics];
  if (hasErrors(said)) return said;
  const names = CASE.map(([name]) => name).join(', ');
  const cases = `${context.table('inpatient_case')} where discharge_date >= ${dateLiteral(period.from)} and discharge_date < ${dateLiteral(period.to)}`;
  const grouped = context.temporary();
  const own = groups.value === undefined ? `nullif(trim(provider_group), '')` : 'g.value';
  const joined = groups.value === undefined ? '' : `left join ${groups.value} g on g.name = c.case_id`;
  await warehouse.run(
    `create table ${grouped} as select c.*, ${own} as code, case when ${own} is null then 'not-given' end as reason from (select * from ${cases}) c ${joined}`,
  );
  const weight = weights.value === undefined ? 'null::decimal(18, 6)' : 'w.value::decimal(18, 6)';
  const weighed = weights.value === undefined ? '' : `left join ${weights.value} w on w.name = code`;
  await warehouse.run(
    `create table ${into} as select case_id, code, ${weight} as weight, reason, ${names} from ${grouped} ${weighed} order by case_id`,
  );
  if (lines !== undefined)
    await warehouse.run(
      `create table ${lines} as select case_id as key, 'inpatient_case' as "table", _source, _file, _line, case_id as claim_id,
         null::bigint as claim_line_number, discharge_date as service_date, total_fee as amount, code is not null as counted, reason from ${grouped}`,
    );
  if (weights.value !== undefined) said.push(...(await unweighed(context)));
  return [...said, ...(await ungrouped(context))];
}

/** A file of two columns as `name`, `value`, by the plain names of its columns; a name twice with other values is an error. */
async function tableOf(
  context: MethodContext,
  option: 'groups' | 'weights',
  name: string,
  value: string,
): Promise<Checked<string>> {
  const read = await fileColumns(context, option, [name, value]);
  if (!read.value) return { diagnostics: read.diagnostics };
  const { table, columns } = read.value;
  const { warehouse, at } = context;
  // A result of `openvbp group` may be such a file.
  const [key, cell] = [name, value].map((one) => unledSql(columns.get(one) ?? 'null')) as [string, string];
  const file = new Options(context.options).text(option);
  const here = (line: number) => ({ file: resolve(dirname(at.file), file), line });
  if (option === 'weights') {
    const form = `regexp_full_match(${cell}, '\\d{1,9}(\\.\\d{1,6})?')`;
    const [bad] = await warehouse.rows(
      `select _line, ${cell} as cell, count(*) over () as count from ${table} where ${key} is not null and not coalesce(${form}, false) order by _line limit 1`,
    );
    if (bad) {
      const line = Number(bad['_line']);
      const data = { line, column: value, text: String(bad['cell'] ?? ''), count: Number(bad['count']) };
      return { diagnostics: [report('given-cell', data, here(line))] };
    }
  }
  const twice = await twiceIn(
    warehouse,
    `select ${key} as code, ${cell} as value, _line from ${table} where ${key} is not null`,
  );
  if (twice) return { diagnostics: [report('given-twice', twice, here(twice.line))] };
  const made = context.temporary();
  await warehouse.run(
    `create table ${made} as select distinct ${key} as name, ${cell} as value from ${table} where ${key} is not null and ${cell} is not null`,
  );
  return { value: made, diagnostics: read.diagnostics };
}

/** Groups of cases that the table of weights lacks: their weight is unknown, not zero. */
async function unweighed(context: MethodContext): Promise<Diagnostic[]> {
  const [[count, code] = []] = await context.warehouse.values(
    `select count(*), min(code) from ${context.into} where code is not null and weight is null`,
  );
  return Number(count) === 0
    ? []
    : [report('given-unweighed', { count: Number(count), code: String(code) }, context.at)];
}
