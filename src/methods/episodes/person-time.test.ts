/** Episodes that follow one another in a person: chemotherapy, years of a condition. */
import { describe, expect, it } from 'vitest';
import { csv } from '../shared/testing.ts';
import type { Example, Given } from '../testing.ts';
import { computeExample } from '../testing.ts';
import { chemotherapy } from './chemotherapy.ts';
import { chronicYear } from './chronic-year.ts';
import { visit as officeVisit } from './testing.ts';

const covered = (extra: object = {}) => ({ person_id: 'ann', enrollment_start_date: '2018-01-01', ...extra });

const visit = (claim: string, day: string, paid: number, extra: object = {}): Given =>
  officeVisit(claim, day, paid, { billing_tin: 'T1', billing_npi: 'N1', ...extra });

describe('episodes.chemotherapy', () => {
  const chemo = (claim: string, day: string, extra: object = {}) =>
    visit(claim, day, 1000, { hcpcs_code: 'J9035', diagnosis_code_1: 'C50.911', ...extra });
  const run = (lines: Given[], options: Record<string, string> = {}, rest: Example = {}) =>
    computeExample(chemotherapy, {
      ...rest,
      tables: { medical_claim: lines, eligibility: [covered()], ...rest.tables },
      asOf: '2024-12-31',
      options: { drug_hcpcs: 'J9035', ...options },
    });

  it('begins with the first drug, lasts six months, and begins again with the next', async () => {
    const lines = [
      chemo('a', '2023-01-10'),
      chemo('b', '2023-03-01'),
      chemo('c', '2023-07-09'),
      chemo('d', '2023-07-20'),
      visit('v', '2023-07-01', 50),
    ];
    const { rows } = await run(lines);
    expect(
      rows.map((r) => [r['start_date'], r['end_date'], r['total_amount'], r['status'], r['provider']]),
    ).toEqual([
      ['2023-01-10', '2023-07-09', '3050', 'final', 'T1'],
      ['2023-07-20', '2024-01-19', '1000', 'final', 'T1'],
    ]);
  });

  it('may begin at the pharmacy, whose drugs count', async () => {
    const drug = (id: string, day: string) => ({
      claim_id: id,
      claim_line_number: 1,
      person_id: 'ann',
      ndc_code: '00310048230',
      dispensing_date: day,
      prescribing_provider_npi: 'P9',
      paid_amount: '7000.5',
    });
    const drugs = csv([{ kind: 'ndc', code: '003100482*', episode: 'lung' }]);
    const { rows } = await run(
      [visit('v', '2023-02-01', 50)],
      { drugs: 'drugs.csv' },
      {
        tables: { pharmacy_claim: [drug('p', '2023-01-15'), drug('q', '2023-02-15')] },
        files: { 'drugs.csv': drugs },
      },
    );
    expect(rows).toMatchObject([
      {
        episode: 'lung',
        setting: 'pharmacy',
        pharmacy_amount: '7000.5',
        anchor_amount: '7000.5',
        total_amount: '14051',
      },
    ]);
  });

  it('belongs to the practice with most visits for the cancer; without one it is cancelled', async () => {
    const seen = (claim: string, day: string, tin: string, diagnosis = 'C50.911') =>
      visit(claim, day, 80, { hcpcs_code: '99214', billing_tin: tin, diagnosis_code_1: diagnosis });
    const lines = [
      chemo('a', '2023-01-10'),
      seen('1', '2023-01-20', 'T2'),
      seen('2', '2023-02-20', 'T2'),
      seen('3', '2023-02-21', 'T3'),
      seen('4', '2023-03-01', 'T3', 'I10'),
      seen('5', '2023-03-02', 'T3', 'I10'),
    ];
    const options = { visits: '99211..99215', diagnoses: 'C*' };
    expect((await run(lines, options)).rows).toMatchObject([{ provider: 'T2', status: 'final' }]);
    expect((await run([chemo('a', '2023-01-10')], options)).rows).toMatchObject([
      { status: 'cancelled', reason: 'no-visit' },
    ]);
  });

  it('needs the diagnosis on the claim, and drugs at all', async () => {
    const lines = [chemo('a', '2023-01-10', { diagnosis_code_1: 'M06.9' })];
    expect((await run(lines, { diagnoses: 'C*, D45' })).rows).toEqual([]);
    const none = await computeExample(chemotherapy, {});
    expect(none.diagnostics.map((d) => d.code)).toEqual(['no-trigger-codes']);
  });
});

