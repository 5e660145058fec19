/** `case-mix.dip-catalogue`: a DIP catalogue made from the inpatient cases of earlier years, as a method of a contract. */
import type { Diagnostic } from '../../../language/diagnostic.ts';
import { hasErrors, reporter } from '../../../language/diagnostic.ts';
import type { Method, MethodContext } from '../../method.ts';
import { option, Options } from '../../options.ts';
import { ASKED_OF_DIP, casesOf, placed } from '../inpatient.ts';
import type { Made } from './from-data.ts';
import { dipFromData } from './from-data.ts';
import { ASIDE, KINDS, MANNERS, messages } from './messages.ts';
import { rulesOf } from './rules-option.ts';
import type { DipRules } from './scheme.ts';
import { NATIONAL } from './scheme.ts';
import { namesOf, titled, unnamed } from './titles.ts';
import { whole } from './whole.ts';
import { quoteLiteral } from '../../../warehouse/warehouse.ts';

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
    option(
      'names',
      'file',
      'Codes and their names (code, name), to name groups by',
      '编码名称表（code、name），用于病种命名',
    ),
  ],
  columns: [
    { name: 'code', type: 'text', label: { en: 'Group', zh: '病种' }, key: true },
    { name: 'title', type: 'text', label: { en: 'Name of the group', zh: '病种名称' } },
    {
      name: 'diagnosis',
      type: 'text',
      label: { en: 'Beginning of the principal diagnosis', zh: '主要诊断编码（前缀）' },
    },
    {
      name: 'kind',
      type: 'text',
      label: { en: 'Core, conservative or comprehensive', zh: '核心、保守治疗或综合病种' },
      values: KINDS,
    },
    {
      name: 'treatment',
      type: 'text',
      label: { en: 'Manner of treatment', zh: '治疗方式' },
      values: MANNERS,
    },
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

export const dipFactors: Method = {
  name: 'case-mix.dip-factors',
  title: { en: 'DIP auxiliary factors from data', zh: '由数据测算 DIP 辅助目录系数' },
  about: {
    en: 'What cases that fit an entry of an auxiliary directory cost beside all cases of their group: mean fee of the entry over mean fee of the group, the years weighted, where the entry has cases enough.',
    zh: '测算辅助目录各条目的系数：符合条目的病例例均费用 ÷ 所在病种例均费用，各年按年度权重加权；仅计例数达到下限的条目。',
  },
  source: '国家医疗保障按病种分值付费（DIP）技术规范（2020）',
  reads: ['inpatient_case'],
  options: dipCatalogue.options.filter(({ name }) => name !== 'names'),
  columns: [
    { name: 'group', type: 'text', label: { en: 'Group', zh: '病种' }, key: true },
    { name: 'directory', type: 'text', label: { en: 'Auxiliary directory', zh: '辅助目录' }, key: true },
    { name: 'entry', type: 'text', label: { en: 'Entry', zh: '条目' }, key: true },
    { name: 'cases', type: 'integer', label: { en: 'Cases', zh: '例数' } },
    {
      name: 'mean_fee',
      type: 'money',
      label: { en: 'Mean fee, years weighted', zh: '例均费用（年度加权）' },
    },
    { name: 'factor', type: 'decimal', label: { en: 'Factor', zh: '系数' } },
  ],
  async compute(context) {
    const made = await fromContext(context, true);
    if (!made.into) return made.diagnostics;
    await context.warehouse.run(`create table ${context.into} as select * from ${made.factors} order by all`);
    if (context.lines !== undefined)
      await context.warehouse.run(
        `create table ${context.lines} as
           with named(place, number, directory, name) as (values ${made.entries.join(', ')})
           select f.code || ',' || n.directory || ',' || n.name as key, ${lineColumns('f.case_id')}
           from dip.fits_entry f join named n on n.place = f.place and n.number = f.entry join ${context.into} i on i."group" = f.code and i.directory = n.directory and i.entry = n.name
             join ${made.cases} c on c.case_id = f.case_id`,
      );
    await context.warehouse.run('drop schema dip_data cascade; drop schema dip cascade');
    return made.diagnostics;
  },
};

async function compute(context: MethodContext): Promise<Diagnostic[]> {
  const made = await fromContext(context, false);
  if (!made.into) return made.diagnostics;
  const named = await namesFor(context, made.groups);
  await context.warehouse.run(
    `create table ${context.into} as select m.code, n.title, m.* exclude (code) from ${made.into} m left join ${named.table} n using (code) order by code`,
  );
  if (context.lines !== undefined)
    await context.warehouse.run(
      `create table ${context.lines} as select g.code as key, ${lineColumns('c.case_id')}
         from dip_data.grouped g join ${made.cases} c using (case_id) where g.code is not null`,
    );
  await context.warehouse.run('drop schema dip_data cascade; drop schema dip cascade');
  return [...made.diagnostics, ...named.diagnostics];
}

/** Names of groups as a table of `code` and `title`; of none where no table of names is given. */
async function namesFor(
  context: MethodContext,
  groups: Made['groups'],
): Promise<{ table: string; diagnostics: Diagnostic[] }> {
  const { warehouse } = context;
  const table = context.temporary();
  await warehouse.run(`create table ${table} (code varchar, title varchar)`);
  if (!context.options.has('names')) return { table, diagnostics: [] };
  const read = await context.file('names');
  if (read.value === undefined) return { table, diagnostics: read.diagnostics };
  const described = await warehouse.values(`describe select * exclude (_line) from ${read.value}`);
  const headers = described.map(([name]) => String(name));
  const names = await namesOf(warehouse, read.value, headers, new Options(context.options).text('names'));
  if (!names.value) return { table, diagnostics: placed(context, names.diagnostics) };
  const made = titled(groups, names.value);
  const rows = made.groups.flatMap(({ code, title }) =>
    title === undefined ? [] : [`(${quoteLiteral(code)}, ${quoteLiteral(title)})`],
  );
  for (let i = 0; i < rows.length; i += 1000)
    await warehouse.run(`insert into ${table} values ${rows.slice(i, i + 1000).join(', ')}`);
  return { table, diagnostics: placed(context, unnamed(made)) };
}

const lineColumns = (id: string) =>
  `'inpatient_case' as "table", c._source, c._file, c._line, ${id} as claim_id, null::bigint as claim_line_number, c.discharge_date as service_date,
   c.total_fee as amount, true as counted, null::varchar as reason`;

interface FromContext {
  diagnostics: Diagnostic[];
  /** Absent where errors left nothing. */
  into?: string;
  factors?: string;
  cases?: string;
  entries: string[];
  groups: Made['groups'];
}

/** The catalogue and the factors that the options ask for, as tables. */
async function fromContext(context: MethodContext, wanted: boolean): Promise<FromContext> {
  const { warehouse } = context;
  const options = new Options(context.options);
  const failed = (diagnostics: Diagnostic[]) => ({
    diagnostics: placed(context, diagnostics),
    entries: [],
    groups: [],
  });
  const read = (await rulesOf(context)) ?? { value: NATIONAL, diagnostics: [] };
  if (!read.value) return failed(read.diagnostics);
  const rules: DipRules = {
    ...read.value,
    ...(options.has('year_weights') ? { years: options.list('year_weights') } : {}),
    ...(options.has('least') ? { least: options.integer('least') } : {}),
  };
  const written = options.list('years');
  const wrong = yearProblems(written, rules.years);
  if (wrong.length > 0) return failed(wrong);
  const years = written.map(Number);
  const period = { from: `${Math.min(...years)}-01-01`, to: `${Math.max(...years) + 1}-01-01` };
  const tables = await casesOf(context, period, ASKED_OF_DIP);
  const [cases, into, factors] = [context.temporary(), context.temporary(), context.temporary()];
  await warehouse.run(
    `create table ${cases} as select *, year(discharge_date)::integer as year from ${tables.cases}`,
  );
  const made = await dipFromData(warehouse, {
    ...tables,
    cases,
    rules,
    years,
    into,
    ...(wanted ? { factors } : {}),
  });
  const diagnostics = placed(context, said(made, years));
  const entries = rules.auxiliary.flatMap(({ name, entries: all }, place) =>
    all.map((entry, i) => `(${place}, ${i}, ${quoteLiteral(name)}, ${quoteLiteral(entry.name)})`),
  );
  return { diagnostics, into, factors, cases, entries, groups: made.groups };
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
    ...aside.map(({ reason, count, first }) => {
      const isWrong = reason === 'diagnosis-malformed' || reason === 'negative-fee';
      const code = isWrong ? 'dip-left-aside-wrong' : 'dip-left-aside';
      const note = report(code, { count, first, reason: ASIDE[reason].en });
      const zh = report(code, { count, first, reason: ASIDE[reason].zh });
      return { ...note, message: { en: note.message.en, zh: zh.message.zh } };
    }),
  ];
  if (groups.length === 0) diagnostics.push(report('dip-no-cases', { years: years.join(', ') }));
  return hasErrors(diagnostics) ? diagnostics.filter(({ severity }) => severity === 'error') : diagnostics;
}
