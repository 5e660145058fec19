/** `efficiency.hospital`: the figures of a report of hospitals as facts of a contract. */
import type { Diagnostic } from '../../language/diagnostic.ts';
import { hasErrors, reporter } from '../../language/diagnostic.ts';
import type { MethodColumn } from '../../language/method.ts';
import { quoteIdentifier as q, quoteLiteral } from '../../warehouse/warehouse.ts';
import type { Method, MethodContext } from '../method.ts';
import { dateLiteral, Options } from '../options.ts';
import { beyond, byGroup, readCells } from './cells.ts';
import type { Cell } from './cells.ts';
import type { FigureName } from './figures.ts';
import { decimal, FIGURE_NAMES, FIGURES, figuresOf } from './figures.ts';
import { messages } from './messages/cases.ts';
import { figureWords, unknownWords } from './messages/words.ts';
import { find, normal } from './read.ts';
import { readStandards, standardsOf } from './standard.ts';
import type { Given } from './standard.ts';

const report = reporter(messages);

const TYPES: Record<string, MethodColumn['type']> = { count: 'integer', mean: 'decimal' };
const typeOf = (name: FigureName): MethodColumn['type'] =>
  name === 'mean_fee' ? 'money' : (TYPES[FIGURES[name].kind] ?? 'decimal');
const UNKNOWN = ['group', 'stay', 'fee', 'drugs', 'materials', 'death', 'weight', 'standard'] as const;

const REASONS = {
  'in-group': { en: 'case in a group', zh: '已入组病例' },
  'no-group': { en: 'case without a group: in no index', zh: '未入组病例：不计入各指数' },
} as const;

export const hospitalEfficiency: Method = {
  name: 'efficiency.hospital',
  title: { en: 'Efficiency of hospitals', zh: '医疗机构病组绩效' },
  about: {
    en: 'Case-mix index, time and cost efficiency index, mean stay and fee, drug and consumables share, mortality and low-risk mortality of each hospital (or department), standardised by groups over all cases of the period or by a table of groups.',
    zh: '各医疗机构（或科室）的 CMI、时间与费用消耗指数、平均住院日、例均费用、药占比、耗占比、死亡率与低风险组死亡率；以本期全部病例或所给病组表为标准。',
  },
  source:
    'W. Jian et al., Performance evaluation of inpatient service in Beijing, BMC Health Services Research 2009, 9:72',
  reads: ['inpatient_case'],
  options: [
    {
      name: 'groups',
      type: 'result',
      label: {
        en: 'Result with the group of each case; else the payer’s own group',
        zh: '含各病例分组的结果；缺省为付费方分组结果',
      },
      optional: true,
      needs: ['case_id'],
    },
    {
      name: 'group_column',
      type: 'text',
      label: {
        en: 'Column of the group; else drg, code, case_group',
        zh: '病组所在列；缺省依次为 drg、code、case_group',
      },
      optional: true,
    },
    {
      name: 'weights',
      type: 'file',
      label: {
        en: 'Table of groups: drg, weight; mean_days, mean_fee, risk',
        zh: '病组表：drg、weight；mean_days、mean_fee、risk',
      },
      optional: true,
    },
    {
      name: 'by',
      type: 'text',
      label: { en: 'A row per hospital, or per department', zh: '按医疗机构或按科室' },
      oneOf: ['hospital', 'department'],
      default: 'hospital',
    },
  ],
  columns: [
    {
      name: 'id',
      type: 'text',
      label: { en: 'Hospital; of a department, with it after /', zh: '医疗机构；科室以 / 相连' },
      key: true,
    },
    { name: 'hospital_id', type: 'text', label: { en: 'Hospital', zh: '医疗机构' } },
    { name: 'department', type: 'text', label: { en: 'Department', zh: '科室' } },
    ...FIGURE_NAMES.map((name): MethodColumn => ({ name, type: typeOf(name), label: figureWords[name] })),
    ...UNKNOWN.map((name): MethodColumn => ({
      name: `unknown_${name}`,
      type: 'integer',
      label: {
        en: `Cases left out: ${unknownWords[name]?.en ?? name}`,
        zh: `未计入的病例：${unknownWords[name]?.zh ?? name}`,
      },
    })),
  ],
  reasons: REASONS,
  compute,
};

