/**
 * Grouping and scoring beside a bare join of the same tables: CHS-DRG cases, DIP cases, CMS-HCC people. Needs the official texts under
 * ../shared/reference; without them it says so. OPENVBP_BENCH_PARTS=hcc,dip runs some of them; a whole DIP year, with points and amounts, is dip-year.ts.
 */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readScheme } from '../src/methods/case-mix/chs-drg/read.ts';
import { Grouper } from '../src/methods/case-mix/chs-drg/group.ts';
import { V28 } from '../src/methods/case-mix/cms-hcc/models.ts';
import { readHcc } from '../src/methods/case-mix/cms-hcc/read.ts';
import { scoreCmsHcc } from '../src/methods/case-mix/cms-hcc/score.ts';
import { CompiledHcc } from '../src/methods/case-mix/cms-hcc/tables.ts';
import { readCatalogue } from '../src/methods/case-mix/dip/catalogue.ts';
import { groupDip } from '../src/methods/case-mix/dip/group.ts';
import { dipResult } from '../src/methods/case-mix/dip/method.ts';
import { readRules } from '../src/methods/case-mix/dip/rules.ts';
import { NATIONAL } from '../src/methods/case-mix/dip/scheme.ts';
import { openDuckdb } from '../src/warehouse/duckdb/driver.ts';
import type { Warehouse } from '../src/warehouse/warehouse.ts';
import { quoteLiteral } from '../src/warehouse/warehouse.ts';
import { spent } from './spent.ts';

const reference = resolve(import.meta.dirname, '../../shared/reference');
const file = (name: string) => quoteLiteral(resolve(reference, name));

const CASES = Number(process.env['OPENVBP_BENCH_CASES'] ?? 500_000);
const PEOPLE = Number(process.env['OPENVBP_BENCH_PEOPLE'] ?? 1_000_000);

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

function say(what: string, count: number, took: number, bare: number, guide: string): void {
  const rate = Math.round(count / took).toLocaleString('en');
  console.log(
    `  ${what}: ${count.toLocaleString('en')} in ${took.toFixed(2)} s, ${rate} a second (${guide}); bare join ${bare.toFixed(2)} s, ratio ${(took / bare).toFixed(1)}`,
  );
}

export default async function bench(): Promise<void> {
  if (!existsSync(reference)) return console.log('  skipped: no official texts under ../shared/reference');
  const parts = { 'chs-drg': chsDrg, dip, hcc };
  const wanted = process.env['OPENVBP_BENCH_PARTS']?.split(',');
  for (const [name, part] of Object.entries(parts))
    if (!wanted || wanted.includes(name)) await withWarehouse(part);
}

async function withWarehouse(use: (warehouse: Warehouse) => Promise<void>): Promise<void> {
  const warehouse = await openDuckdb();
  try {
    await use(warehouse);
  } finally {
    warehouse.close();
  }
}

const LISTS = (column: string) =>
  `(select unnest(generate_series(1, len(string_split(${column}, '|')))) as position, unnest(string_split(${column}, '|')) as code) u where ${column} <> ''`;

async function chsDrg(w: Warehouse): Promise<void> {
  const part = (name: string) => readFileSync(resolve(reference, 'chs-drg-1.1', name), 'utf8');
  const scheme = readScheme(
    {
      mdc: part('1_MDC.txt'),
      drg: part('3_DRG.txt'),
      detail: part('4_ADRG_DETAIL.txt'),
      mcc: part('5_MCC.txt'),
      cc: part('6_CC.txt'),
      exclusions: part('7_CCE.txt'),
    },
    '1.1',
  );
  await w.run(
    `create table source as select *, k from read_csv(${file('chs-drg-1.1/expected-groups.tsv')}, delim = '\t', all_varchar = true, nullstr = '~'), range(${Math.ceil(CASES / 2500)}) r(k);
     create table cases as select id || '-' || k as case_id, case gender when '1' then 'male' else 'female' end as sex, age::integer as age_years,
       "ageDay"::integer as age_days, nullif(weight::integer, 0) as weight from source;
     create table diagnoses as select id || '-' || k as case_id, u.position, u.code from source, ${LISTS('dx')};
     create table procedures as select id || '-' || k as case_id, u.position, u.code from source, ${LISTS('px')}`,
  );
  const grouper = await Grouper.open(w, scheme);
  const tables = { cases: 'cases', diagnoses: 'diagnoses', procedures: 'procedures', into: 'grouped' };
  const took = await seconds(() => grouper.group(tables));
  const bare = await seconds(() =>
    w.run(
      `create table bare as select d.case_id, m.list from diagnoses d join drg.member m using (code) union all select p.case_id, m.list from procedures p join drg.member m using (code)`,
    ),
  );
  const [[count] = []] = await w.values('select count(*) from grouped');
  say('CHS-DRG cases', Number(count), took, bare, 'guide 100,000');
}

