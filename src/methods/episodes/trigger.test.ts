import { describe, expect, it } from 'vitest';
import { csv } from '../shared/testing.ts';
import type { Example, Given, Got } from '../testing.ts';
import { computeExample as compute } from '../testing.ts';
import { trigger } from './trigger.ts';

const person = (id: string, extra: object = {}) => ({
  person_id: id,
  enrollment_start_date: '2020-01-01',
  birth_date: '1950-01-01',
  ...extra,
});

/** An inpatient claim of one line. */
const stay = (claim: string, from: string, to: string, paid: number, extra: object = {}) => ({
  claim_id: claim,
  claim_line_number: 1,
  claim_type: 'institutional',
  bill_type_code: '111',
  person_id: 'ann',
  facility_npi: 'H1',
  admission_date: from,
  discharge_date: to,
  claim_start_date: from,
  claim_end_date: to,
  paid_amount: paid,
  drg_code: '470',
  ...extra,
});

const visit = (claim: string, day: string, paid: number, extra: object = {}) => ({
  claim_id: claim,
  claim_line_number: 1,
  claim_type: 'professional',
  person_id: 'ann',
  claim_start_date: day,
  claim_line_start_date: day,
  claim_line_end_date: day,
  paid_amount: paid,
  ...extra,
});

const run = (lines: readonly Given[], options: Record<string, string> = {}, rest: Example = {}) =>
  compute(trigger, {
    ...rest,
    tables: { medical_claim: lines, eligibility: [person('ann'), person('bob')], ...rest.tables },
    asOf: '2024-12-31',
    options: { episode: 'LEJR', trigger_drgs: '469, 470', days_after: '90', ...options },
    ...(rest.asOf && { asOf: rest.asOf }),
  });

const one = async (...given: Parameters<typeof run>) => {
  const got = await run(...given);
  expect(got.rows).toHaveLength(1);
  return { ...got, row: got.rows[0] as Got };
};

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

describe('services', () => {
  const lines = [
    stay('a', '2023-03-01', '2023-03-04', 12000),
    stay('r', '2023-04-01', '2023-04-05', 7000, { drg_code: '291', facility_npi: 'H3' }),
    stay('c', '2023-04-20', '2023-04-25', 30000, { drg_code: '011' }),
    stay('s', '2023-03-04', '2023-03-20', 5000, {
      bill_type_code: '211',
      drg_code: null,
      facility_npi: 'S1',
    }),
    visit('v', '2023-03-02', 300),
    visit('f', '2023-03-03', 60000, { hcpcs_code: 'J7190' }),
    visit('x', '2023-06-02', 99),
  ];

  it('are split by kind; excluded ones are listed with why', async () => {
    const { row, lines: listed } = await one(lines, { excluded_drgs: '011', excluded_hcpcs: 'J719*' });
    expect(row).toMatchObject({
      anchor_amount: '12000',
      inpatient_amount: '7000',
      snf_amount: '5000',
      professional_amount: '300',
      total_amount: '24300',
      excluded_amount: '90000',
      readmissions: 1,
    });
    expect(
      Object.fromEntries(listed.map((line) => [line['claim_id'], `${line['counted']} ${line['reason']}`])),
    ).toEqual({
      a: 'true anchor',
      r: 'true in-window',
      c: 'false excluded-drg',
      s: 'true in-window',
      v: 'true in-window',
      f: 'false excluded-hcpcs',
    });
  });

  it('of one episode are found from its person alone', async () => {
    const bob = stay('z', '2023-03-01', '2023-03-04', 5, { person_id: 'bob' });
    const { lines: listed } = await run([...lines, bob], {}, { explain: ['LEJR:ann:2023-03-01'] });
    const all = await run(lines);
    expect(listed).toEqual(all.lines);
  });

  it('may be only those of a list', async () => {
    const { row } = await one(lines, { included_categories: 'snf' });
    expect(row).toMatchObject({ total_amount: '17000', inpatient_amount: '0', readmissions: 0 });
  });

  it('that are unknown in amount add nothing, and are counted', async () => {
    const { row, diagnostics } = await one([...lines, visit('u', '2023-03-09', 0, { paid_amount: null })]);
    expect(row).toMatchObject({ unknown_lines: 1 });
    expect(diagnostics.map((d) => d.code)).toEqual(['amounts-unknown']);
  });

  it('of the pharmacy count if told so', async () => {
    const drug = {
      claim_id: 'd',
      claim_line_number: 1,
      person_id: 'ann',
      dispensing_date: '2023-03-10',
      paid_amount: 44.5,
    };
    const { row } = await one(lines, { pharmacy: 'true' }, { tables: { pharmacy_claim: [drug] } });
    expect(row['pharmacy_amount']).toBe('44.5');
  });
});

