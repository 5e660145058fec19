import { describe, expect, it } from 'vitest';
import { filesForTest, importInto } from '../../import/testing.ts';
import { rif } from './rif.ts';

async function read(files: Record<string, string>) {
  const { folder, remove } = filesForTest(files);
  try {
    return await importInto(rif, [folder]);
  } finally {
    remove();
  }
}

function file(rows: readonly Record<string, string>[]): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = rows.map((row) => names.map((name) => row[name] ?? '').join('|'));
  return `${[names.join('|'), ...lines].join('\n')}\n`;
}

const OUTPATIENT = {
  BENE_ID: 'P1',
  CLM_ID: 'C1',
  CLM_GRP_ID: 'G1',
  FINAL_ACTION: 'F',
  CLM_FROM_DT: '05-Jan-2024',
  CLM_THRU_DT: '05-Jan-2024',
  NCH_WKLY_PROC_DT: '12-Jan-2024',
  CLM_FREQ_CD: '1',
  CLM_PMT_AMT: '100.00',
  CLM_TOT_CHRG_AMT: '150.00',
  NCH_BENE_PTB_DDCTBL_AMT: '20.00',
  NCH_BENE_PTB_COINSRNC_AMT: '5.00',
  CLM_LINE_NUM: '1',
  REV_CNTR: '0450',
  REV_CNTR_PMT_AMT_AMT: '60.00',
  REV_CNTR_TOT_CHRG_AMT: '70.00',
};

