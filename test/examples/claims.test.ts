/**
 * The examples that start from claims, on small made-up populations: each settles whole, and what it pays is computed a second time here, by other
 * queries, from what the methods gave.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { synthesise } from '../../src/data/synthetic/index.ts';
import { settle, statementRows } from '../../src/engine/index.ts';
import type { StatementRow } from '../../src/engine/types.ts';
import { checkContract } from '../../src/methods/contract.ts';
import { openDuckdb } from '../../src/warehouse/duckdb/driver.ts';

const folder = mkdtempSync(join(tmpdir(), 'claims-examples-'));
const examples = resolve(import.meta.dirname, '../../examples');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(async () => {
  for (const [country, members] of [
    ['us', 1500],
    ['cn', 500],
  ] as const) {
    const made = await synthesise({ country, members, seed: 1, folder: join(folder, country) });
    expect(made.diagnostics.filter((one) => one.severity === 'error')).toEqual([]);
  }
}, 120_000);

/** The statement of an example on one of the populations; nothing of it is left open. */
async function settled(example: string, country: string): Promise<StatementRow[]> {
  const file = join(examples, example, 'contract.yaml');
  const checked = checkContract(file, { data: join(folder, country) });
  expect(checked.diagnostics.filter((one) => one.severity !== 'note')).toEqual([]);
  const run = await settle(checked.value!, { output: join(folder, `${example}.run`) });
  expect(run.diagnostics.filter((one) => one.severity === 'error')).toEqual([]);
  const rows: StatementRow[] = [];
  for await (const row of statementRows(run.value!)) rows.push(row);
  run.value!.close();
  expect(rows.filter((row) => row.status !== 'final')).toEqual([]);
  return rows;
}

/** `{name}` is the result of a method of the run, `[name]` a CSV of the example. */
async function query(example: string, sql: string): Promise<string[][]> {
  const warehouse = await openDuckdb({ threads: 1 });
  try {
    const text = sql
      .replace(
        /\{(\w+)\}/g,
        (_, name: string) => `'${join(folder, `${example}.run`, 'methods', name)}.parquet'`,
      )
      .replace(/\[(\w+)\]/g, (_, name: string) => `'${join(examples, example, name)}.csv'`);
    return (await warehouse.values(text)).map((row) => row.map(String));
  } finally {
    warehouse.close();
  }
}

const amounts = (rows: readonly StatementRow[], payment: string): [string, number][] =>
  rows
    .filter((row) => row.payment === payment)
    .map((row): [string, number] => [row.key, Number(row.amount)])
    .sort(([a], [b]) => (a < b ? -1 : 1));

/** To the cent; the second computation is in floating point. */
function same(actual: [string, number][], expected: string[][]): void {
  expect(actual.map(([key]) => key)).toEqual(expected.map(([key]) => key));
  actual.forEach(([, amount], i) => expect(amount).toBeCloseTo(Number(expected[i]?.[1]), 1));
}

test(
  'joint replacement: every episode against its price, and its lines add up to it',
  { timeout: 120_000 },
  async () => {
    const rows = await settled('joint-replacement', 'us');
    const expected = await query(
      'joint-replacement',
      `with e as (select provider, (case drg when '469' then 42000 when '470' then 32500 when '521' then 44000 else 36000 end) * 0.98 as target,
         total_amount::double as total from {joints} where status = 'final'),
       h as (select provider, sum(target) as target, sum(target - least(total, 3 * target)) as d from e group by provider)
     select q.id, coalesce(least(greatest(d * (case when d >= 0 then 1 - 0.1 * (1 - quality) else 1 - 0.1 * quality end), -0.2 * target),
       0.2 * target), 0) from [hospitals] q left join h on h.provider = q.id::varchar order by q.id::varchar`,
    );
    same(amounts(rows, 'reconciliation'), expected);
    const [episodes] = await query(
      'joint-replacement',
      `select count(*) from {joints} where status = 'final'`,
    );
    expect(Number(episodes?.[0])).toBeGreaterThan(0);
    const off = await query(
      'joint-replacement',
      `select e.episode_id from {joints} e left join (select key, sum(amount) filter (where counted) as counted
       from '${join(folder, 'joint-replacement.run', 'methods', 'joints.lines.parquet')}' group by key) l on l.key = e.episode_id
     where status = 'final' and e.total_amount is distinct from coalesce(l.counted, 0)`,
    );
    expect(off).toEqual([]);
  },
);

