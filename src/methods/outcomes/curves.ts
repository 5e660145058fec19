/** Curves of groups from times of people: the share without the event at milestones, the median, the restricted mean, and whether the groups differ. */
import type { Diagnostic } from '../../language/diagnostic.ts';
import { hasErrors, reporter } from '../../language/diagnostic.ts';
import type { Cell } from '../../warehouse/warehouse.ts';
import { quoteIdentifier } from '../../warehouse/warehouse.ts';
import type { Method, MethodContext } from '../method.ts';
import { option, Options } from '../options.ts';
import { noLines } from '../shared/no-lines.ts';
import { messages } from './messages.ts';
import type { Group, Row } from './curve-rows.ts';

const report = reporter(messages);

/** Everybody, where no column tells groups apart. */
const EVERYONE = 'all';

/** Digits after the point of shares and test results; days get four. */
const DIGITS = 12;

async function compute(context: MethodContext): Promise<Diagnostic[]> {
  const options = new Options(context.options);
  const problems = await misfits(context, options);
  if (hasErrors(problems)) return problems;
  const { groups, unknown, ungrouped, unstratified } = await groupsOf(context, options);
  if (unknown > 0) problems.push(report('time-unknown', { count: unknown }, context.at));
  if (ungrouped > 0)
    problems.push(report('group-unknown', { count: ungrouped, column: options.text('by') }, context.at));
  if (unstratified > 0)
    problems.push(
      report('stratum-unknown', { count: unstratified, column: options.text('strata') }, context.at),
    );
  const { rowsOf } = await import('./curve-rows.ts');
  if (options.has('mean_days')) problems.push(...beyond(context, groups, options.integer('mean_days')));
  await write(context, rowsOf(groups, options, DIGITS));
  if (context.lines !== undefined) await noLines(context, context.lines);
  return problems;
}

/** Groups nobody of was followed for so long as the mean is asked for, while some were still without the event. */
function beyond(context: MethodContext, groups: readonly Group[], until: number): Diagnostic[] {
  const short = groups.filter(({ counts }) => {
    const last = counts.at(-1);
    return last !== undefined && last.time < until && last.censored + last.competing > 0;
  });
  const [first] = short;
  const days = first?.counts.at(-1)?.time ?? 0;
  return first
    ? [report('mean-beyond', { count: short.length, group: first.name, days, until }, context.at)]
    : [];
}

/** What cannot be computed with. */
async function misfits(context: MethodContext, options: Options): Promise<Diagnostic[]> {
  const { warehouse, at } = context;
  const problems: Diagnostic[] = [];
  for (const name of ['days', 'mean_days']) {
    if (options.has(name) && !options.list(name).every((item) => /^[1-9]\d{0,5}$/.test(item)))
      problems.push(report('days-wanted', { option: name, text: options.text(name) }, at));
  }
  const level = Number(options.text('level'));
  if (!(level >= 0.5 && level <= 0.9999))
    problems.push(report('level-outside', { text: options.text('level') }, at));
  const result = options.text('times');
  const described = await warehouse.values(`select column_name from (describe ${context.result(result)})`);
  const columns = described.map(([name]) => String(name));
  for (const column of [options.maybe('by'), options.maybe('strata')]) {
    if (column !== undefined && !columns.includes(column))
      problems.push(report('result-column-missing', { result, column, found: columns.join(', ') }, at));
  }
  return problems;
}

/** Counts by group, stratum and day, in order; how many rows are in none, in no group for want of one, and in no stratum. */
async function groupsOf(
  context: MethodContext,
  options: Options,
): Promise<{ groups: Group[]; unknown: number; ungrouped: number; unstratified: number }> {
  const from = context.result(options.text('times'));
  const text = (name: string) =>
    options.has(name) ? `nullif(${quoteIdentifier(options.text(name))}::varchar, '')` : `'${EVERYONE}'`;
  const timed = 'days is not null and occurred is not null';
  const rows = await context.warehouse.values(
    `select ${text('by')} as g, ${text('strata')} as s, days, count(*) filter (where occurred),
       count(*) filter (where not occurred and competing_date is not null), count(*) filter (where not occurred and competing_date is null)
     from ${from} where ${timed} and ${text('by')} is not null group by all order by all`,
  );
  const [[unknown, ungrouped, unstratified] = []] = await context.warehouse.values(
    `select count(*) filter (where not (${timed})), count(*) filter (where ${timed} and ${text('by')} is null),
       count(*) filter (where ${timed} and ${text('by')} is not null and ${text('strata')} is null) from ${from}`,
  );
  const groups = new Map<string, Group>();
  for (const [g, s, ...numbers] of rows) {
    const name = String(g);
    const [time = 0, events = 0, competing = 0, censored = 0] = numbers.map(Number);
    let group = groups.get(name);
    if (!group) groups.set(name, (group = { name, counts: [], strata: new Map() }));
    // Whom a competing event takes is, for the curve of the event, no longer seen.
    const counts = { time, events, competing, censored };
    group.counts.push(counts);
    // Who is in no stratum is compared with nobody.
    if (s === null) continue;
    const stratum = group.strata.get(String(s)) ?? [];
    stratum.push({ time, events, censored: censored + competing });
    group.strata.set(String(s), stratum);
  }
  for (const group of groups.values()) group.counts = merged(group.counts);
  return {
    groups: [...groups.values()],
    unknown: Number(unknown),
    ungrouped: Number(ungrouped),
    unstratified: Number(unstratified),
  };
}

/** One row per time, over strata. */
function merged(counts: Group['counts']): Group['counts'] {
  const at = new Map<number, Group['counts'][number]>();
  for (const one of counts) {
    const sum = at.get(one.time) ?? { time: one.time, events: 0, competing: 0, censored: 0 };
    at.set(one.time, {
      time: one.time,
      events: sum.events + one.events,
      competing: sum.competing + one.competing,
      censored: sum.censored + one.censored,
    });
  }
  return [...at.values()].sort((a, b) => a.time - b.time);
}

