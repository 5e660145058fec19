/** Growth of spending from year to year. */
import { expect, it } from 'vitest';
import { computeExample } from '../testing.ts';
import { trend } from './trend.ts';
import { line, person, pick } from './testing.ts';

it('grows by enrolment type and for all', async () => {
  const { rows } = await computeExample(trend, {
    tables: {
      eligibility: [
        person('a'),
        person('b', { medicare_status_code: '20', enrollment_start_date: '2023-01-01' }),
      ],
      medical_claim: [
        line('a', '2022-05-01', 120),
        line('a', '2023-05-01', 130),
        line('b', '2023-05-01', 50),
      ],
    },
    options: { years: '2022..2023' },
  });
  expect(rows.map((row) => pick(row, 'enrolment', 'year', 'months', 'monthly', 'growth'))).toEqual([
    ['aged-nondual', 2022, 12, '10', null],
    // 130 / 120 = 1.08333…
    ['aged-nondual', 2023, 12, '10.8333', '1.083333333'],
    ['all', 2022, 12, '10', null],
    ['all', 2023, 24, '7.5', '0.75'],
    ['disabled', 2023, 12, '4.1667', null],
  ]);
});
