/**
 * `case-mix.group-weights`: a weight for every group that occurs. The table a city has adopted holds where it has the group; what it lacks is
 * worked out from earlier cases as weights are made: mean fee of the group over mean fee of all. A group of too few earlier cases is unstable.
 */
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { hasErrors, reporter } from '../../language/diagnostic.ts';
import { quoteIdentifier, quoteLiteral } from '../../warehouse/warehouse.ts';
import type { Method, MethodContext } from '../method.ts';
import { option, Options } from '../options.ts';
import { csvRows } from '../shared/csv.ts';
import { halfEven, MONEY, units } from '../shared/exact.ts';
import { messages as sharedMessages } from '../shared/messages.ts';
import { FEE_REASONS, messages, WEIGHT_SOURCES } from './messages.ts';

const report = reporter(messages);
const reportShared = reporter(sharedMessages);

export const groupWeights: Method = {
  name: 'case-mix.group-weights',
  title: { en: 'Weights of groups', zh: '病组权重' },
  about: {
    en: 'The weight of every group: that of the table given; for a group the table lacks, the mean fee of its earlier cases over the mean fee of all earlier cases, half to even at four digits. With too few earlier cases a group is `unstable`, with none its weight is unknown. Weights from cases fit beside those of a table that has a mean of one over such cases.',
    zh: '给出各病组的权重：表中已有的取表中权重；表中缺少的，按往年病例测算：该病组例均费用 ÷ 全部病例例均费用，保留四位小数（四舍六入五成双）。往年病例不足的病组为 `unstable`（非稳定病组），没有往年病例的权重未知。测算权重与平均为 1 的权重表可以并用。',
  },
  source: '国家医疗保障疾病诊断相关分组（CHS-DRG）技术规范：权重 = 病组例均费用 ÷ 全部病例例均费用',
  reads: ['inpatient_case'],
  options: [
    option('groups', 'result', 'Grouped cases of the period', '本期病例的分组结果', {
      needs: ['case_id'],
    }),
    option(
      'past',
      'result',
      'Grouped cases of earlier years (the same grouper with `window`)',
      '往年病例的分组结果（同一分组方法，用 `window` 指定期间）',
      { needs: ['case_id', 'total_fee'] },
    ),
    option('column', 'text', 'Column of the group in both', '分组结果中的病组列', { default: 'drg' }),
    option(
      'weights',
      'file',
      'Table in force: code, weight, and perhaps kind',
      '现行权重表：code、weight，可另有 kind',
    ),
    option('least', 'integer', 'Fewest earlier cases of a stable group', '稳定病组的最低往年例数', {
      default: '5',
    }),
  ],
  columns: [
    { name: 'code', type: 'text', key: true, label: { en: 'Group', zh: '病组' } },
    { name: 'weight', type: 'decimal', label: { en: 'Weight', zh: '权重（RW）' } },
    { name: 'kind', type: 'text', label: { en: 'Kind of group', zh: '病组类型' } },
    {
      name: 'made_of',
      type: 'text',
      label: { en: 'Where the weight is from', zh: '权重来源' },
      values: WEIGHT_SOURCES,
    },
    { name: 'past_cases', type: 'integer', label: { en: 'Earlier cases', zh: '往年例数' } },
    { name: 'mean_fee', type: 'money', label: { en: 'Mean fee of these', zh: '往年例均费用' } },
  ],
  reasons: FEE_REASONS,
  compute,
};

