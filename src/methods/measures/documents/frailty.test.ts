/** Who is left out for age, frailty, nursing homes and hospice; with the lists of the user's own, and without. The period is 2023. */
import { expect, it } from 'vitest';
import { computeExample } from '../../testing.ts';
import type { Given } from '../../testing.ts';
import { measureRate } from './methods.ts';
import { covered, fill, line, people } from './testing.ts';

const OLD = { birth_date: '1955-06-01' };
// 66 on the last day of the period, and a day short of it.
const JUST = { birth_date: '1957-12-31' };
const SHORT = { birth_date: '1958-01-01' };
const who: Record<string, [Given, readonly string[]]> = {
  frail: [OLD, ['2023-03-01 R54']],
  'frail and ill': [OLD, ['2023-03-01 R54', '2022-02-01 C78.00']],
  'frail and ill at 66': [JUST, ['2023-03-01 R54', '2022-02-01 C78.00']],
  'frail and ill at 65': [SHORT, ['2023-03-01 R54', '2022-02-01 C78.00']],
  'frail the year before': [OLD, ['2022-03-01 R54', '2022-02-01 C78.00']],
  'frail and demented': [OLD, ['2023-03-01 R54']],
  'in a home': [{ ...OLD, long_term_institutional_flag: true }, []],
  'in a home at 65': [{ ...SHORT, long_term_institutional_flag: true }, []],
  'hospice by claim': [SHORT, []],
};
const example = {
  tables: {
    eligibility: Object.entries(who).map(([person, [more]]) => covered(person, more)),
    medical_claim: [
      ...Object.entries(who).flatMap(([person, [, said]]) =>
        [...said, '2022-03-01 E11.9', '2023-02-01 E11.9'].map((one) =>
          line(person, one.slice(0, 10), { diagnosis_code_3: one.slice(11) }),
        ),
      ),
      line('hospice by claim', '2023-05-01', { hcpcs_code: 'Q5001' }),
      line('hospice by claim', '2023-05-01', { hcpcs_code: 'Q5003' }),
    ],
    pharmacy_claim: [fill('frail and demented', '2022-11-01', 30, 'MEMANTINE')],
  },
};
const codes = 'list,code\nfrailty,R54\nadvanced-illness,C78*\ndementia-drugs,MEMANTINE\n';
const left = (found: Record<string, string>) =>
  Object.entries(found).flatMap(([person, figure]) => (figure === 'excluded' ? [person] : []));

it('the frail and ill of 66 and over are left out by lists the user gives', async () => {
  const found = await people('hba1c-control-8', {
    ...example,
    files: { 'codes.csv': codes },
    options: { codes: 'codes.csv' },
  });
  expect(left(found).sort()).toEqual([
    'frail and demented',
    'frail and ill',
    'frail and ill at 66',
    'hospice by claim',
    'in a home',
  ]);
});

it('without the lists nobody is left out by them, and the result says so', async () => {
  const { rows, diagnostics } = await computeExample(measureRate, {
    ...example,
    options: { measures: 'hba1c-control-8, hba1c-poor-control' },
    withoutLines: true,
  });
  expect(rows.find(({ stratum }) => stratum === 'all')).toMatchObject({ excluded: 2, denominator: '7' });
  expect(diagnostics.filter(({ code }) => code === 'lists-not-given').map(({ data }) => data)).toEqual([
    {
      lists: 'frailty, advanced-illness, dementia-drugs',
      measures: 'hba1c-control-8, hba1c-poor-control',
    },
  ]);
  // Nobody is in control as nobody was tested, not as nobody was left out.
  const unread = diagnostics.filter(({ code }) => code === 'nothing-read').map(({ data }) => data['event']);
  expect(unread).toEqual(['hba1c']);
});

it('from 81 on frailty alone is enough for blood pressure', async () => {
  const ages = { 80: '1943-01-01', 81: '1942-12-31' };
  const found = await people('blood-pressure-control', {
    tables: {
      eligibility: Object.entries(ages).map(([person, birth]) => covered(person, { birth_date: birth })),
      medical_claim: Object.keys(ages).flatMap((person) =>
        ['2022-03-01 I10', '2023-02-01 I10', '2023-03-01 R54'].map((one) =>
          line(person, one.slice(0, 10), { diagnosis_code_3: one.slice(11) }),
        ),
      ),
    },
    files: { 'codes.csv': codes },
    options: { codes: 'codes.csv' },
  });
  expect(found).toEqual({ 80: '0/1', 81: 'excluded' });
});