describe('Medicare research files', () => {
  it('takes the lines’ own amounts where they add up, else the claim’s on its first line', async () => {
    const line = (n: number, more: Partial<typeof OUTPATIENT>) => ({
      ...OUTPATIENT,
      CLM_LINE_NUM: `${n}`,
      ...more,
    });
    const { tables } = await read({
      'outpatient.csv': file([
        line(1, {}),
        line(2, { REV_CNTR_PMT_AMT_AMT: '40.00', REV_CNTR_TOT_CHRG_AMT: '80.00' }),
        // Revenue centre 0001 repeats the total of the charges.
        line(3, { REV_CNTR: '0001', REV_CNTR_PMT_AMT_AMT: '0.00', REV_CNTR_TOT_CHRG_AMT: '150.00' }),
        line(1, { CLM_ID: 'C2', CLM_GRP_ID: 'G2', REV_CNTR_PMT_AMT_AMT: '1.00' }),
        line(2, { CLM_ID: 'C2', CLM_GRP_ID: 'G2', REV_CNTR_PMT_AMT_AMT: '2.00' }),
      ]),
    });
    expect(
      tables['medical_claim']?.map((row) => [
        row['paid_amount'],
        row['charge_amount'],
        row['allowed_amount'],
      ]),
    ).toEqual([
      ['60.0000', '70.0000', '85.0000'],
      ['40.0000', '80.0000', '40.0000'],
      ['0.0000', '0.0000', '0.0000'],
      ['100.0000', '150.0000', '125.0000'],
      ['0.0000', '0.0000', '0.0000'],
    ]);
  });

  it('lets the last version stand, and none after a void', async () => {
    const { tables, received } = await read({
      'outpatient.csv': file([
        OUTPATIENT,
        {
          ...OUTPATIENT,
          CLM_ID: 'C2',
          CLM_FREQ_CD: '7',
          NCH_WKLY_PROC_DT: '02-Feb-2024',
          CLM_PMT_AMT: '90.00',
        },
        { ...OUTPATIENT, CLM_ID: 'C3', CLM_GRP_ID: 'G3' },
        { ...OUTPATIENT, CLM_ID: 'C4', CLM_GRP_ID: 'G3', CLM_FREQ_CD: '8', NCH_WKLY_PROC_DT: '02-Feb-2024' },
        // Not final, and what replaced it is not in the file.
        { ...OUTPATIENT, CLM_ID: 'C5', CLM_GRP_ID: 'G5', FINAL_ACTION: 'N' },
      ]),
    });
    expect(received['medical_claim']).toHaveLength(5);
    expect(tables['medical_claim']).toMatchObject([
      { claim_id: 'C2', claim_action: 'replacement', claim_received: '2024-02-02', paid_amount: '90.0000' },
    ]);
  });

  it('makes spans of months that are alike, and refuses a year of unknown codes', async () => {
    const months = (codes: string, hmo = '000000000000') =>
      Object.fromEntries([
        ...[...codes].map((code, i) => [`MDCR_ENTLMT_BUYIN_${i + 1}_IND`, code]),
        ...[...hmo].map((code, i) => [`HMO_${i + 1}_IND`, code]),
      ]) as Record<string, string>;
    const person = { BENE_ID: 'P1', RFRNC_YR: '2024', BENE_BIRTH_DT: '29-Feb-1952', BENE_SEX_IDENT_CD: '2' };
    const { tables, refused, report } = await read({
      'beneficiary_2024.csv': file([
        { ...person, ...months('003333003333', '000000001100'), DEATH_DT: '05-Dec-2024' },
        { ...person, BENE_ID: 'P2', ...months('33333333333?') },
        { ...person, BENE_ID: 'P3', ...months('000000000000') },
        { ...person, BENE_ID: 'P4', RFRNC_YR: '12', ...months('333333333333') },
        { ...person, BENE_ID: 'P5', BENE_BIRTH_DT: '31-Feb-1952', ...months('333333333333') },
      ]),
    });
    const spans = tables['eligibility'] ?? [];
    expect(
      spans.map((row) => [row['plan'], row['enrollment_start_date'], row['enrollment_end_date']]),
    ).toEqual(
      expect.arrayContaining([
        ['Parts A and B', '2024-03-01', '2024-06-30'],
        ['Medicare Advantage', '2024-09-01', '2024-10-31'],
        ['Parts A and B', '2024-11-01', '2024-12-31'],
      ]),
    );
    expect(spans).toHaveLength(3);
    expect(spans[0]).toMatchObject({ death_date: '2024-12-05', death_flag: true });
    expect(refused.map((row) => [row['line'], row['reason'], row['text']])).toEqual([
      [3n, 'code-unknown', '?'],
      [5n, 'date-impossible', '12'],
      [6n, 'date-unreadable', '31-Feb-1952'],
    ]);
    expect(report?.passedOver).toEqual([{ file: 0, reason: 'no-coverage', count: 1 }]);
  });

  it('refuses rows, not files: dates of 1899 and 2999, amounts in other columns, a line cut off', async () => {
    const text = file([
      { ...OUTPATIENT, CLM_FROM_DT: '05-Jan-1899' },
      { ...OUTPATIENT, CLM_ID: 'C2', CLM_THRU_DT: '05-Jan-2999' },
      { ...OUTPATIENT, CLM_ID: 'C3', CLM_PMT_AMT: 'P1' },
      { ...OUTPATIENT, CLM_ID: 'C4', REV_CNTR_PMT_AMT_AMT: '12,50' },
      { ...OUTPATIENT, CLM_ID: 'C5', BENE_ID: '' },
      { ...OUTPATIENT, CLM_ID: 'C6' },
      { ...OUTPATIENT, CLM_ID: 'C7' },
    ]);
    const { tables, refused } = await read({ 'outpatient.csv': text.slice(0, -30) });
    expect(refused.map((row) => [row['line'], row['reason'], row['amount'] ?? ''])).toEqual([
      [2n, 'date-impossible', '100.0000'],
      [3n, 'date-impossible', '100.0000'],
      [4n, 'amount-unreadable', ''],
      [5n, 'amount-unreadable', ''],
      [6n, 'required-missing', '100.0000'],
      [8n, 'row-ragged', ''],
    ]);
    expect(tables['medical_claim']).toMatchObject([{ claim_id: 'C6', paid_amount: '100.0000' }]);
  });

  it('says of a file with other columns what is missing', async () => {
    const { diagnostics } = await read({ 'carrier.csv': 'BENE_ID|CLM_ID\nP1|C1\n', 'notes.txt': 'a|b\n' });
    expect(diagnostics.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['headers-other', 'file-unknown']),
    );
  });
});
