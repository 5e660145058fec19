/**
 * Shared savings from claims: attribution, truncated spending for three benchmark years and the performance year, settlement; beside one `group by` of member and
 * provider over the same lines, the pass that attribution cannot avoid. `OPENVBP_BENCH_MEMBERS` people (100,000 unless said; the target is of 1,000,000), made up once
 * and kept in `OPENVBP_BENCH_DATA` if that is given.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openData } from '../src/data/open/index.ts';
import { settle } from '../src/engine/index.ts';
import { checkContract } from '../src/methods/contract.ts';
import { openDuckdb } from '../src/warehouse/duckdb/driver.ts';
import { inTurns, shown, spent } from './spent.ts';

const MEMBERS = Number(process.env['OPENVBP_BENCH_MEMBERS'] ?? 100_000);
const DATA = process.env['OPENVBP_BENCH_DATA'];
const ROUNDS = 3;

const MODEL = `model: bench/claims
version: 1
currency: USD
parties: [payer, provider]
entities:
  group: {}
  stratum:
    key: [group, enrolment, year]
    references: { group: group }
    facts: { enrolment: text, year: count, months: { type: count, unit: person_month }, truncated: money }
parameters:
  share: { type: ratio, value: 0.5 }
terms:
  group:
    benchmark: sum(stratum[year < year(period.start)].truncated)
    benchmark_months: sum(stratum[year < year(period.start)].months)
    spent: sum(stratum[year = year(period.start)].truncated)
    months: sum(stratum[year = year(period.start)].months)
    savings: if benchmark_months > 0 then benchmark / benchmark_months * months - spent else 0
payments:
  - { id: shared_savings, for: group, from: payer, to: provider, amount: 'max(0, savings) * share' }
`;
const CONTRACT = `contract: bench
model: ./model.yaml
parties: { payer: payer, provider: provider }
period: { from: 2023-01-01, to: 2024-01-01 }
data: DATA
methods:
  assigned: { method: attribution.plurality, options: { provider: billing_tin } }
  costs: { method: spending.strata, options: { people: assigned, years: 2020..2023, truncate: 0.99 } }
bind:
  stratum: { method: costs, columns: { group: provider } }
`;

export default async function bench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'openvbp-bench-'));
  try {
    const data = DATA ?? join(folder, 'data');
    if (!existsSync(join(data, 'data.json'))) await population(data);
    writeFileSync(join(folder, 'model.yaml'), MODEL);
    writeFileSync(join(folder, 'contract.yaml'), CONTRACT.replace('DATA', data));
    const checked = checkContract(join(folder, 'contract.yaml'));
    if (!checked.value) throw new Error(checked.diagnostics.map(({ message }) => message.en).join('\n'));
    const agreement = checked.value;
    const stages = new Map<string, number>();
    const settled = () => {
      let last: { name: string; at: number } | undefined;
      stages.clear();
      rmSync(join(folder, 'run'), { recursive: true, force: true });
      return settle(agreement, {
        output: join(folder, 'run'),
        ledger: [],
        onProgress: ({ stage, name }) => {
          const now = performance.now();
          if (last) stages.set(last.name, (stages.get(last.name) ?? 0) + now - last.at);
          last = { name: stage === 'method' ? `${stage} ${name}` : stage, at: now };
        },
      });
    };
    const warehouse = await openDuckdb();
    let lines = 0;
    // The floor: the same files, the same columns, in a database of its own.
    const grouped = async () => {
      await warehouse.run(
        `create or replace table floor as select person_id, billing_tin, count(*) as lines, sum(allowed_amount) as allowed from data.medical_claim group by all`,
      );
      const [[count] = []] = await warehouse.values('select sum(lines)::bigint from floor');
      lines = Number(count);
      await warehouse.run('drop table floor');
    };
    await openData(warehouse, data);
    try {
      const { took, ratio } = await inTurns(ROUNDS, { floor: grouped, settle: settled });
      const peak = process.resourceUsage().maxRSS / 1024 / 1024;
      const longest = [...stages]
        .filter(([, ms]) => ms >= 100)
        .map(([name, ms]) => `${name} ${(ms / 1000).toFixed(1)} s`);
      console.log(`  ${lines.toLocaleString('en')} lines; the median of ${ROUNDS} rounds`);
      console.log(`  group by member and provider: ${shown(took.floor)}`);
      console.log(
        `  settle: ${ratio.settle.toFixed(2)} × as long (target 2); ${shown(took.settle)}; the last: ${longest.join(', ')}; peak memory ${peak.toFixed(1)} GB (target 8)`,
      );
    } finally {
      warehouse.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function population(folder: string): Promise<void> {
  const { synthesise } = await import('../src/data/synthetic/index.ts');
  const request = { country: 'us', members: MEMBERS, seed: 1, years: 4, from: '2020-01-01', folder };
  let made: Awaited<ReturnType<typeof synthesise>> | undefined;
  const took = await spent(async () => {
    made = await synthesise(request);
  });
  if (!made?.value) throw new Error(made?.diagnostics.map(({ message }) => message.en).join('\n'));
  console.log(`  ${MEMBERS.toLocaleString('en')} people made up in ${took.clock.toFixed(0)} s`);
}
