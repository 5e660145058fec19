/** `measures.person` and `measures.rate`: measures written as documents, computed from the canonical data. */
import type { Diagnostic } from '../../../language/diagnostic.ts';
import { hasErrors } from '../../../language/diagnostic.ts';
import { quoteLiteral } from '../../../warehouse/warehouse.ts';
import type { ExplainContext, Method, MethodColumn, MethodContext } from '../../method.ts';
import { option } from '../../options.ts';
import { askedMeasures, daysOf } from './ask.ts';
import { found } from './findings.ts';
import { groupsOf, putDown } from './groups.ts';
import { makeLines } from './lines.ts';
import { reasons, report } from './messages.ts';
import { byPerson, byProvider } from './results.ts';
import { computeUnits } from './units.ts';

type Rows = 'person' | 'provider';

/** `key`: of one row only, its lines alone. `people`: the table of rows by person, beside those by provider. */
export async function run(
  context: MethodContext,
  rows: Rows,
  key?: readonly string[],
  people?: string,
): Promise<Diagnostic[]> {
  const [measure, provider, last] = key ?? [];
  const asked = await askedMeasures(context, measure);
  if (!asked.value) return asked.diagnostics;
  const measures = asked.value;
  const groups = await groupsOf(context, measures);
  if (!groups.value) return [...asked.diagnostics, ...groups.diagnostics];
  const days = daysOf(context);
  const person = key && rows === 'person' ? `person_id = ${quoteLiteral(last ?? '')}` : undefined;
  const detail = context.lines !== undefined;
  const computed = await computeUnits(context, days, measures, {
    detail,
    ...(person !== undefined && { only: person }),
  });
  const put = context.temporary();
  // Everyone together is no work; belonging is found once.
  const kept = groups.value.by === 'groups' ? 'table' : 'view';
  await context.warehouse.run(
    `create ${kept} ${put} as select * from ${putDown(computed.units, groups.value, days)}`,
  );
  const { by } = groups.value;
  if (!key)
    await context.warehouse.run(
      `create table ${context.into} as ${rows === 'person' ? byPerson(put, measures) : byProvider(put, measures, by)}`,
    );
  if (people !== undefined)
    await context.warehouse.run(`create table ${people} as ${byPerson(put, measures)}`);
  if (context.lines !== undefined)
    await makeLines(
      context,
      context.lines,
      computed,
      put,
      rows,
      key && { provider: provider ?? '', last: last ?? '' },
    );
  if (key) return [];
  const diagnostics = [
    ...asked.diagnostics,
    ...groups.diagnostics,
    ...(await found(context, computed, put, by)),
  ];
  if (days.to < days.full) diagnostics.push(report('period-open', { as_of: context.asOf }, context.at));
  return hasErrors(diagnostics) ? diagnostics : dedupe(diagnostics);
}

const dedupe = (diagnostics: Diagnostic[]) => [
  ...new Map(diagnostics.map((one) => [`${one.code} ${JSON.stringify(one.data)}`, one])).values(),
];

const OPTIONS = [
  option(
    'measures',
    'list',
    'Measures: names of those that come with the product, or documents beside the contract',
    '指标：随产品提供的指标名称，或协议旁的指标文档',
    {},
  ),
  option(
    'codes',
    'file',
    'CSV with columns list, code and perhaps drug: codes of the data’s own in place of a measure’s lists of the same name',
    '含 list、code 及可选 drug 列的 CSV：以本地编码替代指标中同名的编码清单',
  ),
  option('period', 'period', "Measurement period; the contract's unless given", '测量期；默认为协议期间'),
  option(
    'by',
    'text',
    'Whom units are put down to: all together, the provider a person belongs to, or the institution of the unit',
    '归于何处：全体、人员所归属的机构，或单位所在机构',
    {
      oneOf: ['all', 'groups', 'facility'],
      optional: true,
    },
  ),
  option('groups', 'result', 'Attribution: whom people belong to', '归属结果：人员归属于谁', {
    optional: true,
    needs: ['person_id', 'provider'],
  }),
  option(
    'members',
    'file',
    'CSV with columns person, provider and perhaps from, to (the day after the last), in place of an attribution',
    '含 person、provider 及可选 from、to（终止日的次日）列的 CSV，代替归属结果',
  ),
];

