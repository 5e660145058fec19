/**
 * Payment by disease group on a small made-up city: settled from its cases, and every payment computed a second time by other queries, in floating
 * point. Budgets are cut to the small city; a second contract holds the rate, and has multiples so narrow that many cases leave the normal way.
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

const folder = mkdtempSync(join(tmpdir(), 'drg-example-'));
const examples = resolve(import.meta.dirname, '../../examples');
const example = join(examples, 'drg-city');
const data = join(folder, 'cn');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(async () => {
  const made = await synthesise({ country: 'cn', members: 900, seed: 1, folder: data });
  expect(made.diagnostics.filter((one) => one.severity === 'error')).toEqual([]);
}, 120_000);

interface Variant {
  floating: boolean;
  low: number;
  high: [number, number, number];
  costly: number;
  /** Budgets, as a share of what the forecast weights cost. */
  budget: number;
  /** A person confirms two findings of the run before: one case is not paid, 1,000 are taken off for another. */
  audited?: boolean;
}

/** Budget and share of fees the fund bears, and weight, of a pool of 900 people. */
const POOLS = [
  ['employee', '职工基本医疗保险', 'III', 144000, 0.725, 14],
  ['employee', '职工基本医疗保险', 'II', 186000, 0.749, 29],
  ['employee', '职工基本医疗保险', 'I', 31000, 0.798, 7],
  ['resident', '城乡居民基本医疗保险', 'III', 171000, 0.525, 30],
  ['resident', '城乡居民基本医疗保险', 'II', 230000, 0.605, 52],
  ['resident', '城乡居民基本医疗保险', 'I', 56000, 0.745, 16],
] as const;

function contract(name: string, { floating, low, high, costly, budget }: Variant): string {
  const place = join(folder, name);
  cpSync(example, place, { recursive: true });
  const text = readFileSync(join(place, 'contract.yaml'), 'utf8');
  const parameters = `parameters:
  floating: ${floating}
  costly: ${costly}
  multiples: { inputs: { weight: ratio }, outputs: { low: ratio, high: ratio }, rows: [["< 1", ${low}, ${high[0]}], ["[1..3)", ${low}, ${high[1]}], [">= 3", ${low}, ${high[2]}]] }
  pool_budget: { inputs: { insurance: text, tier: text }, type: money, rows: [${POOLS.map(([plan, , tier, amount]) => `[${plan}, ${tier}, ${amount * budget}]`).join(', ')}] }
  forecast: { inputs: { insurance: text, tier: text }, outputs: { fund_share: ratio, weight: ratio }, rows: [${POOLS.map(([plan, , tier, , share, weight]) => `[${plan}, ${tier}, ${share}, ${weight}]`).join(', ')}] }
bind:`;
  writeFileSync(
    join(place, 'contract.yaml'),
    text.replace(/^parameters:[\s\S]*?^bind:/m, () => parameters),
  );
  return join(place, 'contract.yaml');
}

/** Two findings of the first run confirmed; the rows of decisions.csv beside the contract. */
async function confirm(place: string): Promise<void> {
  const warehouse = await openDuckdb({ threads: 1 });
  try {
    const found = await warehouse.values(
      `select finding_id, fingerprint from '${join(folder, 'floats.run', 'methods', 'found.parquet')}' where case_id is not null order by finding_id limit 2`,
    );
    expect(found).toHaveLength(2);
    const [unpaid, amount] = found.map(
      ([id, print]) => `${String(id)},${String(print)},confirmed,Li,2023-03-01,checked`,
    );
    const header = readFileSync(join(place, 'decisions.csv'), 'utf8');
    writeFileSync(join(place, 'decisions.csv'), `${header}${unpaid},,true\n${amount},1000,\n`);
  } finally {
    warehouse.close();
  }
}

