/** `case-mix.dip`: inpatient cases in DIP groups with their auxiliary factors, as a method of a contract. */
import { quoteLiteral } from '../../../warehouse/warehouse.ts';
import type { Checked, Diagnostic } from '../../../language/diagnostic.ts';
import { reporter } from '../../../language/diagnostic.ts';
import type { Method, MethodContext } from '../../method.ts';
import { option, Options } from '../../options.ts';
import { caseColumns } from '../case-columns.ts';
import {
  ASKED_OF_DIP,
  caseKey,
  casesOf,
  placed,
  reasonColumn,
  ungrouped,
  WINDOW_OPTION,
  withCases,
} from '../inpatient.ts';
import { REASONS } from '../messages.ts';
import { openCatalogue } from '../reference.ts';
import { applyAuxiliary } from './auxiliary.ts';
import { groupDip } from './group.ts';
import { ASKED, DECIDED, KINDS, RULES, messages } from './messages.ts';
import { groupsOf } from './read.ts';
import { rulesOf } from './rules-option.ts';
import type { DipRules, DipScheme } from './scheme.ts';
import { NATIONAL } from './scheme.ts';

const report = reporter(messages);

export const dip: Method = {
  name: 'case-mix.dip',
  title: { en: 'DIP groups', zh: 'DIP 病种分组' },
  about: {
    en: 'The DIP group of each inpatient case discharged in the period, by an imported scheme or by a catalogue made from the data: core groups by procedures, else conservative treatment, else a comprehensive group; what led there; and the highest factor of the auxiliary directories.',
    zh: '按已导入的方案或由数据编制的病种目录，为期间内出院病例确定 DIP 病种：先按手术操作匹配核心病种，其次保守治疗，再次综合病种；给出入组依据，以及各辅助目录中的最高系数。',
  },
  source: '国家医疗保障按病种分值付费（DIP）技术规范（2020）',
  reads: ['inpatient_case'],
  options: [
    option(
      'scheme',
      'text',
      'Scheme: the file made by "openvbp reference import dip"',
      '方案：由 “openvbp reference import dip” 生成的文件',
    ),
    option(
      'catalogue',
      'result',
      'Catalogue: a result of case-mix.dip-catalogue, in place of a scheme',
      '病种目录：case-mix.dip-catalogue 的结果，替代方案文件',
      {
        optional: true,
        needs: ['code', 'diagnosis', 'kind', 'treatment', 'procedures', 'mean_fee', 'weight'],
      },
    ),
    option(
      'rules',
      'text',
      'Rules: a document (YAML) of the city, in place of those of the scheme',
      '规则：统筹地区的规则文件（YAML），替代方案中的规则',
    ),
    option(
      'factors',
      'result',
      'Factors of auxiliary entries by group: a result of case-mix.dip-factors, beside those of the rules',
      '各病种的辅助目录系数：case-mix.dip-factors 的结果，补充规则所定系数',
      { optional: true, needs: ['group', 'directory', 'entry', 'factor'] },
    ),
    WINDOW_OPTION,
  ],
  columns: [
    caseKey,
    { name: 'code', type: 'text', label: { en: 'Group', zh: '病种' } },
    { name: 'title', type: 'text', label: { en: 'Name of the group', zh: '病种名称' } },
    {
      name: 'kind',
      type: 'text',
      label: { en: 'Core, conservative or comprehensive', zh: '核心、保守治疗或综合病种' },
      values: KINDS,
    },
    { name: 'rule', type: 'text', label: { en: 'How it came there', zh: '入组规则' }, values: RULES },
    {
      name: 'decided',
      type: 'text',
      label: { en: 'What decided between core groups that fitted', zh: '多个核心病种可入时的取舍依据' },
      values: DECIDED,
    },
    { name: 'matched', type: 'text', label: { en: 'Procedures that matched', zh: '匹配的手术操作' } },
    {
      name: 'candidates',
      type: 'integer',
      label: { en: 'Core groups that fitted', zh: '可匹配的核心病种数' },
    },
    {
      name: 'group_cases',
      type: 'integer',
      label: { en: 'Cases the group was made of', zh: '病种测算例数' },
    },
    { name: 'mean_fee', type: 'money', label: { en: 'Mean fee of the group', zh: '病种例均费用' } },
    { name: 'weight', type: 'decimal', label: { en: 'Weight of the group', zh: '病种权重' } },
    { name: 'auxiliary', type: 'text', label: { en: 'Auxiliary directory', zh: '辅助目录' } },
    {
      name: 'auxiliary_entry',
      type: 'text',
      label: { en: 'Its entry with the highest factor', zh: '取最高系数的条目' },
    },
    {
      name: 'auxiliary_factor',
      type: 'decimal',
      label: { en: 'Auxiliary factor, 1 where no directory applies', zh: '辅助目录系数（不适用为 1）' },
    },
    { name: 'auxiliary_all', type: 'text', label: { en: 'All that fitted', zh: '全部符合的条目' } },
    reasonColumn,
    ...caseColumns,
  ],
  reasons: REASONS,
  async compute(context) {
    const { value: scheme, diagnostics } = await schemeFor(context);
    if (!scheme) return placed(context, diagnostics);
    const window = new Options(context.options).period('window') ?? context.period;
    const tables = await casesOf(context, window, ASKED_OF_DIP);
    const { value: rules, diagnostics: odd } = withFactors(scheme.rules, await factorsOf(context), context);
    if (!rules) return placed(context, odd);
    const judged = await dipResult(
      context.warehouse,
      { ...scheme, rules },
      { ...tables, into: 'dip_result' },
    );
    const titles = context.temporary();
    await titleTable(context.warehouse, titles, scheme.groups);
    await withCases(
      context,
      tables.cases,
      `select r.case_id, r.code, t.title, r.* exclude (case_id, code) from dip_result r left join ${titles} t using (code)`,
    );
    await context.warehouse.run('drop table dip_result; drop schema if exists dip cascade');
    return [...placed(context, judged), ...(await ungrouped(context))];
  },
};