const COUNTS: MethodColumn[] = [
  { name: 'units', type: 'integer', label: { en: 'Units of the population', zh: '人群中的单位数' } },
  { name: 'excluded', type: 'integer', label: { en: 'Of them left out', zh: '其中排除' } },
  {
    name: 'unknown',
    type: 'integer',
    label: { en: 'Of them not known, and in no figure', zh: '其中未知（不计入）' },
  },
  { name: 'denominator', type: 'decimal', label: { en: 'Denominator', zh: '分母' } },
  { name: 'numerator', type: 'decimal', label: { en: 'Numerator', zh: '分子' } },
];

const KEYS: MethodColumn[] = [
  { name: 'measure', type: 'text', key: true, label: { en: 'Measure', zh: '指标' } },
  {
    name: 'provider',
    type: 'text',
    key: true,
    label: { en: 'Provider or group; all: everyone', zh: '机构或组；all 为全体' },
  },
];

const SOURCE = 'Each measure cites its own, in its document under reference/measures';

const about = (en: string, zh: string) => ({
  en: `${en} A measure is a document: its population, exclusions, numerator and denominator, the direction that is better, its codes and source. All measures asked for share one pass over each table. What is not known is not counted as failed unless the document says so, and is in a column of its own. Nothing after the as-of date counts.`,
  zh: `${zh}指标是一份文档，写明人群、排除、分子、分母、优劣方向、编码与出处。同时计算的指标对每张表只扫描一遍。未知不当作未达标（文档另有规定的除外），单列计数。截至日之后的记录不计入。`,
});

const READS = [
  'eligibility',
  'medical_claim',
  'pharmacy_claim',
  'inpatient_case',
  'encounter',
  'condition',
  'procedure',
  'observation',
  'treatment',
  'outcome_event',
  'cost_item',
];

export const measureRate: Method = {
  name: 'measures.rate',
  title: { en: 'Quality measures by provider', zh: '质量指标：按机构' },
  about: about(
    'Rates, shares and means of measures by provider and stratum.',
    '按机构和分层给出各指标的率、占比或均值。',
  ),
  source: SOURCE,
  reads: READS,
  options: OPTIONS,
  columns: [
    ...KEYS,
    {
      name: 'stratum',
      type: 'text',
      key: true,
      label: { en: 'Stratum; all: everyone', zh: '分层；all 为不分层' },
    },
    { name: 'people', type: 'integer', label: { en: 'People in the denominator', zh: '分母人数' } },
    ...COUNTS,
    {
      name: 'score',
      type: 'decimal',
      label: { en: 'Result, in the unit of the measure', zh: '结果（以指标单位计）' },
    },
    { name: 'reason', type: 'text', label: { en: 'Why there is no result', zh: '无结果的原因' } },
  ],
  reasons,
  compute: (context) => run(context, 'provider'),
  explain: (context: ExplainContext) => run(context, 'provider', context.key),
};

export const measurePerson: Method = {
  name: 'measures.person',
  title: { en: 'Quality measures by person', zh: '质量指标：按人' },
  about: about(
    'A row for each person a measure counts, or may count: in the denominator, in the numerator, left out, or not known.',
    '指标所计（或可能计入）的每人一行：分母、分子、排除或未知。',
  ),
  source: SOURCE,
  reads: READS,
  options: OPTIONS,
  columns: [
    ...KEYS,
    { name: 'person_id', type: 'text', key: true, label: { en: 'Person', zh: '参保人' } },
    ...COUNTS,
    { name: 'reason', type: 'text', label: { en: 'Why the person is in no figure', zh: '未计入的原因' } },
  ],
  reasons,
  compute: (context) => run(context, 'person'),
  explain: (context: ExplainContext) => run(context, 'person', context.key),
};
