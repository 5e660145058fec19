/** `case-mix.dip-catalogue`: a DIP catalogue made from the inpatient cases of earlier years, as a method of a contract. */
import type { Diagnostic } from '../../../language/diagnostic.ts';
import { hasErrors, reporter } from '../../../language/diagnostic.ts';
import type { Method, MethodContext } from '../../method.ts';
import { option, Options } from '../../options.ts';
import { casesOf, pathOf, placed } from '../inpatient.ts';
import type { Made } from './from-data.ts';
import { dipFromData } from './from-data.ts';
import { ASIDE, messages } from './messages.ts';
import { readRules } from './rules.ts';
import type { DipRules } from './scheme.ts';
import { NATIONAL } from './scheme.ts';
import { whole } from './exact.ts';

const report = reporter(messages);

export const dipCatalogue: Method = {
  name: 'case-mix.dip-catalogue',
  title: { en: 'DIP catalogue from data', zh: '由数据编制 DIP 病种目录' },
  about: {
    en: 'Core, conservative and comprehensive groups of the cases discharged in earlier years, with the mean fee of each and its weight: mean fee of the group over the mean fee of all, the years weighted.',
    zh: '由往年出院病例编制核心病种、保守治疗病种与综合病种，并给出各病种例均费用与权重：病种例均费用 ÷ 全部病例例均费用，各年按年度权重加权。',
  },
  source: '国家医疗保障按病种分值付费（DIP）技术规范（2020）',
  reads: ['inpatient_case'],
  options: [
    option('years', 'list', 'Years of discharge, the earliest first', '出院年份，由早到晚', {}),
    option(
      'year_weights',
      'list',
      'Weights of the years; without it, those of the rules (1, 2, 7)',
      '年度权重，缺省为规则所定（1、2、7）',
    ),
    option(
      'least',
      'integer',
      'Fewest cases of a core group; without it, those of the rules (15)',
      '核心病种最低例数，缺省为规则所定（15）',
    ),
    option(
      'rules',
      'text',
      'Rules: a document (YAML) of the city; without it, the national ones',
      '规则：统筹地区的规则文件（YAML），缺省为国家规范',
    ),
  ],
  columns: [
    { name: 'code', type: 'text', label: { en: 'Group', zh: '病种' }, key: true },
    {
      name: 'diagnosis',
      type: 'text',
      label: { en: 'Beginning of the principal diagnosis', zh: '主要诊断编码（前缀）' },
    },
    {
      name: 'kind',
      type: 'text',
      label: { en: 'Core, conservative or comprehensive', zh: '核心、保守治疗或综合病种' },
    },
    { name: 'treatment', type: 'text', label: { en: 'Manner of treatment', zh: '治疗方式' } },
    { name: 'procedures', type: 'text', label: { en: 'Procedures', zh: '手术操作' } },
    { name: 'cases', type: 'integer', label: { en: 'Cases of all years', zh: '各年例数合计' } },
    {
      name: 'mean_fee',
      type: 'money',
      label: { en: 'Mean fee, years weighted', zh: '例均费用（年度加权）' },
    },
    { name: 'weight', type: 'decimal', label: { en: 'Weight', zh: '病种权重' } },
  ],
  compute,
};

async function compute(context: MethodContext): Promise<Diagnostic[]> {
  const options = new Options(context.options);
  const read = options.has('rules')
    ? readRules(pathOf(context, 'rules'))
    : { value: NATIONAL, diagnostics: [] };
  if (!read.value) return placed(context, read.diagnostics);
  const rules: DipRules = {
    ...read.value,
    ...(options.has('year_weights') ? { years: options.list('year_weights') } : {}),
    ...(options.has('least') ? { least: options.integer('least') } : {}),
  };
  const written = options.list('years');
  const wrong = yearProblems(written, rules.years);
  if (wrong.length > 0) return placed(context, wrong);
  const years = written.map(Number);
  const period = { from: `${Math.min(...years)}-01-01`, to: `${Math.max(...years) + 1}-01-01` };
  const tables = await casesOf(context, period);
  const cases = context.temporary();
  await context.warehouse.run(
    `create table ${cases} as select case_id, fee, year(discharge_date)::integer as year from ${tables.cases}`,
  );
  const into = context.temporary();
  const made = await dipFromData(context.warehouse, { ...tables, cases, rules, years, into });
  await context.warehouse.run(`create table ${context.into} as select * from ${into} order by code`);
  if (context.lines !== undefined)
    await context.warehouse.run(
      `create table ${context.lines} as
         select g.code as key, 'inpatient_case' as "table", c._source, c._file, c._line, c.case_id as claim_id, null::bigint as claim_line_number,
           c.discharge_date as service_date, c.total_fee as amount, true as counted, null::varchar as reason
         from dip_data.grouped g join ${tables.cases} c using (case_id) where g.code is not null`,
    );
  await context.warehouse.run('drop schema dip_data cascade; drop schema dip cascade');
  return placed(context, said(made, years));
}

/** Years and their weights as written, before anything is computed. */
export function yearProblems(years: readonly string[], weights: readonly string[]): Diagnostic[] {
  const odd = years.find((year, i) => !/^\d{4}$/.test(year) || years.indexOf(year) !== i);
  if (odd !== undefined) return [report('dip-years', { text: odd })];
  const sound =
    weights.every((one) => /^\d{1,9}(\.\d{1,6})?$/.test(one)) && whole(weights).every((one) => one > 0n);
  return sound && years.length === weights.length && years.length > 0
    ? []
    : [report('dip-years-weights', { years: years.length, weights: weights.length })];
}

/** What is to be said of a catalogue made from data. */
export function said({ groups, aside, empty }: Made, years: readonly number[]): Diagnostic[] {
  const diagnostics = [
    ...empty.map((year) => report('dip-year-empty', { year })),
    ...aside.map(({ reason, count }) => {
      const note = report('dip-left-aside', { count, reason: ASIDE[reason].en });
      const zh = report('dip-left-aside', { count, reason: ASIDE[reason].zh });
      return { ...note, message: { en: note.message.en, zh: zh.message.zh } };
    }),
  ];
  if (groups.length === 0) diagnostics.push(report('dip-no-cases', { years: years.join(', ') }));
  return hasErrors(diagnostics) ? diagnostics.filter(({ severity }) => severity === 'error') : diagnostics;
}
