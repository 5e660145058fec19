/** Measures that come with the product, of hospital stays: readmission, death, days, complications, pathways. The period is 2023 unless said. */
import { describe, expect, it } from 'vitest';
import { covered, line, observed, people, rates, stay } from './testing.ts';

describe('stays', () => {
  const example = {
    tables: {
      eligibility: [
        'back',
        'back at once',
        'planned',
        'surgery but acute',
        'new kidney',
        'surgery after a stroke of old',
        'cancer',
        'died',
        'too late to know',
        'left',
        'came twice',
      ].map((person) =>
        covered(
          person,
          person === 'left'
            ? { enrollment_end_date: '2023-03-10' }
            : person === 'died'
              ? { death_date: '2023-03-05' }
              : {},
        ),
      ),
      medical_claim: [
        stay('back', '2023-03-01', '2023-03-05'),
        stay('back', '2023-04-04', '2023-04-06'),
        // The day of discharge at the same hospital is the same stay.
        stay('back at once', '2023-03-01', '2023-03-05'),
        stay('back at once', '2023-03-05', '2023-03-09'),
        stay('planned', '2023-03-01', '2023-03-05'),
        stay('planned', '2023-03-15', '2023-03-16', {
          procedure_code_1: '0SRC0J9',
          diagnosis_code_1: 'M17.11',
        }),
        stay('surgery but acute', '2023-03-01', '2023-03-05'),
        stay('surgery but acute', '2023-03-15', '2023-03-16', {
          procedure_code_1: '0SRC0J9',
          diagnosis_code_1: 'A41.9',
        }),
        // CCS 105, whatever the diagnosis.
        stay('new kidney', '2023-03-01', '2023-03-05'),
        stay('new kidney', '2023-03-15', '2023-03-25', {
          diagnosis_code_1: 'N17.9',
          procedure_code_1: '0TY00Z0',
        }),
        // Late effects of a stroke (CCS 113) are not acute, a stroke (CCS 109) is.
        stay('surgery after a stroke of old', '2023-03-01', '2023-03-05'),
        stay('surgery after a stroke of old', '2023-03-15', '2023-03-16', {
          procedure_code_1: '0SRC0J9',
          diagnosis_code_1: 'I69.30',
        }),
        stay('cancer', '2023-03-01', '2023-03-05', { diagnosis_code_1: 'C34.90' }),
        stay('died', '2023-03-01', '2023-03-05', { discharge_disposition_code: '20' }),
        stay('too late to know', '2023-12-10', '2023-12-20'),
        stay('left', '2023-03-01', '2023-03-05'),
        stay('came twice', '2023-03-01', '2023-03-05'),
        stay('came twice', '2023-03-10', '2023-03-12'),
        stay('came twice', '2023-03-20', '2023-03-21'),
      ],
    },
    asOf: '2023-12-31',
  };

  it('come back unplanned within thirty days, if they had the chance', async () => {
    expect(await people('readmissions-30-day', example)).toEqual({
      back: '1/2',
      'back at once': '0/1',
      planned: '0/2',
      'surgery but acute': '1/2',
      'new kidney': '0/2',
      'surgery after a stroke of old': '0/2',
      'too late to know': 'unknown: not-due',
      'came twice': '2/3',
    });
  });

  it('end with death, in hospital or within thirty days of admission', async () => {
    expect(await people('mortality-in-hospital', example)).toMatchObject({
      died: '1/1',
      back: '0/2',
      'too late to know': '0/1',
    });
    expect(await people('mortality-30-day', example)).toEqual({
      back: '0/2',
      'back at once': '0/1',
      planned: '0/2',
      'surgery but acute': '0/2',
      'new kidney': '0/2',
      'surgery after a stroke of old': '0/2',
      cancer: '0/1',
      died: '1/1',
      'too late to know': 'unknown: not-due',
      'came twice': '0/3',
    });
  });

  it('last so many days on the mean; one that goes on has not ended', async () => {
    const { rows } = await rates('length-of-stay', {
      tables: {
        eligibility: [covered('A')],
        medical_claim: [
          stay('A', '2022-12-30', '2023-01-04'),
          stay('A', '2023-03-01', '2023-03-01'),
          stay('A', '2023-12-20', null),
        ],
      },
    });
    expect(rows.find(({ stratum }) => stratum === 'all')).toMatchObject({
      numerator: '5',
      denominator: '2',
      score: '2.5',
    });
  });

  it('have complications that were not there on admission', async () => {
    const found = await people('complications', {
      tables: {
        eligibility: ['acquired', 'brought along', 'not said'].map((one) => covered(one)),
        medical_claim: [
          stay('acquired', '2023-03-01', '2023-03-05', {
            diagnosis_code_2: 'T83.511A',
            diagnosis_poa_2: 'N',
          }),
          stay('brought along', '2023-03-01', '2023-03-05', {
            diagnosis_code_2: 'T83.511A',
            diagnosis_poa_2: 'Y',
          }),
          stay('not said', '2023-03-01', '2023-03-05', { diagnosis_code_2: 'T83.511A' }),
        ],
      },
    });
    expect(found).toEqual({ acquired: '1/1', 'brought along': '0/1', 'not said': '0/1' });
  });

  it('complete a pathway when all steps came in time; while one may come it is not known', async () => {
    const asked = (person: string, day: string) => observed(person, day, 'EQ-5D-5L-index', '0.7');
    const steps = (person: string) => [line(person, '2022-03-20', { hcpcs_code: '97110' })];
    const found = await people('joint-replacement-pathway', {
      period: { from: '2022-01-01', to: '2023-01-01' },
      asOf: '2023-01-20',
      tables: {
        medical_claim: [
          ...['all steps', 'not asked before', 'no physiotherapy', 'not yet'].map((person) =>
            stay(person, '2022-03-01', '2022-03-05', { procedure_code_1: '0SRC0J9' }),
          ),
          ...['all steps', 'not asked before', 'not yet'].flatMap(steps),
        ],
        observation: [
          ...['all steps', 'no physiotherapy', 'not yet'].map((person) => asked(person, '2022-02-10')),
          ...['all steps', 'not asked before', 'no physiotherapy'].map((person) =>
            asked(person, '2023-01-05'),
          ),
        ],
      },
    });
    expect(found).toEqual({
      'all steps': '1/1',
      'not asked before': '0/1',
      'no physiotherapy': '0/1',
      'not yet': 'unknown: not-due',
    });
  });
});
