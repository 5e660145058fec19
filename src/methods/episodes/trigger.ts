/**
 * Episodes from a stay or an outpatient procedure: admission to so many days after discharge.
 *
 * Sources of the rules offered: 42 CFR 510.200–510.210 and 510.325 (CJR: 90 days, the day of discharge being the first; services that
 * straddle the end), 42 CFR 512.525–512.555 (TEAM: 30 days). Which rule holds in a programme is said by its model's options.
 */
import type { Diagnostic } from '../../language/diagnostic.ts';
import { hasErrors, reporter } from '../../language/diagnostic.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { Method, MethodContext } from '../method.ts';
import { option, Options } from '../options.ts';
import { withCases } from '../shared/cases.ts';
import { numberedColumns } from '../shared/codes.ts';
import { knownAsOf } from './as-of.ts';
import { explainEpisode } from './explain.ts';
import { makeLines } from './lines.ts';
import { messages, reasons } from './messages.ts';
import {
  AMOUNT_OPTIONS,
  OVERLAP_OPTIONS,
  PERIOD_OPTION,
  PERSON_OPTIONS,
  SERVICE_OPTIONS,
} from './options.ts';
import { resolve } from './resolve.ts';
import { EPISODE_COLUMNS, writeResult } from './result.ts';
import { readRules } from './rules.ts';
import { isInpatient } from './service.ts';
import { makeStays, providerOf } from './stays.ts';
import type { Trigger, TriggerKind } from './trigger-codes.ts';
import { readTriggers, SETTINGS } from './trigger-codes.ts';

const report = reporter(messages);

export const trigger: Method = {
  name: 'episodes.trigger',
  title: { en: 'Episodes from a stay or procedure', zh: '由住院或手术触发的诊疗周期' },
  about: {
    en: 'Episodes that a stay (by DRG, procedure, diagnosis) or an outpatient procedure begins: look-back, window, transfers, excluded services, overlap, death and loss of coverage, services that span the window.',
    zh: '由住院（按病组、手术操作、诊断）或门诊手术触发的诊疗周期：回溯期、窗口期、转院、排除的服务、周期重叠、死亡与中断参保、跨期服务分摊。',
  },
  source: '42 CFR 510.200–510.210, 510.325 (CJR); 42 CFR 512.525–512.555 (TEAM)',
  reads: ['medical_claim', 'inpatient_case', 'pharmacy_claim', 'eligibility', 'outcome_event'],
  options: [
    option(
      'triggers',
      'file',
      'What begins an episode: episode, kind, code, setting, priority',
      '触发规则：episode、kind、code、setting、priority',
    ),
    option('episode', 'text', 'Name of the episode the lists begin', '清单所触发周期的名称', {
      default: 'episode',
    }),
    option('trigger_drgs', 'list', 'DRGs that begin it', '触发病组'),
    option('trigger_procedures', 'list', 'Procedures of the stay that begin it', '触发手术操作'),
    option('trigger_hcpcs', 'list', 'Items of a line that begin it', '触发项目'),
    option('trigger_diagnoses', 'list', 'Principal diagnoses that begin it', '触发主要诊断'),
    option(
      'match',
      'text',
      'Codes of one kind suffice, or one of each kind given',
      '满足任一类编码，或每类均须满足',
      {
        oneOf: ['any', 'all'],
        default: 'any',
      },
    ),
    option(
      'settings',
      'list',
      'Where an episode may begin: inpatient, outpatient, professional',
      '可触发的场所',
      {
        oneOf: SETTINGS,
        default: 'inpatient',
      },
    ),
    option('transfers', 'text', 'Stays joined by transfer are one', '转院是否合并为一次住院', {
      oneOf: ['chain', 'separate'],
      default: 'chain',
    }),
    option('transfer_days', 'integer', 'Days between stays of a transfer, at most', '转院间隔天数上限', {
      default: '1',
    }),
    option('attribute_to', 'text', 'Hospital of a chain it is attributed to', '转院时归属的机构', {
      oneOf: ['trigger', 'first', 'last'],
      default: 'trigger',
    }),
    option('clean_days', 'integer', 'Look-back without such a trigger', '回溯期天数', { default: '0' }),
    option('days_before', 'integer', 'Days before the admission', '入院前天数', { default: '0' }),
    option('days_after', 'integer', 'Days after the discharge', '出院后天数'),
    option(
      'discharge_day_counts',
      'boolean',
      'The day of discharge is the first of them',
      '出院日计为第一天',
      {
        default: 'true',
      },
    ),
    option('length', 'duration', 'Instead of days after: length from the admission', '以入院日起的时长代替'),
    option('pharmacy', 'boolean', 'Pharmacy claims count', '计入药店配药费用', { default: 'false' }),
    ...AMOUNT_OPTIONS,
    ...SERVICE_OPTIONS,
    ...PERSON_OPTIONS,
    ...OVERLAP_OPTIONS,
    PERIOD_OPTION,
  ],
  columns: EPISODE_COLUMNS,
  reasons,
  compute,
  explain: (context) => explainEpisode(context, compute),
};

