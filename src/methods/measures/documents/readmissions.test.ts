/** Readmissions, beside what the hospital-wide measure of CMS says of planned ones. The period is 2023. */
import { expect, it } from 'vitest';
import { computeExample } from '../../testing.ts';
import { measurePerson } from './methods.ts';
import { covered, people, stay } from './testing.ts';

const KNEE = { diagnosis_code_1: 'M17.11', procedure_code_1: '0SRC0J9' };
const who = [
  'planned, then unplanned',
  'unplanned, then planned',
  'elective, nothing done',
  'planned late in the year',
  'cancer, operated',
  'cancer, treated',
];
const example = {
  tables: {
    eligibility: who.map((person) => covered(person)),
    medical_claim: [
      ...['planned, then unplanned', 'unplanned, then planned', 'elective, nothing done'].map((person) =>
        stay(person, '2023-03-01', '2023-03-05'),
      ),
      stay('planned, then unplanned', '2023-03-10', '2023-03-12', KNEE),
      stay('planned, then unplanned', '2023-03-20', '2023-03-21'),
      stay('unplanned, then planned', '2023-03-10', '2023-03-12'),
      stay('unplanned, then planned', '2023-03-20', '2023-03-21', KNEE),
      // What the admission was called does not make it planned.
      stay('elective, nothing done', '2023-03-20', '2023-03-21', { admit_type_code: '3' }),
      // Known before its 30 days are over: the first was planned.
      stay('planned late in the year', '2023-12-10', '2023-12-15'),
      stay('planned late in the year', '2023-12-20', '2023-12-22', KNEE),
      // Lobectomy of the lung, CCS 36.
      stay('cancer, operated', '2023-03-01', '2023-03-05', {
        diagnosis_code_1: 'C34.11',
        procedure_code_3: '0BTC0ZZ',
      }),
      stay('cancer, treated', '2023-03-01', '2023-03-05', { diagnosis_code_1: 'C34.11' }),
    ],
  },
  asOf: '2023-12-31',
};

it('the first readmission decides; an elective admission is planned by what was done', async () => {
  expect(await people('readmissions-30-day', example)).toEqual({
    // The planned stay is an index too, and the one after it is its readmission.
    'planned, then unplanned': '1/3',
    'unplanned, then planned': '1/3',
    'elective, nothing done': '1/2',
    'planned late in the year': '0/1',
    'cancer, operated': '0/1',
  });
});

it('the lines say which stay decided, and which came too late to', async () => {
  const { rows, lines } = await computeExample(measurePerson, {
    tables: {
      eligibility: [covered('A')],
      medical_claim: [
        stay('A', '2023-03-01', '2023-03-05'),
        stay('A', '2023-03-10', '2023-03-11', { diagnosis_code_1: 'Z51.11' }),
        stay('A', '2023-03-20', '2023-03-25', { discharge_disposition_code: '20' }),
      ],
    },
    options: { measures: 'readmissions-30-day' },
  });
  expect(rows).toMatchObject([{ numerator: '0', denominator: '1' }]);
  expect(lines.map(({ counted, reason }) => `${counted} ${reason}`)).toEqual([
    'true unit',
    'false came-first',
    'false not-first',
  ]);
});
