/** An export of Synthea: every row accounted for, every payment on its line, and the claims it overpays. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { addExact } from '../../import/exact.ts';
import type { ImportedForTest } from '../../import/testing.ts';
import { importInto } from '../../import/testing.ts';
import { synthea } from './synthea.ts';

const folder = resolve(import.meta.dirname, '../../../../../shared/data/claims/synthea');
const sum = (amounts: Iterable<string>) => [...amounts].reduce(addExact, '0.0000');
/** No cell of these files is quoted. */
function rowsOf(file: string): Record<string, string>[] {
  const [header = '', ...lines] = readFileSync(join(folder, file), 'utf8').trimEnd().split(/\r?\n/);
  const names = header.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [names[i] ?? '', cell])));
}

describe.skipIf(!existsSync(folder))('an export of Synthea', () => {
  let all: ImportedForTest;
  beforeAll(async () => {
    all = await importInto(synthea, [folder]);
  }, 120_000);

  it('accounts for every row of every file', () => {
    expect(all.refused).toEqual([]);
    const names = readdirSync(folder).toSorted();
    for (const [index, name] of names.entries()) {
      const kept = Object.values(all.received).flatMap((rows) =>
        rows.filter((row) => row['_file'] === BigInt(index)),
      );
      const passed = all.report?.passedOver.filter(({ file }) => file === index) ?? [];
      const count = passed.reduce((n, one) => n + one.count, kept.length);
      expect([name, count]).toEqual([name, rowsOf(name).length]);
    }
  });

  it('puts every charge and every payment on a line, once', () => {
    const lines = [...(all.received['medical_claim'] ?? []), ...(all.received['pharmacy_claim'] ?? [])];
    const of = (column: string) => sum(lines.map((row) => String(row[column] ?? '0')));
    const transactions = rowsOf('claims_transactions.csv');
    const charges = transactions.filter((row) => row['TYPE'] === 'CHARGE');
    expect(of('charge_amount')).toBe(addExact('0.0000', sum(charges.map((row) => row['AMOUNT'] ?? '0'))));
    const paid = sum(['paid_amount', 'copayment_amount', 'coinsurance_amount'].map(of));
    expect(paid).toBe(addExact('0.0000', sum(transactions.map((row) => row['PAYMENTS'] || '0'))));
    // What insurers paid for drugs is told a second time by the medications.
    const drugs = sum((all.received['pharmacy_claim'] ?? []).map((row) => String(row['paid_amount'])));
    const covered = rowsOf('medications.csv').map((row) => row['PAYER_COVERAGE'] ?? '0');
    expect(drugs).toBe(addExact('0.0000', sum(covered)));
  });

  it('reports the 190 claims paid beyond their charges, 189 of them by more than a cent', () => {
    const found = all.findings.filter(({ code }) => code.startsWith('payments-over-charges'));
    expect(found).toMatchObject([
      { code: 'payments-over-charges', count: 190, amount: '11101.2200' },
      { code: 'payments-over-charges-by-more-than-a-cent', count: 189, amount: '11101.2100' },
    ]);
    expect(found[0]?.examples[0]).toEqual({
      line: 199,
      key: 'a6ae7cc2-bce8-1bb6-4454-636bfe6163c9',
      text: '80.0000 > 77.4900',
    });
  });

  it('ends a span the day before the next begins', () => {
    const spans = all.tables['eligibility'] ?? [];
    const person = spans.filter((row) => row['person_id'] === '3edac2e3-d223-6fae-d515-daf96ef6bc76');
    expect(person.slice(0, 2)).toMatchObject([
      { payer: 'Blue Cross Blue Shield', enrollment_end_date: '2015-10-19' },
      { enrollment_start_date: '2015-10-20' },
    ]);
  });
});
