/**
 * Risk strata by a published score: points for factors found in a person's own data, added up. `risk.stratify` gives the score, `risk.factors` a row for each
 * factor; the lines of both are the rows a factor was read from.
 */
import type { Diagnostic } from '../../../language/diagnostic.ts';
import { reporter } from '../../../language/diagnostic.ts';
import type { Localized } from '../../../language/plan.ts';
import { quoteLiteral } from '../../../warehouse/warehouse.ts';
import type { Method, MethodColumn, MethodContext, MethodOption } from '../../method.ts';
import { literals, option } from '../../options.ts';
import { withCases } from '../../shared/cases.ts';
import { readDocument } from '../../shared/document.ts';
import { findDocument, shippedDocuments } from '../../shipped.ts';
import type { Factor, RiskScore } from './document.ts';
import { misfits, riskScore } from './document.ts';
import { diagnosed, enrolled, knowsVisits, makeSubjects, PLACE, stayed, visits } from './evidence.ts';
import { messages, stratifyReasons } from './messages.ts';

const report = reporter(messages);
export const RISKS = 'risk';

/** Reasons are the factors of the documents that come along, in both languages; those of a user's own stand by their names. */
let known: Record<string, Localized> | undefined;
function reasons(): Record<string, Localized> {
  if (known) return known;
  known = { ...stratifyReasons };
  for (const name of shippedDocuments(RISKS)) {
    const { value } = readDocument(findDocument(name, '/', RISKS) ?? '', riskScore);
    for (const one of value?.factors ?? []) known[one.factor] ??= one.title;
    for (const one of value?.groups ?? []) known[one.group] ??= one.title;
  }
  return known;
}

interface Scored {
  subjects: string;
  /** `person_id`, `scored_on`, `factor`, `value`, `points`, `outcome` (counted, none, superseded, unknown, grouped). */
  factors: string;
  /** Rows behind a factor. */
  evidence: string;
  diagnostics: Diagnostic[];
  document: RiskScore;
}

const banded = (value: string, bands: readonly { from: string; points: string }[], otherwise = '0') =>
  `case ${bands
    .toReversed()
    .map(({ from, points }) => `when ${value} >= ${from} then ${points}`)
    .join(' ')} else ${otherwise} end`;

async function score(given: MethodContext): Promise<Scored | Diagnostic[]> {
  const path = await given.document('score', RISKS);
  if (path.value === undefined) return path.diagnostics;
  const file = path.value;
  const read = readDocument(file, riskScore);
  if (!read.value) return read.diagnostics;
  const document = read.value;
  const wrong = misfits(document).map((data) => report('risk-misfit', { path: file, ...data }, { file }));
  if (wrong.length > 0) return wrong;
  const { context, codes, diagnostics } = await withCases(given);
  const { warehouse } = context;
  const subjects = await makeSubjects(context, document, codes);
  const [factors, evidence] = [context.temporary(), context.temporary()];
  await warehouse.run(
    `create table ${evidence} (factor varchar, person_id varchar, scored_on date, tbl varchar, _source bigint, _file bigint, _line bigint, claim_id varchar, claim_line_number bigint, service_date date)`,
  );
  await warehouse.run(
    `create table ${factors} (person_id varchar, scored_on date, factor varchar, value decimal(18,4), points decimal(18,4), outcome varchar)`,
  );
  for (const one of document.factors) {
    const rows = evidenceOf(context, subjects, document, one, codes);
    await warehouse.run(
      `insert into ${evidence} select ${quoteLiteral(one.factor)}, person_id, scored_on, ${PLACE} from (${rows})`,
    );
    const sure = one.kind !== 'visits' || (await knowsVisits(context, one));
    await warehouse.run(`insert into ${factors} ${factorSql(one, subjects, evidence, sure)}`);
  }
  for (const one of document.factors) {
    if (one.kind !== 'diagnoses' || one.unless.length === 0) continue;
    await warehouse.run(
      `update ${factors} f set points = 0, outcome = 'superseded' where factor = ${quoteLiteral(one.factor)} and outcome = 'counted' and exists (
         select 1 from ${factors} g where g.person_id = f.person_id and g.scored_on = f.scored_on and g.factor in ${literals(one.unless)} and g.value = 1)`,
    );
  }
  for (const { group, bands } of document.groups) {
    const members = document.factors.flatMap((one) =>
      one.kind === 'diagnoses' && one.group === group ? [one.factor] : [],
    );
    const sum = 'sum(points)';
    // What the group adds to the sum of its members, or takes off: so that all points add up to the score.
    await warehouse.run(
      `insert into ${factors} select person_id, scored_on, ${quoteLiteral(group)}, ${sum}, ${banded(sum, bands, sum)} - ${sum}, 'grouped'
       from ${factors} where factor in ${literals(members)} group by 1, 2 having ${banded(sum, bands, sum)} <> ${sum}`,
    );
    await warehouse.run(
      `insert into ${evidence} select ${quoteLiteral(group)}, e.person_id, e.scored_on, ${PLACE} from ${evidence} e
       join ${factors} g on g.person_id = e.person_id and g.scored_on = e.scored_on and g.factor = ${quoteLiteral(group)} where e.factor in ${literals(members)}
       qualify row_number() over (partition by e.person_id, e.scored_on order by e.service_date, e._source, e._file, e._line) = 1`,
    );
  }
  const unknown = await warehouse.values(
    `select factor, count(*), (select count(*) from ${subjects}) from ${factors} where outcome = 'unknown' group by 1 order by 1`,
  );
  for (const [factor, count, all] of unknown)
    diagnostics.push(
      report(
        'risk-factor-unknown',
        { factor: String(factor), count: Number(count), all: Number(all) },
        given.at,
      ),
    );
  return { subjects, factors, evidence, diagnostics, document };
}