/** Tables `months` and `final`: what each hospital is owed, from the cases on. */
function again({ floating, low, high, costly, budget }: Variant): string {
  const pools = POOLS.map(
    ([, plan, tier, amount, share, weight]) =>
      `('${plan}', '${tier}', ${amount * budget}, ${share}, ${weight})`,
  );
  return `
  create table pools as select * from (values ${pools.join(', ')}) t(plan, tier, budget, share, forecast);
  create table stays as select c.case_id, c.person_id, c.hospital_id as h, h.tier, coalesce(h.coefficient, 1)::double as k, c.insurance_type as plan, c.discharge_date as d,
      c.admission_date as a, c.stay_days as days, c.total_fee::double as fee, c.total_fee::double - c.fund_payment::double as own, w.weight::double as w, w.kind,
      p.budget, p.budget * 0.95 / p.share / p.forecast as rate
    from {grouped} c join [hospitals] h on h.id = c.hospital_id join [weights] w on w.code = c.code join pools p on p.plan = c.insurance_type and p.tier = h.tier;
  create table graded as select s.*, case when kind = 'primary' then w else w * k end as units, fee / (rate * case when kind = 'primary' then w else w * k end) as times,
      exists (select 1 from stays n where n.person_id = s.person_id and n.case_id <> s.case_id and n.a between s.d and s.d + 31) as poor from stays s;
  create table routed as select *,
      case when poor then case when times > 1.2 then 0.9 else 0.95 end when times < 0.8 then 1.05 when times <= 1.2 then 1.02 else 1 end as factor,
      case when w < 1 then ${high[0]} when w < 3 then ${high[1]} else ${high[2]} end as high,
      case when case_id in (select case_id from {audited} where unpaid) then 'unpaid' when days >= 60 then 'day' when days <= 2 or kind = 'unstable' then 'item' when times < ${low} then 'low' when times > high then 'high' else 'normal' end as route from graded;
  create table owed as select *, case when route in ('normal', 'high') then units * factor else 0 end as weighted,
      case route when 'unpaid' then own when 'item' then fee when 'low' then fee * factor when 'normal' then 0
        when 'high' then (fee - high * units * rate) * case when times > ${costly} and poor then 0 else 1 end
        when 'day' then case tier when 'III' then 60 * 600 + (days - 60) * 420 when 'II' then 60 * 420 + (days - 60) * 300 else 60 * 260 + (days - 60) * 200 end end as fixed from routed;
  create table pooled as select plan, tier, max(budget) * 0.95 as available, sum(weighted * rate + fixed - own) as due,
      (max(budget) * 0.95 - sum(fixed) + sum(own)) / sum(weighted) as affords, max(budget) as budget from owed group by all;
  create table settled as select o.*, o.weighted * o.rate + o.fixed - o.own as interim,
      ${floating ? 'o.weighted * affords + o.fixed - o.own' : 'interim * case when due > available then available / due else 1 end'} as value from owed o join pooled p using (plan, tier);
  create table months as select h, year(d) as y, month(d) as m, round(sum(interim) * 0.95, 2) as paid from settled group by all;
  create table year as select h.id, round(h.last_year / 12, 2) as advance, h.assessment::double as score, coalesce(v, 0) as v, coalesce(b, 0) as b, coalesce(m, 0) as m from [hospitals] h
    left join (select h, sum(value) as v, sum(fee - own) as b from settled group by h) s on s.h = h.id
    left join (select h, sum(paid) as m from months group by h) x on x.h = h.id;
  create table ends as select *, greatest(0, v - 1.1 * b) as over, case when score < 0.6 then 0 else greatest(0, 0.9 * b - v) end as short from year;
  create table final as select *, v - over + short * least(1, (select sum(budget) * 0.05 from pooled) / greatest((select sum(short) from ends), 1)) - coalesce((select sum(amount)::double from {audited} x where x.hospital_id = ends.id), 0) as total from ends;`;
}

async function settled(name: string, contract: string): Promise<StatementRow[]> {
  const checked = checkContract(contract, { data });
  expect(checked.diagnostics.filter((one) => one.severity !== 'note')).toEqual([]);
  const run = await settle(checked.value!, { output: join(folder, `${name}.run`) });
  expect(run.diagnostics.filter((one) => one.severity === 'error')).toEqual([]);
  const rows: StatementRow[] = [];
  for await (const row of statementRows(run.value!)) rows.push(row);
  run.value!.close();
  expect(rows.filter((row) => row.status !== 'final')).toEqual([]);
  return rows;
}

