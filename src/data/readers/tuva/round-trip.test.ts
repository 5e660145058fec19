/** Written out as the Tuva input layer and read back, the tables are the same. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDuckdb } from '../../../warehouse/duckdb/driver.ts';
import { importInto, tablesOf } from '../../import/testing.ts';
import { openData } from '../../open/index.ts';
import { synthesise } from '../../synthetic/index.ts';
import { TUVA_TABLES, tuva } from './tuva.ts';
import { writeTuva } from './write.ts';

it('a made-up population comes back whole', async () => {
  const root = mkdtempSync(join(tmpdir(), 'openvbp-tuva-'));
  try {
    const folder = join(root, 'data');
    await synthesise({ members: 60, seed: 3, country: 'us', folder, years: 1 });
    const warehouse = await openDuckdb();
    const { value: data } = await openData(warehouse, folder);
    const files = await writeTuva(warehouse, data!, join(root, 'tuva'));
    warehouse.close();
    expect(files).toEqual(
      expect.arrayContaining(['medical_claim.csv', 'pharmacy_claim.csv', 'eligibility.csv']),
    );

    const before = (await tablesOf(folder)).tables;
    const { tables, refused } = await importInto(tuva, [join(root, 'tuva')]);
    expect(refused).toEqual([]);
    for (const name of TUVA_TABLES) expect(rowsOf(tables[name]), name).toEqual(rowsOf(before[name]));
    expect(tables['medical_claim']?.length).toBeGreaterThan(100);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});

function rowsOf(rows: readonly Record<string, unknown>[] = []): string[] {
  const cells = (row: Record<string, unknown>) =>
    Object.entries(row).filter(([name]) => !name.startsWith('_'));
  return rows
    .map((row) =>
      cells(row)
        .map(([name, cell]) => `${name}=${String(cell)}`)
        .join(' '),
    )
    .sort();
}
