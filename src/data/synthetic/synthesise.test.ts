/** A population of each country, small, and what must hold of any: figures add up, nothing happens outside coverage, spending is as skewed as it should be. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { openData } from '../open/index.ts';
import type { OpenedData } from '../open/index.ts';
import { assessOpened } from '../quality/index.ts';
import { resolveVersions } from '../versions/resolve.ts';
import { makeCalendar } from './calendar.ts';
import { lookups } from './compile.ts';
import { synthesise } from './index.ts';
import { cn } from './parameters/cn.ts';
import { people } from './people.ts';
import { randomMacros, seedState } from './random.ts';

const folders: string[] = [];
function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'openvbp-synthetic-'));
  folders.push(folder);
  return folder;
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

async function population(
  country: string,
  members: number,
  more: { seed?: number; threads?: number; years?: number; slice?: number } = {},
) {
  const folder = temporary();
  const made = await synthesise({
    country,
    members,
    seed: 7,
    folder,
    threads: 2,
    ...more,
  });
  expect(made.diagnostics).toEqual([]);
  return folder;
}

/** Every file of a folder with its hash. */
function hashes(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  );
  return Object.fromEntries(
    files.sort().map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex'),
    ]),
  );
}

describe('the same arguments give the same bytes', () => {
  it('on one thread and on two, slice by slice', async () => {
    const one = await population('us', 60, { threads: 1, years: 1, slice: 30 });
    const two = await population('us', 60, { threads: 2, years: 1, slice: 30 });
    expect(Object.keys(hashes(one)).filter((name) => name.includes('medical_claim')).length).toBe(3);
    expect(hashes(two)).toEqual(hashes(one));
  });

  it('another seed, another population', async () => {
    const warehouse = await openDuckdb({ threads: 1 });
    await warehouse.run(`${randomMacros(cn.sigmas)}; ${lookups(cn)}`);
    const born = async (seed: number) => {
      await warehouse.run(people(cn, makeCalendar('2021-01-01', 3), seedState(seed), 1, 50, 2));
      return warehouse.values('select id, female, born, died from person order by id');
    };
    const first = await born(1);
    expect(await born(2)).not.toEqual(first);
    expect(await born(1)).toEqual(first);
    warehouse.close();
  });
});

const MEMBERS = { us: 2500, cn: 2000 } as const;

