/** Bundles in China begin with a case of the settlement list: the case is the stay, the fund's payment its amount. */
import { describe, expect, it } from 'vitest';
import type { Example, Given } from '../testing.ts';
import { computeExample } from '../testing.ts';
import { chronicYear } from './chronic-year.ts';
import { trigger } from './trigger.ts';

const caseOf = (case_id: string, from: string, to: string | null, rest: Given = {}): Given => ({
  case_id,
  person_id: '张三',
  hospital_id: 'H33010000123',
  admission_date: from,
  discharge_date: to,
  principal_diagnosis: 'M17.100',
  principal_procedure: '81.5400',
  provider_group: 'IC23',
  total_fee: '58000.10',
  fund_payment: '41000.05',
  self_paid: '3000',
  ...rest,
});

const outpatient = (claim_id: string, day: string, paid_amount: string): Given => ({
  claim_id,
  claim_line_number: 1,
  claim_type: 'institutional',
  person_id: '张三',
  facility_npi: 'H33010000456',
  claim_line_start_date: day,
  paid_amount,
});

const eligibility = [{ person_id: '张三', enrollment_start_date: '2022-01-01' }];
const knee = {
  episode: '膝关节置换',
  trigger_procedures: '81.54*',
  days_after: '90',
  coverage: 'at-start',
};
const given = (
  cases: Given[],
  claims: Given[] = [],
  options: Record<string, string> = knee,
  rest: Example = {},
): Example => ({
  tables: { inpatient_case: cases, medical_claim: claims, eligibility },
  asOf: '2024-06-30',
  options,
  ...rest,
});

describe('an episode from a case of the settlement list', () => {
  it('runs from the admission to 90 days after discharge, with the fund’s payment and what followed', async () => {
    const cases = [
      caseOf('A1', '2023-03-01', '2023-03-11'),
      caseOf('A2', '2023-04-02', '2023-04-05', { principal_procedure: null, fund_payment: '5000' }),
      caseOf('A3', '2023-09-01', '2023-09-05', { principal_procedure: null }),
    ];
    const claims = [outpatient('C1', '2023-05-04', '120.40'), outpatient('C2', '2023-06-09', '99')];
    const { rows, lines, diagnostics } = await computeExample(trigger, given(cases, claims));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      episode_id: '膝关节置换:张三:2023-03-01',
      provider: 'H33010000123',
      trigger_claim: 'A1',
      drg: 'IC23',
      setting: 'inpatient',
      // The day of discharge is the first of the 90.
      end_date: '2023-06-08',
      anchor_amount: '41000.05',
      inpatient_amount: '5000',
      outpatient_amount: '120.4',
      total_amount: '46120.45',
      readmissions: 1,
      status: 'final',
    });
    expect(lines.map((line) => [line['table'], line['claim_id'], line['amount'], line['reason']])).toEqual([
      ['inpatient_case', 'A1', '41000.05', 'anchor'],
      ['inpatient_case', 'A2', '5000', 'in-window'],
      ['medical_claim', 'C1', '120.4', 'in-window'],
    ]);
    expect(diagnostics).toEqual([]);
  });

  it('begins by the payer’s group, or by any of forty other procedures', async () => {
    const cases = [caseOf('A1', '2023-03-01', '2023-03-11', { other_procedure_40: '81.5100x001' })];
    const byGroup = await computeExample(
      trigger,
      given(cases, [], { trigger_drgs: 'IC23', days_after: '30', coverage: 'at-start' }),
    );
    expect(byGroup.rows.map((row) => row['drg'])).toEqual(['IC23']);
    const byLast = await computeExample(
      trigger,
      given(cases, [], { trigger_procedures: '81.5100*', days_after: '30', coverage: 'at-start' }),
    );
    expect(byLast.rows).toHaveLength(1);
  });

  it('counts the total fee or what is in scope, if asked; an unknown payment adds nothing and is said', async () => {
    const cases = [caseOf('A1', '2023-03-01', '2023-03-11', { fund_payment: null })];
    const paid = await computeExample(trigger, given(cases));
    expect(paid.rows[0]).toMatchObject({ total_amount: '0', unknown_lines: 1 });
    expect(paid.diagnostics.map(({ code }) => code)).toEqual(['amounts-unknown']);
    const of = async (amount: string) =>
      (await computeExample(trigger, given(cases, [], { ...knee, amount }))).rows[0]?.['total_amount'];
    expect(await of('charge')).toBe('58000.1');
    expect(await of('allowed')).toBe('55000.1');
  });

  it('is open before discharge, and ends with a death in hospital', async () => {
    const inside = await computeExample(trigger, given([caseOf('A1', '2023-03-01', null)]));
    expect(inside.rows[0]).toMatchObject({ status: 'open', reason: 'not-discharged' });
    const died = await computeExample(
      trigger,
      given([caseOf('A1', '2023-03-01', '2023-03-11', { discharge_type: '5' })], [], {
        ...knee,
        on_death: 'cancel',
      }),
    );
    expect(died.rows[0]).toMatchObject({ status: 'cancelled', reason: 'died', death_date: '2023-03-11' });
  });

  it('joins a transfer between hospitals as claims do', async () => {
    const cases = [
      caseOf('A1', '2023-03-01', '2023-03-04', { discharge_type: '2' }),
      caseOf('A2', '2023-03-04', '2023-03-15', { hospital_id: 'H33010000999', principal_procedure: null }),
    ];
    const { rows } = await computeExample(trigger, given(cases));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ hospitals: 2, anchor_end: '2023-03-15', anchor_amount: '82000.1' });
  });

  it('counts a stay once that is in the claims too, and says so', async () => {
    const claim = {
      ...outpatient('C9', '2023-03-01', '40000'),
      facility_npi: 'H33010000123',
      admission_date: '2023-03-01',
      discharge_date: '2023-03-11',
      claim_start_date: '2023-03-01',
      claim_end_date: '2023-03-11',
      procedure_code_1: '81.5400',
    };
    const { rows, diagnostics } = await computeExample(
      trigger,
      given([caseOf('A1', '2023-03-01', '2023-03-11')], [claim]),
    );
    expect(rows[0]).toMatchObject({ trigger_claim: 'C9', total_amount: '40000' });
    expect(diagnostics).toMatchObject([
      { code: 'cases-claimed', severity: 'warning', data: { count: 1, amount: '58000.1000' } },
    ]);
  });

  it('is explained by its own lines', async () => {
    const cases = [caseOf('A1', '2023-03-01', '2023-03-11'), caseOf('B1', '2023-03-01', '2023-03-09')];
    const { lines } = await computeExample(trigger, {
      ...given([{ ...cases[0] }, { ...cases[1], person_id: '李四' }] as Given[]),
      tables: {
        inpatient_case: [cases[0], { ...cases[1], person_id: '李四' }] as Given[],
        eligibility: [...eligibility, { person_id: '李四', enrollment_start_date: '2022-01-01' }],
      },
      explain: ['膝关节置换:李四:2023-03-01'],
    });
    expect(lines.map((line) => line['claim_id'])).toEqual(['B1']);
  });
});

describe('a chronic year', () => {
  it('begins with an inpatient diagnosis, at once', async () => {
    const { rows } = await computeExample(chronicYear, {
      ...given([caseOf('A1', '2023-03-01', '2023-03-11', { other_diagnosis_3: 'I10.x00' })]),
      options: { diagnoses: 'I10*', days_needed: '2', coverage: 'ignored' },
    });
    expect(rows[0]).toMatchObject({ start_date: '2023-03-01', trigger_claim: 'A1' });
  });
});
