/**
 * Ten measures written as documents, of a generated population, beside one scan of the tables they read: every column any of them looks at is read once and the longest
 * (or last) kept. `OPENVBP_BENCH_MEMBERS` people (100,000 unless said; the target is of 1,000,000), made up once and kept in `OPENVBP_BENCH_DATA` if that is given.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openData } from '../src/data/open/index.ts';
import { synthesise } from '../src/data/synthetic/index.ts';
import { measureRate } from '../src/methods/measures/documents/index.ts';
import { openContext } from '../src/methods/run.ts';
import { completeTables } from '../src/methods/tables.ts';
import { openDuckdb } from '../src/warehouse/duckdb/driver.ts';
import type { Warehouse } from '../src/warehouse/warehouse.ts';
import { inTurns, shown } from './spent.ts';

const MEMBERS = Number(process.env['OPENVBP_BENCH_MEMBERS'] ?? 100_000);
const DATA = process.env['OPENVBP_BENCH_DATA'];
const ROUNDS = 3;

const TEN = [
  'admissions',
  'blood-pressure-control',
  'breast-screening',
  'colorectal-screening',
  'emergency-visits',
  'hba1c-control-8',
  'hba1c-poor-control',
  'length-of-stay',
  'preventable-admissions',
  'readmissions-30-day',
];

const diagnoses = Array.from({ length: 25 }, (_, i) => `diagnosis_code_${i + 1}`);
const procedures = Array.from({ length: 25 }, (_, i) => `procedure_code_${i + 1}`);
const texts = (names: readonly string[]) => names.map((name) => `max(strlen(${name}))`);
const lasts = (names: readonly string[]) => names.map((name) => `max(${name})`);

/** What the ten look at, by table. */
const SCAN = [
  `select ${[
    ...texts([
      'person_id',
      'claim_id',
      'claim_type',
      'bill_type_code',
      'hcpcs_code',
      'revenue_center_code',
      'facility_npi',
      'billing_npi',
      'data_source',
    ]),
    ...texts([
      'drg_code',
      'discharge_disposition_code',
      'admit_type_code',
      'admit_source_code',
      ...diagnoses,
      ...procedures,
    ]),
    ...lasts([
      'claim_start_date',
      'claim_end_date',
      'claim_line_start_date',
      'claim_line_end_date',
      'admission_date',
      'discharge_date',
    ]),
  ].join(', ')} from data.medical_claim`,
  `select ${[...texts(['person_id', 'code', 'unit']), ...lasts(['observation_date', 'value_number'])].join(', ')} from data.observation`,
  `select ${[...texts(['person_id', 'gender', 'plan']), ...lasts(['birth_date', 'death_date', 'enrollment_start_date', 'enrollment_end_date'])].join(', ')} from data.eligibility`,
];

export default async function bench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'openvbp-bench-'));
  const data = DATA ?? join(folder, 'data');
  try {
    if (!existsSync(join(data, 'data.json')))
      await synthesise({ members: MEMBERS, country: 'us', seed: 1, folder: data });
    const warehouse = await openDuckdb();
    try {
      await openData(warehouse, data);
      await completeTables(warehouse);
      await warehouse.run('create schema methods');
      const scan = async () => {
        for (const sql of SCAN) await warehouse.values(sql);
      };
      await scan();
      const [people] = await warehouse.values('select count(distinct person_id) from data.eligibility');
      const [lines] = await warehouse.values('select count(*) from data.medical_claim');
      const { took, ratio } = await inTurns(ROUNDS, {
        'one scan': scan,
        'one measure': () => compute(warehouse, ['hba1c-control-8']),
        'ten measures (target 3 ×)': () => compute(warehouse, TEN),
      });
      console.log(
        `  ${Number(people?.[0]).toLocaleString('en')} people, ${Number(lines?.[0]).toLocaleString('en')} claim lines; the median of ${ROUNDS} rounds`,
      );
      for (const name of Object.keys(took) as (keyof typeof took)[])
        console.log(`  ${name}: ${ratio[name].toFixed(1)} × one scan; ${shown(took[name])}`);
    } finally {
      warehouse.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compute(warehouse: Warehouse, measures: readonly string[]): Promise<void> {
  const name = `of ${measures.length}`;
  const call = {
    name,
    method: measureRate.name,
    options: { measures: measures.join(',') },
    lines: false,
    at: { file: 'bench' },
  };
  const period = { from: '2023-01-01', to: '2024-01-01' };
  const { context, release } = openContext(warehouse, measureRate, call, {
    contract: join(tmpdir(), 'bench.yaml'),
    period,
    asOf: '2023-12-31',
  });
  const diagnostics = await measureRate.compute(context);
  const wrong = diagnostics.find(({ severity }) => severity === 'error');
  if (wrong) throw new Error(wrong.message.en);
  await release();
  await warehouse.run(`drop table methods."${name}"`);
}
