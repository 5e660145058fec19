/** What begins an episode and when it ends, whose it is, and input that is refused. */
import { describe, expect, it } from 'vitest';
import { csv } from '../shared/testing.ts';
import type { Example } from '../testing.ts';
import { computeExample as compute } from '../testing.ts';
import { one, person, run, stay, visit } from './testing.ts';
import { trigger } from './trigger.ts';

describe('the window', () => {
  it('ends on the 90th day, the day of discharge being the first (42 CFR 510.210(a))', async () => {
    const { row } = await one([stay('a', '2023-03-01', '2023-03-04', 12000)]);
    expect(row).toMatchObject({
      episode_id: 'LEJR:ann:2023-03-01',
      provider: 'H1',
      trigger_claim: 'a',
      start_date: '2023-03-01',
      end_date: '2023-06-01',
      anchor_amount: '12000',
      total_amount: '12000',
      status: 'final',
      reason: null,
    });
  });

  it('counts from the day after discharge if told so, reaches back, or lasts a length', async () => {
    const lines = [stay('a', '2023-03-01', '2023-03-04', 12000), visit('v', '2023-02-27', 80)];
    const { row } = await one(lines, { discharge_day_counts: 'false', days_before: '3' });
    expect(row).toMatchObject({
      start_date: '2023-02-26',
      end_date: '2023-06-02',
      professional_amount: '80',
    });
    const got = await compute(trigger, {
      tables: { medical_claim: lines, eligibility: [person('ann')] },
      options: { trigger_drgs: '470', length: 'P6M' },
    });
    expect(got.rows[0]).toMatchObject({ start_date: '2023-03-01', end_date: '2023-08-31' });
  });

  it('with no days after ends with the stay', async () => {
    const { row } = await one([stay('a', '2023-03-01', '2023-03-04', 1)], { days_after: '0' });
    expect(row).toMatchObject({ end_date: '2023-03-04', total_amount: '1' });
  });

  it('is open until its last day has passed, and while the person is in hospital', async () => {
    const { row } = await one([stay('a', '2023-03-01', '2023-03-04', 1)], {}, { asOf: '2023-06-01' });
    expect(row).toMatchObject({ status: 'open', reason: 'not-over' });
    const still = { discharge_date: null, discharge_disposition_code: '30' };
    const { row: inside } = await one([stay('a', '2023-03-01', '2023-03-31', 1, still)]);
    expect(inside).toMatchObject({
      status: 'open',
      reason: 'not-discharged',
      end_date: null,
      total_amount: null,
    });
  });

  it('ends with the last of the bills of a stay, each of which may have the day of admission', async () => {
    const still = { discharge_date: null, discharge_disposition_code: '30' };
    const bills = (admitted: string) => [
      stay('a', '2023-03-01', '2023-03-31', 1, { ...still, claim_end_date: '2023-03-31' }),
      stay('b', '2023-03-01', '2023-04-30', 2, {
        ...still,
        admission_date: admitted,
        claim_end_date: '2023-04-30',
      }),
      stay('c', '2023-03-01', '2023-05-10', 4, {
        admission_date: '2023-03-01',
        claim_start_date: '2023-05-01',
      }),
    ];
    for (const admitted of ['2023-03-01', '2023-04-01']) {
      const { rows } = await run(bills(admitted));
      expect(rows).toHaveLength(1);
      expect(rows[0]).toMatchObject({
        anchor_start: '2023-03-01',
        anchor_end: '2023-05-10',
        anchor_amount: '7',
      });
      const { rows: inside } = await run(bills(admitted).slice(0, 2));
      expect(inside).toMatchObject([{ status: 'open', reason: 'not-discharged' }]);
    }
  });
});

describe('what begins an episode', () => {
  it('is a stay by its DRG, not another', async () => {
    const { rows } = await run([stay('a', '2023-03-01', '2023-03-04', 1, { drg_code: '871' })]);
    expect(rows).toEqual([]);
  });

  it('may need a DRG and a procedure, from a file with a setting and a priority', async () => {
    const triggers = [
      { episode: 'LEJR', kind: 'drg', code: '470', setting: 'inpatient', priority: '1' },
      { episode: 'LEJR', kind: 'procedure', code: '0SR*', setting: 'inpatient', priority: '1' },
    ];
    const lines = [
      stay('a', '2023-03-01', '2023-03-04', 1, { procedure_code_7: '0SRC0J9' }),
      stay('b', '2023-03-01', '2023-03-04', 1, { procedure_code_1: '0QS6', person_id: 'bob' }),
    ];
    const got = await compute(trigger, {
      tables: { medical_claim: lines, eligibility: [person('ann'), person('bob')] },
      files: { 'triggers.csv': csv(triggers) },
      options: { match: 'all', triggers: 'triggers.csv' },
    });
    expect(got.rows.map((row) => row['person_id'])).toEqual(['ann']);
  });

  it('may be an outpatient procedure, whose claim of that day is the anchor', async () => {
    const outpatient = {
      claim_type: 'institutional',
      bill_type_code: '131',
      hcpcs_code: '27447',
      facility_npi: 'H2',
    };
    const lines = [
      visit('o', '2023-05-02', 9000, outpatient),
      visit('o', '2023-05-02', 500, { ...outpatient, claim_line_number: 2, hcpcs_code: '97110' }),
      visit('p', '2023-05-02', 1400, { hcpcs_code: '27447' }),
    ];
    const { row } = await one(lines, { trigger_hcpcs: '27447', settings: 'inpatient, outpatient' });
    expect(row).toMatchObject({
      setting: 'outpatient',
      provider: 'H2',
      anchor_amount: '9500',
      professional_amount: '1400',
      end_date: '2023-07-30',
    });
  });

  it('is the chain of stays where the person was transferred', async () => {
    const lines = [
      stay('a', '2023-03-01', '2023-03-04', 4000, { drg_code: '536' }),
      stay('b', '2023-03-05', '2023-03-09', 12000, { facility_npi: 'H2' }),
    ];
    const { row } = await one(lines);
    expect(row).toMatchObject({
      anchor_start: '2023-03-01',
      anchor_end: '2023-03-09',
      provider: 'H2',
      drg: '470',
      hospitals: 2,
      anchor_amount: '16000',
      readmissions: 0,
    });
    expect((await one(lines, { attribute_to: 'first' })).row['provider']).toBe('H1');
    expect((await one(lines, { transfers: 'separate' })).row).toMatchObject({
      anchor_start: '2023-03-05',
      anchor_amount: '12000',
    });
  });

  it('needs a look-back without such a trigger, if told so', async () => {
    const lines = [stay('a', '2022-11-01', '2022-11-03', 1), stay('b', '2023-03-01', '2023-03-04', 1)];
    expect((await one(lines, { clean_days: '180' })).row).toMatchObject({
      status: 'rejected',
      reason: 'not-clean',
    });
    expect((await one(lines, { clean_days: '90' })).row).toMatchObject({ status: 'final' });
  });
});

