/**
 * What patients report of themselves: scores of an instrument before and after a day that matters (an operation, the start of a treatment), the change, and who
 * is better by at least what matters to patients.
 */
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { reporter } from '../../language/diagnostic.ts';
import { parseDuration } from '../../language/value.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { ExplainContext, Method, MethodContext } from '../method.ts';
import { literals, option, Options } from '../options.ts';
import { units } from '../shared/decimal.ts';
import { readDocument } from '../shared/document.ts';
import type { Instrument } from './instruments/instrument.ts';
import { answersOf } from './instruments/answers.ts';
import { instrument, itemsOf, misfits } from './instruments/instrument.ts';
import type { Link } from './instruments/links.ts';
import { links, linksOf, unfitLinks } from './instruments/links.ts';
import { scoreAnswers } from './instruments/score.ts';
import { INSTRUMENTS, shippedInstruments } from './instruments/shipped.ts';
import type { ValueSet } from './instruments/value-set.ts';
import { misfitsOfSet, valueSet } from './instruments/value-set.ts';
import { messages, reasons } from './messages.ts';
import { oddAnswers } from './odd-answers.ts';

const report = reporter(messages);

interface Asked {
  document: Instrument;
  links: Link[];
  valueSet: ValueSet | undefined;
}

/** The instrument and the value set of a call, read and fitting. */
async function asked(context: MethodContext): Promise<Checked<Asked>> {
  const options = new Options(context.options);
  const path = await context.document('instrument', INSTRUMENTS);
  if (path.value === undefined) return { diagnostics: path.diagnostics };
  const read = readDocument(path.value, instrument);
  if (!read.value) return { diagnostics: read.diagnostics };
  const document = read.value;
  const linked = await linksOfCall(context, document);
  if (!linked.value) return { diagnostics: linked.diagnostics };
  const wrong = misfits(document).map((data) =>
    report('instrument-misfit', { path: path.value ?? '', ...data }, { file: path.value ?? '' }),
  );
  if (wrong.length > 0) return { diagnostics: wrong };
  if (options.has('important') && units(options.text('important')) === undefined)
    return { diagnostics: [report('important-digits', { text: options.text('important') }, context.at)] };
  if (!options.has('value_set')) {
    const needs = document.scales.filter(({ score }) => score === 'value-set').map(({ scale }) => scale);
    if (needs.length < document.scales.length) {
      const data = { instrument: document.instrument, scales: needs.join(', ') };
      const without = needs.length > 0 ? [report('value-set-absent', data, context.at)] : [];
      return { value: { document, links: linked.value, valueSet: undefined }, diagnostics: without };
    }
    return { diagnostics: [report('value-set-needed', { instrument: document.instrument }, context.at)] };
  }
  const file = await context.document('value_set', 'value-sets');
  if (file.value === undefined) return { diagnostics: file.diagnostics };
  const set = readDocument(file.value, valueSet);
  if (!set.value) return { diagnostics: set.diagnostics };
  if (set.value.instrument !== document.instrument) {
    const data = { set: set.value.value_set, of: set.value.instrument, instrument: document.instrument };
    return { diagnostics: [report('value-set-other', data, context.at)] };
  }
  const [at, unfit] = [file.value, misfitsOfSet(set.value)];
  if (unfit.length > 0)
    return {
      diagnostics: unfit.map((data) => report('instrument-misfit', { path: at, ...data }, { file: at })),
    };
  return { value: { document, links: linked.value, valueSet: set.value }, diagnostics: [] };
}

/** The links of a call, read and fitting. */
async function linksOfCall(context: MethodContext, document: Instrument): Promise<Checked<Link[]>> {
  if (!new Options(context.options).has('links')) return { value: [], diagnostics: [] };
  const path = await context.document('links');
  if (path.value === undefined) return { diagnostics: path.diagnostics };
  const read = readDocument(path.value, links);
  if (!read.value) return { diagnostics: read.diagnostics };
  const file = path.value;
  const wrong = unfitLinks(read.value, document).map((data) =>
    report('instrument-misfit', { path: file, ...data }, { file }),
  );
  return wrong.length > 0 ? { diagnostics: wrong } : { value: linksOf(read.value), diagnostics: [] };
}

/** The query of the answers of the people asked for. */
function answersOfCall(context: MethodContext, { document, links: linked }: Asked, only: string): string {
  const options = new Options(context.options);
  const people = `o.person_id in (select person_id from ${context.result(options.text('index'))})`;
  return answersOf({
    observation: context.table('observation'),
    instrument: document,
    links: linked,
    codeType: options.maybe('code_type') ?? document.instrument,
    asOf: context.asOf,
    only: `${people} and ${only}`,
  });
}

/** `day + duration`. */
function moved(day: string, text: string, sign = 1): string {
  const duration = parseDuration(text);
  if (!duration) throw new Error(`${text} is no duration`);
  const [months, days] = [duration.months * sign, duration.days * sign];
  return `(${day} + interval (${months}) months + interval (${days}) days)::date`;
}

