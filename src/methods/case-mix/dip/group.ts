/**
 * Cases into DIP groups, by joins: core groups whose procedures the case has all of, else conservative treatment, else a comprehensive
 * group. Of several core groups that with most procedures, then with most of the case's own procedures met, then the one whose mean fee is
 * nearest to the case's fee, then the first by code.
 */
import type { Cell, ColumnType, Warehouse } from '../../../warehouse/warehouse.ts';
import { normalized } from '../codes.ts';
import type { DipGroup } from './catalogue.ts';

export interface DipTables {
  /** `case_id`, `fee` (decimal; unknown is null). */
  cases: string;
  /** `case_id`, `position` (1 the principal one), `code`. */
  diagnoses: string;
  procedures: string;
  /** To make: `case_id`, `code`, `kind`, `matched` (procedures of the group, joined by `+`), `candidates` (core groups that fitted), `reason`. */
  into: string;
}

export async function groupDip(
  warehouse: Warehouse,
  catalogue: readonly DipGroup[],
  { cases, diagnoses, procedures, into }: DipTables,
): Promise<void> {
  const table = async (
    name: string,
    columns: Record<string, ColumnType>,
    rows: Iterable<readonly Cell[]>,
  ) => {
    const typed = Object.entries(columns).map(([column, type]) => ({ name: column, type }));
    await warehouse.create({ schema: 'dip', name }, typed);
    await warehouse.insert({ schema: 'dip', name }, typed, rows);
  };
  await warehouse.run('drop schema if exists dip cascade');
  await table(
    'groups',
    {
      place: 'integer',
      code: 'varchar',
      diagnosis: 'varchar',
      kind: 'varchar',
      parts: 'integer',
      fee: 'varchar',
    },
    catalogue.map((g, i) => [i, g.code, g.diagnosis, g.kind, g.procedures.length, g.meanFee ?? null]),
  );
  await table(
    'parts',
    { place: 'integer', part: 'integer', code: 'varchar' },
    catalogue.flatMap((g, i) => g.procedures.flatMap((any, part) => any.map((code) => [i, part, code]))),
  );
  await warehouse.run(
    `create table dip.principal as
       select row_number() over (order by c.case_id) as n, c.case_id, c.fee, ${normalized('d.code')} as code from ${cases} c
         left join (select case_id, code from ${diagnoses} where position = 1) d using (case_id);
     create table dip.spelling as select code, ${normalized('code')} as plain from (select distinct code from ${procedures}) where code is not null;
     create table dip.done as
       select distinct p.n, s.plain as code from ${procedures} d join dip.spelling s using (code) join dip.principal p using (case_id);
     create table dip.lengths as select distinct length(code)::integer as length from dip.parts`,
  );
  // A part stands for all codes that begin with it: a case's codes are cut to the lengths that parts have. The codes of a city are few, so
  // which parts each of them meets is found once, not for every case.
  await warehouse.run(
    `create table dip.meets as
       select distinct c.code, x.place, x.part from (select distinct code from dip.done) c, dip.lengths l join dip.parts x on x.code = left(c.code, l.length)
       where length(c.code) >= l.length;
     create table dip.met as
       select d.n, m.place, m.part, d.code from dip.done d join dip.meets m using (code) join dip.principal p on p.n = d.n
         join dip.groups g on g.place = m.place and g.diagnosis = left(p.code, 5) and g.kind = 'core';
     create table dip.fits as
       with parts as (select n, place, count(*) as met from (select distinct n, place, part from dip.met) group by 1, 2),
         own as (select n, place, count(*) as own, string_agg(code, '+' order by code) as matched from (select distinct n, place, code from dip.met) group by 1, 2)
       select p.case_id, g.place, g.code, g.parts, o.own, abs(p.fee - g.fee::decimal(18, 4)) as distance, o.matched
       from parts m join own o using (n, place) join dip.groups g using (place) join dip.principal p using (n) where m.met = g.parts`,
  );
  await warehouse.run(
    `create table ${into} as
       with core as (select *, count(*) over (partition by case_id) as candidates from dip.fits
           qualify row_number() over (partition by case_id order by parts desc, own desc, distance nulls last, code) = 1),
         plain as (select p.case_id, min(g.code) as code from dip.principal p
             join dip.groups g on g.kind = 'conservative' and g.diagnosis = left(p.code, 5)
             where p.n not in (select n from dip.done) group by 1),
         wide as (select p.case_id, min(g.code) as code from dip.principal p
             join dip.groups g on g.kind = 'comprehensive' and g.diagnosis = left(p.code, 3)
               and (g.parts > 0) = (p.n in (select n from dip.done)) group by 1),
         -- Procedures that fit no group of the diagnosis: the national rule treats the case as conservative.
         rest as (select p.case_id, min(g.code) as code from dip.principal p
             join dip.groups g on g.kind = 'conservative' and g.diagnosis = left(p.code, 5) group by 1)
       select p.case_id, coalesce(c.code, a.code, r.code, w.code) as code,
         case when c.code is not null then 'core' when a.code is not null or r.code is not null then 'conservative'
           when w.code is not null then 'comprehensive' end as kind,
         c.matched, coalesce(c.candidates, 0)::integer as candidates,
         case when coalesce(c.code, a.code, r.code, w.code) is not null then null
           when p.code is null then 'no-principal-diagnosis' else 'not-in-catalogue' end as reason
       from dip.principal p left join core c using (case_id) left join plain a using (case_id) left join rest r using (case_id)
         left join wide w using (case_id)
       order by 1`,
  );
}
