/** `case-mix.given`: inpatient cases with the group the payer's own grouper gave them, as a method of a contract. */
import type { Diagnostic } from '../../language/diagnostic.ts';
import { reporter } from '../../language/diagnostic.ts';
import type { MethodColumn } from '../../language/method.ts';
import type { Method, MethodContext } from '../method.ts';
import { dateLiteral } from '../options.ts';
import { messages, REASONS } from './messages.ts';
import { CASE, caseColumns } from './case-columns.ts';

const report = reporter(messages);

const columns: MethodColumn[] = [
  { name: 'case_id', type: 'text', label: { en: 'Case', zh: '病例' }, key: true },
  { name: 'code', type: 'text', label: { en: 'Group', zh: '病组' } },
  { name: 'reason', type: 'text', label: { en: 'Why without a group', zh: '未入组原因' } },
  ...caseColumns,
];

export const given: Method = {
  name: 'case-mix.given',
  title: { en: 'Groups given by the payer', zh: '付费方分组结果' },
  about: {
    en: 'The group each inpatient case discharged in the period has in the data (provider_group), as the payer’s own grouper gave it: DRG or DIP. Nothing is grouped here.',
    zh: '期间内出院病例在数据中已有的分组结果（provider_group），由付费方自有分组器给出，可为 DRG 或 DIP；此处不再分组。',
  },
  source: 'The payer’s own grouper',
  reads: ['inpatient_case'],
  options: [],
  columns,
  reasons: REASONS,
  compute: groupsAsGiven,
};

async function groupsAsGiven(context: MethodContext): Promise<Diagnostic[]> {
  const { warehouse, period, into, lines } = context;
  const names = CASE.map(([name]) => name).join(', ');
  const from = `${context.table('inpatient_case')} where discharge_date >= ${dateLiteral(period.from)} and discharge_date < ${dateLiteral(period.to)}`;
  const code = `nullif(trim(provider_group), '')`;
  const reason = `case when ${code} is null then 'not-given' end`;
  await warehouse.run(
    `create table ${into} as select case_id, ${code} as code, ${reason} as reason, ${names} from ${from} order by case_id`,
  );
  if (lines !== undefined)
    await warehouse.run(
      `create table ${lines} as select case_id as key, 'inpatient_case' as "table", _source, _file, _line, case_id as claim_id,
         null::bigint as claim_line_number, discharge_date as service_date, total_fee as amount, ${code} is not null as counted, ${reason} as reason from ${from}`,
    );
  const [[count] = []] = await warehouse.values(`select count(*) from ${into} where code is null`);
  if (Number(count) === 0) return [];
  const words = REASONS['not-given'];
  const found = report('cases-ungrouped', { count: Number(count), reason: words.en }, context.at);
  return [
    { ...found, message: { en: found.message.en, zh: `${Number(count)} 个病例未入组：${words.zh}。` } },
  ];
}