/** The scheme that the options name: a file, or a result of the same contract; rules may stand apart. */
async function schemeFor(context: MethodContext): Promise<Checked<DipScheme>> {
  const options = new Options(context.options);
  const result = options.maybe('catalogue');
  const file = options.maybe('scheme');
  if ((result === undefined) === (file === undefined)) {
    const code = file === undefined ? 'dip-catalogue-none' : 'dip-catalogue-both';
    return { diagnostics: [report(code, { name: dip.name })] };
  }
  const rules = await rulesOf(context);
  if (rules && !rules.value) return { diagnostics: rules.diagnostics };
  if (result !== undefined) {
    const groups = await groupsOf(context.warehouse, context.result(result), result);
    if (!groups.value) return { diagnostics: groups.diagnostics };
    return { value: { groups: groups.value, rules: rules?.value ?? NATIONAL }, diagnostics: [] };
  }
  const path = await context.document('scheme');
  if (path.value === undefined) return { diagnostics: path.diagnostics };
  const opened = openCatalogue(path.value);
  if (!opened.value) return { diagnostics: opened.diagnostics };
  const { content } = opened.value;
  return { value: { groups: content.groups, rules: rules?.value ?? content.rules }, diagnostics: [] };
}

/** Rules with the factors of a result; those that the rules name already stay. A factor of no entry of the rules is an error. */
function withFactors(
  rules: DipRules,
  factors: DipRules['factors'],
  { options }: MethodContext,
): Checked<DipRules> {
  const nameOf = (one: { directory: string; entry: string }) => `${one.directory}/${one.entry}`;
  const known = rules.auxiliary.flatMap(({ name, entries }) =>
    entries.map((entry) => nameOf({ directory: name, entry: entry.name })),
  );
  const odd = factors.find((one) => !known.includes(nameOf(one)));
  if (odd) {
    const path = options.get('factors') ?? '';
    const data = { path, where: odd.group, name: nameOf(odd), known: known.join(', ') || '–' };
    return { diagnostics: [report('dip-name', data)] };
  }
  const named = new Set(rules.factors.map((one) => `${one.group}/${nameOf(one)}`));
  const more = factors.filter((one) => !named.has(`${one.group}/${nameOf(one)}`));
  return { value: { ...rules, factors: [...rules.factors, ...more] }, diagnostics: [] };
}

/** The factors of a result, or none. */
async function factorsOf({
  warehouse,
  options,
  result,
}: MethodContext): Promise<DipScheme['rules']['factors']> {
  const name = new Options(options).maybe('factors');
  if (name === undefined) return [];
  const rows = await warehouse.values(
    `select "group", directory, entry, factor::varchar from ${result(name)} order by 1, 2, 3`,
  );
  return rows.map(([group, directory, entry, factor]) => ({
    group: String(group),
    directory: String(directory),
    entry: String(entry),
    factor: String(factor),
  }));
}

interface ResultTables {
  cases: string;
  diagnoses: string;
  procedures: string;
  /** To make: the columns of the method but those of the case. */
  into: string;
}

/** Groups and factors of cases, a row each; notes say what directories could not judge. */
export async function dipResult(
  warehouse: DipWarehouse,
  scheme: DipScheme,
  { into, ...tables }: ResultTables,
): Promise<Diagnostic[]> {
  await groupDip(warehouse, scheme, { ...tables, into: 'dip_grouped' });
  const judged = await applyAuxiliary(warehouse, scheme.rules, {
    ...tables,
    grouped: 'dip_grouped',
    into: 'dip_auxiliary',
  });
  await warehouse.run(
    `create table ${into} as
       select g.case_id, g.code, g.kind, g.rule, g.decided, g.matched, g.candidates, m.cases as group_cases, m.fee as mean_fee, m.weight,
         a.directory as auxiliary, a.entry as auxiliary_entry, case when g.code is not null then coalesce(a.factor, 1::decimal(18, 6)) end as auxiliary_factor,
         a.fitted as auxiliary_all, g.reason
       from dip_grouped g left join dip.groups m using (code) left join dip_auxiliary a using (case_id);
     drop table dip_grouped; drop table dip_auxiliary`,
  );
  return judged.map(({ directory, what, count }) => {
    const note = report('dip-not-judged', { directory, what: ASKED[what].en, count });
    const zh = report('dip-not-judged', { directory, what: ASKED[what].zh, count });
    return { ...note, message: { en: note.message.en, zh: zh.message.zh } };
  });
}

type DipWarehouse = Parameters<typeof groupDip>[0];

/** Names of groups that have one. */
async function titleTable(warehouse: DipWarehouse, into: string, groups: DipScheme['groups']): Promise<void> {
  await warehouse.run(`create table ${into} (code varchar, title varchar)`);
  const rows = groups.flatMap(({ code, title }) =>
    title === undefined ? [] : [`(${quoteLiteral(code)}, ${quoteLiteral(title)})`],
  );
  for (let i = 0; i < rows.length; i += 1000)
    await warehouse.run(`insert into ${into} values ${rows.slice(i, i + 1000).join(', ')}`);
}
