/** The inpatient cases of the period with their group and what was received for them: what every way of costing begins with. */
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { reporter } from '../../language/diagnostic.ts';
import type { MethodColumn, MethodOption } from '../../language/method.ts';
import { quoteIdentifier, quoteLiteral } from '../../warehouse/warehouse.ts';
import type { ExplainContext, MethodContext } from '../method.ts';
import { dateLiteral, Options } from '../options.ts';
import { MONEY } from '../shared/exact.ts';
import { fileColumns } from '../shared/files.ts';
import { messages } from './messages.ts';

const report = reporter(messages);

/** Which group a case is in and what was received for it: options every method that costs cases has. */
export const CASE_OPTIONS: MethodOption[] = [
  {
    name: 'groups',
    type: 'result',
    label: {
      en: 'Result with the group of each case (case-mix.chs-drg, case-mix.dip); else the payer’s own group',
      zh: '含各病例分组的结果（case-mix.chs-drg、case-mix.dip）；缺省为付费方分组结果',
    },
    optional: true,
    needs: ['case_id'],
  },
  {
    name: 'grouped',
    type: 'file',
    label: {
      en: 'File with the group of each case: case_id and the group; as "openvbp group" writes it',
      zh: '含各病例分组的文件：case_id 与病组列，即 “openvbp group” 的输出',
    },
    optional: true,
  },
  {
    name: 'group_column',
    type: 'text',
    label: {
      en: 'Column of the group; else drg, code, case_group or group',
      zh: '病组所在列；缺省依次为 drg、code、case_group、group',
    },
    optional: true,
  },
  {
    name: 'payment',
    type: 'text',
    label: {
      en: 'What was received: from fund and person, the total fee, or from the fund',
      zh: '收入口径：基金与个人支付之和、总费用或基金支付',
    },
    oneOf: ['received', 'total_fee', 'fund_payment'],
    default: 'received',
  },
  {
    name: 'hospital',
    type: 'text',
    label: {
      en: 'Cases of this hospital alone',
      zh: '仅核算该医疗机构的病例',
    },
    optional: true,
  },
  {
    name: 'payments',
    type: 'file',
    label: {
      en: 'File with what was received for each case instead: case_id, payment',
      zh: '另给各病例收入的文件：case_id、payment',
    },
    optional: true,
  },
];

/** Columns that every result with a row per case has. */
export const CASE_COLUMNS: MethodColumn[] = [
  { name: 'case_id', type: 'text', label: { en: 'Case', zh: '病例' }, key: true },
  { name: 'case_group', type: 'text', label: { en: 'Group', zh: '病组' } },
  { name: 'hospital_id', type: 'text', label: { en: 'Hospital', zh: '医疗机构' } },
  { name: 'department', type: 'text', label: { en: 'Department', zh: '科室' } },
  { name: 'discharge_date', type: 'date', label: { en: 'Discharge', zh: '出院日期' } },
];

export const MARGIN_COLUMNS: MethodColumn[] = [
  { name: 'payment', type: 'money', label: { en: 'Received', zh: '收入' } },
  {
    name: 'margin',
    type: 'money',
    label: { en: 'Received less cost; unknown where either is', zh: '收入减成本；任一未知则未知' },
  },
];

const PAYMENT: Record<string, string> = {
  received: 'c.fund_payment + c.personal_payment',
  total_fee: 'c.total_fee',
  fund_payment: 'c.fund_payment',
};

const GROUP_NAMES = ['drg', 'code', 'case_group', 'group'];

/** A table with a row per case discharged in the period: the columns of `inpatient_case`, and `case_group`, `payment`. */
export async function costedCases(context: MethodContext): Promise<Checked<string>> {
  const { warehouse, period } = context;
  const options = new Options(context.options);
  const group = await groupOf(context);
  if (!group.value) return { diagnostics: group.diagnostics };
  const paid = await byCase(context, 'payments', ['payment']);
  if (paid && !paid.value) return { diagnostics: paid.diagnostics };
  const table = context.temporary();
  const payment = paid?.value
    ? `p.value::${MONEY}`
    : `(${PAYMENT[options.text('payment')] as string})::${MONEY}`;
  const hospital = options.maybe('hospital');
  await warehouse.run(`
    create table ${table} as
    select c.*, ${group.value.column} as case_group, ${payment} as payment
    from ${context.table('inpatient_case')} c ${group.value.join}
      ${paid?.value ? `left join ${paid.value} p on p.case_id = c.case_id` : ''}
    where c.discharge_date >= ${dateLiteral(period.from)} and c.discharge_date < ${dateLiteral(period.to)}
      ${hospital === undefined ? '' : `and c.hospital_id = ${quoteLiteral(hospital)}`}`);
  const diagnostics = [...group.diagnostics, ...(await undated(context))];
  if (hospital !== undefined) {
    const [[count] = []] = await warehouse.values(`select count(*) from ${table}`);
    if (Number(count) === 0) diagnostics.push(report('cases-no-hospital', { hospital }, context.at));
  }
  return { value: table, diagnostics };
}