test('shared savings: two baseline years, savings from the first dollar', { timeout: 120_000 }, async () => {
  const rows = await settled('shared-savings', 'us');
  const years = [2021, 2022, 2023].map(
    (year) =>
      `select provider, ${year} as y, months / 12 as t, truncated::double as s from {spending_${year}}`,
  );
  const expected = await query(
    'shared-savings',
    `with p as (${years.join(' union all ')}), r as (select provider, y, sum(t) as t, sum(s) as s from p group by all),
       b as (select provider, sum(s / t * case y when 2022 then 1.03 * 0.6 else 1.0609 * 0.4 end) as rate from r where y < 2023 group by provider),
       g as (select provider, b.rate * r.t as benchmark, b.rate * r.t - r.s as saved from b join r using (provider) where y = 2023)
     select id, case when saved >= (case when two_sided then 0.02 else 0.122 end) * benchmark
       then least(saved * (case when two_sided then 0.75 else 0.5 end) * quality, (case when two_sided then 0.2 else 0.1 end) * benchmark)
       else 0 end from g join [groups] on id = provider order by id`,
  );
  same(amounts(rows, 'shared_savings'), expected);
});

test(
  'year end: the advance is of what is saved even at the upper end of the range',
  { timeout: 120_000 },
  async () => {
    const rows = await settled('year-end', 'us');
    // 60 % of the projected spending by panel and 40 % equally, as shares of the advance.
    const expected = await query(
      'year-end',
      `with n as (select provider as id, count(*) * 6500 as budget from {assigned} group by 1),
       f as (select "group" as id, projected::double as projected, high::double as high from {forecast}),
       a as (select id, projected, greatest(0, budget - high) * 0.5 * 0.6 as advance from n join f using (id)),
       p as (select "group" as id, member, 0.6 * panel / sum(panel) over w + 0.4 / count(*) over w as share from [practices] window w as (partition by "group"))
     select id || ',' || member, advance * share from p join a using (id) order by 1`,
    );
    same(amounts(rows, 'advance'), expected);
    expect(amounts(rows, 'advance').some(([, amount]) => amount > 0)).toBe(true);
    const [[later] = []] = await query(
      'year-end',
      `select count(*) filter (where months_left <> 3 or low > projected or high < projected) from {forecast}`,
    );
    expect(later).toBe('0');
  },
);

test('medical home: fees by tier, tiers by percentile of risk', { timeout: 120_000 }, async () => {
  const rows = await settled('medical-home', 'us');
  const expected = await query(
    'medical-home',
    `with p as (select a.provider, a.months, s.risk_score as r from {assigned} a join {scored} s using (person_id) where assigned),
       q as (select quantile_disc(r, 0.25) as a, quantile_disc(r, 0.5) as b, quantile_disc(r, 0.75) as c, quantile_disc(r, 0.9) as d from p)
     select id, coalesce(sum(months * case when track = 2
         then case when r >= d then 100 when r >= c then 33 when r >= b then 19 when r >= a then 11 else 9 end
         else case when r >= c then 30 when r >= b then 16 when r >= a then 8 else 6 end end), 0)
     from [practices] left join (p cross join q) on provider = id group by id order by id`,
  );
  same(amounts(rows, 'fees'), expected);
});

test(
  'capitation: by age, sex and months, less withhold and charge, with costly people shared',
  { timeout: 120_000 },
  async () => {
    const rows = await settled('capitation', 'us');
    const expected = await query(
      'capitation',
      `with m as (select provider, months, amount::double as s, case when age < 5 then 1.2 when age < 18 then 0.6
         when age < 45 then case sex when 'female' then 1 else 0.7 end when age < 65 then 1.2 else 2 end as f
       from {costs} join {ages} using (person_id))
     select id, coalesce(sum(245 * f * months * 0.95 - months + 0.9 * greatest(0, s - 20000)), 0)
     from [providers] left join m on provider = id group by id order by id`,
    );
    same(amounts(rows, 'capitation'), expected);
  },
);

