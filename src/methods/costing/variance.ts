/**
 * How far a case left its pathway: steps that all cases need and this one did not have, steps of no pathway of its own, steps repeated, late, or
 * longer than planned. A variance is a question, not a fault: a clinician may have every reason to leave the path.
 */
import type { Diagnostic } from '../../language/diagnostic.ts';
import { hasErrors, reporter } from '../../language/diagnostic.ts';
import type { MethodColumn } from '../../language/method.ts';
import type { Method, MethodContext } from '../method.ts';
import { Options } from '../options.ts';
import { halfEven, MONEY } from '../shared/exact.ts';
import { CASE_COLUMNS, CASE_OPTIONS, explainCase } from './cases.ts';
import { messages, REASONS } from './messages.ts';
import { EVENT_OPTION, fourth, hospitalRate, MAP_OPTIONS, usedResources } from './uses.ts';
import type { Used } from './uses.ts';

const report = reporter(messages);

const count = (name: string, en: string, zh: string): MethodColumn => ({
  name,
  type: 'integer',
  label: { en, zh },
});

export const pathwayVariance: Method = {
  name: 'costing.pathway-variance',
  title: { en: 'Variance from the pathway', zh: '临床路径变异' },
  about: {
    en: 'For each case the steps of its pathway that are missing, extra, repeated, late or longer than planned, and what leaving the path cost or saved.',
    zh: '逐例列出临床路径的步骤缺失、路径外步骤、重复、延迟与超时，以及偏离路径增加或减少的成本。',
  },
  source:
    'Variance tracking of integrated care pathways: a variance is what was expected of the pathway and did not happen, or happened otherwise; costs as in costing.tdabc',
  reads: ['inpatient_case', 'cost_item'],
  options: [
    ...MAP_OPTIONS,
    EVENT_OPTION,
    {
      name: 'tolerance',
      type: 'decimal',
      label: {
        en: 'Share by which minutes may exceed the plan: 0.2 is a fifth',
        zh: '用时可超出计划的比例：0.2 为五分之一',
      },
      default: '0',
    },
    ...CASE_OPTIONS,
  ],
  columns: [
    ...CASE_COLUMNS,
    { name: 'pathway', type: 'text', label: { en: 'Pathway', zh: '路径' } },
    count('steps', 'Steps every case needs', '必需步骤数'),
    count('done', 'Of them done', '其中已完成'),
    count('missing', 'Steps missing', '缺失步骤数'),
    count('extra', 'Steps not in the pathway', '路径外步骤数'),
    count('repeated', 'Steps done more often than planned', '次数超出计划的步骤数'),
    count('late', 'Steps later than planned', '延迟步骤数'),
    count('over', 'Steps longer than planned', '超时步骤数'),
    count('variances', 'Variances in all', '变异合计'),
    { name: 'minutes_over', type: 'decimal', label: { en: 'Minutes over plan', zh: '超出计划的分钟数' } },
    {
      name: 'cost_effect',
      type: 'money',
      label: {
        en: 'Cost of the steps as done less as planned; steps not in the pathway are not in it',
        zh: '步骤实际成本减计划成本；不含路径外步骤',
      },
    },
    count(
      'undated',
      'Steps whose day is unknown, not judged late or not',
      '日期未知、未判断是否延迟的步骤数',
    ),
    count('other_events', 'Events of no step of any pathway', '不属于任何路径步骤的事件数'),
    {
      name: 'reason',
      type: 'text',
      label: {
        en: 'Why nothing is judged, or the cost effect is unknown',
        zh: '未作判断或成本影响未知的原因',
      },
    },
  ],
  reasons: REASONS,
  compute,
  explain: explainCase(compute),
};

/** Figures of a case that are nought where its pathway has nothing to say. */
const NUMBERS = ['steps', 'done', 'missing', 'extra', 'repeated', 'late', 'over', 'minutes_over', 'undated'];

