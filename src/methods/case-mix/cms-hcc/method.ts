/** `risk.cms-hcc`: risk scores of Medicare's people as a method of a contract, by the tables CMS publishes. */
import type { Diagnostic } from '../../../language/diagnostic.ts';
import { hasErrors, reporter } from '../../../language/diagnostic.ts';
import { quoteLiteral } from '../../../warehouse/warehouse.ts';
import type { Method, MethodContext } from '../../method.ts';
import { dateLiteral, Options } from '../../options.ts';
import { diagnosesOf, diagnosisLines, DIAGNOSIS_OPTIONS, DIAGNOSIS_REASONS } from '../diagnoses.ts';
import { messages } from '../messages.ts';
import { V24, V28 } from './models.ts';
import { scoreCmsHcc } from './score.ts';

const report = reporter(messages);
const MODELS = { V24, V28 };

const file = (name: string, en: string, zh: string) => ({ name, type: 'file' as const, label: { en, zh } });

/** Columns each file must have, as CMS's tables have them. */
const NEEDED = {
  mapping: ['diagnosis_code', 'cc', 'model_name'],
  coefficients: ['coefficient', 'value', 'model_version'],
  hierarchies: ['cc_parent', 'cc_child', 'model_domain', 'model_version'],
  edits: ['icd10', 'sex', 'age_min', 'age_max', 'action', 'cc_override', 'model_name'],
} as const;

export const cmsHcc: Method = {
  name: 'risk.cms-hcc',
  title: { en: 'CMS-HCC risk score', zh: 'CMS-HCC 风险评分' },
  about: {
    en: 'Risk scores of the CMS-HCC model, V24 or V28: diagnoses to categories, hierarchies, interactions and counts, by segment (community or institution, dual, aged or disabled); raw, normalised and with the coding adjustment.',
    zh: '按 CMS-HCC 模型（V24、V28）计算风险评分：诊断归类、层级、交互项与计数，分人群（社区或机构、双重参保、老年或残疾）；给出原始分、标准化分与编码强度调整后的得分。',
  },
  source: '42 CFR 422.308(c); the model software and tables CMS publishes for each payment year',
  reads: ['medical_claim', 'eligibility'],
  options: [
    {
      name: 'model',
      type: 'text',
      label: { en: 'Version of the model', zh: '模型版本' },
      oneOf: Object.keys(MODELS),
      default: 'V28',
    },
    file(
      'mapping',
      'Diagnoses to categories: diagnosis_code, cc, model_name',
      '诊断与类别对照：diagnosis_code、cc、model_name',
    ),
    file(
      'coefficients',
      'Coefficients: coefficient, value, model_version',
      '系数：coefficient、value、model_version',
    ),
    file(
      'hierarchies',
      'Hierarchies: cc_parent, cc_child, model_domain, model_version',
      '层级：cc_parent、cc_child、model_domain、model_version',
    ),
    file(
      'edits',
      'Edits by age and sex: icd10, sex, age_min, age_max, action, cc_override, model_name',
      '年龄性别校验：icd10、sex、age_min、age_max、action、cc_override、model_name',
    ),
    {
      name: 'age_on',
      type: 'date',
      label: {
        en: 'Day of the age: 1 February of the payment year; without it, of the period’s',
        zh: '年龄计算日：支付年度 2 月 1 日，缺省为协议期间当年',
      },
      optional: true,
    },
    {
      name: 'normalization',
      type: 'decimal',
      label: { en: 'Normalisation factor', zh: '标准化系数' },
      default: '1',
    },
    {
      name: 'coding',
      type: 'decimal',
      label: { en: 'Coding adjustment, as a share taken off', zh: '编码强度调整（扣减比例）' },
      default: '0',
    },
    ...DIAGNOSIS_OPTIONS,
  ],
  columns: [
    { name: 'person_id', type: 'text', label: { en: 'Person', zh: '参保人' }, key: true },
    { name: 'segment', type: 'text', label: { en: 'Segment', zh: '人群' } },
    { name: 'age', type: 'integer', label: { en: 'Age', zh: '年龄' } },
    { name: 'raw_score', type: 'decimal', label: { en: 'Raw score', zh: '原始分' } },
    {
      name: 'score',
      type: 'decimal',
      label: { en: 'Score, normalised and adjusted', zh: '标准化并调整后的得分' },
    },
    {
      name: 'categories',
      type: 'text',
      label: { en: 'Categories, after hierarchies', zh: '层级处理后的类别' },
    },
    { name: 'contributions', type: 'text', label: { en: 'What each variable adds', zh: '各变量的贡献' } },
  ],
  reasons: DIAGNOSIS_REASONS,
  compute,
};

