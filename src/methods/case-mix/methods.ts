/** `case-mix.chs-drg` and `case-mix.dip`: inpatient cases in groups, as methods of a contract. */
import { dirname, isAbsolute, resolve } from 'node:path';
import type { Diagnostic } from '../../language/diagnostic.ts';
import { reporter } from '../../language/diagnostic.ts';
import type { MethodColumn, MethodOption } from '../../language/method.ts';
import type { Method, MethodContext } from '../method.ts';
import { dateLiteral, Options } from '../options.ts';
import { CASE, caseColumns } from './case-columns.ts';
import { Grouper } from './chs-drg/group.ts';
import { groupDip } from './dip/group.ts';
import { messages, REASONS } from './messages.ts';
import { openCatalogue, openScheme } from './reference.ts';

const report = reporter(messages);

const scheme = (en: string, zh: string): MethodOption => ({
  name: 'scheme',
  type: 'text',
  label: { en, zh },
});

const key: MethodColumn = { name: 'case_id', type: 'text', label: { en: 'Case', zh: '病例' }, key: true };
const reason: MethodColumn = {
  name: 'reason',
  type: 'text',
  label: { en: 'Why without a group', zh: '未入组原因' },
};

export const chsDrg: Method = {
  name: 'case-mix.chs-drg',
  title: { en: 'CHS-DRG groups', zh: 'CHS-DRG 分组' },
  about: {
    en: 'The DRG of each inpatient case discharged in the period, by an imported scheme: its way there, the diagnosis that complicates it, or why it has no group.',
    zh: '按已导入的分组方案，为期间内出院病例确定 DRG 病组：给出入组路径、决定严重程度的诊断，或未入组原因。',
  },
  source: '国家医疗保障疾病诊断相关分组（CHS-DRG）',
  reads: ['inpatient_case'],
  options: [
    scheme(
      'Scheme: the file made by "openvbp reference import chs-drg"',
      '分组方案：由 “openvbp reference import chs-drg” 生成的文件',
    ),
  ],
  columns: [
    key,
    { name: 'mdc', type: 'text', label: { en: 'Major category', zh: '主要诊断大类' } },
    { name: 'adrg', type: 'text', label: { en: 'Adjacent group', zh: '核心病组（ADRG）' } },
    { name: 'drg', type: 'text', label: { en: 'Group', zh: '病组（DRG）' } },
    {
      name: 'level',
      type: 'integer',
      label: {
        en: 'Level: 1 major complications, 3 others, 5 none',
        zh: '严重程度：1 严重并发症或合并症，3 一般，5 无',
      },
    },
    {
      name: 'complication',
      type: 'text',
      label: { en: 'Diagnosis that made the level', zh: '决定严重程度的诊断' },
    },
    reason,
    ...caseColumns,
  ],
  reasons: REASONS,
  async compute(context) {
    const { value, diagnostics } = openScheme(pathOf(context));
    if (!value) return placed(context, diagnostics);
    const tables = await casesOf(context);
    const grouper = await Grouper.open(context.warehouse, value.content);
    const grouped = context.temporary();
    await grouper.group({ ...tables, into: grouped });
    await withCases(
      context,
      tables.cases,
      `select case_id, mdc, adrg, drg, level, complication, reason from ${grouped}`,
    );
    return ungrouped(context);
  },
};

