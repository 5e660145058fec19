/** Stays as rules look at them: one row each, codes plain, the group read; and what is usual in a group. */
import type { Checked } from '../../language/diagnostic.ts';
import type { MethodContext } from '../method.ts';
import { dateLiteral } from '../options.ts';
import { quoteIdentifier } from '../../warehouse/warehouse.ts';
import { report } from './messages.ts';
import { plainCode } from './sql.ts';

/** Stays that ended so many days before the period are there to be compared with those in it. */
const BEFORE = 90;
const OTHERS = 40;

/** Amounts of 18 digits would be added and multiplied in 64 bits, and overflow. */
const wide = (name: string) => `i.${name}::decimal(30,4)`;

const FEES = [
  'bed',
  'examination',
  'laboratory',
  'treatment',
  'surgery',
  'nursing',
  'materials',
  'western_drugs',
  'chinese_herbs',
  'chinese_patent_drugs',
] as const;

/** Codes of a group in CHS-DRG's form: category, kind, number, level. */
const LEVELLED = '^[A-Z]{2}[0-9A-Z][1359]$';

/**
 * Makes `into`: `case_id`, `person_id`, `hospital_id`, `level` (of the hospital), `insurance_type`, `sex`, `age` (whole years), `age_days` (under one
 * year), `admitted`, `discharged`, `stay`, `way_in`, `way_out`, `planned_again`, `icu_hours`, `ventilator_hours`, `dx_type`, `dx` (principal), `others`,
 * `px` (lists of plain codes), `drg`, `adrg`, `severity` (1, 3, 5, 9 where the group's code says so), `complication`, `total`, `fund`, `self_paid`,
 * `fee_…`, `current`, and where it was read. A result that names no column of groups is a diagnostic.
 */
export async function makeCases(context: MethodContext, into: string): Promise<Checked<true>> {
  const { warehouse, period } = context;
  const groups = await groupsOf(context);
  if (!groups.value) return { diagnostics: groups.diagnostics };
  const { join, drg, adrg, complication } = groups.value;
  const list = (names: readonly string[]) =>
    names.length === 0
      ? `[]::varchar[]`
      : `[${plainCode('x')} for x in [${names.join(', ')}] if x is not null and x <> '']`;
  const numbered = await usedColumns(context);
  const age = `date_diff('year', i.birth_date, i.admission_date) - case when (month(i.admission_date), day(i.admission_date)) < (month(i.birth_date), day(i.birth_date)) then 1 else 0 end`;
  const level = `(select provider_id, min(level) as level from ${context.table('provider')} group by 1)`;
  await warehouse.run(
    `create table ${into} as
     select *, case when regexp_matches(drg, '${LEVELLED}') then right(drg, 1)::integer end as severity from (
       select i.case_id, i.person_id, i.hospital_id, p.level, i.insurance_type, i.sex, coalesce(i.age_years, ${age}) as age,
         coalesce(i.age_days, case when coalesce(i.age_years, ${age}) = 0 then i.admission_date - i.birth_date end) as age_days,
         i.admission_date as admitted, i.discharge_date as discharged, coalesce(i.stay_days, greatest(1, i.discharge_date - i.admission_date)) as stay,
         left(i.admission_type, 1) as way_in, left(i.discharge_type, 1) as way_out, i.readmission_planned_31_days as planned_again,
         i.icu_hours, i.ventilator_hours, i.diagnosis_code_type as dx_type, ${plainCode('i.principal_diagnosis')} as dx,
         ${list(numbered('other_diagnosis'))} as others, ${list(['i.principal_procedure', ...numbered('other_procedure')])} as px,
         ${drg} as drg, ${adrg} as adrg, ${complication} as complication, ${wide('total_fee')} as total, ${wide('fund_payment')} as fund, ${wide('self_paid')} as self_paid,
         ${FEES.map((name) => `${wide(`fee_${name}`)} as fee_${name}`).join(', ')},
         i.discharge_date >= ${dateLiteral(period.from)} and i.discharge_date < ${dateLiteral(period.to)} as current, i._source, i._file, i._line
       from ${context.table('inpatient_case')} i left join ${level} p on p.provider_id = i.hospital_id ${join}
       where i.discharge_date >= ${dateLiteral(period.from)} - ${BEFORE} and i.admission_date < ${dateLiteral(period.to)})`,
  );
  const [twice] = await warehouse.values(
    `select case_id, count(*) from ${into} group by 1 having count(*) > 1 order by 1 limit 1`,
  );
  if (twice) {
    const data = { case: String(twice[0]), count: Number(twice[1]) };
    return { diagnostics: [report('audit-repeated-case', data, context.at)] };
  }
  return { value: true, diagnostics: [] };
}

