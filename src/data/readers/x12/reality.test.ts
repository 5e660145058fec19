/** Remittances of a public repository with the values an independent parser expects of them. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { importInto } from '../../import/testing.ts';
import type { ImportedForTest } from '../../import/testing.ts';
import { decimalText, millionths } from '../shared/decimal.ts';
import { x12_835 } from './read-835.ts';

const folder = resolve(import.meta.dirname, '../../../../../shared/data/claims/x12-835');
const expected = resolve(folder, 'all_samples_expected.csv');

describe.skipIf(!existsSync(expected))('remittances with expected values', () => {
  let imported: ImportedForTest;
  beforeAll(async () => {
    imported = await importInto(x12_835, [folder]);
  });

  it('have the amounts, codes and days expected of each line, but for the misparsed one', () => {
    const { report, received } = imported;
    const names = report!.files.map(({ name }) => name);
    const read = received['medical_claim']!.map((row) => ({
      payer: row['payer'],
      code: row['hcpcs_code'],
      modifier: row['hcpcs_modifier_1'] ?? '',
      paid_date: row['paid_date'],
      charge: amount(row['charge_amount']),
      allowed: amount(row['allowed_amount']),
      paid: amount(row['paid_amount']),
      units: amount(row['service_unit_quantity']),
      from: row['claim_line_start_date'],
      to: row['claim_line_end_date'],
    }));
    const wanted = table(readFileSync(expected, 'utf8')).map((row) => ({
      payer: row['payer'],
      code: row['code'],
      modifier: row['modifier'],
      paid_date: row['transaction_date'],
      charge: amount(row['charge_amount']),
      allowed: amount(row['allowed_amount']),
      paid: amount(row['paid_amount']),
      units: amount(row['allowed_units']),
      from: row['start_date'],
      to: row['end_date'],
    }));
    // Line 3 of Blue Cross has its 742 under billed units: its segment is malformed, and nothing says what was paid.
    const sound = wanted.filter(({ code }) => code !== '59426');
    expect(wanted.length - sound.length).toBe(1);
    expect(read).toEqual(sound);
    expect(names).toEqual([
      'blue_cross_nc_sample.txt',
      'emedny_sample.txt',
      'united_healthcare_legacy_sample.txt',
    ]);
  });

  it('pay what their heads say: BPR02 of three files', () => {
    const { report } = imported;
    const { paid_amount: paid } = report!.tables.find(({ name }) => name === 'medical_claim')!.money;
    expect(paid).toMatchObject({ read: '2318.6000', kept: '2318.6000', refused: '0.0000' });
    expect(decimalText(millionths('1922.86')! + millionths('45.75')! + millionths('349.99')!)).toBe('2318.6');
  });

  it('of which one is malformed: the report says what and where, and keeps what is sound', () => {
    const { refused, findings, tables, diagnostics } = imported;
    expect(refused).toEqual([
      {
        file: 0n,
        line: 28n,
        table: 'medical_claim',
        reason: 'segment-malformed',
        text: 'SVC*HC:59426******742*742**1',
      },
    ]);
    expect(findings.filter(({ code }) => code.startsWith('x12-'))).toMatchObject([
      { code: 'x12-no-envelope', file: 0 },
      { code: 'x12-test', file: 1 },
      { code: 'x12-trailer', file: 0, examples: [{ line: 32, text: 'SE*33*1234 ≠ SE*32*1234' }] },
    ]);
    expect(tables['medical_claim']).toHaveLength(17);
    // The licence and the expected values beside them are no remittances.
    expect(diagnostics.map(({ code }) => code)).toEqual(['x12-file-other', 'x12-file-other']);
  });
});

function amount(cell: unknown): string {
  return typeof cell === 'string' && cell !== '' ? decimalText(millionths(cell)!) : '';
}

function table(csv: string): Record<string, string>[] {
  const [head = '', ...lines] = csv.trim().split(/\r?\n/);
  const names = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [names[i]!, cell])));
}
