/** Options that methods of spending share. */
import { CATEGORIES } from '../../data/sums/categories.ts';
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import type { MethodColumn, MethodOption } from '../../language/method.ts';
import type { MethodContext } from '../method.ts';
import { option, Options } from '../options.ts';
import { CATEGORY_LABELS } from './categories.ts';
import { report } from './messages.ts';

/** Tables of methods that may take months of people as a whole, and of those that may take years too. */
export const TABLES_BY_MONTH = [
  'eligibility',
  'medical_claim',
  'medical_month',
  'inpatient_case',
  'pharmacy_claim',
];
export const SPENDING_TABLES = [...TABLES_BY_MONTH, 'medical_year'];

/** Pharmacies are of spending where drugs are. */
export const withoutDrugs = (options: Options): string[] =>
  options.list('categories').includes('drug') ? [] : ['pharmacy_claim'];

/** Which lines are spending, and how much of them. */
export const LINES_OPTIONS: readonly MethodOption[] = [
  option('amount', 'text', 'Column of the amount', '金额所在的列', {
    oneOf: ['paid_amount', 'allowed_amount', 'charge_amount'],
    default: 'paid_amount',
  }),
  option(
    'date',
    'text',
    'Day that places a line in time: its first day (else the claim’s), or the claim’s first or last',
    '明细归入的日期：明细首日（缺则单据首日），或单据首日、末日',
    { oneOf: ['line', 'claim_start', 'claim_end'], default: 'line' },
  ),
  option(
    'categories',
    'list',
    'Kinds of spending that count; pharmacy claims are read only with `drug`',
    '计入的费用类别；列出 drug 时才读取药店单据',
    { oneOf: CATEGORIES, default: CATEGORIES.filter((name) => name !== 'drug').join(',') },
  ),
  option('exclude_codes', 'list', 'Procedure codes that do not count', '不计入的项目编码'),
  option(
    'except_providers',
    'file',
    'CSV with column id: lines of these facilities (else billing or rendering providers; pharmacies) do not count, so that what was spent elsewhere is left',
    '含 id 列的 CSV：这些机构（缺则为结算或服务人员；药店按药店编码）的明细不计入，所得即在其他机构的费用',
  ),
  option(
    'deductions',
    'file',
    'CSV with columns claim and amount: taken off the first line of a claim (IME, DSH, pass-through)',
    '含 claim、amount 两列的 CSV：从单据首行扣除（如 IME、DSH、过渡性支付）',
  ),
  option('paid_by', 'date', 'Only what was paid by this day', '仅计入该日及以前支付的费用'),
  option(
    'run_out',
    'duration',
    'Only what was paid so long after the end of its year, such as P3M',
    '仅计入年度结束后该时长内支付的费用，例如 P3M',
  ),
  option(
    'rates',
    'file',
    'CSV with columns from and rate: amounts are multiplied by the rate in force on their day',
    '含 from、rate 两列的 CSV：金额按服务当日适用的汇率折算',
  ),
];

/** Sums by kind of spending: each costs its share of the pass over the lines. */
export function byCategory(value: 'true' | 'false'): MethodOption {
  return option(
    'by_category',
    'boolean',
    'Fill the columns of the kinds of spending (else they are unknown)',
    '填写各费用类别的列（否则为未知）',
    { default: value },
  );
}

/** Whose spending, in which years and months. */
export const PEOPLE_OPTIONS: readonly MethodOption[] = [
  option(
    'people',
    'result',
    'Result of an attribution: only those attributed count; everyone without it',
    '归属结果：仅计入已归属者；不写则为全部参保人',
    { needs: ['person_id', 'provider', 'assigned', 'from', 'to'], optional: true },
  ),
  option(
    'attributed_months',
    'boolean',
    'Only months whose first day lies between `from` and `to` of the attribution',
    '仅计入月初当日处于归属起止日之间的月份',
    { default: 'false' },
  ),
  option(
    'years',
    'list',
    'Calendar years, such as 2021..2024; those of the period without it',
    '自然年，例如 2021..2024；不写则为协议期间所含年份',
  ),
  option('plans', 'list', 'Plans that count as coverage; all', '计为参保的险种；缺省为全部'),
  option(
    'covered_only',
    'boolean',
    'Lines of months without coverage do not count',
    '未参保月份的明细不计入',
    { default: 'true' },
  ),
  option(
    'dual_codes',
    'list',
    'Dual status codes that make a person dual (unverified)',
    '视为双重参保的代码（未核实）',
    { default: '02,04,08' },
  ),
];

export const ENROLMENT_BY: MethodOption = {
  name: 'enrolment_by',
  type: 'text',
  oneOf: ['year', 'month'],
  default: 'year',
  label: {
    en: 'A person’s enrolment type is one for a year, or one for each month',
    zh: '参保类别按年确定（一年一个），或逐月确定',
  },
};

export const TRUNCATION_OPTIONS: readonly MethodOption[] = [
  option(
    'truncate',
    'decimal',
    'Percentile at which annualised spending is cut, within year and enrolment type: nearest rank, the amount at rank ⌈p·n⌉ of the people counted',
    '年化费用的截断分位，按年份与参保类别分别计算：取所计人员中第 ⌈p·n⌉ 位的金额（最近秩法）',
  ),
  option('truncate_at', 'decimal', 'Amount at which annualised spending is cut', '年化费用的截断金额'),
];

export const categoryColumns: readonly MethodColumn[] = CATEGORIES.map((name) => ({
  name,
  type: 'money',
  label: CATEGORY_LABELS[name],
}));

/** Years in a row; those of the contract's period where none are given. */
export function yearsOf(context: MethodContext): Checked<{ first: number; last: number }> {
  const options = new Options(context.options);
  const given = options.list('years');
  const { from, to } = context.period;
  const last = to.endsWith('-01-01') ? Number(to.slice(0, 4)) - 1 : Number(to.slice(0, 4));
  const years = options.has('years')
    ? [...new Set(given)].map(Number).sort((a, b) => a - b)
    : [Number(from.slice(0, 4)), last];
  const [first = Number.NaN] = years;
  const end = years.at(-1) ?? Number.NaN;
  const inRow = !options.has('years') || end - first === years.length - 1;
  if (!(first >= 1000 && end <= 9999 && end >= first && end - first < 10 && inRow)) {
    const text = options.maybe('years') ?? `${from}/${to}`;
    return { diagnostics: [report('years-not', { text }, context.at)] };
  }
  return { value: { first, last: end }, diagnostics: [] };
}

/** What is wrong with truncation before anything is computed. */
export function truncationProblems(context: MethodContext): Diagnostic[] {
  const options = new Options(context.options);
  if (!options.has('truncate')) return [];
  const text = options.text('truncate');
  if (options.has('truncate_at')) return [report('truncate-two', {}, context.at)];
  // Texts of decimals, not numbers: 0 < p ≤ 1, to nine digits.
  if (/^0*(\.0*)?$/.test(text) || !/^(0*(\.\d{1,9})?|0*1(\.0{1,9})?)$/.test(text))
    return [report('truncate-not-share', { text }, context.at)];
  return [];
}