/** Answers and the scores of each index day: tables `answers` and `scored`. */
async function scored(
  context: MethodContext,
  call: Asked,
  only = 'true',
): Promise<{ answers: string; chosen: string }> {
  const { warehouse } = context;
  const options = new Options(context.options);
  const [answers, scores, chosen] = [context.temporary(), context.temporary(), context.temporary()];
  await warehouse.run(`create table ${answers} as ${answersOfCall(context, call, only)}`);
  const set = call.valueSet === undefined ? {} : { valueSet: call.valueSet };
  const fit = context.temporary();
  await warehouse.run(
    `create view ${fit} as select person_id, day, item, answer::integer as answer from ${answers} where why is null`,
  );
  await scoreAnswers(warehouse, call.document, { answers: fit, into: scores, ...set });
  const wanted = call.document.scales.filter(({ score }) => score !== 'value-set' || call.valueSet);
  const scales = wanted.map(({ scale }) => `(${quoteLiteral(scale)})`).join(', ');
  const due = moved('x.index_date', options.text('after'));
  const within = options.text('within');
  await warehouse.run(
    `create table ${chosen} as
     with x as (select distinct person_id, ${options.text('index_column')}::date as index_date from ${context.result(options.text('index'))} o
         where person_id is not null and ${options.text('index_column')} is not null and ${only}),
     rows as (select x.*, s.scale from x cross join (values ${scales}) s(scale)),
     before as (
       select x.person_id, x.index_date, s.scale, arg_max(s.day, s.day) as day, arg_max(s.score, s.day) as score from rows x join ${scores} s
         on s.person_id = x.person_id and s.scale = x.scale and s.score is not null
         and s.day between ${moved('x.index_date', options.text('before'), -1)} and x.index_date group by all
     ), later as (
       -- The nearest to the day asked for; of two as near the later.
       select x.person_id, x.index_date, s.scale, s.day, s.score from rows x join ${scores} s
         on s.person_id = x.person_id and s.scale = x.scale and s.score is not null and s.day > x.index_date
         and s.day between ${moved(due, within, -1)} and ${moved(due, within)}
       qualify row_number() over (partition by x.person_id, x.index_date, s.scale order by abs(s.day - ${due}), s.day desc) = 1
     )
     select x.person_id, x.index_date, x.scale, b.day as baseline_date, b.score as baseline, l.day as followup_date, l.score as followup,
       ${due} as due, ${moved(due, within)} as until
     from rows x
     left join before b on b.person_id = x.person_id and b.index_date = x.index_date and b.scale = x.scale
     left join later l on l.person_id = x.person_id and l.index_date = x.index_date and l.scale = x.scale`,
  );
  return { answers, chosen };
}

async function compute(context: MethodContext): Promise<Diagnostic[]> {
  const call = await asked(context);
  if (!call.value) return call.diagnostics;
  const { document } = call.value;
  const options = new Options(context.options);
  const { answers, chosen } = await scored(context, call.value);
  const better = document.scales.map(
    ({ scale, better: way }) => `when ${quoteLiteral(scale)} then ${way === 'higher' ? 1 : -1}`,
  );
  const important = document.scales.flatMap(({ scale, important: least }) => {
    const change = options.has('important') ? options.decimal('important') : least?.change;
    return change === undefined ? [] : [`when ${quoteLiteral(scale)} then ${change}::decimal(18,4)`];
  });
  await context.warehouse.run(
    `create table ${context.into} as
     select *, gain >= important as responder,
       case when baseline is null and followup is null then 'no-scores' when baseline is null then 'no-baseline'
         when followup is null then case when final then 'no-followup' else 'not-due' end end as reason
     from (
       select person_id, index_date, scale, baseline, baseline_date, followup, followup_date, followup - baseline as change,
         ((followup - baseline) * case scale ${better.join(' ')} end)::decimal(18,4) as gain,
         ${important.length > 0 ? `case scale ${important.join(' ')} end` : 'null::decimal(18,4)'} as important, due,
         -- Until the last day on which it may be judged has passed, a score nearer to the day may come.
         followup_date is not distinct from due or until < date ${quoteLiteral(context.asOf)} as final
       from ${chosen}
     )`,
  );
  if (context.lines !== undefined) await linesOf(context, context.lines, answers, chosen, document);
  return [...call.diagnostics, ...(await oddAnswers(context, answers, call.value))];
}

async function linesOf(
  context: MethodContext,
  into: string,
  answers: string,
  chosen: string,
  document: Instrument,
): Promise<void> {
  const items = document.scales.flatMap((one) =>
    itemsOf(document, one).map((item) => `(${quoteLiteral(one.scale)}, ${quoteLiteral(item)})`),
  );
  await context.warehouse.run(
    `create table ${into} as
     select c.person_id || ',' || c.index_date || ',' || c.scale as key, 'observation' as "table", a._source, a._file, a._line,
       null::varchar as claim_id, null::bigint as claim_line_number, a.day as service_date, null::decimal(38,4) as amount,
       a.why is null and (a.day = c.baseline_date or a.day = c.followup_date) is true as counted,
       case when a.why is not null then a.why when a.day = c.baseline_date then 'baseline' when a.day = c.followup_date then 'followup' else 'other-day' end as reason
     from ${chosen} c join (values ${items.join(', ')}) i(scale, item) on i.scale = c.scale
     join ${answers} a on a.person_id = c.person_id and a.item = i.item`,
  );
}

