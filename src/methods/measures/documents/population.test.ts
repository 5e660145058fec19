/** Measures over a generated population beside SQL written another way, by hand, for each alone. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openData } from '../../../data/open/index.ts';
import { synthesise } from '../../../data/synthetic/index.ts';
import { openDuckdb } from '../../../warehouse/duckdb/driver.ts';
import type { Warehouse } from '../../../warehouse/warehouse.ts';
import { openContext } from '../../run.ts';
import { completeTables } from '../../tables.ts';
import { measurePerson } from './methods.ts';
import { measureData } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'openvbp-measures-'));
let warehouse: Warehouse;

beforeAll(async () => {
  await synthesise({
    members: 2000,
    country: 'us',
    folder: join(folder, 'data'),
    seed: 7,
    years: 3,
    from: '2021-01-01',
    threads: 1,
  });
  warehouse = await openDuckdb({ threads: 1 });
  await openData(warehouse, join(folder, 'data'));
  await completeTables(warehouse);
  await warehouse.run('create schema methods');
  const call = {
    name: 'own',
    method: measurePerson.name,
    options: { measures: 'hba1c-control-8, emergency-visits, mortality-30-day' },
    lines: false,
    at: { file: 'c.yaml' },
  };
  const { context } = openContext(warehouse, measurePerson, call, {
    contract: join(folder, 'c.yaml'),
    period: { from: '2023-01-01', to: '2024-01-01' },
    asOf: '2023-12-31',
  });
  const diagnostics = await measurePerson.compute(context);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
}, 60_000);

afterAll(() => {
  warehouse.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Rows that are in one and not in the other, both ways. */
async function difference(measure: string, sql: string): Promise<{ rows: number; only: unknown[] }> {
  const own = `select person_id, numerator::integer as n, denominator::integer as d from methods."own" where measure = '${measure}' and denominator > 0`;
  const [count] = await warehouse.values(`select count(*) from (${own})`);
  const only = await warehouse.values(`(${own} except all (${sql})) union all ((${sql}) except all ${own})`);
  return { rows: Number(count?.[0]), only };
}

it('HbA1c control is what counting day by day gives', async () => {
  const { rows, only } = await difference(
    'hba1c-control-8',
    `with days as (select unnest(generate_series(date '2023-01-01', date '2023-12-31', interval 1 day))::date as day),
     held as (select distinct e.person_id, d.day from data.eligibility e, days d where d.day between e.enrollment_start_date and coalesce(least(e.enrollment_end_date, e.death_date), e.death_date, d.day)),
     gaps as (select person_id, day - row_number() over (partition by person_id order by day)::integer as island, day from held),
     islands as (select person_id, min(day) as a, max(day) as b from gaps group by person_id, island),
     people as (
       select person_id from islands group by person_id
       having max(b) = date '2023-12-31' and 365 - sum(b - a + 1) <= 45
         and count(*) + (min(a) > date '2023-01-01')::integer - 1 <= 1
     ),
     ill as (
       select person_id from (select person_id, coalesce(claim_line_start_date, claim_start_date) as day, unnest([${Array.from({ length: 25 }, (_, i) => `diagnosis_code_${i + 1}`).join(', ')}]) as code from data.medical_claim)
       where day between date '2022-01-01' and date '2023-12-31' and regexp_matches(code, '^E1[013]') group by person_id having count(distinct day) > 1
     ),
     old as (select person_id, bool_or(coalesce(hospice_flag, false) and enrollment_start_date <= date '2023-12-31' and coalesce(enrollment_end_date, date '9999-01-01') >= date '2023-01-01') as hospice, max(birth_date) as born from data.eligibility group by person_id),
     value as (select person_id, min(value_number) as value from data.observation o where code = '4548-4' and year(observation_date) = 2023
       and observation_date = (select max(observation_date) from data.observation i where i.person_id = o.person_id and i.code = '4548-4' and year(i.observation_date) = 2023) group by person_id)
     select people.person_id, coalesce(value < 8, false)::integer, 1 from people join ill using (person_id) join old using (person_id) left join value using (person_id)
     where not hospice and born <= date '2005-12-31' and born > date '1947-12-31'`,
  );
  expect(only).toEqual([]);
  expect(rows).toBeGreaterThan(50);
});

