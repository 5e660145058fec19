/** A population written as 835 and 837 and read back says the same, as far as the transactions carry it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { filesForTest, importInto } from '../../import/testing.ts';
import { byParts, cells, differences, population, shown } from '../shared/population.ts';
import type { TextCells } from '../shared/population.ts';
import { x12_835 } from './read-835.ts';
import { x12_837 } from './read-837.ts';
import { claim, payment, remittance } from './samples.ts';
import { write835 } from './write-835.ts';
import { write837 } from './write-837.ts';

let claims: TextCells[];
beforeAll(async () => {
  const made = (await population(25))['medical_claim']!.filter(
    ({ claim_type: type }) => type === 'professional' || type === 'institutional',
  );
  claims = [...made, ...reversalOf(made, 'professional'), ...reversalOf(made, 'institutional')];
}, 60_000);

/** The last original claim of a type, taken back on a later day. */
function reversalOf(rows: readonly TextCells[], type: string): TextCells[] {
  const last = rows.findLast((row) => row['claim_type'] === type && row['claim_action'] === 'original')!;
  return rows
    .filter((row) => version(row) === version(last))
    .map((row) => ({
      ...Object.fromEntries(
        Object.entries(row).map(([name, cell]) => [
          name,
          name.endsWith('_amount') && cell !== '0' ? `-${cell}` : cell,
        ]),
      ),
      claim_action: 'reversal',
      claim_received: '2023-12-31',
      paid_date: '2023-12-31',
    }));
}

async function readBack(format: typeof x12_835, content: string): Promise<TextCells[]> {
  const { folder, remove } = filesForTest({ 'all.edi': content });
  try {
    const read = await importInto(format, [folder]);
    expect(read.refused).toEqual([]);
    expect(read.findings.filter(({ code }) => code.startsWith('x12-'))).toEqual([]);
    return read.received['medical_claim']!.map(cells);
  } finally {
    remove();
  }
}

const BOTH = [
  'claim_id',
  'claim_line_number',
  'person_id',
  'payer',
  'plan',
  'claim_start_date',
  'claim_end_date',
  'claim_line_start_date',
  'claim_line_end_date',
  'revenue_center_code',
  'service_unit_quantity',
  'hcpcs_code',
  'hcpcs_modifier_1',
  'hcpcs_modifier_2',
  'billing_npi',
  'billing_tin',
  'charge_amount',
  'claim_group_id',
  'claim_action',
  'claim_received',
];

it('has versions to write', () => {
  expect(new Set(claims.map((row) => row['claim_action']))).toEqual(
    new Set(['original', 'replacement', 'reversal']),
  );
});

describe('835', () => {
  it('gives back lines, amounts and versions', async () => {
    const rows = claims.toSorted(
      byParts(
        'payer',
        'billing_npi',
        'billing_tin',
        'paid_date',
        'claim_received',
        'claim_id',
        'claim_action',
        'claim_line_number',
      ),
    );
    const back = await readBack(x12_835, [...write835(rows, '2024-01-31')].join(''));
    const money = [
      'paid_date',
      'paid_amount',
      'allowed_amount',
      'deductible_amount',
      'coinsurance_amount',
      'copayment_amount',
    ];
    const columns = [...BOTH, ...money, 'rendering_npi', 'drg_code'];
    expect(differences(shown(back, columns), shown(rows, columns))).toEqual([]);
  }, 30_000);
});

describe('837', () => {
  it.each(['professional', 'institutional'] as const)(
    'gives back %s claims',
    async (type) => {
      const rows = claims
        .filter((row) => row['claim_type'] === type)
        .toSorted(
          byParts(
            'claim_received',
            'billing_npi',
            'billing_tin',
            'claim_id',
            'claim_action',
            'claim_line_number',
          ),
        );
      const back = await readBack(x12_837, [...write837(rows, type, '2024-01-31')].join(''));
      const more = [
        'claim_type',
        'member_id',
        'admission_date',
        'discharge_date',
        'admit_source_code',
        'admit_type_code',
      ];
      const codes = ['diagnosis_code', 'diagnosis_poa', 'procedure_code', 'procedure_date'].flatMap((name) =>
        Array.from({ length: 25 }, (_, i) => `${name}_${i + 1}`),
      );
      const last = [
        'discharge_disposition_code',
        'place_of_service_code',
        'bill_type_code',
        'drg_code',
        'rendering_npi',
      ];
      const columns = [...BOTH, ...more, ...codes, ...last, 'diagnosis_code_type', 'procedure_code_type'];
      expect(differences(shown(back, columns), shown(carried(rows, type), columns))).toEqual([]);
    },
    30_000,
  );
});

/**
 * What 837 says otherwise: a reversal is a void, the frequency is the last digit of the kind of bill, who renders is left out where the biller
 * does, and a professional claim has the days of its lines.
 */
function carried(rows: readonly TextCells[], type: string): TextCells[] {
  const days = new Map<string, string[]>();
  for (const row of rows)
    for (const name of ['claim_line_start_date', 'claim_line_end_date'])
      days.set(version(row), [...(days.get(version(row)) ?? []), row[name]!]);
  return rows.map((row) => {
    const action = row['claim_action'] === 'reversal' ? 'void' : row['claim_action'];
    const frequency = action === 'replacement' ? '7' : action === 'void' ? '8' : undefined;
    const bill = row['bill_type_code'];
    const own = days.get(version(row))!.toSorted();
    return {
      ...row,
      claim_action: action,
      ...(bill && frequency && { bill_type_code: bill.slice(0, -1) + frequency }),
      ...(type === 'professional' && {
        rendering_npi: row['rendering_npi'] ?? row['billing_npi'],
        claim_start_date: own[0],
        claim_end_date: own.at(-1),
      }),
    };
  });
}

function version(row: TextCells): string {
  return `${row['claim_id']} ${row['claim_action']}`;
}

it('says where a claim was paid again without being reversed', async () => {
  const again = (day: string) =>
    remittance(
      payment('100')
        .map((segment) => segment.replace(/2024013[01]/, day))
        .concat(claim('C1')),
    );
  const { folder, remove } = filesForTest({ 'a.835': again('20240131'), 'b.835': again('20240229') });
  try {
    const { data, tables } = await importInto(x12_835, [folder]);
    expect(tables['medical_claim']).toHaveLength(2);
    expect(data?.findings).toMatchObject([{ code: 'reversals-not-net', count: 1, amount: '100.0000' }]);
  } finally {
    remove();
  }
});
