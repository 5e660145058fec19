/** Days that count: windows that reach beyond the period, the unit or the as-of date, and stays whose bills are not the last. The period is 2023 unless said. */
import { expect, it } from 'vitest';
import { computeExample } from '../../testing.ts';
import { measurePerson } from './methods.ts';
import { covered, line, observed, people, stay, written } from './testing.ts';

const EVENTS = `events:
  stay: { table: stay, day: admission_date }
  left: { table: stay, day: discharge_date }
  visit: { table: medical_claim, where: { claim_type: professional } }
  lab: { table: observation, where: { code: X }, value: value_number, units: [{ unit: '%' }] }`;

it('a window of the period may end after it, and looks no further than the as-of date', async () => {
  const example = (asOf: string) => ({
    asOf,
    files: {
      ...written('visit', `${EVENTS}\nnumerator: { event: visit, within: { to: P30D } }`),
      ...written(
        'enrolled',
        `${EVENTS}\npopulation: { enrolled: { within: { to: P30D } } }\nnumerator: { event: visit }`,
      ),
    },
    tables: {
      eligibility: [
        ...['on the last day', 'a day late'].map((person) => covered(person)),
        covered('left in the month after', { enrollment_end_date: '2024-01-15' }),
      ],
      medical_claim: [line('on the last day', '2024-01-30'), line('a day late', '2024-01-31')],
    },
  });
  expect(await people('visit.yaml, enrolled.yaml', example('2024-06-30'))).toEqual({
    'visit on the last day': '1/1',
    'visit a day late': '0/1',
    'visit left in the month after': '0/1',
    'enrolled on the last day': '0/1',
    'enrolled a day late': '0/1',
  });
  expect(await people('visit.yaml', example('2024-01-29'))).toMatchObject({ 'on the last day': '0/1' });
});

it('what may still come, or whose days are not known, is not known', async () => {
  const last =
    '{ last: [{ event: lab, below: 7 }], missing: no, within: { of: start, from: P0D, to: P30D } }';
  const later = '{ event: visit, within: { of: end, from: P1D, to: P30D } }';
  const found = await people('last.yaml, later.yaml, excluded.yaml, enrolled.yaml', {
    asOf: '2023-06-30',
    files: {
      ...written('last', `${EVENTS}\nof: stay\nnumerator: ${last}`),
      ...written('later', `${EVENTS}\nof: stay\nnumerator: ${later}`),
      ...written(
        'excluded',
        `${EVENTS}\nof: stay\nexclusions: [{ exclusion: x, title: { en: X, zh: 排除 }, where: ${later} }]\nnumerator: { event: stay, same: true }`,
      ),
      ...written(
        'enrolled',
        `${EVENTS}\nof: stay\npopulation: { enrolled: { within: { of: end, from: P0D, to: P30D } } }\nnumerator: { event: stay, same: true }`,
      ),
    },
    tables: {
      eligibility: ['over', 'open', 'in hospital'].map((person) => covered(person)),
      medical_claim: [
        stay('over', '2023-05-01', '2023-05-03'),
        stay('open', '2023-06-20', '2023-06-22'),
        stay('in hospital', '2023-05-01', null),
      ],
      observation: [observed('open', '2023-06-25', 'X', '6', '%')],
    },
  });
  expect(found).toEqual({
    'last over': '0/1',
    'last open': 'unknown: not-due',
    'last in hospital': '0/1',
    'later over': '0/1',
    'later open': 'unknown: not-due',
    'later in hospital': 'unknown: unknown',
    'excluded over': '1/1',
    'excluded open': 'unknown: not-due',
    'excluded in hospital': 'unknown: unknown',
    'enrolled over': '1/1',
    'enrolled open': '1/1',
    'enrolled in hospital': 'unknown: unknown',
  });
});

it('a day after the as-of date is none, though the row has an earlier one that another measure goes by', async () => {
  const visit = `${EVENTS}\nof: left\nnumerator: { event: visit, within: { of: end, from: P1D, to: P30D } }`;
  const example = {
    asOf: '2023-06-30',
    files: {
      ...written('visit', visit),
      ...written(
        'other',
        `events: { ended: { table: medical_claim, day: claim_end_date } }\nnumerator: { event: ended }`,
      ),
      ...written('days', `${EVENTS}\nof: left\nnumerator: { event: left, same: true }`),
    },
    tables: {
      eligibility: [covered('A')],
      medical_claim: [
        stay('A', '2023-06-10', '2023-06-20', { claim_id: 'S' }),
        // Booked for a day to come.
        line('A', '2023-07-05', { claim_end_date: '2023-06-25' }),
        // A line of a stay to come, admitted before by its header.
        stay('A', '2023-06-28', '2023-06-29', { claim_id: 'T', claim_line_start_date: '2023-07-02' }),
      ],
    },
  };
  const alone = { ...(await people('visit.yaml', example)), ...(await people('days.yaml', example)) };
  expect(alone).toEqual({ A: '1/1' });
  expect(await people('visit.yaml, days.yaml, other.yaml', example)).toEqual({
    'visit A': 'unknown: not-due',
    'days A': '1/1',
    'other A': '1/1',
  });
});