describe('proration', () => {
  // The window ends on 1 June: of ten nights from 28 May, those of 28 to 31 May and of 1 June are inside.
  const lines = [
    stay('a', '2023-03-01', '2023-03-04', 12000),
    stay('r', '2023-05-28', '2023-06-07', 1000.01, { drg_code: '291' }),
  ];

  it('counts the nights of a bed inside the window, half to even to the cent', async () => {
    const { row, lines: listed } = await one(lines);
    // 1,000.01 × 5 / 10 = 500.005, to the even cent.
    expect(row).toMatchObject({
      inpatient_amount: '500',
      beyond_amount: '500.01',
      total_amount: '12500',
    });
    expect(
      listed.filter((line) => line['claim_id'] === 'r').map((line) => [line['amount'], line['reason']]),
    ).toEqual([
      ['500', 'prorated'],
      ['500.01', 'beyond-window'],
    ]);
  });

  it('tells apart what was spent in the days after, excluded or not (42 CFR 510.2)', async () => {
    const more = [
      ...lines,
      visit('v', '2023-07-01', 70),
      visit('w', '2023-07-02', 9),
      visit('x', '2023-06-20', 8, { hcpcs_code: 'J1' }),
    ];
    const { row, lines: listed } = await one(more, { days_beyond: '30', excluded_hcpcs: 'J1' });
    // Five nights of ten, and visits to 1 July: 500.005 to the even cent, 70 and 8.
    expect(row).toMatchObject({
      total_amount: '12500',
      after_amount: '578',
      beyond_amount: '500.01',
      excluded_amount: '0',
    });
    expect(listed.map((line) => [line['claim_id'], line['reason']])).toEqual(
      expect.arrayContaining([
        ['v', 'after-window'],
        ['x', 'after-window'],
      ]),
    );
    expect(listed.map((line) => line['claim_id'])).not.toContain('w');
  });

  it('spreads a stay paid by DRG over its usual length, the first day twice (42 CFR 412.4(f))', async () => {
    const usual = await one(lines, { stay_days: 'd.csv' }, { files: { 'd.csv': 'drg,days\n291,8.0\n' } });
    expect(usual.row['inpatient_amount']).toBe('750.01'); // (5 + 1) / 8 of 1,000.01 is 750.0075
    const short = await one(lines, { stay_days: 'd.csv' }, { files: { 'd.csv': 'drg,days\n291,3.9\n' } });
    expect(short.row['inpatient_amount']).toBe('1000.01');
  });

  it('is off where a service counts whole by its first day', async () => {
    const { row } = await one(lines, { proration: 'start' });
    expect(row).toMatchObject({ inpatient_amount: '1000.01', beyond_amount: '0' });
  });
});

describe('overlap', () => {
  const twice = [
    stay('a', '2023-03-01', '2023-03-04', 10),
    stay('b', '2023-04-10', '2023-04-12', 20, { drg_code: '469' }),
  ];
  const reasons = async (lines: readonly Given[], options: Record<string, string>, rest: Example = {}) =>
    (await run(lines, options, rest)).rows.map(
      (row) => `${row['trigger_claim']} ${row['status']} ${row['reason']}`,
    );

  it('first-wins: the second is a readmission of the first', async () => {
    expect(await reasons(twice, {})).toEqual(['a final null', 'b rejected inside-another']);
    const { rows } = await run(twice);
    expect(rows[0]).toMatchObject({ readmissions: 1, total_amount: '30' });
    expect(rows[1]).toMatchObject({ other_episode: 'LEJR:ann:2023-03-01', total_amount: null });
  });

  it('first-wins: what the loser would have blocked stands', async () => {
    const third = stay('c', '2023-06-20', '2023-06-22', 5);
    expect(await reasons([...twice, third], {})).toEqual([
      'a final null',
      'b rejected inside-another',
      'c final null',
    ]);
  });

  it('latest-cancels: a new trigger cancels the episode it falls in', async () => {
    const third = stay('c', '2023-06-20', '2023-06-22', 5);
    expect(await reasons([...twice, third], { overlap: 'latest-cancels' })).toEqual([
      'a cancelled later-trigger',
      'b cancelled later-trigger',
      'c final null',
    ]);
  });

  it('highest-priority: the one that comes first by rank', async () => {
    const triggers = [
      { episode: 'small', kind: 'drg', code: '470', priority: '2' },
      { episode: 'large', kind: 'drg', code: '469', priority: '1' },
    ];
    const rest = { files: { 'triggers.csv': csv(triggers) } };
    const options = { trigger_drgs: '', triggers: 'triggers.csv', overlap: 'highest-priority' };
    expect(await reasons(twice, options, rest)).toEqual(['b final null', 'a rejected lower-priority']);
    expect(await reasons(twice, { ...options, overlap_among: 'same-episode' }, rest)).toEqual([
      'b final null',
      'a final null',
    ]);
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
