/**
 * A catalogue from a city's own cases. Combinations of the principal diagnosis's first five characters and the procedures done are core where
 * there are enough cases; what remains is gathered by the diagnosis's category and the manner of treatment. Every case then counts where the
 * grouper puts it, so that grouping the same cases gives the same counts.
 *
 * Weight = mean fee of the group ÷ mean fee of all, both of the last three years weighted 1:2:7 (技术规范, as cited in articles): the mean of
 * the years' means, each year by its weight; a year in which a group had no case is left out of the group's mean.
 */
import type { Warehouse } from '../../../warehouse/warehouse.ts';
import { quoteLiteral } from '../../../warehouse/warehouse.ts';
import { halfEven } from '../../shared/exact.ts';
import { normalized } from '../codes.ts';
import { fitEntries } from './auxiliary.ts';
import { isIcd } from './compile.ts';
import { groupDip } from './group.ts';
import type { DipTables } from './group.ts';
import type { DipGroup, DipRules } from './scheme.ts';
import { TREATMENTS } from './scheme.ts';
import { whole } from './whole.ts';

interface FromData extends Omit<DipTables, 'into' | 'cases'> {
  /** `case_id`, `fee`, `year` (integer). Those of other years, without a principal diagnosis of ICD-10, or without a fee above zero are no part of it. */
  cases: string;
  rules: DipRules;
  /** As many as the rules weigh, the earliest first. */
  years: readonly number[];
  /**
   * To make: `code`, `diagnosis`, `kind`, `treatment`, `procedures` (joined by `+`), `cases`, `mean_fee` (decimal, 4 places), `weight` (6
   * places), all half to even.
   */
  into: string;
  /**
   * To make, where it is wanted: factors of the auxiliary directories' entries as the cases show them: `group`, `directory`, `entry`, `cases`,
   * `mean_fee`, `factor` (6 places). The cases then have the columns that directories ask of.
   */
  factors?: string;
}

type Aside = 'no-principal-diagnosis' | 'diagnosis-malformed' | 'no-fee' | 'negative-fee';

export interface Made {
  groups: DipGroup[];
  factors: DipRules['factors'];
  /** Why cases of the years are no part of the catalogue. */
  aside: { reason: Aside; count: number; first: string }[];
  /** Years without a case. */
  empty: number[];
}

export async function dipFromData(warehouse: Warehouse, given: FromData): Promise<Made> {
  const { diagnoses, procedures, rules, years, into } = given;
  const judged =
    given.factors === undefined ? [] : ['age_years', 'age_days', 'stay_days', 'icu_hours', 'died'];
  const columns = ['case_id', 'fee', 'year', ...judged].map((name) => `c.${name}`).join(', ');
  await warehouse.run(
    `drop schema if exists dip_data cascade; create schema dip_data;
     create table dip_data.all as select ${columns}, p.code as principal, ${isIcd(normalized('p.code'))} as sound from ${given.cases} c
       left join (select case_id, min(code) as code from ${diagnoses} where position = 1 and code is not null group by 1) p using (case_id)
       where c.year in (${years.join(', ')});
     create table dip_data.cases as select * exclude (principal, sound) from dip_data.all where sound and fee > 0`,
  );
  const groups = await combinations(warehouse, { diagnoses, procedures, rules });
  const tables = { cases: 'dip_data.cases', diagnoses, procedures, into: 'dip_data.grouped' };
  await groupDip(warehouse, { groups, rules }, tables);
  await weigh(warehouse, rules, years);
  await warehouse.run(
    `create table ${into} as
       select g.code, o.diagnosis, o.kind, case o.treatment ${TREATMENTS.map((name, i) => `when ${i} then '${name}'`).join(' ')} end as treatment,
         o.procedures, g.cases, g.mean_fee, g.weight
       from dip_data.weighed g join dip_data.combination o using (code) order by code`,
  );
  const factors = await measured(warehouse, given);
  const rows = await warehouse.values(
    `select code, diagnosis, kind, treatment, procedures, cases::bigint, mean_fee::varchar, weight::varchar from ${into} order by code`,
  );
  const aside = await warehouse.values(
    `select case when principal is null then 'no-principal-diagnosis' when not sound then 'diagnosis-malformed' when fee < 0 then 'negative-fee' else 'no-fee' end as reason,
       count(*), min(case_id) from dip_data.all where not coalesce(sound and fee > 0, false) group by 1 order by 1`,
  );
  const filled = await warehouse.values('select distinct year from dip_data.cases');
  const there = new Set(filled.map(([year]) => Number(year)));
  return {
    factors,
    groups: rows.map(([code, diagnosis, kind, treatment, done, cases, mean, weight]) => ({
      ...groupOf(code, diagnosis, kind, done),
      treatment: treatment as NonNullable<DipGroup['treatment']>,
      mean: String(mean),
      weight: String(weight),
      cases: Number(cases),
    })),
    aside: aside.map(([reason, count, first]) => ({
      reason: reason as Aside,
      count: Number(count),
      first: String(first),
    })),
    empty: years.filter((year) => !there.has(year)),
  };
}