export const dip: Method = {
  name: 'case-mix.dip',
  title: { en: 'DIP groups', zh: 'DIP 病种分组' },
  about: {
    en: 'The DIP group of each inpatient case discharged in the period, by an imported catalogue: core groups by procedures, else conservative treatment.',
    zh: '按已导入的病种目录，为期间内出院病例确定 DIP 病种：先按手术操作匹配核心病种，否则归入保守治疗。',
  },
  source: '国家医疗保障按病种分值付费（DIP）技术规范（2020）',
  reads: ['inpatient_case'],
  options: [
    scheme(
      'Catalogue: the file made by "openvbp reference import dip"',
      '病种目录：由 “openvbp reference import dip” 生成的文件',
    ),
  ],
  columns: [
    key,
    { name: 'code', type: 'text', label: { en: 'Group', zh: '病种' } },
    {
      name: 'kind',
      type: 'text',
      label: { en: 'Core, conservative or comprehensive', zh: '核心、保守治疗或综合病种' },
    },
    { name: 'matched', type: 'text', label: { en: 'Procedures that matched', zh: '匹配的手术操作' } },
    {
      name: 'candidates',
      type: 'integer',
      label: { en: 'Core groups that fitted', zh: '可匹配的核心病种数' },
    },
    reason,
    ...caseColumns,
  ],
  reasons: REASONS,
  async compute(context) {
    const { value, diagnostics } = openCatalogue(pathOf(context));
    if (!value) return placed(context, diagnostics);
    const tables = await casesOf(context);
    const grouped = context.temporary();
    await groupDip(context.warehouse, value.content, { ...tables, into: grouped });
    await withCases(context, tables.cases, `select * from ${grouped}`);
    return ungrouped(context);
  },
};

/** Beside the contract, unless it is a path of its own. */
function pathOf({ options, at }: MethodContext): string {
  const text = new Options(options).text('scheme');
  return isAbsolute(text) ? text : resolve(dirname(at.file), text);
}

const placed = ({ at }: MethodContext, diagnostics: Diagnostic[]) =>
  diagnostics.map((diagnostic) => ({ ...diagnostic, at }));

async function casesOf(context: MethodContext) {
  const { warehouse, period } = context;
  const [cases, diagnoses, procedures] = [context.temporary(), context.temporary(), context.temporary()];
  await warehouse.run(
    `create table ${cases} as select *, newborn_weight as weight, total_fee as fee from ${context.table('inpatient_case')}
     where discharge_date >= ${dateLiteral(period.from)} and discharge_date < ${dateLiteral(period.to)}`,
  );
  const codes = (principal: string, other: string) =>
    `select case_id, position, code from (select case_id, unnest(generate_series(1, 41)) as position,
       unnest([${[principal, ...Array.from({ length: 40 }, (_, i) => `${other}_${i + 1}`)].join(', ')}]) as code from ${cases}) where code is not null`;
  await warehouse.run(
    `create table ${diagnoses} as ${codes('principal_diagnosis', 'other_diagnosis')};
     create table ${procedures} as ${codes('principal_procedure', 'other_procedure')}`,
  );
  return { cases, diagnoses, procedures };
}

async function withCases(context: MethodContext, cases: string, grouped: string): Promise<void> {
  const names = CASE.map(([name]) => `c.${name}`).join(', ');
  await context.warehouse.run(
    `create table ${context.into} as select g.*, ${names} from (${grouped}) g join ${cases} c using (case_id) order by case_id`,
  );
  if (context.lines === undefined) return;
  await context.warehouse.run(
    `create table ${context.lines} as select c.case_id as key, 'inpatient_case' as "table", c._source, c._file, c._line, c.case_id as claim_id,
       null::bigint as claim_line_number, c.discharge_date as service_date, c.total_fee as amount, g.reason is null as counted, g.reason
     from ${context.into} g join ${cases} c using (case_id)`,
  );
}

/** Cases without a group are said once, with how many. */
async function ungrouped(context: MethodContext): Promise<Diagnostic[]> {
  const found = await context.warehouse.values(
    `select reason, count(*) from ${context.into} where reason is not null group by 1 order by 1`,
  );
  return found.map(([why, count]) => {
    const words = REASONS[String(why) as keyof typeof REASONS];
    const diagnostic = report('cases-ungrouped', { count: Number(count), reason: words.en }, context.at);
    return {
      ...diagnostic,
      message: { en: diagnostic.message.en, zh: `${Number(count)} 个病例未入组：${words.zh}。` },
    };
  });
}