async function compute(context: MethodContext): Promise<Diagnostic[]> {
  const { warehouse, period } = context;
  const options = new Options(context.options);
  const model = MODELS[options.text('model') as keyof typeof MODELS];
  const scheme: Partial<Record<keyof typeof NEEDED, string>> = {};
  const diagnostics: Diagnostic[] = [];
  for (const [name, columns] of Object.entries(NEEDED) as [keyof typeof NEEDED, readonly string[]][]) {
    const read = await context.file(name);
    diagnostics.push(...read.diagnostics);
    if (read.value === undefined) continue;
    const found = (await warehouse.values(`describe select * from ${read.value}`)).map(([column]) =>
      String(column),
    );
    const missing = columns.filter((column) => !found.includes(column));
    if (missing.length > 0) {
      const data = { path: options.text(name), missing: missing.join(', '), found: found.join(', ') };
      diagnostics.push(report('cases-columns', data, context.at));
    }
    scheme[name] = read.value;
  }
  const { mapping, coefficients, hierarchies, edits } = scheme;
  if (hasErrors(diagnostics) || !mapping || !coefficients || !hierarchies || !edits) return diagnostics;
  const values = context.temporary();
  await warehouse.run(
    `create table ${values} as select coefficient, value::decimal(18, 3) as value, model_version from ${coefficients}`,
  );
  const { people, diagnoses } = await diagnosesOf(context);
  const scored = context.temporary();
  const contributions = context.temporary();
  const given = context.temporary();
  const ageOn = options.maybe('age_on') ?? `${period.from.slice(0, 4)}-02-01`;
  await warehouse.run(`create table ${given} as ${peopleSql(context, people, ageOn)}`);
  await scoreCmsHcc(
    warehouse,
    model,
    { mapping, coefficients: values, hierarchies, edits },
    { people: given, diagnoses, into: scored, contributions },
  );
  // Normalised, then adjusted for coding, each rounded half up to three decimals as CMS rounds them: in whole thousandths, exactly.
  const millionths = (name: string) => `(${options.decimal(name)}::decimal(18, 6) * 1000000)::hugeint`;
  const raw = '(s.score * 1000)::hugeint';
  const normal = `((2 * ${raw} * 1000000 + ${millionths('normalization')}) // (2 * ${millionths('normalization')}))`;
  const adjusted = `((2 * ${normal} * (1000000 - ${millionths('coding')}) + 1000000) // 2000000)`;
  await warehouse.run(
    `create table ${context.into} as
     select p.person_id, p.segment, p.age, s.score as raw_score,
       ${adjusted}::decimal(15, 0) * 0.001::decimal(4, 3) as score,
       array_to_string(s.categories, '|') as categories, c.text as contributions
     from ${given} p join ${scored} s using (person_id)
       left join (select person_id, string_agg(variable || ' ' || value::varchar, '; ' order by variable) as text from ${contributions} group by 1) c using (person_id)
     order by 1`,
  );
  const [[unknown] = []] = await warehouse.values(
    `select count(*) from ${given} where age is null or sex is null`,
  );
  if (Number(unknown) > 0) diagnostics.push(report('hcc-unknown', { count: Number(unknown) }, context.at));
  await diagnosisLines(
    context,
    { people, diagnoses },
    `select distinct diagnosis_code from ${mapping} where model_name = ${quoteLiteral(model.mapping)}`,
  );
  return diagnostics;
}

/** Age, sex and segment on the day, from the latest span of coverage. Dual: 02, 04, 08 full; 01, 03, 05, 06 partial (CMS). */
function peopleSql(context: MethodContext, people: string, ageOn: string): string {
  const day = dateLiteral(ageOn);
  return `with latest as (
      select * from ${context.table('eligibility')} qualify row_number() over (partition by person_id order by enrollment_start_date desc, _source, _file, _line) = 1),
    known as (
      select p.person_id, datediff('year', e.birth_date, ${day}) - case when strftime(e.birth_date, '%m%d') > strftime(${day}, '%m%d') then 1 else 0 end as age,
        case e.gender when 'female' then 'F' when 'male' then 'M' end as sex, coalesce(e.original_reason_entitlement_code, '0') as orec,
        e.dual_status_code as dual, coalesce(e.long_term_institutional_flag, false) as institution
      from ${people} p left join latest e using (person_id))
    select person_id, age::integer as age, sex, orec, dual is not null and dual <> '00' as medicaid,
      case when institution then 'INS' else 'C' ||
        case when dual in (${['02', '04', '08'].map(quoteLiteral).join(', ')}) then 'F' when dual in (${['01', '03', '05', '06'].map(quoteLiteral).join(', ')}) then 'P' else 'N' end ||
        case when age >= 65 then 'A' else 'D' end end as segment
    from known`;
}
