/** `case-mix.chs-drg`: inpatient cases in groups, as a method of a contract. */
import type { Checked } from '../../language/diagnostic.ts';
import { hasErrors } from '../../language/diagnostic.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { Method, MethodContext } from '../method.ts';
import { Options } from '../options.ts';
import { caseColumns } from './case-columns.ts';
import { Grouper } from './chs-drg/group.ts';
import { editionOf } from './edition.ts';
import {
  caseKey,
  casesOf,
  pathOf,
  placed,
  reasonColumn,
  ungrouped,
  WINDOW_OPTION,
  withCases,
} from './inpatient.ts';
import { REASONS } from './messages.ts';
import { openScheme } from './reference.ts';

export const chsDrg: Method = {
  name: 'case-mix.chs-drg',
  title: { en: 'CHS-DRG groups', zh: 'CHS-DRG 分组' },
  about: {
    en: 'The DRG of each inpatient case discharged in the period (or in another window), by an imported scheme: its way there, the diagnosis that complicates it, or why it has no group.',
    zh: '按已导入的分组方案，为期间内（或所指定期间）出院病例确定 DRG 病组：给出入组路径、决定严重程度的诊断，或未入组原因。',
  },
  source: '国家医疗保障疾病诊断相关分组（CHS-DRG）',
  reads: ['inpatient_case'],
  options: [
    {
      name: 'scheme',
      type: 'document',
      label: {
        en: 'Scheme: the file made by "openvbp reference import chs-drg"',
        zh: '分组方案：由 “openvbp reference import chs-drg” 生成的文件',
      },
    },
    {
      name: 'codes',
      type: 'file',
      label: {
        en: 'Codes of another edition and what they are in the scheme’s: from, to, perhaps kind (diagnosis, procedure)',
        zh: '编码版本对照（如国临版与医保版）：from、to，可另加 kind（diagnosis、procedure）',
      },
      optional: true,
    },
    WINDOW_OPTION,
  ],
  columns: [
    caseKey,
    { name: 'mdc', type: 'text', label: { en: 'Major category', zh: '主要诊断大类' } },
    { name: 'mdc_title', type: 'text', label: { en: 'Name of the major category', zh: '主要诊断大类名称' } },
    { name: 'adrg', type: 'text', label: { en: 'Adjacent group', zh: '核心病组（ADRG）' } },
    { name: 'adrg_title', type: 'text', label: { en: 'Name of the adjacent group', zh: '核心病组名称' } },
    { name: 'drg', type: 'text', label: { en: 'Group', zh: '病组（DRG）' } },
    { name: 'title', type: 'text', label: { en: 'Name of the group', zh: '病组名称' } },
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
    reasonColumn,
    ...caseColumns,
  ],
  reasons: REASONS,
  async compute(context) {
    const path = await context.document('scheme');
    if (path.value === undefined) return placed(context, path.diagnostics);
    const { value, diagnostics } = openScheme(path.value);
    if (!value) return placed(context, diagnostics);
    const tables = await casesOf(context, new Options(context.options).period('window') ?? context.period);
    const codes = await codesOf(context);
    if (hasErrors(codes.diagnostics)) return placed(context, codes.diagnostics);
    const grouper = await Grouper.open(context.warehouse, value.content);
    const grouped = context.temporary();
    const found = await grouper.group({
      ...tables,
      into: grouped,
      ...(codes.value !== undefined && { codes: codes.value }),
    });
    if (hasErrors(found)) return placed(context, found);
    await withCases(
      context,
      tables.cases,
      `select g.case_id, g.mdc, m.title as mdc_title, g.adrg, a.title as adrg_title, g.drg, d.title, g.level, g.complication, g.reason from ${grouped} g
       left join ${titlesOf(value.content.mdcs)} m on m.code = g.mdc left join ${titlesOf(value.content.adrgs)} a on a.code = g.adrg
       left join ${titlesOf(value.content.drgs)} d on d.code = g.drg`,
    );
    return [...placed(context, [...codes.diagnostics, ...found]), ...(await ungrouped(context))];
  },
};

/** Names as a query in brackets. */
function titlesOf(all: readonly { code: string; title: string }[]): string {
  const rows = all.map(({ code, title }) => `(${quoteLiteral(code)}, ${quoteLiteral(title)})`);
  return `(select * from (values ${['(null::varchar, null::varchar)', ...rows].join(', ')}) t(code, title))`;
}

/** The table of codes of another edition, where one is given. */
async function codesOf(context: MethodContext): Promise<Checked<string>> {
  if (!context.options.has('codes')) return { diagnostics: [] };
  const { value: table, diagnostics } = await context.file('codes');
  if (table === undefined) return { diagnostics };
  const described = await context.warehouse.values(`describe select * exclude (_line) from ${table}`);
  const headers = described.map(([name]) => String(name));
  const file = pathOf(context, 'codes');
  return editionOf(context.warehouse, { table, headers, file }, context.temporary());
}
