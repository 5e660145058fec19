/**
 * `distribution.members`: an amount per group (a settlement) among its members (practices, institutions), by stated rules. Where one weight is
 * enough and members are an entity of the model, `allocate` of the language does it; this is for lists kept beside a contract, and for
 * weights that are counted from people.
 */
import type { Diagnostic } from '../../language/diagnostic.ts';
import { hasErrors, reporter } from '../../language/diagnostic.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { Method, MethodContext } from '../method.ts';
import { option, Options } from '../options.ts';
import { MONEY } from '../shared/exact.ts';
import { units } from '../shared/decimal.ts';
import { distribute } from './distribute.ts';
import { readGiven } from './given.ts';
import type { Given } from './given.ts';
import { messages, reasons } from './messages.ts';
import { moneyText } from './text.ts';

const report = reporter(messages);

export const members: Method = {
  name: 'distribution.members',
  title: { en: 'Distribution among members', zh: '成员间分配' },
  about: {
    en: 'An amount per group among its members by rules with shares (for example 60 % by panel, 40 % by quality), exact to the cent by largest remainder.',
    zh: '将各组金额按规则及份额（如 60% 按人头、40% 按质量）分配到成员，按最大余数法精确到分。',
  },
  source: 'Largest remainder (Hamilton); the rules are the agreement’s own',
  reads: [],
  options: [
    option('amounts', 'result', 'Result with the amount of each group', '给出各组金额的结果'),
    option('amounts_file', 'file', 'Or a file: group, amount', '或文件：group、amount'),
    option('group_column', 'text', 'Column of the group in the result', '结果中的分组列', {
      default: 'group',
    }),
    option('amount_column', 'text', 'Column of the amount in the result', '结果中的金额列', {
      default: 'amount',
    }),
    option(
      'groups',
      'list',
      'Groups whose amounts are divided; the others are left out, and said. Without it all are, and each needs members',
      '参与分配的组；其余各组不分配并予以说明。缺省为全部，且每组均须有成员',
      { optional: true },
    ),
    option(
      'members',
      'file',
      'Members: group, member and a column per weight',
      '成员：group、member 及各权重列',
      {},
    ),
    option(
      'shares',
      'list',
      'Rules and their shares, 100 or 1 together: equal, people, risk or a column, such as panel:60, quality:40',
      '规则及份额（合计须为 100 或 1）：equal、people、risk 或列名，如 panel:60, quality:40',
      { default: 'equal:1' },
    ),
    option(
      'people',
      'result',
      'People with their member, for the rules people and risk',
      '人员及其所属成员（用于 people、risk 规则）',
      { optional: true, needs: ['person_id'] },
    ),
    option('member_column', 'text', 'Column of the member among people', '人员结果中的成员列', {
      default: 'provider',
    }),
    option('risk', 'result', 'People with their risk', '人员风险值', {
      optional: true,
      needs: ['person_id'],
    }),
    option('risk_column', 'text', 'Column of the risk', '风险值所在列', { default: 'risk_score' }),
    option('unit', 'decimal', 'Smallest amount that is paid', '最小支付单位', { default: '0.01' }),
  ],
  columns: [
    { name: 'group', type: 'text', label: { en: 'Group', zh: '组' }, key: true },
    { name: 'member', type: 'text', label: { en: 'Member', zh: '成员' }, key: true },
    { name: 'amount', type: 'money', label: { en: 'Amount of the member', zh: '成员金额' } },
    { name: 'group_amount', type: 'money', label: { en: 'Amount of the group', zh: '组金额' } },
    { name: 'detail', type: 'text', label: { en: 'By rule', zh: '按规则列示' } },
    { name: 'reason', type: 'text', label: { en: 'Why it is unknown', zh: '未知的原因' } },
  ],
  reasons,
  compute,
};

