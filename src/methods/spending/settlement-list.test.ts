/** Inpatient cases of a settlement list are spending beside the claims. */
import { describe, expect, it } from 'vitest';
import { computeExample } from '../testing.ts';
import { personYear } from './person-year.ts';
import { hospital, line, person, pick } from './testing.ts';

describe('inpatient cases of a settlement list', () => {
  const cases = [
    {
      case_id: 'A1',
      person_id: '张三',
      hospital_id: 'H1',
      admission_date: '2022-03-01',
      discharge_date: '2022-03-11',
      total_fee: '58000.10',
      fund_payment: '41000.05',
      self_paid: '3000',
    },
  ];
  const tables = {
    eligibility: [person('张三')],
    medical_claim: [line('张三', '2022-05-04', '120.40', hospital('131'))],
    inpatient_case: cases,
  };

  it('are inpatient spending of the fund; in scope and in all, if asked', async () => {
    const of = async (amount: string) =>
      (await computeExample(personYear, { tables, options: { years: '2022', amount } })).rows[0];
    expect(await of('paid_amount')).toMatchObject({ inpatient: '41000.05', outpatient: '120.4' });
    expect((await of('allowed_amount'))?.['inpatient']).toBe('55000.1');
    expect((await of('charge_amount'))?.['inpatient']).toBe('58000.1');
  });

  it('are lines of their own in an explanation', async () => {
    const { lines } = await computeExample(personYear, {
      tables,
      options: { years: '2022' },
      explain: ['张三', '2022'],
    });
    expect(lines.map((one) => pick(one, 'table', 'claim_id', 'counted'))).toEqual([
      ['inpatient_case', 'A1', true],
      ['medical_claim', '张三-2022-05-04', true],
    ]);
  });
});
