/**
 * CMS-HCC risk scores: diagnoses → categories → hierarchies → coefficients, each a set operation over all people at once, and every score
 * the sum of contributions that stand in a table of their own.
 */
import type { Warehouse } from '../../../warehouse/warehouse.ts';
import { quoteLiteral } from '../../../warehouse/warehouse.ts';
import type { HccModel } from './models.ts';

/** Tables of the model as CMS publishes them, as SQL names. */
export interface HccScheme {
  /** `diagnosis_code`, `cc`, `model_name`. */
  mapping: string;
  /** `coefficient`, `value` (decimal), `model_version`. */
  coefficients: string;
  /** `cc_parent`, `cc_child`, `model_domain`, `model_version`. */
  hierarchies: string;
  /** `icd10`, `sex` (1 male, 2 female), `age_min`, `age_max`, `action` (invalid, override), `cc_override`, `model_name`. */
  edits: string;
}

export interface HccTables {
  /** `person_id`, `age` (on 1 February of the payment year), `sex` (F, M), `segment` (CNA, CND, CPA …), `orec`, `medicaid`. */
  people: string;
  /** `person_id`, `code`: ICD-10-CM without its point. */
  diagnoses: string;
  /** To make: `person_id`, `score` (decimal, raw: before normalisation and coding adjustment), `categories` (list of numbers, in order). */
  into: string;
  /** To make: `person_id`, `variable`, `value`: what each variable of the model adds. */
  contributions: string;
}

/** Lower ends of age bands, as the names of the coefficients have them. */
const BANDS = [0, 35, 45, 55, 60, 65, 70, 75, 80, 85, 90, 95];

export async function scoreCmsHcc(
  warehouse: Warehouse,
  model: HccModel,
  scheme: HccScheme,
  { people, diagnoses, into, contributions }: HccTables,
): Promise<void> {
  const name = (part: string) => `hcc_${part}`;
  const [domain, version] = model.hierarchies;
  const made = ['person', 'category', 'present'].map(name);
  const [person, category, present] = made as [string, string, string];
  await warehouse.run(
    `create temp table ${person} as
     select row_number() over (order by person_id) as pid, person_id, age::integer as age, sex, upper(segment) as segment,
       coalesce(orec, '0') as orec, coalesce(medicaid, false) as medicaid from ${people}`,
  );
  await warehouse.run(
    `create temp table ${category} as
     with said as (select distinct p.pid, d.code, p.age, p.sex from ${diagnoses} d join ${person} p using (person_id)),
       edit as (select * from ${scheme.edits} where model_name = ${quoteLiteral(model.mapping)}),
       hit as (select s.pid, s.code, e.action, e.cc_override from said s join edit e on e.icd10 = s.code
         and (e.sex is null or e.sex::varchar = case s.sex when 'M' then '1' when 'F' then '2' end)
         and (e.age_min is null or s.age >= e.age_min::integer) and (e.age_max is null or s.age <= e.age_max::integer)),
       map as (select diagnosis_code as code, cc::integer as cc from ${scheme.mapping} where model_name = ${quoteLiteral(model.mapping)})
     select distinct pid, cc from (
       select s.pid, m.cc from said s join map m using (code) anti join hit h on h.pid = s.pid and h.code = s.code
       union all select pid, cc_override::integer from hit where action = 'override')`,
  );
  const lacking = model.needs.map(
    ({ category: cc, oneOf }) =>
      `not (cc = ${cc} and pid not in (select pid from ${category} where cc in (${oneOf.join(', ')})))`,
  );
  await warehouse.run(
    `create temp table ${present} as
     with alone as (select * from ${category} where ${['true', ...lacking].join(' and ')}),
       lower as (select distinct a.pid, h.cc_child::integer as cc from alone a
         join ${scheme.hierarchies} h on h.cc_parent::integer = a.cc and h.model_domain = ${quoteLiteral(domain)} and h.model_version = ${quoteLiteral(version)})
     select pid, cc from alone anti join lower using (pid, cc)`,
  );
  await warehouse.run(
    `create table ${contributions} as
     with has as (select pid, list(cc order by cc) as all_cc, count(*) as n from ${present} group by pid),
       variable(pid, variable) as (
         select pid, sex || case ${bands('age')} end from ${person}
         union all select pid, 'HCC' || cc from ${present}
         union all select pid, case sex when 'F' then 'OriginallyDisabled_Female' else 'OriginallyDisabled_Male' end
           from ${person} where age >= 65 and orec <> '0' and segment <> 'INS'
         union all select pid, 'ORIGDS' from ${person} where age >= 65 and orec <> '0' and segment = 'INS'
         union all select pid, 'LTIMCAID' from ${person} where segment = 'INS' and medicaid
         ${model.counts ? `union all select pid, case when n >= 10 then 'D10P' else 'D' || n end from has` : ''}
         ${model.interactions.map(interaction).join('\n')}),
       named as (select p.person_id, v.variable, lower(p.segment || '_' || v.variable) as coefficient from variable v join ${person} p using (pid)),
       coefficient as (select distinct lower(coefficient) as coefficient, value from ${scheme.coefficients} where model_version = ${quoteLiteral(model.coefficients)})
     select n.person_id, n.variable, c.value from named n join coefficient c using (coefficient) order by 1, 2`,
  );
  await warehouse.run(
    `create table ${into} as
     select p.person_id, coalesce(s.score, 0)::decimal(18, 3) as score, coalesce(c.categories, []) as categories
     from ${person} p left join (select person_id, sum(value) as score from ${contributions} group by 1) s using (person_id)
       left join (select pid, list(cc order by cc) as categories from ${present} group by 1) c using (pid)
     order by 1`,
  );
  await warehouse.run(made.map((table) => `drop table ${table}`).join('; '));
}

function bands(age: string): string {
  return BANDS.map((from, i) => {
    const next = BANDS[i + 1];
    const until = next === undefined ? 'GT' : String(next - 1);
    return `when ${age} ${next === undefined ? `>= ${from}` : `< ${next}`} then '${from}_${until}'`;
  }).join(' ');
}

function interaction({ name, all, disabled }: HccModel['interactions'][number]): string {
  const tests = all.map((set) => `list_has_any(all_cc, [${set.join(', ')}])`);
  const who = disabled ? ` join hcc_person using (pid)` : '';
  if (disabled) tests.push(`age < 65 and orec <> '0'`);
  return `union all select pid, ${quoteLiteral(name)} from has${who} where ${tests.join(' and ')}`;
}
