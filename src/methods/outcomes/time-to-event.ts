/**
 * Time from the start of a treatment to an event, as it stood on a day: with what is not known yet told apart from what did not happen. The states are those
 * by which agreements pay: an annuity, a tier, a refund is due for `reached` or `not-reached`, and waits for `at-risk`.
 */
import type { Diagnostic } from '../../language/diagnostic.ts';
import { reporter } from '../../language/diagnostic.ts';
import { parseDuration } from '../../language/value.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { ExplainContext, Method, MethodContext } from '../method.ts';
import { dateLiteral, literals, option, Options } from '../options.ts';
import { DEATH, happened, lowered } from './happened.ts';
import { messages, reasons } from './messages.ts';

const report = reporter(messages);

/** The day a duration after a day; the last day of the month where the month is too short. */
function later(day: string, text: string): string {
  const duration = parseDuration(text);
  if (!duration) throw new Error(`${text} is no duration`);
  return `(${day} + interval ${duration.months} months + interval ${duration.days} days)::date`;
}

/** Treatments `t` asked for. */
function asked(options: Options): string {
  const conditions = [
    ['products', 'product'],
    ['indications', 'indication'],
  ].flatMap(([name = '', column = '']) =>
    options.has(name) ? [`t.${column} in ${literals(options.list(name))}`] : [],
  );
  return conditions.length > 0 ? conditions.join(' and ') : 'true';
}

/** Every event of the people treated, judged: `treatment_id`, `event`, `event_date`, `why` (`event` and `competing` count). */
function judged(context: MethodContext, only = 'true'): string {
  const options = new Options(context.options);
  const on = dateLiteral(options.maybe('on') ?? context.asOf);
  return `select t.treatment_id, t.start_date, o.event, o.kind, o.event_date, o."table", o._source, o._file, o._line,
      case when o.treatment_id is not null and o.treatment_id <> t.treatment_id then 'other-treatment'
        when o.event_date > ${on} then 'after-date'
        when o.event_date < t.start_date then 'before-start'
        when o.kind in ${lowered(options.list('events'))} then 'event'
        when o.kind in ${lowered(options.list('competing'))} then 'competing'
        else 'other-event' end as why
    from ${context.table('treatment')} t join ${happened(context)} o on o.person_id = t.person_id
    where ${asked(options)} and t.start_date <= ${on} and ${only}`;
}

async function compute(context: MethodContext): Promise<Diagnostic[]> {
  const { warehouse, into } = context;
  const options = new Options(context.options);
  const on = dateLiteral(options.maybe('on') ?? context.asOf);
  const events = context.temporary();
  await warehouse.run(`create table ${events} as ${judged(context)}`);
  const milestone = options.has('milestone')
    ? later('t.start_date', options.text('milestone'))
    : 'null::date';
  // Somebody who had an event was there that day.
  const seen =
    options.text('followed') === 'until-date'
      ? `least(${on}, e.died)`
      : `greatest(t.start_date, case when t.last_seen_date > ${on} then ${on} else t.last_seen_date end, e.latest)`;
  const gone = options.has('lost_after')
    ? `${later('seen_until', options.text('lost_after'))} < ${on}`
    : 'false';
  await warehouse.run(
    `create table ${into} as
     with e as (
       select treatment_id, min(event_date) filter (where why = 'event') as event_date,
         arg_min(event, event_date || event) filter (where why = 'event') as event,
         min(event_date) filter (where why = 'competing') as competing_date,
         arg_min(event, event_date || event) filter (where why = 'competing') as competing,
         max(event_date) filter (where why in ('event', 'competing', 'other-event')) as latest,
         min(event_date) filter (where why = 'other-event' and kind = '${DEATH}') as died
       from ${events} group by treatment_id
     ), times as (
       select t.treatment_id, t.person_id, t.product, t.indication, t.provider_id, t.line, t.price, t.start_date,
         -- The first of both decides; on one day the event does.
         case when e.event_date <= coalesce(e.competing_date, e.event_date) then e.event_date end as event_date,
         case when e.event_date <= coalesce(e.competing_date, e.event_date) then e.event end as event,
         case when e.competing_date < coalesce(e.event_date, date '9999-12-31') then e.competing_date end as competing_date,
         case when e.competing_date < coalesce(e.event_date, date '9999-12-31') then e.competing end as competing,
         ${seen} as seen_until, ${milestone} as milestone
       from ${context.table('treatment')} t left join e on e.treatment_id = t.treatment_id
       where ${asked(options)} and t.start_date <= ${on}
     ), ended as (
       select *, coalesce(event_date, competing_date, seen_until) as until from times
     ), stated as (
       select *, case when milestone is null then null
           when event_date < milestone then 'not-reached'
           when until >= milestone then 'reached'
           when competing_date is not null or ${gone} then 'lost'
           else 'at-risk' end as state
       from ended
     )
     select treatment_id, person_id, product, indication, provider_id, line, price, start_date, event, event_date,
       competing, competing_date, seen_until, (until - start_date)::bigint as days, event_date is not null as occurred, milestone,
       state, state <> 'at-risk' as final
     from stated`,
  );
  if (context.lines !== undefined) await linesOf(context, context.lines);
  return found(context, options, events, on);
}