async function compute(context: MethodContext): Promise<Diagnostic[]> {
  const { warehouse, period, at } = context;
  const options = new Options(context.options);
  const by = options.text('by') as 'hospital' | 'department';
  const given = await standardsGiven(context);
  if (hasErrors(given.diagnostics)) return given.diagnostics;
  const groups = await groupsOf(context);
  if (typeof groups === 'object') return [groups];
  const source = context.table('inpatient_case');
  const described = await warehouse.values(`select column_name from (describe ${source})`);
  const found = find(described.map(([name]) => String(name)));
  const wanted = options.maybe('group_column');
  if (groups === undefined && wanted !== undefined) found.set('grp', wanted);
  const cases = context.temporary();
  const dates = `day >= ${dateLiteral(period.from)} and day < ${dateLiteral(period.to)}`;
  await warehouse.run(
    `create table ${cases} as select * from (${normal(source, found, groups, true)}) where ${dates}`,
  );
  const wild = await beyond(warehouse, cases);
  if (hasErrors(wild)) return wild.map((one) => ({ ...one, at }));
  const cells = await readCells(warehouse, [{ table: cases, period }], by);
  const named = cells.filter(({ hospital }) => hospital !== undefined);
  const standards = standardsOf(cells, given.value);
  const units = Map.groupBy(named, (cell) => idOf(cell, by));
  const rows = [...units]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, own]) => {
      const { values, unknown } = figuresOf(byGroup(own), standards);
      const figures = FIGURE_NAMES.map((name) => {
        const { value } = values[name];
        return value ? `${decimal(value, FIGURES[name].digits)}::${sqlOf(name)}` : `null::${sqlOf(name)}`;
      });
      const text = (value: string | undefined) => (value === undefined ? 'null' : quoteLiteral(value));
      const names = [quoteLiteral(id), text(own[0]?.hospital), text(own[0]?.department)];
      return `(${[...names, ...figures, ...UNKNOWN.map((name) => `${unknown[name]}::bigint`)].join(', ')})`;
    });
  const columns = [
    'id varchar, hospital_id varchar, department varchar',
    ...FIGURE_NAMES.map((name) => `${name} ${sqlOf(name)}`),
    ...UNKNOWN.map((name) => `unknown_${name} bigint`),
  ];
  await warehouse.run(`create table ${context.into} (${columns.join(', ')})`);
  for (let i = 0; i < rows.length; i += 200)
    await warehouse.run(`insert into ${context.into} values ${rows.slice(i, i + 200).join(', ')}`);
  if (context.lines !== undefined) await linesOf(context, cases, by, context.lines);
  const nameless = cells.filter(({ hospital }) => hospital === undefined);
  const count = nameless.reduce((sum, one) => sum + Number(one.cases), 0);
  return count === 0
    ? given.diagnostics
    : [...given.diagnostics, report('report-no-hospital', { count }, at)];
}

const sqlOf = (name: FigureName) => (typeOf(name) === 'integer' ? 'bigint' : 'decimal(38,6)');

const idOf = ({ hospital = '', department }: Cell, by: 'hospital' | 'department') =>
  by === 'department' ? `${hospital}/${department ?? '–'}` : hospital;

async function standardsGiven(
  context: MethodContext,
): Promise<{ value?: ReadonlyMap<string, Given>; diagnostics: Diagnostic[] }> {
  const path = new Options(context.options).maybe('weights');
  if (path === undefined) return { diagnostics: [] };
  // Read as every file of an option is: its hash goes into the run.
  const read = await context.file('weights');
  if (read.value === undefined) return { diagnostics: read.diagnostics };
  const found = await readStandards(context.warehouse, read.value, path);
  return { ...found, diagnostics: found.diagnostics.map((one) => ({ ...one, at: one.at ?? context.at })) };
}

/** The groups of an earlier result as a table of case_id and grp; undefined where the data's own are taken. */
async function groupsOf(context: MethodContext): Promise<string | Diagnostic | undefined> {
  const options = new Options(context.options);
  const [result, wanted] = [options.maybe('groups'), options.maybe('group_column')];
  const table = result === undefined ? context.table('inpatient_case') : context.result(result);
  const described = await context.warehouse.values(`select column_name from (describe ${table})`);
  const names = described.map(([name]) => String(name));
  const column =
    wanted ??
    (result === undefined
      ? 'provider_group'
      : ['drg', 'code', 'case_group'].find((name) => names.includes(name)));
  if (column === undefined || !names.includes(column)) {
    const data = {
      path: result ?? 'inpatient_case',
      missing: wanted ?? 'drg, code',
      found: names.slice(0, 40).join(', '),
      names: 'drg, code, case_group',
    };
    return report('report-columns', data, context.at);
  }
  if (result === undefined) return undefined;
  const into = context.temporary();
  await context.warehouse.run(
    `create table ${into} as select case_id, ${q(column)}::varchar as grp from ${table}`,
  );
  return into;
}

async function linesOf(
  context: MethodContext,
  cases: string,
  by: 'hospital' | 'department',
  into: string,
): Promise<void> {
  const id = by === 'department' ? `c.hospital || '/' || coalesce(c.department, '–')` : 'c.hospital';
  await context.warehouse.run(`
    create table ${into} as
    select ${id} as key, 'inpatient_case' as "table", i._source, i._file, i._line, c.case_id as claim_id, null::bigint as claim_line_number, c.day as service_date,
      c.fee::decimal(38,4) as amount, c.grp is not null as counted, case when c.grp is null then 'no-group' else 'in-group' end as reason
    from ${cases} c join ${context.table('inpatient_case')} i using (case_id) where c.hospital is not null order by key, service_date, claim_id`);
}
