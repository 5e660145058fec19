/** Which services are an episode's, and how much of one that reaches out of its window. */
import { describe, expect, it } from 'vitest';
import { one, run, stay, visit } from './testing.ts';

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