async function compute(context: MethodContext): Promise<Diagnostic[]> {
  const asDone = new Map([...context.options, ['basis', 'events']]);
  const used = await usedResources({ ...context, options: asDone });
  const { value, diagnostics } = used;
  if (!value?.events || hasErrors(diagnostics)) return diagnostics;
  const judged = context.temporary();
  const options = new Options(context.options);
  // Items show a step by its codes alone: one without them cannot be missed.
  const seen = options.has('events')
    ? 'true'
    : `p.step in (select step from ${value.pathways.codes} k where k.pathway = p.pathway)`;
  await context.warehouse.run(
    `create table ${judged} as ${judge(value, value.events, options.decimal('tolerance'), seen)}`,
  );
  diagnostics.push(...(await unseen(context, value, options)));
  // A pathway without a step that all need has nothing to miss; no pathway at all is not judged.
  const none = 'case when c.pathway is not null then 0 end';
  await context.warehouse.run(`
    create table ${context.into} as
    select c.case_id, c.case_group, c.hospital_id, c.department, c.discharge_date, c.pathway,
      ${NUMBERS.map((name) => `coalesce(j.${name}, ${none}) as ${name}`).join(', ')},
      coalesce(j.missing + j.extra + j.repeated + j.late + j.over, ${none})::bigint as variances,
      case when coalesce(j.uncosted, 0) = 0 then coalesce(j.cost_effect, ${none})::${MONEY} end as cost_effect, coalesce(o.n, 0) as other_events,
      case when c.pathway is null then 'no-pathway' when j.uncosted > 0 then 'no-resource-cost' end as reason
    from ${value.cases} c
      left join (
        select case_id, count(*) filter (where required) as steps, count(*) filter (where required and done) as done,
          count(*) filter (where kind = 'step-missing') as missing, count(*) filter (where kind = 'step-extra') as extra,
          count(*) filter (where repeated) as repeated, count(*) filter (where late) as late, count(*) filter (where over) as over,
          coalesce(sum(minutes_over), 0)::decimal(38,4) as minutes_over, coalesce(sum(effect), 0)::${MONEY} as cost_effect,
          count(*) filter (where undated) as undated, count(*) filter (where planned_step and effect is null) as uncosted
        from ${judged} group by case_id) j using (case_id)
      left join (select case_id, count(*) as n from ${value.events} where own is null and elsewhere is null group by case_id) o using (case_id)
    order by case_id`);
  if (context.lines !== undefined) await linesOf(context, value, judged, context.lines);
  return diagnostics;
}

/** Steps of the cases' pathways that no item can show, said once. */
async function unseen(
  context: MethodContext,
  { cases, pathways }: Used,
  options: Options,
): Promise<Diagnostic[]> {
  if (options.has('events')) return [];
  const found = await context.warehouse.values(
    `select s.pathway || ' / ' || s.step from ${pathways.steps} s semi join ${cases} c on c.pathway = s.pathway
       anti join ${pathways.codes} k on k.pathway = s.pathway and k.step = s.step order by s.pathway, s.row`,
  );
  if (found.length === 0) return [];
  const steps = found
    .slice(0, 5)
    .map(([name]) => String(name))
    .join(', ');
  return [report('steps-without-codes', { count: found.length, steps }, context.at)];
}