describe('people', () => {
  const lines = [stay('a', '2023-03-01', '2023-03-04', 10)];
  const eligibility = (extra: object) => ({ tables: { eligibility: [person('ann', extra)] } });

  it('who die within are kept, end it, or cancel it', async () => {
    const died = eligibility({ death_date: '2023-04-01', enrollment_end_date: '2023-04-01' });
    expect((await one(lines, {}, died)).row).toMatchObject({
      status: 'final',
      died: true,
      end_date: '2023-06-01',
    });
    expect((await one(lines, { on_death: 'end' }, died)).row).toMatchObject({ end_date: '2023-04-01' });
    expect((await one(lines, { on_death: 'cancel' }, died)).row).toMatchObject({
      status: 'cancelled',
      reason: 'died',
    });
    expect((await one(lines, { on_death: 'cancel-in-stay' }, died)).row).toMatchObject({ status: 'final' });
  });

  it('who lose coverage have theirs cancelled; who never had it begin none', async () => {
    const lost = eligibility({ enrollment_end_date: '2023-04-30' });
    expect((await one(lines, {}, lost)).row).toMatchObject({ status: 'cancelled', reason: 'coverage-lost' });
    expect((await one(lines, { coverage: 'at-start' }, lost)).row).toMatchObject({ status: 'final' });
    const late = eligibility({ enrollment_start_date: '2023-03-02' });
    expect((await one(lines, {}, late)).row).toMatchObject({ status: 'rejected', reason: 'not-covered' });
    expect((await one(lines, { coverage: 'ignored' }, late)).row).toMatchObject({ status: 'final' });
  });

  it('covered by one plan after another without a gap are covered', async () => {
    const spans = [
      person('ann', { enrollment_end_date: '2023-03-31', plan: 'A' }),
      person('ann', { enrollment_start_date: '2023-04-01', plan: 'B' }),
    ];
    const rest = { tables: { eligibility: spans } };
    expect((await one(lines, { covered_before: '365' }, rest)).row).toMatchObject({ status: 'final' });
    expect((await one(lines, { plans: 'A' }, rest)).row).toMatchObject({ status: 'cancelled' });
  });

  it('entitled by kidney failure begin none, where that is ruled out', async () => {
    const renal = eligibility({ original_reason_entitlement_code: '2' });
    const { row } = await one(lines, { excluded_entitlement: '2, 3' }, renal);
    expect(row).toMatchObject({ status: 'rejected', reason: 'entitlement-excluded' });
  });
});

describe('bad input', () => {
  it('is a diagnostic that names it', async () => {
    const codes = async (options: Record<string, string>, rest: Example = {}) =>
      (await run([], options, rest)).diagnostics.map((d) => `${d.code} ${Object.values(d.data).join(' ')}`);
    expect(await codes({ trigger_drgs: '' })).toEqual([expect.stringMatching(/^no-trigger-codes/)]);
    expect(await codes({ length: 'P90D' })).toEqual([expect.stringMatching(/^two-windows/)]);
    expect(await codes({ days_before: '-1' })).toEqual([
      expect.stringMatching(/^days-not-whole days_before -1/),
    ]);
    await expect(codes({ settings: 'ward' })).rejects.toThrow('settings cannot be ward');
    expect(await codes({ excluded: 'e.csv' }, { files: { 'e.csv': 'code\n470\n' } })).toEqual([
      expect.stringMatching(/^method-file-column e.csv kind/),
    ]);
    expect(await codes({ excluded: 'e.csv' }, { files: { 'e.csv': 'kind,code\ndrgs,470\n' } })).toEqual([
      expect.stringMatching(/^file-row-refused excluded 2 kind drgs/),
    ]);
    expect(await codes({ stay_days: 'd.csv' }, { files: { 'd.csv': 'drg,days\n470,0\n' } })).toHaveLength(1);
  });

  it('of claims without dates, or that end before they begin, is counted', async () => {
    const got = await run([
      stay('a', '2023-03-01', '2023-03-04', 10),
      stay('b', '2023-08-09', '2023-08-01', 10),
      visit('v', '2023-03-02', 7, {
        claim_start_date: null,
        claim_line_start_date: null,
        claim_line_end_date: null,
      }),
    ]);
    expect(got.rows).toHaveLength(1);
    expect(got.diagnostics.map((d) => [d.code, d.data['count'], d.data['amount']])).toEqual([
      ['stays-without-dates', 1, undefined],
      ['dates-missing', 1, '7.0000'],
    ]);
  });
});