/** Cases without a day of discharge belong to no period: said, not dropped in silence. */
async function undated(context: MethodContext): Promise<Diagnostic[]> {
  const [row] = await context.warehouse.values(
    `select count(*) from ${context.table('inpatient_case')} where discharge_date is null`,
  );
  const count = Number(row?.[0] ?? 0);
  return count === 0 ? [] : [report('cases-undated', { count }, context.at)];
}

interface GroupOf {
  join: string;
  column: string;
}

async function groupOf(context: MethodContext): Promise<Checked<GroupOf>> {
  const options = new Options(context.options);
  const wanted = options.maybe('group_column');
  if (options.has('groups') && options.has('grouped'))
    return { diagnostics: [report('two-groupings', {}, context.at)] };
  if (options.has('groups')) {
    const table = context.result(options.text('groups'));
    const described = await context.warehouse.values(`select column_name from (describe ${table})`);
    const names = described.map(([name]) => String(name));
    const column = wanted ?? GROUP_NAMES.find((name) => names.includes(name));
    if (column === undefined || !names.includes(column))
      return { diagnostics: [missingGroup(context, wanted, names)] };
    const value = {
      join: `left join ${table} g on g.case_id = c.case_id`,
      column: `g.${quoteIdentifier(column)}::varchar`,
    };
    return { value, diagnostics: [] };
  }
  if (options.has('grouped')) {
    const file = await fileColumns(context, 'grouped', ['case_id']);
    if (!file.value) return { diagnostics: file.diagnostics };
    const names = [...file.value.columns.keys()];
    const column = wanted?.toLowerCase() ?? GROUP_NAMES.find((name) => names.includes(name));
    if (column === undefined || !names.includes(column))
      return { diagnostics: [missingGroup(context, wanted, names)] };
    const found = await byCase(context, 'grouped', [column], 'text');
    if (!found?.value) return { diagnostics: found?.diagnostics ?? [] };
    const value = { join: `left join ${found.value} g on g.case_id = c.case_id`, column: 'g.value' };
    return { value, diagnostics: [] };
  }
  const own = wanted ?? 'provider_group';
  const described = await context.warehouse.values(
    `select column_name from (describe ${context.table('inpatient_case')})`,
  );
  const names = described.map(([name]) => String(name));
  if (!names.includes(own)) return { diagnostics: [missingGroup(context, wanted, names.slice(0, 60))] };
  return { value: { join: '', column: `c.${quoteIdentifier(own)}::varchar` }, diagnostics: [] };
}

function missingGroup(
  context: MethodContext,
  wanted: string | undefined,
  found: readonly string[],
): Diagnostic {
  const data = { name: wanted ?? GROUP_NAMES.join(', '), columns: found.join(', ') };
  return report('no-group-column', data, context.at);
}

/** A file with one value per case as a table (`case_id`, `value`); nothing where the option is not given. */
async function byCase(
  context: MethodContext,
  option: string,
  [name = '']: string[],
  type: 'money' | 'text' = 'money',
): Promise<Checked<string> | undefined> {
  const file = await fileColumns(context, option, ['case_id', name]);
  if (!file.value) return file.diagnostics.length === 0 ? undefined : { diagnostics: file.diagnostics };
  const { warehouse, at } = context;
  const [id, value] = [file.value.columns.get('case_id') as string, file.value.columns.get(name) as string];
  const table = context.temporary();
  const typed = type === 'text' ? value : exactMoney(value);
  await warehouse.run(
    `create table ${table} as select ${id} as case_id, ${value} as text, ${typed} as value, _line from ${file.value.table}`,
  );
  const [bad] = await warehouse.values(
    `select _line, coalesce(case_id, ''), coalesce(text, '') from ${table} where case_id is null or (text is not null and value is null) order by _line limit 1`,
  );
  if (bad) {
    const data = { option, row: Number(bad[0]), id: String(bad[1]), text: String(bad[2]) };
    return { diagnostics: [report('case-value-refused', data, at)] };
  }
  const [twice] = await warehouse.values(
    `select case_id, min(_line), max(_line) from ${table} group by case_id having count(*) > 1 order by case_id limit 1`,
  );
  if (twice) {
    const data = { option, id: String(twice[0]), first: Number(twice[1]), row: Number(twice[2]) };
    return { diagnostics: [report('case-twice', data, at)] };
  }
  return { value: table, diagnostics: [] };
}

/** Text as exact money: null where it is no plain decimal, or has a digit that would be rounded away. */
function exactMoney(text: string): string {
  return `case when regexp_full_match(${text}, '[+-]?[0-9]{1,14}([.][0-9]{1,4}0*)?') then ${text}::decimal(38,4) end`;
}

/** The lines of one case are made from that case alone: nothing of another enters its cost. */
export function explainCase(compute: (context: MethodContext) => Promise<Diagnostic[]>) {
  return (context: ExplainContext): Promise<Diagnostic[]> => {
    const own = `case_id = ${quoteLiteral(context.key[0] ?? '')}`;
    return compute({
      ...context,
      into: context.temporary(),
      table: (name) => `(select * from ${context.table(name)} where ${own})`,
    });
  };
}
