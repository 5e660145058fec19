/** The synthetic research files of CMS: every row accounted for, and the money of the claims to the cent. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ImportedForTest } from '../../import/testing.ts';
import { importInto } from '../../import/testing.ts';
import { addExact } from '../../import/exact.ts';
import { rif } from './rif.ts';

const folder = resolve(import.meta.dirname, '../../../../../shared/data/claims/medicare-rif');
const sum = (amounts: Iterable<string>) => [...amounts].reduce(addExact, '0.0000');

function rowsOf(file: string): Record<string, string>[] {
  const text = readFileSync(join(folder, file), 'utf8').replace(/^\uFEFF/, '');
  const [header = '', ...lines] = text.trimEnd().split(/\r?\n/);
  const names = header.split('|');
  return lines.map((line) =>
    Object.fromEntries(line.split('|').map((cell, i) => [names[i] ?? '', cell.trim()])),
  );
}

describe.skipIf(!existsSync(folder))('synthetic Medicare research files', () => {
  let all: ImportedForTest;
  beforeAll(async () => {
    all = await importInto(rif, [folder]);
  }, 120_000);

  it('accounts for every row of every file', () => {
    expect(all.refused).toEqual([]);
    const names = readdirSync(folder).toSorted();
    expect(all.report?.files.map(({ name }) => name)).toEqual(names);
    for (const [index, name] of names.entries()) {
      const lines = new Set(
        Object.values(all.received).flatMap((rows) =>
          rows.filter((row) => row['_file'] === BigInt(index)).map((row) => row['_line']),
        ),
      );
      const passed = all.report?.passedOver.filter(({ file }) => file === index) ?? [];
      const count = passed.reduce((n, one) => n + one.count, 0);
      expect([name, lines.size + count]).toEqual([name, rowsOf(name).length]);
    }
  });

  it.each([
    ['inpatient', 'CLM_TOT_CHRG_AMT'],
    ['outpatient', 'CLM_TOT_CHRG_AMT'],
    ['snf', 'CLM_TOT_CHRG_AMT'],
    ['hha', 'CLM_TOT_CHRG_AMT'],
    ['hospice', 'CLM_TOT_CHRG_AMT'],
    ['carrier', 'NCH_CARR_CLM_SBMTD_CHRG_AMT'],
    ['dme', 'NCH_CARR_CLM_SBMTD_CHRG_AMT'],
  ])('%s: the lines add up to the payments and charges of its claims', (part, charge) => {
    const claims = new Map(rowsOf(`${part}.csv`).map((row) => [row['CLM_ID'], row]));
    const index = BigInt(all.report?.files.findIndex(({ name }) => name === `${part}.csv`) ?? -1);
    const rows = all.received['medical_claim']?.filter((row) => row['_file'] === index) ?? [];
    for (const [ours, theirs] of [
      ['paid_amount', 'CLM_PMT_AMT'],
      ['charge_amount', charge],
    ] as const) {
      const read = sum(rows.map((row) => String(row[ours] ?? '0')));
      expect(read).toBe(addExact('0.0000', sum([...claims.values()].map((row) => row[theirs] ?? '0'))));
    }
    expect(rows.every((row) => row['claim_action'] === 'original' && row['claim_received'])).toBe(true);
  });

  it('drug events: the plan’s share and the subsidy', () => {
    const events = rowsOf('pde.csv');
    const paid = all.received['pharmacy_claim']?.map((row) => String(row['paid_amount'])) ?? [];
    const theirs = events.flatMap((row) => [row['CVRD_D_PLAN_PD_AMT'] ?? '0', row['LICS_AMT'] ?? '0']);
    expect(sum(paid)).toBe(sum(theirs));
  });

  it('covers what the months say, and says that the file of 2018 holds 2019', () => {
    const spans = all.tables['eligibility']?.filter((row) => row['person_id'] === '-1000006') ?? [];
    expect(spans.at(-1)).toMatchObject({
      enrollment_start_date: '2021-01-01',
      enrollment_end_date: '2021-05-31',
      birth_date: '1942-01-17',
      plan: 'Parts A and B',
      dual_status_code: '03',
      gender: 'female',
    });
    expect(spans.map((row) => String(row['enrollment_start_date']).slice(0, 4))).not.toContain('2018');
    const found = all.findings.filter(({ code }) => code === 'year-differs');
    expect(found).toMatchObject([{ count: 3, examples: [{ text: '2019 ≠ 2018' }, {}, {}] }]);
  });
});