async function linesOf(context: MethodContext, into: string, only = 'true'): Promise<void> {
  await context.warehouse.run(
    `create table ${into} as
     select treatment_id as key, "table", _source, _file, _line, null::varchar as claim_id, null::bigint as claim_line_number,
       event_date as service_date, null::decimal(38,4) as amount, why in ('event', 'competing') as counted, why as reason
     from (${judged(context, only)})`,
  );
}

/** What of the data is odd, said once with its number. */
async function found(
  context: MethodContext,
  options: Options,
  events: string,
  on: string,
): Promise<Diagnostic[]> {
  const { warehouse, at } = context;
  const diagnostics: Diagnostic[] = [];
  const names = [...options.list('events'), ...options.list('competing')];
  const kinds = await warehouse.values(`select distinct event, kind from ${happened(context)} order by all`);
  const there = kinds.map(([event]) => String(event));
  const known = new Set(kinds.map(([, kind]) => String(kind)));
  for (const event of names.filter((name) => !known.has(name.toLowerCase())))
    diagnostics.push(report('no-such-event', { event, found: there.join(', ') || '–' }, at));
  const [early] = await warehouse.rows(
    `select treatment_id, event, event_date::varchar as date, count(*) over () as count from ${events}
     where why = 'before-start' and kind in ${lowered(names)} order by treatment_id, event_date, event limit 1`,
  );
  if (early) {
    const data = {
      event: String(early['event']),
      treatment: String(early['treatment_id']),
      date: String(early['date']),
    };
    diagnostics.push(report('event-before-start', { count: Number(early['count']), ...data }, at));
  }
  const [died] = await warehouse.rows(
    `select e.treatment_id, e.event_date::varchar as date, count(*) over () as count from ${events} e
     join ${context.into} t on t.treatment_id = e.treatment_id and t.event_date is null and t.competing_date is null
     where e.why = 'other-event' and e.kind = '${DEATH}' order by e.treatment_id, e.event_date limit 1`,
  );
  if (died) {
    const data = { treatment: String(died['treatment_id']), date: String(died['date']) };
    diagnostics.push(report('death-aside', { count: Number(died['count']), ...data }, at));
  }
  const [undated] = await warehouse.rows(
    `select min(treatment_id) as treatment, count(*) as count from ${context.into} t
     where exists (select 1 from ${context.table('eligibility')} p where p.person_id = t.person_id and p.death_flag)
       and not exists (select 1 from ${happened(context)} o where o.person_id = t.person_id and o.kind = '${DEATH}')`,
  );
  if (Number(undated?.['count']) > 0) {
    const data = { count: Number(undated?.['count']), treatment: String(undated?.['treatment']) };
    diagnostics.push(report('death-undated', data, at));
  }
  const [row] = await warehouse.rows(
    `select (select count(*) from ${context.into} where seen_until = start_date and event_date is null and competing_date is null) as alone,
       (select count(*) from ${context.table('treatment')} t where ${asked(options)} and t.start_date > ${on}) as late`,
  );
  const [alone, late] = [Number(row?.['alone']), Number(row?.['late'])];
  if (alone > 0 && options.text('followed') === 'last-seen')
    diagnostics.push(report('not-followed', { count: alone }, at));
  if (late > 0)
    diagnostics.push(report('start-after', { count: late, date: options.maybe('on') ?? context.asOf }, at));
  return diagnostics;
}

