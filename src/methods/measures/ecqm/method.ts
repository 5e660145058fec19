/** `measures.ecqm`: an electronic clinical quality measure as facts a contract binds. */
import { dirname, isAbsolute, resolve } from 'node:path';
import type { Checked, Diagnostic } from '../../../language/diagnostic.ts';
import { hasErrors } from '../../../language/diagnostic.ts';
import type { Cell, Column } from '../../../warehouse/warehouse.ts';
import { quoteLiteral } from '../../../warehouse/warehouse.ts';
import type { Evidence, ExplainContext, Method, MethodContext } from '../../method.ts';
import { option, Options } from '../../options.ts';
import { noLines } from '../../shared/no-lines.ts';
import { readMeasure } from './bundle.ts';
import type { Calculation } from './calculate.ts';
import { calculate } from './calculate.ts';
import type { Fact, Rows } from './facts.ts';
import { factsOf } from './facts.ts';
import { reasons, report } from './messages.ts';
import { patientFiles } from './patients.ts';
import type { Measure } from './types.ts';

const COLUMNS: readonly (Column & { name: keyof Fact })[] = [
  { name: 'patient_id', type: 'varchar' },
  { name: 'group_id', type: 'varchar' },
  { name: 'stratum', type: 'varchar' },
  { name: 'population', type: 'varchar' },
  { name: 'episode_id', type: 'varchar' },
  { name: 'population_type', type: 'varchar' },
  { name: 'expression', type: 'varchar' },
  { name: 'count', type: 'integer' },
  { name: 'member', type: 'boolean' },
  // The warehouse's own columns have no decimals: text until the result is made of it.
  { name: 'observed', type: 'varchar' },
  { name: 'reason', type: 'varchar' },
];

/** What a call reads, and how it is computed. */
async function called(
  context: MethodContext,
): Promise<Checked<{ call: Calculation; options: Options; measure: Measure }>> {
  const options = new Options(context.options);
  const document = await context.document('bundle');
  if (document.value === undefined) return { diagnostics: document.diagnostics };
  const name = options.maybe('measure');
  const read = await readMeasure(document.value, name);
  if (!read.value) return { diagnostics: read.diagnostics };
  const path = options.text('patients');
  const files = patientFiles(isAbsolute(path) ? path : resolve(dirname(context.at.file), path));
  if (!files.value) return { diagnostics: [...read.diagnostics, ...files.diagnostics] };
  const threads = options.maybeInteger('threads');
  if (threads !== undefined && (threads < 1 || threads > 256))
    return { diagnostics: [report('threads-range', { threads }, context.at)] };
  const { measure } = read.value;
  const wrong = unknownParts(measure, options, context);
  if (wrong.length > 0) return { diagnostics: [...read.diagnostics, ...wrong] };
  const call = {
    measure: read.value,
    patients: files.value,
    period: options.period('period') ?? context.period,
    trustProfiles: options.text('profiles') === 'trust',
    ...(threads !== undefined && { threads }),
  };
  return { value: { call, options, measure }, diagnostics: read.diagnostics };
}

async function compute(context: MethodContext): Promise<Diagnostic[]> {
  const asked = await called(context);
  if (!asked.value) return asked.diagnostics;
  const { call, options, measure } = asked.value;
  const wanted = (fact: Fact) =>
    PARTS.every(([name, column]) => !options.has(name) || options.text(name) === fact[column]);
  const found: Diagnostic[] = [...asked.diagnostics];
  const results = calculate(call, found);
  const rows = options.text('rows') as Rows;
  const [, temporary = ''] = /^methods\."(.*)"$/.exec(context.temporary()) ?? [];
  const table = { schema: 'methods', name: temporary };
  async function* cells(): AsyncGenerator<Cell[]> {
    for await (const result of results)
      for (const fact of factsOf(measure, result, rows).filter(wanted))
        yield COLUMNS.map(({ name }) => fact[name]);
  }
  await context.warehouse.create(table, COLUMNS);
  await context.warehouse.insert(table, COLUMNS, cells());
  if (hasErrors(found)) return found;
  await context.warehouse.run(
    `create table ${context.into} as select ${quoteLiteral(measure.canonical)} as measure, * replace (observed::decimal(38,8) as observed)
     from methods."${temporary}"`,
  );
  if (context.lines !== undefined) await noLines(context, context.lines);
  return found;
}

/** The patient computed again; where the row is another by now, what decided then can no longer be told. */
async function evidence(context: Omit<ExplainContext, 'lines'>): Promise<Checked<Evidence[]>> {
  const asked = await called({ ...context, lines: undefined });
  if (!asked.value) return { diagnostics: asked.diagnostics };
  const { call, options, measure } = asked.value;
  const [patient = '', group = '', stratum = '', population = '', episode = ''] = context.key;
  const found: Diagnostic[] = [];
  const calculation = { ...call, threads: 1, only: [patient], explain: [patient] };
  for await (const result of calculate(calculation, found)) {
    const fact = factsOf(measure, result, options.text('rows') as Rows).find(
      (one) =>
        one.group_id === group &&
        one.stratum === stratum &&
        one.population === population &&
        one.episode_id === episode,
    );
    const same = await context.warehouse.values(
      `select 1 from ${context.own} where patient_id = ${quoteLiteral(patient)} and group_id = ${quoteLiteral(group)} and stratum = ${quoteLiteral(stratum)}
         and population = ${quoteLiteral(population)} and episode_id = ${quoteLiteral(episode)} and count is not distinct from ${fact?.count ?? 'null'}
         and observed is not distinct from ${fact?.observed == null ? 'null' : `${quoteLiteral(fact.observed)}::decimal(38,8)`}`,
    );
    if (!fact || same.length === 0) break;
    return { value: result.traces?.[fact.expression] ?? [], diagnostics: [] };
  }
  return { diagnostics: [report('evidence-changed', { patient }, context.at)] };
}