async function compute(given: MethodContext): Promise<Diagnostic[]> {
  const { context, codes: most, diagnostics: cases } = await withCases(given);
  const rules = await readRules(context);
  const triggers = await readTriggers(context);
  const diagnostics = [...rules.diagnostics, ...triggers.diagnostics, ...cases];
  if (!rules.value || !triggers.value || hasErrors(diagnostics)) return diagnostics;
  const { warehouse } = context;
  const tests = new Map<string, string>();
  triggers.value.forEach((one, i) => {
    for (const [kind, codes] of one.codes)
      tests.set(`t${i}_${kind}`, codes.matchesAny(columnsOf(kind, most)));
  });
  const known = knownAsOf(context);
  const stays = await makeStays(known, tests);
  if (stays.undated > 0)
    diagnostics.push(report('stays-without-dates', { count: stays.undated }, context.at));
  const candidates = await makeCandidates(known, triggers.value, stays.table, tests);
  const episodes = await resolve(known, candidates, rules.value);
  const lines = await makeLines(context, episodes, stays.table, rules.value);
  diagnostics.push(...(await writeResult(context, episodes, lines, rules.value)));
  for (const table of [stays.table, candidates, episodes, lines]) await warehouse.run(`drop table ${table}`);
  return diagnostics;
}

function columnsOf(kind: TriggerKind, count: number): string[] {
  if (kind === 'drg') return ['m.drg_code'];
  if (kind === 'hcpcs') return ['m.hcpcs_code'];
  if (kind === 'diagnosis') return ['m.diagnosis_code_1'];
  return numberedColumns('m', kind === 'procedure' ? 'procedure_code' : 'diagnosis_code', count);
}

/** A candidate per kind of episode and chain of stays (its first stay that meets the codes), or outpatient claim and day. */
async function makeCandidates(
  context: MethodContext,
  triggers: readonly Trigger[],
  stays: string,
  tests: ReadonlyMap<string, string>,
): Promise<string> {
  const options = new Options(context.options);
  const all = options.maybe('match') === 'all';
  const meets = (one: Trigger, i: number, of: (name: string) => string) =>
    [...one.codes.keys()].map((kind) => of(`t${i}_${kind}`)).join(all ? ' and ' : ' or ');
  const attribute = options.maybe('attribute_to') ?? 'trigger';
  const provider = attribute === 'trigger' ? 'provider' : `${attribute}_provider`;
  const fallback = options.list('settings');
  const selects = triggers.flatMap((one, i) => {
    const settings = one.settings.length > 0 ? one.settings : fallback;
    const head = `select ${quoteLiteral(one.episode)} as episode, ${one.priority ?? 'null'}::integer as priority, person_id`;
    const inpatient = `${head}, tbl, claim_id, data_source, 'inpatient' as setting, drg, ${provider} as provider,
        hospitals, chain_start as anchor_start, chain_end as anchor_end
      from ${stays} where ${meets(one, i, (name) => name)}
      qualify row_number() over (partition by person_id, chain order by admitted, discharged, claim_id, data_source) = 1`;
    const type = { outpatient: 'institutional', professional: 'professional' };
    const others = (['outpatient', 'professional'] as const)
      .filter((setting) => settings.includes(setting))
      .map(
        (
          setting,
        ) => `${head}, 'medical_claim' as tbl, claim_id, data_source, '${setting}' as setting, null as drg,
        max(provider) as provider, 1 as hospitals, day as anchor_start, day as anchor_end
      from (select m.person_id, m.claim_id, m.data_source, ${providerOf(context, 'm')} as provider,
          coalesce(m.claim_line_start_date, m.claim_start_date) as day,
          ${[...one.codes.keys()].map((kind) => `${tests.get(`t${i}_${kind}`)} as t${i}_${kind}`).join(', ')}
        from ${context.table('medical_claim')} m where m.claim_type = '${type[setting]}' and not ${isInpatient('m')}
          and (${[...one.codes.keys()].map((kind) => tests.get(`t${i}_${kind}`)).join(' or ')}))
      where day is not null group by person_id, claim_id, data_source, day
      having ${meets(one, i, (name) => `bool_or(${name})`)}`,
      );
    return [...(settings.includes('inpatient') ? [inpatient] : []), ...others];
  });
  const table = context.temporary();
  await context.warehouse.run(
    `create table ${table} as ${selects.map((sql) => `(${sql})`).join(' union all ')}`,
  );
  return table;
}