async function explain(context: ExplainContext): Promise<Diagnostic[]> {
  const call = await asked(context);
  if (!call.value) return call.diagnostics;
  const [person = '', day = '', scale = ''] = context.key;
  const { answers, chosen } = await scored(context, call.value, `o.person_id in ${literals([person])}`);
  const own = context.temporary();
  await context.warehouse.run(
    `create table ${own} as select * from ${chosen} where index_date = ${quoteLiteral(day)}::date and scale = ${quoteLiteral(scale)}`,
  );
  await linesOf(context, context.lines, answers, own, call.value.document);
  return [];
}

export const scores: Method = {
  name: 'outcomes.scores',
  title: { en: 'Patient-reported scores, before and after', zh: '患者报告结局：前后得分' },
  about: {
    en: 'Scores of a patient-reported instrument from the observations: the last before an index day (an operation, the start of a treatment) and the nearest to a time after it, the change, and whether it is at least the change that matters to patients. Answers are observations whose code is the item and whose code type is the instrument, or one of the codes the instrument names. A score with too few answers is unknown.',
    zh: '由观察记录计算患者报告量表得分：指标日（手术日、治疗起始日）之前最近一次与之后指定时间最近一次的得分、变化值，以及变化是否达到对患者有意义的最小差异。作答为编码等于条目、编码体系等于量表名（或量表文档所列编码）的观察记录。作答条目不足时得分未知。',
  },
  source: 'The instrument’s own scoring rules, cited in its document',
  reads: ['observation'],
  options: [
    option('instrument', 'document', 'Instrument', '量表', {}),
    option('value_set', 'document', 'Value set of an EQ-5D instrument', 'EQ-5D 效用值集'),
    option(
      'links',
      'document',
      'Which question of which questionnaire is which item, and what its answers count as',
      '问卷各题目对应的量表条目及作答取值',
    ),
    option('index', 'result', 'People and the day before and after which', '人员及其指标日', {
      needs: ['person_id'],
    }),
    option('index_column', 'text', 'Column of the day', '指标日所在列', {
      oneOf: ['start_date', 'index_date', 'start', 'from', 'admission_date', 'discharge_date'],
      default: 'start_date',
    }),
    option('before', 'duration', 'How long before a baseline may be', '基线最早可提前多久', {
      default: 'P90D',
    }),
    option('after', 'duration', 'Time after the day at which the change is judged', '评估变化的时间', {
      default: 'P12M',
    }),
    option('within', 'duration', 'How far from that time', '允许与该时间相差', { default: 'P60D' }),
    option(
      'important',
      'decimal',
      'Change that matters, in place of the document’s',
      '有意义的最小变化（代替文档所载）',
    ),
    option(
      'code_type',
      'text',
      'Code type of answers; the instrument’s name',
      '作答的编码体系；默认为量表名',
    ),
  ],
  columns: [
    { name: 'person_id', type: 'text', key: true, label: { en: 'Person', zh: '患者' } },
    { name: 'index_date', type: 'date', key: true, label: { en: 'Index day', zh: '指标日' } },
    { name: 'scale', type: 'text', key: true, label: { en: 'Scale', zh: '维度' } },
    { name: 'baseline', type: 'decimal', label: { en: 'Score before', zh: '基线得分' } },
    { name: 'baseline_date', type: 'date', label: { en: 'Day of the score before', zh: '基线日期' } },
    { name: 'followup', type: 'decimal', label: { en: 'Score after', zh: '随访得分' } },
    { name: 'followup_date', type: 'date', label: { en: 'Day of the score after', zh: '随访日期' } },
    { name: 'change', type: 'decimal', label: { en: 'Change', zh: '变化值' } },
    { name: 'gain', type: 'decimal', label: { en: 'Change for the better', zh: '改善值' } },
    { name: 'important', type: 'decimal', label: { en: 'Change that matters', zh: '有意义的最小变化' } },
    {
      name: 'responder',
      type: 'boolean',
      label: { en: 'Better by at least that', zh: '是否达到有意义的改善' },
    },
    { name: 'due', type: 'date', label: { en: 'Day the score after is due', zh: '应随访日' } },
    {
      name: 'final',
      type: 'boolean',
      label: { en: 'Can the score after no longer change?', zh: '随访得分是否已确定' },
    },
    { name: 'reason', type: 'text', label: { en: 'Why the change is unknown', zh: '变化未知的原因' } },
  ],
  reasons,
  ships: shippedInstruments,
  compute,
  explain,
};
