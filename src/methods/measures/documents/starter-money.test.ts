/** Measures that come with the product, of shares of fees and spending. The period is 2023 unless said. */
import { describe, expect, it } from 'vitest';
import { covered, fill, line, people, rates } from './testing.ts';

describe('money', () => {
  const inpatient = (person: string, fees: Record<string, string | null>) => ({
    case_id: person,
    person_id: person,
    hospital_id: 'H1',
    admission_date: '2023-03-01',
    discharge_date: '2023-03-05',
    ...fees,
  });

  it('is the share of drugs and consumables in the fees; a case with an unknown fee is not known', async () => {
    const example = {
      tables: {
        inpatient_case: [
          inpatient('A', {
            total_fee: '1000',
            fee_western_drugs: '200',
            fee_chinese_patent_drugs: '50',
            fee_chinese_herbs: '100',
            fee_materials: '90',
          }),
          inpatient('B', {
            total_fee: '3000',
            fee_western_drugs: '500',
            fee_chinese_patent_drugs: '0',
            fee_chinese_herbs: '0',
            fee_materials: '30.5',
          }),
          inpatient('C', {
            total_fee: '700',
            fee_western_drugs: null,
            fee_chinese_patent_drugs: '0',
            fee_chinese_herbs: '0',
            fee_materials: null,
          }),
        ],
      },
    };
    const { rows } = await rates('drug-share, consumables-share', example);
    const all = rows.filter(({ stratum }) => stratum === 'all');
    expect(
      all.map(({ measure, numerator, denominator, score, unknown }) => [
        measure,
        numerator,
        denominator,
        score,
        unknown,
      ]),
    ).toEqual([
      // Of 650 and 2,500 without drugs.
      ['consumables-share', '120.5', '3150', '3.825397', 1],
      ['drug-share', '750', '4000', '18.75', 1],
    ]);
  });

  it('is the share of drugs in the spending of people', async () => {
    const found = await people('drug-spending-share', {
      tables: {
        eligibility: ['both', 'no drugs', 'unknown amount'].map((one) => covered(one)),
        medical_claim: [
          line('both', '2023-02-01', { allowed_amount: '300.10' }),
          line('both', '2022-12-31', { allowed_amount: '999' }),
          line('no drugs', '2023-02-01', { allowed_amount: '50' }),
          line('unknown amount', '2023-02-01', {}),
        ],
        pharmacy_claim: [{ ...fill('both', '2023-02-01', 30), allowed_amount: '99.90' }],
      },
    });
    expect(found).toEqual({ both: '99.9/400', 'no drugs': '0/50', 'unknown amount': 'unknown: unknown' });
  });
});