it('emergency visits are what months and days give', async () => {
  const { rows, only } = await difference(
    'emergency-visits',
    `with months as (
       select e.person_id, count(distinct m.day) as months from data.eligibility e, (select unnest(generate_series(date '2023-01-01', date '2023-12-01', interval 1 month))::date as day) m
       where m.day >= e.enrollment_start_date and m.day <= coalesce(least(e.enrollment_end_date, e.death_date), e.death_date, m.day) group by e.person_id
     ), visits as (
       select person_id, count(distinct coalesce(claim_line_start_date, claim_start_date)) as visits from data.medical_claim
       where year(coalesce(claim_line_start_date, claim_start_date)) = 2023 and coalesce(bill_type_code, '') not like '11%'
         and (revenue_center_code like '045%' or revenue_center_code = '0981' or hcpcs_code between '99281' and '99285') group by person_id
     )
     select person_id, coalesce(visits, 0)::integer, months::integer from months left join visits using (person_id)`,
  );
  expect(only).toEqual([]);
  expect(rows).toBeGreaterThan(1000);
});

it('deaths within thirty days are those of stays that are over by a month, or ended so', async () => {
  const { rows, only } = await difference(
    'mortality-30-day',
    `with claims as (select person_id, claim_id, min(admission_date) as a, max(discharge_date) as b, max(facility_npi) as h from data.medical_claim where bill_type_code like '11%' group by all),
     ordered as (select *, a <= max(b) over w or (h <> lag(h) over v and a <= max(b) over w + 1) as joined from claims window v as (partition by person_id order by a, b, claim_id), w as (v rows between unbounded preceding and 1 preceding)),
     stays as (select * from ordered where joined is not true and a between date '2023-01-01' and date '2023-12-31'),
     who as (select person_id, max(birth_date) as born, min(death_date) as died from data.eligibility group by person_id),
     known as (
       select s.person_id, s.a, coalesce(died between s.a and s.a + 30, false) as dead, s.a + 30 > date '2023-12-31' as open from stays s join who w using (person_id)
       where age(s.a, born) >= interval 18 years
         and not exists (select 1 from unnest(generate_series(0, 30)) d(n) where s.a + n::integer <= least(date '2023-12-31', coalesce(died, date '2023-12-31'))
           and not exists (select 1 from data.eligibility e where e.person_id = s.person_id and s.a + n::integer between e.enrollment_start_date and coalesce(e.enrollment_end_date, s.a + n::integer)))
     )
     select person_id, count(*) filter (where dead)::integer, count(*)::integer from known where dead or not open group by person_id`,
  );
  expect(only).toEqual([]);
  expect(rows).toBeGreaterThan(50);
});

it('without a contract all measures the data can answer are computed, and the others named with what they lack', async () => {
  const output = join(folder, 'out');
  const { value, diagnostics } = await measureData({
    data: join(folder, 'data'),
    measures: [],
    options: {},
    cwd: folder,
    output,
  });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(value?.period).toEqual({ from: '2023-01-01', to: '2024-01-01' });
  expect(value?.measures.length).toBeGreaterThan(15);
  const lacks = new Map(value?.skipped.map((one) => [one.measure, one.lacks]));
  expect(lacks.get('drug-share')).toEqual({ table: 'inpatient_case' });
  expect(lacks.get('adherence-statins')).toEqual({ list: 'statins' });
  const file = readFileSync(join(output, 'rates-public.csv'), 'utf8').split('\n');
  const people = file.slice(1).flatMap((line) => (line === '' ? [] : [line.split(',')[4]]));
  expect(people).toContain('*');
  expect(people.filter((text) => text !== '*' && Number(text) > 0 && Number(text) < 11)).toEqual([]);
});
