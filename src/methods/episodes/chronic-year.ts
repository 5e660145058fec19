/**
 * Years of a condition: from the first claim or record that qualifies, year after year while the person is covered.
 *
 * The unit of the Dutch bundles for diabetes, COPD and cardiovascular risk (ketenzorg: a price per patient and year) and of the packages for
 * chronic disease of Chinese county consortia (门诊慢病按人头包干: a price per patient and year).
 */
import type { Diagnostic } from '../../language/diagnostic.ts';
import { hasErrors, reporter } from '../../language/diagnostic.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { Method, MethodContext } from '../method.ts';
import { option, Options } from '../options.ts';
import { withCases } from '../shared/cases.ts';
import { Codes, numberedColumns } from '../shared/codes.ts';
import { knownAsOf } from './as-of.ts';
import { explainEpisode } from './explain.ts';
import { makeLines } from './lines.ts';
import { messages, reasons } from './messages.ts';
import { AMOUNT_OPTIONS, PERSON_OPTIONS, SERVICE_OPTIONS } from './options.ts';
import { resolve } from './resolve.ts';
import { EPISODE_COLUMNS, writeResult } from './result.ts';
import { readRules } from './rules.ts';
import { makeStays, providerOf } from './stays.ts';

const report = reporter(messages);

export const chronicYear: Method = {
  name: 'episodes.chronic-year',
  title: { en: 'Years of a condition', zh: '慢性病人年' },
  about: {
    en: 'A person-year per person with a condition: from the first qualifying diagnosis, or by calendar year from then on; the services that belong to the package.',
    zh: '以人年为单位的慢性病周期：自首次符合条件的诊断起逐年计算，或自该日起按自然年计算；计入打包范围内的服务。',
  },
  source:
    'Dutch bundled payment (integrale bekostiging, from 2010); county consortium packages per chronic patient and year',
  reads: [
    'medical_claim',
    'inpatient_case',
    'pharmacy_claim',
    'eligibility',
    'condition',
    'encounter',
    'outcome_event',
  ],
  options: [
    option('diagnoses', 'list', 'Diagnoses of the condition', '疾病诊断编码', {}),
    option('episode', 'text', 'Name of the condition', '疾病名称', { default: 'condition' }),
    option('days_needed', 'integer', 'Outpatient days with the diagnosis that qualify', '门诊确诊所需天数', {
      default: '1',
    }),
    option('principal_only', 'boolean', 'Only the principal diagnosis counts', '仅认主要诊断', {
      default: 'false',
    }),
    option(
      'years',
      'text',
      'Years from the day of diagnosis, or calendar years',
      '自诊断日起的年度或自然年',
      {
        oneOf: ['from-diagnosis', 'calendar'],
        default: 'from-diagnosis',
      },
    ),
    option('pharmacy', 'boolean', 'Pharmacy claims count', '计入药店配药费用', { default: 'true' }),
    ...AMOUNT_OPTIONS,
    ...SERVICE_OPTIONS,
    ...PERSON_OPTIONS.map((one) =>
      one.name === 'on_death' || one.name === 'coverage'
        ? { ...one, default: one.name === 'coverage' ? 'at-start' : 'end' }
        : one,
    ),
  ],
  columns: EPISODE_COLUMNS,
  reasons,
  compute,
  explain: (context) => explainEpisode(context, compute),
};

async function compute(given: MethodContext): Promise<Diagnostic[]> {
  const { context, codes, diagnostics: cases } = await withCases(given);
  // Years follow one another, so none overlaps; a year belongs to the period it begins in.
  const rules = await readRules(context, { overlap: 'keep-all', ownEnd: true, periodBy: 'start' });
  const diagnostics = [...rules.diagnostics, ...cases];
  const diagnoses = new Codes(new Options(context.options).list('diagnoses'));
  if (diagnoses.empty) diagnostics.push(report('no-trigger-codes', { options: 'diagnoses' }, context.at));
  if (!rules.value || hasErrors(diagnostics)) return diagnostics;
  const { warehouse } = context;
  const known = knownAsOf(context);
  const stays = await makeStays(known, new Map());
  const candidates = await makeYears(known, diagnoses, codes);
  const episodes = await resolve(known, candidates, rules.value);
  const lines = await makeLines(context, episodes, stays.table, rules.value);
  diagnostics.push(...(await writeResult(context, episodes, lines, rules.value)));
  for (const table of [stays.table, candidates, episodes, lines]) await warehouse.run(`drop table ${table}`);
  return diagnostics;
}

/**
 * A row per person and year up to the end of the period. An inpatient diagnosis or a recorded condition qualifies at once; outpatient ones on
 * the day that makes up the number needed. The year begins on the first of those days.
 */
async function makeYears(context: MethodContext, diagnoses: Codes, codes: number): Promise<string> {
  const options = new Options(context.options);
  const count = options.maybe('principal_only') === 'true' ? 1 : codes;
  const needed = Math.max(1, options.maybeInteger('days_needed') ?? 1);
  const name = quoteLiteral(options.maybe('episode') ?? 'condition');
  // No year begins after the as-of date.
  const to = `least(date ${quoteLiteral(context.period.to)}, date ${quoteLiteral(context.asOf)} + 1)`;
  const calendar = options.maybe('years') === 'calendar';
  const start = calendar
    ? `greatest(since, make_date(year(since) + k::integer, 1, 1))`
    : `(since + to_years(k::integer))::date`;
  const end = calendar
    ? `make_date(year(since) + k::integer, 12, 31)`
    : `(since + to_years(k::integer + 1))::date - 1`;
  const table = context.temporary();
  await context.warehouse.run(`
    create table ${table} as
    with seen as (
      select m.person_id, coalesce(m.claim_line_start_date, m.claim_start_date, m.admission_date) as day, m.claim_id, m.data_source,
        m._table as tbl, m.claim_type as setting, ${providerOf(context, 'm')} as provider,
        coalesce(m.claim_type = 'institutional' and m.admission_date is not null, false) as certain
      from ${context.table('medical_claim')} m where ${diagnoses.matchesAny(numberedColumns('m', 'diagnosis_code', count))}
      union all
      select c.person_id, coalesce(c.onset_date, e.start_date), c.condition_id, c.data_source, 'condition', 'record', e.provider_id, true
      from ${context.table('condition')} c left join ${context.table('encounter')} e on e.encounter_id = c.encounter_id
      where ${diagnoses.matches('c.code')}),
    ranked as (
      select *, dense_rank() over (partition by person_id order by day) as nth from seen where day is not null and day < ${to}),
    qualified as (
      select person_id, min(day) as since, min(day) filter (where certain or nth >= ${needed}) as proven
      from ranked group by person_id),
    first as (
      select r.* from ranked r join qualified q on q.person_id = r.person_id and q.since = r.day where q.proven is not null
      qualify row_number() over (partition by r.person_id order by r.certain desc, r.tbl, r.claim_id, r.data_source, r.provider) = 1),
    years as (
      select f.*, f.day as since, unnest(range(0, greatest(year(${to}) - year(f.day) + 1, 1))) as k from first f)
    select ${name} as episode, null::integer as priority, person_id, tbl, claim_id, data_source, setting, null::varchar as drg, provider,
      1 as hospitals, ${start} as anchor_start, ${start} as anchor_end, ${end} as own_end
    from years where ${start} < ${to}`);
  return table;
}