it('a window about the end of a row looks back as far as it says, though the row ends before it begins', async () => {
  const found = await people('back.yaml', {
    files: written(
      'back',
      `events: { lab: { table: observation, where: { code: X } }, visit: { table: medical_claim } }
of: visit
numerator: { event: lab, within: { of: end, from: -P1M, to: P0D } }`,
    ),
    tables: {
      eligibility: [covered('A'), covered('B')],
      medical_claim: ['A', 'B'].map((person) => line(person, '2023-01-05', { claim_end_date: '2022-12-20' })),
      observation: [observed('A', '2022-11-20', 'X', '1'), observed('B', '2022-11-19', 'X', '1')],
    },
  });
  expect(found).toEqual({ A: '1/1', B: '0/1' });
});

it('interim bills are one stay with the last, which ends it', async () => {
  const still = (person: string, from: string, to: string, more = {}) =>
    stay(person, from, null, { claim_end_date: to, discharge_disposition_code: '30', ...more });
  const statement = (start: string) => ({ admission_date: null, claim_start_date: start });
  const { rows } = await computeExample(measurePerson, {
    withoutLines: true,
    options: { measures: 'length-of-stay' },
    tables: {
      medical_claim: [
        // All have the day of admission.
        still('by admission', '2023-02-01', '2023-02-28'),
        still('by admission', '2023-02-01', '2023-03-31'),
        stay('by admission', '2023-02-01', '2023-04-10'),
        // Each has the days it bills.
        still('by statement', '2023-02-01', '2023-02-28'),
        stay('by statement', '2023-03-01', '2023-03-11', statement('2023-03-01')),
        // Back on the day of discharge, and not gone yet.
        stay('still there', '2023-02-01', '2023-02-05'),
        still('still there', '2023-02-05', '2023-02-28'),
      ],
    },
  });
  expect(rows.map(({ person_id: person, units, numerator }) => [person, units, numerator])).toEqual([
    ['by admission', 1, '68'],
    ['by statement', 1, '38'],
  ]);
});

it('diagnoses of a stay are those of all its claims, the principal one of the first', async () => {
  const body = (where: string) =>
    `events: { stay: { table: stay, where: { ${where} } } }\nnumerator: { event: stay }`;
  const found = await people('principal.yaml, any.yaml', {
    files: {
      ...written('principal', body('principal_diagnosis: I21*')),
      ...written('any', body('diagnosis: I21*')),
    },
    tables: {
      eligibility: [covered('A')],
      medical_claim: [
        stay('A', '2023-03-01', '2023-03-02', { diagnosis_code_1: 'R07.9' }),
        stay('A', '2023-03-02', '2023-03-09', { diagnosis_code_1: 'I21.4', facility_npi: 'H2' }),
      ],
    },
  });
  expect(found).toEqual({ 'principal A': '0/1', 'any A': '1/1' });
});

it('lines tell of values nobody could read, and of units by whichever day their event goes', async () => {
  const { rows, lines, diagnostics } = await computeExample(measurePerson, {
    files: written(
      'own',
      `${EVENTS}\nof: stay\nnumerator: { all: [{ event: left, same: true }, { event: lab, within: { of: start, from: P0D } }, { last: [{ event: number, below: 7 }], missing: yes }] }`.replace(
        '\nof:',
        '\n  number: { table: observation, where: { code: X }, value: value_number, units: [{ unit: kg }, { unit: g, times: 1000 }] }\nof:',
      ),
    ),
    tables: {
      eligibility: [covered('A')],
      medical_claim: [stay('A', '2023-05-01', '2023-05-03', { claim_id: 'S' })],
      observation: [
        observed('A', '2023-04-01', 'X', null, 'g'),
        observed('A', '2023-06-01', 'X', '90000000000000', 'g'),
      ],
    },
    options: { measures: 'own.yaml' },
  });
  expect(diagnostics).toEqual([]);
  expect(rows).toMatchObject([{ person_id: 'A', numerator: '1', denominator: '1' }]);
  expect(lines.map(({ service_date: day, counted, reason }) => [day, counted, reason])).toEqual([
    ['2023-05-01', true, 'unit'],
    ['2023-04-01', false, 'no-value'],
    ['2023-06-01', true, 'numerator'],
  ]);
});