function evidenceOf(
  context: MethodContext,
  subjects: string,
  document: RiskScore,
  one: Factor,
  codes: number,
): string {
  switch (one.kind) {
    case 'diagnoses':
      return diagnosed(context, subjects, document, one, codes);
    case 'visits':
      return visits(context, subjects, one);
    case 'stay-length':
    case 'urgent':
      return stayed(context, subjects);
    case 'age':
    case 'sex':
      return enrolled(context, subjects);
  }
}

/** `sure`: the data can tell. */
function factorSql(one: Factor, subjects: string, evidence: string, sure: boolean): string {
  const name = quoteLiteral(one.factor);
  const of = (value: string, points: string) =>
    `select person_id, scored_on, ${name}, value, points, case when value is null then 'unknown' when points <> 0 then 'counted' else 'none' end
     from (select person_id, scored_on, (${value})::decimal(18,4) as value, case when (${value}) is not null then (${points})::decimal(18,4) end as points from ${subjects} s)`;
  const own = (what: string) =>
    `(select ${what} from ${evidence} e where e.factor = ${name} and e.person_id = s.person_id and e.scored_on = s.scored_on)`;
  switch (one.kind) {
    case 'diagnoses': {
      const has = own('least(count(*), 1)');
      return of(has, `case when ${has} = 1 then ${one.points} else 0 end`);
    }
    case 'visits': {
      const days = sure ? own('count(distinct e.service_date)') : 'null::bigint';
      return of(days, banded(days, one.bands));
    }
    case 'stay-length':
      return of('s.days', banded('s.days', one.bands));
    case 'urgent':
      return of(
        'case when s.urgent then 1 when not s.urgent then 0 end',
        `case when s.urgent then ${one.points} else 0 end`,
      );
    case 'age':
      return of('s.age', banded('s.age', one.bands));
    case 'sex':
      return of(
        `case when s.sex is not null then case when s.sex = ${quoteLiteral(one.sex)} then 1 else 0 end end`,
        `case when s.sex = ${quoteLiteral(one.sex)} then ${one.points} else 0 end`,
      );
  }
}

/** Lines: of each factor its first row carries the points, the others say the same. */
async function makeLines(context: MethodContext, { factors, evidence }: Scored, key: string): Promise<void> {
  if (context.lines === undefined) return;
  await context.warehouse.run(`
    create table ${context.lines} as
    select ${key} as key, tbl as "table", _source, _file, _line, claim_id, claim_line_number, service_date,
      case when nth = 1 and outcome <> 'superseded' then points end::decimal(38,4) as amount, nth = 1 and outcome <> 'superseded' as counted,
      case when outcome = 'superseded' then 'superseded' when nth = 1 then factor else 'same-factor' end as reason
    from (select e.*, f.points, f.outcome, row_number() over (partition by e.person_id, e.scored_on, e.factor
        order by e.service_date, e._source, e._file, e._line) as nth
      from ${evidence} e join ${factors} f on f.person_id = e.person_id and f.scored_on = e.scored_on and f.factor = e.factor
      where f.outcome in ('counted', 'superseded', 'grouped'))
    order by key, factor, nth`);
}

async function stratifyPeople(context: MethodContext): Promise<Diagnostic[]> {
  const found = await score(context);
  if (Array.isArray(found)) return found;
  const { subjects, factors, document } = found;
  const band = document.bands
    .toReversed()
    .map(({ from, band: name }) => `when least_score >= ${from} then ${quoteLiteral(name)}`);
  await context.warehouse.run(`
    create table ${context.into} as
    select person_id, scored_on, case when unknown is null then least_score end as score, least_score as least,
      case when unknown is null then ${band.length > 0 ? `case ${band.join(' ')} end` : 'null::varchar'} end as band, factors, unknown,
      case when unknown is not null then 'factor-unknown' end as reason
    from (
      select s.person_id, s.scored_on, coalesce(sum(f.points), 0)::decimal(38,4) as least_score, count(*) filter (where f.outcome = 'counted')::bigint as factors,
        string_agg(f.factor, ', ' order by f.factor) filter (where f.outcome = 'unknown') as unknown
      from ${subjects} s left join ${factors} f on f.person_id = s.person_id and f.scored_on = s.scored_on group by 1, 2)
    order by 1, 2`);
  await makeLines(context, found, `person_id || ',' || scored_on`);
  return found.diagnostics;
}