/** The groups there are to be, in `dip_data.combination`: core ones with cases enough, and comprehensive ones of every category met. */
async function combinations(
  warehouse: Warehouse,
  { diagnoses, procedures, rules }: Pick<FromData, 'diagnoses' | 'procedures' | 'rules'>,
): Promise<DipGroup[]> {
  const kinds = Object.entries(rules.treatments).flatMap(([name, codes]) =>
    (codes ?? []).map(
      (code) => `('${code.replaceAll("'", "''")}', ${TREATMENTS.findIndex((one) => one === name)})`,
    ),
  );
  const names = TREATMENTS.map((name, i) => `when ${i} then '${i < 2 ? '' : name}'`).join(' ');
  await warehouse.run(
    `create table dip_data.kind(code, treatment) as select * from (values ${['(null::varchar, 0)', ...kinds].join(', ')}) k(code, treatment);
     create table dip_data.done as
       with plain as (select distinct case_id, ${normalized('code')} as code from ${procedures} where code is not null),
         typed as (select p.code, coalesce(max(k.treatment), 1) as treatment from (select distinct code from plain) p left join dip_data.kind k on starts_with(p.code, k.code) group by 1)
       select case_id, string_agg(code, '+' order by code) as procedures, max(treatment) as treatment from plain join typed using (code) group by 1;
     create table dip_data.combination as
       with one as (select ${normalized('d.code')} as code, coalesce(p.procedures, '') as procedures, coalesce(p.treatment, 0) as treatment
           from dip_data.cases c join ${diagnoses} d on d.case_id = c.case_id and d.position = 1 and d.code is not null left join dip_data.done p on p.case_id = c.case_id),
         core as (select left(code, ${rules.diagnosis}) as diagnosis, procedures, max(treatment) as treatment from one group by 1, 2 having count(*) >= ${rules.least}),
         wide as (select distinct left(code, ${rules.category}) as diagnosis, treatment from one)
       select diagnosis || ':' || case procedures when '' then '.' else procedures end as code, diagnosis,
         case procedures when '' then 'conservative' else 'core' end as kind, treatment::integer as treatment, procedures from core
       union all
       select diagnosis || ':~' || case treatment when 0 then '.' else case treatment ${names} end end, diagnosis, 'comprehensive', treatment::integer, '' from wide`,
  );
  const rows = await warehouse.values(
    'select code, diagnosis, kind, treatment, procedures from dip_data.combination order by code',
  );
  return rows.map(([code, diagnosis, kind, treatment, done]) => ({
    ...groupOf(code, diagnosis, kind, done),
    treatment: TREATMENTS[Number(treatment)] ?? 'procedure',
  }));
}

/** A group of the cells of its row; its procedures are joined by `+`. */
function groupOf(
  code: unknown,
  diagnosis: unknown,
  kind: unknown,
  done: unknown,
): Omit<DipGroup, 'treatment'> {
  const procedures = done === '' ? [] : String(done).split('+');
  return {
    code: String(code),
    diagnosis: String(diagnosis),
    kind: kind as DipGroup['kind'],
    procedures: procedures.map((one) => [one]),
  };
}

/**
 * The mean of the years' means by their weights, as whole numbers: `above / below` is the mean in 1e-8, `cases` how many. Of the cases of
 * `from`, by the columns `by`. Fees are counted in ten-thousandths.
 */
