/**
 * A population of 80,000 made as a data folder: claim lines a minute, and the time as a multiple of what DuckDB needs to copy the same claims
 * from Parquet to Parquet. SYNTHESISE_MEMBERS makes it another size.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesise } from '../src/data/synthetic/index.ts';
import { openDuckdb } from '../src/warehouse/duckdb/driver.ts';

const MEMBERS = Number(process.env['SYNTHESISE_MEMBERS'] ?? 80_000);

export default async function bench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'openvbp-bench-'));
  try {
    for (const country of ['us', 'cn']) {
      const data = join(folder, country);
      const processor = process.cpuUsage();
      const start = performance.now();
      const { value, diagnostics } = await synthesise({ country, members: MEMBERS, seed: 1, folder: data });
      if (!value) throw new Error(diagnostics.map(({ message }) => message.en).join('\n'));
      const made = (performance.now() - start) / 1000;
      const { user, system } = process.cpuUsage(processor);
      const rows = (name: string) => value.data.tables.find((table) => table.name === name)?.received ?? 0;
      const lines =
        rows('medical_claim') + rows('pharmacy_claim') + rows('cost_item') + rows('inpatient_case');
      const warehouse = await openDuckdb({});
      const again = performance.now();
      await warehouse.run(
        `copy (select * from read_parquet('${data}/received/*/medical_claim*.parquet')) to '${folder}/copy.parquet' (format parquet)`,
      );
      const copied = (performance.now() - again) / 1000;
      warehouse.close();
      const memory = process.resourceUsage().maxRSS / 1024 ** 2;
      console.log(
        `  ${country}: ${MEMBERS} members, ${lines} lines in ${made.toFixed(1)} s: ${(((lines / made) * 60) / 1e6).toFixed(1)} million a minute, ` +
          `${((user + system) / lines).toFixed(1)} µs of processor a line, ${(made / copied).toFixed(1)} × copying its medical claims; peak ${memory.toFixed(1)} GB`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
