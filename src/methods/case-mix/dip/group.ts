/**
 * Cases into DIP groups. What two cases have in common is decided once: a case's *profile* is what the catalogue knows of its principal
 * diagnosis with the set of its procedures that some group names; groups are found for profiles, by joins, and cases take those of their
 * profile. Only where several groups fit alike does the case's own fee decide.
 *
 * Core groups whose procedures the case has all of, else conservative treatment, else a comprehensive group of the diagnosis's category.
 */
import type { Warehouse } from '../../../warehouse/warehouse.ts';
import { compile } from './compile.ts';
import type { DipScheme } from './scheme.ts';

export interface DipTables {
  /** `case_id`, `fee` (decimal; unknown is null). */
  cases: string;
  /** `case_id`, `position` (1 the principal one), `code`. */
  diagnoses: string;
  procedures: string;
  /**
   * To make: `case_id`, `code`, `kind`, `rule` (`procedures`, `no-procedure`, `procedures-unlisted`, `category`), `decided` (of several core
   * groups, what decided: `main`, `parts`, `matched`, `exact`, `fee`, `code`), `matched` (the case's procedures that met the group's, joined by `+`),
   * `candidates` (core groups that fitted), `reason`. In no order.
   */
  into: string;
}

export async function groupDip(warehouse: Warehouse, scheme: DipScheme, tables: DipTables): Promise<void> {
  await compile(warehouse, scheme, tables);
  const { prefer, conservative } = scheme.rules;
  await profiles(warehouse, tables, prefer.includes('main'));
  // A group that names the very code goes before one that names its beginning, whatever else a city prefers.
  await core(warehouse, prefer.includes('exact') ? prefer : [...prefer, 'exact']);
  const without = conservative === 'without-procedures' ? 'and not p.done' : '';
  // Of several conservative or comprehensive groups the one that says most of the diagnosis, then of the treatment.
  await warehouse.run(
    `create table dip.plain as
       select profile, arg_min(g.code, (-length(g.diagnosis), g.code)) as code from dip.profile p join dip.reach r using (d)
         join dip.groups g on g.diagnosis = r.diagnosis and g.kind = 'conservative' where r.kind = 'conservative' ${without} group by 1;
     create table dip.wide as
       select profile, arg_min(g.code, (r.wide, -length(g.diagnosis), -g.treatment, g.code)) as code from dip.profile p join dip.reach r using (d)
         join dip.groups g on g.diagnosis = r.diagnosis and g.kind = 'comprehensive'
         where r.kind = 'comprehensive' and (g.treatment = p.treatment or (g.treatment = 1 and p.treatment > 1)) group by 1;
     create table dip.found as
       select p.profile, coalesce(c.code, a.code, w.code) as code, c.again, c.decided,
         case when c.code is not null then 'core' when a.code is not null then 'conservative' when w.code is not null then 'comprehensive' end as kind,
         case when c.code is not null then 'procedures' when a.code is not null and p.done then 'procedures-unlisted' when a.code is not null then 'no-procedure'
           when w.code is not null then 'category' end as rule,
         c.matched, coalesce(c.candidates, 0)::integer as candidates,
         case when coalesce(c.code, a.code, w.code) is not null then null when p.d is null then 'no-principal-diagnosis' when p.malformed then 'diagnosis-malformed' else 'not-in-catalogue' end as reason
       from dip.profile p left join dip.core c using (profile) left join dip.plain a using (profile) left join dip.wide w using (profile)`,
  );
  // The fee decides case by case; a case without one, or groups without a mean, go by code.
  await warehouse.run(
    `create table dip.nearest as
       select c.case_id, arg_min(t.code, (case when t.distance is null then 1 else 0 end, coalesce(t.distance, 0), t.code)) as code,
         arg_min(t.matched, (case when t.distance is null then 1 else 0 end, coalesce(t.distance, 0), t.code)) as matched,
         count(*) filter (t.distance = t.least) = 1 as alone
       from (select c.case_id, b.code, b.matched, abs(c.fee - b.fee) as distance, min(abs(c.fee - b.fee)) over (partition by c.case_id) as least
         from dip."case" c join dip.found f using (profile) join dip.best b using (profile) where f.again) t join dip."case" c using (case_id) group by 1;
     create table ${tables.into} as
       select c.case_id, coalesce(n.code, f.code) as code, f.kind, f.rule, case when f.again then case when n.alone then 'fee' else 'code' end else f.decided end as decided,
         coalesce(n.matched, f.matched) as matched, f.candidates, f.reason
       from dip."case" c join dip.found f using (profile) left join dip.nearest n using (case_id)`,
  );
}

