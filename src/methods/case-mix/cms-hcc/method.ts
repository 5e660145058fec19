/** `risk.cms-hcc`: risk scores of Medicare's people as a method of a contract, by the tables CMS publishes. */
import { dirname, isAbsolute, resolve } from 'node:path';
import type { Diagnostic } from '../../../language/diagnostic.ts';
import { reporter } from '../../../language/diagnostic.ts';
import { quoteLiteral } from '../../../warehouse/warehouse.ts';
import type { Method, MethodContext } from '../../method.ts';
import { Options } from '../../options.ts';
import { diagnosesOf, diagnosisLines, DIAGNOSIS_OPTIONS, DIAGNOSIS_REASONS } from '../diagnoses.ts';
import { openHcc } from '../reference.ts';
import { strangeCodes } from '../strange-codes.ts';
import { assumedOf } from './assumed.ts';
import { HCC_REASONS, messages, SEGMENT_WORDS } from './messages.ts';
import { MODELS } from './models.ts';
import { peopleSql } from './people.ts';
import { compiled, partsOf, scorePeople } from './plan.ts';

const report = reporter(messages);

export const cmsHcc: Method = {
  name: 'risk.cms-hcc',
  title: { en: 'CMS-HCC risk score', zh: 'CMS-HCC 风险评分' },
  about: {
    en: 'Risk scores of the CMS-HCC models (V22, V24, V28, ESRD) or RxHCC: diagnoses to categories, hierarchies, interactions and counts, by segment (community or institution, dual, aged or disabled); raw, normalised and with the coding adjustment; for a payment year with its models and their shares.',
    zh: '按 CMS-HCC 模型（V22、V24、V28、ESRD）或 RxHCC 计算风险评分：诊断归类、层级、交互项与计数，分人群（社区或机构、双重参保、老年或残疾）；给出原始分、标准化分与编码强度调整后的得分；指定支付年度时按该年度的模型与权重合成。',
  },
  source: '42 CFR 422.308(c); the model software and tables CMS publishes for each payment year',
  reads: ['medical_claim', 'eligibility'],
  options: [
    {
      name: 'tables',
      type: 'text',
      label: {
        en: 'Tables: the file made by "openvbp reference import cms-hcc", or a folder of them',
        zh: '模型表：由 “openvbp reference import cms-hcc” 生成的文件，或存放多份的文件夹',
      },
    },
    {
      name: 'year',
      type: 'integer',
      label: {
        en: 'Payment year: decides models, shares, normalisation and coding adjustment',
        zh: '支付年度：决定模型、权重、标准化系数与编码强度调整',
      },
      optional: true,
    },
    {
      name: 'model',
      type: 'text',
      label: { en: 'Model, without a year; V28 unless said', zh: '不指定年度时的模型，缺省为 V28' },
      oneOf: MODELS.map(({ name }) => name),
      optional: true,
    },
    {
      name: 'edition',
      type: 'text',
      label: {
        en: 'Edition of the model, where the tables name several (model_version R08_PDP_ONLY: PDP_ONLY)',
        zh: '模型的版次，表中列有多版时指定（model_version 为 R08_PDP_ONLY 时写 PDP_ONLY）',
      },
      optional: true,
    },
    {
      name: 'normalization',
      type: 'decimal',
      label: {
        en: 'Normalisation factor, without a year; 1 unless said',
        zh: '不指定年度时的标准化系数，缺省为 1',
      },
      optional: true,
    },
    {
      name: 'coding',
      type: 'decimal',
      label: {
        en: 'Coding adjustment, as a share taken off, without a year; 0 unless said',
        zh: '不指定年度时的编码强度调整（扣减比例），缺省为 0',
      },
      optional: true,
    },
    {
      name: 'age_on',
      type: 'date',
      label: {
        en: 'Day of the age: 1 February of the payment year; without both, of the period’s',
        zh: '年龄计算日：支付年度 2 月 1 日；两者均缺时取协议期间当年',
      },
      optional: true,
    },
    ...DIAGNOSIS_OPTIONS,
  ],
  columns: [
    { name: 'person_id', type: 'text', label: { en: 'Person', zh: '参保人' }, key: true },
    { name: 'segment', type: 'text', label: { en: 'Segment', zh: '人群' }, values: SEGMENT_WORDS },
    { name: 'age', type: 'integer', label: { en: 'Age', zh: '年龄' } },
    {
      name: 'raw_score',
      type: 'decimal',
      label: { en: 'Raw score; unknown where models are blended', zh: '原始分；多模型合成时不适用' },
    },
    {
      name: 'score',
      type: 'decimal',
      label: { en: 'Score, normalised, adjusted and blended', zh: '标准化、调整并合成后的得分' },
    },
    {
      name: 'categories',
      type: 'text',
      label: { en: 'Categories, after hierarchies', zh: '层级处理后的类别' },
    },
    { name: 'contributions', type: 'text', label: { en: 'What each variable adds', zh: '各变量的贡献' } },
    { name: 'reason', type: 'text', label: { en: 'Why without a score', zh: '无得分原因' } },
  ],
  reasons: { ...DIAGNOSIS_REASONS, ...HCC_REASONS },
  compute,
};

