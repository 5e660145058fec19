/** Measures that come with the product, of drugs taken and given, and of answers of patients. The period is 2023 unless said. */
import { describe, expect, it } from 'vitest';
import { covered, fill, line, observed, people, rates } from './testing.ts';

describe('drugs', () => {
  const codes =
    'list,code,drug\nstatins,D1,a\nstatins,D2,a\nstatins,D3,b\nhypertension-drugs,D1,a\nsacubitril-valsartan,SV1,\ndiabetes-drugs,D1,a\ninsulin,I1,\nantibiotics,AB1,\nsatisfaction,S1,\n';
  const options = { codes: 'codes.csv' };
  const files = { 'codes.csv': codes };

  /** Fills of the PQA's own examples (pdc-dr.js.txt), of 2018. */
  it('are at hand on at least 80 % of the days, the same drug shifted and two drugs counted once', async () => {
    const fills = {
      // 1.1 a, 90 days; 4.1 b, 90 days: 180 of 365 days.
      'one after the other': [fill('', '2018-01-01', 90, 'D1'), fill('', '2018-04-01', 90, 'D3')],
      // Two drugs at hand count once: 210 of 365 days.
      'at once': [
        fill('', '2018-01-01', 180, 'D1'),
        fill('', '2018-01-01', 180, 'D3'),
        fill('', '2018-06-30', 30, 'D3'),
      ],
      // 300 days one after the other; as they were filled, and of two drugs, only 220.
      'stocked up': [fill('', '2018-01-01', 100), fill('', '2018-03-01', 100), fill('', '2018-05-01', 100)],
      'two drugs': [
        fill('', '2018-01-01', 100),
        fill('', '2018-03-01', 100, 'D3'),
        fill('', '2018-05-01', 100),
      ],
      // 3.25, 7.5 and 9.25 moved to 10.3: 270 of 282 days.
      'third moved': [fill('', '2018-03-25', 90), fill('', '2018-07-05', 90), fill('', '2018-09-25', 90)],
      // 3.25 moved to 4.1, another package of the drug: 180 + 90 + 78 = 348 of 365 days.
      'second moved': [
        fill('', '2018-01-01', 90),
        fill('', '2018-03-25', 90, 'D2'),
        fill('', '2018-07-05', 90),
        fill('', '2018-10-15', 90),
      ],
      // The first fill is too late: 90 days are left.
      'too late': [fill('', '2018-10-03', 30), fill('', '2018-11-01', 30)],
      'one fill': [fill('', '2018-01-01', 90)],
      'supply unknown': [fill('', '2018-01-01', 90), fill('', '2018-04-01', null)],
    };
    const who = Object.keys(fills);
    const found = await people('adherence-statins', {
      period: { from: '2018-01-01', to: '2019-01-01' },
      options,
      files,
      tables: {
        eligibility: [
          ...who.map((one) => covered(one)),
          covered('left', { enrollment_end_date: '2018-06-29' }),
        ],
        pharmacy_claim: [
          ...Object.entries(fills).flatMap(([person, list]) =>
            list.map((one) => ({ ...one, person_id: person })),
          ),
          // Covered for 180 days, all of them with the drug.
          fill('left', '2018-01-01', 90),
          fill('left', '2018-04-01', 90),
        ],
      },
    });
    expect(found).toEqual({
      'one after the other': '0/1',
      'at once': '0/1',
      'stocked up': '1/1',
      'two drugs': '0/1',
      'third moved': '1/1',
      'second moved': '1/1',
      'supply unknown': 'unknown: unknown',
      left: '1/1',
    });
  });

  it('leave out insulin, sacubitril and valsartan, kidney failure and hospice', async () => {
    const three = (person: string) =>
      ['2023-01-01', '2023-05-01', '2023-09-01'].map((day) => fill(person, day, 122));
    const example = {
      options,
      files,
      tables: {
        eligibility: [
          covered('takes them'),
          covered('insulin'),
          covered('heart failure'),
          covered('kidneys', { esrd_status: true }),
        ],
        pharmacy_claim: [
          ...['takes them', 'insulin', 'heart failure', 'kidneys'].flatMap(three),
          fill('insulin', '2023-03-01', 30, 'I1'),
          fill('heart failure', '2023-03-01', 30, 'SV1'),
        ],
      },
    };
    expect(await people('adherence-diabetes', example)).toEqual({
      'takes them': '1/1',
      insulin: 'excluded',
      'heart failure': '1/1',
      kidneys: 'excluded',
    });
    expect(await people('adherence-hypertension', example)).toEqual({
      'takes them': '1/1',
      insulin: '1/1',
      'heart failure': 'excluded',
      kidneys: 'excluded',
    });
  });

  it('against bacteria are given for bronchitis within three days', async () => {
    const visit = (person: string, more = {}) =>
      line(person, '2023-03-10', { diagnosis_code_1: 'J20.9', ...more });
    const found = await people('antibiotics-bronchitis', {
      options,
      files,
      tables: {
        eligibility: ['given', 'given later', 'already', 'pneumonia too', 'pneumonia before', 'lungs'].map(
          (one) => covered(one),
        ),
        medical_claim: [
          ...['given', 'given later', 'already'].map((one) => visit(one)),
          visit('pneumonia too', { diagnosis_code_2: 'J18.9' }),
          visit('pneumonia before'),
          line('pneumonia before', '2023-03-09', { diagnosis_code_1: 'J18.9' }),
          visit('lungs'),
          line('lungs', '2022-03-10', { diagnosis_code_1: 'J44.9' }),
        ],
        pharmacy_claim: [
          fill('given', '2023-03-13', 7, 'AB1'),
          fill('given later', '2023-03-14', 7, 'AB1'),
          fill('already', '2023-03-01', 7, 'AB1'),
        ],
      },
    });
    expect(found).toEqual({
      given: '1/1',
      'given later': '0/1',
      already: 'excluded',
      'pneumonia too': 'excluded',
      'pneumonia before': '0/1',
      lungs: 'excluded',
    });
  });

  it('and satisfaction is a mean of answers', async () => {
    const { rows } = await rates('satisfaction', {
      options,
      files,
      tables: {
        observation: [
          observed('A', '2023-02-01', 'S1', '9'),
          observed('B', '2023-02-01', 'S1', '6.5'),
          observed('C', '2023-02-01', 'S1', '11'),
          observed('D', '2023-02-01', 'S1', null),
        ],
      },
    });
    expect(rows[0]).toMatchObject({ numerator: '15.5', denominator: '2', score: '7.75' });
  });
});
