/**
 * A tiered outcome agreement on dated events: a million treatments (`OPENVBP_BENCH_TREATMENTS`), three in five with an event, settled by `outcomes.time-to-event` and
 * precision/pfs-tiers; beside it one pass that joins treatments to their events and groups by treatment. Guide for a million: 10 s.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importData } from '../src/data/import/import.ts';
import { openData } from '../src/data/open/index.ts';
import { csv } from '../src/data/readers/csv/csv.ts';
import { settle } from '../src/engine/index.ts';
import { checkContract } from '../src/methods/contract.ts';
import { openDuckdb } from '../src/warehouse/duckdb/driver.ts';
import { spent } from './spent.ts';

const TREATMENTS = Number(process.env['OPENVBP_BENCH_TREATMENTS'] ?? 1_000_000);

const CONTRACT = `contract: bench-outcomes
model: precision/pfs-tiers
parties: { payer: payer }
period: { from: 2020-01-01, to: 2024-01-01 }
as_of: 2024-06-30
data: ./data
methods:
  progression: { method: outcomes.time-to-event, options: { events: [progression, death], milestone: P12M } }
bind:
  treatment:
    method: progression
    columns: { id: treatment_id, manufacturer: product, started: start_date, progressed: event_date, died: { value: '' } }
`;

export default async function bench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'openvbp-bench-'));
  try {
    await population(folder);
    const floor = await floorOf(folder);
    writeFileSync(join(folder, 'contract.yaml'), CONTRACT);
    const checked = checkContract(join(folder, 'contract.yaml'));
    if (!checked.value) throw new Error(checked.diagnostics.map(({ message }) => message.en).join('\n'));
    const agreement = checked.value;
    const stages = new Map<string, number>();
    let last: { name: string; at: number } | undefined;
    const took = await spent(async () => {
      const run = await settle(agreement, {
        output: join(folder, 'run'),
        ledger: [],
        onProgress: ({ stage, name }) => {
          const { user, system } = process.cpuUsage();
          const now = (user + system) / 1e6;
          if (last) stages.set(last.name, (stages.get(last.name) ?? 0) + now - last.at);
          last = { name: stage === 'method' ? `${stage} ${name}` : stage, at: now };
        },
      });
      if (!run.value) throw new Error(run.diagnostics.map(({ message }) => message.en).join('\n'));
      run.value.close();
    });
    const shown = [...stages]
      .filter(([, used]) => used >= 0.1)
      .map(([name, used]) => `${name} ${used.toFixed(1)} s`);
    console.log(
      `  settle ${TREATMENTS.toLocaleString('en')} treatments: ${took.clock.toFixed(1)} s, of processor time ${took.cpu.toFixed(1)} s (${shown.join(', ')}; guide 10 s a million); join and group ${floor.clock.toFixed(2)} s, ratio ${(took.clock / floor.clock).toFixed(1)}`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function population(folder: string): Promise<void> {
  const warehouse = await openDuckdb();
  const file = (name: string) => join(folder, `${name}.csv`);
  try {
    const r = (salt: number, below: number) => `(hash(i * 8 + ${salt}) % ${below})`;
    await warehouse.run(
      `create table t as select i, 'T' || lpad(i::varchar, 8, '0') as treatment_id, 'P' || lpad((i // 2)::varchar, 8, '0') as person_id,
        'drug-' || ${r(1, 4)} as product, (date '2020-01-01' + ${r(2, 1461)}::integer)::date as start_date, 180000 + ${r(3, 1000)} as price
       from range(${TREATMENTS}) r(i)`,
    );
    await warehouse.run(
      `copy (select treatment_id, person_id, product, start_date, least(start_date + 30 + ${r(4, 700)}::integer, date '2024-06-25')::date as last_seen_date, price from t) to '${file('treatment')}' (header)`,
    );
    await warehouse.run(
      `copy (select person_id, treatment_id, case when ${r(5, 4)} = 0 then 'death' else 'progression' end as event,
          (start_date + 20 + ${r(6, 900)}::integer)::date as event_date from t where ${r(7, 5)} < 3) to '${file('outcome_event')}' (header)`,
    );
  } finally {
    warehouse.close();
  }
  for (const table of ['treatment', 'outcome_event']) {
    const made = await importData({
      format: csv,
      paths: [file(table)],
      options: { table },
      folder: join(folder, 'data'),
    });
    if (made.diagnostics.some(({ severity }) => severity === 'error'))
      throw new Error(made.diagnostics.map(({ message }) => message.en).join('\n'));
  }
}

/** The floor: every event of every treatment, once. */
async function floorOf(folder: string) {
  const warehouse = await openDuckdb();
  try {
    await openData(warehouse, join(folder, 'data'));
    return await spent(() =>
      warehouse.run(
        `create table floor as select t.treatment_id, min(o.event_date) filter (where o.event_date >= t.start_date and coalesce(o.treatment_id, t.treatment_id) = t.treatment_id) as first
         from data.treatment t left join data.outcome_event o on o.person_id = t.person_id group by t.treatment_id`,
      ),
    );
  } finally {
    warehouse.close();
  }
}
