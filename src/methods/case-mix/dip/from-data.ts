/**
 * A catalogue from a city's own cases: combinations of the principal diagnosis's first five characters and the procedures done, core where
 * there are enough cases, gathered by the diagnosis's first three characters where not; weights are the group's mean fee over the mean of all.
 */
import type { Warehouse } from '../../../warehouse/warehouse.ts';
import { normalized } from '../codes.ts';
import type { DipTables } from './group.ts';

export interface FromData extends Omit<DipTables, 'into'> {
  /** Fewest cases of a core group: 15 by the national specification. */
  least: number;
  /** To make: `code`, `diagnosis`, `kind`, `procedures` (joined by `+`), `cases`, `mean_fee` and `weight` (decimal, 4 places, half to even). */
  into: string;
}

export async function dipFromData(
  warehouse: Warehouse,
  { cases, diagnoses, procedures, least, into }: FromData,
): Promise<void> {
  await warehouse.run(
    `create table ${into} as
     with done as (select case_id, string_agg(code, '+' order by code) as procedures
         from (select distinct case_id, ${normalized('code')} as code from ${procedures} where code is not null) group by 1),
       one as (select c.case_id, c.fee, left(${normalized('d.code')}, 5) as five, coalesce(p.procedures, '') as procedures
         from ${cases} c join ${diagnoses} d on d.case_id = c.case_id and d.position = 1 left join done p on p.case_id = c.case_id
         where c.fee is not null and d.code is not null),
       counted as (select *, count(*) over (partition by five, procedures) >= ${least} as core from one),
       named as (select fee, case when core then five else left(five, 3) end as diagnosis,
         case when core and procedures = '' then 'conservative' when core then 'core' else 'comprehensive' end as kind,
         case when core then procedures when procedures = '' then '' else '*' end as procedures from counted),
       sums as (select diagnosis, kind, procedures, count(*)::hugeint as cases, sum((fee * 10000)::hugeint)::hugeint as fees from named group by all),
       everything as (select sum(cases)::hugeint as n, sum(fees)::hugeint as f from sums)
     select diagnosis || case kind when 'core' then ':' || procedures when 'conservative' then ':.' else case procedures when '' then ':~.' else ':~' end end as code,
       diagnosis, kind, procedures, cases::bigint as cases,
       (${halfEven('fees', 'cases')})::decimal(18, 0) * 0.0001::decimal(5, 4) as mean_fee,
       (${halfEven('fees * n * 10000', 'f * cases')})::decimal(18, 0) * 0.0001::decimal(5, 4) as weight
     from sums, everything order by code`,
  );
}

/** Whole division of positive numbers, half to even. */
function halfEven(above: string, below: string): string {
  const [n, d] = [`(${above})`, `(${below})`];
  return `(${n} // ${d} + case when 2 * (${n} % ${d}) > ${d} or (2 * (${n} % ${d}) = ${d} and (${n} // ${d}) % 2 = 1) then 1 else 0 end)`;
}