describe('episodes.chronic-year', () => {
  const run = (lines: Given[], options: Record<string, string> = {}, rest: Example = {}) =>
    computeExample(chronicYear, {
      ...rest,
      tables: { medical_claim: lines, eligibility: [covered()], ...rest.tables },
      asOf: '2025-12-31',
      options: { diagnoses: 'E11*', episode: 'diabetes', ...options },
    });
  const diabetic = (claim: string, day: string, extra: object = {}) =>
    visit(claim, day, 40, { diagnosis_code_3: 'E11.9', ...extra });

  it('is a year from the first diagnosis, and each year after; the period sees the one that begins in it', async () => {
    const lines = [
      diabetic('a', '2021-06-15'),
      visit('b', '2023-06-14', 5),
      visit('c', '2023-06-15', 7),
      visit('d', '2024-06-14', 11),
    ];
    const { rows } = await run(lines);
    expect(rows).toMatchObject([
      {
        episode_id: 'diabetes:ann:2023-06-15',
        start_date: '2023-06-15',
        end_date: '2024-06-14',
        total_amount: '18',
        status: 'final',
      },
    ]);
  });

  it('by calendar year runs from the diagnosis to the end of the year, then from January', async () => {
    const lines = [diabetic('a', '2022-06-15'), visit('b', '2023-01-02', 5)];
    const of = async (from: string, to: string) =>
      (await run(lines, { years: 'calendar' }, { period: { from, to } })).rows;
    expect(await of('2022-01-01', '2023-01-01')).toMatchObject([
      { start_date: '2022-06-15', end_date: '2022-12-31', total_amount: '40' },
    ]);
    expect(await of('2023-01-01', '2024-01-01')).toMatchObject([
      { start_date: '2023-01-01', end_date: '2023-12-31', total_amount: '5' },
    ]);
  });

  it('needs so many outpatient days with the diagnosis, or one stay, or a record', async () => {
    const one = [diabetic('a', '2023-02-01'), diabetic('b', '2023-02-01', { claim_line_number: 2 })];
    expect((await run(one, { days_needed: '2' })).rows).toEqual([]);
    expect((await run([...one, diabetic('c', '2023-09-01')], { days_needed: '2' })).rows).toMatchObject([
      { start_date: '2023-02-01' },
    ]);
    const record = { condition_id: 'k', person_id: 'ann', code: 'E11.65', onset_date: '2023-05-05' };
    const { rows } = await run([], { days_needed: '2' }, { tables: { condition: [record] } });
    expect(rows).toMatchObject([{ start_date: '2023-05-05', setting: 'record' }]);
  });

  it('counts only the services of the package, and ends with a death', async () => {
    const lines = [diabetic('a', '2023-02-01', { hcpcs_code: '83036' }), visit('b', '2023-03-01', 500)];
    const rest = { tables: { eligibility: [covered({ death_date: '2023-02-20' })] } };
    const { rows, lines: listed } = await run(lines, { included_hcpcs: '83036' }, rest);
    expect(rows).toMatchObject([{ end_date: '2023-02-20', total_amount: '40', died: true }]);
    expect(listed.map((line) => [line['claim_id'], line['counted']])).toEqual([['a', true]]);
  });

  it('begins on 29 February as on 28 in other years', async () => {
    const { rows } = await run([diabetic('a', '2020-02-29')]);
    expect(rows).toMatchObject([{ start_date: '2023-02-28', end_date: '2024-02-28' }]);
  });
});
