/**
 * A register's follow-ups: which were expected of each treatment, and which were submitted. What is overdue is what a pending outcome waits for though it need not.
 */
import type { Diagnostic } from '../../language/diagnostic.ts';
import { reporter } from '../../language/diagnostic.ts';
import { parseDuration } from '../../language/value.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { ExplainContext, Method, MethodContext } from '../method.ts';
import { dateLiteral, literals, option, Options } from '../options.ts';
import { happened, lowered } from './happened.ts';
import { followUpStates, messages, reasons } from './messages.ts';

const report = reporter(messages);

/** Tables that are signs of a person, and the day of each row. */
const SIGNS: Readonly<Record<string, string>> = {
  observation: 'observation_date',
  encounter: 'start_date',
  outcome_event: 'event_date',
  procedure: 'procedure_date',
};

const moved = (day: string, text: string, sign = 1): string => {
  const duration = parseDuration(text);
  if (!duration) throw new Error(`${text} is no duration`);
  return `(${day} + interval (${sign * duration.months}) months + interval (${sign * duration.days}) days)::date`;
};

/** Rows of the data that are follow-ups: `person_id`, `day`, `table`, where read. */
function signs(context: MethodContext, options: Options, people: string): string {
  const codes = options.has('codes') ? ` and code in ${literals(options.list('codes'))}` : '';
  const parts = options.list('signs').map(
    (name) =>
      `select person_id, ${SIGNS[name]} as day, ${quoteLiteral(name)} as "table", _source, _file, _line from ${context.table(name)}
       where ${SIGNS[name]} is not null and person_id in (${people})${name === 'observation' || name === 'procedure' ? codes : ''}`,
  );
  return parts.join(' union all ');
}

/** Visits `v` with the days between which a follow-up is theirs: from somewhat before they are due until the next one's. */
function visits(context: MethodContext, options: Options, only: string): string {
  const products = options.has('products') ? `t.product in ${literals(options.list('products'))}` : 'true';
  const on = dateLiteral(context.asOf);
  const list = options.list('visits');
  const rows = list.map((text, i) => {
    const due = moved('t.start_date', text);
    const next = list[i + 1];
    const until =
      next === undefined
        ? `date '9999-12-31'`
        : moved(moved('t.start_date', next), options.text('early'), -1);
    return `select t.treatment_id, t.person_id, t.product, t.provider_id, t.start_date, ${quoteLiteral(text)} as visit, ${due} as due,
      ${moved(due, options.text('early'), -1)} as opens, ${moved(due, options.text('within'))} as closes, ${until} as next_opens
      from ${context.table('treatment')} t where ${products} and t.start_date <= ${on} and ${only}`;
  });
  return rows.join(' union all ');
}

async function made(
  context: MethodContext,
  options: Options,
  only: string,
): Promise<{ found: string; visit: string }> {
  const { warehouse } = context;
  const [found, visit] = [context.temporary(), context.temporary()];
  await warehouse.run(`create table ${visit} as ${visits(context, options, only)}`);
  await warehouse.run(
    `create table ${found} as select v.treatment_id, v.visit, v.due, v.closes, s.day, s."table", s._source, s._file, s._line, s.day > ${dateLiteral(context.asOf)} as later
     from ${visit} v join (${signs(context, options, `select person_id from ${visit}`)}) s on s.person_id = v.person_id and s.day >= v.opens and s.day < v.next_opens`,
  );
  return { found, visit };
}

function unordered(options: Options): string | undefined {
  const days = options.list('visits').map((text) => {
    const duration = parseDuration(text);
    return duration && duration.months >= 0 && duration.days >= 0
      ? duration.months * 31 + duration.days
      : undefined;
  });
  const wrong = days.findIndex(
    (day, i) => day === undefined || day === 0 || (i > 0 && day <= (days[i - 1] ?? 0)),
  );
  return wrong < 0 ? undefined : options.list('visits')[wrong];
}

async function compute(context: MethodContext): Promise<Diagnostic[]> {
  const options = new Options(context.options);
  const wrong = unordered(options);
  if (wrong !== undefined || options.list('visits').length === 0)
    return [report('visits-wanted', { text: wrong ?? '' }, context.at)];
  const unknown = options.list('signs').find((name) => !Object.hasOwn(SIGNS, name));
  if (unknown !== undefined)
    return [report('signs-wanted', { text: unknown, known: Object.keys(SIGNS).join(', ') }, context.at)];
  const on = dateLiteral(context.asOf);
  const { found, visit } = await made(context, options, 'true');
  const ends = options.has('ends') ? lowered(options.list('ends')) : '(null)';
  await context.warehouse.run(
    `create table ${context.into} as
     with ended as (
       select v.treatment_id, min(o.event_date) as ended from (select distinct treatment_id, person_id, start_date from ${visit}) v
       join ${happened(context)} o on o.person_id = v.person_id and o.event_date >= v.start_date and o.event_date <= ${on}
         and coalesce(o.treatment_id, v.treatment_id) = v.treatment_id and o.kind in ${ends}
       group by v.treatment_id
     ), first as (
       select treatment_id, visit, min(day) as submitted from ${found} where not later group by treatment_id, visit
     ), stated as (
       select v.*, f.submitted, e.ended,
         case when f.submitted <= v.closes then 'submitted' when e.ended <= v.due then 'not-expected' when f.submitted is not null then 'late'
           when v.due > ${on} then 'not-due' when v.closes >= ${on} then 'open' else 'overdue' end as state
       from ${visit} v left join first f on f.treatment_id = v.treatment_id and f.visit = v.visit left join ended e on e.treatment_id = v.treatment_id
     )
     select treatment_id, visit, person_id, product, provider_id, start_date, due, closes, submitted, ended, state,
       state in ('submitted', 'late', 'overdue') as expected, case when state = 'overdue' then (${on} - closes)::bigint end as days_overdue
     from stated`,
  );
  if (context.lines !== undefined) await linesOf(context, context.lines, found);
  return [];
}