async function factorsOfPeople(context: MethodContext): Promise<Diagnostic[]> {
  const found = await score(context);
  if (Array.isArray(found)) return found;
  await context.warehouse.run(
    `create table ${context.into} as select person_id, scored_on, factor, value, points, outcome from ${found.factors} where outcome <> 'none' order by 1, 2, 3`,
  );
  await makeLines(context, found, `person_id || ',' || scored_on || ',' || factor`);
  return found.diagnostics;
}

const OPTIONS: readonly MethodOption[] = [
  option('score', 'document', 'The score', '评分', {}),
  option(
    'people',
    'result',
    'People to score; without it, all with coverage',
    '需评分的人员，缺省为全部参保人',
    {
      needs: ['person_id'],
      optional: true,
    },
  ),
  option(
    'on',
    'date',
    'Day of the score of a person; the end of the period if not given',
    '人员评分日，缺省为期间终止日',
  ),
];

const KEY: readonly MethodColumn[] = [
  { name: 'person_id', type: 'text', key: true, label: { en: 'Person', zh: '人员' } },
  {
    name: 'scored_on',
    type: 'date',
    key: true,
    label: { en: 'Day of the score; of a stay its discharge', zh: '评分日；住院为出院日' },
  },
];

const SOURCE = 'The score’s own publication, cited in its document';
const READS = ['medical_claim', 'inpatient_case', 'eligibility'];

export const stratify: Method = {
  name: 'risk.stratify',
  title: { en: 'Risk strata by a published score', zh: '按已发表评分进行风险分层' },
  about: {
    en: 'Points for factors found in a person’s own data (diagnoses, age, sex, length of stay, acute admission, visits), added up as the document of the score says: LACE for stays, CHA₂DS₂-VASc for people with atrial fibrillation, or one of your own. A factor that is not known leaves the score unknown and the least it can be given. Its lines are the rows each factor was read from, with the points it adds.',
    zh: '依据个人自身数据（诊断、年龄、性别、住院天数、急诊入院、就诊次数）按评分文档计分并汇总：住院用 LACE，房颤患者用 CHA₂DS₂-VASc，也可用自有评分。因素未知时得分未知，并给出可能的最低分。明细为各因素所依据的记录及其分值。',
  },
  source: SOURCE,
  reads: READS,
  options: OPTIONS,
  columns: [
    ...KEY,
    { name: 'score', type: 'decimal', label: { en: 'Score', zh: '得分' } },
    { name: 'least', type: 'decimal', label: { en: 'Points known so far', zh: '已知分值' } },
    { name: 'band', type: 'text', label: { en: 'Stratum', zh: '风险层级' } },
    { name: 'factors', type: 'integer', label: { en: 'Factors that add points', zh: '计分因素数' } },
    { name: 'unknown', type: 'text', label: { en: 'Factors not known', zh: '未知因素' } },
    { name: 'reason', type: 'text', label: { en: 'Why the score is unknown', zh: '得分未知的原因' } },
  ],
  get reasons() {
    return reasons();
  },
  compute: stratifyPeople,
};

export const factors: Method = {
  name: 'risk.factors',
  title: { en: 'What a published score is made of', zh: '已发表评分的构成因素' },
  about: {
    en: 'A row for each factor of a score that a person has, or that is not known: its value, its points, and whether it counts. The points of a person add up to the score of `risk.stratify`.',
    zh: '每人每个具备或未知的因素一行：取值、分值与是否计分。同一人的分值之和即 `risk.stratify` 的得分。',
  },
  source: SOURCE,
  reads: READS,
  options: OPTIONS,
  columns: [
    ...KEY,
    { name: 'factor', type: 'text', key: true, label: { en: 'Factor', zh: '因素' } },
    { name: 'value', type: 'decimal', label: { en: 'Value', zh: '取值' } },
    { name: 'points', type: 'decimal', label: { en: 'Points', zh: '分值' } },
    {
      name: 'outcome',
      type: 'text',
      label: {
        en: 'counted, superseded by a graver form, grouped (what its group adds or takes off) or unknown',
        zh: 'counted 计分，superseded 被更重者取代，grouped 分组调整，unknown 未知',
      },
    },
  ],
  get reasons() {
    return reasons();
  },
  compute: factorsOfPeople,
};