/** Options that choose rows, and the columns they look at. */
const PARTS = [
  ['group', 'group_id'],
  ['stratum', 'stratum'],
  ['population', 'population'],
] as const;

function unknownParts(
  { canonical, groups }: Measure,
  options: Options,
  context: MethodContext,
): Diagnostic[] {
  const known = {
    group: groups.map(({ id }) => id),
    stratum: groups.flatMap(({ stratifiers }) => stratifiers.map(({ key }) => key)),
    population: groups.flatMap(({ populations }) => populations.map(({ key }) => key)),
  };
  return PARTS.flatMap(([name]) => {
    const text = options.maybe(name);
    if (text === undefined || known[name].includes(text)) return [];
    const data = {
      measure: canonical,
      option: name,
      text,
      known: [...new Set(known[name])].join(', ') || '–',
    };
    return [report('part-unknown', data, context.at)];
  });
}

export const ecqm: Method = {
  name: 'measures.ecqm',
  title: { en: 'Electronic clinical quality measure (eCQM)', zh: '电子临床质量指标（eCQM）' },
  about: {
    en: 'Computes a measure given as a FHIR bundle (Measure, libraries with ELM, expanded value sets) for patients given as FHIR R4, in threads and without any network. A row for each patient, group, stratum and population: in it or not, how many episodes where episodes are counted, and what was observed. The stratum of all is empty. A patient who cannot be computed has rows with unknown counts.',
    zh: '对以 FHIR Bundle 给出的质量指标（Measure、带 ELM 的逻辑库、已展开的值集）和以 FHIR R4 给出的患者进行计算，多线程运行，不访问网络。每名患者 × 组 × 分层 × 人群一行：是否属于该人群、按诊疗事件计数时的事件数、观察值合计。不分层时“分层”为空。无法计算的患者，其计数为未知。',
  },
  source: 'HL7 Quality Measure Implementation Guide (CQFM), measure conformance; HL7 CQL; the measure itself',
  reads: [],
  options: [
    option('bundle', 'document', 'Bundle of the measure, JSON', '指标的 Bundle（JSON）', {}),
    option(
      'patients',
      'text',
      'Patients: a file or folder of FHIR R4 (.json, .ndjson)',
      '患者：FHIR R4 文件或文件夹（.json、.ndjson）',
      {},
    ),
    option(
      'measure',
      'text',
      'Which measure of the bundle, where it has several: url, id or name',
      'Bundle 中有多个指标时采用哪一个：url、id 或 name',
    ),
    option('period', 'period', "Measurement period; the contract's unless given", '测量期；默认为协议期间'),
    option('group', 'text', 'Only this group of the measure', '只取指标的这一组'),
    option('stratum', 'text', 'Only this stratum', '只取这一分层'),
    option(
      'population',
      'text',
      'Only this population, such as numerator',
      '只取这一人群，例如 numerator（分子）',
    ),
    option('rows', 'text', 'A row per patient, or per episode', '按患者还是按诊疗事件列行', {
      oneOf: ['patient', 'episode'],
      default: 'patient',
    }),
    option(
      'profiles',
      'text',
      'Go by what meta.profile says (trust), or by the resource type alone (ignore)',
      '按 meta.profile 识别资源（trust），或只按资源类型（ignore）',
      { oneOf: ['trust', 'ignore'], default: 'trust' },
    ),
    option(
      'threads',
      'integer',
      'Threads; one a processor, 8 at most',
      '线程数；默认每处理器一个，最多 8 个',
    ),
  ],
  columns: [
    { name: 'patient_id', type: 'text', key: true, label: { en: 'Patient', zh: '患者' } },
    { name: 'group_id', type: 'text', key: true, label: { en: 'Group of the measure', zh: '指标的组' } },
    { name: 'stratum', type: 'text', key: true, label: { en: 'Stratum; empty: all', zh: '分层；空为全部' } },
    { name: 'population', type: 'text', key: true, label: { en: 'Population', zh: '人群' } },
    {
      name: 'episode_id',
      type: 'text',
      key: true,
      label: { en: 'Episode; empty in rows per patient', zh: '诊疗事件；按患者列行时为空' },
    },
    { name: 'measure', type: 'text', label: { en: 'Measure, url|version', zh: '指标（url|版本）' } },
    { name: 'population_type', type: 'text', label: { en: 'Kind of population', zh: '人群类别' } },
    {
      name: 'expression',
      type: 'text',
      label: { en: 'Statement that defines it', zh: '定义该人群的表达式' },
    },
    {
      name: 'count',
      type: 'integer',
      label: { en: 'Patient or episodes in it', zh: '属于该人群的患者或事件数' },
    },
    { name: 'member', type: 'boolean', label: { en: 'In it', zh: '是否属于该人群' } },
    { name: 'observed', type: 'decimal', label: { en: 'Sum of what was observed', zh: '观察值合计' } },
    { name: 'reason', type: 'text', label: { en: 'Why it is unknown', zh: '未知的原因' } },
  ],
  reasons,
  compute,
  evidence,
  explain: async (context) => {
    await noLines(context, context.lines);
    return [];
  },
};