async function compute(context: MethodContext): Promise<Diagnostic[]> {
  const { warehouse, period } = context;
  const options = new Options(context.options);
  const placed = (found: Diagnostic[]) => found.map((one) => ({ ...one, at: context.at }));
  const year = options.maybeInteger('year');
  const asked = {
    year,
    model: options.maybe('model'),
    edition: options.maybe('edition'),
    normalization: decimal(options, 'normalization'),
    coding: decimal(options, 'coding'),
  };
  const parts = partsOf(asked);
  if (!parts.value) return placed(parts.diagnostics);
  const named = options.text('tables');
  const path = isAbsolute(named) ? named : resolve(dirname(context.at.file), named);
  const opened = openHcc(path, year);
  if (!opened.value) return placed(opened.diagnostics);
  const models = compiled(parts.value, opened.value.content, named);
  if (!models.value) return placed(models.diagnostics);
  const diagnostics: Diagnostic[] = placed([...parts.diagnostics, ...opened.diagnostics]);
  const { people, diagnoses } = await diagnosesOf(context);
  diagnostics.push(...placed(await strangeCodes(warehouse, diagnoses, 'ICD-10-CM')));
  const [given, scored, contributions] = [context.temporary(), context.temporary(), context.temporary()];
  const ageOn = options.maybe('age_on') ?? `${year ?? period.from.slice(0, 4)}-02-01`;
  await warehouse.run(`create table ${given} as ${peopleSql((name) => context.table(name), people, ageOn)}`);
  const names = parts.value.map(({ model }) => model);
  diagnostics.push(...(await assumedOf(warehouse, given, names, context.at)));
  await scorePeople(warehouse, parts.value, models.value, {
    people: given,
    diagnoses,
    into: scored,
    contributions,
  });
  const variable = parts.value.length === 1 ? 'variable' : `model || ' ' || variable`;
  await warehouse.run(
    `create table ${context.into} as
     select s.person_id, s.segment, s.age, s.raw_score, s.score, s.categories, c.text as contributions, s.reason
     from ${scored} s left join (select person_id, string_agg(${variable} || ' ' || value::varchar, '; ' order by model, variable) as text from ${contributions} group by 1) c using (person_id)
     order by 1`,
  );
  const without = await warehouse.values(
    `select reason, count(*) from ${context.into} where reason is not null group by 1 order by 1`,
  );
  for (const [why, count] of without) {
    const words = HCC_REASONS[String(why) as keyof typeof HCC_REASONS];
    const found = report('hcc-without-score', { count: Number(count), reason: words.en }, context.at);
    diagnostics.push({
      ...found,
      at: context.at,
      message: { en: found.message.en, zh: `${Number(count)} 人没有得分：${words.zh}。` },
    });
  }
  const codes = models.value.flatMap((model) => [...model.codes().keys()]);
  const list = [...new Set(codes)].map(quoteLiteral).join(', ');
  await diagnosisLines(context, { people, diagnoses }, `select unnest([${list || 'null'}]::varchar[])`);
  return diagnostics;
}

const decimal = (options: Options, name: string) => (options.has(name) ? options.decimal(name) : undefined);