export const timeToEvent: Method = {
  name: 'outcomes.time-to-event',
  title: { en: 'Time from treatment to event', zh: '治疗至事件的时间' },
  about: {
    en: 'For each treatment the first of the events asked for (progression, death, relapse, cure …) from its first day on, known by the day of the position; without one, how long the person has been followed. `state` says how the milestone stands: reached, not-reached, at-risk (still to come: what is paid by it is pending) or lost (followed no longer, or ruled out by a competing event before it). An event on the day of the milestone comes after it. Deaths are those among the events and those of the eligibility, whichever treatment they were recorded with.',
    zh: '对每例治疗，取起始日起、截止日前首个所指定事件（进展、死亡、复发、治愈等）；未发生时，取已随访的时长。`state` 表示时点状态：reached（已达到）、not-reached（未达到）、at-risk（尚未到达时点，相应付款待定）、lost（失访，或在此之前发生竞争事件）。恰在时点当日发生的事件视为时点之后。死亡取自结局事件和参保资料，不论记录在哪次治疗之下。',
  },
  source: 'Right censoring as in E. L. Kaplan and P. Meier, JASA 53 (1958)',
  reads: ['treatment', 'outcome_event', 'eligibility'],
  options: [
    option('events', 'list', 'Events that count, the first decides', '计入的事件，以首个为准', {}),
    option('competing', 'list', 'Events after which the event can no longer come', '竞争事件'),
    option(
      'milestone',
      'duration',
      'Time without the event that is judged, from the first day',
      '所考核的无事件时长',
    ),
    option('products', 'list', 'Only these products', '仅限这些产品'),
    option('indications', 'list', 'Only these indications', '仅限这些适应症'),
    option('on', 'date', 'Day the position is of; the contract’s as-of date', '截止日；默认为协议的截止日'),
    option(
      'followed',
      'text',
      'Without an event a person is known to be without it until',
      '无事件者视为随访至',
      {
        oneOf: ['last-seen', 'until-date'],
        default: 'last-seen',
      },
    ),
    option('lost_after', 'duration', 'Lost once not seen for so long', '超过此时长未随访即视为失访'),
  ],
  columns: [
    { name: 'treatment_id', type: 'text', key: true, label: { en: 'Treatment', zh: '治疗' } },
    { name: 'person_id', type: 'text', label: { en: 'Person', zh: '患者' } },
    { name: 'product', type: 'text', label: { en: 'Product', zh: '产品' } },
    { name: 'indication', type: 'text', label: { en: 'Indication', zh: '适应症' } },
    { name: 'provider_id', type: 'text', label: { en: 'Provider', zh: '医疗机构' } },
    { name: 'line', type: 'integer', label: { en: 'Line of therapy', zh: '治疗线数' } },
    { name: 'price', type: 'money', label: { en: 'Price', zh: '价格' } },
    { name: 'start_date', type: 'date', label: { en: 'First day', zh: '起始日' } },
    { name: 'event', type: 'text', label: { en: 'Event', zh: '事件' } },
    { name: 'event_date', type: 'date', label: { en: 'Day of the event', zh: '事件日期' } },
    { name: 'competing', type: 'text', label: { en: 'Competing event', zh: '竞争事件' } },
    { name: 'competing_date', type: 'date', label: { en: 'Day of the competing event', zh: '竞争事件日期' } },
    { name: 'seen_until', type: 'date', label: { en: 'Followed until', zh: '随访截止日' } },
    {
      name: 'days',
      type: 'integer',
      label: { en: 'Days to the event, or followed', zh: '至事件或随访截止的天数' },
    },
    { name: 'occurred', type: 'boolean', label: { en: 'Did the event come?', zh: '是否发生事件' } },
    { name: 'milestone', type: 'date', label: { en: 'Milestone', zh: '考核时点' } },
    { name: 'state', type: 'text', label: { en: 'State', zh: '状态' }, values: reasons },
    { name: 'final', type: 'boolean', label: { en: 'Can it no longer change?', zh: '是否已确定' } },
  ],
  reasons,
  compute,
  explain: async (context: ExplainContext) => {
    await linesOf(context, context.lines, `t.treatment_id = ${quoteLiteral(context.key[0] ?? '')}`);
    return [];
  },
};
