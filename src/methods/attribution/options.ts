/** Options that methods of attribution share. */
import type { Diagnostic } from '../../language/diagnostic.ts';
import type { MethodColumn, MethodOption } from '../../language/method.ts';
import type { MethodContext } from '../method.ts';
import { MOST_MONTHS, monthsBetween } from '../shared/coverage.ts';
import { report } from './messages.ts';
import { option, Options } from '../options.ts';

/** Which lines are looked at, and for whom. */
export const WINDOW: readonly MethodOption[] = [
  option(
    'timing',
    'text',
    'retrospective: services of the period itself; prospective: of the twelve months that end three months before it',
    'retrospective：按期间内的服务；prospective：按期间开始前三个月为止的十二个月的服务',
    { oneOf: ['retrospective', 'prospective'], default: 'retrospective' },
  ),
  option(
    'window',
    'period',
    'Days whose services count, in place of `timing`',
    '计入服务的日期范围，替代 `timing`',
  ),
  option(
    'for',
    'period',
    'Period people are attributed for; the contract’s',
    '归属所适用的期间；缺省为协议期间',
  ),
];

/** Whom to leave out, each looked at in the window. */
export const EXCLUSIONS: readonly MethodOption[] = [
  option(
    'least_months',
    'integer',
    'Months of coverage needed in the window (a month counts if its first day is covered)',
    '窗口期内所需的参保月数（月初当日参保即计该月）',
    { default: '1' },
  ),
  option('plans', 'list', 'Plans that count as coverage; all', '计为参保的险种；缺省为全部'),
  option(
    'excluded_plans',
    'list',
    'Plans of which one month excludes (Medicare Advantage)',
    '有一个月参加即排除的险种（如 Medicare Advantage）',
  ),
  option(
    'exclude',
    'list',
    'Also exclude people in hospice, in long-term care, or with end-stage renal disease',
    '另排除接受安宁疗护、长期住养或终末期肾病者',
    { oneOf: ['hospice', 'institution', 'esrd'], optional: true },
  ),
  option(
    'states',
    'list',
    'States or provinces people must live in, by their last span',
    '须居住的州或省，按最后一个参保区间',
  ),
  option('age_from', 'integer', 'Least age on the first day of the period', '期间首日的最低年龄'),
  option('age_to', 'integer', 'Greatest age on the first day of the period', '期间首日的最高年龄'),
];

export const PARTICIPANTS: MethodOption = option(
  'participants',
  'file',
  'CSV with columns provider and group: services of a provider count for its group; without it each provider stands for itself',
  '含 provider、group 两列的 CSV：机构或人员的服务计入其所属组；不写则各自独立',
);

/** Columns of every result of attribution; `key` says whether a person may have several spans. */
export function attributionColumns(spans: boolean): MethodColumn[] {
  return [
    { name: 'person_id', type: 'text', key: true, label: { en: 'Person', zh: '参保人' } },
    {
      name: 'from',
      type: 'date',
      ...(spans && { key: true as const }),
      label: { en: 'First day of the attribution', zh: '归属起始日' },
    },
    { name: 'to', type: 'date', label: { en: 'Day after its last', zh: '归属终止日的次日' } },
    { name: 'assigned', type: 'boolean', label: { en: 'Attributed', zh: '是否归属' } },
    { name: 'provider', type: 'text', label: { en: 'Provider or group', zh: '机构、人员或组' } },
    { name: 'reason', type: 'text', label: { en: 'Why in or out', zh: '归属或不归属的原因' } },
    {
      name: 'months',
      type: 'integer',
      label: { en: 'Months covered in the window', zh: '窗口期内参保月数' },
    },
    {
      name: 'visits',
      type: 'integer',
      label: {
        en: 'Days with a service by the provider, where visits are counted',
        zh: '在该机构就诊的天数（计算就诊天数时）',
      },
    },
    { name: 'amount', type: 'money', label: { en: 'Charges of these services', zh: '相应服务的费用' } },
  ];
}

export interface Dates {
  /** The period people are attributed for. */
  period: { from: string; to: string };
  /** Half-open, as the period. */
  window: { from: string; to: string };
}

export function datesOf(context: MethodContext): Dates {
  const options = new Options(context.options);
  const period = options.period('for') ?? context.period;
  const given = options.period('window');
  if (given) return { period, window: given };
  if (options.maybe('timing') !== 'prospective') return { period, window: period };
  return { period, window: { from: addMonths(period.from, -15), to: addMonths(period.from, -3) } };
}

/** Months are counted as bits of a number, of which there are so many. */
export function windowProblems(context: MethodContext, { window: { from, to } }: Dates): Diagnostic[] {
  if (monthsBetween(from, to) <= MOST_MONTHS) return [];
  return [report('window-too-long', { from, to }, context.at)];
}

/** The same day some months later, or the last of its month. */
function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
}
