/** Spending of groups by stratum, and whose lines a stratum's are. */
import { expect, it } from 'vitest';
import type { Example } from '../testing.ts';
import { computeExample } from '../testing.ts';
import { strata } from './strata.ts';
import { line, person, pick } from './testing.ts';

it('adds up strata of groups, and a stratum’s lines are those of its people', async () => {
  const rows = ['a', 'b', 'c'].map((person_id) => ({
    person_id,
    provider: person_id === 'c' ? 'B' : 'A',
    assigned: true,
    from: '2023-01-01',
    to: '2024-01-01',
  }));
  const example: Example = {
    tables: {
      eligibility: [person('a'), person('b', { enrollment_end_date: '2023-06-30' }), person('c')],
      medical_claim: [
        line('a', '2023-02-01', 100),
        line('b', '2023-02-01', 300),
        line('b', '2023-09-01', 5),
        line('c', '2023-02-01', 7),
      ],
    },
    results: { who: { rows, types: { assigned: 'boolean', from: 'date', to: 'date' } } },
    options: { people: 'who', truncate_at: '400' },
  };
  const made = await computeExample(strata, example);
  // b: 300 in six months is 600 a year, cut to 400, of which half.
  expect(
    made.rows.map((row) =>
      pick(row, 'provider', 'enrolment', 'year', 'people', 'months', 'capped', 'amount', 'truncated'),
    ),
  ).toEqual([
    ['A', 'aged-nondual', 2023, 2, 18, 1, '400', '300'],
    ['B', 'aged-nondual', 2023, 1, 12, 0, '7', '7'],
  ]);
  const alone = await computeExample(strata, { ...example, explain: ['A', 'aged-nondual', '2023'] });
  expect(alone.lines.map(({ claim_id, reason }) => [claim_id, reason])).toEqual([
    ['a-2023-02-01', null],
    ['b-2023-02-01', null],
    ['b-2023-09-01', 'not-covered'],
  ]);
  expect(made.lines.filter(({ key }) => key === 'A,aged-nondual,2023')).toEqual(alone.lines);
});

it.each(['year', 'month'])(
  'counts no line of people without a month, even where coverage is not asked for: by %s',
  async (by) => {
    const made = await computeExample(strata, {
      tables: {
        eligibility: [
          person('a', { enrollment_end_date: '2022-12-31', medicare_status_code: null }),
          person('b', { enrollment_end_date: '2023-06-30', medicare_status_code: null }),
        ],
        medical_claim: [line('a', '2023-02-01', 100), line('b', '2023-09-01', 5)],
      },
      options: { covered_only: 'false', enrolment_by: by },
    });
    expect(made.rows.map((row) => pick(row, 'provider', 'enrolment', 'year', 'people', 'amount'))).toEqual([
      ['all', 'other', 2023, 1, '5'],
    ]);
    expect(made.lines.map(({ claim_id, counted, reason }) => [claim_id, counted, reason])).toEqual([
      ['a-2023-02-01', false, 'no-months'],
      ['b-2023-09-01', true, null],
    ]);
  },
);