test.each<[string, Variant, Record<string, number>]>([
  [
    'the rate floats to what the pools have',
    { floating: true, low: 0.4, high: [3, 2.5, 2], costly: 5, budget: 0.6 },
    { normal: 1, item: 1, high: 1 },
  ],
  [
    'the rate holds, pools do not suffice, many cases are low, high or costly, two findings are confirmed',
    { floating: false, low: 0.7, high: [1.3, 1.4, 1.5], costly: 1.8, budget: 0.8, audited: true },
    { normal: 1, item: 1, low: 1, high: 1, costly: 1, scaled: 1, short: 1, unpaid: 1 },
  ],
])('%s: every payment comes out the same by another way', { timeout: 120_000 }, async (_, variant, met) => {
  const name = variant.floating ? 'floats' : 'holds';
  const document = contract(name, variant);
  if (variant.audited) await confirm(join(folder, name));
  const rows = await settled(name, document);
  const warehouse = await openDuckdb({ threads: 1 });
  try {
    const sql = again(variant)
      .replace(
        /\{(\w+)\}/g,
        (_, result: string) => `'${join(folder, `${name}.run`, 'methods', `${result}.parquet`)}'`,
      )
      .replace(/\[(\w+)\]/g, (_, file: string) => `'${join(example, file)}.csv'`);
    await warehouse.run(sql);
    const same = async (payment: string, query: string) => {
      const expected = await warehouse.values(query);
      const actual = new Map(rows.filter((row) => row.payment === payment).map((row) => [row.key, row]));
      expect(actual.size).toBe(expected.length);
      for (const [key, amount] of expected)
        expect(Number(actual.get(String(key))?.amount), `${payment} ${String(key)}`).toBeCloseTo(
          Number(amount),
          1,
        );
    };
    await same('prepayment', `select id, advance::varchar from final`);
    await same('monthly', `select h || ',' || y || ',' || m, paid::varchar from months`);
    await same(
      'settlement',
      `select id, (total - greatest(0, total) * 0.05 - advance - m)::varchar from final`,
    );
    await same(
      'deposit',
      `select id, (greatest(0, total) * 0.05 * case when score >= 0.9 then 1 when score >= 0.8 then 0.9 when score >= 0.6 then 0.7 else 0 end)::varchar from final`,
    );
    // What this variant is for is met, so that it is computed twice.
    const counts = await warehouse.values(
      `select route, count(*) from owed group by 1
       union all select 'costly', count(*) from owed where route = 'high' and times > ${variant.costly} and poor
       union all select 'scaled', count(*) from pooled where due > available
       union all select 'over', count(*) from ends where over > 0 and over < v union all select 'short', count(*) from ends where short > 0`,
    );
    const found = Object.fromEntries(counts.map(([what, count]) => [String(what), Number(count)]));
    for (const [what, least] of Object.entries(met))
      expect(found[what] ?? 0, what).toBeGreaterThanOrEqual(least);
  } finally {
    warehouse.close();
  }
});

test('from tables with the payer’s groups: as worked by hand', { timeout: 60_000 }, async () => {
  const rows = await settled('table', join(examples, 'drg-table', 'contract.yaml'));
  const amounts = (payment: string) =>
    Object.fromEntries(rows.filter((row) => row.payment === payment).map(({ key, amount }) => [key, amount]));
  expect(amounts('prepayment')).toEqual({ 市人民医院: '35000.00', 县中医院: '3000.00' });
  // January: two cases of weight 0.8 × 1.02 at 11,000, less 2,700 and 2,100 paid by the patients, less the deposit.
  expect(amounts('monthly')['市人民医院,2024,1']).toBe('12494.40');
  expect(amounts('settlement')).toEqual({ 市人民医院: '43705.60', 县中医院: '12336.70' });
  expect(amounts('deposit')).toEqual({ 市人民医院: '22075.00', 县中医院: '1643.40' });
  expect(amounts('cross_region')).toEqual({ 市人民医院: '5300.00', 县中医院: '2500.00' });
});
