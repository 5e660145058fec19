/** Drugs: a deletion finds the fill it deletes. */
import { describe, expect, it } from 'vitest';
import { filesForTest, importInto } from '../../import/testing.ts';
import { cclf, partOf } from './cclf.ts';
import { writeLine } from './write.ts';

const fill = (id: string, type: string, day: string, more: Record<string, string>) =>
  writeLine(
    '7',
    {
      CUR_CLM_UNIQ_ID: id,
      BENE_MBI_ID: '1A00A00AA00',
      CLM_TYPE_CD: '01',
      CLM_LINE_FROM_DT: '2023-03-01',
      PRVDR_SRVC_ID_QLFYR_CD: '01',
      CLM_SRVC_PRVDR_GNRC_ID_NUM: '1234567893',
      CLM_DSPNSNG_STUS_CD: 'C',
      CLM_LINE_RX_SRVC_RFRNC_NUM: '77',
      CLM_LINE_RX_FILL_NUM: '0',
      CLM_ADJSMT_TYPE_CD: type,
      CLM_EFCTV_DT: day,
      ...more,
    },
    'fixed',
  );

describe('Part D', () => {
  it('a deletion has no drug code, and yet takes back its fill; another fill stands', async () => {
    const rows = [
      fill('1', '0', '2023-03-10', { CLM_LINE_NDC_CD: '00093721410', CLM_LINE_BENE_PMT_AMT: '12.50' }),
      fill('2', '1', '2023-04-10', { CLM_TYPE_CD: '03', CLM_LINE_BENE_PMT_AMT: '0.00' }),
      fill('3', '0', '2023-03-10', {
        CLM_LINE_NDC_CD: '00093721410',
        CLM_LINE_RX_FILL_NUM: '1',
        CLM_LINE_BENE_PMT_AMT: '3.00',
      }),
    ];
    const { folder, remove } = filesForTest({ 'cclf7.txt': `${rows.join('\n')}\n` });
    try {
      const { tables, received, diagnostics } = await importInto(cclf, [folder]);
      expect(diagnostics).toEqual([]);
      expect(received['pharmacy_claim']).toHaveLength(3);
      expect(tables['pharmacy_claim']).toMatchObject([{ claim_id: '3', copayment_amount: '3.0000' }]);
    } finally {
      remove();
    }
  });

  it('files of the claims run-out are of the same parts', () => {
    expect(partOf('P.A1234.ACO.ZC7R22.D230201.T0000000')).toBe('7');
  });
});