async function dip(w: Warehouse): Promise<void> {
  await w.run(
    `create table given as select * from read_csv(${file('dip/catalogue-2021.csv')}, all_varchar = true)`,
  );
  // Means and weights are made up: the catalogue of 2021 has none.
  const rows = (await w.rows(
    `select dx, code, proc, (3000 + hash(code) % 40000)::varchar as mean_fee, ((3000 + hash(code) % 40000) / 23000)::decimal(9, 4)::varchar as weight from given`,
  )) as unknown as Parameters<typeof readCatalogue>[0];
  const r = (salt: number, below: number) => `(hash(n * 8 + ${salt}) % ${below})::integer`;
  await w.run(
    `create table source as select *, row_number() over () as n from given, range(${Math.ceil(CASES / 13_820)}) r(k);
     create table cases as select code || '-' || k as case_id, (2000 + ${r(1, 50_000)})::decimal(18, 4) as fee, ${r(2, 95)} as age_years, null::integer as age_days,
       1 + ${r(3, 20)} as stay_days, null::decimal(18, 4) as icu_hours, ${r(4, 50)} = 0 as died, 'H' || ${r(5, 200)} as hospital, case when ${r(6, 2)} = 0 then 'employee' else 'resident' end as insurance from source;
     create table diagnoses as select code || '-' || k as case_id, 1 as position, dx || '00' as code from source
       union all select code || '-' || k, 2, ['I50.900', 'E11.900', 'J18.900', 'N18.900', 'I10.x00'][1 + ${r(7, 5)}] from source;
     create table procedures as select s.code || '-' || k as case_id, u.position, u.code from source s,
       (select unnest(generate_series(1, len(string_split(proc, '+')))) as position, unnest(string_split(proc, '+')) as code) u where proc <> '.'`,
  );
  const catalogue = readCatalogue(rows);
  const tables = { cases: 'cases', diagnoses: 'diagnoses', procedures: 'procedures', into: 'grouped' };
  const took = await seconds(() => groupDip(w, { groups: catalogue, rules: NATIONAL }, tables));
  const bare = await seconds(() =>
    w.run(
      `create table bare as select p.case_id, g.code from procedures p join dip.parts x using (code) join dip.groups g using (place) join diagnoses d on d.case_id = p.case_id and d.position = 1 and g.diagnosis = left(d.code, 5)`,
    ),
  );
  const [[count] = []] = await w.values('select count(*) from grouped');
  say('DIP cases', Number(count), took, bare, 'guide 5 million in 30 s, 167,000');
  const rules = readRules(resolve(import.meta.dirname, '../examples/dip-city/rules.yaml')).value;
  if (!rules) throw new Error('no rules');
  const { clock, cpu } = await spent(async () => {
    await dipResult(w, { groups: catalogue, rules }, { ...tables, into: 'judged' });
    await w.run(POINTS);
  });
  const [[hospitals] = []] = await w.values('select count(*) from amounts');
  say('DIP groups, factors, points, point values, amounts', Number(count), clock, bare, 'the same guide');
  console.log(`    of processor time ${cpu.toFixed(1)} s; ${Number(hospitals).toLocaleString('en')} amounts`);
}

/** Points of a case are weight × 1,000 × its factor; a point is worth the pool's budget, a thousand million, over its points. In whole numbers. */
const POINTS = `create table points as
   select c.hospital, c.insurance, (j.weight * 1000 * coalesce(j.auxiliary_factor, 1))::decimal(18, 6) as points from judged j join cases c using (case_id);
 create table amounts as
   with pool as (select insurance, sum(points) as points from points group by 1), own as (select hospital, insurance, sum(points) as points from points group by all)
   select hospital, insurance, ((own.points * 1000000)::hugeint * 100000000000 // (pool.points * 1000000)::hugeint) as cents from own join pool using (insurance)`;

async function hcc(w: Warehouse): Promise<void> {
  const { value } = await readHcc(w, resolve(reference, 'cms-hcc'), true);
  const tables = value?.content.models['V28'];
  if (!tables) return console.log('  skipped: no tables of V28');
  // People of their own, none like another: up to eight of the model's codes, two of them of no category.
  await w.run(
    `create table codes as select row_number() over (order by code) - 1 as n, code from (select unnest(string_split('${Object.values(tables.mapping).join(' ')}', ' ')) as code);
     create table people as select i as person_id, case when young then 35 + hash(i) % 30 else 65 + hash(i) % 35 end::integer as age, case when hash(i + 1) % 2 = 0 then 'F' else 'M' end as sex,
       'C' || substr('NFP', (hash(i + 2) % 3)::integer + 1, 1) || case when young then 'D' else 'A' end as segment, case when young then '1' else '0' end as orec
       from (select i, hash(i + 3) % 4 = 0 as young from range(${PEOPLE}) r(i));
     create table mixed as select i as person_id, case when k < 6 then (hash(i * 8 + k) % (select count(*) from codes))::bigint end as n, k
       from range(${PEOPLE}) r(i), range(8) s(k) where k < hash(i) % 9;
     create table diagnoses as select person_id, coalesce(c.code, 'Z00' || k) as code from mixed left join codes c using (n)`,
  );
  const compiled = new CompiledHcc(V28, tables);
  const took = await seconds(() =>
    scoreCmsHcc(w, compiled, { people: 'people', diagnoses: 'diagnoses', into: 'scored' }),
  );
  await w.run(
    `create table mapping as select unnest(string_split(list, ' ')) as code, cc from (values ${Object.entries(
      tables.mapping,
    )
      .map(([cc, list]) => `(${cc}, '${list}')`)
      .join(', ')}) t(cc, list)`,
  );
  const bare = await seconds(() =>
    w.run(`create table bare as select d.person_id, m.cc from diagnoses d join mapping m using (code)`),
  );
  const [[count] = []] = await w.values('select count(*) from scored where score is not null');
  say('CMS-HCC people', Number(count), took, bare, 'guide 250,000');
}