/** `dip."case"`: every case with its profile; `dip.profile`: `d`, its procedures' ids, the main one, the treatment, whether any was done. */
async function profiles(
  warehouse: Warehouse,
  { cases, diagnoses, procedures }: DipTables,
  main: boolean,
): Promise<void> {
  await warehouse.run(
    `create table dip.told as
       select c.case_id, c.fee, x.d, coalesce(x.malformed, false) as malformed, coalesce(p.treatment, 0) as treatment, p.treatment is not null as done, coalesce(p.ids, '') as ids, p.main
       from ${cases} c left join (select case_id, min(code) as code from ${diagnoses} where position = 1 group by 1) o using (case_id)
         left join dip.dx x on x.code = o.code
         left join (select p.case_id, max(s.treatment) as treatment,
             coalesce(array_to_string(list_sort(list_distinct(list(s.id) filter (s.id is not null))), ','), '') as ids,
             ${main ? 'min(s.id) filter (p.position = 1)' : 'null::integer'} as main
           from ${procedures} p join dip.spelling s using (code) group by 1) p using (case_id);
     create table dip.profile as
       select row_number() over (order by d, malformed, ids, main, treatment, done)::integer as profile, * from (select distinct d, malformed, ids, main, treatment, done from dip.told);
     create table dip."case" as
       select t.case_id, t.fee, p.profile from dip.told t join dip.profile p on p.ids = t.ids and p.malformed = t.malformed and p.treatment = t.treatment and p.done = t.done
         and p.d is not distinct from t.d and p.main is not distinct from t.main`,
  );
}

/** `dip.core`: the core group of a profile and what decided; `dip.best`: those between which only the fee decides (`again`). */
async function core(warehouse: Warehouse, prefer: readonly string[]): Promise<void> {
  const keys = prefer.map((_, i) => prefer.slice(0, i + 1).map((one) => `${one} desc`));
  const ranks = keys.map(
    (key, i) => `rank() over (partition by profile order by ${key.join(', ')}) as r${i}`,
  );
  const ties = keys.map((_, i) => `count(*) filter (r${i} = 1) over (partition by profile) as n${i}`);
  const last = keys.length - 1;
  const decided = prefer.map((one, i) => `when n${i} = 1 then '${one}'`).join(' ');
  const tied = last < 0 ? 'candidates' : `n${last}`;
  await warehouse.run(
    `create table dip.met as
       select distinct p.profile, m.place, m.part, m.id, m.length, m.id = p.main as is_main
       from (select profile, d, main, unnest(string_split(ids, ','))::integer as id from dip.profile where ids <> '') p join dip.meets m using (d, id);
     create table dip.fits as
       with part as (select profile, place, part, max(length) as length from dip.met group by all),
         exact as (select profile, place, sum(length) as exact from part group by all)
       select m.profile, g.code, g.fee, g.parts, e.exact, count(distinct m.id) as matched, count(distinct m.part) as met, max(case when m.is_main then 1 else 0 end) as main,
         array_to_string(list_sort(list(distinct i.plain)), '+') as names
       from dip.met m join dip.groups g using (place) join dip.identity i using (id) join exact e on e.profile = m.profile and e.place = m.place
       group by m.profile, m.place, g.code, g.fee, g.parts, e.exact having met = g.parts;
     create table dip.best as
       with ranked as (select *, count(*) over (partition by profile) as candidates ${ranks.map((one) => `, ${one}`).join('')} from dip.fits),
         tied as (select * ${ties.map((one) => `, ${one}`).join('')} from ranked)
       select profile, code, fee, names as matched, candidates, ${tied} as tied,
         case when candidates = 1 then null ${decided} end as decided
       from tied ${last < 0 ? '' : `where r${last} = 1`};
     create table dip.core as
       select profile, min(code) as code, arg_min(matched, code) as matched, min(candidates) as candidates, min(tied) > 1 as again, min(decided) as decided
       from dip.best group by 1`,
  );
}
