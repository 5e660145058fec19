/**
 * The example of payment by points, from cases up on a small made-up population: by the national rules and by those of two cities, what it pays
 * is computed a second time here, in floating point, from the groups the method gave.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { synthesise } from '../../src/data/synthetic/index.ts';
import { settle, statementRows } from '../../src/engine/index.ts';
import type { StatementRow } from '../../src/engine/types.ts';
import { checkContract } from '../../src/methods/contract.ts';
import { openDuckdb } from '../../src/warehouse/duckdb/driver.ts';

const folder = mkdtempSync(join(tmpdir(), 'dip-city-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const MEMBERS = 1200;

beforeAll(async () => {
  cpSync(resolve(import.meta.dirname, '../../examples/dip-city'), join(folder, 'city'), { recursive: true });
  // So few people have few core groups by the rule's 15 cases.
  const rules = join(folder, 'city', 'rules.yaml');
  writeFileSync(rules, readFileSync(rules, 'utf8').replace('least: 15', 'least: 5'));
  const made = await synthesise({ country: 'cn', members: MEMBERS, seed: 1, folder: join(folder, 'cn') });
  expect(made.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
}, 120_000);

interface City {
  contract: string;
  /** SQL on `multiple` and `factor`. */
  corrected: string;
  /** Share of the points of a case without a group. */
  ungrouped: number;
  /** SQL on `tier` and `insurance`. */
  factor: string;
  pool: (tier: string) => string;
  /** Of the whole population of 5,000, in the contract's order. */
  budgets: Record<string, number>;
}

const all = { pool: () => `'all'`, budgets: { 'employee,all': 2_065_000, 'resident,all': 2_700_000 } };
const CITIES: City[] = [
  {
    contract: 'contract',
    corrected:
      'case when multiple < 0.5 then multiple when multiple > 2 then multiple - 2 + 1 else 1 end * factor',
    ungrouped: 0.7,
    factor: '1',
    pool: (tier) => tier,
    budgets: {
      'employee,III': 820_000,
      'employee,II': 1_060_000,
      'employee,I': 185_000,
      'resident,III': 1_000_000,
      'resident,II': 1_400_000,
      'resident,I': 300_000,
    },
  },
  {
    contract: 'jining',
    corrected:
      'case when multiple <= 0.5 then multiple when multiple > 5 then factor when multiple > 2 then multiple - 2 + factor else factor end',
    ungrouped: 0.7,
    factor: `case tier when 'III' then 1 when 'II' then 0.9 else 0.8 end`,
    ...all,
  },
  {
    contract: 'taian',
    corrected:
      'case when multiple < 0.5 then multiple when multiple > 2 then multiple - 2 + 1 else 1 end * factor',
    ungrouped: 0.4368 * 0.9,
    factor: `case insurance when 'employee' then 0.611 else 0.631 end`,
    ...all,
  },
];

test.each(CITIES)('$contract: months, settlement and deposit', { timeout: 120_000 }, async (city) => {
  const rows = await settled(city);
  const expected = await second(city);
  for (const payment of ['prepayment', 'monthly', 'settlement', 'deposit'] as const) {
    const sums = new Map<string, number>();
    for (const row of rows.filter((one) => one.payment === payment)) {
      const hospital = row.key.split(',')[0] ?? '';
      sums.set(hospital, (sums.get(hospital) ?? 0) + Number(row.amount));
    }
    // A hospital without a case has no month.
    for (const { hospital, ...amounts } of expected)
      expect(sums.get(hospital) ?? 0, `${payment} of ${hospital}`).toBeCloseTo(amounts[payment], 0);
  }
  expect(expected).toHaveLength(14);
});

test('some cases have no group, some are high or low outliers', async () => {
  const [found = []] = await query(
    'contract',
    `select count(*) filter (reason = 'not-in-catalogue'), count(*) filter (total_fee > 2 * mean_fee), count(*) filter (total_fee * 2 < mean_fee),
       count(*) filter (auxiliary_factor > 1) from {grouped}`,
  );
  for (const count of found) expect(Number(count)).toBeGreaterThan(0);
});

test('the groups come out core, conservative and comprehensive, weights are the years’ means by 2 : 7', async () => {
  const found = await query(
    'contract',
    `with p as (select code, fee, case year(discharge_date) when 2021 then 2 else 7 end as w, year(discharge_date) as y
         from (select *, total_fee::double as fee from {past}) where fee > 0),
       m as (select code, sum(m * w) / sum(w) as mean from (select code, y, any_value(w) as w, avg(fee) as m from p group by 1, 2) group by 1),
       a as (select sum(m * w) / sum(w) as mean from (select y, any_value(w) as w, avg(fee) as m from p group by 1))
     select kind, count(*), max(abs(c.mean_fee::double - m.mean)), max(abs(c.weight::double - m.mean / a.mean)) from {catalogue} c join m using (code), a group by 1 order by 1`,
  );
  expect(found.map(([kind]) => kind)).toEqual(['comprehensive', 'conservative', 'core']);
  for (const [, count, fee, weight] of found) {
    expect(Number(count)).toBeGreaterThan(0);
    expect(Number(fee)).toBeLessThan(0.0001);
    expect(Number(weight)).toBeLessThan(0.000001);
  }
});

