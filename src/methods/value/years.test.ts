/** Years with a chronic disease: results, visits, new complications, drugs, and whose people they are. */
import { describe, expect, it } from 'vitest';
import type { Row } from './testing.ts';
import { person, run, visit, words } from './testing.ts';

describe('years with diabetes', () => {
  const document = `
people: { begins: year, diagnoses: ['E11*'], days_needed: '2', from_age: '18' }
cycle: { length: P12M }
provider: primary-care
case_mix: [{ variable: age, bands: ['50', '70'] }, { variable: sex }]
headline: controlled
outcomes:
  - kind: level
    better: higher
    codes: ['4548-4']
    units: [{ unit: '%' }, { unit: mmol/mol, times: '0.09148', plus: '2.152' }]
    below: '7'
    ${words('controlled')}
  - kind: visits
    better: higher
    at_most: '2'
    diagnoses: ['E11*']
    ${words('visits')}
  - kind: diagnosis
    better: lower
    within: P12M
    diagnoses: ['I21*']
    ${words('attack')}
  - kind: drug
    better: higher
    among: low-income
    drugs: ['99999020190']
    ${words('drug')}
`;
  const result = (
    person_id: string,
    observation_date: string,
    value_number: string,
    unit: string,
    i: number,
  ): Row => ({
    observation_id: `${person_id}${i}`,
    person_id,
    code: '4548-4',
    observation_date,
    value_number,
    unit,
  });
  const tables = {
    eligibility: [
      person('a', { registered_provider: 'P1', low_income_subsidy_indicator: '1' }),
      person('b', { birth_date: '1980-01-01', gender: 'male', low_income_subsidy_indicator: '1' }),
      person('c'),
      person('once'),
      person('child', { birth_date: '2010-01-01' }),
    ],
    provider: [
      { provider_id: 'P1', name: 'House 1', kind: 'institution', primary_care: true },
      { provider_id: 'P2', name: 'House 2', kind: 'institution', primary_care: true },
      { provider_id: 'H', name: 'Hospital', kind: 'institution', primary_care: false },
    ],
    medical_claim: [
      ...['2021-01-01', '2021-03-01', '2021-06-01'].map((day) => visit('a', 'P2', day)),
      ...['2021-01-01', '2021-02-01'].map((day) => visit('b', 'P2', day)),
      visit('b', 'H', '2021-05-05', { diagnosis_code_1: 'I21.9' }),
      ...['2021-01-01', '2021-02-01', '2021-02-02'].map((day) => visit('c', 'H', day)),
      // Known since before the first year: not new in it.
      visit('c', 'H', '2020-12-01', { diagnosis_code_1: 'I21.9' }),
      visit('c', 'H', '2021-05-05', { diagnosis_code_1: 'I21.9' }),
      visit('once', 'P1', '2021-01-01'),
      ...['2021-01-01', '2021-02-01'].map((day) => visit('child', 'P1', day)),
    ],
    pharmacy_claim: [
      {
        claim_id: 'R1',
        claim_line_number: 1,
        person_id: 'a',
        dispensing_date: '2021-04-01',
        ndc_code: '99999020190',
        paid_amount: '12.34',
        data_source: 'test',
      },
    ],
    observation: [
      result('a', '2021-02-01', '6.0', '%', 1),
      result('a', '2021-11-01', '7.0', '%', 2),
      // 50 mmol/mol is 6.7 %.
      result('b', '2021-06-01', '50', 'mmol/mol', 1),
      result('c', '2021-06-01', '120', 'mg/dL', 1),
    ],
  };

  it('the last result of the year, in any unit that can be compared; who was not measured is not known', async () => {
    const { outcome, diagnostics } = await run(document, tables, '2022-01-01');
    expect(await outcome('controlled')).toEqual({ a: '0.0', b: '1.0', c: 'not-measured' });
    const strange = diagnostics.find(({ code }) => code === 'value-strange-units');
    expect(strange?.data).toMatchObject({ count: 1, units: 'mg/dL' });
  });

  it('visits for the condition, complications that are new, drugs of people of low income', async () => {
    const { outcome, diagnostics } = await run(document, tables, '2022-01-01');
    expect(await outcome('visits')).toEqual({ a: '0.0', b: '1.0', c: '0.0' });
    expect(await outcome('attack')).toEqual({ a: '0.0', b: '1.0' });
    expect(await outcome('drug')).toEqual({ a: '1.0', b: '0.0' });
    // One outpatient day is no diagnosis; a child is none of these people.
    expect(diagnostics.find(({ code }) => code === 'value-no-age')?.data).toMatchObject({ count: 1 });
  });

  it('registered people are their house’s, others that of primary care with most days, else nobody’s', async () => {
    const { value, rows } = await run(document, tables, '2022-01-01');
    expect(
      await rows(
        'select person_id, provider, age, levels from cycle join case_mix using (cycle_id) order by 1',
      ),
    ).toEqual([
      ['a', 'P1', 70n, ['≥70', 'female']],
      ['b', 'P2', 41n, ['<50', 'male']],
      ['c', null, 70n, ['≥70', 'female']],
    ]);
    expect(value.providers.map(({ provider, name }) => [provider, name])).toEqual([
      ['P1', 'House 1'],
      ['P2', 'House 2'],
      [null, null],
    ]);
    expect(value.all.figures['cost']?.total).toBe('112.34');
  });
});