async function compute(context: MethodContext): Promise<Diagnostic[]> {
  const { warehouse, into } = context;
  const options = new Options(context.options);
  const table = await tableOf(context);
  const [groups, past] = ['groups', 'past'].map((name) => context.result(options.text(name))) as [
    string,
    string,
  ];
  const column = options.text('column');
  const diagnostics = [...table.diagnostics];
  for (const name of ['groups', 'past']) {
    const described = await warehouse.values(`describe ${context.result(options.text(name))}`);
    const found = described.map(([one]) => String(one));
    if (!found.includes(column))
      diagnostics.push(
        report('weights-column', { result: options.text(name), column, found: found.join(', ') }, context.at),
      );
  }
  if (hasErrors(diagnostics)) return diagnostics;
  const code = quoteIdentifier(column);
  const [cases, sums] = [context.temporary(), context.temporary()];
  await warehouse.run(
    `create table ${cases} as select case_id, ${code}::varchar as code, total_fee as fee,
       case when total_fee is null then 'no-fee' when total_fee <= 0 then 'fee-not-positive' end as reason from ${past} where ${code} is not null;
     create table ${sums} as select code, count(*)::hugeint as n, sum(fee)::${MONEY} as fee from ${cases} where reason is null group by code`,
  );
  const all = `(select sum(n) as n, sum(fee)::${MONEY} as fee from ${sums})`;
  const weight = halfEven(`(${units('s.fee')} * a.n * 10000)`, `(s.n * ${units('a.fee')})`);
  const given = `(values ${['(null::varchar, null::varchar, null::varchar)', ...(table.value ?? [])].join(', ')})`;
  await warehouse.run(
    `create table ${into} as
     with given as (select * from ${given} g(code, weight, kind) where code is not null),
     every as (select code from given union select code from ${sums} union select ${code}::varchar from ${groups} where ${code} is not null)
     select e.code,
       case when g.code is not null then g.weight::decimal(18,6) when s.n is not null then (${weight}::decimal(18,0) * 0.0001::decimal(5,4))::decimal(18,6) end as weight,
       case when g.code is not null then g.kind when coalesce(s.n, 0) >= ${options.integer('least')} then 'standard' else 'unstable' end as kind,
       case when g.code is not null then 'table' when s.n is null then 'no-cases' when s.n >= ${options.integer('least')} then 'cases' else 'few-cases' end as made_of,
       coalesce(s.n, 0)::bigint as past_cases,
       (${halfEven(units('s.fee'), 's.n')}::decimal(34,0) * 0.0001::decimal(5,4))::${MONEY} as mean_fee
     from every e left join given g using (code) left join ${sums} s using (code) cross join ${all} a order by e.code`,
  );
  if (context.lines !== undefined)
    await warehouse.run(
      `create table ${context.lines} as select p.code as key, 'inpatient_case' as "table", c._source, c._file, c._line, p.case_id as claim_id,
         null::bigint as claim_line_number, c.discharge_date as service_date, p.fee as amount, p.reason is null as counted, p.reason
       from ${cases} p join ${context.table('inpatient_case')} c using (case_id)`,
    );
  return [...diagnostics, ...(await said(context, groups, code))];
}

/** How many groups of the period have no weight of the table, and what they have instead. */
async function said(
  { warehouse, into, at }: MethodContext,
  groups: string,
  code: string,
): Promise<Diagnostic[]> {
  const rows = await warehouse.values(
    `select made_of, count(distinct w.code), count(*), min(w.code) from ${into} w join ${groups} g on g.${code}::varchar = w.code
     where made_of <> 'table' group by made_of order by made_of`,
  );
  const codes = {
    cases: 'weights-of-cases',
    'few-cases': 'weights-few',
    'no-cases': 'weights-none',
  } as const;
  return rows.map(([from, count, cases, first]) =>
    report(
      codes[String(from) as keyof typeof codes],
      { count: Number(count), cases: Number(cases), first: String(first) },
      at,
    ),
  );
}

/** Rows of the table in force as SQL, each checked. */
async function tableOf(context: MethodContext): Promise<Checked<string[]>> {
  const read = await csvRows(context, 'weights', ['code', 'weight']);
  const diagnostics = [...read.diagnostics];
  const seen = new Map<string, number>();
  const value: string[] = [];
  for (const { row, cell } of read.value ?? []) {
    const [code, weight, kind = 'standard'] = [cell('code'), cell('weight'), cell('kind')];
    const refuse = (column: string, text: string, expected: string) =>
      diagnostics.push(
        reportShared('file-row-refused', { option: 'weights', row, column, text, expected }, context.at),
      );
    if (code === undefined) refuse('code', '', 'FR15');
    else if (weight === undefined || !/^\d{1,6}(\.\d{1,6})?$/.test(weight))
      refuse('weight', weight ?? '', '1.08');
    else if (seen.has(code)) {
      const data = { option: 'weights', first: seen.get(code) ?? row, row, what: code };
      diagnostics.push(reportShared('file-row-repeated', data, context.at));
    } else {
      seen.set(code, row);
      value.push(`(${quoteLiteral(code)}, ${quoteLiteral(weight)}, ${quoteLiteral(kind)})`);
    }
  }
  return { value, diagnostics };
}
