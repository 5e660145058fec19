/**
 * Episodes of chemotherapy: so many months from a first claim for a drug of a list, then from the next such claim after they end.
 *
 * Oncology Care Model (CMS Innovation Center, request for applications of February 2015, section D): six months from the first chemotherapy
 * claim of Part B or D with a cancer diagnosis, all services counted; new episodes follow while chemotherapy goes on; a visit for the cancer
 * must fall in the episode, and the practice with most such visits has it.
 */
import type { Diagnostic } from '../../language/diagnostic.ts';
import { hasErrors, reporter } from '../../language/diagnostic.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { Method, MethodContext } from '../method.ts';
import { option, Options } from '../options.ts';
import { withCases } from '../shared/cases.ts';
import { Codes, numberedColumns } from '../shared/codes.ts';
import { readDrugs } from './drug-codes.ts';
import { knownAsOf } from './as-of.ts';
import { explainEpisode } from './explain.ts';
import { makeLines } from './lines.ts';
import { messages, reasons } from './messages.ts';
import { AMOUNT_OPTIONS, PERIOD_OPTION, PERSON_OPTIONS, SERVICE_OPTIONS } from './options.ts';
import { resolve } from './resolve.ts';
import { EPISODE_COLUMNS, writeResult } from './result.ts';
import { readRules } from './rules.ts';
import { providerOf } from './stays.ts';

const report = reporter(messages);

export const chemotherapy: Method = {
  name: 'episodes.chemotherapy',
  title: { en: 'Episodes of chemotherapy', zh: '化疗诊疗周期' },
  about: {
    en: 'Six months (or another length) from the first claim for a listed drug, again from the next such claim after that; a visit may be required, and decides the practice.',
    zh: '自首次使用目录内药品之日起六个月（或其他时长），期满后再次用药开始新周期；可要求周期内有符合条件的就诊，并据此归属机构。',
  },
  source: 'CMS Innovation Center, Oncology Care Model, Request for Applications (February 2015), section D',
  reads: ['medical_claim', 'inpatient_case', 'pharmacy_claim', 'eligibility', 'outcome_event'],
  options: [
    option(
      'drugs',
      'file',
      'Drugs that begin it: kind (hcpcs or ndc), code, episode',
      '触发药品：kind（hcpcs 或 ndc）、code、episode',
    ),
    option('drug_hcpcs', 'list', 'Items that begin it', '触发项目'),
    option('drug_ndcs', 'list', 'Pharmacy drugs that begin it', '触发的药店配药'),
    option('diagnoses', 'list', 'Diagnoses one of which the claim must have', '单据须含的诊断'),
    option(
      'visits',
      'list',
      'Items that are visits; without any there is no such rule',
      '视为就诊的项目，不填则不要求就诊',
    ),
    option('episode', 'text', 'Name of the episode', '周期名称', { default: 'chemotherapy' }),
    option('length', 'duration', 'Length', '时长', { default: 'P6M' }),
    option('pharmacy', 'boolean', 'Pharmacy claims count', '计入药店配药费用', { default: 'true' }),
    ...AMOUNT_OPTIONS.map((one) => (one.name === 'provider' ? { ...one, default: 'billing_tin' } : one)),
    ...SERVICE_OPTIONS,
    ...PERSON_OPTIONS,
    PERIOD_OPTION,
  ],
  columns: EPISODE_COLUMNS,
  reasons,
  compute,
  explain: (context) => explainEpisode(context, compute),
};

async function compute(given: MethodContext): Promise<Diagnostic[]> {
  const { context, codes, diagnostics: cases } = await withCases(given);
  const rules = await readRules(context, { overlap: 'first-wins', overlapAmong: 'all' });
  const drugs = await readDrugs(context);
  const diagnostics = [...rules.diagnostics, ...drugs.diagnostics, ...cases];
  if (!rules.value || !drugs.value || hasErrors(diagnostics)) return diagnostics;
  if (drugs.value.length === 0) {
    const data = { options: 'drugs`, `drug_hcpcs`, `drug_ndcs' };
    return [...diagnostics, report('no-trigger-codes', data, context.at)];
  }
  const { warehouse } = context;
  const known = knownAsOf(context);
  const diagnoses = new Codes(new Options(context.options).list('diagnoses'));
  const positions = numberedColumns('m', 'diagnosis_code', codes);
  const selects = drugs.value.flatMap(({ episode, hcpcs, ndc }) => [
    `select ${quoteLiteral(episode)} as episode, null::integer as priority, m.person_id, m._table as tbl, m.claim_id,
      m.data_source, m.claim_type as setting, null::varchar as drg, ${providerOf(context, 'm')} as provider,
      coalesce(m.claim_line_start_date, m.claim_start_date) as anchor_start
    from ${known.table('medical_claim')} m where ${hcpcs.matches('m.hcpcs_code')}
      ${diagnoses.empty ? '' : `and ${diagnoses.matchesAny(positions)}`}`,
    `select ${quoteLiteral(episode)}, null, p.person_id, 'pharmacy_claim', p.claim_id, p.data_source, 'pharmacy', null,
      p.prescribing_provider_npi, p.dispensing_date
    from ${known.table('pharmacy_claim')} p where ${ndc.matches('p.ndc_code')}`,
  ]);
  const candidates = context.temporary();
  await warehouse.run(`
    create table ${candidates} as
    select *, anchor_start as anchor_end, 1 as hospitals from (${selects.join(' union all ')})
    where anchor_start is not null
    qualify row_number() over (partition by person_id, anchor_start
      order by episode, tbl, claim_id, data_source, provider) = 1`);
  const episodes = await resolve(known, candidates, rules.value);
  const lines = await makeLines(context, episodes, undefined, rules.value);
  const visits = new Codes(new Options(context.options).list('visits'));
  if (!visits.empty) await byVisits(context, episodes, lines, visits, diagnoses);
  // Triggers within an episode are its chemotherapy, not episodes that failed.
  await warehouse.run(`delete from ${episodes} where reason = 'inside-another'`);
  diagnostics.push(...(await writeResult(context, episodes, lines, rules.value)));
  for (const table of [candidates, episodes, lines]) await warehouse.run(`drop table ${table}`);
  return diagnostics;
}

/** The provider with most visits (days), then the latest of them, then the lowest number; without a visit the episode is cancelled. */
async function byVisits(
  context: MethodContext,
  episodes: string,
  lines: string,
  visits: Codes,
  diagnoses: Codes,
): Promise<void> {
  const most = context.temporary();
  const cancer = diagnoses.empty ? '' : `and ${diagnoses.matches('diagnosis')}`;
  const { warehouse } = context;
  await warehouse.run(`
    create table ${most} as
    select episode_id, visit_provider from ${lines}
    where category in ('professional', 'outpatient') and ${visits.matches('hcpcs')} ${cancer} and reason <> 'after-as-of'
    group by episode_id, visit_provider
    qualify row_number() over (partition by episode_id
      order by visit_provider is null, count(distinct service_date) desc, max(service_date) desc, visit_provider) = 1`);
  await warehouse.run(`
    update ${episodes} set provider = v.visit_provider from ${most} v where v.episode_id = ${episodes}.episode_id;
    update ${episodes} set status = 'cancelled', reason = 'no-visit'
    where status = 'final' and episode_id not in (select episode_id from ${most})`);
  await warehouse.run(`drop table ${most}`);
}
