/** Spending by month, covered or not. */
import { expect, it } from 'vitest';
import type { Example } from '../testing.ts';
import { computeExample } from '../testing.ts';
import { personMonth } from './person-month.ts';
import { line, person, pick } from './testing.ts';

it('gives a row for every month covered or with spending', async () => {
  const example: Example = {
    tables: {
      eligibility: [person('ann', { enrollment_start_date: '2023-11-01' })],
      medical_claim: [line('ann', '2023-10-05', 5), line('ann', '2023-12-05', '7.5')],
    },
    options: { covered_only: 'false' },
  };
  const { rows } = await computeExample(personMonth, example);
  expect(rows.map((row) => pick(row, 'month', 'covered', 'amount', 'professional'))).toEqual([
    ['2023-10-01', false, '5', '5'],
    ['2023-11-01', true, '0', '0'],
    ['2023-12-01', true, '7.5', '7.5'],
  ]);
  const alone = await computeExample(personMonth, { ...example, explain: ['ann', '2023-12-01'] });
  expect(alone.lines.map(({ claim_id }) => claim_id)).toEqual(['ann-2023-12-05']);
});
