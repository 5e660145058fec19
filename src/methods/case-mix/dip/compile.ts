/** A DIP scheme as tables in the schema `dip`, and what its groups know of the codes that the cases have: found once for every code, not for every case. */
import type { Cell, ColumnType, Warehouse } from '../../../warehouse/warehouse.ts';
import { normalized } from '../codes.ts';
import type { DipTables } from './group.ts';
import type { DipScheme } from './scheme.ts';
import { TREATMENTS } from './scheme.ts';

/** SQL: whether a code, as `normalized` gives it, is written like ICD-10: a category of three characters and what follows it. */
export const isIcd = (code: string) => `regexp_full_match(${code}, '[A-Z][0-9][0-9A-Z][0-9A-Zx.+*/-]*')`;

export async function compile(
  warehouse: Warehouse,
  { groups, rules }: DipScheme,
  { diagnoses, procedures }: Pick<DipTables, 'diagnoses' | 'procedures'>,
): Promise<void> {
  await warehouse.run('drop schema if exists dip cascade');
  await insert(
    warehouse,
    'given_groups',
    {
      place: 'integer',
      code: 'varchar',
      diagnosis: 'varchar',
      kind: 'varchar',
      treatment: 'integer',
      parts: 'integer',
      fee: 'varchar',
      weight: 'varchar',
      cases: 'bigint',
    },
    groups.map((g, i) => [
      i,
      g.code,
      g.diagnosis,
      g.kind,
      TREATMENTS.indexOf(g.treatment ?? (g.procedures.length > 0 ? 'procedure' : 'conservative')),
      g.procedures.length,
      g.mean ?? null,
      g.weight ?? null,
      g.cases === undefined ? null : BigInt(g.cases),
    ]),
  );
  await insert(
    warehouse,
    'given_parts',
    { place: 'integer', part: 'integer', code: 'varchar' },
    groups.flatMap((g, i) =>
      g.kind === 'core' ? g.procedures.flatMap((any, part) => any.map((code) => [i, part, code])) : [],
    ),
  );
  await insert(
    warehouse,
    'treatments',
    { code: 'varchar', treatment: 'integer' },
    Object.entries(rules.treatments).flatMap(([name, codes]) =>
      (codes ?? []).map((code) => [code, TREATMENTS.findIndex((one) => one === name)]),
    ),
  );
  // The catalogue's own codes are read as those of the cases are, however a city typed them.
  await warehouse.run(
    `create table dip.groups as select place, code, ${normalized('diagnosis')} as diagnosis, kind, treatment, parts, fee::decimal(18, 4) as fee, weight::decimal(18, 6) as weight, cases
       from dip.given_groups;
     create table dip.parts as select place, part, ${normalized('code')} as code from dip.given_parts;
     create table dip.principal as select code, ${normalized('code')} as plain from (select distinct code from ${diagnoses} where position = 1 and code is not null);
     create table dip.begins as
       select distinct p.plain, g.diagnosis, g.kind, 0 as wide from (select distinct plain from dip.principal) p,
         (select distinct length(diagnosis)::integer as length from dip.groups) l
         join (select distinct diagnosis, kind from dip.groups) g on g.diagnosis = left(p.plain, l.length)
       union all
       select p.plain, g.diagnosis, g.kind, 1 from (select distinct plain from dip.principal) p
         join (select distinct diagnosis, kind from dip.groups where contains(diagnosis, '-')) g
         on left(p.plain, length(split_part(g.diagnosis, '-', 1))::integer) >= split_part(g.diagnosis, '-', 1)
           and left(p.plain, length(split_part(g.diagnosis, '-', 2))::integer) <= split_part(g.diagnosis, '-', 2);
     create table dip.known as
       select p.plain, coalesce(string_agg(b.kind || b.diagnosis, ' ' order by b.kind, b.diagnosis), '') as known
       from (select distinct plain from dip.principal) p left join dip.begins b using (plain) group by 1;
     create table dip.alike as select known, row_number() over (order by known)::integer as d from (select distinct known from dip.known);
     create table dip.dx as select p.code, a.d, not ${isIcd('p.plain')} as malformed from dip.principal p join dip.known k using (plain) join dip.alike a using (known);
     create table dip.reach as select distinct a.d, b.diagnosis, b.kind, b.wide from dip.begins b join dip.known k using (plain) join dip.alike a using (known)`,
  );
  // A part stands for all codes that begin with it. Of the procedures only those that some group names tell cases apart.
  await warehouse.run(
    `create table dip.written as select code, ${normalized('code')} as plain from (select distinct code from ${procedures} where code is not null);
     create table dip.stands as
       select w.plain, x.place, x.part, max(l.length) as length from (select distinct plain from dip.written) w, (select distinct length(code)::integer as length from dip.parts) l
         join dip.parts x on x.code = left(w.plain, l.length) where length(w.plain) >= l.length group by all;
     create table dip.identity as select plain, row_number() over (order by plain)::integer as id from (select distinct plain from dip.stands);
     create table dip.kind as
       select w.plain, coalesce(max(t.treatment), 1)::integer as treatment from (select distinct plain from dip.written) w
         left join dip.treatments t on starts_with(w.plain, t.code) group by 1;
     create table dip.spelling as select w.code, i.id, k.treatment from dip.written w join dip.kind k using (plain) left join dip.identity i using (plain);
     create table dip.meets as
       select distinct r.d, i.id, s.place, s.part, s.length from dip.stands s join dip.identity i using (plain) join dip.groups g using (place)
         join dip.reach r on r.diagnosis = g.diagnosis and r.kind = 'core'`,
  );
}

async function insert(
  warehouse: Warehouse,
  name: string,
  columns: Record<string, ColumnType>,
  rows: Iterable<readonly Cell[]>,
): Promise<void> {
  const typed = Object.entries(columns).map(([column, type]) => ({ name: column, type }));
  await warehouse.create({ schema: 'dip', name }, typed);
  await warehouse.insert({ schema: 'dip', name }, typed, rows);
}
