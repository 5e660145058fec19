/** Payment per case and best practice tariffs from tables: every payment computed a second time by one query, in floating point. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { settle, statementRows } from '../../src/engine/index.ts';
import { checkContract } from '../../src/methods/contract.ts';
import { openDuckdb } from '../../src/warehouse/duckdb/driver.ts';

const folder = mkdtempSync(join(tmpdir(), 'case-payment-'));
const examples = resolve(import.meta.dirname, '../../examples');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** payment and key → amount; all final. */
async function settled(example: string): Promise<Map<string, number>> {
  const checked = checkContract(join(examples, example, 'contract.yaml'));
  expect(checked.diagnostics.filter((one) => one.severity !== 'note')).toEqual([]);
  const run = await settle(checked.value!, { output: join(folder, `${example}.run`) });
  expect(run.diagnostics.filter((one) => one.severity !== 'note')).toEqual([]);
  const amounts = new Map<string, number>();
  for await (const row of statementRows(run.value!)) {
    expect(row.status).toBe('final');
    amounts.set(`${row.payment} ${row.key}`, Number(row.amount));
  }
  run.value!.close();
  return amounts;
}

/** `[name]` is a CSV of the example. */
async function query(example: string, sql: string): Promise<[string, number][]> {
  const warehouse = await openDuckdb({ threads: 1 });
  try {
    const text = sql.replace(
      /\[([\w-]+)\]/g,
      (_, name: string) =>
        `(from read_csv('${join(examples, example, name)}.csv', all_varchar = true)) as "${name}"`,
    );
    return (await warehouse.values(text)).map(([key, amount]) => [String(key), Number(amount)]);
  } finally {
    warehouse.close();
  }
}

async function same(example: string, sql: string): Promise<void> {
  const actual = await settled(example);
  const expected = await query(example, sql);
  expect([...actual.keys()].sort()).toEqual(expected.map(([key]) => key).sort());
  for (const [key, amount] of expected) expect(actual.get(key), key).toBeCloseTo(amount, 1);
}

test('payment per case: transfers in part, very costly cases above the fixed loss', async () => {
  await same(
    'case-payment',
    `with c as (
       select claim, days::double as days, charges::double * coalesce(cost_to_charge::double, 1) as cost, deductible::double as own,
         weight::double * base_rate::double * coalesce(adjustment::double, 1) as full_payment, gmlos::double as mean,
         case when status = '01' then 'full' else transfer end as how
       from [cases] join [hospitals] using (ccn) join [weights] using (drg)),
     s as (select *, least(1, case how when 'full' then 1 when 'special' then 0.5 + 0.5 * (days + 1) / mean else (days + 1) / mean end) as share from c)
     select 'case_payment ' || claim, greatest(0, full_payment * share + 0.8 * greatest(0, cost - full_payment * share - 42750 * share) - own)::varchar from s`,
  );
});

test('best practice tariffs: all of seven, each of three, and the whole trust', async () => {
  await same(
    'best-practice-tariff',
    `with hip as (select spell, case when least(surgery_36_hours, shared_care, joint_protocol, cognitive_assessment, geriatrician_72_hours, rehabilitation, secondary_prevention) = 'yes'
         then 1 else 0 end as share from [hip-fracture]),
     stroke as (select spell, case stroke_unit when 'yes' then 0.5 else 0 end + case imaging_12_hours when 'yes' then 0.25 else 0 end
         + case thrombolysis_assessed when 'yes' then 0.25 else 0 end as share from [stroke]),
     heart as (select spell, case when avg(case specialist_input when 'yes' then 1 else 0 end) over (partition by trust) >= 0.6 then 1 else 0 end as share
         from [heart-failure] join [spells] using (spell)),
     earned as (select * from hip union all select * from stroke union all select * from heart),
     p as (select spell, price::double as price, coalesce(differential::double, 1335) as d, mff::double as mff, coalesce(share, 0)::double as share
         from [spells] join [trusts] using (trust) left join earned using (spell))
     select 'base ' || spell, ((price - d) * mff)::varchar from p union all select 'best_practice ' || spell, (d * share * mff)::varchar from p`,
  );
});
