/** The headers of the Tuva input layer as its project publishes them. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canonicalTable } from '../../canonical/index.ts';
import { filesForTest, importInto } from '../../import/testing.ts';
import { TUVA_TABLES, tuva } from './tuva.ts';
import { TUVA_ONLY } from './write.ts';

const folder = resolve(import.meta.dirname, '../../../../../shared/data/claims/tuva-input-layer');

describe.skipIf(!existsSync(folder))('the published headers', () => {
  it.each(TUVA_TABLES)('%s: every column is one of ours, or known to be left out', (table) => {
    const header = readFileSync(join(folder, `seed_header_${table}.csv`), 'utf8')
      .trim()
      .split(',');
    const ours = canonicalTable(table).columns.map(({ name }) => name);
    expect(header.filter((name) => !ours.includes(name)).toSorted()).toEqual(TUVA_ONLY[table].toSorted());
  });

  it('a file of that layout is read, whatever its name, by its header', async () => {
    const header = readFileSync(join(folder, 'seed_header_medical_claim.csv'), 'utf8').trim().split(',');
    const cells: Record<string, string> = {
      claim_id: 'C1',
      claim_line_number: '1',
      person_id: 'P1',
      paid_amount: '12.30',
    };
    const row = header.map((name) => cells[name] ?? '').join(',');
    const { folder: files, remove } = filesForTest({ 'export-2024.csv': `${header.join(',')}\n${row}\n` });
    const { tables, refused, findings } = await importInto(tuva, [files]);
    remove();
    expect(refused).toEqual([]);
    expect(tables['medical_claim']).toMatchObject([{ claim_id: 'C1', paid_amount: '12.3000' }]);
    expect(findings[0]?.examples.map(({ key }) => key)).toEqual(TUVA_ONLY.medical_claim);
  });
});
