/**
 * A DIP year settled from its cases, as the product does it: `case-mix.dip` groups them by the catalogue of 2021 and finds their auxiliary factors, `cn/dip` gives points, the
 * value of a point for each pool (budget ÷ points) and the amounts of 200 hospitals. Weights, means, cases and budgets are made up. Beside it the bare sums of the same answer:
 * weight × factor by hospital and pool, from a table that holds both. `OPENVBP_BENCH_CASES` cases (500,000 unless said), kept in
 * `OPENVBP_BENCH_DATA` if that is given; guide: 5 million grouped and given points in 30 s.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { importData } from '../src/data/import/import.ts';
import { csv } from '../src/data/readers/csv/csv.ts';
import { settle } from '../src/engine/index.ts';
import { importReference, KINDS } from '../src/methods/case-mix/reference.ts';
import { checkContract } from '../src/methods/contract.ts';
import { openDuckdb } from '../src/warehouse/duckdb/driver.ts';
import { quoteLiteral } from '../src/warehouse/warehouse.ts';
import type { Spent } from './spent.ts';
import { spent } from './spent.ts';

const CATALOGUE = resolve(import.meta.dirname, '../../shared/reference/dip/catalogue-2021.csv');
const RULES = resolve(import.meta.dirname, '../examples/dip-city/rules.yaml');
const CASES = Number(process.env['OPENVBP_BENCH_CASES'] ?? 500_000);

const CONTRACT = `contract: bench-dip
model: cn/dip
parties: { fund: fund, clearing: clearing }
period: { from: 2023-01-01, to: 2024-01-01 }
as_of: 2024-06-01
data: ./data
methods:
  grouped: { method: case-mix.dip, options: { scheme: dip.json } }
parameters:
  extreme_rule: high
bind:
  hospital: { table: hospital.csv }
  dip: { table: group.csv }
  past_case: { table: past.csv }
  case:
    method: grouped
    columns: { id: case_id, hospital: hospital_id, auxiliary: auxiliary_factor, insurance: insurance_type, region: insurance_region, discharge: discharge_date, days: stay_days, fee: total_fee }
  review: { rows: [] }
  appeal: { rows: [] }
  adjustment: { rows: [] }
`;

export default async function bench(): Promise<void> {
  if (!existsSync(CATALOGUE)) return console.log('  skipped: no catalogue under ../shared/reference/dip');
  const kept = process.env['OPENVBP_BENCH_DATA'];
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'openvbp-bench-'));
  try {
    if (!existsSync(join(folder, 'dip.json'))) await population(folder);
    rmSync(join(folder, 'run'), { recursive: true, force: true });
    writeFileSync(join(folder, 'contract.yaml'), CONTRACT);
    const checked = checkContract(join(folder, 'contract.yaml'));
    if (!checked.value) throw new Error(checked.diagnostics.map(({ message }) => message.en).join('\n'));
    const agreement = checked.value;
    const stages = new Map<string, Spent>();
    let last: ({ name: string } & Spent) | undefined;
    const now = () => {
      const { user, system } = process.cpuUsage();
      return { clock: performance.now() / 1000, cpu: (user + system) / 1e6 };
    };
    let floor: Spent | undefined;
    const took = await spent(async () => {
      const run = await settle(agreement, {
        output: join(folder, 'run'),
        ledger: [],
        onProgress: ({ stage, name }) => {
          const at = now();
          if (last) {
            const so = stages.get(last.name) ?? { clock: 0, cpu: 0 };
            stages.set(last.name, {
              clock: so.clock + at.clock - last.clock,
              cpu: so.cpu + at.cpu - last.cpu,
            });
          }
          last = { name: stage === 'method' ? `${stage} ${name}` : stage, ...at };
        },
      });
      if (!run.value) throw new Error(run.diagnostics.map(({ message }) => message.en).join('\n'));
      run.value.close();
    });
    floor = await bare(folder);
    const shown = [...stages]
      .filter(([, { cpu }]) => cpu >= 0.1)
      .map(([name, { clock, cpu }]) => `${name} ${clock.toFixed(1)} s (${cpu.toFixed(1)})`);
    console.log(
      `  DIP year of ${CASES.toLocaleString('en')} cases, grouped, given points and settled: ${took.clock.toFixed(1)} s, of processor time ${took.cpu.toFixed(1)} s (${shown.join(', ')}; guide for 5 million 30 s); bare sums ${floor.clock.toFixed(2)} s, ratio ${(took.clock / floor.clock).toFixed(1)}; peak memory ${(process.resourceUsage().maxRSS / 1024 / 1024).toFixed(1)} GB`,
    );
  } finally {
    if (kept === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

/** Cases of every group of the catalogue in turn, one in a hundred of none; what a case costs is near its group's mean. */
async function population(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const file = (name: string) => join(folder, name);
  const r = (salt: number, below: number) => `(hash(i * 16 + ${salt}) % ${below})::integer`;
  const warehouse = await openDuckdb();
  try {
    await warehouse.run(
      `create table named as select row_number() over (order by code) - 1 as n, dx, code, proc from read_csv(${quoteLiteral(CATALOGUE)}, all_varchar = true);
       create table given as select dx, code, proc, 3000 + hash(n) % 40000 as mean_fee, n from named`,
    );
    const [[groups] = []] = await warehouse.values('select count(*) from given');
    await warehouse.run(
      `copy (select dx, code, proc, mean_fee, (mean_fee / 23000)::decimal(9, 4) as weight from given order by n) to '${file('catalogue.csv')}' (header);
       copy (select code, (mean_fee / 23000)::decimal(9, 4) as weight, mean_fee from given order by n) to '${file('group.csv')}' (header);
       copy (select 'H' || lpad(i::varchar, 3, '0') as id, case when i < 30 then 'III' when i < 110 then 'II' else 'I' end as tier, '' as coefficient, 0.95 as assessment, 10000000 as last_year from range(200) s(i)) to '${file('hospital.csv')}' (header);
       copy (select 'P' || n || '-' || t || '-' || y as id, 'H' || lpad((t * 60)::varchar, 3, '0') as hospital, code, (mean_fee / 23000)::decimal(9, 4) as weight, case when hash(n) % 2 = 0 then 'employee' else 'resident' end as insurance,
           make_date(2020 + y::integer, 6, 1) as discharge, mean_fee + 100 * y as fee from given, range(3) a(t), range(3) b(y)) to '${file('past.csv')}' (header);
       copy (select 'C' || lpad(i::varchar, 8, '0') as case_id, 'P' || i // 2 as person_id, 'H' || lpad(${r(1, 200)}::varchar, 3, '0') as hospital_id, case when ${r(2, 2)} = 0 then 'employee' else 'resident' end as insurance_type, '370100' as insurance_region,
           ${r(3, 95)} as age_years, (date '2023-01-01' + ${r(4, 360)}::integer)::date as discharge_date, 1 + ${r(5, 20)} as stay_days, '1' as discharge_type, case when ${r(6, 100)} = 0 then 'Z99.9' else g.dx || '00' end as principal_diagnosis,
           ['I50.900', 'E11.900', 'J18.900', 'N18.900', 'I10.x00'][1 + ${r(7, 5)}] as other_diagnosis_1, ['A41.900', 'C78.000', 'I63.900', null, null][1 + ${r(8, 5)}] as other_diagnosis_2,
           case when proc <> '.' then split_part(split_part(proc, '+', 1), '/', 1) end as principal_procedure, nullif(split_part(split_part(proc, '+', 2), '/', 1), '') as other_procedure_1, nullif(split_part(split_part(proc, '+', 3), '/', 1), '') as other_procedure_2,
           (mean_fee * (60 + ${r(9, 100)}) / 100)::decimal(12, 2) as total_fee, (mean_fee * (40 + ${r(9, 100)} // 2) / 100)::decimal(12, 2) as fund_payment
         from range(${CASES}) c(i) join given g on g.n = i % ${Number(groups)}) to '${file('inpatient_case.parquet')}' (format parquet)`,
    );
  } finally {
    warehouse.close();
  }
  const made = await importData({
    format: csv,
    paths: [file('inpatient_case.parquet')],
    options: { table: 'inpatient_case' },
    folder: file('data'),
  });
  const kind = KINDS.find(({ name }) => name === 'dip');
  const scheme =
    kind && (await importReference(kind, file('catalogue.csv'), file('dip.json'), '2021', { rules: RULES }));
  const wrong = [...made.diagnostics, ...(scheme?.diagnostics ?? [])].filter(
    ({ severity }) => severity === 'error',
  );
  if (wrong.length > 0) throw new Error(wrong.map(({ message }) => message.en).join('\n'));
}

/** What cannot be avoided once every case has its weight and factor: one sum by hospital and pool. */
async function bare(folder: string): Promise<Spent> {
  const warehouse = await openDuckdb();
  try {
    await warehouse.run(
      `create table grouped as select c.case_id, c.hospital_id, c.insurance_type, c.principal_diagnosis, c.total_fee from read_parquet('${join(folder, 'inpatient_case.parquet')}') c;
       create table weights as select left(dx, 5) as dx, max(mean_fee) as weight from read_csv('${join(folder, 'catalogue.csv')}') group by 1`,
    );
    return await spent(() =>
      warehouse.run(
        `create table floor as select c.hospital_id, c.insurance_type, sum(w.weight) as points, sum(c.total_fee) as fees, count(*) as cases
         from grouped c left join weights w on w.dx = left(c.principal_diagnosis, 5) group by all`,
      ),
    );
  } finally {
    warehouse.close();
  }
}