async function linesOf(context: MethodContext, into: string, found: string): Promise<void> {
  await context.warehouse.run(
    `create table ${into} as select treatment_id || ',' || visit as key, "table", _source, _file, _line, null::varchar as claim_id, null::bigint as claim_line_number,
       day as service_date, null::decimal(38,4) as amount, not later as counted, case when later then 'after-date' when day > closes then 'after-window' else 'follow-up' end as reason
     from ${found}`,
  );
}

export const followUp: Method = {
  name: 'outcomes.follow-up',
  title: { en: 'Follow-ups expected and submitted', zh: '应随访与已提交随访' },
  about: {
    en: 'For each treatment and each scheduled visit whether a follow-up was submitted: any observation, encounter, outcome or procedure of the person from somewhat before the day it is due until the next visit’s turn. `state` is submitted, late (after the window), overdue (the window is over and there is none), open (due, still within the window), not-due, or not-expected (the person died or left before). Bound to a contract it tells what a pending outcome waits for.',
    zh: '对每例治疗的每次计划随访，判断是否已提交随访：自应随访日前若干时间起、至下一次随访窗口开始前，该患者的任何观察记录、就诊、结局或操作。`state` 取值：submitted（已提交）、late（窗口期后提交）、overdue（窗口期已过仍未提交）、open（已到期、仍在窗口期内）、not-due（未到期）、not-expected（此前已死亡或退出，无需随访）。绑定到协议后可说明待定结局在等待什么。',
  },
  source: 'The schedule of the register or agreement',
  reads: ['treatment', 'outcome_event', 'eligibility', 'observation', 'encounter', 'procedure'],
  options: [
    option(
      'visits',
      'list',
      'When follow-ups are due after the first day, in order: P3M, P6M, P12M',
      '各次随访距起始日的时间，按先后列出：P3M, P6M, P12M',
      {},
    ),
    option(
      'within',
      'duration',
      'How long after the day it is due a follow-up may come',
      '应随访日之后允许的时间',
      { default: 'P30D' },
    ),
    option('early', 'duration', 'How long before', '应随访日之前允许的时间', { default: 'P14D' }),
    option('signs', 'list', 'Tables whose rows are follow-ups', '视为随访的数据表', {
      default: 'observation, encounter, outcome_event',
    }),
    option(
      'codes',
      'list',
      'Only observations and procedures with these codes',
      '仅限这些编码的观察记录和操作',
    ),
    option('ends', 'list', 'Events after which none is expected', '发生后不再需要随访的事件', {
      default: 'death',
    }),
    option('products', 'list', 'Only these products', '仅限这些产品'),
  ],
  columns: [
    { name: 'treatment_id', type: 'text', key: true, label: { en: 'Treatment', zh: '治疗' } },
    { name: 'visit', type: 'text', key: true, label: { en: 'Visit', zh: '随访时点' } },
    { name: 'person_id', type: 'text', label: { en: 'Person', zh: '患者' } },
    { name: 'product', type: 'text', label: { en: 'Product', zh: '产品' } },
    { name: 'provider_id', type: 'text', label: { en: 'Site', zh: '医疗机构' } },
    { name: 'start_date', type: 'date', label: { en: 'First day', zh: '起始日' } },
    { name: 'due', type: 'date', label: { en: 'Due', zh: '应随访日' } },
    { name: 'closes', type: 'date', label: { en: 'Last day of the window', zh: '窗口期末日' } },
    { name: 'submitted', type: 'date', label: { en: 'Submitted follow-up', zh: '已提交随访日期' } },
    { name: 'ended', type: 'date', label: { en: 'No longer expected from', zh: '自此日起无需随访' } },
    { name: 'state', type: 'text', label: { en: 'State', zh: '状态' }, values: followUpStates },
    { name: 'expected', type: 'boolean', label: { en: 'Expected by now', zh: '截至目前应提交' } },
    { name: 'days_overdue', type: 'integer', label: { en: 'Days overdue', zh: '逾期天数' } },
  ],
  reasons,
  compute,
  explain: async (context: ExplainContext) => {
    const options = new Options(context.options);
    const { found } = await made(context, options, `t.treatment_id = ${quoteLiteral(context.key[0] ?? '')}`);
    await context.warehouse.run(`delete from ${found} where visit <> ${quoteLiteral(context.key[1] ?? '')}`);
    await linesOf(context, context.lines, found);
    return [];
  },
};