async function write(context: MethodContext, rows: readonly Row[]): Promise<void> {
  const staged = context.temporary();
  const [schema = '', name = ''] = staged.split('.').map((part) => part.replaceAll('"', ''));
  const columns = curves.columns.map((column) => ({ name: column.name, type: 'varchar' as const }));
  await context.warehouse.create({ schema, name }, columns);
  const cells = rows.map((row) =>
    columns.map((column): Cell => (row[column.name] === undefined ? null : String(row[column.name]))),
  );
  await context.warehouse.insert({ schema, name }, columns, cells);
  const sql = {
    text: 'varchar',
    integer: 'bigint',
    decimal: `decimal(28,${DIGITS})`,
    date: 'date',
    boolean: 'boolean',
    money: 'decimal(38,4)',
  };
  await context.warehouse.run(
    `create table ${context.into} as select ${curves.columns
      .map(
        (column) => `${quoteIdentifier(column.name)}::${sql[column.type]} as ${quoteIdentifier(column.name)}`,
      )
      .join(', ')} from ${staged}`,
  );
}

export const curves: Method = {
  name: 'outcomes.curves',
  title: { en: 'Kaplan–Meier curves of groups', zh: '各组的 Kaplan–Meier 生存曲线' },
  about: {
    en: 'Of the times of `outcomes.time-to-event`: for each group and each of the days asked for, the share without the event with its standard error and interval, and the cumulative incidence where other events compete; the median, the mean time without the event within `mean_days`, and the log-rank test of all groups. A share, and a mean, beyond the last day anybody was followed is unknown; whose group is unknown is in none. Figures are computed in doubles and rounded to twelve digits.',
    zh: '基于 `outcomes.time-to-event` 的时间：按组、按所指定的天数给出无事件比例及其标准误与置信区间，存在竞争事件时另给累积发生率；并给出中位时间、`mean_days` 之内的限制平均时间，以及各组的 log-rank 检验。超过末次随访日的比例和平均时间为未知；所属组未知者不计入任何组。以浮点计算，保留十二位小数。',
  },
  source:
    'Kaplan and Meier 1958; Greenwood 1926; Brookmeyer and Crowley 1982; Mantel 1966; Harrington and Fleming 1982; Aalen and Johansen 1978',
  reads: [],
  options: [
    option('times', 'result', 'Result of outcomes.time-to-event', 'outcomes.time-to-event 的结果', {
      needs: ['days', 'occurred', 'competing_date'],
    }),
    option('by', 'text', 'Column that tells groups apart', '分组所在列'),
    option('strata', 'text', 'Column within whose values groups are compared', '分层检验所在列'),
    option('days', 'list', 'Days at which the share is asked for', '所求比例的天数'),
    option('mean_days', 'integer', 'Days within which the mean is taken', '限制平均时间的天数'),
    option('interval', 'text', 'Transformation of intervals', '置信区间的变换', {
      oneOf: ['log', 'log-log', 'plain'],
      default: 'log',
    }),
    option('level', 'decimal', 'Level of intervals', '置信水平', { default: '0.95' }),
    option(
      'rho',
      'text',
      'Weights of the test: 0 log-rank, 1 early differences more',
      '检验权重：0 为 log-rank，1 侧重早期差异',
      {
        oneOf: ['0', '1'],
        default: '0',
      },
    ),
  ],
  columns: [
    { name: 'group', type: 'text', key: true, label: { en: 'Group', zh: '组' } },
    { name: 'day', type: 'integer', key: true, label: { en: 'Day', zh: '天数' } },
    { name: 'people', type: 'integer', label: { en: 'Treatments', zh: '例数' } },
    { name: 'events', type: 'integer', label: { en: 'Events', zh: '事件数' } },
    { name: 'competing', type: 'integer', label: { en: 'Competing events', zh: '竞争事件数' } },
    { name: 'at_risk', type: 'integer', label: { en: 'At risk', zh: '风险人数' } },
    { name: 'free', type: 'decimal', label: { en: 'Share without the event', zh: '无事件比例' } },
    { name: 'free_error', type: 'decimal', label: { en: 'Its standard error', zh: '标准误' } },
    { name: 'free_low', type: 'decimal', label: { en: 'Lower limit', zh: '下限' } },
    { name: 'free_high', type: 'decimal', label: { en: 'Upper limit', zh: '上限' } },
    { name: 'incidence', type: 'decimal', label: { en: 'Cumulative incidence', zh: '累积发生率' } },
    { name: 'incidence_error', type: 'decimal', label: { en: 'Its standard error', zh: '累积发生率标准误' } },
    { name: 'median', type: 'decimal', label: { en: 'Median, days', zh: '中位天数' } },
    { name: 'median_low', type: 'decimal', label: { en: 'Its lower limit', zh: '中位天数下限' } },
    { name: 'median_high', type: 'decimal', label: { en: 'Its upper limit', zh: '中位天数上限' } },
    { name: 'mean', type: 'decimal', label: { en: 'Restricted mean, days', zh: '限制平均天数' } },
    { name: 'mean_error', type: 'decimal', label: { en: 'Its standard error', zh: '限制平均天数标准误' } },
    { name: 'chi_square', type: 'decimal', label: { en: 'Test of all groups: χ²', zh: '组间检验 χ²' } },
    { name: 'degrees', type: 'integer', label: { en: 'Degrees of freedom', zh: '自由度' } },
    { name: 'p', type: 'decimal', label: { en: 'p', zh: 'p 值' } },
  ],
  compute,
};