/** A row per case and step, planned or done. A step that not all cases need, and this one did not have, is none. */
function judge(
  { cases, pathways, resources, uses }: Used,
  events: string,
  tolerance: string,
  seen: string,
): string {
  const { cost, capacity, join } = hospitalRate(resources);
  const scale = 10n ** BigInt(tolerance.split('.')[1]?.length ?? 0);
  const factor = scale + BigInt(tolerance.replace('.', ''));
  const first = (column: string) => `arg_min(${column}, {d: day, i: item})`;
  return `
    with plan as (
      select k.hospital_id, s.pathway, s.step, s.row, s.probability = 10000 as required, s.quantity, s.duration, s.by_day,
        coalesce(t.cost, 0) + ${fourth(halfEven('(s.supplies * s.quantity)', '10000::hugeint'), MONEY)} as cost, coalesce(t.unknown, 0) as unknown
      from (select distinct hospital_id, pathway from ${cases} where pathway is not null) k join ${pathways.steps} s using (pathway)
        left join (
          select c.hospital_id, c.pathway, u.step, count(*) filter (where ${cost} is null) as unknown,
            sum(${fourth(halfEven(`(u.minutes * s.quantity * ${cost})`, `(${capacity}) * 10000::hugeint`), MONEY)}) as cost
          from (select distinct hospital_id, pathway from ${cases} where pathway is not null) c join ${pathways.uses} u using (pathway)
            join ${pathways.steps} s on s.pathway = u.pathway and s.step = u.step ${join}
          group by all) t on t.hospital_id is not distinct from k.hospital_id and t.pathway = s.pathway and t.step = s.step),
    act as (
      select case_id, coalesce(own, elsewhere) as step, own is not null as planned_step, sum(quantity) as quantity,
        sum(minutes * sign(quantity)::hugeint) as minutes, coalesce(sum(quantity) filter (where minutes is not null), 0) as timed,
        min(day) as first_day, bool_or(day is null) as some_undated,
        ${['origin', '_source', '_file', '_line', 'item'].map((name) => `${first(name)} as ${name}`).join(', ')}
      from ${events} where (own is not null or elsewhere is not null) and pathway is not null group by 1, 2, 3 having sum(quantity) > 0),
    spent as (select case_id, step, case when count(*) = count(cost) then sum(cost) end as cost from ${uses} group by all),
    both_ as (
      select c.case_id, p.step, true as planned_step, p.required, a.case_id is not null as done, p.row, p.quantity as planned_quantity, a.quantity,
        p.duration * a.timed as planned_minutes, a.minutes * 10000 as actual_minutes,
        a.case_id is not null and p.by_day is not null and a.first_day - c.admission_date <= p.by_day as in_time,
        a.case_id is not null and p.by_day is not null and not coalesce(a.some_undated, false) and a.first_day - c.admission_date > p.by_day as late,
        a.case_id is not null and p.by_day is not null as dated,
        case when p.unknown = 0 then p.cost end as plan_cost, case when a.case_id is null then 0 else s.cost end as cost,
        a.origin, a._source, a._file, a._line, a.item, a.first_day
      from ${cases} c join plan p on p.pathway = c.pathway and p.hospital_id is not distinct from c.hospital_id
        left join act a on a.case_id = c.case_id and a.step = p.step and a.planned_step left join spent s on s.case_id = c.case_id and s.step = p.step
      where (p.required and ${seen}) or a.case_id is not null)
    select case_id, step, planned_step, required, done, row, origin, _source, _file, _line, item, first_day,
      done and quantity > planned_quantity as repeated,
      coalesce(late, false) as late, dated and not coalesce(late, false) and not coalesce(in_time, false) as undated,
      coalesce(actual_minutes * ${scale}::hugeint > planned_minutes * ${factor}::hugeint and planned_minutes > 0, false) as over,
      case when over then ${fourth(halfEven('(actual_minutes - planned_minutes)', '10000::hugeint'), 'decimal(38,4)')} end as minutes_over,
      (coalesce(cost, case when done then 0 end) - plan_cost)::${MONEY} as effect,
      case when not done then 'step-missing' when repeated then 'step-repeated' when over then 'minutes-over'
        when not required then 'optional-done' else 'as-planned' end as kind
    from both_
    union all
    select a.case_id, a.step, false, false, true, null, a.origin, a._source, a._file, a._line, a.item, a.first_day, false, false, false, false, null, null, 'step-extra'
    from act a where not a.planned_step`;
}

/** One line with the cost effect for each step, and one of nothing for each thing more that is said of it. */
async function linesOf(context: MethodContext, { cases }: Used, judged: string, into: string): Promise<void> {
  const where = `j.case_id as key, coalesce(j.origin, 'inpatient_case') as "table", case when j.origin is null then c._source else j._source end as _source,
    case when j.origin is null then c._file else j._file end as _file, case when j.origin is null then c._line else j._line end as _line, j.case_id as claim_id,
    coalesce(j.item, j.row) as claim_line_number, coalesce(j.first_day, c.discharge_date) as service_date`;
  const more = (amount: string, counted: boolean, reason: string, when: string) =>
    `select ${where}, ${amount}, ${counted}, '${reason}' from ${judged} j join ${cases} c using (case_id) where ${when}`;
  const zero = `0::${MONEY}`;
  await context.warehouse.run(`
    create table ${into} as
    select * from (
      select ${where}, j.effect as amount, true as counted, j.kind as reason from ${judged} j join ${cases} c using (case_id)
      union all ${more(zero, true, 'minutes-over', `j.over and j.kind <> 'minutes-over'`)}
      union all ${more(zero, true, 'step-late', 'j.late')}
      union all ${more(`null::${MONEY}`, false, 'date-unknown', 'j.undated')}
      union all select case_id, 'inpatient_case', _source, _file, _line, case_id, null, discharge_date, null, false, 'no-pathway' from ${cases} where pathway is null)
    order by all`);
}