test(
  'county consortium: the surplus kept is shared out to the cent, packages by days',
  { timeout: 120_000 },
  async () => {
    const rows = await settled('county-consortium', 'cn');
    const [figures] = await query(
      'county-consortium',
      `select count(*) * 1400, sum(amount)::double, greatest(0, count(*) * 1400 - sum(amount)::double) * 0.4
     from {costs} where provider in (select id from [institutions])`,
    );
    const [budget, , kept] = figures!.map(Number) as [number, number, number];
    const sum = (payment: string) => amounts(rows, payment).reduce((total, [, amount]) => total + amount, 0);
    expect(amounts(rows, 'advance')).toHaveLength(12);
    // What the fund paid outside the county, from the claims and the settlement list as received, in months of coverage.
    const stored = (set: string, table: string) => `'${join(folder, 'cn', set, '*', table)}.parquet'`;
    const read = (table: string) => stored('received', table);
    const standing = (table: string) =>
      `${read(table)} where (_file, _line) not in (select (_file, _line) from ${stored('superseded', table)})`;
    const [[outside] = []] = await query(
      'county-consortium',
      `with m as (select person_id from {costs} where provider in (select id from [institutions])),
       l as (select person_id, coalesce(claim_line_start_date, claim_start_date) as day, facility_npi as who, paid_amount as amount
         from ${standing('medical_claim')} union all
         select person_id, admission_date, hospital_id, fund_payment from ${standing('inpatient_case')})
       select coalesce(sum(amount), 0)::double from l join m using (person_id)
       where year(day) = 2022 and who not in (select id from [institutions]) and exists (
         select 1 from ${read('eligibility')} e where e.person_id = l.person_id
           and e.enrollment_start_date <= date_trunc('month', day) + interval 1 month - interval 1 day
           and coalesce(e.enrollment_end_date, day) >= date_trunc('month', day))`,
    );
    expect(Number(outside)).toBeGreaterThan(0);
    expect(sum('advance') + sum('year_end')).toBeCloseTo(budget - Number(outside), 1);
    expect(sum('share')).toBeCloseTo(kept, 1);
    const packages = await query(
      'county-consortium',
      `select i.id, coalesce(sum(least(1, (end_date - start_date + 1) / 365) * 1200) filter (where end_date is not null), 0) from [institutions] i
     left join ({costs} c join {hypertension} h on h.person_id = c.person_id and h.status = 'final') on c.provider = i.id group by i.id order by i.id`,
    );
    same(amounts(rows, 'package'), packages);
  },
);

test(
  'capitation beside fee-for-service: the difference is what one run received less what the other would have paid',
  { timeout: 120_000 },
  async () => {
    // The contract reads the run of the test before, which must lie beside it.
    const place = join(folder, 'examples', 'dual-revenue');
    cpSync(
      join(examples, 'capitation', 'providers.csv'),
      join(folder, 'examples', 'capitation', 'providers.csv'),
    );
    cpSync(join(examples, 'dual-revenue', 'contract.yaml'), join(place, 'contract.yaml'));
    cpSync(join(folder, 'capitation.run'), join(place, 'capitation-2022.run'), { recursive: true });
    const checked = checkContract(join(place, 'contract.yaml'));
    expect(checked.diagnostics.filter((one) => one.severity !== 'note')).toEqual([]);
    const run = (await settle(checked.value!, { output: join(folder, 'dual.run') })).value!;
    const rows: StatementRow[] = [];
    for await (const row of statementRows(run)) rows.push(row);
    run.close();
    const fees = await query(
      'capitation',
      `select id, coalesce(sum(amount), 0) from [providers] left join {costs} on provider = id group by id order by id`,
    );
    same(amounts(rows, 'fees'), fees);
    expect(amounts(rows, 'difference')).toHaveLength(8);
  },
);

test('the benchmark from claims is sound, and reads data it is given', () => {
  const checked = checkContract(join(examples, 'mssp-claims', 'benchmark.yaml'), {
    data: join(folder, 'us'),
  });
  expect(checked.diagnostics.filter((one) => one.severity !== 'note')).toEqual([]);
});