/** The statement of a contract of the example, its budgets cut to the population; nothing of it is left open. */
async function settled({ contract, budgets }: City): Promise<StatementRow[]> {
  const file = join(folder, 'city', `${contract}.yaml`);
  let text = readFileSync(file, 'utf8');
  for (const [pool, amount] of Object.entries(budgets)) {
    const written = `[${pool.replace(',', ', ')}, ${amount}]`;
    expect(text).toContain(written);
    text = text.replace(written, `[${pool.replace(',', ', ')}, ${cut(amount)}]`);
  }
  writeFileSync(file, text);
  const checked = checkContract(file, { data: join(folder, 'cn') });
  expect(checked.diagnostics.filter(({ severity }) => severity !== 'note')).toEqual([]);
  const run = await settle(checked.value!, { output: join(folder, `${contract}.run`) });
  // Nobody has confirmed a finding: the result of the audit has no rows.
  expect(
    run.diagnostics.filter(({ severity, code }) => severity !== 'note' && code !== 'method-no-rows'),
  ).toEqual([]);
  const rows: StatementRow[] = [];
  for await (const row of statementRows(run.value!)) rows.push(row);
  run.value!.close();
  expect(rows.filter(({ status }) => status !== 'final')).toEqual([]);
  return rows;
}

const cut = (amount: number) => Math.round((amount * MEMBERS) / 5000);

interface Second {
  hospital: string;
  prepayment: number;
  monthly: number;
  settlement: number;
  deposit: number;
}

async function second({ contract, corrected, ungrouped, factor, pool, budgets }: City): Promise<Second[]> {
  const budget = Object.entries(budgets).map(([name, amount]) => {
    const [insurance, tier] = name.split(',');
    return `('${insurance}', '${tier}', ${cut(amount)}::double)`;
  });
  const ours = (of: string) =>
    `select c.*, c.total_fee::double as fee, h.tier, ${pool('h.tier')} as pool, case when insurance_type like '职工%' then 'employee' else 'resident' end as insurance
       from ${of} c join [hospitals] h on h.id = c.hospital_id`;
  const rows = await query(
    contract,
    `with past as (${ours('{past}')}), old as (select *, case year(discharge_date) when 2022 then 7 else 2 end as w from past),
       peer as (select code, tier, avg(fee) as mean from past where year(discharge_date) = 2022 group by all),
       planned as (select p.insurance, p.pool, sum(w * fee) / sum(w * c.weight::double * 1000) as value from old p join {catalogue} c using (code) group by all),
       every as (select avg(fee) as mean from past where year(discharge_date) = 2022),
       found as (select g.*, ${factor} as factor, g.fee / coalesce(p.mean, g.mean_fee::double) as multiple, g.stay_days >= 60 as long, every.mean as everybody
         from (${ours('{grouped}')}) g left join (select code, tier as at, mean from peer) p on p.code = g.code and p.at = g.tier, every),
       counted as (select *, case when long then 0 when code is null then fee / everybody * ${ungrouped} * 1000
             else weight::double * 1000 * auxiliary_factor::double * (${corrected}) end as points,
           case when long then (case tier when 'III' then 600 when 'II' then 420 else 260 end) * 60 + (case tier when 'III' then 420 when 'II' then 300 else 200 end) * (stay_days - 60)
             else 0 end as fixed from found),
       budget(insurance, pool, amount) as (values ${budget.join(', ')}),
       pools as (select insurance, pool, any_value(amount) * 0.95 as fund, sum(fund_payment::double) / sum(fee) as ratio,
           (any_value(amount) * 0.95 / (sum(fund_payment::double) / sum(fee)) - sum(fixed)) / sum(points) as value from counted join budget using (insurance, pool) group by all),
       paid as (select c.hospital_id as id, sum((points * p.value + fixed) * ratio) as value, sum((points * n.value + fixed) * ratio) * 0.95 as monthly, sum(fund_payment::double) as item
         from counted c join pools p using (insurance, pool) join planned n using (insurance, pool) group by 1),
       year as (select h.*, coalesce(p.monthly, 0) as monthly, coalesce(item, 0) as item,
           coalesce(p.value, 0) * case when assessment >= 0.9 then 1 when assessment >= 0.8 then 0.99 when assessment >= 0.6 then 0.97 else 0.95 end as assessed
         from [hospitals] h left join paid p using (id)),
       short as (select *, case when assessment < 0.6 then 0 else greatest(0, item * 0.9 - assessed) end as short from year),
       fund as (select (select sum(amount) * 0.05 from budget semi join counted using (insurance, pool)) as relief, (select sum(short) from short) as need),
       done as (select *, assessed - greatest(0, assessed - item * 1.1) + case when need > relief then relief * short / need else short end as settled from short, fund)
     select id, last_year::double / 12, monthly, settled - greatest(0, settled) * 0.05 - last_year::double / 12 - monthly,
       greatest(0, settled) * 0.05 * case when assessment >= 0.9 then 1 when assessment >= 0.8 then 0.9 when assessment >= 0.6 then 0.7 else 0 end
     from done order by id`,
  );
  return rows.map(([hospital = '', ...amounts]) => {
    const [prepayment = 0, monthly = 0, settlement = 0, deposit = 0] = amounts.map(Number);
    return { hospital, prepayment, monthly, settlement, deposit };
  });
}

/** `{name}` is the result of a method of the contract's run, `[name]` a CSV of the example. */
async function query(contract: string, sql: string): Promise<string[][]> {
  const warehouse = await openDuckdb({ threads: 1 });
  try {
    const text = sql
      .replace(
        /\{(\w+)\}/g,
        (_, name: string) => `'${join(folder, `${contract}.run`, 'methods', name)}.parquet'`,
      )
      .replace(/\[(\w+)\]/g, (_, name: string) => `'${join(folder, 'city', name)}.csv'`);
    return (await warehouse.values(text)).map((row) => row.map(String));
  } finally {
    warehouse.close();
  }
}