/** Columns of other codes that hold any: most cases have few, and lists of forty are slow. */
async function usedColumns(context: MethodContext): Promise<(name: string) => string[]> {
  const all = ['other_diagnosis', 'other_procedure'].flatMap((name) =>
    Array.from({ length: OTHERS }, (_, i) => `${name}_${i + 1}`),
  );
  const [counts = []] = await context.warehouse.values(
    `select ${all.map((name) => `count(${name})`).join(', ')} from ${context.table('inpatient_case')}`,
  );
  const used = all.filter((_, i) => Number(counts[i]) > 0);
  return (name) => used.filter((one) => one.startsWith(`${name}_`)).map((one) => `i.${one}`);
}

interface Groups {
  join: string;
  drg: string;
  adrg: string;
  complication: string;
}

/** The group of a case: of a result of the contract, or what the payer's own grouper said. */
async function groupsOf(context: MethodContext): Promise<Checked<Groups>> {
  const derived = (drg: string) => `case when regexp_matches(${drg}, '${LEVELLED}') then left(${drg}, 3) end`;
  const name = context.options.get('groups');
  if (name === undefined) {
    const drg = 'i.provider_group';
    return { value: { join: '', drg, adrg: derived(drg), complication: 'null::varchar' }, diagnostics: [] };
  }
  const table = context.result(name);
  const described = await context.warehouse.rows(`select column_name from (describe ${table})`);
  const names = new Set(described.map((row) => String(row['column_name'])));
  const column = ['drg', 'code', 'group'].find((one) => names.has(one));
  if (column === undefined)
    return {
      diagnostics: [report('audit-no-group-column', { name, columns: [...names].join(', ') }, context.at)],
    };
  const drg = `g.${quoteIdentifier(column)}`;
  return {
    value: {
      join: `left join ${table} g on g.case_id = i.case_id`,
      drg,
      adrg: names.has('adrg') ? 'g.adrg' : derived(drg),
      complication: names.has('complication') ? 'g.complication' : 'null::varchar',
    },
    diagnostics: [],
  };
}

/** Cases of a group from which its median says something. */
export const PEERS = 30;

/**
 * What is usual: by group and level of the hospital where there are enough cases, else by group: `drg`, `level` (null: all), `cases`, `fee`, `stay`,
 * `tests` (medians), `self_paid`, `total` (sums). Medians are values that occur, so they are exact. Rules take the narrower row that has enough cases.
 */
export async function makeNorms(context: MethodContext, cases: string, into: string): Promise<void> {
  await context.warehouse.run(
    `create table ${into} as
     select drg, level, count(*) as cases, quantile_disc(total, 0.5) as fee, quantile_disc(stay, 0.5) as stay,
       quantile_disc(coalesce(fee_examination, 0) + coalesce(fee_laboratory, 0), 0.5) as tests, sum(self_paid) as self_paid, sum(total) as total,
       grouping(level) = 1 as everywhere
     from ${cases} where drg is not null and total > 0 and way_out is distinct from '5'
     group by grouping sets ((drg, level), (drg))`,
  );
}

/** Joins the norm of the case `c` as `n`; one of too few cases has `n.cases` below `PEERS`, a case without a group none at all. */
export function joinNorm(norms: string): string {
  return `left join ${norms} w on w.drg = c.drg and w.level is not distinct from c.level and not w.everywhere and w.cases >= ${PEERS}
    left join ${norms} e on e.drg = c.drg and e.everywhere`;
}

/** A column of the norm that `joinNorm` found. */
export const norm = (column: 'cases' | 'fee' | 'stay' | 'tests' | 'self_paid' | 'total') =>
  `case when w.cases is not null then w.${column} else e.${column} end`;

export const FEW_PEERS = ['few-peers', `coalesce(${norm('cases')}, 0) < ${PEERS}`] as const;