async function compute(context: MethodContext): Promise<Diagnostic[]> {
  const { at, warehouse } = context;
  const diagnostics: Diagnostic[] = [];
  const options = new Options(context.options);
  const unit = units(options.maybe('unit') ?? '0.01');
  if (unit === undefined || unit <= 0n)
    diagnostics.push(report('unit-unusable', { text: options.maybe('unit') ?? '' }, at));
  const given = await readGiven(context);
  diagnostics.push(...given.diagnostics);
  if (!given.value || unit === undefined || hasErrors(diagnostics)) return diagnostics;
  const { pools, groups, amounts } = given.value;
  if (options.has('groups')) diagnostics.push(...chosen(options.list('groups'), given.value, at));
  for (const [group, amount] of amounts) {
    if (groups.has(group) || amount === undefined || amount === 0n) continue;
    diagnostics.push(report('group-without-members', { group, amount: moneyText(amount) }, at));
  }
  if (hasErrors(diagnostics)) return diagnostics;

  const rows: string[] = [];
  for (const [group, list] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const total = amounts.get(group);
    const missing = amounts.has(group) ? 'amount-unknown' : 'amount-missing';
    const cut = total === undefined ? { reason: missing } : distribute(total, list, pools, unit);
    for (const { id } of [...list].sort((a, b) => (a.id < b.id ? -1 : 1))) {
      const parts = 'amounts' in cut ? cut.amounts.get(id) : undefined;
      const amount = parts?.reduce((a, b) => a + b, 0n);
      const detail =
        parts && pools.map(({ rule }, i) => `${rule} ${moneyText(parts[i] as bigint)}`).join('; ');
      const cells = [
        quoteLiteral(group),
        quoteLiteral(id),
        moneySql(amount),
        moneySql(total),
        detail === undefined ? 'null' : quoteLiteral(detail),
        'reason' in cut ? quoteLiteral(cut.reason) : 'null',
      ];
      rows.push(`(${cells.join(', ')})`);
    }
  }
  await warehouse.run(
    `create table ${context.into} ("group" varchar, member varchar, amount ${MONEY}, group_amount ${MONEY}, detail varchar, reason varchar)`,
  );
  for (let i = 0; i < rows.length; i += 500)
    await warehouse.run(`insert into ${context.into} values ${rows.slice(i, i + 500).join(', ')}`);
  if (context.lines) {
    await warehouse.run(`
      create table ${context.lines} as select null::varchar as key, null::varchar as "table", null::integer as _source, null::integer as _file,
        null::bigint as _line, null::varchar as claim_id, null::bigint as claim_line_number, null::date as service_date,
        null::${MONEY} as amount, null::boolean as counted, null::varchar as reason where false`);
  }
  return diagnostics;
}

/** Leaves the groups named, and says what of the others is not divided. */
function chosen(names: readonly string[], { amounts, groups }: Given, at: MethodContext['at']): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const known = [...amounts.keys()];
  for (const group of names.filter((name) => !amounts.has(name)))
    diagnostics.push(report('group-not-there', { group, found: known.slice(0, 20).join(', ') || '–' }, at));
  const others = known.filter((name) => !names.includes(name));
  const sum = others.reduce((total, name) => total + (amounts.get(name) ?? 0n), 0n);
  const unknown = others.filter((name) => amounts.get(name) === undefined).length;
  const without = [...groups.keys()].filter((name) => !names.includes(name));
  for (const name of others) amounts.delete(name);
  for (const name of without) groups.delete(name);
  if (others.length > 0)
    diagnostics.push(
      report('groups-left-out', { count: others.length, amount: moneyText(sum), unknown }, at),
    );
  if (without.length > 0)
    diagnostics.push(report('members-left-out', { groups: without.slice(0, 20).join(', ') }, at));
  return diagnostics;
}

const moneySql = (amount: bigint | undefined) =>
  amount === undefined ? 'null' : `(${amount}::hugeint::decimal(34,0) * 0.0001::decimal(4,4))::${MONEY}`;
