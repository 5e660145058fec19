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
       select c.case_id, c.fee, ${normalized('d.code')} as code from ${cases} c
         left join (select case_id, code from ${diagnoses} where position = 1) d using (case_id);
     create table dip.done as
       select distinct case_id, ${normalized('code')} as code from ${procedures} where code is not null;
     create table dip.lengths as select distinct length(code)::integer as length from dip.parts`,
  );
  // A part stands for all codes that begin with it: a case's codes are cut to the lengths that parts have.
  await warehouse.run(
    `create table dip.fits as
       with cut as (select distinct d.case_id, d.code as whole, left(d.code, l.length) as code from dip.done d, dip.lengths l where length(d.code) >= l.length),
         core as (select p.case_id, p.fee, g.* exclude (fee), g.fee as mean from dip.principal p join dip.groups g on g.kind = 'core' and g.diagnosis = left(p.code, 5)),
         met as (select c.case_id, c.place, x.part, cut.whole from core c join dip.parts x using (place) join cut on cut.case_id = c.case_id and cut.code = x.code)
       select c.case_id, c.place, c.code, c.parts, count(distinct m.whole) as own, abs(c.fee - c.mean::decimal(18, 4)) as distance,
         string_agg(distinct m.whole, '+' order by m.whole) as matched
       from core c join met m using (case_id, place)
       group by c.case_id, c.place, c.code, c.parts, c.fee, c.mean having count(distinct m.part) = c.parts`,
  );
  await warehouse.run(
    `create table ${into} as
       with core as (select *, count(*) over (partition by case_id) as candidates from dip.fits
           qualify row_number() over (partition by case_id order by parts desc, own desc, distance nulls last, code) = 1),
         plain as (select p.case_id, min(g.code) as code from dip.principal p
             join dip.groups g on g.kind = 'conservative' and g.diagnosis = left(p.code, 5)
             where p.case_id not in (select case_id from dip.done) group by 1),
         wide as (select p.case_id, min(g.code) as code from dip.principal p
             join dip.groups g on g.kind = 'comprehensive' and g.diagnosis = left(p.code, 3)
               and (g.parts > 0) = (p.case_id in (select case_id from dip.done)) group by 1),
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