describe.each(['us', 'cn'] as const)('a population of %s', (country) => {
  let warehouse: Warehouse;
  let opened: OpenedData;
  const number = async (sql: string) => Number((await warehouse.values(sql))[0]?.[0]);

  beforeAll(async () => {
    const folder = await population(country, MEMBERS[country]);
    warehouse = await openDuckdb({ threads: 2 });
    const { value } = await openData(warehouse, folder);
    if (!value) throw new Error('the folder does not open');
    opened = value;
    await warehouse.run(`
      create table spent as select person_id, year(day) as y, sum(amount) as amount from (
        select person_id, claim_start_date as day, allowed_amount as amount from data.medical_claim
        union all select person_id, dispensing_date, allowed_amount from data.pharmacy_claim
        union all select person_id, admission_date, total_fee from data.inpatient_case) group by all;
      create table person_year as select distinct person_id, y from data.eligibility, range(2021, 2024) t(y)
        where enrollment_start_date <= make_date(y, 12, 31) and coalesce(enrollment_end_date, date '2100-01-01') >= make_date(y, 1, 1);
      create table year_cost as select p.person_id, p.y, coalesce(amount, 0)::double as amount from person_year p left join spent using (person_id, y)`);
  }, 60_000);
  afterAll(() => warehouse.close());

  it('has rows in every table the country should have', () => {
    const tables = new Map(opened.manifest.tables.map(({ name, standing }) => [name, standing]));
    const shared = [
      'eligibility',
      'provider',
      'provider_attribution',
      'encounter',
      'medical_claim',
      'pharmacy_claim',
      'condition',
      'procedure',
      'observation',
      'treatment',
      'outcome_event',
    ];
    for (const name of country === 'us' ? shared : [...shared, 'inpatient_case', 'cost_item']) {
      expect(tables.get(name), name).toBeGreaterThan(0);
    }
  });

  it('pays nothing outside coverage, before birth or after death', async () => {
    const covered = (table: string, first: string, last: string) => `
      select count(*) from data.${table} c where not exists (
        select 1 from data.eligibility e where e.person_id = c.person_id and c.${first} >= e.enrollment_start_date
          and c.${last} <= coalesce(e.enrollment_end_date, date '2100-01-01'))`;
    expect(await number(covered('medical_claim', 'claim_line_start_date', 'claim_line_end_date'))).toBe(0);
    expect(await number(covered('pharmacy_claim', 'dispensing_date', 'dispensing_date'))).toBe(0);
    expect(await number(covered('inpatient_case', 'admission_date', 'discharge_date'))).toBe(0);
    const lives = (table: string, first: string, last: string) => `
      select count(*) from data.${table} c join (select distinct person_id, birth_date, death_date from data.eligibility) e using (person_id)
      where c.${first} < birth_date or c.${last} > death_date`;
    expect(await number(lives('medical_claim', 'claim_line_start_date', 'claim_line_end_date'))).toBe(0);
    expect(await number(lives('observation', 'observation_date', 'observation_date'))).toBe(0);
  });

  it('delivers claims by year', async () => {
    const strangers = (table: string, day: string) =>
      number(
        `select max(among) from (select max(_line) - min(_line) + 1 - count(*) as among from data.${table} group by _file, year(${day}))`,
      );
    expect(await strangers('pharmacy_claim', 'dispensing_date')).toBe(0);
    // Versions of a claim that was corrected may come after the lines that are joined at once with its own.
    expect(await strangers('medical_claim', 'claim_line_start_date')).toBeLessThan(4096);
    expect(await number('select count(*) from data.medical_claim')).toBeGreaterThan(8 * 4096);
  });

  it('takes both values of a blood pressure at once', async () => {
    const values = (code: string) => `count(*) filter (where code = '${code}')`;
    const readings = `select ${values('8480-6')} as systolic, ${values('8462-4')} as diastolic from data.observation group by person_id, observation_date`;
    expect(await number(`select sum(systolic) from (${readings})`)).toBeGreaterThan(500);
    expect(await number(`select count(*) from (${readings}) where systolic <> diastolic`)).toBe(0);
  });

  it('has spans of coverage that do not overlap', async () => {
    const overlaps = `select count(*) from data.eligibility a join data.eligibility b on a.person_id = b.person_id
      and a.enrollment_start_date < b.enrollment_start_date and coalesce(a.enrollment_end_date, date '2100-01-01') >= b.enrollment_start_date`;
    expect(await number(overlaps)).toBe(0);
  });

  it('names every row once', async () => {
    for (const key of [
      'medical_claim: claim_id, claim_line_number',
      'pharmacy_claim: claim_id',
      'encounter: encounter_id',
      'observation: observation_id',
      'provider: provider_id',
      'eligibility: person_id, payer, plan, enrollment_start_date',
    ]) {
      const [table, columns] = key.split(': ');
      expect(await number(`select count(*) - count(distinct (${columns})) from data.${table}`), key).toBe(0);
    }
  });

  it('adds up line by line, to the cent', async () => {
    expect(
      await number(
        'select count(*) from data.medical_claim where allowed_amount <> paid_amount + coinsurance_amount + copayment_amount + deductible_amount',
      ),
    ).toBe(0);
    expect(
      await number(
        'select count(*) from data.medical_claim where paid_amount < 0 or allowed_amount > charge_amount',
      ),
    ).toBe(0);
    expect(await number('select count(*) from data.medical_claim where allowed_amount = 0')).toBeGreaterThan(
      0,
    );
  });

  it('says which rows stand no longer just as the import would', async () => {
    const into = temporary();
    const found = await resolveVersions(warehouse, opened.folder, opened.sources, 'x', into);
    expect(found.findings).toEqual([]);
    expect(found.tables).toEqual(opened.manifest.tables);
    const rows = (file: string) => `select * from read_parquet('${file}') order by all`;
    for (const { name, file } of opened.manifest.superseded) {
      const ours = await warehouse.values(rows(join(opened.folder, file)));
      expect(ours.length).toBeGreaterThan(0);
      expect(ours, name).toEqual(await warehouse.values(rows(join(into, `${name}.parquet`))));
    }
  });

  // A few thousand people give these figures with a spread of a tenth; the ranges leave room for it.
  it('spends about half on the dearest twentieth, and again on many of the same the year after', async () => {
    const share = await number(`select sum(amount) filter (place <= n * 0.05) / sum(amount) from (
      select *, row_number() over (partition by y order by amount desc, person_id) as place, count(*) over (partition by y) as n from year_cost)`);
    expect(share).toBeGreaterThan(0.4);
    expect(share).toBeLessThan(0.62);
    const stays =
      await number(`with r as (select *, percent_rank() over (partition by y order by amount) as p from year_cost)
      select avg((b.p > 0.95)::integer) from r a join r b on a.person_id = b.person_id and a.y = 2021 and b.y = 2022 and a.p > 0.95`);
    expect(stays).toBeGreaterThan(0.15);
  });

  it('costs and admits about as much as stated', async () => {
    const mean = await number('select avg(amount) from year_cost');
    const stays =
      country === 'us'
        ? 'select count(distinct claim_id) from data.medical_claim where drg_code is not null'
        : 'select count(*) from data.inpatient_case';
    const rate = (await number(stays)) / (await number('select count(*) from person_year'));
    const [least, most, fewest, often] =
      country === 'us' ? [3500, 6500, 0.06, 0.13] : [1700, 3200, 0.13, 0.22];
    expect(mean).toBeGreaterThan(least);
    expect(mean).toBeLessThan(most);
    expect(rate).toBeGreaterThan(fewest);
    expect(rate).toBeLessThan(often);
  });

  it('passes the quality report without errors', async () => {
    const report = await assessOpened(warehouse, opened);
    expect(report.findings.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual(
      [],
    );
  });

  if (country === 'cn') {
    it('has a department for every case: few in small hospitals, births where births are, children by themselves', async () => {
      const cases = (where: string) => `select count(*) from data.inpatient_case where ${where}`;
      expect(await number(cases('department is null'))).toBe(0);
      expect(await number(`select count(distinct department) from data.inpatient_case`)).toBeGreaterThan(10);
      expect(
        await number(cases(`(department in ('产科', '妇产科')) <> starts_with(principal_diagnosis, 'O')`)),
      ).toBe(0);
      expect(await number(cases(`department in ('儿科', '新生儿科') and age_years >= 14`))).toBe(0);
      // A hospital has the departments of its level or those of a small one, not both.
      expect(
        await number(
          `select count(*) from (select hospital_id from data.inpatient_case group by 1 having bool_or(department = '内科') and bool_or(department = '呼吸内科'))`,
        ),
      ).toBe(0);
    });

    it('has cases whose fees, payments and items add up', async () => {
      const fees = [
        'bed',
        'consultation',
        'examination',
        'laboratory',
        'treatment',
        'surgery',
        'nursing',
        'materials',
        'western_drugs',
        'chinese_herbs',
        'chinese_patent_drugs',
        'general_treatment',
        'registration',
        'other',
      ];
      const wrong = [
        `total_fee <> ${fees.map((name) => `fee_${name}`).join(' + ')}`,
        'total_fee <> fund_payment + personal_payment',
        'fund_payment <> basic_fund_payment + other_fund_payment',
        'personal_payment <> personal_account_payment + personal_cash_payment',
        'least(basic_fund_payment, other_fund_payment, personal_account_payment, personal_cash_payment, self_paid) < 0',
      ];
      for (const where of wrong)
        expect(await number(`select count(*) from data.inpatient_case where ${where}`), where).toBe(0);
      expect(
        await number(
          'select count(*) from data.cost_item where amount <> class_a + class_b + self_paid or amount <> (quantity::integer * unit_price)',
        ),
      ).toBe(0);
      const items = `select count(*) from data.inpatient_case c left join (select case_id, sum(amount) as amount from data.cost_item group by case_id) i using (case_id)
        where i.amount is distinct from c.total_fee`;
      expect(await number(items)).toBe(0);
    });
  } else {
    it('has bundles, transfers, readmissions and care after stays', async () => {
      for (const where of [
        "drg_code in ('469', '470')",
        "discharge_disposition_code = '02'",
        "bill_type_code = '211'",
        "bill_type_code = '329'",
        "hcpcs_code = '96413'",
        "hcpcs_code = 'G0439'",
      ]) {
        expect(await number(`select count(*) from data.medical_claim where ${where}`), where).toBeGreaterThan(
          0,
        );
      }
      expect(
        await number("select count(*) from data.outcome_event where event = 'readmission'"),
      ).toBeGreaterThan(0);
    });
  }
});
