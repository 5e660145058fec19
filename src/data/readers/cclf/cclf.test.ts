/** The feed by worked examples, and a population written as a feed and read back. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { importInto } from '../../import/testing.ts';
import { cells, population } from '../shared/population.ts';
import type { TextCells } from '../shared/population.ts';
import { cclf, partOf } from './cclf.ts';
import type { CclfPart } from './layout.ts';
import { LAYOUT } from './layout.ts';
import { toFeed, writeLine } from './write.ts';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

async function read(files: Record<string, string | string[]>) {
  const folder = mkdtempSync(join(tmpdir(), 'openvbp-cclf-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files))
    writeFileSync(join(folder, name), typeof text === 'string' ? text : `${text.join('\n')}\n`);
  return importInto(cclf, [folder]);
}

const line = (part: CclfPart, record: Record<string, string>) => writeLine(part, record, 'fixed');
const header = (id: string, paid: string, type: string, day: string, more: Record<string, string> = {}) =>
  line('1', {
    CUR_CLM_UNIQ_ID: id,
    BENE_MBI_ID: '1A00A00AA00',
    CLM_TYPE_CD: '60',
    CLM_FROM_DT: '2023-03-01',
    CLM_THRU_DT: '2023-03-05',
    CLM_BLG_PRVDR_OSCAR_NUM: '010001',
    PRNCPL_DGNS_CD: 'I5021',
    CLM_PMT_AMT: paid,
    CLM_ADJSMT_TYPE_CD: type,
    CLM_EFCTV_DT: day,
    DGNS_PRCDR_ICD_IND: '0',
    ...more,
  });
const revenue = (id: string, number: string, code: string) =>
  line('2', {
    CUR_CLM_UNIQ_ID: id,
    CLM_LINE_NUM: number,
    BENE_MBI_ID: '1A00A00AA00',
    CLM_LINE_PROD_REV_CTR_CD: code,
  });

describe('the layout', () => {
  it('has the files’ lengths', () => {
    const length = (part: CclfPart) => LAYOUT[part].reduce((sum, field) => sum + field.length, 0);
    expect([length('1'), length('5'), length('8'), length('9')]).toEqual([437, 388, 549, 55]);
  });

  it.each([
    ['P.A1234.ACO.ZC5Y23.D230101.T0000000', '5'],
    ['P.A1234.ACO.ZCAY23.D230101.T0000000', 'A'],
    ['P.A1234.ACO.ZC1WY23.D230101.T0000000', '1'],
    ['CCLF8.D230101.txt', '8'],
    ['cclf_b.csv', 'B'],
    ['claims.csv', undefined],
  ])('%s is part %s', (name, part) => expect(partOf(name)).toBe(part));
});

describe('Part A', () => {
  it('puts the claim’s payment on its first line; the principal diagnosis comes first, once', async () => {
    const { tables, refused, report } = await read({
      'cclf1.txt': [header('1', '1234.56', '0', '2023-04-01')],
      'cclf2.txt': [revenue('1', '2', '0250'), revenue('1', '1', '0120')],
      'cclf4.txt': ['I10', 'I5021'].map((code, i) =>
        line('4', {
          CUR_CLM_UNIQ_ID: '1',
          CLM_PROD_TYPE_CD: 'D',
          CLM_VAL_SQNC_NUM: String(i + 1),
          CLM_DGNS_CD: code,
        }),
      ),
    });
    expect(refused).toEqual([]);
    expect(
      tables['medical_claim']?.map((row) => [
        row['claim_line_number'],
        row['revenue_center_code'],
        row['paid_amount'],
        row['diagnosis_code_1'],
        row['diagnosis_code_2'],
      ]),
    ).toEqual([
      [2n, '0250', '0.0000', 'I5021', 'I10'],
      [1n, '0120', '1234.5600', 'I5021', 'I10'],
    ]);
    expect(report?.passedOver.map(({ reason, count }) => [reason, count]).sort()).toEqual([
      ['merged-into-lines', 1],
      ['merged-into-lines', 2],
    ]);
  });

  it('the adjustment stands, not what it cancels; a cancellation alone leaves nothing', async () => {
    const { tables, received } = await read({
      'cclf1.txt': [
        header('1', '1000', '0', '2023-04-01'),
        header('2', '1000', '1', '2023-06-01'),
        header('3', '900', '2', '2023-06-01'),
        header('4', '500', '0', '2023-04-01', { CLM_BLG_PRVDR_OSCAR_NUM: '020002' }),
        header('5', '500', '1', '2023-05-01', { CLM_BLG_PRVDR_OSCAR_NUM: '020002' }),
      ],
    });
    expect(tables['medical_claim']?.map((row) => [row['claim_id'], row['paid_amount']])).toEqual([
      ['3', '900.0000'],
    ]);
    expect(received['medical_claim']?.map((row) => row['claim_id'])).toEqual(['1', '2', '3', '4', '5']);
  });

  it('several originals under one key are several claims; each has its own cancellation and adjustment', async () => {
    const { tables, findings } = await read({
      'cclf1.txt': [
        header('1', '1000', '0', '2023-04-01'),
        header('2', '400', '0', '2023-04-08'),
        // Listed above the cancellation of the same day: it takes the place of the claim of 1000, not of that of 400.
        header('4', '900', '2', '2023-06-01'),
        header('3', '1000', '1', '2023-06-01'),
        header('5', '70', '0', '2023-05-01'),
        header('6', '70', '1', '2023-07-01'),
      ],
    });
    expect(tables['medical_claim']?.map((row) => [row['claim_id'], row['paid_amount']]).sort()).toEqual([
      ['2', '400.0000'],
      ['4', '900.0000'],
    ]);
    expect(findings).toEqual([]);
  });

  it('a person is who they are now, however often the identifier changed', async () => {
    const crossing = (old: string, now: string) =>
      line('9', { HICN_MBI_XREF_IND: 'M', CRNT_NUM: now, PRVS_NUM: old });
    const { tables } = await read({
      'cclf1.txt': [header('1', '1', '0', '2023-04-01')],
      'cclf9.txt': [crossing('1A00A00AA00', '2B00B00BB00'), crossing('2B00B00BB00', '3C00C00CC00')],
    });
    expect(tables['medical_claim']?.[0]).toMatchObject({
      person_id: '3C00C00CC00',
      member_id: '1A00A00AA00',
    });
  });
});

describe('bad input', () => {
  it('short lines and lines without a header are refused by themselves; the summary is held to the files', async () => {
    const { tables, refused, findings } = await read({
      'cclf0.txt': 'CCLF1               |Claims              |3                   |437          \n',
      'cclf1.txt': [header('1', '10', '0', '2023-04-01'), 'cut off'],
      'cclf2.txt': [revenue('1', '1', '0120'), revenue('9', '1', '0120')],
    });
    expect(tables['medical_claim']?.length).toBe(1);
    expect(refused.map(({ reason, line: at }) => [reason, at])).toEqual(
      expect.arrayContaining([
        ['row-ragged', 2n],
        ['header-missing', 2n],
      ]),
    );
    expect(findings.map(({ code, count }) => [code, count])).toContainEqual(['count-other', 2]);
  });

  it('an amount, a date and an adjustment type that are none', async () => {
    const { refused } = await read({
      'cclf1.txt': [
        header('1', '12x4', '0', '2023-04-01'),
        header('2', '1', '0', '2023-13-01', { CLM_BLG_PRVDR_OSCAR_NUM: '2' }),
        header('3', '1', '0', '2023-04-01', { CLM_BLG_PRVDR_OSCAR_NUM: '3' }),
      ],
    });
    expect(refused.map(({ reason }) => reason).sort()).toEqual(['amount-unreadable', 'date-unreadable']);
  });
});

describe.each(['fixed', 'delimited'] as const)('a population written %s and read back', (form) => {
  it('is the same in what a feed carries', { timeout: 60_000 }, async () => {
    const made = await population(25);
    // A feed names claims by numbers.
    const numbers = new Map<string, string>();
    const numbered = (row: TextCells): TextCells => {
      const id = `${row['claim_id']}|${row['claim_action']}|${row['claim_received']}`;
      if (!numbers.has(id)) numbers.set(id, String(numbers.size + 1));
      return {
        ...row,
        claim_id: numbers.get(id),
        claim_group_id: row['claim_id'],
        claim_action: 'original',
        rendering_specialty: undefined,
      };
    };
    // One version of each claim, Part A's money on its first line as the feed has it.
    const single = (rows: readonly TextCells[] = []) => {
      const first = new Map<string, string>();
      return rows
        .filter((row) => !['reversal', 'void', 'replacement'].includes(row['claim_action'] ?? ''))
        .toSorted((a, b) => Number(a['claim_line_number']) - Number(b['claim_line_number']))
        .map(numbered)
        .map((row): TextCells => {
          const seen = first.get(row['claim_id'] ?? '');
          if (seen === undefined) first.set(row['claim_id'] ?? '', 'seen');
          return row['claim_type'] === 'institutional' && seen !== undefined
            ? { ...row, paid_amount: '0' }
            : row;
        });
    };
    const tables = {
      medical_claim: single(made['medical_claim']).map((row) => ({
        ...row,
        person_id: short(row['person_id']),
      })),
      pharmacy_claim: single(made['pharmacy_claim']).map((row) => ({
        ...row,
        person_id: short(row['person_id']),
      })),
      eligibility: (made['eligibility'] ?? []).map((row) => ({ ...row, person_id: short(row['person_id']) })),
    };
    const feed = toFeed(tables, form);
    const back = await read(
      Object.fromEntries(Object.entries(feed).map(([part, lines]) => [`cclf${part}.txt`, lines])),
    );
    expect(back.refused).toEqual([]);
    const columns = [
      'claim_id',
      'claim_line_number',
      'person_id',
      'paid_amount',
      'hcpcs_code',
      'diagnosis_code_1',
      'diagnosis_code_2',
      'procedure_code_1',
      'claim_start_date',
      'drg_code',
      'bill_type_code',
    ];
    const shown = (rows: readonly TextCells[]) =>
      rows.map((row) => columns.map((column) => row[column] ?? '').join(' ')).sort();
    const received = (name: string) => (back.received[name] ?? []).map(cells);
    expect(received('medical_claim').length).toBeGreaterThan(300);
    expect(shown(received('medical_claim'))).toEqual(shown(tables.medical_claim));
    const drugs = (rows: readonly TextCells[]) =>
      rows
        .map((row) =>
          [
            row['claim_id'],
            row['person_id'],
            row['ndc_code'],
            row['dispensing_date'],
            row['quantity'],
            row['days_supply'],
          ].join(' '),
        )
        .sort();
    expect(drugs(received('pharmacy_claim'))).toEqual(drugs(tables.pharmacy_claim));
    const people = (rows: readonly TextCells[]) =>
      rows
        .map((row) =>
          [row['person_id'], row['birth_date'], row['gender'], row['enrollment_start_date']].join(' '),
        )
        .sort();
    expect(people(received('eligibility'))).toEqual(people(tables.eligibility));
  });
});

/** Identifiers of the feed have eleven characters. */
const short = (person: string | undefined) => (person ?? '').slice(-11);
