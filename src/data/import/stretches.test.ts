/** Files longer than a stretch: every row has its line, those refused too. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import { openData } from '../open/index.ts';
import { tuva } from '../readers/tuva/tuva.ts';
import { STRETCH } from './fingerprint.ts';
import { importData } from './import.ts';
import { filesForTest } from './testing.ts';

it('keeps the lines of a long file', { timeout: 120_000 }, async () => {
  // The claim's number is its line.
  const lines = Array.from({ length: STRETCH + 1_000 }, (_, i) => `${i + 2},1,P,1`);
  const [last, bad] = [STRETCH - 1, STRETCH + 500];
  lines[bad] = `${bad + 2},one,P,0.25`;
  const text = `claim_id,claim_line_number,person_id,paid_amount\n${lines.join('\n')}\n`;
  const files = filesForTest({ 'medical_claim.csv': text });
  const folder = mkdtempSync(join(tmpdir(), 'openvbp-long-'));
  const warehouse = await openDuckdb();
  try {
    const { value } = await importData({ format: tuva, paths: [files.folder], folder, threads: 2 });
    const [table] = value?.source.tables ?? [];
    expect(table).toMatchObject({ parts: ['medical_claim.parquet', 'medical_claim.2.parquet'], refused: 1 });
    expect(table?.money['paid_amount']).toMatchObject({
      read: `${lines.length - 1}.2500`,
      refused: '0.2500',
    });
    await openData(warehouse, folder);
    const [row] = await warehouse.values(
      `select count(*), count(*) filter (claim_id <> _line::varchar), max(_line),
         count(*) filter (_line in (${last + 2}, ${last + 3})) from data.medical_claim`,
    );
    expect(row).toEqual([BigInt(lines.length - 1), 0n, BigInt(lines.length + 1), 2n]);
    const refused = join(folder, 'received', value?.source.id ?? '', 'refused.parquet');
    expect(await warehouse.values(`select "line", reason from '${refused}'`)).toEqual([
      [BigInt(bad + 2), 'integer-unreadable'],
    ]);
  } finally {
    warehouse.close();
    rmSync(folder, { recursive: true });
    files.remove();
  }
});
