/** Stays: what became of people and what it cost, provider by provider. */
import { describe, expect, it } from 'vitest';
import { person, run, stay, visit, words } from './testing.ts';

describe('stays for heart failure', () => {
  const document = `
people: { begins: stay, diagnoses: ['I50*'] }
cycle: { length: P90D }
provider: facility
case_mix: []
headline: again
outcomes:
  - kind: stay
    better: lower
    from: discharge
    within: P30D
    urgent: 'true'
    among: discharged-alive
    ${words('again')}
  - kind: death
    better: lower
    within: P90D
    ${words('death')}
  - kind: stay-length
    better: lower
    ${words('days')}
`;
  const tables = {
    eligibility: [
      person('back'),
      person('dies', { death_date: '2022-03-20', enrollment_end_date: '2022-03-20' }),
      person('leaves', { enrollment_end_date: '2022-05-20' }),
      person('planned'),
      person('in-hospital', { death_date: '2022-07-03' }),
      person('late'),
      person('transfer'),
    ],
    medical_claim: [
      stay('back', 'A', ['2022-01-10', '2022-01-15'], '1000.10'),
      stay('back', 'B', ['2022-02-01', '2022-02-03'], '200.20', { diagnosis_code_1: 'J18.9' }),
      visit('back', 'X', '2022-03-01', { paid_amount: '0.05' }),
      visit('back', 'X', '2022-04-30', { paid_amount: '77' }),
      stay('dies', 'A', ['2022-03-01', '2022-03-05'], '500'),
      stay('leaves', 'A', ['2022-05-01', '2022-05-04'], '300'),
      stay('planned', 'B', ['2022-06-01', '2022-06-06'], '400'),
      stay('planned', 'B', ['2022-06-16', '2022-06-17'], '50', {
        admit_type_code: '3',
        diagnosis_code_1: 'Z45.0',
      }),
      stay('in-hospital', 'B', ['2022-07-01', '2022-07-03'], '600', { discharge_disposition_code: '20' }),
      stay('late', 'B', ['2022-12-10', '2022-12-15'], '700'),
      // Moved to another hospital on the day: one stay, not a readmission.
      stay('transfer', 'A', ['2022-08-01', '2022-08-03'], '100'),
      stay('transfer', 'B', ['2022-08-03', '2022-08-09'], '900'),
    ],
  };

  it('readmission: urgent, of those who went home alive, known where the 30 days were followed or death came first', async () => {
    const { outcome } = await run(document, tables);
    expect(await outcome('again')).toEqual({
      back: '1.0',
      dies: '0.0',
      leaves: 'lost',
      planned: '0.0',
      late: 'not-due',
      transfer: '0.0',
    });
    expect(await outcome('death')).toEqual({
      back: '0.0',
      dies: '1.0',
      leaves: 'lost',
      planned: '0.0',
      'in-hospital': '1.0',
      late: 'not-due',
      transfer: '0.0',
    });
    expect(await outcome('days')).toMatchObject({ back: '5.0', transfer: '8.0' });
  });

  it('cost: all services of the 90 days, to the cent, of cycles that are over and followed', async () => {
    const { rows, value } = await run(document, tables);
    const costs = await rows(
      'select person_id, cost::varchar, cost_start::varchar, cost_stays::varchar, cost_outpatient::varchar, why from cycle order by start',
    );
    expect(costs).toEqual([
      ['back', '1200.3500', '1000.1000', '200.2000', '0.0500', null],
      ['dies', '500.0000', '500.0000', '0.0000', '0.0000', null],
      ['leaves', null, null, null, null, 'lost'],
      ['planned', '450.0000', '400.0000', '50.0000', '0.0000', null],
      ['in-hospital', '600.0000', '600.0000', '0.0000', '0.0000', null],
      ['transfer', '1000.0000', '1000.0000', '0.0000', '0.0000', null],
      ['late', null, null, null, null, 'not-over'],
    ]);
    expect(value.all.figures['cost']?.total).toBe('3750.35');
    expect(value.all.figures['cost']?.observed).toBeCloseTo(750.07, 10);
  });

  it('providers: where the cycle began; unknown outcomes stand beside the share, not in it', async () => {
    const { value } = await run(document, tables);
    expect(value.providers.map(({ provider, cycles }) => [provider, cycles])).toEqual([
      ['A', 4],
      ['B', 3],
    ]);
    const [a, b] = value.providers;
    expect(a?.figures['again']).toMatchObject({ cases: 4, known: 3, total: '1', unknown: { lost: 1 } });
    // Of the three of B one died in hospital, of one it is too early to say.
    expect(b?.figures['again']).toMatchObject({ cases: 2, known: 1, total: '0', unknown: { 'not-due': 1 } });
    // One of four in all; the three of A would have 0.75 were they like all.
    expect(a?.figures['again']?.expected).toBeCloseTo(0.25, 12);
    expect(a?.figures['again']?.ratio).toBeCloseTo(1 / 0.75, 12);
    expect(a?.quadrant).toBe('worse-dearer');
  });

  it('an amount that is unknown makes the cost of its cycle unknown, not less', async () => {
    const claim = [...tables.medical_claim, visit('planned', 'X', '2022-06-20', { paid_amount: null })];
    const { value } = await run(document, { ...tables, medical_claim: claim });
    expect(value.all.figures['cost']).toMatchObject({
      known: 4,
      unknown: { 'amount-unknown': 1, lost: 1, 'not-over': 1 },
    });
  });

  it('an amount that cannot be right is an error, not a wrong figure', async () => {
    const { value, diagnostics } = await run(document, {
      ...tables,
      medical_claim: [
        ...tables.medical_claim,
        visit('planned', 'X', '2022-06-20', { paid_amount: '99999999999999' }),
      ],
    });
    expect(value).toBeUndefined();
    expect(diagnostics.find(({ code }) => code === 'value-too-large')?.data).toMatchObject({
      outcome: 'cost',
    });
  });

  it('without coverage nobody is lost, which is said', async () => {
    const { diagnostics, outcome } = await run(document, { medical_claim: tables.medical_claim });
    expect(diagnostics.map(({ code }) => code)).toContain('value-no-coverage');
    expect(await outcome('again')).toMatchObject({ leaves: '0.0' });
  });

  it('nothing at all, or nobody with the condition, is an error with words', async () => {
    const nobody = await run(document, { medical_claim: [visit('x', 'X', '2022-01-01')] });
    expect(nobody.diagnostics.map(({ code }) => code)).toContain('value-no-cycles');
    const nothing = await run(document, {});
    expect(nothing.diagnostics.map(({ code }) => code)).toEqual(['value-empty-data']);
  });
});