function means(rules: DipRules, years: readonly number[], from: string, by: readonly string[]): string {
  const weights = whole(rules.years);
  const weight = `case year ${years.map((year, i) => `when ${year} then ${weights[i]}`).join(' ')} end`;
  const columns = by.map((one) => `${one}, `).join('');
  return `select ${columns}sum(cases)::hugeint as cases, sum(mean * weight)::hugeint as above, sum(weight)::hugeint as below
    from (select ${columns}year, count(*)::hugeint as cases, (${weight})::hugeint as weight,
        ${halfEven('sum((fee * 10000)::hugeint)::hugeint * 10000', 'count(*)::hugeint')} as mean from ${from} group by all) y
    ${by.length > 0 ? `group by ${by.join(', ')}` : ''}`;
}

const MEAN = (above: string, below: string) =>
  `(${halfEven(above, `${below} * 10000`)})::decimal(18, 0) * 0.0001::decimal(5, 4)`;
const RATIO = (one: string, other: string) =>
  `(${halfEven(`${one}.above * ${other}.below * 1000000`, `${one}.below * ${other}.above`)})::decimal(18, 0) * 0.000001::decimal(7, 6)`;

/** `dip_data.weighed`: code, cases, mean fee and weight, the years by their weights. */
async function weigh(warehouse: Warehouse, rules: DipRules, years: readonly number[]): Promise<void> {
  const from = '(select * from dip_data.grouped join dip_data.cases using (case_id) where code is not null)';
  await warehouse.run(
    `create table dip_data.weighed as
       with one as (${means(rules, years, from, ['code'])}), everything as (${means(rules, years, from, [])})
       select o.code, o.cases::bigint as cases, ${MEAN('o.above', 'o.below')} as mean_fee, ${RATIO('o', 'e')} as weight from one o, everything e`,
  );
}

/**
 * What cases with an entry cost beside all cases of their group: mean fee of the entry ÷ mean fee of the group (mj / M), where the entry has as
 * many cases as a core group needs.
 */
async function measured(warehouse: Warehouse, given: FromData): Promise<DipRules['factors']> {
  const { rules, years, factors, diagnoses } = given;
  if (factors === undefined) return [];
  const columns =
    '"group" varchar, directory varchar, entry varchar, cases bigint, mean_fee decimal(18, 4), factor decimal(18, 6)';
  await warehouse.run(`create table ${factors}(${columns})`);
  if (rules.auxiliary.length === 0) return [];
  await warehouse.run(
    `update dip.groups set fee = w.mean_fee from dip_data.weighed w where w.code = dip.groups.code`,
  );
  await fitEntries(warehouse, rules, { cases: 'dip_data.cases', diagnoses, grouped: 'dip_data.grouped' });
  const names = rules.auxiliary.flatMap(({ name, entries }, place) =>
    entries.map((entry, i) => `(${place}, ${i}, ${quoteLiteral(name)}, ${quoteLiteral(entry.name)})`),
  );
  const whole = '(select * from dip_data.grouped join dip_data.cases using (case_id) where code is not null)';
  const part =
    '(select f.code, f.place, f.entry, c.fee, c.year from dip.fits_entry f join dip_data.cases c using (case_id))';
  await warehouse.run(
    `insert into ${factors}
       with one as (${means(rules, years, part, ['code', 'place', 'entry'])}), everything as (${means(rules, years, whole, ['code'])}),
         named(place, entry, directory, name) as (values ${names.join(', ')})
       select o.code, n.directory, n.name, o.cases::bigint, ${MEAN('o.above', 'o.below')}, ${RATIO('o', 'e')}
       from one o join everything e using (code) join named n using (place, entry) where o.cases >= ${rules.least} order by all`,
  );
  const rows = await warehouse.values(
    `select "group", directory, entry, regexp_replace(factor::varchar, '\\.?0+$', '') from ${factors} order by 1, 2, 3`,
  );
  return rows.map(([group, directory, entry, factor]) => ({
    group: String(group),
    directory: String(directory),
    entry: String(entry),
    factor: String(factor),
  }));
}
