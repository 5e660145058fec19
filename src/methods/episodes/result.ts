/** What all methods of the family give: a row per episode, and its lines. */
import type { Diagnostic } from '../../language/diagnostic.ts';
import { reporter } from '../../language/diagnostic.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { MethodColumn, MethodContext } from '../method.ts';
import { MONEY } from '../shared/exact.ts';
import { linesTooLate } from './as-of.ts';
import { messages } from './messages.ts';
import type { Rules } from './rules.ts';
import { CATEGORIES } from './service.ts';

const report = reporter(messages);

const column = (
  name: string,
  type: MethodColumn['type'],
  en: string,
  zh: string,
  key?: true,
): MethodColumn => ({ name, type, label: { en, zh }, ...(key && { key }) });

export const EPISODE_COLUMNS: readonly MethodColumn[] = [
  column(
    'episode_id',
    'text',
    'Episode: kind, person and first day',
    '诊疗周期（类别、参保人、起始日）',
    true,
  ),
  column('episode', 'text', 'Kind of episode', '诊疗周期类别'),
  column('person_id', 'text', 'Person', '参保人'),
  column('provider', 'text', 'Provider it is attributed to', '归属医疗机构'),
  column('trigger_claim', 'text', 'Claim that began it', '触发单据'),
  column('setting', 'text', 'Where it began', '触发场所'),
  column('drg', 'text', 'Group (DRG) of the stay that began it', '触发住院病组'),
  column('anchor_start', 'date', 'Admission or procedure', '触发住院入院日或手术日'),
  column('anchor_end', 'date', 'Discharge', '触发住院出院日'),
  column('hospitals', 'integer', 'Hospitals of the stay, transfers included', '住院涉及机构数（含转院）'),
  column('start_date', 'date', 'First day of the window', '窗口期首日'),
  column('end_date', 'date', 'Last day of the window', '窗口期末日'),
  column('anchor_amount', 'money', 'The stay or procedure that began it', '触发住院或手术金额'),
  ...[
    ['inpatient', 'Other inpatient stays, readmissions included', '其他住院（含再入院）'],
    ['snf', 'Skilled nursing', '专业护理机构'],
    ['home_health', 'Home health', '居家护理'],
    ['hospice', 'Hospice', '安宁疗护'],
    ['outpatient', 'Hospital outpatient', '医院门诊'],
    ['professional', 'Professional services', '医师服务'],
    ['dme', 'Equipment and prosthetics', '设备与假肢矫形器'],
    ['pharmacy', 'Pharmacy', '药店配药'],
    ['other', 'Other', '其他'],
  ].map(([name, en, zh]) => column(`${name}_amount`, 'money', en as string, `${zh}金额`)),
  column('total_amount', 'money', 'Total of the episode', '诊疗周期总金额'),
  column('beyond_amount', 'money', 'Part of prorated lines beyond the window', '跨期明细中窗口期外的金额'),
  column('excluded_amount', 'money', 'Lines in the window that do not count', '窗口期内不计入的金额'),
  column('after_amount', 'money', 'All services in the days after the window', '窗口期后若干天内的全部费用'),
  column('unknown_lines', 'integer', 'Lines whose amount is unknown', '金额未知的明细数'),
  column('readmissions', 'integer', 'Readmissions within', '周期内再入院次数'),
  column('died', 'boolean', 'Died within', '周期内死亡'),
  column('death_date', 'date', 'Date of death', '死亡日期'),
  column(
    'status',
    'text',
    'final, open, cancelled or rejected',
    '状态：final 已结束，open 未结束，cancelled 已取消，rejected 未成立',
  ),
  column('reason', 'text', 'Why, where it is not final', '未成立、取消或未结束的原因'),
  column('other_episode', 'text', 'Episode it gave way to', '让位于的诊疗周期'),
];

