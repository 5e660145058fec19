/**
 * A Tuva medical_claim CSV imported, validated and final, as a multiple of what DuckDB needs to copy the same file into a table. The file is
 * made here; its size is OPENVBP_BENCH_MB (500). Guide: at most 2.5.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonicalTable } from '../src/data/canonical/index.ts';
import { importData } from '../src/data/import/import.ts';
import { tuva } from '../src/data/readers/tuva/tuva.ts';
import { openDuckdb } from '../src/warehouse/duckdb/driver.ts';
import type { Warehouse } from '../src/warehouse/warehouse.ts';

const MEGABYTES = Number(process.env['OPENVBP_BENCH_MB'] ?? 500);
/** A line of the file below, about. */
const BYTES = 352;
const THREADS = 2;

const claim = '(range // 4)';
const cents = (salt: number, most: number) => `(hash(range * 10 + ${salt}) % ${most} / 100)::decimal(18, 2)`;
const day = `(date '2022-01-01' + (hash(${claim}) % 1000)::integer)`;
const some = (one: number, text: string) => `case when hash(range) % ${one} = 0 then ${text} end`;

/** Columns of the Tuva layer that professional claims fill; the others are there, and empty. */
const CELLS: Record<string, string> = {
  claim_id: `'CLM' || ${claim}`,
  claim_line_number: 'range % 4 + 1',
  claim_type: `'professional'`,
  person_id: `'P' || (hash(${claim}) % 100000)`,
  member_id: `'M' || (hash(${claim}) % 100000)`,
  payer: `'medicare'`,
  plan: `'ffs'`,
  claim_start_date: day,
  claim_end_date: day,
  claim_line_start_date: day,
  claim_line_end_date: day,
  place_of_service_code: `'11'`,
  service_unit_quantity: 'range % 3 + 1',
  hcpcs_code: '(99200 + hash(range) % 300)::varchar',
  hcpcs_modifier_1: some(5, `'25'`),
  rendering_npi: `(1000000000 + hash(${claim}) % 5000)::varchar`,
  billing_npi: `(1000000000 + hash(${claim}) % 500)::varchar`,
  billing_tin: `(100000000 + hash(${claim}) % 500)::varchar`,
  paid_date: `${day} + 20`,
  paid_amount: cents(1, 50_000),
  allowed_amount: cents(2, 70_000),
  charge_amount: cents(3, 100_000),
  coinsurance_amount: cents(4, 5_000),
  copayment_amount: '0',
  deductible_amount: '0',
  diagnosis_code_type: `'icd-10-cm'`,
  diagnosis_code_1: `'E11.' || hash(range) % 10`,
  diagnosis_code_2: some(2, `'I10'`),
  diagnosis_code_3: some(3, `'N18.' || hash(range) % 6`),
  diagnosis_code_4: some(6, `'J44.' || hash(range) % 2`),
  in_network_flag: '1',
  data_source: `'bench'`,
};

export default async function bench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'openvbp-bench-'));
  try {
    const file = join(folder, 'medical_claim.csv');
    const maker = await openDuckdb({ threads: THREADS });
    const list = canonicalTable('medical_claim').columns.map(
      ({ name }) => `${CELLS[name] ?? 'null'} as "${name}"`,
    );
    const rows = Math.round((MEGABYTES * 1e6) / BYTES);
    await maker.run(`copy (select ${list.join(', ')} from range(${rows})) to '${file}' (header)`);
    maker.close();
    const size = (statSync(file).size / 1e6).toFixed(0);
    const bare = await timed(async () => {
      const warehouse = await openDuckdb({ threads: THREADS });
      await warehouse.run(`create table bare as select * from read_csv('${file}')`);
      return warehouse;
    });
    (bare.value as Warehouse).close();
    const data = join(folder, 'data');
    const imported = await timed(() =>
      importData({ format: tuva, paths: [file], folder: data, threads: THREADS }),
    );
    const kept = imported.value.value?.source.tables[0]?.kept;
    if (kept !== rows) throw new Error(`${kept} of ${rows} rows kept`);
    const ratio = (imported.seconds / bare.seconds).toFixed(2);
    const peak = (process.resourceUsage().maxRSS / 1024 ** 2).toFixed(1);
    console.log(
      `  ${size} MB, ${rows} lines: bare ${bare.seconds.toFixed(1)} s, imported ${imported.seconds.toFixed(1)} s, ratio ${ratio}; peak memory of both ${peak} GB`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; seconds: number }> {
  const start = performance.now();
  const value = await work();
  return { value, seconds: (performance.now() - start) / 1000 };
}
