/** Odd people and odd rows, by what the measures that come with the product make of them. The period is 2023 unless said. */
import { expect, it } from 'vitest';
import { covered, fill, line, observed, people, rates, stay } from './testing.ts';

const diabetic = (person: string) =>
  ['2022-03-01', '2023-02-01'].map((day) => line(person, day, { diagnosis_code_1: 'E11.9' }));

it('the last test decides, also where it has no number', async () => {
  const tests = [
    observed('no number at last', '2023-03-01', '4548-4', '6.0', '%'),
    observed('no number at last', '2023-09-01', '4548-4', null, '%'),
    observed('one with, one without', '2023-09-01', '4548-4', null, '%'),
    observed('one with, one without', '2023-09-01', '4548-4', '7.0', '%'),
    observed('other unit at last', '2023-03-01', '4548-4', '6.0', '%'),
    observed('other unit at last', '2023-09-01', '4548-4', '42', 'mmol/L'),
    observed('the same twice', '2023-09-01', '4548-4', '9.0', '%'),
    observed('the same twice', '2023-09-01', '4548-4', '9.0', '%'),
    // 75 mmol/mol are 0.09148 × 75 + 2.152 = 9.013 %.
    observed('above nine in mmol/mol', '2023-12-31', '17856-6', '75', 'mmol/mol'),
    observed('after the year', '2024-01-01', '4548-4', '6.0', '%'),
    observed('by glucose sensor', '2023-09-01', '97506-0', '7.1', '%'),
  ];
  const who = [...new Set(tests.map(({ person_id: person }) => String(person)))];
  const found = await people('hba1c-poor-control', {
    asOf: '2024-06-30',
    tables: {
      eligibility: [...who, 'died by the eligibility', 'died by an event'].map((person) =>
        covered(person, person === 'died by the eligibility' ? { death_date: '2023-12-30' } : {}),
      ),
      medical_claim: [
        ...who,
        'died by the eligibility',
        'died by an event',
        'nobody the eligibility knows',
      ].flatMap(diabetic),
      observation: tests,
      outcome_event: [{ person_id: 'died by an event', event: 'death', event_date: '2023-12-30' }],
    },
  });
  expect(found).toEqual({
    'no number at last': '1/1',
    'one with, one without': '0/1',
    'other unit at last': '1/1',
    'the same twice': '0/1',
    'above nine in mmol/mol': '1/1',
    'after the year': '1/1',
    'by glucose sensor': '0/1',
  });
});

it('a treatment shorter than 91 days is none, whatever ended it', async () => {
  const drugs = { files: { 'codes.csv': 'list,code\nstatins,D1\n' }, options: { codes: 'codes.csv' } };
  const found = await people('adherence-statins', {
    ...drugs,
    tables: {
      eligibility: [
        covered('to the end'),
        covered('to the end, late'),
        covered('left', { enrollment_end_date: '2023-05-31' }),
        covered('died', { death_date: '2023-06-01' }),
        covered('died later', { death_date: '2023-06-30' }),
      ],
      pharmacy_claim: [
        // From October 2 to the end are 91 days.
        fill('to the end', '2023-10-02', 60),
        fill('to the end', '2023-12-01', 60),
        fill('to the end, late', '2023-10-03', 60),
        fill('to the end, late', '2023-12-01', 60),
        ...['left', 'died', 'died later'].flatMap((person) => [
          fill(person, '2023-04-01', 30),
          fill(person, '2023-05-01', 90),
        ]),
      ],
    },
  });
  expect(found).toEqual({ 'to the end': '1/1', 'died later': '1/1' });
});

it('a birthday on the leap day is over on the first of March; a month back from its last day is the last of the month before', async () => {
  const document = `measure: of-age
version: '1'
title: { en: Of age, zh: 成年 }
source: the test
better: higher
unit: { en: '%', zh: '%' }
kind: proportion
of: stay
events:
  stay: { table: stay, day: discharge_date }
  visit: { table: medical_claim, where: { claim_type: professional } }
population: { age: { from: 18, on: unit } }
numerator: { event: visit, within: { of: start, from: -P1M, to: P0D } }
`;
  const found = await people('of-age.yaml', {
    files: { 'of-age.yaml': document },
    period: { from: '2022-02-01', to: '2022-05-01' },
    asOf: '2022-12-31',
    tables: {
      eligibility: ['a day short', 'of age', 'visit before', 'visit too early', 'began before'].map(
        (person) => covered(person, { birth_date: '2004-02-29' }),
      ),
      medical_claim: [
        stay('a day short', '2022-02-28', '2022-03-05'),
        stay('of age', '2022-03-01', '2022-03-05'),
        ...['visit before', 'visit too early'].map((person) => stay(person, '2022-03-31', '2022-04-02')),
        line('visit before', '2022-02-28'),
        line('visit too early', '2022-02-27'),
        // Discharged in the period; what counts lies a month before an admission before it.
        stay('began before', '2022-03-20', '2022-04-02'),
        line('began before', '2022-02-20'),
      ],
    },
  });
  expect(found).toEqual({
    'of age': '0/1',
    'visit before': '1/1',
    'visit too early': '0/1',
    'began before': '1/1',
  });
});