/** Makes `into` and, if asked for, `lines`. Money is unknown where the window is, or where an episode was rejected. */
export async function writeResult(
  context: MethodContext,
  episodes: string,
  lines: string,
  rules: Rules,
): Promise<Diagnostic[]> {
  const { warehouse } = context;
  const { from, to } = context.period;
  const day =
    { start: 'e.win_from', end: 'e.win_to', discharge: 'e.anchor_end' }[rules.periodBy] ?? 'e.win_from';
  const inPeriod = `coalesce(${day}, e.anchor_start) >= date ${quoteLiteral(from)} and coalesce(${day}, e.anchor_start) < date ${quoteLiteral(to)}`;
  const sum = (condition: string) => `coalesce(sum(added) filter (where ${condition}), 0)::${MONEY}`;
  const money = (name: string) =>
    `case when e.status <> 'rejected' and e.win_to is not null then coalesce(t.${name}, 0) end::${MONEY} as ${name}`;
  const amounts = ['anchor', ...CATEGORIES].map((name) => `${name}_amount`);
  const extra = ['total_amount', 'beyond_amount', 'excluded_amount', 'after_amount'];
  const count = (name: string) =>
    `case when e.status <> 'rejected' and e.win_to is not null then coalesce(t.${name}, 0) end::bigint as ${name}`;
  await warehouse.run(`
    create table ${context.into} as
    with t as (
      select episode_id, ${sum('anchor')} as anchor_amount,
        ${CATEGORIES.map((name) => `${sum(`not anchor and category = '${name}'`)} as ${name}_amount`).join(', ')},
        ${sum('true')} as total_amount,
        coalesce(sum(amount - added) filter (where reason = 'prorated'), 0)::${MONEY} as beyond_amount,
        coalesce(sum(amount) filter (where added is null and reason not in ('after-window', 'after-as-of')), 0)::${MONEY} as excluded_amount,
        coalesce(sum(after), 0)::${MONEY} as after_amount,
        count(*) filter (where reason = 'amount-unknown') as unknown_lines, count(distinct readmission) as readmissions
      from ${lines} group by episode_id)
    select e.episode_id, e.episode, e.person_id, e.provider, e.claim_id as trigger_claim, e.setting, e.drg, e.anchor_start, e.anchor_end,
      e.hospitals::bigint as hospitals, e.win_from as start_date, e.win_to as end_date,
      ${[...amounts, ...extra].map(money).join(', ')}, ${count('unknown_lines')}, ${count('readmissions')},
      e.died, e.death_date, e.status, e.reason, e.other_episode
    from ${episodes} e left join t on t.episode_id = e.episode_id
    where ${inPeriod} order by e.episode_id, e.number`);
  if (context.lines) await writeLines(context, lines);
  const [unknown] = await warehouse.values(`select coalesce(sum(unknown_lines), 0) from ${context.into}`);
  const unknownLines = Number(unknown?.[0] ?? 0);
  const diagnostics: Diagnostic[] = [];
  if (unknownLines > 0) {
    const data = { count: unknownLines, amount: rules.amount };
    diagnostics.push(report('amounts-unknown', data, context.at));
  }
  return [...diagnostics, ...(await linesTooLate(context, lines, rules)), ...(await undated(context, rules))];
}

/** A prorated line is two rows, what counts and what does not, so that its rows add up to it. */
async function writeLines(context: MethodContext, lines: string): Promise<void> {
  const row = (amount: string, counted: string, reason: string) =>
    `l.episode_id as key, l.tbl as "table", l._source, l._file, l._line, l.claim_id, l.claim_line_number, l.service_date,
     ${amount} as amount, ${counted} as counted, ${reason} as reason`;
  await context.warehouse.run(`
    create table ${context.lines} as
    select * from (
      select ${row('coalesce(l.added, l.amount)', 'l.added is not null', 'l.reason')} from ${lines} l
      union all select ${row('l.amount - l.added', 'false', `'beyond-window'`)} from ${lines} l where l.reason = 'prorated')
    where key in (select episode_id from ${context.into} where status <> 'rejected')
    order by key, "table", service_date, claim_id, claim_line_number, _source, _file, _line, counted desc`);
}

/** Lines of these people that no window can hold, as nobody knows when they were. */
async function undated(context: MethodContext, rules: Rules): Promise<Diagnostic[]> {
  const [row] = await context.warehouse.values(`
    select count(*), coalesce(sum(${rules.amount}_amount), 0)::varchar from ${context.table('medical_claim')}
    where claim_line_start_date is null and claim_start_date is null and admission_date is null
      and person_id in (select person_id from ${context.into})`);
  const count = Number(row?.[0] ?? 0);
  if (count === 0) return [];
  return [report('dates-missing', { count, amount: String(row?.[1]) }, context.at)];
}