it('a stratum nobody is in has no row; one with nobody known has no figure', async () => {
  const { rows } = await rates('length-of-stay', {
    tables: {
      eligibility: [covered('A'), covered('born nobody knows when', { birth_date: null })],
      medical_claim: [
        stay('A', '2023-03-01', '2023-03-04'),
        stay('born nobody knows when', '2023-03-01', '2023-03-02'),
      ],
    },
  });
  expect(rows.map(({ stratum, denominator, score }) => [stratum, denominator, score])).toEqual([
    ['age:18-64', '1', '3'],
    ['age:unknown', '1', '1'],
    ['all', '2', '2'],
  ]);
});

it('screening leaves out those whose organ is gone, however long ago, and the palliative', async () => {
  const women = ['both at once', 'one, then the other', 'one only', 'palliative', '42', '41'];
  const breast = await people('breast-screening', {
    tables: {
      eligibility: women.map((person) =>
        covered(person, {
          birth_date: person === '42' ? '1981-12-31' : person === '41' ? '1982-01-01' : '1960-06-01',
        }),
      ),
      medical_claim: [
        stay('both at once', '2011-03-01', '2011-03-04', { procedure_code_2: '0HTV0ZZ' }),
        stay('one, then the other', '2011-03-01', '2011-03-04', { procedure_code_1: '0HTU0ZZ' }),
        line('one, then the other', '2019-03-01', { diagnosis_code_2: 'Z90.11' }),
        line('one only', '2019-03-01', { diagnosis_code_2: 'Z90.11' }),
        line('palliative', '2023-03-01', { diagnosis_code_2: 'Z51.5' }),
      ],
    },
  });
  expect(breast).toEqual({
    'both at once': 'excluded',
    'one, then the other': 'excluded',
    'one only': '0/1',
    palliative: 'excluded',
    42: '0/1',
  });
  const colon = await people('colorectal-screening', {
    tables: {
      eligibility: ['no colon', 'part of it', 'cancer long ago'].map((person) => covered(person)),
      medical_claim: [
        stay('no colon', '2009-03-01', '2009-03-09', { procedure_code_1: '0DTE0ZZ' }),
        stay('part of it', '2009-03-01', '2009-03-09', { procedure_code_1: '0DTG0ZZ' }),
        line('cancer long ago', '2009-03-01', { diagnosis_code_1: 'C18.2' }),
      ],
    },
  });
  expect(colon).toEqual({ 'no colon': 'excluded', 'part of it': '0/1', 'cancer long ago': 'excluded' });
});

it('a visit of several lines is one; blood pressure is read in any spelling of its unit', async () => {
  const found = await people('antibiotics-bronchitis, blood-pressure-control', {
    files: { 'codes.csv': 'list,code\nantibiotics,AMOX\n' },
    options: { codes: 'codes.csv' },
    tables: {
      eligibility: [covered('several lines'), covered('in mm Hg')],
      medical_claim: [
        ...[1, 2, 3].map((number) => ({
          ...line('several lines', '2023-03-01', { diagnosis_code_1: 'J20.9' }),
          claim_id: 'one',
          claim_line_number: number,
        })),
        line('several lines', '2023-09-01', { diagnosis_code_1: 'J20.9' }),
        ...['2022-03-01', '2023-02-01'].map((day) => line('in mm Hg', day, { diagnosis_code_1: 'I10' })),
      ],
      pharmacy_claim: [fill('several lines', '2023-03-02', 7, 'AMOX')],
      observation: [
        observed('in mm Hg', '2023-03-01', '8480-6', '128', 'mm Hg'),
        observed('in mm Hg', '2023-03-01', '8462-4', '78', 'MM HG'),
      ],
    },
  });
  expect(found).toEqual({
    'antibiotics-bronchitis several lines': '1/2',
    'blood-pressure-control in mm Hg': '1/1',
  });
});
